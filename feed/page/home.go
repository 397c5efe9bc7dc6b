package page

import (
	"net/url"
	"sort"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

const (
	maxOffered   = 60 // columns that a home page is read for
	maxHeadlines = 6  // first headlines of a column
)

// ReadHome reads a site's home page: the news columns it leads to, best first, with the headlines that it shows of
// each; its feeds and sitemaps. A column is known by its name, by standing above or beside a block of headlines with
// a link to more, and by headlines whose addresses lie below its own. Errors are *feed.Error of kind Malformed or
// Empty.
func ReadHome(page []byte, address string, at time.Time) (Home, error) {
	d, err := parse(unwrapped(page), address, maxNodes)
	if err != nil {
		return Home{}, err
	}
	scripts := scriptsOf(d)
	graft(d, scripts)
	set := linksOf(d, scripts)
	f := &finder{document: d, set: set, region: regionOf(d.root, set), at: at}
	f.blocks = f.region.blocksOf(set)
	rr := recordReader{at: at, region: f.region}
	for _, b := range f.blocks {
		rr.describe(b)
		f.views = append(f.views, f.look(b))
	}
	h := &homeReader{finder: f, columns: map[string]*column{}, names: map[string]string{}, used: map[*link]bool{}}
	h.byName()
	found := h.headings()
	h.byAddress()
	h.byPlace(found)
	home := Home{Columns: h.best()}
	home.Feeds, home.Sitemaps = feedsOf(d), sitemapsOf(d)
	if len(home.Columns)+len(home.Feeds)+len(home.Sitemaps) == 0 {
		return home, &feed.Error{Kind: feed.Empty, Op: "read home page", Subject: address}
	}
	return home, nil
}

// column is a candidate for a news column.
type column struct {
	Column
	order  int // position on the page
	name   float64
	more   bool // a link to more leads there
	block  bool // it is the heading of a block of headlines
	listed map[string]bool
}

type homeReader struct {
	*finder
	columns map[string]*column
	names   map[string]string // by address: the first label that can be a column's name
	used    map[*link]bool    // links to more that a block has taken
}

// candidate is the column that a link leads to, made when it is new.
func (h *homeReader) candidate(l *link, title string) *column {
	c := h.columns[l.url]
	if c == nil {
		c = &column{Column: Column{URL: l.url}, order: l.order, listed: map[string]bool{}}
		h.columns[l.url] = c
	}
	if name := h.names[l.url]; name != "" {
		title = name
	}
	if c.Title == "" && isColumnName(title) {
		c.Title, c.name = title, newsName(title)
	}
	return c
}

// isColumnName reports whether a text can be a column's name.
func isColumnName(s string) bool {
	n := lettersIn(s)
	return n >= 2 && n <= 12 && !isMenuWord(s) && !isMoreWord(s) && shapeOf(s).longest < 3
}

// byName takes every link of the site whose name is a news column's.
func (h *homeReader) byName() {
	for _, l := range h.set.links {
		title := cleanTitle(l.label)
		if l.kind >= likelyAddress && l.isHeadline() || l.kind == articleAddress || !isColumnName(title) ||
			!sameSite(l.address.Host, h.document.address.Host) {
			continue
		}
		if h.names[l.url] == "" {
			h.names[l.url] = title
		}
		if newsName(title) > 0 {
			h.candidate(l, title)
		}
	}
}

// headings gives each block of news the column that its heading or its link to more leads to; nil for none.
func (h *homeReader) headings() []*column {
	found := make([]*column, len(h.blocks))
	previous := -1
	for i, b := range h.blocks {
		first := b.records[0].links[0].order
		last := b.records[len(b.records)-1]
		end := last.links[len(last.links)-1].order
		if v := h.views[i]; v.isNews() && (v.targets >= 3 || v.dated >= 2) {
			found[i] = h.headingOf(b, previous+1, first, end+1)
		}
		previous = max(previous, end)
	}
	return found
}

// headingOf is the column of a block: that of the link to more before or behind it, else that of the nearest link
// before it that has a column's name.
func (h *homeReader) headingOf(b *block, from, to, behind int) *column {
	var heading, more *link
	for k := to - 1; k >= max(from, to-12); k-- {
		l := h.set.links[k]
		switch {
		case !near(l.node, b.outer):
		case more == nil && l.more && !h.used[l]:
			more = l
		case heading == nil && l.kind <= openAddress && isColumnName(cleanTitle(l.label)):
			heading = l
		}
	}
	own := b.outer // and what else is around it, up to the next headline
	for t := h.region.tallies[own.Parent]; t != nil && t.heads <= b.heads; t = h.region.tallies[own.Parent] {
		own = own.Parent
	}
	for k := behind; more == nil && k < min(len(h.set.links), behind+3); k++ {
		if l := h.set.links[k]; l.more && contains(own, l.node) {
			more = l
		}
	}
	l := heading
	if more != nil {
		l = more
		h.used[more] = true
	}
	if l == nil || !sameSite(l.address.Host, h.document.address.Host) {
		return nil
	}
	title := cleanTitle(l.label)
	if isMoreWord(title) {
		title = headingText(l.node, b.outer)
	}
	c := h.candidate(l, title)
	c.more = c.more || more != nil
	c.block = true
	return c
}

// near reports whether two elements have a common ancestor a few levels up that is not the whole page.
func near(a, b *html.Node) bool {
	x := a
	for range 5 {
		if x = x.Parent; x == nil || x.DataAtom == atom.Body || x.DataAtom == atom.Html {
			return false
		}
		y := b
		for range 4 {
			if y == x {
				return true
			}
			if y = y.Parent; y == nil {
				break
			}
		}
	}
	return false
}

// headingText is the text beside a link to more that names the column: 通知公告 更多>>.
func headingText(more, block *html.Node) string {
	for n, steps := more, 0; n != nil && steps < 4 && !contains(n, block); n, steps = n.Parent, steps+1 {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if t := cleanTitle(bounded(text(s))); isColumnName(t) {
				return t
			}
		}
		for s := n.NextSibling; s != nil && s != block; s = s.NextSibling {
			if t := cleanTitle(bounded(text(s))); isColumnName(t) {
				return t
			}
		}
	}
	return ""
}

