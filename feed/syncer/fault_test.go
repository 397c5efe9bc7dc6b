package syncer

import (
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
)

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// connectionFaults go wrong below the pages.
func connectionFaults() []fault {
	whole := listPage("/1.html", "/2.html", "/3.html")
	return []fault{
		{name: "closed at once", kind: feed.Refused, raw: func(net.Conn) {}},
		{name: "reset in mid-body", kind: feed.Refused, raw: func(c net.Conn) {
			say(c, ok+"Content-Length: 5000\r\n\r\n"+whole)
			_ = c.(*net.TCPConn).SetLinger(0)
		}},
		{name: "shorter than its Content-Length", kind: feed.Refused, raw: func(c net.Conn) {
			say(c, ok+"Content-Length: 500000\r\n\r\n"+whole)
		}},
		{name: "longer than its Content-Length", kind: feed.Empty, raw: func(c net.Conn) {
			say(c, ok+"Content-Length: 60\r\n\r\n"+whole)
		}},
		{name: "negative Content-Length", kind: feed.Malformed, raw: func(c net.Conn) { say(c, ok+"Content-Length: -5\r\n\r\n"+whole) }},
		{name: "two Content-Lengths", kind: feed.Refused, raw: func(c net.Conn) {
			say(c, ok+"Content-Length: 5\r\nContent-Length: 50\r\n\r\n"+whole)
		}},
		{name: "broken chunks", kind: feed.Malformed, raw: func(c net.Conn) {
			say(c, ok+"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"+whole)
		}},
		{name: "no HTTP", kind: feed.Malformed, raw: func(c net.Conn) { say(c, "SSH-2.0-OpenSSH_9.6\r\n") }},
		{name: "one byte a second", kind: feed.Timeout, raw: func(c net.Conn) {
			say(c, ok+"Content-Length: 5000\r\n\r\n")
			slowly(c, whole, time.Second)
		}},
		{name: "no answer", kind: feed.Timeout, raw: func(c net.Conn) { _, _ = c.Read(make([]byte, 1)) }},
		{name: "hangs in mid-body", kind: feed.Timeout, raw: func(c net.Conn) {
			say(c, ok+"Content-Length: 5000\r\n\r\n"+whole)
			_, _ = c.Read(make([]byte, 1))
		}},
		{name: "headers without end", kind: feed.TooLarge, raw: func(c net.Conn) {
			say(c, ok)
			repeat(c, "X-Padding: 0123456789\r\n", 10<<20)
		}},
		{name: "one header without end", kind: feed.TooLarge, raw: func(c net.Conn) { say(c, ok+"X: "); repeat(c, "x", 1<<30) }},
		{name: "body without end", kind: feed.TooLarge, raw: func(c net.Conn) { say(c, ok+"\r\n"); repeat(c, "<p>开发区</p>", 1<<26) }},
		{name: "informed without end", kind: feed.TooLarge, raw: func(c net.Conn) {
			repeat(c, "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n", 1<<20)
		}},
		{name: "gzip bomb", kind: feed.TooLarge, play: bomb("gzip")},
		{name: "brotli bomb", kind: feed.TooLarge, play: bomb("br")},
		{name: "truncated gzip", kind: feed.Malformed, play: packed("gzip", gzipped(whole)[:100])},
		{name: "gzip that is none", fresh: 5, play: column(func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Encoding", "gzip")
			return false
		})},
		{name: "unknown encoding", kind: feed.Malformed, play: packed("zstd", []byte(whole))},
		{name: "untrusted certificate", kind: feed.TLS, play: column(nil), start: certified(time.Hour, "127.0.0.1")},
		{name: "expired certificate", kind: feed.TLS, play: column(nil), start: certified(-time.Hour, "127.0.0.1")},
		{name: "certificate of another name", kind: feed.TLS, play: column(nil), start: certified(time.Hour, "other.example")},
		{name: "old TLS", kind: feed.TLS, play: column(nil), start: speaking(tls.VersionTLS11)},
		{name: "reset within the TLS handshake", kind: feed.Refused, play: column(nil), start: resetting},
		{name: "GOAWAY with every answer", fresh: 5, start: overHTTP2, play: column(func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Connection", "close") // over HTTP/2 it is GOAWAY
			return false
		})},
		{name: "GOAWAY in place of an answer", fresh: 5, play: column(nil), start: goingAway},
		{name: "HTTP/2 streams that are reset", kind: feed.Refused, start: overHTTP2, play: func(http.ResponseWriter, *http.Request) {
			panic(http.ErrAbortHandler)
		}},
		{name: "IPv6", fresh: 5, play: column(nil), start: overIPv6},
	}
}

