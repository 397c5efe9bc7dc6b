package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/syncer"
)

// addOptions are the flags of `zonewire sources add`.
type addOptions struct {
	sourceOptions
	kind    string
	columns []string
	all     bool
}

func sourcesAdd(a *app) *cobra.Command {
	var o addOptions
	cmd := &cobra.Command{
		Use:   "add URL",
		Short: a.text.AddShort,
		Long:  a.text.AddLong,
		Example: "  zonewire sources add http://example.cn/news/ --name 园区新闻 --zone 苏州工业园区\n" +
			"  zonewire sources add http://example.cn/ --column 1 --column 园区动态\n  zonewire sources add http://example.cn/ --all",
		Args: a.usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.addSource(cmd.Context(), args[0], o, cmd.InOrStdin())
		},
	}
	f := cmd.Flags()
	o.addTo(f, a.text)
	f.StringVar(&o.kind, "kind", "", a.text.FlagKind)
	f.StringArrayVar(&o.columns, "column", nil, a.text.FlagColumn)
	f.BoolVar(&o.all, "all", false, a.text.FlagAll)
	return cmd
}

// addSource adds what is behind an address. With a kind that is said nothing is looked at; else a home page offers its
// columns, and an address that does not answer now is added as a news column all the same.
func (a *app) addSource(ctx context.Context, address string, o addOptions, in io.Reader) error {
	base, err := a.sourceBase(ctx, address, o)
	if err != nil {
		return err
	}
	if err := o.keepPassword(ctx, a, base, in); err != nil {
		return err
	}
	if base.Kind != "" && base.Name != "" {
		return a.keepSource(ctx, base, false)
	}
	d, err := a.look(ctx, address, base.Access)
	unseen := err != nil
	if unseen {
		fmt.Fprintf(a.errOut, a.text.AddUnseen+"\n", a.sentence(err))
		d.Offers = []syncer.Offer{{URL: address, Kind: feed.SiteSource}}
	}
	chosen := d.Offers[:1]
	if d.Home && base.Kind == "" {
		if chosen, err = a.choose(d.Offers, o, in); err != nil {
			return err
		}
	}
	for _, offer := range chosen {
		s := base
		s.URL = offer.URL
		if !sameOrigin(s.URL, address) {
			s.Access = feed.Access{} // what was said is about the host that was named
		}
		if s.Kind == "" {
			s.Kind = offer.Kind
		}
		if s.Name == "" || len(chosen) > 1 {
			s.Name = strings.TrimSpace(o.name + " " + offer.Name)
		}
		if s.Name == "" {
			s.Name = s.URL
		}
		err := a.keepSource(ctx, s, unseen)
		if len(chosen) > 1 && feed.KindOf(err) == feed.Invalid {
			fmt.Fprintln(a.errOut, a.sentence(err))
			continue
		}
		if err != nil {
			return err
		}
	}
	for _, f := range d.Offers {
		if !d.Home && f.Kind == feed.FeedSource && f.URL != address {
			fmt.Fprintf(a.out, a.text.AlsoFeed+"\n", f.URL, f.Articles)
		}
	}
	return nil
}

// look finds out what is behind an address, with what is known of its host when nothing is said.
func (a *app) look(ctx context.Context, address string, access feed.Access) (syncer.Discovery, error) {
	if access == (feed.Access{}) {
		return a.engine().Discover(ctx, address)
	}
	return a.engine().DiscoverWith(ctx, address, access)
}

// sameOrigin reports whether two addresses have the same scheme, host and port.
func sameOrigin(a, b string) bool {
	x, err := url.Parse(a)
	if err != nil {
		return false
	}
	y, err := url.Parse(b)
	return err == nil && x.Scheme == y.Scheme && x.Host == y.Host
}

// sourceBase checks what the person said about a source.
func (a *app) sourceBase(ctx context.Context, address string, o addOptions) (feed.Source, error) {
	s := feed.Source{URL: address, Kind: feed.SourceKind(o.kind)}
	if err := a.checkAddress(address); err != nil {
		return s, err
	}
	switch s.Kind {
	case "", feed.SiteSource, feed.FeedSource:
	default:
		return s, a.oneOf("--kind", o.kind, string(feed.SiteSource), string(feed.FeedSource))
	}
	return s, o.apply(ctx, a, &s)
}

// keepSource adds one source and says so, and of one that could not be looked at how it is removed. A name that is taken
// gets the address's path behind it.
func (a *app) keepSource(ctx context.Context, s feed.Source, unseen bool) error {
	have, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	names := map[string]bool{}
	for _, old := range have {
		names[old.Name] = true
		if old.URL == s.URL {
			return &feed.Error{Kind: feed.Invalid, Op: "add source", Subject: s.URL, Err: fmt.Errorf(a.text.HaveAlready, old.Name)}
		}
	}
	s.Name = freeName(s.Name, names)
	if _, err := a.store.AddSource(ctx, s); err != nil {
		return err
	}
	address := s.URL
	if s.Name == address {
		address = ""
	}
	_, err = fmt.Fprintln(a.out, strings.TrimSpace(fmt.Sprintf(a.text.Added, s.Name, s.Kind, address)))
	if err == nil && unseen {
		_, err = fmt.Fprintf(a.out, a.text.AddedHint+"\n", s.Name)
	}
	return err
}

// choose takes the columns that the flags name, or asks on a terminal; elsewhere it shows them and ends.
func (a *app) choose(offers []syncer.Offer, o addOptions, in io.Reader) ([]syncer.Offer, error) {
	if o.all {
		return offers, nil
	}
	if len(o.columns) > 0 {
		return pick(offers, o.columns)
	}
	fmt.Fprintf(a.out, a.text.HomeFound+"\n", len(offers))
	for i, offer := range offers {
		fmt.Fprintf(a.out, "%3d  %s (%s, %d)  %s\n", i+1, offer.Name, offer.Kind, offer.Articles, offer.URL)
		for _, h := range offer.Headlines {
			fmt.Fprintf(a.out, "       %s\n", h.Title)
		}
	}
	if f, ok := in.(*os.File); !ok || !isTerminal(f) {
		return nil, usageError{errors.New(a.text.ChooseByFlag)}
	}
	fmt.Fprint(a.out, a.text.ChooseNow)
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("read choice: %w", err)
	}
	words := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" ,，、\n\r", r) })
	if len(words) == 0 {
		return nil, usageError{errors.New(a.text.ChooseByFlag)}
	}
	if len(words) == 1 && (words[0] == "a" || words[0] == "*") {
		return offers, nil
	}
	return pick(offers, words)
}

// pick finds offers by their number in the list shown, by their address, or by a part of their name.
func pick(offers []syncer.Offer, wanted []string) ([]syncer.Offer, error) {
	var out []syncer.Offer
	for _, w := range wanted {
		i := -1
		if n, err := strconv.Atoi(w); err == nil && n >= 1 && n <= len(offers) {
			i = n - 1
		}
		for j, o := range offers {
			if i < 0 && (o.URL == w || strings.Contains(o.Name, w)) {
				i = j
			}
		}
		if i < 0 {
			return nil, &feed.Error{Kind: feed.NotFound, Op: "find column", Subject: w}
		}
		out = append(out, offers[i])
	}
	return out, nil
}
