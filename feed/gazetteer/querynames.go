package gazetteer

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"zonewire/feed"
)

// QueryNames finds what the names in a query stand for: regions of the gazetteer by full or short name or code, zones
// of the cache by any part of their name or an alias, sources by any part of their name. Regions and zones are also
// found by their pinyin, its initials and their English names; what fits best then counts alone. A zone of the gazetteer
// that the cache has not met is feed.UnmetZone, so that a rule can be made before its first article comes.
func (g *Gazetteer) QueryNames(zones []feed.Zone, sources []feed.Source, now time.Time) feed.Names {
	ix := g.Index(zones)
	return feed.Names{
		Now: now,
		Region: func(text string) (found []feed.RegionCode) {
			for _, r := range g.Regions() {
				if r.Name == text || string(r.Code) == text || g.ShortRegion(r.Code) == text {
					found = append(found, r.Code)
				}
			}
			if len(found) == 0 && isSpelled(text) {
				for _, c := range ix.spelled(text, func(c Candidate) bool { return c.Zone.Name == "" }) {
					found = append(found, c.Region.Code)
				}
			}
			return found
		},
		Zone: func(text string) (found []feed.ZoneID) {
			known, _ := g.Zone(text)
			ids := make(map[string]feed.ZoneID, len(zones))
			for _, z := range zones {
				ids[z.Name] = z.ID
				if z.Name == known.Name || strings.Contains(z.Name, text) || strings.Contains(z.Short, text) {
					found = append(found, z.ID)
				}
			}
			if len(found) == 0 && isSpelled(text) {
				for _, c := range ix.spelled(text, func(c Candidate) bool { return ids[c.Zone.Name] != 0 }) {
					found = append(found, ids[c.Zone.Name])
				}
			}
			if len(found) == 0 && ix.hasZone(text) {
				found = append(found, feed.UnmetZone)
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

// ZonesSpelled returns the zones whose pinyin, initials or English names a text in letters fits best, each once; nothing
// for a text in Chinese characters.
func (ix *Index) ZonesSpelled(text string) []feed.Zone {
	if !isSpelled(text) {
		return nil
	}
	var found []feed.Zone
	for _, c := range ix.spelled(text, func(c Candidate) bool { return c.Zone.Name != "" }) {
		if !slices.ContainsFunc(found, func(z feed.Zone) bool { return z.Name == c.Zone.Name }) {
			found = append(found, c.Zone)
		}
	}
	return found
}

// hasZone reports whether a zone of the gazetteer has the name, or one with it in it.
func (ix *Index) hasZone(text string) bool {
	if isSpelled(text) {
		return len(ix.spelled(text, func(c Candidate) bool { return c.Zone.Name != "" })) > 0
	}
	if _, ok := ix.g.Zone(text); ok {
		return true
	}
	return slices.ContainsFunc(ix.g.places(), func(p place) bool {
		return strings.Contains(p.Zone.Name, text) || strings.Contains(p.Zone.Short, text)
	})
}

// isSpelled reports whether a name is written in letters rather than in Chinese characters.
func isSpelled(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// spelled returns the wanted places whose names the letters fit best: the whole of a name, or for want of that its
// proper part, its beginning, a part inside it.
func (ix *Index) spelled(text string, wanted func(Candidate) bool) []Candidate {
	typed := Type(text)
	if typed.IsEmpty() {
		return nil
	}
	best := Inner
	var found []Candidate
	for _, p := range slices.Concat(ix.g.places(), ix.extra) {
		r := ranked{place: &p}
		if !wanted(p.Candidate) || !r.match(typed) || r.quality < best {
			continue
		}
		if r.quality > best {
			best, found = r.quality, nil
		}
		found = append(found, p.Candidate)
	}
	return found
}
