package typeset

import (
	"strings"
	"testing"
)

func TestWidth(t *testing.T) {
	tests := []struct {
		text         string
		narrow, wide int
	}{
		{"", 0, 0},
		{"abc", 3, 3},
		{"中文，。", 8, 8},
		{"“中”", 4, 6},
		{"‘’…—·─●①★", 9, 18},
		{"ＡＢ１％", 8, 8},
		{"　", 2, 2},
		{"é", 1, 2},
		{"中\u0301文", 4, 4},
		{"ｶﾅ", 2, 2},
		{"한국", 4, 4},
		{"👍🏽", 2, 2},
		{"🇨🇳", 2, 2},
		{"𠮷", 2, 2},
		{"\x1b[1;31m红\x1b[0m", 2, 2},
		{"\x1b]8;id=1;http://a.cn/中\x1b\\链\x1b]8;;\a", 2, 2},
		{"\x1bP1$r中\x1b\\a\x1b(Bb\x1b", 2, 2},
		{"\a\x00\x7f", 0, 0},
		{"β°±×÷", 5, 10},
		{"я", 1, 2},
	}
	for _, tt := range tests {
		if got := Width(tt.text); got != tt.narrow {
			t.Errorf("Width(%q) = %d, want %d", tt.text, got, tt.narrow)
		}
		if got := (Measure{Ambiguous: 2}).Width(tt.text); got != tt.wide {
			t.Errorf("where ambiguous is wide, Width(%q) = %d, want %d", tt.text, got, tt.wide)
		}
	}
}

func TestTruncate(t *testing.T) {
	tests := []struct {
		text, tail string
		w          int
		want       string
	}{
		{"开发区", "…", 6, "开发区"},
		{"开发区", "…", 5, "开发…"},
		{"开发区", "…", 4, "开…"},
		{"开发区", "", 5, "开发"},
		{"开发区", "...", 2, "开"},
		{"开发区", "…", 0, ""},
		{"\x1b[1m开发区\x1b[0m", "…", 5, "\x1b[1m开发\x1b[0m…"},
		{"\x1b[1m开发区\x1b[0m", "…", 6, "\x1b[1m开发区\x1b[0m"},
	}
	for _, tt := range tests {
		if got := Truncate(tt.text, tt.w, tt.tail); got != tt.want {
			t.Errorf("Truncate(%q, %d, %q) = %q, want %q", tt.text, tt.w, tt.tail, got, tt.want)
		}
	}
}

func TestCut(t *testing.T) {
	const text = "a\x1b[1m开发\x1b[0m区b"
	tests := []struct {
		from, to int
		want     string
	}{
		{0, 8, "a\x1b[1m开发\x1b[0m区b"},
		{1, 3, "\x1b[1m开\x1b[0m"},
		{2, 5, "\x1b[1m 发\x1b[0m"},
		{2, 4, "\x1b[1m \x1b[0m"},
		{5, 8, "区b"},
		{9, 12, ""},
	}
	for _, tt := range tests {
		if got := (Measure{}).Cut(text, tt.from, tt.to); got != tt.want {
			t.Errorf("Cut(%d, %d) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestPad(t *testing.T) {
	for _, text := range append(sentences(), "", "中", "a", "“") {
		for _, ambiguous := range []int{1, 2} {
			m := Measure{Ambiguous: ambiguous}
			for w := range 40 {
				left, right := m.Pad(text, w), m.PadLeft(text, w)
				if m.Width(left) != w || m.Width(right) != w {
					t.Fatalf("padded to %d: %q is %d, %q is %d", w, left, m.Width(left), right, m.Width(right))
				}
			}
		}
	}
	if got := PadLeft("中", 4) + "|" + Pad("中", 4) + "|"; got != "  中|中  |" {
		t.Errorf("got %q", got)
	}
}

func TestBreakHangs(t *testing.T) {
	tests := []struct {
		text string
		w    int
		want string
	}{
		{"• 引进项目三十个", 10, "• 引进项目|  三十个"},
		{"  10. 引进项目", 14, "  10. 引进项目"},
		{"  10. 引进的项目", 14, "  10. 引进的项|      目"},
		{"  10. 引进项目", 12, "  10. 引进项|    目"},
		{"│ • 引进的项目多", 12, "│ • 引进的项|│   目多"},
		{"  缩进的段落文字", 12, "  缩进的段落|  文字"},
		{"　　首行缩进的段落", 12, "　　首行缩进|的段落"},
		{"一\n\n二", 12, "一||二"},
		{"", 12, ""},
		{"• 引进", 4, "• 引|进"},
		{"字))))))", 4, "字))|))))"},
	}
	for _, tt := range tests {
		if got := strings.Join(Break(tt.text, tt.w), "|"); got != tt.want {
			t.Errorf("Break(%q, %d) = %q, want %q", tt.text, tt.w, got, tt.want)
		}
	}
}

func TestJustify(t *testing.T) {
	lines := Measure{}.Lines("引进ABC项目，总投资、用地，全部到位并且开工", Layout{Width: 20, Justify: true})
	if got := lines[0].Text; Width(got) != 20 || !strings.Contains(got, "， 总") {
		t.Errorf("got %q", got)
	}
	if last := lines[len(lines)-1]; len(last.Spread) > 0 {
		t.Errorf("the last line is spread: %q", last.Text)
	}
}

func BenchmarkWidth(b *testing.B) {
	text := strings.Join(sentences(), "")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Width(text)
	}
}

func BenchmarkLines(b *testing.B) {
	text := strings.Join(sentences(), "")
	b.SetBytes(int64(len(text)))
	b.ReportMetric(float64(len([]rune(text))), "runes")
	for b.Loop() {
		Measure{}.Lines(text, Layout{Width: 60})
	}
}
