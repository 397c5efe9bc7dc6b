package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"zonewire/feed"
)

// quick is a configuration that does not make tests wait.
func quick() Config {
	return Config{Timeout: 2 * time.Second, PerSecond: -1, MaxWait: -1}
}

func newClient(t testing.TB, cfg Config) *Client {
	t.Helper()
	c := New(cfg)
	t.Cleanup(c.Close)
	return c
}

// serve starts a server on loopback that has no robots.txt unless the handler serves one.
func serve(t testing.TB, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s
}

// withoutRobots answers robots.txt with 404 and hands the rest on.
func withoutRobots(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}
}

func wantKind(t *testing.T, err error, kind feed.Kind) *feed.Error {
	t.Helper()
	var e *feed.Error
	if !errors.As(err, &e) || e.Kind != kind {
		t.Fatalf("error = %v, want kind %q", err, kind)
	}
	if e.Op != "fetch" || e.Subject == "" {
		t.Errorf("error %v has operation %q and subject %q", err, e.Op, e.Subject)
	}
	return e
}

func TestGetBringsAPage(t *testing.T) {
	s := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Content-Type", "text/html; charset=gb2312")
		fmt.Fprintf(w, "%s|%s", r.UserAgent(), r.Header.Get("Accept-Language"))
	}))
	c := newClient(t, Config{UserAgent: "zonewire/9 (+https://example.org)"})
	before := time.Now()
	got, err := c.Get(t.Context(), Request{URL: s.URL + "/news/#top"})
	if err != nil {
		t.Fatal(err)
	}
	if want := "zonewire/9 (+https://example.org)|zh-CN,zh;q=0.9,en;q=0.6"; string(got.Body) != want {
		t.Errorf("body = %q, want %q", got.Body, want)
	}
	if got.URL != s.URL+"/news/" || got.Moved != "" || got.NotModified || got.ContentType != "text/html; charset=gb2312" ||
		got.Validators.ETag != `"v1"` || got.At.Before(before) {
		t.Errorf("response = %+v", got)
	}
}

func TestGetAsksWithValidators(t *testing.T) {
	s := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `W/"7"`)
		if r.Header.Get("If-None-Match") == `W/"7"` && r.Header.Get("If-Modified-Since") == "Wed, 02 Oct 2019 08:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "new")
	}))
	c := newClient(t, quick())
	v := Validators{ETag: `W/"7"`, LastModified: "Wed, 02 Oct 2019 08:00:00 GMT"}
	got, err := c.Get(t.Context(), Request{URL: s.URL, Validators: v})
	if err != nil || !got.NotModified || len(got.Body) != 0 || got.Validators.ETag != `W/"7"` {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = c.Get(t.Context(), Request{URL: s.URL})
	if err != nil || got.NotModified || string(got.Body) != "new" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestGetFollowsRedirects(t *testing.T) {
	s := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/older", http.StatusMovedPermanently)
		case "/older":
			http.Redirect(w, r, "/new", http.StatusPermanentRedirect)
		case "/away":
			http.Redirect(w, r, "/old", http.StatusFound)
		case "/":
			fmt.Fprint(w, `<html><head><meta http-equiv="Refresh" content="0; url=new?a=1&amp;b=2"></head></html>`)
		case "/script":
			fmt.Fprint(w, `<script>window.location.href="/new";</script>`)
		case "/loop":
			http.Redirect(w, r, "/loop2", http.StatusFound)
		case "/loop2":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/file":
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		case "/nowhere":
			w.WriteHeader(http.StatusFound)
		case "/garbage":
			w.Header().Set("Location", "http://[::1/%zz")
			w.WriteHeader(http.StatusFound)
		case "/new":
			fmt.Fprint(w, "here")
		default:
			var n int
			if _, err := fmt.Sscanf(r.URL.Path, "/far/%d", &n); err == nil && n < 50 {
				http.Redirect(w, r, fmt.Sprintf("/far/%d", n+1), http.StatusFound)
			}
		}
	}))
	c := newClient(t, quick())
	for path, want := range map[string]struct{ url, moved string }{
		"/old": {"/new", "/new"}, "/away": {"/new", ""}, "/": {"/new?a=1&b=2", ""}, "/script": {"/new", ""}, "/new": {"/new", ""},
		"/far/45": {"/far/50", ""},
	} {
		got, err := c.Get(t.Context(), Request{URL: s.URL + path})
		moved := ""
		if want.moved != "" {
			moved = s.URL + want.moved
		}
		if err != nil || got.URL != s.URL+want.url || got.Moved != moved {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
	}
	for path, cause := range map[string]string{
		"/loop": "loop", "/file": "file", "/nowhere": "without", "/garbage": "cannot be read", "/far/44": "more than 5",
	} {
		_, err := c.Get(t.Context(), Request{URL: s.URL + path})
		if e := wantKind(t, err, feed.Redirects); !strings.Contains(e.Error(), cause) {
			t.Errorf("%s: %v", path, e)
		}
	}
}

