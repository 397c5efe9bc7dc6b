package gazetteer_test

import (
	"strings"
	"testing"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
)

// TestNameKnowsEveryZone puts each national zone under its full and short name on a label and into a title.
func TestNameKnowsEveryZone(t *testing.T) {
	g := gazetteer.Load()
	for _, z := range g.Zones() {
		province := g.Path(z.Region)[0].Name
		for _, name := range []string{z.Name, z.Short, province + z.Name} {
			for _, clues := range []gazetteer.Clues{
				{Label: name},
				{Label: name + "管委会", SourceRegion: z.Region[:2]},
				{Title: name + "召开经济运行分析会", SourceRegion: z.Region[:2]},
				{Title: "一批重点项目在" + name + "集中开工", Breadcrumb: []string{"首页", "新闻", province}},
				{Title: "重点项目开工", Lead: "本报讯 3月18日，" + name + "举行重点项目开工仪式。"},
				{Origin: name + "管委会"},
			} {
				if got := g.Name(clues); got.Zone.Name != z.Name || got.Region != z.Region {
					t.Errorf("%+v: %s in %s", clues, got.Zone.Name, got.Region)
				}
			}
		}
	}
}

// TestNameKnowsEveryRegion names each province, city and county as governments sign, in titles, and in breadcrumbs.
func TestNameKnowsEveryRegion(t *testing.T) {
	g := gazetteer.Load()
	wider := 0
	for _, r := range g.Regions() {
		path := g.Path(r.Code)
		if gazetteer.Functional(r) || path[len(path)-1] != r || strings.HasSuffix(r.Name, "海域") {
			continue
		}
		full, steps, short := "", []string{"首页", "新闻"}, []string{"首页", "新闻"}
		for _, step := range path {
			full += step.Name
			steps = append(steps, step.Name)
			short = append(short, g.ShortRegion(step.Code))
		}
		for _, clues := range []gazetteer.Clues{
			{Origin: full + "人民政府"},
			{Title: full + "召开招商大会"},
			{Breadcrumb: steps},
		} {
			if got := g.Name(clues); got.Region != r.Code || got.Zone.Name != "" {
				t.Errorf("%+v: %s in %s, want %s", clues, got.Zone.Name, got.Region, r.Code)
			}
		}
		for _, clues := range []gazetteer.Clues{
			{Breadcrumb: short},
			{Title: r.Name + "召开招商大会", SourceRegion: r.Code.Parent()},
			{Origin: r.Name + "人民政府", SourceRegion: r.Code.Parent()},
			{Title: r.Name + "召开招商大会"},
			{Origin: r.Name + "人民政府"},
		} {
			got := g.Name(clues)
			switch {
			case got.Region == r.Code && got.Zone.Name == "":
			case got.Region.Contains(r.Code) && got.Zone.Name == "":
				wider++
			default:
				t.Errorf("%+v: %s in %s, want %s", clues, got.Zone.Name, got.Region, r.Code)
			}
		}
	}
	t.Logf("%d left wider", wider)
	if wider > 400 {
		t.Errorf("%d left wider than they are", wider)
	}
}

func TestWithKnowsZonesUnderOtherForms(t *testing.T) {
	g := gazetteer.Load().With(met())
	for label, want := range map[string]string{
		"张家港保税区": "江苏省张家港保税区", "江苏张家港保税区": "江苏省张家港保税区", "黑龙江省宾西经济开发区": "宾西经济开发区",
		"宾西经济开发区": "宾西经济开发区",
	} {
		if got := g.Name(gazetteer.Clues{Label: label}); got.Zone.Name != want || got.Evidence != feed.FromLabel {
			t.Errorf("%s is %+v", label, got)
		}
	}
	if got := g.Name(gazetteer.Clues{Title: "张家港保税区外贸回暖"}); got.Zone.Name != "江苏省张家港保税区" {
		t.Errorf("%+v", got)
	}
	if z, ok := g.Zone("江苏省张家港保税区"); !ok || z.Region != "320582" {
		t.Errorf("%+v", z)
	}
}
