package syncer

import (
	"context"
	"time"
)

// While a sync runs the search index follows in small steps, seldom enough not to slow it: what is not indexed yet is
// found by scanning. Afterwards it catches up.
const (
	indexEvery = time.Second
	indexStep  = 200
)

// followIndex indexes in small steps until stop is closed, then all that is left. It closes the channel that it returns
// when it is through.
func (e *Engine) followIndex(ctx context.Context, stop <-chan struct{}) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(indexEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				if _, ok := e.indexStep(ctx); !ok {
					return
				}
			case <-stop:
				for left, ok := e.indexStep(ctx); ok && left; left, ok = e.indexStep(ctx) {
				}
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return done
}

// indexStep indexes some articles, and reports whether more are left and whether it went well. A failure is logged and
// no more: search scans what the index does not have.
func (e *Engine) indexStep(ctx context.Context) (more, ok bool) {
	n, err := e.store.IndexSome(ctx, indexStep)
	if err != nil {
		if ctx.Err() == nil {
			e.log.Error("index articles", "error", err)
		}
		return false, false
	}
	return n > 0, true
}