// Some sites set a cookie and redirect to the same address, and never answer those who come without.
func TestGetKeepsCookiesToTheirHost(t *testing.T) {
	other := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "cookies %q", r.Header.Get("Cookie"))
	}))
	s := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Redirect(w, r, other.URL, http.StatusFound)
			return
		}
		if _, err := r.Cookie("seen"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
			return
		}
		fmt.Fprint(w, "welcome")
	}))
	cfg := quick()
	cfg.AllowPrivate = true
	c := newClient(t, cfg)
	got, err := c.Get(t.Context(), Request{URL: s.URL + "/page"})
	if err != nil || string(got.Body) != "welcome" {
		t.Fatalf("%s, %v", got.Body, err)
	}
	got, err = c.Get(t.Context(), Request{URL: s.URL + "/away"})
	if err != nil || string(got.Body) != `cookies ""` {
		t.Errorf("%s, %v", got.Body, err)
	}
}

func TestCredentialsStayWithTheirHost(t *testing.T) {
	report := withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%q", r.Header.Get("Authorization"))
	})
	other := serve(t, report)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Redirect(w, r, strings.Replace(other.URL, "http://", "http://a:b@", 1), http.StatusFound)
			return
		}
		report(w, r)
	})
	cfg := quick()
	cfg.AllowPrivate = true
	c := newClient(t, cfg)
	for _, r := range []struct {
		Request
		want string
	}{
		{Request{URL: s.URL + "/", Credentials: Credentials{User: "u", Password: "p"}}, `"Basic dTpw"`},
		{Request{URL: s.URL + "/", Credentials: Credentials{Token: "t"}}, `"Bearer t"`},
		{Request{URL: strings.Replace(s.URL, "http://", "http://u:p@", 1)}, `"Basic dTpw"`},
		{Request{URL: s.URL + "/away", Credentials: Credentials{User: "u", Password: "p"}}, `""`},
	} {
		got, err := c.Get(t.Context(), r.Request)
		if err != nil || string(got.Body) != r.want || strings.Contains(got.URL, "@") {
			t.Errorf("%s: %s, %s, %v; want %s", r.URL, got.URL, got.Body, err, r.want)
		}
	}
	_, err := c.Get(t.Context(), Request{URL: "http://u:secret@127.0.0.1:1/%zz"})
	if wantKind(t, err, feed.Invalid); strings.Contains(err.Error(), "secret") {
		t.Errorf("error tells the password: %v", err)
	}
	_, err = c.Get(t.Context(), Request{URL: "http://u:secret@127.0.0.1:1/"})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("error tells the password: %v", err)
	}
}

