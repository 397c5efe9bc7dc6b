package tui

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
	"zonewire/tui/i18n"
)

// treeData is all that the tree is built from, read at one moment.
type treeData struct {
	unread, starred, total int
	today                  storage.Count
	counts                 []storage.Count
	zones                  []feed.Zone
	sources                []feed.Source
	sourceCounts           map[feed.SourceID]storage.Count
	kept                   []savedView
	changes                int64 // storage's counter before any of it was read
}

// node is a place with its counts and the places within it.
type node struct {
	id       placeID
	label    string
	short    string // the Chinese name in label
	head     string // the name in the language of the reader
	within   string // the region that is folded into this line, "" for none
	unread   int
	total    int
	failure  feed.Kind       // of a source
	moved    string          // the address that a source leads to for good
	only     feed.Expr       // the condition of a place whose id does not say it, else nil
	pinyin   string          // to sort by, where that is asked for
	trouble  []feed.SourceID // failing sources that belong here
	children []*node
}

// where is the condition on the articles of a node.
func (n *node) where(now time.Time) feed.Expr {
	if n.only != nil {
		return n.only
	}
	return n.id.where(now)
}

// namer gives places the names that a person reads.
type namer struct {
	places *gazetteer.Gazetteer
	lang   i18n.Lang
}

// region is a region's short name, in English behind its romanised one.
func (n namer) region(r feed.Region) string {
	return n.romanised(r.Name, n.places.ShortRegion(r.Code))
}

// zone is a zone's short name, in English behind its romanised one.
func (n namer) zone(z feed.Zone) string {
	short := z.Short
	if short == "" {
		short = z.Name
	}
	return n.romanised(z.Name, short)
}

// romanisedZones is the English spellings of zones where the language asks for them, else nil.
func (n namer) romanisedZones(zones []feed.Zone) map[feed.ZoneID]string {
	if n.lang != i18n.English {
		return nil
	}
	names := make(map[feed.ZoneID]string, len(zones))
	for _, z := range zones {
		names[z.ID] = n.places.English(z.Name)
	}
	return names
}

// romanised puts the English spelling of a full name before its short one, where the language asks for it.
func (n namer) romanised(full, short string) string {
	if english := n.english(full); english != "" {
		return english + " " + short
	}
	return short
}

// english is the English spelling of a full name, "" where the language does not ask for it.
func (n namer) english(full string) string {
	if n.lang != i18n.English {
		return ""
	}
	return n.places.English(full)
}

// buildTree arranges the places: the four views, regions with their zones, sources. Each place counts what its own
// query finds: a region all articles in it, a zone all articles of it.
func buildTree(d treeData, a arrangement, name namer, t *i18n.Texts) []*node {
	roots := []*node{
		{id: placeID{Kind: allPlace}, label: t.Place.All, unread: d.unread, total: d.total},
		{id: placeID{Kind: unreadPlace}, label: t.Place.Unread, unread: d.unread, total: d.unread},
		{id: placeID{Kind: starredPlace}, label: t.Place.Starred, total: d.starred},
		{id: placeID{Kind: todayPlace}, label: t.Place.Today, unread: d.today.Unread, total: d.today.Total},
	}
	if d.watches() {
		roots = append(roots, &node{id: placeID{Kind: watchedPlace}, label: t.Rules.Watched})
	}
	for _, v := range d.views() {
		roots = append(roots, v.node())
	}
	if regions := buildRegions(d, a, name, t); len(regions) > 0 || a.narrows() {
		roots = append(roots, &node{id: placeID{Kind: headingPlace}, label: t.Place.Regions})
		roots = append(roots, regions...)
	}
	roots = append(roots, &node{id: placeID{Kind: headingPlace, Source: 1}, label: t.Place.Sources})
	for _, s := range d.sources {
		c := d.sourceCounts[s.ID]
		roots = append(roots, &node{
			id: placeID{Kind: sourcePlace, Source: s.ID}, label: s.Name, unread: c.Unread, total: c.Total,
			failure: s.Health.Kind, moved: s.Health.Moved,
		})
	}
	return roots
}

// regionBuilder adds up the counts by region and by zone.
type regionBuilder struct {
	name    namer
	order   arrangement
	regions map[feed.RegionCode]*node
	zones   map[feed.ZoneID]*node
	home    map[feed.ZoneID]feed.RegionCode   // where each zone hangs
	within  map[feed.RegionCode][]feed.ZoneID // the zones that are shown, by region, where they are narrowed
	paths   map[feed.RegionCode][]feed.Region
}

