package tui

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"zonewire/feed"
)

// state is all that undo may change: every article with its status and zone.
func (d *driver) state() []string {
	d.t.Helper()
	hs, err := d.store.Headlines(context.Background(), feed.Query{Limit: 1000})
	if err != nil {
		d.t.Fatal(err)
	}
	var all []string
	for _, h := range hs {
		all = append(all, fmt.Sprint(h.Title, h.Status, h.Zone, h.Region))
	}
	return all
}

// TestUndoEverything does more than fifty things of every kind, and takes each back as one step.
func TestUndoEverything(t *testing.T) {
	d := newReading(t)
	actions := [][]string{
		{"m"},
		{"j", "s"},
		{"j", "Z", "xagxq", "enter", "a"},
		{"s"},
		{"j", "d"},
		{"m"},
		{"j", "Z", "sip", "enter", "l"},
		{"j", "m"},
	}
	var before [][]string
	for n := range 60 {
		if n == 30 {
			before = append(before, d.state())
			d.press("A")
			d.wait(time.Second)
			continue
		}
		was := d.state()
		d.press(actions[n%len(actions)]...)
		d.wait(time.Second)
		if !slices.Equal(was, d.state()) {
			before = append(before, was)
		}
	}
	if len(before) < 50 {
		t.Fatalf("only %d things were done", len(before))
	}
	for n := len(before) - 1; n >= 0; n-- {
		d.press("u")
		d.wait(time.Second)
		if got := d.state(); !slices.Equal(got, before[n]) {
			t.Fatalf("undoing step %d of %d gives\n%q, want\n%q", n+1, len(before), got, before[n])
		}
	}
}
