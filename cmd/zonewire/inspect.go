package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/page"
	"zonewire/feed/syncer"
)

// inspectOptions are the flags of `zonewire inspect`.
type inspectOptions struct {
	base, format    string
	asJSON, explain bool
	width           int
}

func inspectCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "inspect",
		Short:   a.text.InspectShort,
		Long:    a.text.InspectLong,
		Example: "  zonewire inspect article page.html --base http://example.cn/a/1.html --json\n  zonewire inspect list http://example.cn/news/",
		Args:    a.usage(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(inspectPart(a, "article", a.text.InspectArticleShort, a.inspectArticle),
		inspectPart(a, "list", a.text.InspectListShort, a.inspectList))
	return cmd
}

func inspectPart(a *app, name, short string, do func(context.Context, string, inspectOptions) error) *cobra.Command {
	var o inspectOptions
	cmd := &cobra.Command{
		Use:     name + " FILE|URL",
		Short:   short,
		Example: "  zonewire inspect " + name + " page.html --base http://example.cn/news/ --json --explain",
		Args:    a.usage(cobra.ExactArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return do(cmd.Context(), args[0], o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.base, "base", "", a.text.FlagBase)
	f.BoolVar(&o.asJSON, "json", false, a.text.FlagJSON)
	f.BoolVar(&o.explain, "explain", false, a.text.FlagExplain)
	if name == "article" {
		f.StringVar(&o.format, "format", defaultFormat(a), a.text.FlagFormat)
		f.IntVar(&o.width, "width", 0, a.text.FlagWidth)
	}
	return cmd
}

// inspected is a page to look at.
type inspected struct {
	text    []byte
	address string
	at      time.Time
}

// load reads a page from a file or from the network. A file's relative dates count from when it was saved, which
// nobody knows: its time stays zero.
func (a *app) load(ctx context.Context, arg, base string) (inspected, error) {
	if strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://") {
		resp, err := a.network().Get(ctx, fetch.Request{URL: arg})
		if err != nil {
			return inspected{}, err
		}
		text, _ := fetch.Decode(resp.Body, resp.ContentType)
		if base == "" {
			base = resp.URL
		}
		return inspected{text: text, address: base, at: resp.At}, nil
	}
	body, err := readCapped(arg)
	if err != nil {
		return inspected{}, err
	}
	text, _ := fetch.Decode(body, "")
	return inspected{text: text, address: base}, nil
}

// maxFile is the size of page that is read from disk: the same as from the network.
const maxFile = 8 << 20

func readCapped(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &feed.Error{Kind: feed.NotFound, Op: "read", Subject: path, Err: err}
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, &feed.Error{Kind: feed.Malformed, Op: "read", Subject: path, Err: err}
	}
	if len(body) > maxFile {
		return nil, &feed.Error{Kind: feed.TooLarge, Op: "read", Subject: path}
	}
	return body, nil
}

// inspectArticle prints what is found in an article's page.
func (a *app) inspectArticle(ctx context.Context, arg string, o inspectOptions) error {
	in, err := a.load(ctx, arg, o.base)
	if err != nil {
		return err
	}
	res, err := page.Article(in.text, in.address, in.at, page.Hints{})
	if err != nil {
		return err
	}
	art := syncer.Prepare(res.Article, feed.Source{}, a.places)
	r := recordOf(art, feed.Status{}, a.places)
	r.NextPart = res.NextPart
	if o.explain {
		r.Explain = reasonRecords(res.Reasons)
	}
	if o.asJSON {
		return printJSON(a.out, r, false)
	}
	if err := a.printArticle(r, o.format, o.width); err != nil {
		return err
	}
	return a.printReasons(r.Explain)
}

// inspectList prints the article links found in a list page.
func (a *app) inspectList(ctx context.Context, arg string, o inspectOptions) error {
	in, err := a.load(ctx, arg, o.base)
	if err != nil {
		return err
	}
	l, err := page.List(in.text, in.address, in.at, page.Hints{})
	if err != nil {
		return err
	}
	r := listRecord{Articles: []itemRecord{}, Next: l.Next, Unfollowable: l.Unfollowable}
	for _, it := range l.Items {
		r.Articles = append(r.Articles, itemRecord{URL: it.URL, Title: feed.Clean(it.Title), Date: it.Published.String()})
	}
	if o.explain {
		r.Explain = reasonRecords(l.Reasons)
	}
	if o.asJSON {
		return printJSON(a.out, r, false)
	}
	for _, it := range r.Articles {
		if _, err := fmt.Fprintf(a.out, "%-10s %s\n           %s\n", it.Date, it.Title, it.URL); err != nil {
			return err
		}
	}
	next := r.Next
	if next == "" {
		next = a.text.None
	}
	if r.Unfollowable != "" {
		next += " (" + feed.Clean(r.Unfollowable) + ")"
	}
	fmt.Fprintf(a.out, a.text.NextPage+"\n", next)
	return a.printReasons(r.Explain)
}

func (a *app) printReasons(reasons []reasonRecord) error {
	for _, r := range reasons {
		if _, err := fmt.Fprintf(a.out, "%-12s %s  <- %s\n", r.Field, r.Value, r.Why); err != nil {
			return err
		}
	}
	return nil
}