// answerFaults are answers that a client has to understand.
func answerFaults() []fault {
	now := time.Now()
	return []fault{
		{name: "redirect loop", kind: feed.Redirects, play: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, map[string]string{"/": "/a"}[r.URL.Path]+"/", http.StatusFound)
		}},
		{name: "redirects without end", kind: feed.Redirects, play: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}},
		{name: "redirect to a file", kind: feed.Redirects, play: redirect("file:/etc/passwd")},
		{name: "redirect to link-local", kind: feed.Redirects, play: redirect("http://169.254.169.254/latest/meta-data/")},
		{name: "redirect to another port of this machine", kind: feed.Redirects, play: redirect("http://127.0.0.1:1/")},
		{name: "redirect to script", kind: feed.Redirects, play: redirect("javascript:alert(1)")},
		{name: "refreshes without end", kind: feed.Redirects, play: func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `<meta http-equiv="refresh" content="0;url=%sx">`, r.URL.Path)
		}},
		{name: "cookies required", fresh: 5, play: func(w http.ResponseWriter, r *http.Request) {
			if _, err := r.Cookie("seen"); err != nil {
				http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
				http.Redirect(w, r, r.URL.Path, http.StatusFound)
				return
			}
			column(nil)(w, r)
		}},
		{name: "a script that has to set a cookie", kind: feed.Blocked, play: page200(
			`<html><script>document.cookie="k=1";location.reload()</script></html>`)},
		{name: "403", kind: feed.Blocked, play: status(403)},
		{name: "403 for visitors from abroad", kind: feed.Abroad, play: func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(403)
			say(w, "<h1>403</h1><p>本网站不对境外用户开放</p>")
		}},
		{name: "451", kind: feed.Abroad, play: status(451)},
		{name: "401", kind: feed.Login, play: status(401, "WWW-Authenticate", "Basic")},
		{name: "412", kind: feed.Blocked, play: status(412)},
		{name: "521", kind: feed.Blocked, play: status(521)},
		{name: "404", kind: feed.Gone, play: status(404)},
		{name: "410", kind: feed.Gone, play: status(410)},
		{name: "429", kind: feed.Limited, play: status(429, "Retry-After", "7200")},
		{name: "503 for an hour", kind: feed.Limited, play: status(503, "Retry-After", "3600")},
		{name: "500", kind: feed.BadStatus, play: status(500)},
		{name: "204", kind: feed.Empty, play: status(204)},
		{name: "robots", kind: feed.Robots, play: page200("User-agent: *\nDisallow: /\n")},
		{name: "a clock a century ahead", fresh: 5, play: column(func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Date", now.AddDate(100, 0, 0).UTC().Format(http.TimeFormat))
			w.Header().Set("Last-Modified", now.AddDate(100, 0, 0).UTC().Format(http.TimeFormat))
			return false
		})},
		{name: "a clock at 1970", fresh: 5, play: column(func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Date", time.Unix(0, 0).UTC().Format(http.TimeFormat))
			return false
		})},
	}
}

// TestFaultsOfConnections and the two tests after it sync sources that go wrong in one way each, beside healthy ones.
func TestFaultsOfConnections(t *testing.T) { playAll(t, connectionFaults()) }

func TestFaultsOfAnswers(t *testing.T) { playAll(t, answerFaults()) }

func TestFaultsOfPages(t *testing.T) { playAll(t, pageFaults()) }

// playAll syncs the faulty sources and five healthy ones, in one sync. Every fault is an error of its own source, the
// healthy ones are complete, and memory stays bounded, that of the servers included.
func playAll(t *testing.T, faults []fault) {
	d := newDesk(t)
	client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1, Timeout: 4 * time.Second, RootCAs: roots()})
	defer client.Close()
	d.engine = New(d.store, client, gazetteer.Load(), slog.New(slog.DiscardHandler), Options{})
	for i, f := range faults {
		kind := feed.SiteSource
		if f.feed {
			kind = feed.FeedSource
		}
		d.add(t, feed.Source{Name: f.name, URL: f.serve(t), Kind: kind})
		if i < 5 {
			well := fault{name: fmt.Sprint("well ", i), play: column(nil)}
			d.add(t, feed.Source{Name: well.name, URL: well.serve(t), Kind: feed.SiteSource})
		}
	}
	goroutines := runtime.NumGoroutine()
	peak := measure(func() {
		if p := d.run(t, Request{}); p.Ended != len(faults)+5 {
			t.Errorf("%d of %d sources ended", p.Ended, len(faults)+5)
		}
	})
	client.Close()
	t.Logf("%d faults, peak memory %d MiB, goroutines %d, then %d", len(faults), peak>>20, goroutines, runtime.NumGoroutine())
	const most = 150 << 20
	if peak > most {
		t.Errorf("memory rose to %d MiB", peak>>20)
	}
	counts, err := d.store.SourceCounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		faults = append(faults, fault{name: fmt.Sprint("well ", i), fresh: 5})
	}
	for _, f := range faults {
		s, err := d.store.SourceByName(t.Context(), f.name)
		if err != nil {
			t.Fatal(err)
		}
		h := s.Health
		if h.Kind != f.kind {
			t.Errorf("%s: the source is %q (%s), want %q", f.name, h.Kind, h.Detail, f.kind)
		}
		if got := counts[s.ID].Total; got != f.fresh {
			t.Errorf("%s: %d articles came, want %d", f.name, got, f.fresh)
		}
		if f.kind != "" && (h.Detail == "" || h.Since.IsZero() || h.Failures != 1 || !h.NextTry.After(h.LastSync)) {
			t.Errorf("%s: not said what was seen, since when, or when it is tried again: %+v", f.name, h)
		}
		if strings.ContainsFunc(h.Detail, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%s: control characters in %q", f.name, h.Detail)
		}
	}
}

// measure runs do and returns the most memory that the process had from the system meanwhile, in bytes.
func measure(do func()) uint64 {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(MemoryGoal))
	debug.FreeOSMemory()
	stop, done := make(chan struct{}), make(chan uint64)
	go func() {
		s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		var peak uint64
		for {
			metrics.Read(s)
			peak = max(peak, s[0].Value.Uint64()-s[1].Value.Uint64())
			select {
			case <-stop:
				done <- peak
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	do()
	close(stop)
	return <-done
}
