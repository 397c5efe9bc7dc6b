package tui

import (
	"strings"
	"testing"
	"time"

	"zonewire/tui/theme"
)

// TestSearch types a search, sees its hits marked in list and article, keeps it, and leaves it again.
func TestSearch(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 40)
	d := newDriver(t, store, func(c *Config) { c.Theme = theme.New(theme.Ink, theme.TrueColor, false) })
	d.resize(160, 45)
	d.press("/", "宾西")
	d.sees("查找 宾西", "1/6")
	if hit := d.m.look.match.on("宾西"); strings.Count(d.m.View(), hit) < 5 {
		t.Error("hits are not marked in the list")
	}
	d.sees("查找 宾西 · 按相关")
	if row, hit := d.m.list.View(false, epoch())[0], d.m.look.matchCurrent.on("宾西"); !strings.Contains(row, hit) {
		t.Errorf("the hit is not marked in the row under the cursor: %q", row)
	}
	d.press("enter", "t")
	d.sees("查找 宾西 · 从新到旧")
	d.press("t", "t", "enter")
	if hit := d.m.look.match.on("宾西"); !strings.Contains(strings.Join(d.m.reader.View(), ""), hit) {
		t.Error("the hit is not marked in the article's title")
	}
	d.press("esc", "esc", "/", "ctrl+u", "年新增产值", "enter")
	if snippet, hit := d.m.list.View(false, epoch())[1], d.m.look.matchCurrent.on("年新增产值"); !strings.Contains(snippet, hit) {
		t.Errorf("the hit is not marked in the snippet under the cursor: %q", snippet)
	}
	d.press("enter")
	if hit := d.m.look.match.on("年新增产值"); !strings.Contains(d.m.View(), hit) {
		t.Error("hits are not marked in the article")
	}
	before := d.screen()
	d.press("esc", "/", "ctrl+u", "项目 年新增产 新增产值", "enter", "enter")
	if got := d.screen(); strings.Count(got, "年新增产值30亿元、税收1.2亿元") != strings.Count(before, "年新增产值30亿元、税收1.2亿元") {
		t.Errorf("words that overlap change the text:\n%s", got)
	}
	d.press("esc", "esc")
	if d.m.list.view.search != nil || d.m.list.total != 40 {
		t.Error("esc does not end the search")
	}
	d.press("/", "zone:", "enter")
	d.sees("缺内容")
	d.press("esc")
	d.seesNot("缺内容")
	if d.m.list.total != 40 {
		t.Errorf("a search that was given up leaves %d articles", d.m.list.total)
	}
}

// TestHitsAreSeenInEitherScript highlights what a search finds as it finds it: traditional for simplified, full width
// for half width, whatever the case; in the list, the snippet and the article.
func TestHitsAreSeenInEitherScript(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 3)
	d := newDriver(t, store, func(c *Config) { c.Theme = trueColor() })
	d.resize(160, 45)
	d.wait(time.Second)
	for typed, want := range map[string]string{"項目": "项目", "標準 -簽約": "标准", "重點": "重点", "３０億": "30亿"} {
		d.press("/", "ctrl+u", typed, "enter")
		d.wait(time.Second)
		if !strings.Contains(d.m.View(), d.m.look.match.on(want)) {
			t.Errorf("%q does not highlight %q:\n%s", typed, want, d.screen())
		}
		d.press("esc")
	}
}
