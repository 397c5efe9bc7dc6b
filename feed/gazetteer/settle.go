package gazetteer

import (
	"zonewire/feed"
)

// settle chooses among the meanings of a name by the regions that surround it, nearest first: the first of them
// that has any meaning inside decides. Without one, or where none has any, the highest level decides (吉林 is the
// province before the city in it). Names that stay open have no meaning.
func settle(meanings []meaning, around ...feed.RegionCode) (meaning, bool) {
	for _, code := range around {
		for ; code != ""; code = code.Parent() {
			inside := within(meanings, code)
			if len(inside) == 0 {
				continue
			}
			return only(inside)
		}
	}
	return only(meanings)
}

// within returns the meanings that lie in the region or, for regions, are it.
func within(meanings []meaning, code feed.RegionCode) []meaning {
	var inside []meaning
	for _, m := range meanings {
		if code.Contains(m.region) {
			inside = append(inside, m)
		}
	}
	return inside
}

// only returns the one meaning that is left when weaker forms give way to stronger ones, lower levels to higher
// ones and districts without 区 to all others.
func only(meanings []meaning) (best meaning, ok bool) {
	rank := func(m meaning) int {
		if m.form == zoneForm {
			return 100
		}
		r := 10*int(m.form) - int(m.region.Level())
		if m.district {
			r -= 5
		}
		return r
	}
	for _, m := range meanings {
		switch {
		case !ok && best.region == "" || rank(m) > rank(best):
			best, ok = m, true
		case rank(m) == rank(best):
			ok = false
		}
	}
	return best, ok
}

// common is the smallest region that contains both; "" when they lie in two provinces. A region contains itself.
func common(a, b feed.RegionCode) feed.RegionCode {
	n := min(len(a), len(b))
	for n > 0 && a[:n] != b[:n] {
		n -= 2
	}
	return a[:n]
}

// agree reports whether one of two regions contains the other. No region agrees with all.
func agree(a, b feed.RegionCode) bool { return a.Contains(b) || b.Contains(a) }

// narrower returns the smaller of two regions that agree, else the first.
func narrower(a, b feed.RegionCode) feed.RegionCode {
	if a.Contains(b) {
		return b
	}
	return a
}

// real replaces a placeholder level by the region around it.
func (g *Gazetteer) real(code feed.RegionCode) feed.RegionCode {
	path := g.Path(code)
	if len(path) == 0 {
		return ""
	}
	return path[len(path)-1].Code
}
