package syncer

import (
	"context"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/page"
)

// Check is what was found out about a source by trying it.
type Check struct {
	Reachable  bool
	Charset    string
	Articles   int
	More       bool     // it has further pages
	Stuck      string   // why they cannot be read, "" when they can
	Fields     []string // found in the first article: title, published, source, zone, breadcrumb, body
	Neighbours bool
	Headline   string // of the first article
	Err        error  // what went wrong, nil when all is well
}

// Check tries a source's entrance and its first article, and stores nothing.
func (e *Engine) Check(ctx context.Context, s feed.Source) Check {
	var c Check
	resp, err := e.get(ctx, s, fetch.Request{URL: s.URL})
	if err != nil {
		c.Err = err
		return c
	}
	c.Reachable = true
	o, isFeed := offerOfFeed(resp, s.URL)
	if !isFeed {
		var text []byte
		text, c.Charset = fetch.Decode(resp.Body, resp.ContentType)
		o, err = offerOfList(text, resp, s.URL)
	}
	c.Articles, c.More, c.Stuck = o.Articles, o.More, o.Stuck
	if err == nil && o.Articles == 0 {
		err = &feed.Error{Kind: feed.Empty, Op: "read list", Subject: s.URL}
	}
	if err != nil {
		c.Err = err
		return c
	}
	c.Headline = o.Headlines[0].Title
	c.Err = e.checkArticle(ctx, s, o.Headlines[0].URL, &c)
	return c
}

// checkArticle reads an article and notes what it gives.
func (e *Engine) checkArticle(ctx context.Context, s feed.Source, address string, c *Check) error {
	resp, err := e.get(ctx, s, fetch.Request{URL: address})
	if err != nil {
		return err
	}
	text, charset := fetch.Decode(resp.Body, resp.ContentType)
	res, err := page.Article(text, resp.URL, resp.At, page.Hints{})
	if err != nil {
		return err
	}
	c.Charset = charset
	a := res.Article
	for _, f := range []struct {
		name  string
		found bool
	}{
		{"title", a.Title != ""},
		{"published", !a.Published.IsZero()},
		{"source", a.Origin != ""},
		{"zone", a.ZoneLabel != ""},
		{"breadcrumb", len(a.Breadcrumb) > 0},
		{"body", a.Body != ""},
	} {
		if f.found {
			c.Fields = append(c.Fields, f.name)
		}
	}
	c.Neighbours = a.Prev.URL != "" || a.Next.URL != ""
	return nil
}
