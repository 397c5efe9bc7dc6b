package syncer

import (
	"context"
	"fmt"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/syndication"
	"zonewire/storage"
)

// readFeed reads RSS, Atom or JSON Feed. What an entry says is stored at once; when that is only a summary, the
// article's page is put on the frontier and completes it later.
func (v *visit) readFeed(ctx context.Context, r *result) {
	resp, ok := v.get(ctx, r)
	if !ok {
		return
	}
	f, charset, err := v.parseFeed(resp)
	r.charset = charset
	if err != nil {
		r.err = err
		return
	}
	v.takeEntries(ctx, r, resp, f)
}

// isAFeedAfterAll reports whether a source that was never read, and so added without a look at it, is a feed. It is
// taken for a news column till then.
func (v *visit) isAFeedAfterAll(job storage.Pending, resp fetch.Response) (syndication.Feed, string, bool) {
	if job.Depth > 1 || !v.source.Health.LastGood.IsZero() {
		return syndication.Feed{}, "", false
	}
	f, charset, err := v.parseFeed(resp)
	return f, charset, err == nil && len(f.Entries) > 0
}

// becomeFeed makes the source a feed, for this visit and for good.
func (v *visit) becomeFeed(ctx context.Context, r *result) {
	v.feed.Store(true)
	if r.err = v.engine.store.SetSourceKind(ctx, v.source.ID, feed.FeedSource); r.err == nil {
		v.engine.log.Info("the source is a feed", "source", v.source.Name)
	}
}

// takeEntries puts into the result what is new of a feed.
func (v *visit) takeEntries(ctx context.Context, r *result, resp fetch.Response, f syndication.Feed) {
	if f.Problem != "" {
		v.engine.log.Warn("broken feed", "source", v.source.Name, "problem", f.Problem)
	}
	byURL := map[string]syndication.Entry{}
	var found []storage.Pending
	for _, e := range f.Entries {
		if len(byURL) == maxItems {
			r.cut = fmt.Sprintf("the first %d of %d entries", maxItems, len(f.Entries))
			break
		}
		if _, twice := byURL[e.Article.URL]; twice || e.Article.URL == "" {
			continue
		}
		byURL[e.Article.URL] = e
		found = append(found, storage.Pending{
			Source: v.source.ID, URL: e.Article.URL, Title: feed.Clean(e.Article.Title),
			Published: e.Article.Published, Depth: r.job.Depth, From: r.job.URL,
		})
	}
	if r.items = len(found); r.items == 0 {
		r.err = v.nothingFound(r.job)
		return
	}
	v.keepNew(ctx, r, found)
	if r.err != nil {
		return
	}
	pages := r.found
	r.found = nil
	for _, p := range pages {
		e := byURL[p.URL]
		if e.Article.Body != "" {
			p.Complete = true
			r.articles = append(r.articles, v.finish(e.Article, p, resp.At))
		}
		if v.wantsPage(e) {
			r.found = append(r.found, p)
		}
	}
}

// parseFeed decodes and reads one feed.
func (v *visit) parseFeed(resp fetch.Response) (syndication.Feed, string, error) {
	text, charset := fetch.Decode(resp.Body, resp.ContentType)
	defer v.engine.gates.enter(text)()
	f, err := syndication.Parse(text, resp.URL, resp.At)
	return f, charset, err
}

// wantsPage reports whether an entry is to be completed from its page.
func (v *visit) wantsPage(e syndication.Entry) bool {
	switch v.source.FullText {
	case feed.FullTextAlways:
		return true
	case feed.FullTextNever:
		return false
	}
	return !e.Full
}
