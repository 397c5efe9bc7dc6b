package gazetteer

import (
	"regexp"
	"strings"

	"zonewire/feed"
)

// Zone returns the zone that has the name: its full name, an alias (亦庄, 张家港经济开发区), either with its province
// before it, or a name under which it was given to With.
func (g *Gazetteer) Zone(name string) (feed.Zone, bool) {
	if z, ok := g.builtIn(name); ok {
		return z, true
	}
	for _, z := range g.met {
		if z.Name == name {
			return z, true
		}
	}
	return g.metAs(name, "")
}

// builtIn returns the national zone with the name. A name that several zones share is none's.
func (g *Gazetteer) builtIn(name string) (feed.Zone, bool) {
	c, n := g.catalogue(), g.names()
	find := func(name string, within feed.RegionCode) (found feed.Zone, ok bool) {
		for _, m := range n.lookup(name) {
			if m.zone < 0 || !within.Contains(m.region) {
				continue
			}
			if ok {
				return feed.Zone{}, false
			}
			found, ok = c.zones[m.zone], true
		}
		return found, ok
	}
	if _, apart := n.apart[name]; apart {
		return feed.Zone{}, false
	}
	if z, ok := find(name, ""); ok {
		return z, true
	}
	if plain, code := g.plainForm(name); plain != name {
		if z, ok := find(plain, code); ok {
			return z, true
		}
	}
	if province, rest := g.cutProvince(name); province != "" {
		plain, code := g.plainForm(rest)
		return find(plain, narrower(province, code))
	}
	return feed.Zone{}, false
}

// nationalWord matches the rank that is sometimes put before the kind of a national zone.
var nationalWord = regexp.MustCompile(`国家级?(经济技术开发区|经济开发区|经开区|高新区|高新技术产业开发区|高新技术开发区)$`)

// plainForm is a zone's name without 国家级 before its kind and with the region that it begins with in its short form
// of today: 昆山市国家级开发区 is 昆山开发区, 襄樊高新区 is 襄阳高新区. The region is returned, "" for none.
func (g *Gazetteer) plainForm(name string) (string, feed.RegionCode) {
	name = nationalWord.ReplaceAllString(name, "$1")
	text := []rune(name)
	if len(text) < 2 {
		return name, ""
	}
	m := g.names().at(text, 0, nil, regions)
	region, ok := settle(regionsOnly(m.meanings))
	if !ok || region.form != fullForm && region.form != formerForm || m.end == len(text) {
		return name, ""
	}
	return g.bareRegion(region.region) + string(text[m.end:]), region.region
}

// bareRegion is a region's name without any word for its rank, as zones have it: 吴江, 昆山.
func (g *Gazetteer) bareRegion(code feed.RegionCode) string {
	short := g.ShortRegion(code)
	for _, rank := range []string{"新区", "区"} {
		if stem, ok := strings.CutSuffix(short, rank); ok && code.Level() == feed.County && !isSingle(stem) {
			return stem
		}
	}
	return short
}

// metAs returns the zone given to With that has the name but for a province before it, in the region when one is
// known.
func (g *Gazetteer) metAs(name string, region feed.RegionCode) (feed.Zone, bool) {
	i, ok := g.byKey[g.zoneKey(name, region)]
	if !ok {
		return feed.Zone{}, false
	}
	return g.met[i], true
}

// zoneKey is the same for all forms of a zone's name: 江苏省张家港保税区 and 张家港保税区 that lies in Jiangsu.
func (g *Gazetteer) zoneKey(name string, region feed.RegionCode) string {
	province, rest := g.cutProvince(name)
	if province == "" && region != "" {
		province = region[:2]
	}
	return string(province) + rest
}

// cutProvince divides a name that begins with a province from it. A province's name alone before the word for the
// zone stays: 吉林经济开发区 lies in the city of Jilin.
func (g *Gazetteer) cutProvince(name string) (feed.RegionCode, string) {
	for _, r := range g.catalogue().provinces {
		rest, ok := strings.CutPrefix(name, r.Name)
		if !ok {
			rest, ok = strings.CutPrefix(name, shortRegion(r))
		}
		if rest = strings.TrimLeft(rest, " ·-—"); ok && !beginsWithKind(rest) {
			return r.Code, rest
		}
	}
	return "", name
}

// beginsWithKind reports whether nothing but the word for a zone follows a region's name.
func beginsWithKind(s string) bool {
	if s == "" {
		return true
	}
	for _, kind := range []string{
		"经济", "高新", "高技术", "开发", "经开", "工业", "产业", "综合保税", "综保", "保税", "出口加工", "科技园", "国家", "新区",
		"自由贸易", "自贸", "农业", "旅游", "边境", "省", "市", "-", "—", "特",
	} {
		if strings.HasPrefix(s, kind) {
			return true
		}
	}
	return false
}
