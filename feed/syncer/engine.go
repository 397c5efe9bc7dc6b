package syncer

import (
	"context"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// Options are the limits of an Engine. Zero values mean the defaults.
type Options struct {
	SourcesAtOnce  int              // 32
	ArticlesAtOnce int              // 4 per source; the client's limits per host hold besides
	PagesAtOnce    int              // read, not fetched; as many as there are processors
	Now            func() time.Time // time.Now

	// Password is how the password of a source with a login is had. It may run a command. nil: not at all.
	Password func(context.Context, feed.Source) (string, error)

	Pictures       *storage.Pictures // where articles' pictures are kept; nil: none are fetched
	PicturesAtSync bool              // as soon as an article is stored, not only when Picture asks
}

// Engine syncs sources into a store.
type Engine struct {
	store  *storage.Store
	client *fetch.Client
	places *gazetteer.Gazetteer
	log    *slog.Logger
	opt    Options
	gates  gates

	passwords passwords

	mu        sync.Mutex
	restUntil time.Time // when to look for the network again, zero while it is there
}

// New returns an engine. It starts nothing.
func New(store *storage.Store, client *fetch.Client, places *gazetteer.Gazetteer, log *slog.Logger, opt Options) *Engine {
	if opt.SourcesAtOnce <= 0 {
		opt.SourcesAtOnce = 32
	}
	if opt.ArticlesAtOnce <= 0 {
		opt.ArticlesAtOnce = 4
	}
	if opt.PagesAtOnce <= 0 {
		opt.PagesAtOnce = runtime.GOMAXPROCS(0)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	opt.PicturesAtSync = opt.PicturesAtSync && opt.Pictures != nil
	return &Engine{
		store: store, client: client, places: places, log: log, opt: opt, gates: newGates(opt.PagesAtOnce),
	}
}

// Request says what to sync.
type Request struct {
	Sources []feed.SourceID // nil: all
	Pages   int             // list pages per source at most; 0: as each source says
	Due     bool            // only those of them that are due
	Wait    bool            // for a sync of the same cache that runs already; else that is feed.Busy
}

// Run syncs until all sources are through or ctx ends, and returns a channel of snapshots that is closed after the
// one that is Final. A listener may be slow or leave: it sees newer snapshots, and the workers never wait for it.
// While a sync of the same cache runs, here or in another process, the final snapshot's error is feed.Busy.
func (e *Engine) Run(ctx context.Context, req Request) <-chan Progress {
	b := newBoard()
	go func() { b.finish(e.run(ctx, req, b)) }()
	return b.out
}

// run syncs the sources side by side. Its error is one that stopped the whole sync; failures of sources are recorded
// with them.
func (e *Engine) run(ctx context.Context, req Request, b *board) error {
	release, err := e.hold(ctx, req.Wait, b)
	if err != nil {
		return err
	}
	defer release()
	sources, err := e.chosen(ctx, req)
	if err != nil {
		return err
	}
	met, err := e.store.Zones(ctx)
	if err != nil {
		return err
	}
	places := e.places.With(met)
	b.post(func(p *Progress) { p.Sources = len(sources) })
	following, stop := context.WithCancel(ctx)
	indexed := e.followIndex(following)
	err = e.visitAll(ctx, sources, places, req.Pages, b)
	stop()
	<-indexed
	if ctx.Err() != nil {
		return &feed.Error{Kind: feed.KindOf(ctx.Err()), Op: "sync", Err: ctx.Err()}
	}
	e.noteNetwork(err, len(sources), b)
	return err
}

// offlineRest is how long a program that syncs by itself waits before it looks for the network again.
const offlineRest = time.Minute

// noteNetwork remembers that there was no network, or notices that it is back.
func (e *Engine) noteNetwork(err error, sources int, b *board) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case feed.KindOf(err) == feed.Offline, feed.KindOf(err) == feed.NoProxy:
		if e.restUntil.IsZero() {
			e.log.Warn("no network", "error", err)
		}
		e.restUntil = e.opt.Now().Add(offlineRest)
	case err == nil && sources > 0 && !e.restUntil.IsZero():
		e.restUntil = time.Time{}
		e.log.Info("the network is back")
		b.post(func(p *Progress) { p.Back = true })
	}
}

// chosen loads the sources that a request is about.
func (e *Engine) chosen(ctx context.Context, req Request) ([]feed.Source, error) {
	all, err := e.store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	now := e.opt.Now()
	return slices.DeleteFunc(all, func(s feed.Source) bool {
		takes, why := req.takes(s, now)
		e.log.Debug("source chosen", "source", s.Name, "synced", takes, "why", why, "next", s.Health.NextTry)
		return !takes
	}), nil
}

// takes reports whether a request is about a source, and says why for the log.
func (r Request) takes(s feed.Source, now time.Time) (bool, string) {
	switch {
	case r.Sources != nil && !slices.Contains(r.Sources, s.ID):
		return false, "not asked for"
	case !r.Due:
		return true, "asked for"
	case s.Health.NextTry.IsZero():
		return true, "due: never tried since it was added or changed"
	case !Due(s.Health, s.Interval, now):
		return false, "not due yet"
	case s.Health.NextTry.After(now):
		return true, "due: its next try is further ahead than any schedule reaches"
	}
	return true, "due"
}
