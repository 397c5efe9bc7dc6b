package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// newCrowd is a driver on 70 articles, seven a day.
func newCrowd(t *testing.T, width, height int) *driver {
	t.Helper()
	store := newStore(t)
	fillMany(t, store, 70)
	d := newDriver(t, store, nil)
	d.resize(width, height)
	d.wait(time.Second)
	return d
}

// read is how many articles storage has as read, and starred.
func (d *driver) read() (read, starred int) {
	d.t.Helper()
	unread, starred, total, err := d.store.Totals(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return total - unread, starred
}

// TestDayHeadings puts the articles of a day below its date; the first line always says which day it is.
func TestDayHeadings(t *testing.T) {
	d := newCrowd(t, 60, 20)
	d.sees(" 2019-10-02 星期三 今天 ──", " 2019-10-01 星期二 昨天 ──")
	d.press("j", "j", "j", "j", "j", "j", "j")
	if h, _ := d.m.list.selected(); h.Published.Day() != "2019-10-01" {
		t.Errorf("seven down is %s", h.Published.Day())
	}
	for range 12 {
		d.press("pgdown")
		lines := strings.Split(d.screen(), "\n")
		h := d.m.list.win.rows[d.m.list.offset]
		if !strings.HasPrefix(lines[2], " "+h.Published.Day()) {
			t.Errorf("the first line is %q above an article of %s", lines[2], h.Published.Day())
		}
		if h, _ := d.m.list.selected(); !strings.Contains(d.screen(), "▌●  "+h.Title) {
			t.Errorf("%s is selected but not on the screen:\n%s", h.Title, d.screen())
		}
	}
	d.press("g", "t", "t") // by zone
	d.sees(" 张家港经开区 ──", " 苏州工业园 ──")
	d.resize(60, 9)
	d.seesNot("苏州工业园 ──")
}

// TestPickSeveral picks single articles and a range, and marks them at once.
func TestPickSeveral(t *testing.T) {
	d := newCrowd(t, 160, 45)
	d.press("*", "j", "*") // 0 and 2; the cursor is on 3
	d.sees("选了 2 篇", "▪第0号通告", "▪第2号通告")
	d.press("m")
	if read, _ := d.read(); read != 2 {
		t.Errorf("%d are read", read)
	}
	d.press("V", "j", "j", "j", "k") // 3 to 5
	d.sees("选了 3 篇")
	d.press("V", "j", "s")
	if _, starred := d.read(); starred != 3 {
		t.Errorf("%d are starred", starred)
	}
	d.press("u")
	if _, starred := d.read(); starred != 0 {
		t.Errorf("%d are starred after undo", starred)
	}
	d.press("g", "j", "j", "V", "k", "k", "j", "j", "j") // from 2 up to 0 and down to 3: 2 and 3
	d.sees("选了 2 篇")
	d.press("d")
	if _, _, total, _ := d.store.Totals(context.Background()); total != 68 {
		t.Errorf("%d are left", total)
	}
	d.press("u", "g", "*", "*", "Z", "xagxq", "enter")
	d.wait(time.Second)
	if n, err := d.store.Count(context.Background(), feed.Query{Where: feed.InZone{ID: d.zone("西安高新技术产业开发区")}}); err != nil || n != 12 {
		t.Errorf("%d articles are in the zone, %v", n, err)
	}
	d.press("*", "esc")
	if len(d.m.list.picks.of) != 0 || d.m.focus != listPane {
		t.Error("esc does not let go of what is picked")
	}
}

// zone is the cache's id of a zone.
func (d *driver) zone(name string) feed.ZoneID {
	d.t.Helper()
	for _, z := range d.m.data.zones {
		if z.Name == name {
			return z.ID
		}
	}
	d.t.Fatalf("no zone %s", name)
	return 0
}

// TestReadAboveAndBelow marks one side of the cursor read, beyond the window too.
func TestReadAboveAndBelow(t *testing.T) {
	store := newStore(t)
	fillMany(t, store, 3000)
	d := newDriver(t, store, nil)
	d.resize(60, 20)
	d.wait(time.Second)
	d.press("j", "j", "j", "<")
	if read, _ := d.read(); read != 3 {
		t.Errorf("%d are read above", read)
	}
	d.press(">")
	d.wait(time.Second)
	if read, _ := d.read(); read != 2999 {
		t.Errorf("%d are read", read)
	}
	if h, _ := d.m.list.selected(); h.Status.Read {
		t.Error("the one under the cursor is read")
	}
	d.press("u")
	if read, _ := d.read(); read != 3 {
		t.Errorf("%d are read after undo", read)
	}
}

// TestUnreadOnly hides what is read; what is read then stays until the list is shown anew.
func TestUnreadOnly(t *testing.T) {
	d := newCrowd(t, 160, 45)
	d.press("*", "*", "*", "m", "j", "m") // 0, 1, 2 and 4 are read
	before, _ := d.m.list.selected()
	d.press("H")
	d.sees("全部 · 只列未读")
	if h, _ := d.m.list.selected(); h.ID != before.ID {
		t.Errorf("%s is selected, was %s", h.Title, before.Title)
	}
	if n := len(d.m.list.win.rows); n != 67 { // 66 unread and the selected one
		t.Errorf("%d rows", n)
	}
	d.press("j", "m", "j")
	d.wait(2 * time.Second)
	if n := len(d.m.list.win.rows); n != 67 {
		t.Errorf("%d rows after one more was read", n)
	}
	d.press("h", "j", "k", "l")
	if n := len(d.m.list.win.rows); n != 65 || !d.m.list.view.unreadOnly {
		t.Errorf("%d rows after coming back", n)
	}
	d.press("H")
	if n := len(d.m.list.win.rows); n != 70 {
		t.Errorf("%d rows with those that are read", n)
	}
}

// TestSignsAndSnippets shows pictures, reprints and the text around a search's first hit.
func TestSignsAndSnippets(t *testing.T) {
	store := newStore(t)
	zone := testZones(t)[0]
	var batch storage.Batch
	for n := range 3 {
		a := piece(n, zone)
		if n == 1 {
			a.Body += "\n\n![厂房](http://news.example.cn/1.jpg)\n\n最后一段提到了独角兽企业的名单。\n"
			a.Pictures = []feed.Picture{{URL: "http://news.example.cn/1.jpg"}}
		}
		batch.Articles = append(batch.Articles, a)
	}
	for i := range 2 {
		id, err := store.AddSource(context.Background(), feed.Source{
			Name: fmt.Sprintf("第%d个来源", i+1), URL: fmt.Sprintf("http://s%d.example.cn/", i), Kind: feed.SiteSource,
		})
		if err != nil {
			t.Fatal(err)
		}
		batch.Source = id
		for j := range batch.Articles {
			batch.Articles[j].Source = id
		}
		if _, err := store.Save(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
		batch.Articles = batch.Articles[:1]
	}
	d := newDriver(t, store, nil)
	d.resize(100, 30)
	d.wait(time.Second)
	rows := strings.Split(d.screen(), "\n")
	if !strings.Contains(rows[2], " 转2") || strings.Contains(rows[3], "转") {
		t.Errorf("the reprint is not signed:\n%s\n%s", rows[2], rows[3])
	}
	if !strings.Contains(rows[3], " 图") || strings.Contains(rows[4], "图") {
		t.Errorf("the picture is not signed:\n%s\n%s", rows[3], rows[4])
	}
	d.press("/", "独角兽", "enter")
	d.sees("最后一段提到了独角兽企业的名单")
}
