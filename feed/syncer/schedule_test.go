package syncer

import (
	"net/http/httptest"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/demo"
)

func TestIntervalFollowsWhatASourcePublishes(t *testing.T) {
	now := time.Date(2025, 3, 28, 15, 0, 0, 0, feed.Beijing())
	every := func(gap time.Duration, n int) []time.Time {
		var times []time.Time
		for i := range n {
			times = append(times, now.Add(-gap*time.Duration(i+1)))
		}
		return times
	}
	silent := every(time.Hour, 20)
	for i := range silent {
		silent[i] = silent[i].AddDate(0, -2, 0)
	}
	for _, c := range []struct {
		name  string
		times []time.Time
		want  time.Duration
	}{
		{"nothing known", nil, time.Hour},
		{"a flood", every(time.Minute, 20), 15 * time.Minute},
		{"four hours apart", every(4*time.Hour, 20), time.Hour},
		{"one a day", every(24*time.Hour, 20), 6 * time.Hour},
		{"one a month", every(30*24*time.Hour, 5), 24 * time.Hour},
		{"was lively, is silent", silent, 18 * time.Hour},
		{"dates yet to come only", []time.Time{now.AddDate(1, 0, 0)}, time.Hour},
		{"one now", []time.Time{now}, 15 * time.Minute},
	} {
		got := Interval(c.times, now)
		if diff := got - c.want; diff < -time.Hour/2 || diff > time.Hour/2 {
			t.Errorf("%s: %v, want about %v", c.name, got, c.want)
		}
		if got < 15*time.Minute || got > 24*time.Hour {
			t.Errorf("%s: %v is out of bounds", c.name, got)
		}
	}
}

func TestBackOffDoublesUpToADay(t *testing.T) {
	before := time.Duration(0)
	for failures := 1; failures <= 200; failures++ {
		low, mid, high := BackOff(failures, 0), BackOff(failures, 0.5), BackOff(failures, 0.999)
		if low >= mid || mid >= high {
			t.Fatalf("failure %d is not spread: %v, %v, %v", failures, low, mid, high)
		}
		if mid < before || mid < 2*before && mid != 24*time.Hour || mid > 24*time.Hour {
			t.Fatalf("failure %d waits %v after %v", failures, mid, before)
		}
		before = mid
	}
	if BackOff(1, 0.5) != 5*time.Minute || before != 24*time.Hour {
		t.Errorf("the first wait is %v, the last %v", BackOff(1, 0.5), before)
	}
}

func TestDueAndClocksThatJump(t *testing.T) {
	now := time.Date(2025, 3, 28, 15, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		next time.Time
		want bool
	}{
		{"never synced", time.Time{}, true},
		{"now", now, true},
		{"in a minute", now.Add(time.Minute), false},
		{"tomorrow", now.Add(30 * time.Hour), false},
		{"set by a clock a year ahead", now.AddDate(1, 0, 0), true},
	} {
		if got := Due(feed.Health{NextTry: c.next}, 0, now); got != c.want {
			t.Errorf("%s: due is %v", c.name, got)
		}
	}
	if weekly := 7 * 24 * time.Hour; Due(feed.Health{NextTry: now.Add(weekly)}, weekly, now) {
		t.Error("a source's own long interval counts as a wrong clock")
	}
}

// TestOnlyDueSourcesAreSynced moves the clock past one source's interval and not past another's.
func TestOnlyDueSourcesAreSynced(t *testing.T) {
	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	d := newDesk(t)
	now := time.Now()
	d.engine.opt.Now = func() time.Time { return now }
	sources := site.Sources(server.URL)[:2]
	sources[0].Interval, sources[1].Interval = time.Hour, 3*time.Hour
	sources[0].Pages, sources[1].Pages = 1, 1
	d.add(t, sources...)

	if next, err := d.engine.NextDue(t.Context()); err != nil || next.After(now) {
		t.Errorf("new sources are due at %v (%v)", next, err)
	}
	if p := d.run(t, Request{Due: true}); p.Sources != 2 {
		t.Errorf("%d of 2 new sources were due", p.Sources)
	}
	if next, err := d.engine.NextDue(t.Context()); err != nil || !next.Equal(now.Add(time.Hour).Truncate(time.Millisecond)) {
		t.Errorf("the next source is due at %v (%v), want in an hour", next, err)
	}
	if p := d.run(t, Request{Due: true}); p.Sources != 0 || p.Total != 0 {
		t.Errorf("right after a sync %d sources were due", p.Sources)
	}
	now = now.Add(2 * time.Hour)
	if p := d.run(t, Request{Due: true}); p.Sources != 1 {
		t.Errorf("after two hours %d sources were due, want the hourly one", p.Sources)
	}
	now = now.AddDate(-1, 0, 0)
	if p := d.run(t, Request{Due: true}); p.Sources != 2 {
		t.Errorf("after the clock went back by a year %d sources were due, want both", p.Sources)
	}
	if p := d.run(t, Request{}); p.Sources != 2 {
		t.Errorf("without Due %d sources were synced", p.Sources)
	}
}
