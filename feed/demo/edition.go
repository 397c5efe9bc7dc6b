package demo

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"zonewire/feed"
)

// edition is the site at one moment: never changed once it is served.
type edition struct {
	sites    []*subsite
	pieces   []*Piece               // in order of publication; a piece's ID is firstID + its index
	byPath   map[string]pagePart    // article pages
	byColumn map[string][]*Piece    // by column key, oldest first
	regions  []region               // with articles on the tables site
	hot      map[string][]feed.Link // by subsite
	cache    *pageCache
}

// pagePart is one body page of a piece, counted from 0.
type pagePart struct {
	piece *Piece
	part  int
}

// region is a province's column on the tables site.
type region struct {
	Name   string
	Path   string
	pieces []*Piece // oldest first
}

// firstID is the ID of the oldest piece.
const firstID = 1001

// firstDay is the day of the oldest piece from the grammar; they spread over editionDays.
func firstDay() time.Time { return time.Date(2024, time.November, 1, 8, 0, 0, 0, feed.Beijing()) }

const editionDays = 749 // to 2026-11-20

// composer makes pieces from the grammar, each title once.
type composer struct {
	grammar *grammar
	titles  map[string]bool
}

// compose writes the next piece of a column, published at the moment.
func (m *composer) compose(c *column, moment time.Time) *Piece {
	n := c.made
	c.made++
	for salt := 0; ; salt++ {
		r := rand.New(rand.NewPCG(seed(c.key()), uint64(n)<<16|uint64(salt)))
		z := c.zones[n%len(c.zones)]
		kind := c.kinds[r.IntN(len(c.kinds))]
		a := m.grammar.author(r, circumstances(z, moment))
		title := a.title(kind)
		if m.titles[title] {
			continue
		}
		m.titles[title] = true
		p := &Piece{Title: title, Kind: kind, Origin: a.write("papers"), moment: moment}
		if c.site.Template == Gov {
			p.Author = a.write("writers")
		}
		var body []block
		for _, text := range a.paragraphs(kind) {
			body = append(body, parseBlock(text))
		}
		p.parts = [][]block{body}
		p.belong(c, z)
		return p
	}
}

// belong fills in what a piece has from its column and zone.
func (p *Piece) belong(c *column, z zone) {
	p.Column, p.Template = c.key(), c.site.Template
	p.Zone, p.Province, p.City, p.County = z.name, z.province, z.city, z.county
	p.Breadcrumb = c.breadcrumb(z)
	p.Published = feed.Published{Time: p.moment, Exact: feed.ToMinute}
	switch {
	case p.Template == Tables:
		p.Published = feed.PublishedOn(p.moment.Date())
		p.ZoneLabel, p.Editor = z.name, c.site.Owner
	case p.Template == Gov && c.scope != z.name:
		p.ZoneLabel = z.name
	}
}

// circumstances are the words that an article is given.
func circumstances(z zone, at time.Time) map[string]string {
	day := func(t time.Time) string { return fmt.Sprintf("%d月%d日", int(t.Month()), t.Day()) }
	plan, period := "“十四五”", fmt.Sprintf("%d年1至%d月", at.Year(), int(at.Month())-1)
	if at.Year() > 2025 {
		plan = "“十五五”"
	}
	switch at.Month() {
	case time.January:
		period = fmt.Sprintf("%d年", at.Year()-1)
	case time.February:
		period = "1月份"
	case time.April:
		period = "一季度"
	case time.July:
		period = "上半年"
	case time.October:
		period = "前三季度"
	}
	return map[string]string{
		"zone": z.name, "short": z.short, "place": z.place, "province": shortProvince(z.province),
		"date": day(at), "yesterday": day(at.AddDate(0, 0, -1)), "month": fmt.Sprintf("%d月", int(at.Month())),
		"year": fmt.Sprintf("%d年", at.Year()), "nextyear": strconv.Itoa(at.Year() + 1), "period": period, "plan": plan,
	}
}

// moments spreads n publications over the edition's days in working hours.
func moments(c *column, n int) []time.Time {
	r := rand.New(rand.NewPCG(seed(c.key()), 0))
	at := make([]time.Time, n)
	for i := range at {
		day := (float64(i) + r.Float64()) / float64(n) * editionDays
		at[i] = firstDay().AddDate(0, 0, int(day)).Add(time.Duration(r.IntN(600)) * time.Minute)
	}
	return at
}

// seed is a number for a name.
func seed(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}

// newEdition orders the pieces, gives those that have none their number and path, and links neighbours. Pieces of an
// earlier edition keep theirs: a piece whose neighbour changes is copied, not changed.
func newEdition(sites []*subsite, pieces []*Piece) *edition {
	slices.SortStableFunc(pieces, func(a, b *Piece) int {
		return cmp.Or(a.moment.Compare(b.moment), cmp.Compare(a.Column, b.Column))
	})
	e := &edition{
		sites: sites, pieces: pieces, cache: newPageCache(),
		byPath: map[string]pagePart{}, byColumn: map[string][]*Piece{},
	}
	for i, p := range pieces {
		if p.ID == 0 {
			p.ID = firstID + i
			p.Path = articlePath(p)
			p.settle()
		}
		e.byColumn[p.Column] = append(e.byColumn[p.Column], p)
	}
	e.linkNeighbours()
	e.pairTwins()
	for _, p := range e.pieces {
		e.byPath[p.Path] = pagePart{piece: p}
		for i, path := range p.Parts {
			e.byPath[path] = pagePart{piece: p, part: i + 1}
		}
	}
	e.gatherRegions()
	e.chooseHot()
	return e
}

// linkNeighbours sets 上一条 (the one published before) and 下一条 within each column.
func (e *edition) linkNeighbours() {
	for _, pieces := range e.byColumn {
		for i, p := range pieces {
			var prev, next feed.Link
			if i > 0 {
				prev = pieces[i-1].link()
			}
			if i+1 < len(pieces) {
				next = pieces[i+1].link()
			}
			if prev == p.Prev && next == p.Next {
				continue
			}
			changed := *p
			changed.Prev, changed.Next = prev, next
			pieces[i], e.pieces[p.ID-firstID] = &changed, &changed
		}
	}
}

// pairTwins tells written pieces with the same title of each other.
func (e *edition) pairTwins() {
	first := map[string]*Piece{}
	for _, p := range e.pieces {
		if !p.written || p.Twin != "" {
			continue
		}
		if twin := first[p.Title]; twin != nil {
			p.Twin, twin.Twin = twin.Path, p.Path
		}
		first[p.Title] = p
	}
}

// gatherRegions sorts the tables site's pieces by province.
func (e *edition) gatherRegions() {
	at := map[string]int{}
	for _, p := range e.pieces {
		if p.Template != Tables {
			continue
		}
		i, ok := at[p.Province]
		if !ok {
			i = len(e.regions)
			at[p.Province] = i
			e.regions = append(e.regions, region{
				Name: shortProvince(p.Province), Path: fmt.Sprintf("/%s/dq/%d/", subsiteOf(p), i+1),
			})
		}
		e.regions[i].pieces = append(e.regions[i].pieces, p)
	}
}

// hotPieces is how many articles the sidebars show.
const hotPieces = 10

// chooseHot fills the sidebars: written pieces first, then the oldest, so that new articles do not change every page.
func (e *edition) chooseHot() {
	e.hot = map[string][]feed.Link{}
	for _, written := range []bool{true, false} {
		for _, p := range e.pieces {
			site := subsiteOf(p)
			if p.written == written && len(e.hot[site]) < hotPieces {
				e.hot[site] = append(e.hot[site], p.link())
			}
		}
	}
}
