package syncer

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
)

// account is what a password belongs to.
type account struct{ scheme, host, login, command string }

// passwords are those that were asked for in this process, so that a command is not run for each address. One that is
// not accepted is forgotten; one that could not be had is asked for again after a while.
type passwords struct {
	mu    sync.Mutex
	known map[account]known
}

type known struct {
	password string
	err      error
	at       time.Time
}

// askAgainAfter is how long a password that could not be had is not asked for again.
const askAgainAfter = time.Minute

// get fetches with what the source needs to be let in. Its password goes to the scheme, host and port of its own
// address only, and old TLS is spoken with its own host only, whatever the request is for.
func (e *Engine) get(ctx context.Context, s feed.Source, req fetch.Request) (fetch.Response, error) {
	if s.Access == (feed.Access{}) {
		return e.client.Get(ctx, req)
	}
	own, err := url.Parse(s.URL)
	if err != nil {
		return e.client.Get(ctx, req)
	}
	to, err := url.Parse(req.URL)
	if err != nil {
		return e.client.Get(ctx, req)
	}
	req.LegacyTLS = s.Access.LegacyTLS && to.Hostname() == own.Hostname()
	if s.Access.Login == "" || to.Scheme != own.Scheme || to.Host != own.Host {
		return e.client.Get(ctx, req)
	}
	a := account{own.Scheme, own.Host, s.Access.Login, s.Access.Command}
	req.Credentials, err = e.credentials(ctx, a, s)
	if err != nil {
		return fetch.Response{}, err
	}
	resp, err := e.client.Get(ctx, req)
	if feed.KindOf(err) == feed.Login {
		e.passwords.forget(a)
	}
	return resp, err
}

// credentials are those of an account, asked for once.
func (e *Engine) credentials(ctx context.Context, a account, s feed.Source) (fetch.Credentials, error) {
	p := &e.passwords
	p.mu.Lock()
	defer p.mu.Unlock()
	k, ok := p.known[a]
	if !ok || k.err != nil && time.Since(k.at) > askAgainAfter {
		k = known{at: time.Now(), err: errors.New("there is no way to ask for a password")}
		if e.opt.Password != nil {
			k.password, k.err = e.opt.Password(ctx, s)
		}
		if ctx.Err() != nil {
			return fetch.Credentials{}, &feed.Error{Kind: feed.KindOf(ctx.Err()), Op: "ask for password", Subject: s.Name, Err: ctx.Err()}
		}
		if p.known == nil {
			p.known = map[account]known{}
		}
		p.known[a] = k
	}
	if k.err != nil {
		return fetch.Credentials{}, &feed.Error{Kind: feed.Login, Op: "ask for password", Subject: s.Name, Err: k.err}
	}
	return fetch.Credentials{User: s.Access.Login, Password: k.password}, nil
}

func (p *passwords) forget(a account) {
	p.mu.Lock()
	delete(p.known, a)
	p.mu.Unlock()
}

// sourceAt is the source that says how the host of an address is to be spoken to; the zero source when none does.
func (e *Engine) sourceAt(ctx context.Context, address string) feed.Source {
	to, err := url.Parse(address)
	if err != nil {
		return feed.Source{}
	}
	all, err := e.store.Sources(ctx)
	if err != nil {
		e.log.Error("read sources", "error", err)
		return feed.Source{}
	}
	for _, s := range all {
		if s.Access == (feed.Access{}) {
			continue
		}
		if own, err := url.Parse(s.URL); err == nil && own.Hostname() == to.Hostname() {
			return s
		}
	}
	return feed.Source{}
}
