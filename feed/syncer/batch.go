package syncer

import (
	"context"
	"encoding/json"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// A batch is stored when it holds so many articles, or when so much time has passed since the last one: often enough
// that the reader sees news come in, seldom enough that transactions cost little.
const (
	batchArticles = 40
	batchEvery    = 250 * time.Millisecond
)

// maxTries is how many syncs try an address before it is dropped from the frontier.
const maxTries = 3

// result is what became of one address.
type result struct {
	job       storage.Pending
	articles  []feed.Article
	found     []storage.Pending
	validator storage.Validator
	contact   feed.Contact
	charset   string
	unchanged bool
	large     bool   // it has the turn for large bodies
	moved     string // the new address of the source's entrance
	undated   bool   // a list lost its dates
	items     int    // entries that a list page or feed showed
	stuck     string // why the list's next page cannot be read
	cut       string // what of a list page was not taken
	err       error
}

// collect takes n results and stores them batch by batch. When ctx ends, what has come in is still stored.
func (v *visit) collect(ctx context.Context, results <-chan result, n int) error {
	tick := time.NewTicker(batchEvery)
	defer tick.Stop()
	b := v.newBatch()
	for n > 0 {
		select {
		case r := <-results:
			n--
			v.add(&b, r)
		case <-tick.C:
		}
		due := len(b.Articles) >= batchArticles || n == 0 || len(b.Found) > 0
		if !due && !v.report.older(batchEvery) {
			continue
		}
		if err := v.save(ctx, b); err != nil {
			drain(results, n)
			return err
		}
		b = v.newBatch()
	}
	return nil
}

// drain takes what is left, so that no worker blocks. The channel holds all results, so this only documents the end.
func drain(results <-chan result, n int) {
	for range n {
		<-results
	}
}

func (v *visit) newBatch() storage.Batch {
	return storage.Batch{Source: v.source.ID, Validators: map[string]storage.Validator{}}
}

// add puts one result into the batch and into the report.
func (v *visit) add(b *storage.Batch, r result) {
	v.report.add(r)
	v.board.post(func(p *Progress) {
		p.Done++
		switch {
		case r.err != nil && r.job.Page && r.job.Depth == 1: // counted with the verdict on its source
		case r.err != nil && feed.KindOf(r.err) != feed.Cancelled:
			p.Failed++
			p.LastError = r.err
		case r.unchanged:
			p.Skipped++
		}
	})
	if r.err != nil {
		v.addFailure(b, r)
		return
	}
	v.inARow = 0
	b.Articles = append(b.Articles, r.articles...)
	b.Found = append(b.Found, r.found...)
	b.Done = append(b.Done, r.job.URL)
	if len(r.articles) == 1 && !r.job.Page && r.articles[0].URL != r.job.URL {
		b.Aliases = append(b.Aliases, storage.Alias{URL: r.job.URL, Of: r.articles[0].URL})
	}
	if r.validator != (storage.Validator{}) {
		b.Validators[r.job.URL] = r.validator
	}
}

// addFailure keeps the address in the frontier, unless the failure is for good or was the last of its tries. A
// cancelled fetch and a missing network are not the address's fault and do not count.
func (v *visit) addFailure(b *storage.Batch, r result) {
	kind := feed.KindOf(r.err)
	switch kind {
	case feed.Cancelled:
		return
	case feed.Offline, feed.NoProxy, feed.DNS, feed.Refused, feed.Timeout, feed.Limited, feed.Blocked, feed.Abroad, feed.Login:
		v.inARow++
	}
	v.engine.log.Warn("address failed", "source", v.source.Name, "address", r.job.URL, "error", r.err)
	if kind == feed.Offline || kind == feed.NoProxy || kind == feed.Abroad || kind == feed.Login || r.job.URL == v.source.URL {
		return // a person can help, and then the address is as good as ever
	}
	if kind == feed.Gone || r.job.Tries+1 >= maxTries {
		b.Barren = append(b.Barren, r.job.URL)
		return
	}
	b.Failed = append(b.Failed, r.job)
}

// save commits the batch, even when ctx has ended: what was fetched is not thrown away.
func (v *visit) save(ctx context.Context, b storage.Batch) error {
	v.report.mark()
	if len(b.Articles)+len(b.Found)+len(b.Done)+len(b.Failed)+len(b.Barren) == 0 {
		return nil
	}
	b.Learned = v.learned()
	if ctx.Err() != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), lastWords)
		defer cancel()
	}
	began := time.Now()
	saved, err := v.engine.store.Save(ctx, b)
	if err != nil {
		return err
	}
	v.engine.log.Debug("batch stored", "source", v.source.Name, "articles", len(b.Articles), "new", saved.New,
		"updated", saved.Updated, "found", len(b.Found), "read", len(b.Done), "failed", len(b.Failed)+len(b.Barren),
		"took", time.Since(began).Round(time.Microsecond))
	v.report.fresh += saved.New
	v.notePictures(b.Articles)
	v.board.post(func(p *Progress) {
		p.New += saved.New
		p.Updated += saved.Updated
		p.Stored++
	})
	return nil
}

// learned is what is known about the site now, nil when it is what the store has already.
func (v *visit) learned() []byte {
	v.hintsMu.Lock()
	defer v.hintsMu.Unlock()
	if v.report.undated && v.report.articles >= driftAfter {
		v.memory.Dated = false // its articles are found all the same: it has no dates from now on
	}
	data, err := json.Marshal(v.memory)
	if err != nil || string(data) == string(v.learnt) {
		return nil
	}
	v.learnt = data
	return data
}
