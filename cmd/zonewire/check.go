package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/page"
	"zonewire/tui/typeset"
)

// checkRecord is what `sources check` found out about a source, now.
type checkRecord struct {
	Name       string    `json:"name"`
	URL        string    `json:"url"`
	Reachable  bool      `json:"reachable"`
	Kind       feed.Kind `json:"kind"` // of the error, "" when all is well
	Error      string    `json:"error"`
	Charset    string    `json:"charset"`
	Articles   int       `json:"articles"`
	Next       string    `json:"next"`
	Fields     []string  `json:"fields"` // found in the first article
	Neighbours bool      `json:"neighbours"`
	Headline   string    `json:"headline"` // of the first article
}

func sourcesCheck(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "check [NAME]",
		Short:   a.text.CheckShort,
		Long:    a.text.CheckLong,
		Example: "  zonewire sources check\n  zonewire sources check 园区新闻 --json",
		Args:    usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.checkSources(cmd.Context(), args, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	return cmd
}

func (a *app) checkSources(ctx context.Context, names []string, asJSON bool) error {
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	if len(names) == 1 {
		s, err := a.store.SourceByName(ctx, names[0])
		if err != nil {
			return err
		}
		sources = []feed.Source{s}
	}
	bad := 0
	for _, s := range sources {
		r := a.check(ctx, s)
		if r.Kind != "" {
			bad++
		}
		if asJSON {
			err = printJSON(a.out, r, true)
		} else {
			err = a.printCheck(r)
		}
		if err != nil {
			return err
		}
	}
	if bad > 0 {
		return errPartial
	}
	return nil
}

// check reads a source's entrance and its first article without storing anything.
func (a *app) check(ctx context.Context, s feed.Source) checkRecord {
	r := checkRecord{Name: s.Name, URL: s.URL, Fields: []string{}}
	found := a.look(ctx, s.URL)
	r.Charset, r.Articles, r.Next = found.charset, len(found.items), found.next
	err := found.err
	r.Reachable = err == nil || isContent(feed.KindOf(err))
	if err == nil && len(found.items) == 0 {
		err = &feed.Error{Kind: feed.Empty, Op: "read list", Subject: s.URL}
	}
	if err == nil {
		r.Headline = feed.Clean(found.items[0].Title)
		err = a.checkArticle(ctx, found.items[0].URL, &r)
	}
	if err != nil {
		r.Kind, r.Error = feed.KindOf(err), feed.Clean(err.Error())
	}
	return r
}

// isContent reports whether a failure is in what came rather than in its coming.
func isContent(k feed.Kind) bool {
	return k == feed.Empty || k == feed.Malformed || k == feed.Drifted || k == feed.TooLarge
}

func (a *app) checkArticle(ctx context.Context, address string, r *checkRecord) error {
	resp, err := a.network().Get(ctx, fetch.Request{URL: address})
	if err != nil {
		return err
	}
	text, charset := fetch.Decode(resp.Body, resp.ContentType)
	res, err := page.Article(text, resp.URL, resp.At, page.Hints{})
	if err != nil {
		return err
	}
	if r.Charset == "" {
		r.Charset = charset
	}
	art := res.Article
	for _, f := range []struct {
		name  string
		found bool
	}{
		{"title", art.Title != ""}, {"published", !art.Published.IsZero()}, {"source", art.Origin != ""},
		{"zone", art.ZoneLabel != ""}, {"breadcrumb", len(art.Breadcrumb) > 0}, {"body", art.Body != ""},
	} {
		if f.found {
			r.Fields = append(r.Fields, f.name)
		}
	}
	r.Neighbours = art.Prev.URL != "" || art.Next.URL != ""
	return nil
}

func (a *app) printCheck(r checkRecord) error {
	state := a.text.StateOK
	if r.Kind != "" {
		state = a.words().FailureName(r.Kind)
	}
	neighbours := a.text.No
	if r.Neighbours {
		neighbours = a.text.Yes
	}
	_, err := fmt.Fprintf(a.out, "%s %s %-8s "+a.text.CheckLine+"\n",
		typeset.Pad(typeset.Truncate(r.Name, 24, "…"), 24), typeset.Pad(state, 12), r.Charset, r.Articles,
		fmt.Sprint(r.Fields), neighbours, r.Headline)
	if err == nil && r.Error != "" {
		_, err = fmt.Fprintf(a.out, "    %s%s%s\n", r.Error, a.text.Dash, a.words().Failure(r.Kind))
	}
	return err
}
