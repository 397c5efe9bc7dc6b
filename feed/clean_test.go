package feed

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain Chinese", "园区新闻：集成电路产业规模达12.5亿元", "园区新闻：集成电路产业规模达12.5亿元"},
		{"colour sequence", "\x1b[31m红色\x1b[0m标题", "红色标题"},
		{"window title sequence", "a\x1b]0;改名\x07b", "ab"},
		{"hyperlink ended by ST", "a\x1b]8;;http://x\x1b\\b", "ab"},
		{"unterminated string swallows nothing", "a\x1b]0;正文还在", "a0;正文还在"},
		{"C1 control sequence", "a\u009b2Jb", "ab"},
		{"C1 string", "a\u009d0;x\u009cb", "ab"},
		{"charset switch", "a\x1b(0b", "ab"},
		{"lone escape at the end", "a\x1b", "a"},
		{"bell, delete, null", "a\x07\x7f\x00b", "ab"},
		{"bidi override and isolate", "a\u202ecba\u2066d\u2069", "acbad"},
		{"zero width", "开\u200b发\ufeff区\u200d", "开发区"},
		{"soft hyphen", "de\u00advelop", "develop"},
		{"fillers", "a\u3164\u115fb", "ab"},
		{"broken UTF-8", "开\xff\xc3发", "开发"},
		{"surrogate bytes", "a\xed\xa0\x80b", "ab"},
		{"white space", "　　开发区\t\n 新闻\r\n", "开发区 新闻"},
		{"line separators", "a\u2028b\u0085c", "a b c"},
		{"marks stay within reason", "ệ Việt e\u0301", "ệ Việt e\u0301"},
		{"emoji keeps its picture", "⚠\ufe0f注意", "⚠注意"},
		{"private use", "a\ue000b", "ab"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestCleanCapsMarks(t *testing.T) {
	got := Clean("a" + strings.Repeat("\u0301", 1000) + "b")
	if want := "a" + strings.Repeat("\u0301", maxMarks) + "b"; got != want {
		t.Errorf("a letter under 1000 marks became %d bytes, want %d", len(got), len(want))
	}
}

func TestCleanTextKeepsLines(t *testing.T) {
	in := "第一段\r\n\r\n    代码\t列\n第二段\rend\x1b[2J"
	want := "第一段\n\n    代码    列\n第二段\nend"
	if got := CleanText(in); got != want {
		t.Errorf("CleanText = %q, want %q", got, want)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{
		"园区新闻", "\x1b[31mx", "\x1b]8;;http://x\x07y\x1b]8;;\x07", "\u009b1m", "a\u0301\u0301\u0301\u0301\u0301\u0301", "\x90q\x1b\\",
		"\xff\xfe", "\u202e", "\r\n\r", strings.Repeat("\x1b]", 100),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lines := range []bool{false, true} {
			got := gate(s, lines)
			if !utf8.ValidString(got) {
				t.Fatalf("%q became invalid UTF-8", s)
			}
			for _, r := range got {
				if r == '\n' && lines {
					continue
				}
				if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs) {
					t.Fatalf("%q let %U through", s, r)
				}
			}
			if again := gate(got, lines); again != got {
				t.Fatalf("gate is not settled: %q, then %q", got, again)
			}
		}
	})
}

func BenchmarkCleanText(b *testing.B) {
	s := strings.Repeat("张家港经济技术开发区集成电路产业园一期项目投产。\n", 200)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		CleanText(s)
	}
}