func TestGetRefusesWhatIsNoWebAddress(t *testing.T) {
	c := newClient(t, quick())
	for _, address := range []string{"", "news", "/news", "ftp://example.com/", "file:///etc/passwd", "http://", "http:///x", "javascript:alert(1)"} {
		_, err := c.Get(t.Context(), Request{URL: address})
		if feed.KindOf(err) != feed.Invalid {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestGetKeepsToTheHostsLimits(t *testing.T) {
	var now, most, all atomic.Int32
	s := serve(t, withoutRobots(func(w http.ResponseWriter, _ *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		all.Add(1)
		time.Sleep(60 * time.Millisecond)
		fmt.Fprint(w, "x")
	}))
	c := newClient(t, Config{PerSecond: 25})
	start := time.Now()
	var group sync.WaitGroup
	for range 10 {
		group.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: s.URL}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most.Load() > 2 {
		t.Errorf("%d requests at once", most.Load())
	}
	// 10 pages and robots.txt at 25 a second: the last starts 400 ms after the first, and not sooner.
	if took := time.Since(start); took < 400*time.Millisecond {
		t.Errorf("11 requests in %v", took)
	}
	if all.Load() != 10 {
		t.Errorf("%d requests", all.Load())
	}
}

func TestWaitingForAHostEndsWithTheContext(t *testing.T) {
	hold := make(chan struct{})
	s := serve(t, withoutRobots(func(http.ResponseWriter, *http.Request) { <-hold }))
	defer close(hold)
	c := newClient(t, Config{PerHost: 1, PerSecond: -1, Timeout: time.Minute})
	ctx, cancel := context.WithCancel(t.Context())
	errs := make(chan error, 3)
	for range 3 {
		go func() {
			_, err := c.Get(ctx, Request{URL: s.URL})
			errs <- err
		}()
	}
	time.Sleep(50 * time.Millisecond)
	cancel()
	for range 3 {
		wantKind(t, <-errs, feed.Cancelled)
	}
}

func TestCloseCancels(t *testing.T) {
	hold := make(chan struct{})
	s := serve(t, withoutRobots(func(http.ResponseWriter, *http.Request) { <-hold }))
	defer close(hold)
	c := New(Config{Timeout: time.Minute})
	errs := make(chan error, 1)
	go func() {
		_, err := c.Get(context.Background(), Request{URL: s.URL})
		errs <- err
	}()
	time.Sleep(50 * time.Millisecond)
	c.Close()
	wantKind(t, <-errs, feed.Cancelled)
}

func TestRetryAfter(t *testing.T) {
	var calls atomic.Int32
	s := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		n := calls.Add(1)
		switch {
		case r.URL.Path == "/soon" && n == 1:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.URL.Path == "/date":
			w.Header().Set("Date", "Wed, 02 Oct 2019 08:00:00 GMT")
			w.Header().Set("Retry-After", "Wed, 02 Oct 2019 09:00:00 GMT")
			w.WriteHeader(http.StatusTooManyRequests)
		default:
			fmt.Fprint(w, "fine")
		}
	}))
	c := newClient(t, Config{PerSecond: -1, MaxWait: 3 * time.Second})
	start := time.Now()
	got, err := c.Get(t.Context(), Request{URL: s.URL + "/soon"})
	if err != nil || string(got.Body) != "fine" || time.Since(start) < time.Second {
		t.Fatalf("%s, %v after %v", got.Body, err, time.Since(start))
	}
	_, err = c.Get(t.Context(), Request{URL: s.URL + "/date"})
	if e := wantKind(t, err, feed.Limited); e.RetryAfter != time.Hour || e.Status != 429 {
		t.Errorf("retry after %v, status %d", e.RetryAfter, e.Status)
	}
	before := calls.Load()
	_, err = c.Get(t.Context(), Request{URL: s.URL + "/other"})
	if e := wantKind(t, err, feed.Limited); e.RetryAfter < 59*time.Minute {
		t.Errorf("retry after %v", e.RetryAfter)
	}
	if calls.Load() != before {
		t.Error("a paused host was asked")
	}
}

func TestComeBackIsBounded(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"0": time.Second, "1.5": 1500 * time.Millisecond, "99999999999999": 24 * time.Hour, "-5": time.Minute, "soon": time.Minute,
		"": time.Minute, "NaN": time.Minute, "+Inf": 24 * time.Hour,
	} {
		a := answer{status: http.StatusTooManyRequests, header: http.Header{"Retry-After": {value}}}
		if got := comeBack(a); got != want {
			t.Errorf("Retry-After %q: %v, want %v", value, got, want)
		}
	}
	if got := comeBack(answer{status: http.StatusServiceUnavailable, header: http.Header{}}); got != 0 {
		t.Errorf("503 without a time: %v", got)
	}
}

func TestManyHostsAreForgotten(t *testing.T) {
	s := newHosts(Config{PerHost: 1}.withDefaults())
	busy := s.enter("busy.example")
	paused := s.enter("paused.example")
	paused.pause(time.Hour)
	s.leave(paused)
	for i := range 3 * manyHosts {
		s.leave(s.enter(fmt.Sprintf("%d.example", i)))
	}
	if len(s.met) > manyHosts+1 {
		t.Errorf("%d hosts are remembered", len(s.met))
	}
	if s.enter("busy.example") != busy || s.enter("paused.example") != paused {
		t.Error("a host that matters was forgotten")
	}
}

func TestManyCookiesAreDropped(t *testing.T) {
	u := &url.URL{Scheme: "http", Host: "example.com", Path: "/"}
	h := &host{}
	for i := range 3000 {
		h.setCookies(u, []*http.Cookie{{Name: fmt.Sprintf("c%d", i), Value: "v", Path: "/"}})
	}
	if n := len(h.cookiesFor(u)); n == 0 || n > 500 {
		t.Errorf("%d cookies are kept", n)
	}
}
