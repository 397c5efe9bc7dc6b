package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"zonewire/feed"
)

// send makes one request within the time limit and reads its answer. Of redirects the body is not read, of failures
// only what is needed to recognise a challenge.
func (v *visit) send(ctx context.Context, h *host, u *url.URL) (a answer, err error) {
	began := time.Now()
	defer func() { v.client.trace(ctx, u, began, a, err) }()
	ctx, cancel := context.WithTimeout(ctx, v.client.cfg.Timeout)
	defer cancel()
	v.seen[v.state(u)] = true
	req := v.newRequest(ctx, h, u)
	resp, err := v.roundTrip(req, h)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = resp.Body.Close() }() // nothing can be done about a connection that closes badly
	h.setCookies(u, resp.Cookies())
	a = answer{status: resp.StatusCode, header: resp.Header}
	switch {
	case a.status >= 200 && a.status <= 299:
		a.body, err = readBody(resp.Body, resp.Header, v.request.MaxBytes)
	case a.status >= 400:
		const enough = 64 << 10
		a.body, err = readBody(resp.Body, resp.Header, enough)
		if ctx.Err() == nil {
			err = nil // what the status says is the failure
		}
	default:
		_, err = io.CopyN(io.Discard, resp.Body, 4<<10) // lets the connection be used again
		if ctx.Err() == nil {
			err = nil
		}
	}
	if err == nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return a, err
}

func (v *visit) newRequest(ctx context.Context, h *host, u *url.URL) *http.Request {
	accept := v.request.Accept
	if accept == "" {
		accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	}
	header := http.Header{
		"User-Agent":      {v.client.cfg.UserAgent},
		"Accept":          {accept},
		"Accept-Language": {"zh-CN,zh;q=0.9,en;q=0.6"},
		"Accept-Encoding": {"gzip, br, deflate"},
	}
	if tag := v.request.Validators.ETag; tag != "" {
		header.Set("If-None-Match", tag)
	}
	if since := v.request.Validators.LastModified; since != "" {
		header.Set("If-Modified-Since", since)
	}
	if cookies := cookieHeader(h.cookiesFor(u)); cookies != "" {
		header.Set("Cookie", cookies)
	}
	req := (&http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: header}).WithContext(ctx)
	if c := v.request.Credentials; c != (Credentials{}) && v.isOwn(u) {
		if c.Token != "" {
			header.Set("Authorization", "Bearer "+c.Token)
		} else {
			req.SetBasicAuth(c.User, c.Password)
		}
	}
	return req
}

// isOwn reports whether u has the scheme, host and port that credentials were given for.
func (v *visit) isOwn(u *url.URL) bool { return u.Scheme == v.own.Scheme && u.Host == v.own.Host }

// roundTrip sends the request on a route that its address may take. All requests try the guarded one, so that no
// connection to a private address is ever shared with a redirect; only an address that a person named may then be
// private.
func (v *visit) roundTrip(req *http.Request, h *host) (*http.Response, error) {
	u := req.URL
	legacy := v.legacyTLS(u)
	proxy, err := v.client.cfg.Proxy(req)
	if err != nil {
		return nil, err
	}
	if proxy != nil {
		if !v.mayBePrivate(h, u) && isPrivateName(u.Hostname()) {
			return nil, errPrivate
		}
		return v.client.routes[routeFor(true, legacy)].RoundTrip(req)
	}
	if v.client.cfg.AllowPrivate || h.isPrivate() && v.mayBePrivate(h, u) {
		return v.client.routes[routeFor(true, legacy)].RoundTrip(req)
	}
	resp, err := v.client.routes[routeFor(false, legacy)].RoundTrip(req)
	if !errors.Is(err, errPrivate) || !v.mayBePrivate(h, u) {
		return resp, err
	}
	h.markPrivate()
	return v.client.routes[routeFor(true, legacy)].RoundTrip(req)
}

// legacyTLS reports whether u may be spoken to in old TLS.
func (v *visit) legacyTLS(u *url.URL) bool {
	return v.client.cfg.AllowLegacyTLS(u.Hostname()) || v.request.LegacyTLS && u.Hostname() == v.own.Hostname()
}

// mayBePrivate reports whether u may lie at a private address. It may when a person named it, and so may what the
// same host leads to from there. If the host answers from a public address first, it cannot become private by a
// redirect to itself.
func (v *visit) mayBePrivate(h *host, u *url.URL) bool {
	switch {
	case v.client.cfg.AllowPrivate:
		return true
	case hostKey(u) != hostKey(v.own):
		return false
	case v.request.From == "":
		return v.hops == 0 || h.isPrivate()
	}
	from, err := parseAddress(v.request.From)
	return err == nil && hostKey(from) == hostKey(u) && h.isPrivate()
}

// statusKind is the kind of failure that a status other than success stands for.
func statusKind(a answer) feed.Kind {
	switch a.status {
	case http.StatusNotFound, http.StatusGone:
		return feed.Gone
	case http.StatusForbidden, http.StatusPreconditionFailed, statusWebServerDown:
		return feed.Blocked
	case http.StatusTooManyRequests:
		return feed.Limited
	}
	if isChallenge(a) {
		return feed.Blocked
	}
	return feed.BadStatus
}

// statusWebServerDown is 521, which Chinese protection services send with a script that has to set a cookie.
const statusWebServerDown = 521
