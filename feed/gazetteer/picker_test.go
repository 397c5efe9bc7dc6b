package gazetteer_test

import (
	"strings"
	"testing"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
)

// met are zones as pages bring them.
func met() []feed.Zone {
	return []feed.Zone{
		{Name: "宾西经济开发区", Short: "宾西经开区", Type: feed.EconomicZone, Region: "230125"},
		{Name: "江苏省张家港保税区", Short: "江苏省张家港保税区", Type: feed.BondedZone, Region: "320582"},
	}
}

// nameOf is the full name of what was found.
func nameOf(m gazetteer.Match) string {
	if m.Zone.Name != "" {
		return m.Zone.Name
	}
	return m.Region.Name
}

func TestFindPutsTheObviousFirst(t *testing.T) {
	ix := gazetteer.Load().Index(met())
	for typed, want := range map[string]string{
		"zjg": "张家港经济技术开发区", "szgyyq": "苏州工业园区", "suzhou": "苏州市", "kunshan": "昆山市", "binxi": "宾西经济开发区",
		"zhangjg": "张家港市", "zhangjgang": "张家港市", "SIP": "苏州工业园区", "suzhou industrial park": "苏州工业园区",
		"ｚｊｇ": "张家港经济技术开发区", "张家港": "张家港市", "chongqing": "重庆市", "xiamen": "厦门市", "changsha": "长沙市",
		"changchun": "长春市", "bengbu": "蚌埠市", "luan": "六安市", "liuan": "六安市", "taizhou": "台州市", "bozhou": "亳州市",
		"lishui": "丽水市", "yueqing": "乐清市", "leshan": "乐山市", "shenxian": "莘县", "renqiu": "任丘市", "hunchun": "珲春市",
		"guangu": "武汉东湖新技术开发区", "yizhuang": "北京经济技术开发区", "urumqi": "乌鲁木齐市", "hohhot": "呼和浩特市",
		"lvliang": "吕梁市", "luliang": "吕梁市", "xian": "西安市", "zgc": "中关村科技园区", "shaanxi": "陕西省", "teda": "天津经济技术开发区",
		"苏州工": "苏州工业园区", "zjgbsq": "江苏省张家港保税区", "zjgjkq": "张家港经济技术开发区", "zhangjiagang etdz": "张家港经济技术开发区",
		"xianggang": "香港特别行政区", "hong kong": "香港特别行政区", "gyyq": "苏州工业园区",
	} {
		var names []string
		for _, m := range ix.Find(typed, nil, 3) {
			names = append(names, nameOf(m))
		}
		if !strings.Contains(" "+strings.Join(names, " ")+" ", " "+want+" ") {
			t.Errorf("%s finds %v, want %s among them", typed, names, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	ix := gazetteer.Load().Index(met())
	ix.Find("a", nil, 1)
	for _, typed := range []string{"z", "zj", "zjg", "suzhou", "jingkaiqu", "jjjskfq", "x", "高新区", ""} {
		b.Run(typed, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ix.Find(typed, nil, 50)
			}
		})
	}
}

func BenchmarkFirstFind(b *testing.B) {
	for b.Loop() {
		gazetteer.Load().Index(met()).Find("zjg", nil, 10)
	}
}

// TestFindEveryZoneAndCity types the full pinyin, the initials and the short name of each national zone and city.
// Names that share what was typed are equals: more than three of them cannot all be in the first three, so then the
// place must be among those that the whole of the letters fits, before any other.
func TestFindEveryZoneAndCity(t *testing.T) {
	g := gazetteer.Load()
	ix := g.Index(nil)
	type target struct{ full, short string }
	var targets []target
	for _, z := range g.Zones() {
		targets = append(targets, target{z.Name, z.Short})
	}
	for _, r := range g.Regions() {
		if path := g.Path(r.Code); r.Code.Level() == feed.City && path[len(path)-1].Code == r.Code {
			targets = append(targets, target{r.Name, g.ShortRegion(r.Code)})
		}
	}
	crowded := make(map[string]bool)
	searched := make(map[string][]gazetteer.Match)
	for _, want := range targets {
		for _, name := range []string{want.full, want.short} {
			for _, typed := range []string{strings.ReplaceAll(g.Pinyin(name), " ", ""), initials(g.Pinyin(name)), name} {
				matches, ok := searched[typed]
				if !ok {
					matches = ix.Find(typed, nil, 120)
					searched[typed] = matches
				}
				at := -1
				for i, m := range matches {
					if nameOf(m) == want.full {
						at = i
						break
					}
				}
				switch {
				case at < 0 || matches[at].Quality != gazetteer.Whole:
					t.Errorf("%s does not find %s whole (%d)", typed, want.full, at)
				case at >= 3:
					crowded[typed] = true
					if typed != initials(g.Pinyin(name)) {
						t.Errorf("%s finds %s only at %d", typed, want.full, at)
					}
					for _, m := range matches[:at] {
						if m.Quality != gazetteer.Whole {
							t.Errorf("%s finds %s before %s", typed, nameOf(m), want.full)
						}
					}
				}
			}
		}
	}
	t.Logf("%d places, %d letter groups shared by more than three", len(targets), len(crowded))
}

func initials(pinyin string) string {
	var b strings.Builder
	for _, syllable := range strings.Fields(pinyin) {
		b.WriteByte(syllable[0])
	}
	return b.String()
}
