package gazetteer

import (
	"strings"
	"unicode/utf8"

	"zonewire/feed"
)

// shortRegion is the name of a region without the word for its rank, where news leave it out: never for districts
// and banners, nor where a single character would remain.
func shortRegion(r feed.Region) string {
	switch r.Name {
	case "内蒙古自治区":
		return "内蒙古"
	case "浦东新区":
		return "浦东"
	case "海南藏族自治州", "海北藏族自治州", "黄南藏族自治州", "海西蒙古族藏族自治州": // 海南 is a province
		return string([]rune(r.Name)[:2]) + "州"
	case "河南蒙古族自治县": // 河南 is a province
		return "河南县"
	}
	for _, rank := range []string{"自治区", "自治州", "自治县", "自治旗"} {
		if stem, ok := strings.CutSuffix(r.Name, rank); ok {
			return stemOfAutonomous(stem)
		}
	}
	for _, rank := range []string{"特别行政区", "行政委员会", "地区", "林区", "省", "市", "县", "盟"} {
		if stem, ok := strings.CutSuffix(r.Name, rank); ok && utf8.RuneCountInString(stem) > 1 {
			return stem
		}
	}
	return r.Name
}

// stemOfAutonomous drops the peoples' names, unless nothing else is there: 东乡族 becomes 东乡.
func stemOfAutonomous(name string) string {
	stem := name
	for shorter := withoutPeople(stem); shorter != stem; shorter = withoutPeople(stem) {
		stem = shorter
	}
	if stem == "" {
		return strings.TrimSuffix(name, "族")
	}
	return stem
}

// withoutPeople drops the last people's name. The ones of several characters may stand without 族 (哈萨克自治州).
func withoutPeople(s string) string {
	bare, ok := strings.CutSuffix(s, "族")
	if ok {
		for _, people := range []string{
			"壮", "回", "藏", "苗", "侗", "彝", "白", "傣", "满", "瑶", "黎", "畲", "土", "羌", "怒", "佤", "水", "各",
		} {
			if stem, found := strings.CutSuffix(bare, people); found {
				return stem
			}
		}
	}
	for _, people := range []string{
		"维吾尔", "哈萨克", "柯尔克孜", "塔吉克", "锡伯", "蒙古", "达斡尔", "仡佬", "毛南", "仫佬", "傈僳", "哈尼", "布依", "土家", "朝鲜",
		"景颇", "撒拉", "保安", "东乡", "裕固", "纳西", "独龙", "拉祜", "布朗", "普米", "鄂温克", "鄂伦春",
	} {
		if stem, found := strings.CutSuffix(bare, people); found {
			return stem
		}
	}
	return s
}

// shortZone is a zone's name as news use it: 张家港经开区, 昆山高新区.
func shortZone(name string) string {
	for _, s := range [][2]string{
		{"经济技术开发区", "经开区"},
		{"经济开发区", "经开区"},
		{"高新技术产业开发区", "高新区"},
		{"高新技术产业园区", "高新区"},
		{"高技术产业开发区", "高新区"},
		{"高新技术开发区", "高新区"},
		{"新兴技术开发区", "开发区"},
		{"综合保税区", "综保区"},
		{"工业园区", "工业园"},
		{"科技园区", "科技园"},
		{"产业园区", "产业园"},
		{"旅游度假区", "度假区"},
		{"边境经济合作区", "边合区"},
	} {
		if stem, ok := strings.CutSuffix(name, s[0]); ok && stem != "" {
			return stem + s[1]
		}
	}
	return name
}
