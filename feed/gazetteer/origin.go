package gazetteer

import (
	"regexp"

	"zonewire/feed"
)

var (
	originHead = regexp.MustCompile(`^(?:信息|文章|稿件|新闻)?来源[:：]`)
	// office matches what shows that 来源 names an authority and not a paper.
	office = regexp.MustCompile(`政府|委员会|管委会|委办|[市县区省]委|局|厅|办公室|商务|发改|网信|政务|融媒体|党工委|招商|投促|街道|集团|门户|中心$`)
	// paper matches papers and stations; their city is where they mostly report from.
	paper = regexp.MustCompile(`日报|晚报|晨报|早报|时报|电视台|广播|电台|新闻网|发布$|传媒|在线$|新闻$`)
)

// longestOrigin bounds what is looked at in 来源, in runes.
const longestOrigin = 60

// originated is what 来源 says: the zone or the region that is named at its beginning. Papers of provinces and of
// the cities that report on all of China say nothing.
func (g *Gazetteer) originated(origin string, around surroundings) (feed.Zone, feed.RegionCode) {
	text := []rune(originHead.ReplaceAllString(labelNoise.ReplaceAllString(origin, ""), ""))
	if len(text) > longestOrigin {
		return feed.Zone{}, ""
	}
	isPaper := paper.MatchString(string(text))
	var region feed.RegionCode
	end := 0
	t := strict
	if !isPaper && office.MatchString(string(text)) {
		t = loose
	}
	for _, e := range g.names().scan(text, t) {
		if region != "" && e.at != end || region == "" && e.at > 2 {
			break
		}
		m, ok := settle(e.meanings, region, around.breadcrumb, around.source)
		if !ok || region != "" && !agree(region, m.region) {
			break
		}
		if m.zone >= 0 {
			if z := g.catalogue().zones[m.zone]; !isPaper && !g.hasNamesake(z, string(text[e.at:e.end]), around) {
				return z, z.Region
			}
			break
		}
		region, end = narrower(region, m.region), e.end
	}
	rest := string(text[end:])
	switch {
	case region == "":
		return feed.Zone{}, ""
	case isPaper:
		if region.Level() == feed.Province || isNationwide(region) {
			return feed.Zone{}, ""
		}
	case rest != "" && !office.MatchString(rest):
		return feed.Zone{}, ""
	}
	return feed.Zone{}, g.real(region)
}

// isNationwide reports whether papers of a city report on all of China.
func isNationwide(code feed.RegionCode) bool { return code == "4401" || code == "4403" }
