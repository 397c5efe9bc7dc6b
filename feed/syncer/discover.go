package syncer

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/page"
	"zonewire/feed/syndication"
)

// Bounds of a look at a site: enough for the columns of a large portal, few enough to be done in seconds at a polite
// pace.
const (
	maxColumns      = 16
	maxFeeds        = 10
	shownHeadlines  = 3
	leastOfAColumn  = 3 // article links; fewer are a menu
	leastOfAListing = 5
)

// Offer is something behind an address that can be a source.
type Offer struct {
	Name      string
	URL       string
	Kind      feed.SourceKind
	Articles  int         // on its first page
	Headlines []feed.Link // the first three
	More      bool        // it has further pages
	Stuck     string      // why they cannot be read, "" when they can
	Full      bool        // a feed that carries whole articles
}

// Discovery is what is behind an address.
type Discovery struct {
	Home    bool // a site's home page: Offers are to be chosen from; else the first is the address itself
	Offers  []Offer
	Charset string // of the page, "" for a feed
}

// Discover looks at an address and at what it leads to: a feed, a news column, or a home page with news columns and
// feeds. Offers that give most with least come first: feeds with whole articles, columns with further pages, other
// columns, other feeds. Errors are those of fetching the address, or feed.Empty when there is no news behind it.
func (e *Engine) Discover(ctx context.Context, address string) (Discovery, error) {
	return e.discover(ctx, address, e.sourceAt(ctx, address))
}

// DiscoverWith is Discover at an address that asks for a password or speaks old TLS.
func (e *Engine) DiscoverWith(ctx context.Context, address string, access feed.Access) (Discovery, error) {
	return e.discover(ctx, address, feed.Source{Name: address, URL: address, Access: access})
}

// discover looks at an address, with what the source s needs where that is at the same host.
func (e *Engine) discover(ctx context.Context, address string, s feed.Source) (Discovery, error) {
	resp, err := e.get(ctx, s, fetch.Request{URL: address})
	if err != nil {
		return Discovery{}, err
	}
	if o, ok := offerOfFeed(resp, address); ok {
		return Discovery{Offers: []Offer{o}}, nil
	}
	text, charset := fetch.Decode(resp.Body, resp.ContentType)
	d := Discovery{Charset: charset}
	own, listErr := offerOfList(text, resp, address)
	home, homeErr := page.ReadHome(text, resp.URL, resp.At)
	if isHome(resp.URL, own, home) {
		d.Home = true
		d.Offers = e.columns(ctx, s, home, resp.URL)
		d.Offers = append(d.Offers, e.feeds(ctx, s, feedAddresses(home, resp.URL))...)
		orderOffers(d.Offers)
		if len(d.Offers) > 0 {
			return d, nil
		}
		d.Home = false
	}
	if listErr != nil || own.Articles == 0 {
		if listErr == nil {
			listErr = homeErr
		}
		if listErr == nil {
			listErr = &feed.Error{Kind: feed.Empty, Op: "look at", Subject: address}
		}
		return d, listErr
	}
	d.Offers = []Offer{own}
	var advertised []string
	for _, f := range home.Feeds {
		advertised = append(advertised, f.URL)
	}
	d.Offers = append(d.Offers, e.feeds(ctx, s, advertised)...)
	return d, nil
}

// offerOfFeed is the offer of a document that is a feed.
func offerOfFeed(resp fetch.Response, address string) (Offer, bool) {
	f, err := syndication.Parse(resp.Body, resp.URL, resp.At)
	if err != nil {
		return Offer{}, false
	}
	o := Offer{Name: feed.Clean(f.Title), URL: address, Kind: feed.FeedSource, Articles: len(f.Entries)}
	if o.Name == "" {
		o.Name = path.Base(address)
	}
	full := 0
	for i, entry := range f.Entries {
		if i < shownHeadlines {
			link := gatedLink(feed.Link{Title: entry.Article.Title, URL: entry.Article.URL})
			if link.Title == "" {
				link.Title = link.URL
			}
			o.Headlines = append(o.Headlines, link)
		}
		if entry.Full {
			full++
		}
	}
	o.Full = full*2 > len(f.Entries)
	return o, true
}

