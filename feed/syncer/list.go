package syncer

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/page"
	"zonewire/storage"
)

// neighbourPage is how many articles a list page has when neighbours are followed instead of pages.
const neighbourPage = 20

// maxItems is how many articles one list page or feed may bring, the first ones. The longest real ones have hundreds;
// a page with more is a fault or a trap.
const maxItems = 1000

// readList reads one page of a news column: which articles are new, and whether to read the next page.
func (v *visit) readList(ctx context.Context, r *result) {
	resp, ok := v.get(ctx, r)
	if !ok {
		return
	}
	if f, charset, ok := v.isAFeedAfterAll(r.job, resp); ok {
		r.charset = charset
		if v.becomeFeed(ctx, r); r.err == nil {
			v.takeEntries(ctx, r, resp, f)
		}
		return
	}
	listing, charset, err := v.parseList(resp)
	r.charset = charset
	if err != nil && feed.KindOf(err) != feed.Empty {
		r.err = err
		return
	}
	if len(listing.Items) == 0 {
		r.err = v.nothingFound(r.job)
		if text, charset := fetch.Decode(resp.Body, resp.ContentType); !fetch.Legible(resp.Body, text, charset) {
			r.err = &feed.Error{Kind: feed.Charset, Op: "read list", Subject: r.job.URL, Err: errors.New("most of its characters are none")}
		}
		return
	}
	r.cut = cutOf(listing)
	listing.Items = listing.Items[:min(len(listing.Items), maxItems)]
	r.items = len(listing.Items)
	v.learn(listing.Found)
	if r.job.Depth == 1 {
		r.undated = v.lostDates(listing.Items)
	}
	found := make([]storage.Pending, 0, len(listing.Items))
	for _, it := range listing.Items {
		found = append(found, storage.Pending{
			Source: v.source.ID, URL: it.URL, Title: feed.Clean(it.Title), Published: it.Published,
			Depth: r.job.Depth, From: r.job.URL,
		})
	}
	v.keepNew(ctx, r, found)
	if r.err != nil || len(r.found) == 0 && !v.deep {
		return
	}
	switch {
	case r.job.Depth >= v.pages:
	case listing.Next != "" && listing.Next != r.job.URL:
		r.found = append(r.found, storage.Pending{
			Source: v.source.ID, URL: listing.Next, Page: true, Depth: r.job.Depth + 1, From: r.job.URL,
		})
	case listing.Unfollowable != "":
		r.stuck = feed.Clean(listing.Unfollowable)
		v.followNeighbours()
	}
}

// cutOf says what of a list is not taken, "" when all is.
func cutOf(l page.Listing) string {
	switch {
	case len(l.Items) > maxItems:
		return fmt.Sprintf("the first %d of %d links", maxItems, len(l.Items))
	case l.Unread > 0:
		return fmt.Sprintf("%d bytes at its end", l.Unread)
	}
	return ""
}

// parseList decodes and reads one list page.
func (v *visit) parseList(resp fetch.Response) (page.Listing, string, error) {
	text, charset := fetch.Decode(resp.Body, resp.ContentType)
	defer v.engine.gates.enter(text)()
	listing, err := page.List(text, resp.URL, resp.At, v.known())
	return listing, charset, err
}

// get fetches the job's address. It is false when there is nothing to read: an error, or nothing new.
func (v *visit) get(ctx context.Context, r *result) (fetch.Response, bool) {
	req := fetch.Request{URL: r.job.URL, From: r.job.From}
	entrance := r.job.Page && r.job.Depth == 1
	if entrance && !v.deep {
		known, ok, err := v.engine.store.ValidatorOf(ctx, r.job.URL)
		if err != nil {
			r.err = err
			return fetch.Response{}, false
		}
		if ok {
			req.Validators = fetch.Validators(known)
		}
	}
	resp, err := v.fetch(ctx, r, req)
	if err != nil {
		r.err = err
		return resp, false
	}
	r.unchanged = resp.NotModified
	if entrance {
		r.moved = feed.Clean(resp.Moved)
	}
	r.validator = storage.Validator(resp.Validators)
	return resp, !resp.NotModified
}

// keepNew puts into the result what is not stored yet.
func (v *visit) keepNew(ctx context.Context, r *result, found []storage.Pending) {
	urls := make([]string, len(found))
	for i, p := range found {
		urls[i] = p.URL
	}
	known, err := v.engine.store.Known(ctx, urls)
	if err != nil {
		r.err = err
		return
	}
	for _, p := range found {
		if !known[p.URL] {
			r.found = append(r.found, p)
		}
	}
}

// nothingFound is the error for a page without articles: the site changed when it had articles before.
func (v *visit) nothingFound(job storage.Pending) error {
	if v.source.Health.LastGood.IsZero() {
		return &feed.Error{Kind: feed.Empty, Op: "read list", Subject: job.URL}
	}
	return &feed.Error{
		Kind: feed.Drifted, Op: "read list", Subject: job.URL, Err: errors.New("it had articles, and has none now"),
	}
}

// leastDated is how many items a list must have for its dates to mean anything.
const leastDated = 3

// lostDates notes whether a list has dates, and reports whether it had them at an earlier sync and has none now.
func (v *visit) lostDates(items []page.Item) bool {
	if len(items) < leastDated {
		return false
	}
	dated := 0
	for _, it := range items {
		if !it.Published.IsZero() {
			dated++
		}
	}
	v.hintsMu.Lock()
	defer v.hintsMu.Unlock()
	if dated*2 > len(items) {
		v.memory.Dated = true
	}
	return v.memory.Dated && dated == 0
}

// followNeighbours makes 上一条 and 下一条 of the articles read into ways to further ones.
func (v *visit) followNeighbours() {
	v.hintsMu.Lock()
	defer v.hintsMu.Unlock()
	v.chase, v.chaseMax = true, (v.pages-1)*neighbourPage
}

// neighbours are the article's neighbours on the same host, as long as the source's pages would reach.
func (v *visit) neighbours(a feed.Article, job storage.Pending) []storage.Pending {
	v.hintsMu.Lock()
	defer v.hintsMu.Unlock()
	if !v.chase {
		return nil
	}
	var found []storage.Pending
	for _, l := range []feed.Link{a.Next, a.Prev} {
		if v.chaseMax <= 0 || !sameHost(l.URL, a.URL) {
			continue
		}
		v.chaseMax--
		found = append(found, storage.Pending{
			Source: v.source.ID, URL: l.URL, Title: l.Title, Depth: job.Depth, From: a.URL,
		})
	}
	return found
}

func sameHost(a, b string) bool {
	x, err := url.Parse(a)
	if err != nil || x.Host == "" {
		return false
	}
	y, err := url.Parse(b)
	return err == nil && x.Host == y.Host
}

// known is what has been found out about the site so far.
func (v *visit) known() page.Hints {
	v.hintsMu.Lock()
	defer v.hintsMu.Unlock()
	return v.memory.Hints
}

// learn adds to it.
func (v *visit) learn(found page.Hints) {
	v.hintsMu.Lock()
	defer v.hintsMu.Unlock()
	v.memory.Hints = v.memory.Learn(found)
}
