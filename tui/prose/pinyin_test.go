package prose

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"zonewire/feed/gazetteer"
	"zonewire/tui/theme"
)

func TestFindByPinyin(t *testing.T) {
	p := Render("张家港经济技术开发区签约，GDP增长。\n\n重庆两江新区、中国（上海）自贸区。昆山Kunshan。", Options{Width: 24, Style: theme.New(theme.Ink, theme.Plain, false)})
	f := NewFinder(p, gazetteer.Load().Syllables)
	for needle, want := range map[string]string{
		"zjg": "张家港", "zhangjiagang": "张家港", "zhjg": "张家港", "kaifaq": "开发区", "kai fa qu": "开发区", "chongq": "重庆",
		"gdp": "GDP", "自贸": "自贸", "昆shan": "昆山", "kunshan": "昆山|Kunshan", "xq": "新区", "k": "K", "x": "", "": "", "zzz": "", "自zz": "",
	} {
		var got []string
		for _, m := range f.Find(needle) {
			got = append(got, p.Blocks[m.Block].Text[m.From:m.To])
			if len(m.Parts) == 0 {
				t.Errorf("%q: a match is on no line", needle)
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q finds %q, want %q", needle, got, want)
		}
	}
}

// TestPositions goes from every line to its place in the text and back, at several widths.
func TestPositions(t *testing.T) {
	text := article(1500) + "\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"
	for _, width := range []int{12, 40, 80} {
		p := Render(text, Options{Width: width, Style: theme.New(theme.Ink, theme.Plain, false)})
		for line := range p.Lines {
			at := p.LineAt(p.PositionAt(line))
			if at != line && p.Lines[at] != "" && line > 0 && p.Lines[line-1] != "" && p.Lines[line] != "" {
				t.Errorf("width %d: line %d, %q, comes back as %d, %q", width, line, p.Lines[line], at, p.Lines[at])
			}
		}
		if p.LineAt(1<<30) != len(p.Lines) || p.PositionAt(len(p.Lines)) == 0 || p.PositionAt(-1) != 0 {
			t.Error("positions outside the text")
		}
	}
}

func BenchmarkFind(b *testing.B) {
	p := Render(article(30000), Options{Width: 80, Style: theme.New(theme.Ink, theme.Plain, false)})
	spell := gazetteer.Load().Syllables
	f := NewFinder(p, spell)
	f.Find("kf")
	for _, needle := range []string{"开发区", "kfq", "zhanlüe"} {
		b.Run(fmt.Sprint(needle, utf8.RuneCountInString(needle)), func(b *testing.B) {
			for b.Loop() {
				f.Find(needle)
			}
		})
	}
}
