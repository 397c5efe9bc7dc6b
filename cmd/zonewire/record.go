package main

import (
	"context"
	"encoding/json"
	"io"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/feed/page"
)

// articleRecord is an article as scripts see it. Its shape is promised: fields are added, never renamed.
type articleRecord struct {
	ID         feed.ArticleID `json:"id"`
	Title      string         `json:"title"`
	Published  string         `json:"published"` // YYYY-MM-DD or RFC 3339, "" when not known
	Source     string         `json:"source"`
	Zone       string         `json:"zone"`
	Region     []string       `json:"region"`
	Breadcrumb []string       `json:"breadcrumb"`
	URL        string         `json:"url"`
	Text       string         `json:"text"` // Markdown
	Prev       linkRecord     `json:"prev"`
	Next       linkRecord     `json:"next"`
	Read       bool           `json:"read"`
	Starred    bool           `json:"starred"`

	Sources     []string       `json:"sources,omitempty"` // names of all sources that carry it, the original's first
	Author      string         `json:"author,omitempty"`
	Evidence    feed.Evidence  `json:"evidence,omitempty"`
	Pictures    []string       `json:"pictures,omitempty"`
	Attachments []linkRecord   `json:"attachments,omitempty"`
	NextPart    string         `json:"next_part,omitempty"`
	Explain     []reasonRecord `json:"explain,omitempty"`
}

type linkRecord struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

type reasonRecord struct {
	Field string `json:"field"`
	Value string `json:"value"`
	Why   string `json:"why"`
}

// listRecord is a list page as scripts see it.
type listRecord struct {
	Articles     []itemRecord   `json:"articles"`
	Next         string         `json:"next"`
	Unfollowable string         `json:"unfollowable,omitempty"`
	Explain      []reasonRecord `json:"explain,omitempty"`
}

type itemRecord struct {
	URL   string `json:"url"`
	Title string `json:"title"`
	Date  string `json:"date"`
}

// recordOf makes the record of a stored article.
func recordOf(a feed.Article, s feed.Status, places *gazetteer.Gazetteer) articleRecord {
	zone := a.Zone.Name
	if zone == "" {
		zone = a.ZoneLabel
	}
	r := articleRecord{
		ID: a.ID, Title: a.Title, Published: a.Published.String(), Source: a.Origin, Zone: zone,
		Region: regionNames(places, a.Region), Breadcrumb: a.Breadcrumb, URL: a.URL, Text: a.Body,
		Prev: linkRecord(a.Prev), Next: linkRecord(a.Next), Read: s.Read, Starred: s.Starred,
		Author: a.Author, Evidence: a.Evidence,
	}
	if r.Breadcrumb == nil {
		r.Breadcrumb = []string{}
	}
	for _, p := range a.Pictures {
		r.Pictures = append(r.Pictures, p.URL)
	}
	for _, f := range a.Attachments {
		r.Attachments = append(r.Attachments, linkRecord(f))
	}
	return r
}

// record is recordOf with the sources that carry the article.
func (a *app) record(ctx context.Context, art feed.Article, s feed.Status) (articleRecord, error) {
	r := recordOf(art, s, a.places)
	sources, err := a.store.SourcesOf(ctx, art.ID)
	for _, source := range sources {
		r.Sources = append(r.Sources, source.Name)
	}
	return r, err
}

// printRecord prints an article as one line of JSON.
func (a *app) printRecord(ctx context.Context, art feed.Article, s feed.Status) error {
	r, err := a.record(ctx, art, s)
	if err != nil {
		return err
	}
	return printJSON(a.out, r, true)
}

// regionNames is a region's path of names, province first.
func regionNames(places *gazetteer.Gazetteer, code feed.RegionCode) []string {
	names := []string{}
	for _, r := range places.Path(code) {
		names = append(names, r.Name)
	}
	return names
}

func reasonRecords(reasons []page.Reason) []reasonRecord {
	out := make([]reasonRecord, len(reasons))
	for i, r := range reasons {
		out[i] = reasonRecord{Field: r.Field, Value: feed.Clean(r.Value), Why: feed.Clean(r.Why)}
	}
	return out
}

// printJSON writes v as JSON; compact is one line.
func printJSON(w io.Writer, v any, compact bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if !compact {
		e.SetIndent("", "  ")
	}
	return e.Encode(v)
}
