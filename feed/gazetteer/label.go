package gazetteer

import (
	"regexp"
	"slices"
	"strings"

	"zonewire/feed"
)

var (
	labelHead   = regexp.MustCompile(`^(?:发布|所属|所在)?(?:开发区|园区|单位)(?:名称)?\s*[:：]\s*`)
	labelTail   = regexp.MustCompile(`(?:党工委|管委会|管理委员会|办公室|招商局|投资促进局|投促局|经发局|经济发展局|门户网站|政务网|官方网站|官网|网站|网)+$`)
	labelNoise  = regexp.MustCompile(`[\s\x{3000}"“”'‘’《》<>【】\[\]]|[（(](?:国家级|省级|国家|筹)[)）]|^国家级`)
	labelDivide = regexp.MustCompile(`[、，,/;；|｜]|\s{2,}`)
	labelDate   = regexp.MustCompile(`\s*\d{4}\s*[-年/.].*$`)
	asideEnd    = regexp.MustCompile(`[（(][^（）()]*[)）]$`)
)

// cleanLabel is a label without the words that pages put around a zone's name.
func cleanLabel(label string) string {
	s := strings.TrimSpace(label)
	s = labelHead.ReplaceAllString(s, "")
	s = labelDate.ReplaceAllString(s, "")
	s = labelNoise.ReplaceAllString(s, "")
	return labelTail.ReplaceAllString(s, "")
}

// labelled is what a label says. Labels that name nothing say nothing.
func (g *Gazetteer) labelled(label string, around surroundings) (Place, bool) {
	if len(label) > 3*4*longestZone {
		return Place{}, false
	}
	if parts := labelDivide.Split(strings.TrimSpace(label), -1); len(parts) > 1 {
		return g.labelledTogether(parts, around)
	}
	return g.labelledAs(cleanLabel(label), around)
}

// labelledTogether is the place of a label with several names: the zone when they agree, else the region around.
func (g *Gazetteer) labelledTogether(parts []string, around surroundings) (place Place, ok bool) {
	for _, part := range parts {
		p, known := g.labelledAs(cleanLabel(part), around)
		switch {
		case !known:
		case !ok:
			place, ok = p, true
		case p.Zone.Name != place.Zone.Name:
			place = Place{Region: g.real(common(place.Region, p.Region))}
		}
	}
	return place, ok && place.Region != ""
}

func (g *Gazetteer) labelledAs(s string, around surroundings) (Place, bool) {
	if s == "" {
		return Place{}, false
	}
	if z, ok := g.knownZone(s, around); ok {
		return Place{Zone: z, Region: z.Region}, true
	}
	if isGenericZone(s) {
		return g.genericZone(s, around)
	}
	if m, ok := settle(g.names().lookup(s), around.list()...); ok && m.zone < 0 {
		return Place{Region: m.region}, true
	}
	if code := g.allZonesOf(s); code != "" {
		return Place{Region: code}, true
	}
	if aside := asideEnd.FindStringIndex(s); aside != nil {
		s = s[:aside[0]]
	}
	if isZoneName(s) {
		z := g.made(s, around)
		return Place{Zone: z, Region: z.Region}, true
	}
	return Place{}, false
}

// allZonesOf is the province whose zones as a whole a label means: 江苏省开发区, 浙江各园区. "" for none.
func (g *Gazetteer) allZonesOf(s string) feed.RegionCode {
	for _, r := range g.catalogue().provinces {
		rest, ok := strings.CutPrefix(s, r.Name)
		if !ok {
			rest, ok = strings.CutPrefix(s, shortRegion(r))
		}
		if ok && isGenericZone(rest) {
			return r.Code
		}
	}
	return ""
}

// knownZone finds the zone that a name means here: a national one, one met before, or one of the functional areas.
// A zone named after a place that has a namesake nearer by is not meant.
func (g *Gazetteer) knownZone(s string, around surroundings) (feed.Zone, bool) {
	_, rest := g.cutProvince(s)
	if code, ok := g.names().apart[rest]; ok {
		return g.hung(s, code), true
	}
	if z, ok := g.builtIn(s); ok && !g.hasNamesake(z, s, around) {
		return z, true
	}
	if z, ok := g.metAs(s, around.binding()); ok {
		return z, true
	}
	if aside := asideEnd.FindStringIndex(s); aside != nil {
		return g.knownZone(s[:aside[0]], around)
	}
	if z, ok := g.atEnd(s); ok && !g.hasNamesake(z, s, around) {
		return z, true
	}
	if code, ok := g.names().areas[s]; ok {
		return g.hung(s, code), true
	}
	return feed.Zone{}, false
}

