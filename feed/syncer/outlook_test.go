package syncer

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"zonewire/feed"
)

// deadHosts are addresses on which nobody listens any more, each a host of its own.
func deadHosts(t *testing.T, n int) []string {
	t.Helper()
	var urls []string
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		urls = append(urls, "http://"+l.Addr().String()+"/news/")
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return urls
}

func (d desk) health(t testing.TB, name string) feed.Health {
	t.Helper()
	s, err := d.store.SourceByName(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return s.Health
}

// smallSite serves a column of three articles, slowly if asked to.
func smallSite(t *testing.T, delay time.Duration) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(delay)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		var n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/%d.html", &n); {
		case r.URL.Path == "/":
			fmt.Fprint(w, listPage("/1.html", "/2.html", "/3.html"))
		case err == nil:
			fmt.Fprint(w, articlePage(n))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// TestOfflineIsNoticedOnce syncs sources of which no host answers: the sync says so, and no source is blamed.
func TestOfflineIsNoticedOnce(t *testing.T) {
	d := newDesk(t)
	now := time.Now()
	d.engine.opt.Now = func() time.Time { return now }
	for i, u := range deadHosts(t, 12) {
		d.add(t, feed.Source{Name: fmt.Sprint("园区", i), URL: u, Kind: feed.SiteSource})
	}
	p := d.run(t, Request{})
	if feed.KindOf(p.LastError) != feed.Offline || p.Broken != 0 || p.Failed != 0 {
		t.Errorf("%d sources are broken, %d addresses, %v", p.Broken, p.Failed, p.LastError)
	}
	for i := range 12 {
		if h := d.health(t, fmt.Sprint("园区", i)); h != (feed.Health{}) {
			t.Errorf("source %d is blamed: %+v", i, h)
		}
	}
	if next, err := d.engine.NextDue(t.Context()); err != nil || !next.After(now) {
		t.Errorf("the next look for the network is at %v (%v), want later than now", next, err)
	}

	d.add(t, feed.Source{Name: "好", URL: smallSite(t, 0).URL + "/", Kind: feed.SiteSource})
	p = d.run(t, Request{})
	if !p.Back {
		t.Error("the network's return was not noticed")
	}
	if p.Broken != 12 || p.Failed != 12 || p.New != 3 {
		t.Errorf("with one host answering %d of 12 dead sources are broken, %d articles of 3 came", p.Broken, p.New)
	}
	if p = d.run(t, Request{}); p.Back {
		t.Error("the network's return was noticed twice")
	}
}

// TestOfflineEndsEarly takes the network away after a good sync: a few hosts are tried, not all.
func TestOfflineEndsEarly(t *testing.T) {
	d := newDesk(t)
	d.engine.opt.SourcesAtOnce = 6
	var servers []*httptest.Server
	for i := range 20 {
		s := smallSite(t, 0)
		servers = append(servers, s)
		d.add(t, feed.Source{Name: fmt.Sprint("园区", i), URL: s.URL + "/", Kind: feed.SiteSource})
	}
	if p := d.run(t, Request{}); p.Broken != 0 || p.LastError != nil {
		t.Fatalf("%d sources are broken, %v", p.Broken, p.LastError)
	}
	for _, s := range servers {
		s.Close()
	}
	before := d.health(t, "园区3")
	p := d.run(t, Request{})
	if feed.KindOf(p.LastError) != feed.Offline || p.Total > 12 || p.Failed != 0 {
		t.Errorf("%d of 20 hosts were tried, %d failed, %v", p.Total, p.Failed, p.LastError)
	}
	if after := d.health(t, "园区3"); after != before {
		t.Errorf("a source is blamed: %+v", after)
	}
}

// TestSlowAnswerIsNotOffline lets many hosts fail at once while the only one that answers takes its time.
func TestSlowAnswerIsNotOffline(t *testing.T) {
	d := newDesk(t)
	d.add(t, feed.Source{Name: "0 slow", URL: smallSite(t, 150*time.Millisecond).URL + "/", Kind: feed.SiteSource})
	for i, u := range deadHosts(t, 20) {
		d.add(t, feed.Source{Name: fmt.Sprint("园区", i), URL: u, Kind: feed.SiteSource})
	}
	p := d.run(t, Request{})
	if p.New != 3 || p.Broken != 20 || p.Ended != 21 {
		t.Errorf("%d articles of 3, %d of 20 broken, %d of 21 ended: %v", p.New, p.Broken, p.Ended, p.LastError)
	}
	if h := d.health(t, "园区0"); h.Kind != feed.Refused || h.NextTry.Before(time.Now()) {
		t.Errorf("a dead source is %+v", h)
	}
}

// TestFewDeadHostsAreBlamed has too few hosts to doubt the network.
func TestFewDeadHostsAreBlamed(t *testing.T) {
	d := newDesk(t)
	now := time.Now()
	d.engine.opt.Now = func() time.Time { return now }
	d.add(t, feed.Source{Name: "园区", URL: deadHosts(t, 1)[0], Kind: feed.SiteSource})
	var before feed.Health
	for n := 1; n <= 4; n++ {
		d.run(t, Request{})
		h := d.health(t, "园区")
		wait := h.NextTry.Sub(now)
		if h.Kind != feed.Refused || h.Failures != n || wait < BackOff(n, 0)-time.Second || wait > BackOff(n, 1) {
			t.Errorf("after failure %d: %+v, next try in %v", n, h, wait)
		}
		if n > 1 && !h.Since.Equal(before.Since) {
			t.Errorf("failing since %v, then since %v", before.Since, h.Since)
		}
		before = h
		now = h.NextTry
	}
}

// TestDriftAndMoves changes a site after a good sync, each time in another way.
func TestDriftAndMoves(t *testing.T) {
	var play atomic.Value
	play.Store("")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		list := listPage("/1.html", "/2.html", "/3.html")
		var n int
		_, err := fmt.Sscanf(r.URL.Path, "/%d.html", &n)
		switch how := play.Load().(string); {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case how == "moved" && r.URL.Path == "/":
			http.Redirect(w, r, "/new/", http.StatusMovedPermanently)
		case how == "undated" && r.URL.Path == "/":
			fmt.Fprint(w, strings.ReplaceAll(list, "2025-03-", "重点"))
		case how == "bodiless" && r.URL.Path == "/":
			fmt.Fprint(w, listPage("/11.html", "/12.html", "/13.html", "/14.html"))
		case how == "bodiless" && err == nil:
			fmt.Fprintf(w, "<html><head><title>开发区第%d个项目</title></head><body><script src=a.js></script></body></html>", n)
		case err == nil:
			fmt.Fprint(w, articlePage(n))
		default:
			fmt.Fprint(w, list)
		}
	}))
	defer server.Close()
	for how, want := range map[string]struct {
		kind feed.Kind
		says string
	}{
		"moved":    {"", "/new/"},
		"undated":  {feed.Drifted, "dates"},
		"bodiless": {feed.Drifted, "empty"},
	} {
		play.Store("")
		d := newDesk(t)
		d.add(t, feed.Source{Name: "园区", URL: server.URL + "/", Kind: feed.SiteSource})
		if p := d.run(t, Request{}); p.New != 3 || p.Broken != 0 {
			t.Fatalf("%s: the first sync brought %d articles, %v", how, p.New, p.LastError)
		}
		play.Store(how)
		p := d.run(t, Request{})
		h := d.health(t, "园区")
		if h.Kind != want.kind || !strings.Contains(h.Detail+h.Moved, want.says) {
			t.Errorf("%s: the source is %q: %s %s", how, h.Kind, h.Detail, h.Moved)
		}
		if (want.kind == feed.Drifted) != (p.Broken == 1) {
			t.Errorf("%s: %d broken", how, p.Broken)
		}
		if _, _, total, err := d.store.Totals(t.Context()); err != nil || total != 3 {
			t.Errorf("%s: %d cached articles of 3 (%v)", how, total, err)
		}
	}
}

// TestOneSyncAtATime starts a second sync on the same cache while one runs.
func TestOneSyncAtATime(t *testing.T) {
	d := newDesk(t)
	d.add(t, feed.Source{Name: "园区", URL: smallSite(t, 100*time.Millisecond).URL + "/", Kind: feed.SiteSource})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	first := d.engine.Run(ctx, Request{})
	<-first
	if p := d.run(t, Request{}); feed.KindOf(p.LastError) != feed.Busy {
		t.Errorf("the second sync ended with %v, want busy", p.LastError)
	}
	if p := d.run(t, Request{Wait: true}); p.LastError != nil || p.Sources != 1 || p.New != 0 {
		t.Errorf("the waiting sync ended with %+v", p)
	}
	var last Progress
	for p := range first {
		last = p
	}
	if last.New != 3 {
		t.Errorf("the first sync brought %d articles of 3", last.New)
	}
}
