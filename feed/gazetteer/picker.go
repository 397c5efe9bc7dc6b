package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"zonewire/feed"
)

// Candidate is a place that can be picked: a zone, or a region when Zone.Name is "".
type Candidate struct {
	Zone   feed.Zone
	Region feed.Region // the region itself, or the one that the zone lies in
}

// Weight is what is known of a place beside its name: its unread and all its articles, and how often it was picked.
type Weight struct{ Unread, Total, Uses int }

// Match is a place that was found. Cells are the runes of Name that were matched. Name is the place's short name
// where that matched best, else the other name that did.
type Match struct {
	Candidate
	Weight
	Name    string
	Cells   []int
	Quality Quality
}

// place is a candidate with the keys of its names: short, full, aliases, English.
type place struct {
	Candidate
	keys  []Key
	rank  int // among equals: lower first
	order int // place in the catalogue
}

// Index finds places by what is typed. It is immutable and safe for concurrent use.
type Index struct {
	g     *Gazetteer
	extra []place
}

// Index returns an index over all regions, the national zones, and the zones met in pages. The keys are made when
// first searched.
func (g *Gazetteer) Index(met []feed.Zone) *Index {
	ix := &Index{g: g}
	for _, z := range met {
		if _, known := g.builtIn(z.Name); !known && z.Name != "" {
			ix.extra = append(ix.extra, g.zonePlace(z, nil, len(g.Regions())+len(ix.extra)))
		}
	}
	return ix
}

// Find returns the places that the text fits, at most limit, best first: by the quality of the match, then by unread
// articles, then by use, then places with articles, better known and shorter ones. weigh may be nil. Empty text finds
// all, by weight.
func (ix *Index) Find(text string, weigh func(Candidate) Weight, limit int) []Match {
	typed := Type(text)
	var found []ranked
	for _, list := range [][]place{ix.g.places(), ix.extra} {
		for i := range list {
			r := ranked{place: &list[i]}
			if !typed.IsEmpty() && !r.match(typed) {
				continue
			}
			if weigh != nil {
				r.Weight = weigh(r.Candidate)
			}
			found = append(found, r)
		}
	}
	if typed.IsEmpty() && text != "" && !isBlank(text) {
		return nil
	}
	slices.SortFunc(found, compare)
	found = found[:max(0, min(limit, len(found)))]
	matches := make([]Match, len(found))
	for i, r := range found {
		matches[i] = r.full(typed)
	}
	return matches
}

func isBlank(text string) bool {
	for _, r := range text {
		if asciiWidth(r) != ' ' {
			return false
		}
	}
	return true
}

// ranked is a place with what its order depends on.
type ranked struct {
	*place
	Weight
	quality Quality
	key     int
}

// match finds the name that the letters fit best; the first among equals.
func (r *ranked) match(typed Typed) bool {
	for i := range r.keys {
		if q, _, _ := r.keys[i].judge(typed); q > r.quality {
			r.quality, r.key = q, i
		}
	}
	return r.quality != NoMatch
}

func (r *ranked) full(typed Typed) Match {
	m := Match{Candidate: r.Candidate, Weight: r.Weight, Name: r.keys[r.key].name, Quality: r.quality}
	_, m.Cells = r.keys[r.key].MatchTyped(typed)
	return m
}

func compare(a, b ranked) int {
	return cmp.Or(
		cmp.Compare(b.quality, a.quality),
		cmp.Compare(b.Unread, a.Unread),
		cmp.Compare(b.Uses, a.Uses),
		cmp.Compare(min(b.Total, 1), min(a.Total, 1)),
		cmp.Compare(a.rank, b.rank),
		cmp.Compare(len(a.keys[a.key].units), len(b.keys[b.key].units)),
		cmp.Compare(a.order, b.order),
	)
}

// Ranks of places that match equally and have neither articles nor use.
const (
	rankCity = iota
	rankZone
	rankProvince
	rankCounty
	rankDistrict
)

func (g *Gazetteer) readPlaces() []place {
	c, n := g.catalogue(), g.names()
	places := make([]place, 0, len(c.regions)+len(c.zones))
	for i, r := range c.regions {
		if !isPlaceholder(r) && !Functional(r) {
			places = append(places, g.regionPlace(r, i))
		}
	}
	aliases := make([][]string, len(c.zones))
	for f := range nameFields("zone") {
		if m := n.lookup(f[0]); len(m) > 0 && m[0].zone >= 0 {
			aliases[m[0].zone] = strings.Fields(f[2])
		}
	}
	for i, z := range c.zones {
		places = append(places, g.zonePlace(z, aliases[i], i))
	}
	return places
}

func (g *Gazetteer) regionPlace(r feed.Region, order int) place {
	p := place{Candidate: Candidate{Region: r}, order: order, rank: rankCounty}
	switch {
	case r.Code.Level() == feed.City:
		p.rank = rankCity
	case r.Code.Level() == feed.Province:
		p.rank = rankProvince
	case isDistrict(r, shortRegion(r)):
		p.rank = rankDistrict
	}
	p.keys = g.keysOf(append([]string{shortRegion(r), r.Name}, shortForms(r)...))
	if s := g.english().official[shortRegion(r)]; s != "" {
		p.keys = append(p.keys, g.Keys(s))
	}
	return p
}

func (g *Gazetteer) zonePlace(z feed.Zone, aliases []string, order int) place {
	region, _ := g.Region(z.Region)
	p := place{Candidate: Candidate{Zone: z, Region: region}, order: order, rank: rankZone}
	_, local := g.cutProvince(z.Name)
	p.keys = g.keysOf(append([]string{z.Short, z.Name, local}, aliases...))
	stem := stemOf(local)
	for i := range p.keys {
		if k := &p.keys[i]; strings.HasPrefix(k.name, stem) {
			for end := utf8.RuneCountInString(stem); k.stem < len(k.units) && int(k.units[k.stem].at) < end; {
				k.stem++
			}
		}
	}
	p.keys = append(p.keys, g.Keys(g.englishZone(z.Name, z.Region)))
	return p
}

// keysOf returns the keys of the names, each once.
func (g *Gazetteer) keysOf(names []string) []Key {
	var keys []Key
	for i, name := range names {
		if name != "" && !slices.Contains(names[:i], name) {
			keys = append(keys, g.Keys(name))
		}
	}
	return keys
}
