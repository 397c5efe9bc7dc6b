package syncer

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// Options are the limits of an Engine. Zero values mean the defaults.
type Options struct {
	SourcesAtOnce  int              // 8
	ArticlesAtOnce int              // 4 per source; the client's limits per host hold besides
	Now            func() time.Time // time.Now
}

// Engine syncs sources into a store.
type Engine struct {
	store  *storage.Store
	client *fetch.Client
	places *gazetteer.Gazetteer
	log    *slog.Logger
	opt    Options

	mu      sync.Mutex
	running bool
}

// New returns an engine. It starts nothing.
func New(store *storage.Store, client *fetch.Client, places *gazetteer.Gazetteer, log *slog.Logger, opt Options) *Engine {
	if opt.SourcesAtOnce <= 0 {
		opt.SourcesAtOnce = 8
	}
	if opt.ArticlesAtOnce <= 0 {
		opt.ArticlesAtOnce = 4
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	return &Engine{store: store, client: client, places: places, log: log, opt: opt}
}

// Request says what to sync.
type Request struct {
	Sources []feed.SourceID // nil: all
	Pages   int             // list pages per source at most; 0: as each source says
}

// Run syncs until all sources are through or ctx ends, and returns a channel of snapshots that is closed after the
// one that is Final. A listener may be slow or leave: it sees newer snapshots, and the workers never wait for it.
// While a sync runs, another one is refused with feed.Busy in its final snapshot.
func (e *Engine) Run(ctx context.Context, req Request) <-chan Progress {
	b := newBoard()
	e.mu.Lock()
	busy := e.running
	e.running = true
	e.mu.Unlock()
	if busy {
		b.finish(&feed.Error{Kind: feed.Busy, Op: "sync"})
		return b.out
	}
	go func() {
		err := e.run(ctx, req, b)
		e.mu.Lock()
		e.running = false
		e.mu.Unlock()
		b.finish(err)
	}()
	return b.out
}

// run syncs the sources side by side. Its error is one that stopped the whole sync; failures of sources are recorded
// with them.
func (e *Engine) run(ctx context.Context, req Request, b *board) error {
	sources, err := e.chosen(ctx, req.Sources)
	if err != nil {
		return err
	}
	met, err := e.store.Zones(ctx)
	if err != nil {
		return err
	}
	places := e.places.With(met)
	b.post(func(p *Progress) { p.Sources = len(sources) })
	stop := make(chan struct{})
	indexed := e.followIndex(ctx, stop)
	e.visitAll(ctx, sources, places, req.Pages, b)
	close(stop)
	<-indexed
	if err := ctx.Err(); err != nil {
		return &feed.Error{Kind: feed.KindOf(err), Op: "sync", Err: err}
	}
	return nil
}

// visitAll syncs the sources, several at once.
func (e *Engine) visitAll(ctx context.Context, sources []feed.Source, places *gazetteer.Gazetteer, pages int, b *board) {
	slots := make(chan struct{}, e.opt.SourcesAtOnce)
	var wg sync.WaitGroup
	for _, s := range sources {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		wg.Go(func() {
			defer func() { <-slots }()
			e.syncSource(ctx, s, places, pages, b)
		})
	}
	wg.Wait()
}

// chosen loads the sources with these ids, or all.
func (e *Engine) chosen(ctx context.Context, ids []feed.SourceID) ([]feed.Source, error) {
	all, err := e.store.Sources(ctx)
	if err != nil || ids == nil {
		return all, err
	}
	want := make(map[feed.SourceID]bool, len(ids))
	for _, id := range ids {
		want[id] = true
	}
	var some []feed.Source
	for _, s := range all {
		if want[s.ID] {
			some = append(some, s)
		}
	}
	return some, nil
}
