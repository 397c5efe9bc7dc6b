package gazetteer

import (
	"sync"

	"zonewire/feed"
)

// Gazetteer is the built-in knowledge of regions and zones, with the zones that were added by With. It is
// immutable and safe for concurrent use. Get one from Load.
type Gazetteer struct {
	*tables
	met   []feed.Zone
	byKey map[string]int // zoneKey of the name -> index in met
}

// tables are the embedded data, each decoded when first used.
type tables struct {
	catalogue func() *catalogue
	names     func() *names
	spelling  func() *spelling
	english   func() *english
	places    func() []place
}

// Load returns the built-in gazetteer. Nothing is decoded before it is asked for.
func Load() *Gazetteer {
	t := &tables{catalogue: sync.OnceValue(readCatalogue)}
	t.names = sync.OnceValue(func() *names { return readNames(t.catalogue()) })
	t.spelling = sync.OnceValue(readSpelling)
	t.english = sync.OnceValue(readEnglish)
	g := &Gazetteer{tables: t}
	t.places = sync.OnceValue(g.readPlaces)
	return g
}

// Regions returns all divisions in the order of their codes, which is the standard order of provinces, each region
// before those within it. Placeholder levels (市辖区 under Beijing) and functional areas of the statistics are among
// them; see Path and Functional. The slice is shared: do not change it.
func (g *Gazetteer) Regions() []feed.Region { return g.catalogue().regions }

// Region returns the region that has the code.
func (g *Gazetteer) Region(code feed.RegionCode) (feed.Region, bool) {
	c := g.catalogue()
	i, ok := c.find(code)
	if !ok {
		return feed.Region{}, false
	}
	return c.regions[i], true
}

// Path returns province, city and county down to code, without levels that are placeholders: 北京市, 朝阳区. An
// unknown code gives the known part of its path.
func (g *Gazetteer) Path(code feed.RegionCode) []feed.Region {
	c := g.catalogue()
	var path []feed.Region
	for n := 2; n <= len(code) && n <= 6; n += 2 {
		if i, ok := c.find(code[:n]); ok && !isPlaceholder(c.regions[i]) {
			path = append(path, c.regions[i])
		}
	}
	return path
}

// Zones returns the national zones in the order of the catalogue. The slice is shared: do not change it.
func (g *Gazetteer) Zones() []feed.Zone { return g.catalogue().zones }

// ShortRegion is a region's name as news use it: 江苏, 苏州, 张家港, 宾县, 鼓楼区; "" for an unknown code.
func (g *Gazetteer) ShortRegion(code feed.RegionCode) string {
	region, ok := g.Region(code)
	if !ok {
		return ""
	}
	return shortRegion(region)
}

// With returns a gazetteer that also knows zones met earlier, so that the same zone under another form of its name
// (with and without its province) is recognized. Built-in zones among them are left out.
func (g *Gazetteer) With(met []feed.Zone) *Gazetteer {
	more := &Gazetteer{tables: g.tables, byKey: make(map[string]int)}
	for _, z := range met {
		if _, known := g.builtIn(z.Name); known || z.Name == "" {
			continue
		}
		key := more.zoneKey(z.Name, z.Region)
		if _, twice := more.byKey[key]; twice {
			continue
		}
		more.byKey[key] = len(more.met)
		more.met = append(more.met, z)
	}
	return more
}
