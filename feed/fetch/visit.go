package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"zonewire/feed"
)

// visit is one Get on its way through redirects.
type visit struct {
	client    *Client
	request   Request
	own       *url.URL // the address asked for
	hops      int      // redirects followed so far
	robots    bool     // robots.txt is to be asked
	permanent bool     // all redirects so far were
	seen      map[string]bool
	waited    time.Duration // for hosts that asked to come back later
}

// answer is what one request brought.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func newVisit(c *Client, r Request) (*visit, error) {
	u, err := parseAddress(r.URL)
	if err != nil {
		return nil, &feed.Error{Kind: feed.Invalid, Op: "fetch", Subject: withoutUser(r.URL), Err: err}
	}
	if u.User != nil {
		if r.Credentials == (Credentials{}) {
			r.Credentials.User = u.User.Username()
			r.Credentials.Password, _ = u.User.Password()
		}
		u.User = nil
	}
	if r.MaxBytes <= 0 {
		r.MaxBytes = c.cfg.MaxBytes
	}
	return &visit{
		client: c, request: r, own: u,
		robots: !c.cfg.IgnoreRobots, permanent: true, seen: map[string]bool{},
	}, nil
}

// parseAddress reads an address that can be fetched, and drops its fragment.
func parseAddress(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err // without the address, which may hold a password
		}
		return nil, err
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("scheme %q is not http or https", u.Scheme)
	}
	if u.Hostname() == "" {
		return nil, errors.New("no host")
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// withoutUser drops what may be a password from an address that cannot be read.
func withoutUser(address string) string {
	scheme, rest, found := strings.Cut(address, "//")
	if !found {
		return address
	}
	authority, path, _ := strings.Cut(rest, "/")
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		return scheme + "//" + authority[at+1:] + "/" + path
	}
	return address
}

func (v *visit) run(ctx context.Context) (Response, error) {
	u := v.own
	for ; ; v.hops++ {
		a, err := v.ask(ctx, u)
		if err != nil {
			return Response{}, err
		}
		next, err := v.next(u, a)
		if err != nil {
			return Response{}, v.fail(u, feed.Redirects, a.status, err)
		}
		if next == nil {
			return v.finish(u, a)
		}
		if v.hops >= v.client.cfg.MaxRedirects {
			return Response{}, v.fail(u, feed.Redirects, a.status, fmt.Errorf("more than %d redirects", v.client.cfg.MaxRedirects))
		}
		u = next
	}
}

// ask makes a request when robots.txt and the host's pace allow it, again if the host said to come back soon.
func (v *visit) ask(ctx context.Context, u *url.URL) (answer, error) {
	h := v.client.hosts.enter(hostKey(u))
	defer v.client.hosts.leave(h)
	if v.robots {
		if err := v.askRobots(ctx, h, u); err != nil {
			return answer{}, err
		}
	}
	for {
		release, err := h.turn(ctx, v)
		if err != nil {
			return answer{}, v.failure(ctx, u, err)
		}
		a, err := v.send(ctx, h, u)
		release()
		if err != nil {
			return answer{}, v.failure(ctx, u, err)
		}
		later := comeBack(a)
		if later == 0 {
			return a, nil
		}
		h.pause(later)
		if later > v.patience() {
			return answer{}, &feed.Error{Kind: feed.Limited, Op: "fetch", Subject: u.String(), Status: a.status, RetryAfter: later}
		}
	}
}

// patience is how much longer this visit waits for hosts that want a pause.
func (v *visit) patience() time.Duration { return v.client.cfg.MaxWait - v.waited }

// next is where the answer from u sends us, nil if it is the page itself.
func (v *visit) next(u *url.URL, a answer) (*url.URL, error) {
	var to string
	switch a.status {
	case http.StatusMovedPermanently, http.StatusPermanentRedirect:
		to = a.header.Get("Location")
	case http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
		to = a.header.Get("Location")
		v.permanent = false
	case http.StatusOK:
		if to = refreshTarget(a); to == "" {
			return nil, nil
		}
		v.permanent = false
	default:
		return nil, nil
	}
	if to == "" {
		return nil, errors.New("redirect without an address")
	}
	next, err := u.Parse(strings.TrimSpace(to))
	if err != nil {
		return nil, errors.New("redirect to an address that cannot be read")
	}
	next.User = nil // credentials come from the person, not from pages
	if next, err = parseAddress(next.String()); err != nil {
		return nil, fmt.Errorf("redirect not followed: %w", err)
	}
	if v.seen[v.state(next)] {
		return nil, errors.New("redirect loop")
	}
	return next, nil
}

// state tells apart requests that may be answered differently: a site may set a cookie and redirect to itself.
func (v *visit) state(u *url.URL) string {
	h := v.client.hosts.enter(hostKey(u))
	defer v.client.hosts.leave(h)
	return u.String() + "\n" + cookieHeader(h.cookiesFor(u))
}

// finish makes the response of the last answer, or the error of its status.
func (v *visit) finish(u *url.URL, a answer) (Response, error) {
	r := Response{
		URL:         u.String(),
		ContentType: a.header.Get("Content-Type"),
		Validators:  Validators{ETag: a.header.Get("ETag"), LastModified: a.header.Get("Last-Modified")},
		At:          time.Now(),
	}
	if v.permanent && *u != *v.own {
		r.Moved = r.URL
	}
	switch {
	case a.status == http.StatusNotModified && v.request.Validators != (Validators{}):
		r.NotModified = true
		if r.Validators == (Validators{}) {
			r.Validators = v.request.Validators
		}
		return r, nil
	case a.status < 200 || a.status > 299 || a.status == http.StatusPartialContent:
		kind, cause := refusal(a)
		return Response{}, v.fail(u, kind, a.status, cause)
	case isChallenge(a):
		return Response{}, v.fail(u, feed.Blocked, a.status, ErrChallenge)
	}
	r.Body = a.body
	return r, nil
}

// fail is an error about the address u.
func (v *visit) fail(u *url.URL, kind feed.Kind, status int, cause error) error {
	return &feed.Error{Kind: kind, Op: "fetch", Subject: u.String(), Status: status, Err: cause}
}

// failure is the error of a request to u that brought no answer.
func (v *visit) failure(ctx context.Context, u *url.URL, err error) error {
	var known *feed.Error
	if errors.As(err, &known) {
		if known.Op != "" {
			return known
		}
		return v.fail(u, known.Kind, known.Status, known.Err)
	}
	kind, cause := classify(ctx, err)
	return v.fail(u, kind, 0, cause)
}
