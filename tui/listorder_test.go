package tui

import (
	"testing"
	"time"

	"zonewire/feed"
)

// TestListOrderIsKept hides what is read and sorts by zone, and finds it so in the next session; a search has its own.
func TestListOrderIsKept(t *testing.T) {
	d := newReading(t)
	again := func() {
		d = newDriver(t, d.store, nil)
		d.resize(160, 45)
		d.wait(time.Second)
	}
	d.press("H", "t", "t")
	d.wait(time.Second)
	d.press("/", "项目", "enter", "t")
	again()
	if v := d.m.list.view; v.sort != feed.ByZone || !v.unreadOnly {
		t.Fatalf("the list is sorted by %q, unread only: %v", v.sort, v.unreadOnly)
	}
	d.sees("只列未读", "按开发区")
	d.press("h", "j", "l")
	if v := d.m.list.view; v.sort != feed.ByZone || !v.unreadOnly {
		t.Errorf("another place is sorted by %q, unread only: %v", v.sort, v.unreadOnly)
	}
	d.press("H", "t", "t")
	again()
	if v := d.m.list.view; v.sort != feed.ByDate || v.unreadOnly {
		t.Errorf("the list is sorted by %q, unread only: %v", v.sort, v.unreadOnly)
	}
}

// TestReadRowsStay keeps what is read in a list of unread ones where it stands until the list is shown anew.
func TestReadRowsStay(t *testing.T) {
	d := newReading(t)
	d.press("H", "g", "j", "j", "j")
	titles := func() (all []string) {
		for _, h := range d.m.list.win.rows {
			all = append(all, h.Title)
		}
		return all
	}
	was := titles()
	at, _ := d.m.list.selected()
	line := d.m.list.cursor - d.m.list.offset
	d.press("m", "j", "enter", "h", "k")
	d.wait(5 * time.Second)
	if h, _ := d.m.list.selected(); h.ID != at.ID || d.m.list.cursor-d.m.list.offset != line {
		t.Errorf("the cursor is on %s in line %d, was on %s in %d", h.Title, d.m.list.cursor-d.m.list.offset, at.Title, line)
	}
	if now := titles(); len(now) != len(was) {
		t.Errorf("%d rows, were %d", len(now), len(was))
	}
	if d.m.list.unread != len(was)-2 {
		t.Errorf("%d unread of %d", d.m.list.unread, len(was))
	}
	d.press("H", "H")
	d.wait(time.Second)
	if now := titles(); len(now) > len(was)-1 {
		t.Errorf("%d rows after hiding anew, want %d and the selected one at most", len(now), len(was)-2)
	}
}
