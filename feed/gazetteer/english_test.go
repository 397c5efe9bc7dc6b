package gazetteer_test

import (
	"slices"
	"strings"
	"testing"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
)

func TestEnglish(t *testing.T) {
	g := gazetteer.Load()
	for name, want := range map[string]string{
		"苏州": "Suzhou", "苏州市": "Suzhou", "江苏省": "Jiangsu", "江苏": "Jiangsu", "陕西省": "Shaanxi", "山西": "Shanxi",
		"内蒙古自治区": "Inner Mongolia", "西藏": "Tibet", "呼和浩特市": "Hohhot", "乌鲁木齐": "Ürümqi", "拉萨": "Lhasa",
		"哈尔滨": "Harbin", "香港特别行政区": "Hong Kong", "澳门": "Macao", "台湾省": "Taiwan", "重庆": "Chongqing", "厦门": "Xiamen",
		"六安": "Lu'an", "西安": "Xi'an", "泰安": "Tai'an", "吕梁": "Lüliang", "张家港市": "Zhangjiagang", "嘉善县": "Jiashan County",
		"宾县": "Binxian County", "鼓楼区": "Gulou District", "朝阳区": "Chaoyang District", "郊区": "Jiaoqu District",
		"吴江区": "Wujiang District", "浦东新区": "Pudong New Area", "宁夏回族自治区": "Ningxia",
		"新疆": "Xinjiang", "延边朝鲜族自治州": "Yanbian", "长阳土家族自治县": "Changyang County", "喀什地区": "Kashgar",
		"张家港经济技术开发区": "Zhangjiagang ETDZ", "昆山高新技术产业开发区": "Kunshan HIDZ", "苏州工业园区": "Suzhou Industrial Park",
		"苏州工业园": "Suzhou Industrial Park", "昆山综合保税区": "Kunshan Comprehensive Bonded Zone", "宾西经济开发区": "Binxi EDZ",
		"乌鲁木齐经济技术开发区": "Ürümqi ETDZ", "西安高新区": "Xi'an HIDZ", "哈尔滨利民经济技术开发区": "Harbin Limin ETDZ",
		"红旗渠经济技术开发区": "Hongqiqu ETDZ", "广州南沙经济技术开发区": "Guangzhou Nansha ETDZ",
		"天津滨海高新技术产业开发区": "Tianjin Binhai HIDZ", "呼和浩特金山高新技术产业开发区": "Hohhot Jinshan HIDZ", "": "", "SIP": "SIP",
	} {
		if got := g.English(name); got != want {
			t.Errorf("English(%s) = %q, want %q", name, got, want)
		}
	}
}

// TestEnglishLeavesNoHan spells every name there is.
func TestEnglishLeavesNoHan(t *testing.T) {
	g := gazetteer.Load()
	check := func(name string) {
		spelling := g.English(name)
		if spelling == "" || strings.ContainsFunc(spelling, func(r rune) bool { return r > 0x2000 }) {
			t.Errorf("English(%s) = %q", name, spelling)
		}
	}
	for _, r := range g.Regions() {
		check(r.Name)
		check(g.ShortRegion(r.Code))
	}
	for _, z := range g.Zones() {
		check(z.Name)
		check(z.Short)
	}
}

func TestPinyin(t *testing.T) {
	g := gazetteer.Load()
	for name, want := range map[string]string{
		"重庆": "chong qing", "长沙": "chang sha", "长春": "chang chun", "蚌埠": "beng bu", "台州": "tai zhou", "亳州": "bo zhou",
		"乐清": "yue qing", "乐山": "le shan", "莘县": "shen xian", "任丘": "ren qiu", "西藏": "xi zang", "成都": "cheng du",
		"长子县": "zhang zi xian", "厦门火炬高新区": "xia men huo ju gao xin qu", "浒墅关": "xu shu guan", "番禺": "pan yu",
		"铅山": "yan shan", "洪洞": "hong tong", "吕梁": "lv liang", "A区": "a qu", "": "",
	} {
		if got := g.Pinyin(name); got != want {
			t.Errorf("Pinyin(%s) = %q, want %q", name, got, want)
		}
	}
}

// TestRegionsAreInStandardOrder checks that provinces come as in GB/T 2260, each before its cities and counties.
func TestRegionsAreInStandardOrder(t *testing.T) {
	g := gazetteer.Load()
	var provinces []string
	for _, r := range g.Regions() {
		if r.Code.Level() == feed.Province {
			provinces = append(provinces, g.ShortRegion(r.Code))
		}
	}
	want := strings.Fields("北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 " +
		"重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门")
	if !slices.Equal(provinces, want) {
		t.Errorf("provinces are %v", provinces)
	}
	if !slices.IsSortedFunc(g.Regions(), func(a, b feed.Region) int { return strings.Compare(string(a.Code), string(b.Code)) }) {
		t.Error("codes are not sorted")
	}
}