// byAddress gives columns the headlines whose addresses lie in their directory, the deepest column first.
func (h *homeReader) byAddress() {
	byDirectory := map[string]*column{}
	for _, c := range h.columns {
		u, err := url.Parse(c.URL)
		if err != nil || u.RawQuery != "" {
			continue
		}
		dir := u.Host + u.Path[:strings.LastIndexByte(u.Path, '/')+1]
		if strings.Count(dir, "/") < 2 {
			continue
		}
		if known := byDirectory[dir]; known == nil || c.order < known.order {
			byDirectory[dir] = c
		}
	}
	for i, b := range h.blocks {
		if !h.views[i].isNews() {
			continue
		}
		for _, rec := range b.records {
			u := rec.links[0].address
			dir := u.Host + u.Path
			for steps := 0; steps < 12; steps++ {
				cut := strings.LastIndexByte(strings.TrimSuffix(dir, "/"), '/')
				if cut < 0 {
					break
				}
				dir = dir[:cut+1]
				if c := byDirectory[dir]; c != nil {
					h.add(c, rec.entry)
					break
				}
			}
		}
	}
}

// byPlace gives the columns of blocks the headlines that no column has by address. A block of several runs is a set
// of tabs whose headings are not told apart, and gives none.
func (h *homeReader) byPlace(found []*column) {
	owned := map[string]bool{}
	for _, c := range h.columns {
		for address := range c.listed {
			owned[address] = true
		}
	}
	for i, c := range found {
		if c == nil || h.blocks[i].parts > 1 && columnsIn(h.blocks[i]) > 1 {
			continue
		}
		for _, rec := range h.blocks[i].records {
			if !owned[rec.entry.URL] {
				h.add(c, rec.entry)
			}
		}
	}
}

func (h *homeReader) add(c *column, e Item) {
	if c.listed[e.URL] || e.Title == "" {
		return
	}
	c.listed[e.URL] = true
	if len(c.Headlines) < maxHeadlines {
		c.Headlines = append(c.Headlines, e)
	}
}

// score ranks a column: its name, then what the page shows of it.
func (c *column) score() float64 {
	s := c.name + 0.4*float64(min(len(c.Headlines), maxHeadlines))
	if c.block {
		s++
	}
	if c.more {
		s++
	}
	return s
}

// best is the columns worth offering, best first. One without a name of news must show headlines.
func (h *homeReader) best() []Column {
	var found []*column
	for _, c := range h.columns {
		if c.Title == "" || c.name < 0 || c.name == 0 && len(c.Headlines) < 3 {
			continue
		}
		found = append(found, c)
	}
	sort.Slice(found, func(i, k int) bool {
		a, b := found[i], found[k]
		if x, y := a.score(), b.score(); x != y {
			return x > y
		}
		return a.order < b.order
	})
	var columns []Column
	for _, c := range found[:min(len(found), maxOffered)] {
		columns = append(columns, c.Column)
	}
	return columns
}
