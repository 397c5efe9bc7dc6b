package syncer

import (
	"context"
	"time"
)

// While a sync runs the search index follows in small steps, seldom enough not to slow it: what is not indexed yet is
// found by scanning. Afterwards CatchUp brings in the rest.
const (
	indexEvery = 5 * time.Second
	indexStep  = 100 // articles: others who write wait for a tenth of a second at most
)

// followIndex indexes in small steps until ctx ends. It closes the channel that it returns when it is through.
func (e *Engine) followIndex(ctx context.Context) <-chan struct{} {
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
			case <-ctx.Done():
				return
			}
		}
	}()
	return done
}

// CatchUp indexes what is stored, for a program that has nothing else to do, until all is in the index, ctx ends, or it
// has taken as long as it may; 0 is without limit, and then the index is put in order too. What is left out is found by
// scanning, and the next call goes on.
func (e *Engine) CatchUp(ctx context.Context, limit time.Duration) {
	began, some := time.Now(), false
	for limit == 0 || time.Since(began) < limit {
		n, ok := e.indexStep(ctx)
		if !ok {
			return
		}
		some = some || n > 0
		if n < indexStep {
			break
		}
	}
	if !some || limit > 0 {
		return
	}
	if err := e.store.MergeIndex(ctx); err != nil && ctx.Err() == nil {
		e.log.Error("merge index", "error", err)
	}
}

// indexStep indexes some articles and returns how many, and whether it went well. A failure is logged and no more:
// search scans what the index does not have.
func (e *Engine) indexStep(ctx context.Context) (n int, ok bool) {
	n, err := e.store.IndexSome(ctx, indexStep)
	if err != nil && ctx.Err() == nil {
		e.log.Error("index articles", "error", err)
	}
	return n, err == nil
}
