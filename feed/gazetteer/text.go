package gazetteer

import (
	"regexp"
	"slices"
	"strings"

	"zonewire/feed"
)

// part is how a place takes part in what a sentence tells.
type part int

const (
	passing part = iota // 赴, 在, 与 before it, or a company named after it
	visitor             // 代表团 after it
	subject
	goal // 落户, 签约 before it
)

// told is a zone or region that a sentence names.
type told struct {
	zone    feed.Zone // Name is "" for a region
	region  feed.RegionCode
	part    part
	at, end int
	joined  bool // with the place before it, by 、 or 和
}

var (
	goes      = regexp.MustCompile(`(?:赴|到|在|走进|会见|接待|迎接|拜会|对接|与|和|同|向|从|来自|学习|考察|借鉴|访|来访|出席|参加|参观|联合|携手|牵手|、|及|对标|比肩)$`)
	settles   = regexp.MustCompile(`(?:落户|落地|入驻|进驻|落子|布局|投资|扎根|花落|落址|考察|签约|加码|增资|走进|点赞|聚焦|走访)(?:在|到|于)?$`)
	company   = regexp.MustCompile(`^(?:某|.{0,4}(?:大学|学院|银行|证券|保险|集团|股份|有限|公司|日报|晚报|有限公司)|籍|电气|钢铁|重工|农商行|航空公司|足球|女排|男篮)`)
	travels   = regexp.MustCompile(`^(?:.{0,4}(?:商会|客商|企业家|代表团|考察团|参访团|党政团)|企业)`)
	inspected = regexp.MustCompile(`^.{0,4}(?:调研|视察|检查指导)`)
	visiting  = regexp.MustCompile(`来[我访]|来[市区县]|到我|莅临|到访|来.{0,3}(?:考察|调研|参观|学习)`)
	dateline  = regexp.MustCompile(`^[：:丨|｜—]`)
	industry  = regexp.MustCompile(`^(?:汽车|电气|电子|医药|生物|能源|电力|食品|啤酒|化工|石化|化纤|钢铁|重工|机械|航空|航天|环保|科技|集团|股份|实业|控股|燃气|水务|建工|港务)+$`)
	plant     = regexp.MustCompile(`^(?:生产|制造|研发)?(?:基地|工厂|分厂|厂区|分公司|子公司|公司|项目)`)
	joins     = regexp.MustCompile(`^(?:、|和|与|及|·|以及)$`)
)

// tell lists the places that a sentence names, zones and regions, in their order. Regions around the one that
// follows them directly are part of its name.
func (g *Gazetteer) tell(text []rune, around surroundings) []told {
	var all []told
	for _, e := range g.names().scan(text, strict) {
		m, ok := settle(e.meanings, around.binding())
		if !ok {
			continue
		}
		t := told{region: g.real(m.region), at: e.at, end: e.end, part: partOf(text, e.at, e.end)}
		if m.zone >= 0 {
			t.zone = g.catalogue().zones[m.zone]
			if g.hasNamesake(t.zone, string(text[e.at:e.end]), around) {
				continue
			}
		}
		if code, apart := g.names().apart[string(text[e.at:e.end])]; apart {
			t.zone, t.region = g.hung(string(text[e.at:e.end]), code), code
		}
		if n := len(all); n > 0 && all[n-1].end == t.at && all[n-1].zone.Name == "" && all[n-1].region.Contains(t.region) {
			t.part, t.at = all[n-1].part, all[n-1].at
			if t.part == passing && company.MatchString(string(text[all[n-1].end:min(len(text), all[n-1].end+8)])) {
				t.part = partOf(text, t.at, t.end)
			}
			all = all[:n-1]
		}
		if n := len(all); n > 0 {
			between := string(text[all[n-1].end:t.at])
			t.joined = between == "" || joins.MatchString(between)
			if between == "" && t.part == subject {
				t.part = all[n-1].part // 在资阳遂宁调研
			}
			if industry.MatchString(between) && plant.MatchString(string(text[t.end:min(len(text), t.end+6)])) {
				all[n-1].part, t.part = passing, subject // 北京汽车株洲基地
			}
		}
		g.nameAfter(text, &t)
		all = append(all, t)
	}
	return all
}

// nameAfter makes a region with a zone's word directly after it the zone of that name: 阜阳经济技术开发区.
func (g *Gazetteer) nameAfter(text []rune, t *told) {
	if t.zone.Name != "" || t.region == "" || t.region.Level() == feed.Province {
		return
	}
	rest := string(text[t.end:min(len(text), t.end+14)])
	if word := shortEnd.FindString(rest); word != "" {
		if z, ok := g.builtIn(g.bareRegion(t.region) + nationalWord.ReplaceAllString(word, "$1")); ok {
			t.zone, t.region, t.end = z, z.Region, t.end+len([]rune(word))
			return
		}
	}
	word := strongEnd.FindString(rest)
	if word == "" {
		return
	}
	name := g.bareRegion(t.region) + word
	t.end += len([]rune(word))
	t.zone = g.hung(name, t.region)
	t.region = t.zone.Region
}

