package gazetteer

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zonewire/feed"
)

// zoneEnd matches the word for a zone at the end of a name.
var zoneEnd = regexp.MustCompile(`(?:开发区|高新区|经开区|开放区|投资区|保税区|综保区|保税港区|保税物流中心|出口加工区|加工区|` +
	`工业园|科技园|产业园|农业园|创业园|软件园|物流园|化工园|生态园|创新园|创意园|示范园|生物园|医药园|` +
	`工业园区|科技园区|产业园区|农业园区|软件园区|物流园区|化工园区|循环园区|园区|高新园|` +
	`工业区|化工区|工业集中区|集中区|集聚区|聚集区|产业区|经济区|合作区|示范区|试验区|实验区|先导区|自贸区|自贸港|自由贸易港|` +
	`度假区|风景区|管理区|功能区|新区|科学城|科技城|产业城|生态城|知识城|航天城|大学城|医药城|创新港|临空港|航空城|` +
	`产业基地|航空基地|航天基地|高技术产业基地|新片区|片区|边合区|跨合区|经合区|示范基地|工业集聚地|产业带|特区|示范带)$`)

// kindStart matches words that begin the word for a kind of zone.
var kindStart = regexp.MustCompile(`(?:国家级?|省级|经济|技术|新兴|高新|高|产业|综合|出口|边境|旅游|农业|自由贸易|台商|现代|新)+$`)

// stemOf is the proper name in a zone's name: 张家港 of 张家港经济技术开发区.
func stemOf(name string) string {
	stem := name
	if at := zoneEnd.FindStringIndex(name); at != nil {
		stem = name[:at[0]]
	}
	if at := kindStart.FindStringIndex(stem); at != nil && at[0] > 0 {
		stem = stem[:at[0]]
	}
	return stem
}

// strongEnd matches the words that leave no doubt, so that a region's name before one names a zone in running text.
var strongEnd = regexp.MustCompile(`^(?:国家级?|省级)?(?:经济技术开发区|经济开发区|高新技术产业开发区|高新技术产业园区|高新技术开发区|` +
	`综合保税区|保税港区|保税区|出口加工区|边境经济合作区|旅游度假区|工业园区)`)

// shortEnd matches the words that make a region's name that of its national zone, where it has one.
var shortEnd = regexp.MustCompile(`^(?:国家级?)?(?:经济技术开发区|高新技术产业开发区|经开区|高新区|经济开发区|开发区)`)

// kindOf returns the type and level that a zone's name tells. Bonded and border zones are approved by the State
// Council alone, so they are national.
func kindOf(name string) (feed.ZoneType, feed.ZoneLevel) {
	level := feed.LevelUnknown
	switch {
	case strings.Contains(name, "省级"):
		level = feed.Provincial
	case strings.Contains(name, "国家"):
		level = feed.National
	}
	ends := func(words ...string) bool {
		for _, w := range words {
			if strings.HasSuffix(name, w) {
				return true
			}
		}
		return false
	}
	switch {
	case ends("保税区", "综保区", "保税港区", "出口加工区", "保税物流中心", "跨境工业区"):
		return feed.BondedZone, feed.National
	case ends("边境经济合作区", "跨境经济合作区", "边合区", "跨合区", "经合区"):
		return feed.BorderZone, feed.National
	case ends("度假区"):
		return feed.TouristZone, level
	case ends("经济技术开发区", "经济开发区", "经开区", "技术经济开发区"):
		return feed.EconomicZone, level
	case ends("高新区", "高新园区", "高新园") || strings.Contains(name, "高新技术") || strings.Contains(name, "高技术"):
		return feed.HighTechZone, level
	}
	return feed.OtherZone, level
}

// The longest name in the national catalogues has 27 characters, the shortest 5 (大榭开发区).
const (
	longestZone  = 30
	shortestZone = 4
)

// notName matches what no zone's name contains.
var notName = regexp.MustCompile(`[^\p{Han}A-Za-z0-9·\-—－()（）]|通知|办法|会议|关于|印发|印发|请|https?|www|来源|浏览|点击|编辑|作者`)

// isZoneName reports whether a label can be the name of a zone: a zone's word at the end and a proper name before.
func isZoneName(s string) bool {
	if n := utf8.RuneCountInString(s); n < shortestZone || n > longestZone || notName.MatchString(s) {
		return false
	}
	return zoneEnd.MatchString(s) && !isGenericZone(s)
}

// genericZone matches words for zones with no name before them: 国家级经济技术开发区, 各园区, 高新区.
var genericZone = regexp.MustCompile(`^(?:某+|各|本|我|该|其他|其它|有关|相关|全[市省国县区]|市级?|省级?|国家级?|[县区]级?|重点|特色|现代|新型|中国|我[市省县区]|` +
	`经济|技术|高新|高|新|产业|工业|科技|开发|综合|保税|出口|加工|自由|贸易|自贸|合作|示范|试验|边境|旅游|生态|园|区|级|和|、|` +
	`经开|综保|国际|创新|创业|农业|物流|化工|软件|集中|集聚|管理|功能|片)*(?:区|园|港|城|带|基地|中心)$`)

func isGenericZone(s string) bool { return genericZone.MatchString(s) }
