package syncer

import (
	"context"
	"errors"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/feed/page"
	"zonewire/storage"
)

// maxParts bounds the pages of one article. The longest speeches seen are split into about ten.
const maxParts = 30

// leadLetters is how much of the body is looked at for a zone's name.
const leadLetters = 200

// readArticle fetches an article, the further pages of its body, and the frame that holds it if there is one.
func (v *visit) readArticle(ctx context.Context, r *result) {
	resp, ok := v.get(ctx, r)
	if !ok {
		return
	}
	first, charset, err := v.parse(resp)
	r.charset = charset
	if first.Frame != "" {
		first, err = v.framed(ctx, r, resp.URL, first, err)
	}
	if err != nil {
		r.err = err
		return
	}
	whole, err := v.joined(ctx, r, first, resp.URL)
	if err != nil {
		r.err = err
		return
	}
	if isHollow(whole.Article) {
		r.err = &feed.Error{Kind: feed.Empty, Op: "read article", Subject: r.job.URL, Err: errors.New("a headline and no body")}
		return
	}
	v.learn(first.Found)
	r.contact = whole.Contact
	a := v.finish(whole.Article, r.job, resp.At)
	if a.URL == "" {
		a.URL = r.job.URL
	}
	merged, err := v.overStored(ctx, a)
	if err != nil {
		r.err = err
		return
	}
	r.articles = []feed.Article{merged}
	r.found = v.neighbours(merged, r.job)
	r.validator = storage.Validator{}
}

// isHollow reports whether there is nothing to read or look at in an article.
func isHollow(a feed.Article) bool {
	return a.Body == "" && len(a.Pictures) == 0 && len(a.Attachments) == 0
}

// parse decodes and reads one page.
func (v *visit) parse(resp fetch.Response) (page.Result, string, error) {
	text, charset := fetch.Decode(resp.Body, resp.ContentType)
	defer v.engine.gates.enter(text)()
	res, err := page.Article(text, resp.URL, resp.At, v.known())
	return res, charset, err
}

// framed takes the body from the frame that the page shows it in.
func (v *visit) framed(ctx context.Context, r *result, from string, outer page.Result, outerErr error) (page.Result, error) {
	resp, err := v.fetch(ctx, r, fetch.Request{URL: outer.Frame, From: from})
	if err != nil {
		return outer, err
	}
	inner, _, err := v.parse(resp)
	if err != nil {
		if outerErr != nil {
			return outer, outerErr
		}
		return outer, nil
	}
	outer.Article.Body = inner.Article.Body
	outer.Article.Pictures = inner.Article.Pictures
	outer.Article.Attachments = append(outer.Article.Attachments, inner.Article.Attachments...)
	if outer.Article.Title == "" {
		outer.Article.Title = inner.Article.Title
	}
	return outer, nil
}

// joined follows the further pages of an article's body, each once.
func (v *visit) joined(ctx context.Context, r *result, first page.Result, address string) (page.Result, error) {
	parts := []page.Result{first}
	seen := map[string]bool{address: true}
	for next := first.NextPart; next != "" && !seen[next] && len(parts) < maxParts; {
		seen[next] = true
		resp, err := v.fetch(ctx, r, fetch.Request{URL: next, From: address})
		if err != nil {
			return first, err
		}
		part, _, err := v.parse(resp)
		if feed.KindOf(err) == feed.Empty {
			break
		}
		if err != nil {
			return first, err
		}
		parts = append(parts, part)
		next = part.NextPart
	}
	if len(parts) == 1 {
		return first, nil
	}
	return page.JoinParts(parts), nil
}

// finish makes a parsed article ready to be stored, with what the list said where the page is silent.
func (v *visit) finish(a feed.Article, job storage.Pending, at time.Time) feed.Article {
	if a.Title == "" {
		a.Title = job.Title
	}
	if a.Published.Exact <= feed.FromAddress && job.Published.Exact > a.Published.Exact {
		a.Published = job.Published
	}
	a = Prepare(a, v.source, v.places)
	a.Fetched = at
	return a
}

// Prepare passes a parsed article of the source through the gate for foreign text and names its zone and region.
func Prepare(a feed.Article, s feed.Source, places *gazetteer.Gazetteer) feed.Article {
	a = gated(a)
	a.Source = s.ID
	place := places.Name(gazetteer.Clues{
		Label: a.ZoneLabel, SourceZone: s.Zone, SourceRegion: s.Region,
		Breadcrumb: a.Breadcrumb, Title: a.Title, Lead: lead(a.Body), Origin: a.Origin,
	})
	a.Zone, a.Region, a.Evidence = place.Zone, place.Region, place.Evidence
	return a
}

// overStored keeps what a feed's entry said where the article's page is silent.
func (v *visit) overStored(ctx context.Context, a feed.Article) (feed.Article, error) {
	if !v.feed.Load() {
		return a, nil
	}
	id, ok, err := v.engine.store.ArticleByURL(ctx, a.URL)
	if err != nil || !ok {
		return a, err
	}
	old, _, err := v.engine.store.Article(ctx, id)
	if err != nil {
		return a, err
	}
	if a.Published.Exact < old.Published.Exact {
		a.Published = old.Published
	}
	if a.Origin == "" {
		a.Origin = old.Origin
	}
	if a.Author == "" {
		a.Author = old.Author
	}
	if len(a.Attachments) == 0 {
		a.Attachments = old.Attachments
	}
	return a, nil
}

// lead is the beginning of a body, as much as is looked at for names.
func lead(body string) string {
	n := 0
	for i := range body {
		if n == leadLetters {
			return body[:i]
		}
		n++
	}
	return body
}