func partOf(text []rune, at, end int) part {
	before := string(text[max(0, at-4):at])
	after := string(text[end:min(len(text), end+8)])
	switch {
	case company.MatchString(after):
		return passing
	case settles.MatchString(before), inspected.MatchString(after):
		return goal
	case travels.MatchString(after):
		return visitor
	case goes.MatchString(before):
		return passing
	}
	return subject
}

// decide is the place that the places of a sentence agree on. Places of equal weight in one province give the region
// around them; in several provinces, nothing.
func decide(places []told) (feed.Zone, feed.RegionCode) {
	zones := slices.DeleteFunc(slices.Clone(places), func(t told) bool { return t.zone.Name == "" })
	regions := slices.DeleteFunc(slices.Clone(places), func(t told) bool { return t.zone.Name != "" })
	if len(zones) == 0 {
		return feed.Zone{}, decideRegion(regions)
	}
	chosen := strongest(zones)
	first := chosen[0]
	for _, t := range chosen[1:] {
		if t.zone.Name != first.zone.Name && t.joined {
			return feed.Zone{}, common(first.region, t.region)
		}
	}
	for _, r := range regions {
		if first.part == passing && r.part != passing && !agree(r.region, first.region) {
			if r.part != visitor && r.at < first.at && first.at-r.end <= 4 && !first.joined {
				return feed.Zone{}, r.region
			}
			return feed.Zone{}, common(r.region, first.region)
		}
	}
	return first.zone, first.region
}

// strongest returns the places that take part most: goals, else subjects, else all.
func strongest(places []told) []told {
	for _, p := range []part{goal, subject, visitor} {
		chosen := slices.DeleteFunc(slices.Clone(places), func(t told) bool { return t.part != p && (!t.joined || p != subject) })
		if len(chosen) > 0 && slices.ContainsFunc(chosen, func(t told) bool { return t.part == p }) {
			return chosen
		}
	}
	return places
}

func decideRegion(regions []told) feed.RegionCode {
	if len(regions) == 0 {
		return ""
	}
	chosen := strongest(regions)
	code, around := chosen[0].region, chosen[0].region
	open := false
	for _, t := range chosen[1:] {
		open = open || !agree(code, t.region)
		code, around = narrower(code, t.region), common(around, t.region)
	}
	if open {
		return around
	}
	return code
}

// titled is the place that a title names. It must lie where the breadcrumb leads. Outside the source's region only a
// zone or a dateline that the title begins with is believed, and no visitors.
func (g *Gazetteer) titled(title string, around surroundings) (feed.Zone, feed.RegionCode) {
	text := []rune(labelNoise.ReplaceAllString(title, ""))
	text = text[:min(len(text), longestTitle)]
	if z, ok := g.beginsGeneric(text, around); ok {
		return z, z.Region
	}
	places := g.tell(text, around)
	places = slices.DeleteFunc(places, func(t told) bool { return !agree(around.breadcrumb, t.region) })
	home := around.source
	inside := slices.DeleteFunc(slices.Clone(places), func(t told) bool { return !agree(home, t.region) })
	if home == "" || len(inside) > 0 {
		zone, region := decide(inside)
		return g.notPassing(zone, region, inside)
	}
	if len(places) == 0 || places[0].at > 0 || visiting.MatchString(string(text)) {
		return feed.Zone{}, ""
	}
	first := places[0]
	if first.part == passing || first.zone.Name == "" && !dateline.MatchString(string(text[first.end:])) {
		return feed.Zone{}, ""
	}
	return first.zone, first.region
}

// longestTitle bounds what is looked at in a title, in runes.
const longestTitle = 120

// notPassing gives up a region that the title only names after a company or as a place gone to.
func (g *Gazetteer) notPassing(zone feed.Zone, region feed.RegionCode, places []told) (feed.Zone, feed.RegionCode) {
	if zone.Name != "" {
		return zone, region
	}
	if !slices.ContainsFunc(places, func(t told) bool { return t.part != passing }) {
		return feed.Zone{}, ""
	}
	return zone, g.real(region)
}

// beginsGeneric finds the zone that a title begins with by a name that means one only where the news come from:
// 高新区：…, 园区经验…, 临港经济技术开发区….
func (g *Gazetteer) beginsGeneric(text []rune, around surroundings) (feed.Zone, bool) {
	near := around.binding()
	if near == "" && around.zone.Name == "" {
		return feed.Zone{}, false
	}
	head := string(text[:min(len(text), 14)])
	for _, word := range []string{"经济技术开发区", "高新技术产业开发区", "开发区", "经开区", "高新区", "工业园区", "园区"} {
		i := strings.Index(head, word)
		if i < 0 {
			continue
		}
		name := head[:i+len(word)]
		if _, known := g.builtIn(name); known || len(g.names().scan([]rune(name), strict)) > 0 {
			return feed.Zone{}, false
		}
		p, ok := g.genericZone(name, surroundings{breadcrumb: near, zone: around.zone})
		return p.Zone, ok
	}
	return feed.Zone{}, false
}