// offerOfList is the offer of a page as a news column.
func offerOfList(text []byte, resp fetch.Response, address string) (Offer, error) {
	l, err := page.List(text, resp.URL, resp.At, page.Hints{})
	o := Offer{
		Name: feed.Clean(page.Name(text, resp.URL)), URL: address, Kind: feed.SiteSource, Articles: len(l.Items),
		More: l.Next != "" || l.Unfollowable != "", Stuck: feed.Clean(l.Unfollowable),
	}
	for _, it := range l.Items[:min(len(l.Items), shownHeadlines)] {
		o.Headlines = append(o.Headlines, gatedLink(feed.Link{Title: it.Title, URL: it.URL}))
	}
	return o, err
}

// isHome tells a home page from a news column: it leads to several columns, and either its address is the site's root
// or it is no list itself.
func isHome(address string, own Offer, home page.Home) bool {
	if len(home.Columns) < 2 {
		return false
	}
	return isRoot(address) || !own.More && own.Articles < leastOfAListing
}

// isRoot reports whether an address is a site's entrance: no path, or an index file right below the host.
func isRoot(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	dir, file := path.Split(u.Path)
	name, _, _ := strings.Cut(file, ".")
	switch name {
	case "", "index", "default", "main", "home":
		return dir == "" || dir == "/"
	}
	return false
}

// columns looks behind the columns that a home page leads to; those without article links are left out.
func (e *Engine) columns(ctx context.Context, s feed.Source, home page.Home, address string) []Offer {
	var wanted []page.Column
	for _, c := range home.Columns {
		if c.URL != address && len(wanted) < maxColumns {
			wanted = append(wanted, c)
		}
	}
	offers := make([]Offer, len(wanted))
	var wg sync.WaitGroup
	for i, c := range wanted {
		wg.Go(func() {
			resp, err := e.get(ctx, s, fetch.Request{URL: c.URL})
			if err != nil {
				e.log.Info("column not read", "address", c.URL, "error", err)
				return
			}
			text, _ := fetch.Decode(resp.Body, resp.ContentType)
			o, err := offerOfList(text, resp, c.URL)
			if err != nil || o.Articles < leastOfAColumn {
				return
			}
			if title := feed.Clean(c.Title); title != "" {
				o.Name = title
			}
			offers[i] = o
		})
	}
	wg.Wait()
	return found(offers)
}

// feeds looks at addresses where feeds may be.
func (e *Engine) feeds(ctx context.Context, s feed.Source, addresses []string) []Offer {
	addresses = addresses[:min(len(addresses), maxFeeds)]
	offers := make([]Offer, len(addresses))
	var wg sync.WaitGroup
	for i, address := range addresses {
		wg.Go(func() {
			resp, err := e.get(ctx, s, fetch.Request{URL: address})
			if err != nil {
				return
			}
			if o, ok := offerOfFeed(resp, address); ok && o.Articles > 0 {
				offers[i] = o
			}
		})
	}
	wg.Wait()
	return found(offers)
}

// found is the offers that came to something, each address once.
func found(offers []Offer) []Offer {
	var out []Offer
	seen := map[string]bool{}
	for _, o := range offers {
		if o.URL != "" && !seen[o.URL] {
			seen[o.URL] = true
			out = append(out, o)
		}
	}
	return out
}

// feedAddresses are the feeds and sitemaps that a home page names, and the places where content systems put those that
// it does not name.
func feedAddresses(home page.Home, address string) []string {
	var feeds []string
	for _, f := range home.Feeds {
		feeds = append(feeds, f.URL)
	}
	base, err := url.Parse(address)
	if err != nil {
		return feeds
	}
	at := func(paths ...string) (all []string) {
		for _, p := range paths {
			all = append(all, base.ResolveReference(&url.URL{Path: p}).String())
		}
		return all
	}
	if len(feeds) == 0 {
		feeds = at("/rss.xml", "/feed", "/atom.xml", "/feed.xml", "/feed.json")
	}
	if len(home.Sitemaps) > 0 {
		return append(feeds, home.Sitemaps...)
	}
	return append(feeds, at("/news-sitemap.xml", "/sitemap.xml")...)
}

// orderOffers puts first what gives most with least, keeping the site's own order otherwise.
func orderOffers(offers []Offer) {
	rank := func(o Offer) int {
		switch {
		case o.Full:
			return 0
		case o.Kind == feed.SiteSource && o.More:
			return 1
		case o.Kind == feed.SiteSource:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(offers, func(a, b Offer) int { return cmp.Compare(rank(a), rank(b)) })
}
