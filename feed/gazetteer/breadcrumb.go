package gazetteer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zonewire/feed"
)

// maxSteps is how many steps are looked at; real breadcrumbs have up to eight.
const maxSteps = 16

// maxStep is the length of the longest breadcrumb step that is looked at, in runes: titles at its end are longer.
const maxStep = longestZone

// followed is what a breadcrumb says: the smallest region that its steps lead to, and a zone when a step is one.
func (g *Gazetteer) followed(steps []string, around surroundings) (feed.Zone, feed.RegionCode) {
	var zone feed.Zone
	var region feed.RegionCode
	for _, step := range steps[:min(len(steps), maxSteps)] {
		step = cleanLabel(step)
		if n := utf8.RuneCountInString(step); n < 2 || n > maxStep {
			continue
		}
		here := around
		if region != "" {
			here = surroundings{breadcrumb: region, source: narrower(region, around.source)}
		}
		if z, ok := g.steppedZone(step, here); ok && agree(region, z.Region) {
			zone, region = z, narrower(region, z.Region)
			continue
		}
		code := g.steppedRegion(step, region, around.source)
		if code != "" && region.Contains(code) {
			region = code
		}
	}
	return zone, g.real(region)
}

// steppedZone is the zone that a step names. 高新区 counts below a city; a zone that is not known must begin with a
// region's name.
func (g *Gazetteer) steppedZone(step string, around surroundings) (feed.Zone, bool) {
	if z, ok := g.knownZone(step, around); ok {
		return z, true
	}
	if isGenericZone(step) && around.breadcrumb != "" {
		p, ok := g.genericZone(step, surroundings{breadcrumb: around.breadcrumb})
		return p.Zone, ok
	}
	if !isZoneName(step) {
		return feed.Zone{}, false
	}
	mentions := g.names().scan([]rune(step), strict)
	if len(mentions) == 0 || mentions[0].at != 0 {
		return feed.Zone{}, false
	}
	if g.names().lookup(step) != nil { // 浦东新区 is a region
		return feed.Zone{}, false
	}
	z := g.made(step, around)
	return z, z.Region != ""
}

// steppedRegion is the region that a step names, alone (苏州) or before a word for news (苏州新闻).
func (g *Gazetteer) steppedRegion(step string, region, source feed.RegionCode) feed.RegionCode {
	name := step
	for _, word := range []string{"新闻", "动态", "要闻", "资讯", "频道", "站", "专区", "开发区", "园区"} {
		if stem, ok := strings.CutSuffix(step, word); ok && g.names().lookup(step) == nil {
			name = stem
			break
		}
	}
	meanings := regionsOnly(g.names().lookup(name))
	if region != "" {
		meanings = within(meanings, region)
	}
	if region.Level() == feed.Province { // 吉林 below 吉林 is the city
		meanings = slices.DeleteFunc(meanings, func(m meaning) bool { return m.region == region })
	}
	m, ok := settle(meanings, region, source)
	if !ok {
		return ""
	}
	return m.region
}

// regionsOnly leaves out zones.
func regionsOnly(meanings []meaning) []meaning {
	var regions []meaning
	for _, m := range meanings {
		if m.form != zoneForm {
			regions = append(regions, m)
		}
	}
	return regions
}