// buildRegions is the provinces with cities and zones that have articles. Where they are narrowed to some zones,
// regions have only the articles of these.
func buildRegions(d treeData, a arrangement, name namer, t *i18n.Texts) []*node {
	b := regionBuilder{
		name:    name,
		order:   a,
		within:  map[feed.RegionCode][]feed.ZoneID{},
		paths:   map[feed.RegionCode][]feed.Region{},
		regions: map[feed.RegionCode]*node{},
		zones:   map[feed.ZoneID]*node{},
		home:    map[feed.ZoneID]feed.RegionCode{},
	}
	known := make(map[feed.ZoneID]feed.Zone, len(d.zones))
	for _, z := range d.zones {
		known[z.ID] = z
	}
	nowhere := &node{id: placeID{Kind: nowherePlace}, label: t.Place.Nowhere}
	for _, c := range d.counts {
		if c.Total == 0 || a.narrows() && (c.Zone == 0 || !a.fits(known[c.Zone])) {
			continue
		}
		b.addRegion(c)
		switch {
		case c.Zone != 0:
			b.addZone(c, known[c.Zone])
		case c.Region == "":
			nowhere.unread += c.Unread
			nowhere.total += c.Total
		}
	}
	b.findTrouble(d)
	roots := b.hang()
	if nowhere.total > 0 {
		roots = append(roots, nowhere)
	}
	return roots
}

// addRegion counts a row for its province and its city.
func (b *regionBuilder) addRegion(c storage.Count) {
	for _, r := range b.path(c.Region) {
		n := b.regions[r.Code]
		if n == nil {
			n = &node{id: placeID{Kind: regionPlace, Region: r.Code}, label: b.name.region(r)}
			n.short = b.name.places.ShortRegion(r.Code)
			n.head = cmp.Or(b.name.english(r.Name), n.short)
			b.regions[r.Code] = n
		}
		n.unread += c.Unread
		n.total += c.Total
		if b.order.narrows() {
			b.within[r.Code] = append(b.within[r.Code], c.Zone)
		}
	}
}

// path is the province and the city that a region lies in: the tree has no lines for counties.
func (b *regionBuilder) path(code feed.RegionCode) []feed.Region {
	if code.Level() == feed.County {
		code = code.Parent()
	}
	path, known := b.paths[code]
	if !known {
		path = b.name.places.Path(code)
		b.paths[code] = path
	}
	return path
}

// narrow gives a region the condition on the articles of its zones that are shown.
func (b *regionBuilder) narrow(n *node) {
	ids := b.within[n.id.Region]
	slices.Sort(ids)
	ids = slices.Compact(ids)
	zones := make(feed.Or, len(ids))
	for i, id := range ids {
		zones[i] = feed.InZone{ID: id}
	}
	n.only = feed.And{feed.InRegion{Code: n.id.Region}, zones}
}

// addZone counts a row for its zone. The zone hangs in its own region, or else in the region that all its articles
// share.
func (b *regionBuilder) addZone(c storage.Count, z feed.Zone) {
	n := b.zones[c.Zone]
	if n == nil {
		n = &node{id: placeID{Kind: zonePlace, Zone: c.Zone}, label: b.name.zone(z), short: cmp.Or(z.Short, z.Name)}
		b.zones[c.Zone] = n
		b.home[c.Zone] = cmp.Or(z.Region, c.Region)
	} else if z.Region == "" {
		b.home[c.Zone] = commonRegion(b.home[c.Zone], c.Region)
	}
	n.unread += c.Unread
	n.total += c.Total
}

// commonRegion is the smallest region that contains both.
func commonRegion(a, b feed.RegionCode) feed.RegionCode {
	for !a.Contains(b) {
		a = a.Parent()
	}
	return a
}

// hang puts zones below cities, cities below provinces, and returns the provinces.
func (b *regionBuilder) hang() []*node {
	var roots []*node
	place := func(n *node, path []feed.Region) {
		for i := len(path) - 1; i >= 0; i-- {
			if parent := b.regions[path[i].Code]; parent != nil && parent != n {
				parent.children = append(parent.children, n)
				return
			}
		}
		roots = append(roots, n)
	}
	for code, n := range b.regions {
		if b.order.narrows() {
			b.narrow(n)
		}
		place(n, b.path(code))
	}
	for id, n := range b.zones {
		place(n, b.path(b.home[id]))
	}
	b.order.sort(roots, b.name)
	for i, n := range roots {
		roots[i] = foldSingle(n)
	}
	return roots
}

// foldSingle makes one line of a region and its only child when they have the same articles: the child's, behind the
// name of the widest region that its own name does not say.
func foldSingle(n *node) *node {
	for i, child := range n.children {
		n.children[i] = foldSingle(child)
	}
	if len(n.children) != 1 {
		return n
	}
	child := n.children[0]
	if child.total != n.total || child.unread != n.unread {
		return n
	}
	for _, id := range n.trouble {
		if !slices.Contains(child.trouble, id) {
			child.trouble = append(child.trouble, id)
		}
	}
	if !strings.Contains(child.short, n.short) {
		child.within = n.head
	}
	return child
}

// name is the label, behind the region that was folded into it.
func (n *node) name() string {
	if n.within == "" {
		return n.label
	}
	return n.within + " " + n.label
}
