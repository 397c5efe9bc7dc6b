package prose

import (
	"fmt"
	"strings"
	"testing"

	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

func TestFind(t *testing.T) {
	text := "# 签约\n\n海州开发区**举行签约仪式**，ABC公司与abc研究院“签约”。\n\n- 签约项目\n\n| 签约 | 额 |\n|---|---|\n| 港口签约 | 1 |\n"
	for _, o := range []Options{
		{Width: 20},
		{Width: 12},
		{Width: 30, MaxWidth: 24, Center: true},
		{Width: 25, Justify: true},
		{Width: 13, Indent: true},
		{Width: 22, Measure: typeset.Measure{Ambiguous: 2}},
	} {
		name := fmt.Sprintf("width %d of %d, %+v", o.MaxWidth, o.Width, o.Measure)
		o.Style = theme.New(theme.Ink, theme.Mono, false)
		p := Render(text, o)
		for needle, want := range map[string]int{"签约": 6, "Abc": 2, "举行签约仪式，ABC公司": 1, "没有": 0, "": 0} {
			matches := p.Find(needle)
			if len(matches) != want {
				t.Errorf("%s: %q found %d times, want %d", name, needle, len(matches), want)
			}
			for _, m := range matches {
				shown := ""
				for _, part := range m.Parts {
					shown += typeset.Plain(o.Measure.Cut(p.Lines[part.Line], part.From, part.To))
				}
				if shown = strings.ReplaceAll(shown, " ", ""); !strings.EqualFold(shown, needle) {
					t.Errorf("%s: the match of %q shows %q", name, needle, shown)
				}
			}
		}
	}
}

func TestHighlight(t *testing.T) {
	p := Render("海州**开发区**签约", Options{Width: 40, Style: theme.New(theme.Ink, theme.Mono, false)})
	got := p.Highlight(0, p.Find("州开"), func(_ int, s string) string { return "<" + s + ">" })
	if want := "海<州开>\x1b[1m发区\x1b[0m签约"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhereALineComesFrom(t *testing.T) {
	p := Render("# 题\n\n一二三四五\n\n末", Options{Width: 6, Style: theme.New(theme.Ink, theme.Mono, false)})
	var got []int
	for i := range len(p.Lines) + 1 {
		got = append(got, p.BlockAt(i))
	}
	for i, want := range []int{0, 1, 1, 1, 2, 2, 3} {
		if got[i] != want {
			t.Errorf("line %d of %q is of block %d, want %d", i, p.Lines, got[i], want)
		}
	}
	if h := p.Headings(); len(h) != 1 || p.Blocks[h[0]].Text != "题" || p.Blocks[h[0]].Level != 1 {
		t.Errorf("headings %v of %+v", h, p.Blocks)
	}
}

func TestADraftGrows(t *testing.T) {
	text := article(2000)
	o := Options{Width: 40, Style: theme.New(theme.Ink, theme.Mono, false)}
	whole := Render(text, o)
	d := Begin(text, o)
	if !d.Extend(10) {
		t.Fatal("the whole text is set")
	}
	first := d.Page()
	if first.Complete || len(first.Lines) < 10 || len(first.Lines) > 40 {
		t.Errorf("asked for 10 lines: %d, complete: %v", len(first.Lines), first.Complete)
	}
	for d.Extend(len(d.Page().Lines) + 1) {
	}
	last := d.Page()
	if !last.Complete || strings.Join(last.Lines, "\n") != strings.Join(whole.Lines, "\n") {
		t.Error("a text set bit by bit differs from one set at once")
	}
	if strings.Join(last.Lines[:len(first.Lines)], "\n") != strings.Join(first.Lines, "\n") {
		t.Error("lines changed")
	}
}

// TestDepthIsBounded sets texts that nest without end; parsing them as they are takes minutes, or all of the stack.
func TestDepthIsBounded(t *testing.T) {
	const size = 1 << 16
	for _, unit := range []string{">", "> ", "- ", "1. ", " > -  ", "*a ", "[", "![", "[a]("} {
		p := Render(strings.Repeat(unit, size/len(unit))+"完", Options{Width: 40, Style: theme.New(theme.Ink, theme.Plain, false)})
		if len(p.Find("完")) != 1 {
			t.Errorf("%q: the end is lost in %d lines", unit, len(p.Lines))
		}
	}
	if got := plain("- 甲\n"+strings.Repeat(" ", 200)+"乙", 40); got != "• 甲乙" {
		t.Errorf("got %q", got)
	}
}

// FuzzRender checks that no text makes a line too wide, leaves a style open or brings an escape sequence in.
func FuzzRender(f *testing.F) {
	f.Add(sample(), uint8(40))
	f.Add("&#27;[2J`&#x9b;`**a\x1b]8;;http://b\x07**", uint8(3))
	f.Add("> - 1. > ~~~\n> |a|\n|-|\n![[x](http://a.cn)](y)*_**<br>", uint8(12))
	f.Fuzz(func(t *testing.T, markdown string, w uint8) {
		if len(markdown) > 2000 {
			return
		}
		width := max(2, int(w))
		p := Render(markdown, Options{Width: width, Style: theme.New(theme.Ink, theme.Mono, false), Hyperlinks: true, Footnotes: true, Justify: w%2 == 0})
		for i, line := range p.Lines {
			if got := typeset.Width(line); got > width {
				t.Errorf("%q at %d: line %d, %q, is %d cells wide", markdown, width, i, line, got)
			}
			if strings.ContainsFunc(typeset.Plain(line), func(r rune) bool { return isControl(r) || r == '\n' || r == linkOpen || r == linkShut }) {
				t.Errorf("%q: line %d has a control character: %q", markdown, i, line)
			}
			rest := strings.ReplaceAll(strings.ReplaceAll(line, "\x1b]8;", ""), "\x1b\\", "")
			for at := strings.IndexByte(rest, 0x1b); at >= 0; at = strings.IndexByte(rest, 0x1b) {
				if !isGraphics(rest[at:]) {
					t.Errorf("%q: line %d has an escape sequence that is no style: %q", markdown, i, line)
					break
				}
				rest = rest[at+1:]
			}
		}
		if len(p.places) != len(p.Lines) {
			t.Errorf("%d lines, %d places", len(p.Lines), len(p.places))
		}
	})
}
