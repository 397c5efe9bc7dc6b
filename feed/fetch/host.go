package fetch

import (
	"context"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"time"

	"zonewire/feed"
)

// hosts are the hosts that a client has met. Idle ones are forgotten when there are many.
type hosts struct {
	perHost  int
	interval time.Duration // between the starts of two requests, 0: none
	mu       *sync.Mutex
	met      map[string]*host
}

// manyHosts is how many hosts are remembered before idle ones are forgotten.
const manyHosts = 1024

func newHosts(cfg Config) hosts {
	s := hosts{perHost: cfg.PerHost, mu: new(sync.Mutex), met: map[string]*host{}}
	if cfg.PerSecond > 0 {
		s.interval = time.Duration(float64(time.Second) / cfg.PerSecond)
	}
	return s
}

// host is what is known of a host: its pace, its cookies, its robots.txt.
type host struct {
	slots chan struct{}

	mu       sync.Mutex
	users    int           // visits that hold the host; guarded by hosts.mu
	interval time.Duration // between the starts of two requests
	next     time.Time     // when the next request may start
	paused   time.Time     // until when the host wants to be left alone
	private  bool          // a person named it, and it lies at a private address
	jar      *cookiejar.Jar
	cookies  int // set since the jar was made
	rules    rules
	asking   *asking // robots.txt is on its way
}

// hostKey names the host of u for everything that is kept by host. The default ports of http and https are one.
func hostKey(u *url.URL) string {
	name, port := strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), u.Port()
	if port == "" || port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		return name
	}
	return net.JoinHostPort(name, port)
}

// enter returns the host with that key and keeps it from being forgotten until leave.
func (s *hosts) enter(key string) *host {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.met[key]
	if h == nil {
		if len(s.met) >= manyHosts {
			s.forgetIdle(time.Now())
		}
		h = &host{slots: make(chan struct{}, s.perHost), interval: s.interval}
		s.met[key] = h
	}
	h.users++
	return h
}

func (s *hosts) leave(h *host) {
	s.mu.Lock()
	h.users--
	s.mu.Unlock()
}

func (s *hosts) forgetIdle(now time.Time) {
	for key, h := range s.met {
		h.mu.Lock()
		idle := h.users == 0 && h.paused.Before(now) && h.next.Before(now)
		h.mu.Unlock()
		if idle {
			delete(s.met, key)
		}
	}
}

// turn waits until a request may be made: one of few at once, not too soon after the last, not within a pause. A
// pause beyond the visit's patience is feed.Limited. The caller calls release when the answer is read.
func (h *host) turn(ctx context.Context, v *visit) (release func(), err error) {
	if left := h.pauseLeft(); left > v.patience() {
		return nil, &feed.Error{Kind: feed.Limited, Op: "fetch", Subject: v.own.String(), RetryAfter: left}
	}
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	release = func() { <-h.slots }
	for {
		if err := sleep(ctx, h.reserve(time.Now())); err != nil {
			release()
			return nil, err
		}
		left := h.pauseLeft()
		if left == 0 {
			return release, nil
		}
		if left > v.patience() {
			release()
			return nil, &feed.Error{Kind: feed.Limited, Op: "fetch", Subject: v.own.String(), RetryAfter: left}
		}
		v.waited += left
		if err := sleep(ctx, left); err != nil {
			release()
			return nil, err
		}
	}
}

// reserve takes the next time at which a request may start and returns how long it is until then. A host that has been
// left alone takes two at once: robots.txt and the page that it was asked for.
func (h *host) reserve(now time.Time) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	start := h.next
	if rested := now.Add(-h.interval); start.Before(rested) {
		start = rested
	}
	h.next = start.Add(h.interval)
	return max(0, start.Sub(now))
}

func (h *host) pause(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until := time.Now().Add(d); until.After(h.paused) {
		h.paused = until
	}
}

func (h *host) pauseLeft() time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return max(0, time.Until(h.paused))
}

func (h *host) isPrivate() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.private
}

func (h *host) markPrivate() {
	h.mu.Lock()
	h.private = true
	h.mu.Unlock()
}

// setCookies keeps the host's cookies for the session. Each host has a jar of its own, so a cookie for a whole domain
// comes back to the host that set it and to no other.
func (h *host) setCookies(u *url.URL, cookies []*http.Cookie) {
	if len(cookies) == 0 {
		return
	}
	const many = 500 // set by one host: more is an attack or a fault, and it starts anew
	h.mu.Lock()
	defer h.mu.Unlock()
	h.cookies += len(cookies)
	if h.jar == nil || h.cookies > many {
		h.jar, _ = cookiejar.New(nil) // always nil, says its documentation
		h.cookies = len(cookies)
	}
	h.jar.SetCookies(u, cookies[:min(len(cookies), many)])
}

func (h *host) cookiesFor(u *url.URL) []*http.Cookie {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.jar == nil {
		return nil
	}
	return h.jar.Cookies(u)
}

func cookieHeader(cookies []*http.Cookie) string {
	pairs := make([]string, len(cookies))
	for i, c := range cookies {
		pairs[i] = c.Name + "=" + c.Value
	}
	return strings.Join(pairs, "; ")
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
