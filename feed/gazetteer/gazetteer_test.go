package gazetteer_test

import (
	"testing"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
)

func TestCatalogueIsComplete(t *testing.T) {
	g := gazetteer.Load()
	count := make(map[feed.RegionLevel]int)
	for _, r := range g.Regions() {
		count[r.Code.Level()]++
	}
	if count[feed.Province] != 34 || count[feed.City] != 342 || count[feed.County] != 2978 {
		t.Errorf("provinces, cities, counties: %v", count)
	}
	types := make(map[feed.ZoneType]int)
	for _, z := range g.Zones() {
		types[z.Type]++
		if _, ok := g.Region(z.Region); !ok {
			t.Errorf("%s lies in unknown %q", z.Name, z.Region)
		}
		if z.Level != feed.National || z.Short == "" {
			t.Errorf("%+v", z)
		}
		if found, ok := g.Zone(z.Name); !ok || found != z {
			t.Errorf("Zone(%s) = %v", z.Name, found)
		}
	}
	if types[feed.EconomicZone] != 232 || types[feed.HighTechZone] != 173 {
		t.Errorf("zones: %v", types)
	}
}

func TestZoneByOtherNames(t *testing.T) {
	g := gazetteer.Load()
	for alias, want := range map[string]string{
		"张家港经开区": "张家港经济技术开发区", "张家港经济开发区": "张家港经济技术开发区", "江苏省张家港经济技术开发区": "张家港经济技术开发区",
		"苏州工业园": "苏州工业园区", "中新苏州工业园区": "苏州工业园区", "中关村": "中关村科技园区", "亦庄": "北京经济技术开发区",
		"光谷": "武汉东湖新技术开发区", "上海张江": "上海张江高新技术产业开发区", "昆山开发区": "昆山经济技术开发区",
		"昆山市高新区": "昆山高新技术产业开发区", "泰达": "天津经济技术开发区", "吉林高新区": "吉林高新技术产业开发区",
	} {
		if z, ok := g.Zone(alias); !ok || z.Name != want {
			t.Errorf("Zone(%s) = %q, want %q", alias, z.Name, want)
		}
	}
	for _, none := range []string{"", "开发区", "高新区", "宾西经济开发区", "浙江省张家港经济技术开发区", "苏州"} {
		if z, ok := g.Zone(none); ok {
			t.Errorf("Zone(%s) = %s, want none", none, z.Name)
		}
	}
}

func TestPath(t *testing.T) {
	g := gazetteer.Load()
	for code, want := range map[feed.RegionCode]string{
		"320582": "江苏省/苏州市/张家港市", "110105": "北京市/朝阳区", "659001": "新疆维吾尔自治区/石河子市",
		"500152": "重庆市/潼南区", "81": "香港特别行政区", "3205": "江苏省/苏州市", "": "", "99": "", "3299": "江苏省",
	} {
		got := ""
		for i, r := range g.Path(code) {
			if i > 0 {
				got += "/"
			}
			got += r.Name
		}
		if got != want {
			t.Errorf("Path(%q) = %s, want %s", code, got, want)
		}
	}
}

func TestShortRegion(t *testing.T) {
	g := gazetteer.Load()
	for code, want := range map[feed.RegionCode]string{
		"32": "江苏", "3205": "苏州", "320582": "张家港", "15": "内蒙古", "65": "新疆", "81": "香港", "71": "台湾",
		"2224": "延边", "4228": "恩施", "6325": "海南州", "632324": "河南县", "230125": "宾县", "110105": "朝阳区",
		"310115": "浦东", "622926": "东乡", "622927": "积石山", "150723": "鄂伦春", "429021": "神农架", "2327": "大兴安岭",
		"1522": "兴安", "500243": "彭水", "220623": "长白", "5308": "普洱", "99": "",
	} {
		if got := g.ShortRegion(code); got != want {
			t.Errorf("ShortRegion(%s) = %s, want %s", code, got, want)
		}
	}
}

func BenchmarkRegions(b *testing.B) {
	for b.Loop() {
		if len(gazetteer.Load().Regions()) == 0 {
			b.Fatal("none")
		}
	}
}

func BenchmarkFirstZone(b *testing.B) {
	for b.Loop() {
		if _, ok := gazetteer.Load().Zone("亦庄"); !ok {
			b.Fatal("not found")
		}
	}
}
