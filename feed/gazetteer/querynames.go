package gazetteer

import (
	"strings"
	"time"

	"zonewire/feed"
)

// QueryNames finds what the names in a query stand for: regions of the gazetteer by full or short name or code, zones
// of the cache by any part of their name or an alias, sources by any part of their name.
func (g *Gazetteer) QueryNames(zones []feed.Zone, sources []feed.Source, now time.Time) feed.Names {
	return feed.Names{
		Now: now,
		Region: func(text string) (found []feed.RegionCode) {
			for _, r := range g.Regions() {
				if r.Name == text || string(r.Code) == text || g.ShortRegion(r.Code) == text {
					found = append(found, r.Code)
				}
			}
			return found
		},
		Zone: func(text string) (found []feed.ZoneID) {
			known, _ := g.Zone(text)
			for _, z := range zones {
				if z.Name == known.Name || strings.Contains(z.Name, text) || strings.Contains(z.Short, text) {
					found = append(found, z.ID)
				}
			}
			return found
		},
		Source: func(text string) (found []feed.SourceID) {
			for _, s := range sources {
				if strings.Contains(strings.ToLower(s.Name), strings.ToLower(text)) {
					found = append(found, s.ID)
				}
			}
			return found
		},
	}
}
