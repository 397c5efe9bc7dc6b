package gazetteer

import (
	_ "embed"
	"slices"
	"strings"

	"zonewire/feed"
)

var (
	//go:embed data/regions.txt
	regionLines string
	//go:embed data/zones.txt
	zoneLines string
)

// catalogue is the list of regions and of national zones.
type catalogue struct {
	regions   []feed.Region // by code
	provinces []feed.Region // of these
	zones     []feed.Zone   // national
}

func readCatalogue() *catalogue {
	c := &catalogue{
		regions: make([]feed.Region, 0, strings.Count(regionLines, "\n")),
		zones:   make([]feed.Zone, 0, strings.Count(zoneLines, "\n")),
	}
	for line := range strings.Lines(regionLines) {
		code, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		r := feed.Region{Code: feed.RegionCode(code), Name: name}
		c.regions = append(c.regions, r)
		if r.Code.Level() == feed.Province {
			c.provinces = append(c.provinces, r)
		}
	}
	short := handShorts()
	for line := range strings.Lines(zoneLines) {
		name, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		kind, code, _ := strings.Cut(rest, "\t")
		z := feed.Zone{Name: name, Short: short[name], Level: feed.National, Region: feed.RegionCode(code)}
		if z.Short == "" {
			z.Short = shortZone(name)
		}
		z.Type = feed.EconomicZone
		if kind == "htdz" {
			z.Type = feed.HighTechZone
		}
		c.zones = append(c.zones, z)
	}
	return c
}

// find is the index of the region with the code.
func (c *catalogue) find(code feed.RegionCode) (int, bool) {
	return slices.BinarySearchFunc(c.regions, code, func(r feed.Region, code feed.RegionCode) int {
		return strings.Compare(string(r.Code), string(code))
	})
}

// isPlaceholder reports whether a division is a level that only the statistics need: 市辖区 of Beijing, and the whole
// of a city without counties as a county of it (441900, 620201).
func isPlaceholder(r feed.Region) bool {
	switch r.Code.Level() {
	case feed.City:
		return r.Name == "市辖区" || r.Name == "县" || strings.HasSuffix(r.Name, "直辖县级行政区划")
	case feed.County:
		return strings.HasSuffix(string(r.Code), "00") || r.Code == "620201"
	}
	return false
}

// Functional reports whether a division is a zone that the statistics count as a county: 苏州工业园区 as 320576,
// 唐山市汉沽管理区 as 130272. GB/T 2260 gives counties the numbers 01-29 (districts), 21-59 (counties) and 81-99
// (cities), so 60-79 is free for these.
func Functional(r feed.Region) bool {
	return r.Code.Level() == feed.County && (r.Code[4] == '6' || r.Code[4] == '7')
}
