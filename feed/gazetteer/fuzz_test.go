package gazetteer_test

import (
	"strings"
	"testing"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
)

// FuzzName feeds pages' text to every clue. Whatever it is, the answer must be one that storage can hold: a zone lies
// in the region that is given, the region is a known one, and a reason is given for it.
func FuzzName(f *testing.F) {
	g := gazetteer.Load()
	for _, seed := range []string{
		"", "张家港经济技术开发区", "2019-10-02", "首页 > 开发区新闻 > 苏州", "江苏省张家港保税区管委会（国家级）", "区", "市市市市",
		"\xff\xfe开发区", "经济技术开发区、高新区；园区|保税区", strings.Repeat("中山", 400), "（（（（高新区）", "新华社合肥10月2日电",
		"昆山市国家级开发区", "a张家港b", "省市县区", "\u202e区发开", "１２３开发区",
	} {
		f.Add(seed, seed, seed)
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		for _, clues := range []gazetteer.Clues{
			{Label: a, Title: b, Lead: c},
			{SourceZone: a, Breadcrumb: strings.Split(b, ">"), Origin: c},
			{SourceRegion: feed.RegionCode(a), Breadcrumb: []string{c, b}, Title: c, Origin: a},
		} {
			place := g.Name(clues)
			if place.Zone.Name != "" && place.Zone.Region != place.Region {
				t.Errorf("%+v: zone lies in %q, place in %q", clues, place.Zone.Region, place.Region)
			}
			if _, ok := g.Region(place.Region); !ok && place.Region != "" {
				t.Errorf("%+v: unknown region %q", clues, place.Region)
			}
			if (place.Evidence == feed.NoEvidence) != (place.Region == "" && place.Zone.Name == "") {
				t.Errorf("%+v: %+v", clues, place)
			}
		}
	})
}

// FuzzMatch checks that what is reported as matched can be highlighted: runes of the name, each once, in order.
func FuzzMatch(f *testing.F) {
	g := gazetteer.Load()
	f.Add("张家港经开区", "zjg")
	f.Add("Suzhou Industrial Park", "sip")
	f.Add("吕梁", "ｌｖliang")
	f.Add("奎屯-独山子经济技术开发区", "kt dsz")
	f.Add("\xff重庆", "chongqing\x00")
	f.Fuzz(func(t *testing.T, name, typed string) {
		quality, cells, ok := g.Keys(name).Match(typed)
		if ok != (quality != gazetteer.NoMatch) || ok != (len(cells) > 0) {
			t.Fatalf("%q in %q: %v %v %v", typed, name, quality, cells, ok)
		}
		runes, last := len([]rune(name)), -1
		for _, cell := range cells {
			if cell <= last || cell >= runes {
				t.Fatalf("%q in %q: cells %v", typed, name, cells)
			}
			last = cell
		}
	})
}

func BenchmarkName(b *testing.B) {
	g := gazetteer.Load()
	lead := strings.Repeat("近日，记者从有关部门获悉，今年以来新签约项目和到位资金均实现较快增长。", 20)
	clues := gazetteer.Clues{
		SourceRegion: "3205", Breadcrumb: []string{"首页", "开发区新闻", "苏州", "文字新闻"},
		Title: "重大项目集中开工 全年目标任务确保完成", Lead: lead, Origin: "张家港市人民政府",
	}
	b.Run("article", func(b *testing.B) {
		for b.Loop() {
			g.Name(clues)
		}
	})
	for _, size := range []string{"10kB", "100kB"} {
		n := map[string]int{"10kB": 10_000, "100kB": 100_000}[size]
		text := strings.Repeat("昆山开发区、", n/len("昆山开发区、"))
		all := gazetteer.Clues{Label: text, SourceZone: text, Breadcrumb: strings.Split(text, "、"), Title: text, Lead: text, Origin: text}
		b.Run(size, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				g.Name(all)
			}
		})
	}
}
