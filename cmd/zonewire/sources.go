package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/page"
	"zonewire/feed/syndication"
	"zonewire/tui/typeset"
)

func sourcesCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "sources",
		Short:   a.text.SourcesShort,
		Example: "  zonewire sources add http://example.cn/news/ --name 园区新闻 --region 苏州\n  zonewire sources list",
		Args:    usage(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(sourcesAdd(a), sourcesList(a), sourcesRemove(a), sourcesCheck(a), sourcesImport(a), sourcesExport(a))
	return cmd
}

func sourcesAdd(a *app) *cobra.Command {
	var name, kind, region, zone string
	var pages int
	cmd := &cobra.Command{
		Use:     "add URL",
		Short:   a.text.AddShort,
		Long:    a.text.AddLong,
		Example: "  zonewire sources add http://example.cn/news/ --name 园区新闻 --zone 苏州工业园区\n  zonewire sources add http://example.cn/rss.xml --kind feed",
		Args:    usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			s := feed.Source{Name: name, URL: args[0], Kind: feed.SourceKind(kind), Zone: zone, Pages: pages}
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.addSource(cmd.Context(), s, region)
		},
	}
	f := cmd.Flags()
	f.StringVar(&name, "name", "", a.text.FlagName)
	f.StringVar(&kind, "kind", "", a.text.FlagKind)
	f.StringVar(&region, "region", "", a.text.FlagSourceRegion)
	f.StringVar(&zone, "zone", "", a.text.FlagSourceZone)
	f.IntVar(&pages, "pages", 0, a.text.FlagPages)
	return cmd
}

// addSource completes and checks what the person gave, then stores it. What kind of source the address is, and its
// name, are found out by looking when they are not said; a site that does not answer now is added all the same.
func (a *app) addSource(ctx context.Context, s feed.Source, region string) error {
	err := checkAddress(s.URL)
	if err != nil {
		return err
	}
	switch s.Kind {
	case "", feed.SiteSource, feed.FeedSource:
	default:
		return usageError{fmt.Errorf("--kind %q", s.Kind)}
	}
	if region != "" {
		if s.Region, err = a.regionByName(region); err != nil {
			return err
		}
	}
	if s.Zone != "" {
		if z, ok := a.places.Zone(s.Zone); ok {
			s.Zone = z.Name
			if s.Region == "" {
				s.Region = z.Region
			}
		}
	}
	if s.Kind == "" || s.Name == "" {
		found := a.look(ctx, s.URL)
		if found.err != nil {
			fmt.Fprintf(a.errOut, a.text.AddUnseen+"\n", a.sentence(found.err))
		}
		if s.Kind == "" {
			s.Kind = found.kind
		}
		if s.Name == "" {
			s.Name = found.name
		}
		if s.Name == "" {
			s.Name = s.URL
		}
	}
	if s.ID, err = a.store.AddSource(ctx, s); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, a.text.Added+"\n", s.Name, s.Kind, s.URL)
	return err
}

// checkAddress refuses what cannot be fetched.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return &feed.Error{Kind: feed.Invalid, Op: "add source", Subject: address, Err: errors.New("not an http(s) address")}
	}
	return nil
}

// seen is what a look at an address found.
type seen struct {
	kind    feed.SourceKind
	name    string
	charset string
	items   []page.Item
	next    string
	first   feed.Article
	err     error
}

// look reads an address once: is it a feed or a page, what is its name, which articles are there.
func (a *app) look(ctx context.Context, address string) seen {
	out := seen{kind: feed.SiteSource}
	resp, err := a.network().Get(ctx, fetch.Request{URL: address})
	if err != nil {
		out.err = err
		return out
	}
	if f, err := syndication.Parse(resp.Body, resp.URL, resp.At); err == nil {
		out.kind, out.name = feed.FeedSource, feed.Clean(f.Title)
		for _, e := range f.Entries {
			out.items = append(out.items, page.Item{URL: e.Article.URL, Title: e.Article.Title, Published: e.Article.Published})
		}
		return out
	}
	text, charset := fetch.Decode(resp.Body, resp.ContentType)
	out.charset = charset
	l, err := page.List(text, resp.URL, resp.At, page.Hints{})
	out.items, out.next, out.err = l.Items, l.Next, err
	out.name = feed.Clean(page.Name(text, resp.URL))
	return out
}

func sourcesRemove(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "remove NAME",
		Short:   a.text.RemoveShort,
		Example: "  zonewire sources remove 园区新闻",
		Args:    usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			s, err := a.store.SourceByName(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if err := a.store.RemoveSource(cmd.Context(), s.ID); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, a.text.Removed+"\n", s.Name)
			return err
		},
	}
}

// sourceRecord is a source as scripts see it.
type sourceRecord struct {
	Name     string          `json:"name"`
	URL      string          `json:"url"`
	Kind     feed.SourceKind `json:"kind"`
	Region   []string        `json:"region"`
	Zone     string          `json:"zone"`
	Unread   int             `json:"unread"`
	Total    int             `json:"total"`
	LastSync string          `json:"last_sync"`
	LastGood string          `json:"last_good"`
	State    string          `json:"state"` // "ok", "new" or a kind of error
	Since    string          `json:"since"`
	Detail   string          `json:"detail"`
	Remedy   string          `json:"remedy"`
	Charset  string          `json:"charset"`
}

func sourcesList(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   a.text.SourcesListShort,
		Example: "  zonewire sources list\n  zonewire sources list --json",
		Args:    usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.listSources(cmd.Context(), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	return cmd
}

func (a *app) listSources(ctx context.Context, asJSON bool) error {
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	counts, err := a.store.SourceCounts(ctx)
	if err != nil {
		return err
	}
	if len(sources) == 0 && !asJSON {
		_, err := fmt.Fprintln(a.out, a.text.NoSources)
		return err
	}
	for _, s := range sources {
		c := counts[s.ID]
		r := a.sourceRecordOf(s, c.Unread, c.Total)
		if asJSON {
			err = printJSON(a.out, r, true)
		} else {
			err = a.printSource(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *app) sourceRecordOf(s feed.Source, unread, total int) sourceRecord {
	r := sourceRecord{
		Name: s.Name, URL: s.URL, Kind: s.Kind, Region: regionNames(a.places, s.Region), Zone: s.Zone, Unread: unread,
		Total: total, LastSync: stamp(s.Health.LastSync), LastGood: stamp(s.Health.LastGood), State: "ok",
		Since: stamp(s.Health.Since), Detail: feed.Clean(s.Health.Detail), Charset: s.Health.Charset,
	}
	switch {
	case s.Health.LastSync.IsZero():
		r.State = "new"
	case s.Health.Kind != "":
		r.State, r.Remedy = string(s.Health.Kind), a.words().Failure(s.Health.Kind)
	}
	return r
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(feed.Beijing()).Format(time.RFC3339)
}

func (a *app) printSource(r sourceRecord) error {
	state := a.words().FailureName(feed.Kind(r.State))
	switch r.State {
	case "ok":
		state = a.text.StateOK
	case "new":
		state = a.text.StateNew
	}
	line := fmt.Sprintf("%s %s %5d/%-6d %s", typeset.Pad(typeset.Truncate(r.Name, 24, "…"), 24),
		typeset.Pad(typeset.Truncate(state, 12, "…"), 12), r.Unread, r.Total, r.URL)
	if r.Detail != "" {
		line += fmt.Sprintf("\n    %s%s%s", r.Detail, a.text.Dash, r.Remedy)
	}
	_, err := fmt.Fprintln(a.out, line)
	return err
}
