package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"

	"zonewire/feed"
)

// robotsAgent is the product token that robots.txt knows us by: RFC 9309, section 2.2.1.
const robotsAgent = "zonewire"

const (
	robotsLimit  = 500 << 10        // bytes of a robots.txt that are read: RFC 9309, section 2.5
	robotsFor    = 24 * time.Hour   // how long one is believed: section 2.4
	longestDelay = 10 * time.Second // Crawl-delay, no part of the RFC, is obeyed up to this
)

// rules are what a host's robots.txt says to us, until they have to be asked again. The zero value is long expired.
type rules struct {
	group *robotstxt.Group // nil: everything is allowed
	until time.Time
}

func (r rules) allow(u *url.URL) bool {
	if r.group == nil {
		return true
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return r.group.Test(path)
}

// asking is a robots.txt on its way, that several visits may wait for.
type asking struct {
	done   chan struct{} // closed when rules and err are set
	legacy bool          // in old TLS, if need be
	rules  rules
	err    error
}

// askRobots returns an error if the host's robots.txt forbids u or cannot be had.
func (v *visit) askRobots(ctx context.Context, h *host, u *url.URL) error {
	r, err := v.rulesOf(ctx, h, u)
	if err != nil {
		return err
	}
	if !r.allow(u) {
		return v.fail(u, feed.Robots, 0, nil)
	}
	return nil
}

// rulesOf returns the rules of a host, by fetching them if need be. Visits that come meanwhile share the answer.
func (v *visit) rulesOf(ctx context.Context, h *host, u *url.URL) (rules, error) {
	for {
		h.mu.Lock()
		if time.Now().Before(h.rules.until) {
			defer h.mu.Unlock()
			return h.rules, nil
		}
		if a := h.asking; a != nil {
			h.mu.Unlock()
			select {
			case <-a.done:
			case <-ctx.Done():
				return rules{}, v.failure(ctx, u, ctx.Err())
			}
			if feed.KindOf(a.err) != feed.Cancelled && (a.err == nil || a.legacy || !v.legacyTLS(u)) {
				return a.rules, a.err
			}
			continue // the one that asked gave up, or may do less
		}
		a := &asking{done: make(chan struct{}), legacy: v.legacyTLS(u)}
		h.asking = a
		h.mu.Unlock()
		a.rules, a.err = v.fetchRobots(ctx, u)
		h.mu.Lock()
		h.asking = nil
		if a.err == nil {
			h.rules = a.rules
			if a.rules.group != nil && h.interval > 0 {
				h.interval = max(h.interval, min(a.rules.group.CrawlDelay, longestDelay))
			}
		}
		h.mu.Unlock()
		close(a.done)
		return a.rules, a.err
	}
}

// fetchRobots gets robots.txt from the scheme and host of u. By RFC 9309, section 2.3.1, a status of 4xx allows
// everything, and one that cannot be had because of the server or the network allows nothing: its failure is that of
// the page.
func (v *visit) fetchRobots(ctx context.Context, u *url.URL) (rules, error) {
	from := v.request.From
	if hostKey(u) != hostKey(v.own) {
		from = v.own.String()
	}
	var credentials Credentials
	if v.isOwn(u) {
		credentials = v.request.Credentials
	}
	r, err := newVisit(v.client, Request{
		URL: (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}).String(), From: from,
		Accept: "text/plain,*/*;q=0.8", MaxBytes: v.client.cfg.MaxBytes, Credentials: credentials, LegacyTLS: v.legacyTLS(u),
	})
	if err != nil {
		return rules{}, err
	}
	r.robots = false
	until := time.Now().Add(robotsFor)
	resp, err := r.run(ctx)
	if err == nil {
		return rules{group: parseRobots(resp.Body), until: until}, nil
	}
	if isUnavailable(err) {
		return rules{until: until}, nil
	}
	return rules{}, err
}

// isUnavailable reports whether there is no robots.txt to be had: the server answered, but with a status of 4xx, with
// a challenge, or with what makes no file.
func isUnavailable(err error) bool {
	var e *feed.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Kind {
	case feed.Gone, feed.Blocked, feed.Abroad, feed.Login, feed.Redirects, feed.TooLarge, feed.Malformed:
		return true
	case feed.BadStatus:
		return e.Status < 500
	}
	return false
}

// parseRobots reads the rules for us in a robots.txt, nil if there are none. A page of HTML in its place has none.
func parseRobots(body []byte) *robotstxt.Group {
	data, err := robotstxt.FromBytes(knownLines(body[:min(len(body), robotsLimit)]))
	if err != nil {
		return nil
	}
	return data.FindGroup(robotsAgent)
}

// knownLines keeps of a robots.txt the lines that make rules. The parser rejects a file for a single line that it does
// not understand, and compiles every pattern, so that a hostile file would cost hundreds of megabytes.
func knownLines(body []byte) []byte {
	const many = 2000 // rules
	var kept bytes.Buffer
	agents, n := false, 0
	for line := range bytes.Lines(bytes.ReplaceAll(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), []byte("\r"), []byte("\n"))) {
		key, value, ok := strings.Cut(string(line), ":")
		value, _, _ = strings.Cut(value, "#")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch {
		case !ok || n >= many:
			continue
		case key == "user-agent" && value != "":
			agents = true
		case !agents, key != "allow" && key != "disallow" && key != "crawl-delay":
			continue
		case key == "crawl-delay" && !isNumber(value):
			continue
		}
		n++
		fmt.Fprintf(&kept, "%s: %s\n", key, value)
	}
	return kept.Bytes()
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.") == "" && strings.Count(s, ".") <= 1 && s != "."
}
