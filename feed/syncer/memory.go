package syncer

import (
	"context"

	"zonewire/feed"
	"zonewire/feed/fetch"
)

// MemoryGoal is what a program that syncs does well to set as its debug.SetMemoryLimit, in bytes: the collector then
// does not let garbage of large pages pile up. Ordinary syncs stay far below it.
const MemoryGoal = 96 << 20

// Many sources are synced at once, because most of a sync is waiting. What takes memory is not waited for, but large
// pages: a tree is many times its page. So pages up to ordinaryBody are fetched side by side and read as many at once
// as Options.PagesAtOnce says; a larger one is fetched, and one larger than ordinaryPage is read, alone of its kind. Of the
// real pages seen hardly any reaches either.
const (
	ordinaryBody = 1 << 20   // bytes
	ordinaryPage = 256 << 10 // bytes
)

// gates are the turns that this takes.
type gates struct {
	body  chan struct{} // holds one token while a job has a large body
	large chan struct{} // holds one token while a large page is read
	page  chan struct{} // holds a token for each page that is read
}

func newGates(processors int) gates {
	return gates{
		body: make(chan struct{}, 1), large: make(chan struct{}, 1), page: make(chan struct{}, processors),
	}
}

// enter waits until a page may be read; the function that it returns ends its turn.
func (g gates) enter(page []byte) (leave func()) {
	if len(page) <= ordinaryPage {
		g.page <- struct{}{}
		return func() { <-g.page }
	}
	g.large <- struct{}{}
	g.page <- struct{}{}
	return func() { <-g.page; <-g.large }
}

// fetch gets a page for the job of r. When it turns out to be large, it is asked for anew in turn, and the turn lasts
// until the job ends.
func (v *visit) fetch(ctx context.Context, r *result, req fetch.Request) (fetch.Response, error) {
	if !r.large {
		req.MaxBytes = ordinaryBody
		resp, err := v.engine.get(ctx, v.source, req)
		if feed.KindOf(err) != feed.TooLarge {
			return resp, err
		}
		select {
		case v.engine.gates.body <- struct{}{}:
			r.large = true
		case <-ctx.Done():
			return resp, ctx.Err()
		}
		req.MaxBytes = 0
	}
	return v.engine.get(ctx, v.source, req)
}
