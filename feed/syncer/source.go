package syncer

import (
	"context"
	"encoding/json"
	"sync"
	"sync/atomic"
	"time"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/feed/page"
	"zonewire/storage"
)

// roundSize is how many addresses of the frontier are worked on before the frontier is asked again. Large enough that
// the last workers of a round idle for a small part of it.
const roundSize = 64

// givingUp is how many network failures in a row end a visit: the host is down or turns us away, and the addresses
// that are left stay in the frontier.
const givingUp = 8

// memory is what is kept of a site from one sync to the next, as feed.Source.Learned.
type memory struct {
	page.Hints
	Dated bool `json:"dated,omitzero"` // its list had dates
}

// visit is one source being synced.
type visit struct {
	engine   *Engine
	source   feed.Source          // as it was when the visit began: its workers read it side by side
	feed     atomic.Bool          // the source is a feed, which it may turn out to be
	places   *gazetteer.Gazetteer // with the zones met in pages before
	pages    int                  // list pages at most
	deep     bool                 // read that many even where nothing is new: the person asked for so many
	board    *board
	report   report
	tried    map[string]bool
	inARow   int // network failures
	hintsMu  sync.Mutex
	memory   memory
	learnt   []byte // the memory as the store has it
	chase    bool   // paging cannot be followed: neighbours are
	chaseMax int
	pictured []feed.Article // stored ones whose pictures are still to be fetched
}

// newVisit prepares the visit of a source; pages is how many list pages the person asked for, 0 for none said.
func (e *Engine) newVisit(s feed.Source, places *gazetteer.Gazetteer, pages int, b *board) *visit {
	v := &visit{engine: e, source: s, places: places, pages: pages, deep: pages > 0, board: b, tried: map[string]bool{}, learnt: s.Learned}
	v.feed.Store(s.Kind == feed.FeedSource)
	if v.pages == 0 {
		v.pages = s.Pages
	}
	if v.pages == 0 {
		v.pages = feed.DefaultPages
	}
	if len(s.Learned) > 0 {
		if err := json.Unmarshal(s.Learned, &v.memory); err != nil {
			e.log.Warn("forget what was learned", "source", s.Name, "error", err)
		}
	}
	return v
}

// sync reads the source from its entrance to the end of its frontier. Its error is one of the cache; failures of the
// source are in the report.
func (v *visit) sync(ctx context.Context) error {
	v.board.post(func(p *Progress) { p.Current = v.source.Name })
	err := v.run(ctx)
	if err == nil {
		v.fetchPictures(ctx)
		return nil
	}
	v.report.fail(&feed.Error{Kind: feed.Cancelled, Op: "sync", Subject: v.source.Name, Err: err})
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// conclude records how the visit went, with the source and in the progress.
func (v *visit) conclude(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	s, now := v.source, v.engine.opt.Now()
	v.report.judge(s.URL)
	health := v.report.health(s.Health, now)
	if v.report.blameless() {
		health = s.Health
	} else {
		health.NextTry = v.nextTry(ctx, health, now)
	}
	if err := v.engine.store.RecordHealth(ctx, s.ID, health); err != nil {
		v.engine.log.Error("record health", "source", s.Name, "error", err)
	}
	if c := gatedContact(v.report.contact); c != (feed.Contact{}) && c != s.Contact {
		if err := v.engine.store.SaveContact(ctx, s.ID, c); err != nil {
			v.engine.log.Error("save contact", "source", s.Name, "error", err)
		}
	}
	v.engine.log.Info("source synced", "source", s.Name, "new", v.report.fresh, "failed", v.report.failed,
		"kind", health.Kind, "next", health.NextTry)
	v.board.post(func(p *Progress) {
		p.Ended++
		p.Stored++
		if v.report.worst != nil && !v.report.blameless() {
			p.Broken++
			p.LastError = v.report.worst
			if v.report.entrance != nil {
				p.Failed++
			}
		}
	})
}

// lastWords is how long a cancelled sync may still take to store what it holds.
const lastWords = 1500 * time.Millisecond

// run reads the entrance, then the frontier round by round until nothing is left that was not tried.
func (v *visit) run(ctx context.Context) error {
	entrance := storage.Pending{Source: v.source.ID, URL: v.source.URL, Page: true, Depth: 1}
	if err := v.round(ctx, []storage.Pending{entrance}); err != nil {
		return err
	}
	if v.report.entrance != nil {
		return nil
	}
	for ctx.Err() == nil && v.inARow < givingUp {
		waiting, err := v.engine.store.PendingOf(ctx, v.source.ID, roundSize+v.report.failed)
		if err != nil {
			return err
		}
		var jobs []storage.Pending
		for _, p := range waiting {
			if !v.tried[p.URL] {
				jobs = append(jobs, p)
			}
		}
		if len(jobs) == 0 {
			return nil
		}
		if err := v.round(ctx, jobs); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// round fetches the jobs side by side and stores their results as they come, in batches.
func (v *visit) round(ctx context.Context, jobs []storage.Pending) error {
	v.board.post(func(p *Progress) { p.Total += len(jobs); p.Current = v.source.Name })
	todo := make(chan storage.Pending, len(jobs))
	for _, j := range jobs {
		v.tried[j.URL] = true
		todo <- j
	}
	close(todo)
	results := make(chan result, len(jobs))
	var wg sync.WaitGroup
	for range min(v.engine.opt.ArticlesAtOnce, len(jobs)) {
		wg.Go(func() {
			for j := range todo {
				results <- v.read(ctx, j)
			}
		})
	}
	err := v.collect(ctx, results, len(jobs))
	wg.Wait()
	return err
}

// read fetches and reads one address. A panic in a parser is an error on this address only, and the end of the sync is
// no error of any address.
func (v *visit) read(ctx context.Context, job storage.Pending) (r result) {
	r.job = job
	defer func() {
		if r.large {
			<-v.engine.gates.body
		}
	}()
	defer func() {
		if p := recover(); p != nil {
			v.engine.log.Error("reading panicked", "address", job.URL, "panic", p)
			r.err = &feed.Error{Kind: feed.Internal, Op: "read", Subject: job.URL}
		}
	}()
	defer func() {
		if err := ctx.Err(); err != nil && r.err != nil {
			r.err = &feed.Error{Kind: feed.Cancelled, Op: "fetch", Subject: job.URL, Err: err}
		}
	}()
	if r.err = ctx.Err(); r.err != nil {
		return r
	}
	switch {
	case !job.Page:
		v.readArticle(ctx, &r)
	case v.feed.Load():
		v.readFeed(ctx, &r)
	default:
		v.readList(ctx, &r)
	}
	return r
}
