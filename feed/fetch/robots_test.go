package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"zonewire/feed"
)

// robotsServer answers robots.txt with what robots does, and everything else with "page".
func robotsServer(t *testing.T, robots http.HandlerFunc) string {
	t.Helper()
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			robots(w, r)
			return
		}
		fmt.Fprint(w, "page")
	}).URL
}

func TestRobotsAreObeyed(t *testing.T) {
	var asked atomic.Int32
	base := robotsServer(t, func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		fmt.Fprint(w, "\xef\xbb\xbfDisallow: /lost\r\nnonsense\r\nUser-agent: other\nDisallow: /\n\nUser-Agent: *\rDisallow: /admin # no\n"+
			"Disallow: /*.doc$\nAllow: /admin/news\nCrawl-delay: never\nSitemap: http://x/\n")
	})
	c := newClient(t, quick())
	for path, allowed := range map[string]bool{
		"/": true, "": true, "/lost": true, "/admin": false, "/admin/x?y=1": false, "/admin/news/1": true, "/a.doc": false, "/a.doc.html": true,
	} {
		_, err := c.Get(t.Context(), Request{URL: base + path})
		if allowed && err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if !allowed {
			wantKind(t, err, feed.Robots)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt asked for %d times", asked.Load())
	}
	cfg := quick()
	cfg.IgnoreRobots = true
	if _, err := newClient(t, cfg).Get(t.Context(), Request{URL: base + "/admin"}); err != nil || asked.Load() != 1 {
		t.Errorf("ignoring: %v, asked %d times", err, asked.Load())
	}
}

func TestOurOwnGroupComesFirst(t *testing.T) {
	base := robotsServer(t, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /\n\nUser-agent: ZoneWire\nDisallow: /private\n")
	})
	c := newClient(t, quick())
	if _, err := c.Get(t.Context(), Request{URL: base + "/news"}); err != nil {
		t.Error(err)
	}
	_, err := c.Get(t.Context(), Request{URL: base + "/private"})
	wantKind(t, err, feed.Robots)
}

// RFC 9309, section 2.3.1: what is not there allows everything, what cannot be had allows nothing.
func TestRobotsThatAreNot(t *testing.T) {
	for name, c := range map[string]struct {
		robots http.HandlerFunc
		kind   feed.Kind // "" allowed
	}{
		"404":       {http.NotFound, ""},
		"403":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) }, ""},
		"401":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(401) }, ""},
		"521":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(521) }, ""},
		"empty":     {func(http.ResponseWriter, *http.Request) {}, ""},
		"html":      {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>User-agent: *\nDisallow: /</html>") }, ""},
		"loop":      {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/robots.txt", http.StatusFound) }, ""},
		"500":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, feed.BadStatus},
		"429":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) }, feed.Limited},
		"no answer": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, feed.Refused},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := newClient(t, quick()).Get(t.Context(), Request{URL: robotsServer(t, c.robots) + "/news"})
			if c.kind != "" {
				if e := wantKind(t, err, c.kind); !strings.HasSuffix(e.Subject, "/robots.txt") {
					t.Errorf("subject %q", e.Subject)
				}
				return
			}
			if err != nil || string(got.Body) != "page" {
				t.Errorf("%s, %v", got.Body, err)
			}
		})
	}
}

func TestRobotsAreAskedForOnceAtATime(t *testing.T) {
	var asked atomic.Int32
	base := robotsServer(t, func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		time.Sleep(50 * time.Millisecond)
		w.WriteHeader(http.StatusInternalServerError)
	})
	c := newClient(t, quick())
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: base}); feed.KindOf(err) != feed.BadStatus {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
}

func TestCrawlDelay(t *testing.T) {
	base := robotsServer(t, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nCrawl-delay: 0.3\n")
	})
	c := newClient(t, Config{PerSecond: 1000})
	start := time.Now()
	for range 3 {
		if _, err := c.Get(t.Context(), Request{URL: base}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took < 600*time.Millisecond {
		t.Errorf("three pages in %v", took)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 1.5\nSitemap: http://x/s.xml\n"), "/a/b")
	f.Add([]byte("User-agent: zonewire\r\nDisallow:\r\n# end"), "/?q=1")
	f.Add([]byte("<html>User-agent: x</html>"), "")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		u, err := url.Parse("http://example.com")
		if err != nil {
			t.Fatal(err)
		}
		u.Path = path
		first := rules{group: parseRobots(body)}.allow(u)
		if again := (rules{group: parseRobots(body)}).allow(u); again != first {
			t.Fatalf("not the same twice for %q", path)
		}
	})
}
