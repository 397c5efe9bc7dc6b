package prose

import (
	"strings"
	"testing"

	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// plain returns how a text is set in a pane of w cells, without styles.
func plain(markdown string, w int) string {
	p := Render(markdown, Options{Width: w, Style: theme.New(theme.Ink, theme.Plain, false)})
	return strings.Join(p.Lines, "\n")
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		name, markdown, want string
		width                int
	}{
		{"paragraphs", "　　第一段。\n\n第二段，\n接着写。", "第一段。\n\n第二段，接着写。", 40},
		{"a broken source line between words", "one\ntwo\n三\nfour", "one two三four", 40},
		{"a forced break", "甲  \n乙<br>丙", "甲\n乙\n丙", 40},
		{"headings", "# 园区动态\n\n正文\n## 二级\n正文", "园区动态\n\n正文\n\n二级\n\n正文", 40},
		{"a list", "- 甲\n- 乙\n  - 丙\n    - 丁", "• 甲\n• 乙\n  ◦ 丙\n    ▪ 丁", 40},
		{"a hanging indent", "- 开发区引进新的项目三十个", "• 开发区引\n  进新的项\n  目三十个", 11},
		{"numbers", "9. 甲\n10. 乙\n11. 丙", " 9. 甲\n10. 乙\n11. 丙", 40},
		{"a loose list", "- 甲\n\n- 乙", "• 甲\n\n• 乙", 40},
		{"a list after a paragraph", "段落\n- 甲\n- 乙\n\n段落", "段落\n\n• 甲\n• 乙\n\n段落", 40},
		{"tasks", "- [x] 完成\n- [ ] 未完成", "• [x] 完成\n• [ ] 未完成", 40},
		{"an empty item", "- \n- 乙", "•\n• 乙", 40},
		{"two paragraphs in an item", "1. 甲\n\n   乙\n2. 丙", "1. 甲\n\n   乙\n\n2. 丙", 40},
		{"a quote", "> 引文较长需要换行\n>\n> 第二段", "│ 引文较长\n│ 需要换行\n│\n│ 第二段", 10},
		{"a quote within a quote", "> 甲\n>> 乙\n\n丙", "│ 甲\n│\n│ │ 乙\n\n丙", 40},
		{"a list within a quote", "> - 甲\n> - 乙", "│ • 甲\n│ • 乙", 40},
		{"emphasis beside marks", "**重点：**加快，开展**“行动”**以来", "重点：加快，开展“行动”以来", 40},
		{"a range is no strike", "5~10万，3~5家", "5~10万，3~5家", 40},
		{"a strike", "~~作废~~有效", "作废有效", 40},
		{"an indented paragraph is no code", "    四个空格\n", "四个空格", 40},
		{"an indented paragraph after another", "一\n\n      二\n        三", "一\n\n二三", 40},
		{"references", "a &lt; b &amp; c", "a < b & c", 40},
		{"a rule", "甲\n\n---\n\n乙", "甲\n\n──────────\n\n乙", 10},
		{"html", "<div>\n块<b>内</b>\n</div>\n\n行<i>内</i>", "块内\n\n行内", 40},
		{"a picture", "前![签约](http://a.cn/1.jpg)后", "前\n\n▣ 1 签约\n\n后", 40},
		{"a linked picture", "[![图](http://a.cn/1.jpg)](http://a.cn/)", "▣ 1 图", 40},
		{"a picture without a title", "![](http://a.cn/1.jpg)", "▣ 1", 40},
		{"links", "见[官网](http://a.cn/)、[再见](http://b.cn/)及[官网](http://a.cn/)", "见官网[1]、再见[2]及官网[1]", 40},
		{"a bare address", "网址https://a.cn/x?y=1。完", "网址https://a.cn/x?y=1[1]。完", 40},
		{"a link that cannot be opened", "[看](javascript:alert(1))[页](/rel)", "看页", 40},
		{"mail", "<a@b.cn>", "a@b.cn[1]", 40},
		{"nothing", "", "", 40},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := plain(tt.markdown, tt.width); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestCodeIsNotBroken(t *testing.T) {
	markdown := "```\nif a <b> \\*c & d { return \"很长的一行代码\" }\n\n\tx\n```\n"
	want := "if a <b> \\*c & d { r›\n\n    x"
	if got := plain(markdown, 21); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	p := Render(markdown, Options{Width: 21, Shift: 20, Style: theme.New(theme.Ink, theme.Plain, false)})
	if want := "‹turn \"很长的一行代›"; p.Lines[0] != want {
		t.Errorf("shifted by 20: got %q, want %q", p.Lines[0], want)
	}
	p = Render(markdown, Options{Width: 21, Shift: 1000, Style: theme.New(theme.Ink, theme.Plain, false)})
	if want := "‹n \"很长的一行代码\" }"; p.Lines[0] != want || p.Lines[2] != "‹" || p.Hidden != 23 {
		t.Errorf("shifted to the end: got %q, want %q; %d cells are hidden", p.Lines, want, p.Hidden)
	}
	if want := "if a <b> \\*c & d"; !strings.HasPrefix(plain(markdown, 80), want) {
		t.Errorf("got %q", plain(markdown, 80))
	}
}

func TestTable(t *testing.T) {
	markdown := "| 项目 | 投资额 |\n|---|---|\n| 电池生产基地 | 12.5 |\n| 港口 | 8 |\n"
	tests := []struct {
		width int
		want  string
	}{
		{40, "项目         │ 投资额\n─────────────┼───────\n电池生产基地 │   12.5\n港口         │      8"},
		{18, "项目: 电池生产基地\n投资额: 12.5\n\n项目: 港口\n投资额: 8"},
		{14, "项目: 电池生产\n  基地\n投资额: 12.5\n\n项目: 港口\n投资额: 8"},
	}
	for _, tt := range tests {
		if got := plain(markdown, tt.width); got != tt.want {
			t.Errorf("width %d: got\n%s\nwant\n%s", tt.width, got, tt.want)
		}
	}
	wide := "| 项目 | 说明 |\n|---|---|\n| 港口 | 说明文字比较长，要在格子里换行 |\n"
	want := "项目 │ 说明\n─────┼──────────────────────\n港口 │ 说明文字比较长，要在\n     │ 格子里换行"
	if got := plain(wide, 28); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestStyles(t *testing.T) {
	mono := theme.New(theme.Ink, theme.Mono, false)
	p := Render("**粗**文[链](http://a.cn/路)", Options{Width: 40, Style: mono, Hyperlinks: true, HideNumbers: true})
	want := "\x1b[1m粗\x1b[0m文\x1b]8;id=z0;http://a.cn/%E8%B7%AF\x1b\\\x1b[4m链\x1b[0m\x1b]8;;\x1b\\"
	if p.Lines[0] != want {
		t.Errorf("got %q, want %q", p.Lines[0], want)
	}
}

func TestLayout(t *testing.T) {
	o := Options{Width: 20, Style: theme.New(theme.Paper, theme.Plain, false), MaxWidth: 12, Center: true, Indent: true}
	got := strings.Join(Render("# 标题\n\n第一段有八个字\n\n第二段\n\n- 项\n- 目\n\n第三段", o).Lines, "\n")
	want := "    标题\n        第一段有\n    八个字\n        第二段\n\n    • 项\n    • 目\n\n        第三段"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	o = Options{Width: 20, Style: theme.New(theme.Paper, theme.Plain, false), Footnotes: true}
	got = strings.Join(Render("[甲](http://a.cn/)\n\n![乙](http://b.cn/p.png)", o).Lines, "\n")
	want = "甲[1]\n\n▣ 1 乙\n\n[1] http://a.cn/\n▣ 1 http://b.cn/\n    p.png"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAPictureIsDrawnAboveItsCaption(t *testing.T) {
	o := Options{Width: 6, Style: theme.New(theme.Paper, theme.Plain, false)}
	o.Picture = func(n int, p Picture, w int) []string {
		if n != 1 || p.URL != "http://b.cn/p.png" || w != 6 {
			t.Errorf("asked for picture %d, %q, in %d cells", n, p.URL, w)
		}
		return []string{"██████████", "▀▀"}
	}
	got := strings.Join(Render("![乙](http://b.cn/p.png)", o).Lines, "\n")
	if want := "██████\n▀▀\n▣ 1 乙"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNothingHostileComesThrough(t *testing.T) {
	for _, markdown := range []string{
		"\x1b[31m红\x1b]0;t\x07", "&#27;[31m红", "&#x1b;]8;;http://a\x07", "&#2&#27;7;[2J", "`&#27;[2J`", "# &#155;2J",
		"| &#27;c |\n|---|\n| &#x9b;1m |", "![&#27;[2J](http://a.cn/&#27;)", "[a](http://a.cn/\x1b\\x)", "```\n\x1b[2J\n```",
		"<b title='\x1b[2J'>&#27;</b>", "<div>&#27;[2J</div>", "&#57344;甲&#57345;", "\ue000甲\ue001", "&#8238;乱",
	} {
		p := Render(markdown, Options{Width: 30, Style: theme.New(theme.Ink, theme.Plain, false), Footnotes: true})
		for _, line := range p.Lines {
			if strings.ContainsFunc(line, func(r rune) bool { return isControl(r) || r >= 0xe000 && r < 0xf900 || r == 0x202e }) {
				t.Errorf("%q gives %q", markdown, line)
			}
		}
	}
}

func TestLinesFitAtEveryWidth(t *testing.T) {
	for w := 2; w <= 200; w++ {
		for _, ambiguous := range []int{1, 2} {
			m := typeset.Measure{Ambiguous: ambiguous}
			o := Options{Width: w, Measure: m, Style: theme.New(theme.Ink, theme.ANSI256, false), Footnotes: true, Center: w%2 == 0, Justify: w%3 == 0}
			for i, line := range Render(sample(), o).Lines {
				if m.Width(line) > w {
					t.Fatalf("width %d, ambiguous %d: line %d is %d cells wide: %q", w, ambiguous, i, m.Width(line), line)
				}
			}
		}
	}
}

// sample is a text with all kinds of blocks.
func sample() string {
	return `# 海州经济开发区集中签约

9月10日，海州经济开发区“十四五”重点项目签约仪式举行——**重点：**加快培育新质生产力（见[官网](https://example.com/a?b=1)）。总投资￥12.5亿元，
其中外资5.6%，5~10万平方米厂房……

- 引进企业3000余家，带动就业30 万人
  - 生物医药与高端装备制造产业园的配套基础设施
    - 新能源
1. 有序项目，内容比较长一些，需要换行来看一下悬挂缩进是否正确
2. 第二

> 负责人说，“我们将继续优化营商环境，让企业安心发展。”
>
> > 第二层。
> - 列表

| 序号 | 项目名称 | 投资额（亿元） | 地点 |
|---|---|---|---|
| 1 | 海州新能源电池生产基地 | 12.5 | 东区 |

~~~
func main() { fmt.Println("这是一行非常长的代码，不会换行") }
~~~

![签约现场](http://example.com/1.jpg)

---

<div>尾声</div>
`
}