// hasNamesake reports whether the name before the zone's word is also that of a region that lies where the news come
// from, while the zone does not: 明水 in Heilongjiang and in Shandong.
func (g *Gazetteer) hasNamesake(z feed.Zone, s string, around surroundings) bool {
	near := around.nearest()
	if near == "" || agree(near, z.Region) {
		return false
	}
	mentions := g.names().scan([]rune(s), loose)
	for _, e := range mentions {
		for _, m := range e.meanings {
			if m.zone < 0 && near.Contains(m.region) {
				return true
			}
		}
	}
	stem := []rune(s)
	for n := min(len(stem), 4); n >= 2; n-- {
		for _, m := range g.names().lookup(string(stem[:n])) {
			if m.zone < 0 && near.Contains(m.region) && m.region != near {
				return true
			}
		}
	}
	return false
}

// atEnd finds the national zone whose name ends s after nothing but regions around it: 武汉·中国光谷.
func (g *Gazetteer) atEnd(s string) (feed.Zone, bool) {
	text := []rune(s)
	mentions := g.names().scan(text, loose)
	if len(mentions) == 0 {
		return feed.Zone{}, false
	}
	last := mentions[len(mentions)-1]
	m, ok := settle(last.meanings)
	if !ok || m.zone < 0 || last.end != len(text) {
		return feed.Zone{}, false
	}
	at := 0
	for _, e := range mentions[:len(mentions)-1] {
		r, known := settle(e.meanings, m.region)
		if !known || r.zone >= 0 || !r.region.Contains(m.region) && r.region.Parent() != m.region || !isLink(text[at:e.at]) {
			return feed.Zone{}, false
		}
		at = e.end
	}
	if !isLink(text[at:last.at]) {
		return feed.Zone{}, false
	}
	return g.catalogue().zones[m.zone], true
}

// isLink reports whether the text between two names only joins them.
func isLink(text []rune) bool {
	return slices.Contains([]string{"", "·", "-", "—", "－", "市", "国家级", "中国", "·中国"}, string(text))
}

// genericZone is what 高新区, 开发区 or 园区 alone means: the source's own zone, else the zone of that kind that is
// named after the region in which the news come.
func (g *Gazetteer) genericZone(s string, around surroundings) (Place, bool) {
	if own := around.zone; own.Name != "" {
		if kind, _ := kindOf(s); kind == own.Type || kind == feed.OtherZone {
			return Place{Zone: own, Region: own.Region}, true
		}
	}
	for _, code := range around.list() {
		if z, ok := g.builtIn(g.ShortRegion(code) + s); ok && code != "" && code.Contains(z.Region) {
			return Place{Zone: z, Region: z.Region}, true
		}
	}
	return Place{}, false
}

// made is a zone that is known by its name alone, hung where the name says, else where the news come from.
func (g *Gazetteer) made(s string, around surroundings) feed.Zone {
	return g.hung(s, g.zoneRegion(s, around))
}

// hung is the zone of that name in the region: one met before, under whatever form of its name, else a new one.
func (g *Gazetteer) hung(name string, region feed.RegionCode) feed.Zone {
	if z, ok := g.metAs(name, region); ok {
		return z
	}
	return g.newZone(name, region)
}

// newZone is a zone by its name. Its short name goes without the province.
func (g *Gazetteer) newZone(name string, region feed.RegionCode) feed.Zone {
	_, local := g.cutProvince(name)
	z := feed.Zone{Name: name, Short: shortZone(local), Region: region}
	z.Type, z.Level = kindOf(name)
	return z
}

// zoneRegion is the region that a zone's name begins with (浙江省嘉善县姚庄…), narrowed by the surroundings or, where
// the name alone is open or a common word, decided by them.
func (g *Gazetteer) zoneRegion(s string, around surroundings) feed.RegionCode {
	var region feed.RegionCode
	end := 0
	for _, e := range g.names().scan([]rune(zoneEnd.ReplaceAllString(s, "")), regions) {
		if e.at != end {
			break
		}
		near := around.list()
		if region != "" {
			near = []feed.RegionCode{region}
		}
		m, ok := settle(e.meanings, near...)
		if !ok {
			break
		}
		if region == "" && (m.district || e.word) && !agree(around.nearest(), m.region) {
			break
		}
		end = e.end
		if !agree(region, m.region) {
			region = common(region, m.region)
			break
		}
		region = narrower(region, m.region)
	}
	if region == "" {
		region = around.nearest()
	}
	return g.real(narrower(region, around.binding()))
}
