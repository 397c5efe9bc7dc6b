package typeset

import (
	"fmt"
	"strings"
	"testing"
)

// broken returns what is wrong with the lines that text was broken into, "" when nothing is.
func (m Measure) broken(text string, l Layout, lines []Line) string {
	plain := Plain(text)
	at := 0
	for i, line := range lines {
		shown := Plain(line.Text)
		if w := m.Width(shown); w > l.Width {
			return fmt.Sprintf("line %d, %q, is %d cells wide", i, shown, w)
		}
		if line.From < at || line.To < line.From {
			return fmt.Sprintf("line %d is bytes %d to %d, after %d", i, line.From, line.To, at)
		}
		if gap := plain[at:line.From]; strings.TrimFunc(strings.Replace(gap, "\n", "", 1), isSpace) != "" {
			return fmt.Sprintf("%q is lost before line %d", gap, i)
		}
		if i > 0 && at == line.From && line.From == line.To && !strings.HasSuffix(plain[:at], "\n") {
			return fmt.Sprintf("line %d is empty", i)
		}
		want, from := "", line.From
		for _, place := range line.Spread {
			want += plain[from:place] + " "
			from = place
		}
		want += plain[from:line.To]
		if !strings.HasSuffix(shown, want) || line.Indent < m.Width(strings.TrimSuffix(shown, want)) {
			return fmt.Sprintf("line %d shows %q of %q", i, shown, want)
		}
		at = line.To
	}
	if strings.TrimFunc(plain[at:], isSpace) != "" {
		return fmt.Sprintf("%q is lost at the end", plain[at:])
	}
	return m.leaks(text, lines)
}

// leaks returns where a character has another style in the lines than in the text, or a line leaves one open.
func (m Measure) leaks(text string, lines []Line) string {
	source := styles(text)
	for i, line := range lines {
		shown := styles(line.Text)
		if last := shown[len(shown)-1]; last.styled() || last.link != "" {
			return fmt.Sprintf("line %d leaves a style open: %q", i, line.Text)
		}
		if len(line.Spread) > 0 {
			continue
		}
		shown = shown[len(Plain(line.Text))-(line.To-line.From):]
		for k := range line.To - line.From {
			if shown[k] != source[line.From+k] {
				return fmt.Sprintf("line %d, byte %d: style %+v, want %+v", i, k, shown[k], source[line.From+k])
			}
		}
	}
	return ""
}

// styles returns the style of each byte of s without its escape sequences, and the one after the last.
func styles(s string) []style {
	var out []style
	var now style
	for s != "" {
		if n := escapeLen(s); n > 0 {
			now.apply(s[:n])
			s = s[n:]
			continue
		}
		out = append(out, now)
		s = s[1:]
	}
	return append(out, now)
}

// violations returns the lines that begin or end with a mark that must not stand there.
func violations(text string, lines []Line) []string {
	plain := Plain(text)
	var out []string
	for i, line := range lines {
		shown := []rune(plain[line.From:line.To])
		if len(shown) == 0 {
			continue
		}
		if first := shown[0]; i > 0 && strings.ContainsRune("，。、；：？！”’）》〉」』】…·％", first) && lines[i-1].To == line.From {
			out = append(out, string(shown))
		}
		if last := shown[len(shown)-1]; i < len(lines)-1 && strings.ContainsRune("“‘（《〈「『【", last) {
			out = append(out, string(shown))
		}
	}
	return out
}

// chained reports whether a break before the cluster at byte at of plain parts marks whose chain is wider than room,
// so that it could not be avoided.
func (m Measure) chained(plain string, at, room int) bool {
	list := m.clusters(plain)
	tied := func(i int) bool {
		return i > 0 && i < len(list) && (list[i].isSpace() || cannotBegin(list[i].first) || cannotEnd(lastInk(list, i)) ||
			!isHan(list[i].first) || !isHan(list[i-1].last))
	}
	for i := range list {
		if list[i].at != at {
			continue
		}
		from, to := i, i
		for tied(from) {
			from--
		}
		for to++; tied(to); to++ {
		}
		width := 0
		for _, c := range list[from:to] {
			width += int(c.width)
		}
		return width > room
	}
	return false
}

func FuzzLines(f *testing.F) {
	for _, s := range []string{
		"海州经济开发区“十四五”期间引进项目3000余个，总投资￥12.5亿元（其中外资5.6%），2024年9月10日签约——“成果……”",
		"\x1b[1m粗\x1b[38;5;3m彩\x1b[0m \x1b]8;;http://a.cn\x1b\\链\x1b]8;;\x1b\\ don’t https://a.cn/b?c=d",
		"））））））））））））））））", "“““““““““““““““字", "！！！！……————", "　　缩进 　 ", "a\nb\n\n", "\x1b[4:3;58;2;1;2;3m线",
		"ก็ห้าม ᄀᄀᄀ각ᆨᆨ 🇨🇳🇨🇳 👨‍👩‍👧 é́́ ⸺⸻ x\u0303", "1,200.5 km/h ５０％ 5～10万吨 第3届 ①一",
	} {
		f.Add(s, uint8(12), uint8(1), uint8(0))
		f.Add(s, uint8(2), uint8(2), uint8(3))
	}
	f.Fuzz(func(t *testing.T, s string, w, ambiguous, prefix uint8) {
		if len(s) > 2000 {
			return
		}
		m := Measure{Ambiguous: int(ambiguous)}
		l := Layout{Width: max(2, int(w)), Justify: prefix%2 == 1}
		l.First, l.Rest = strings.Repeat(" ", int(prefix)/8), strings.Repeat(" ", int(prefix)/16)
		lines := m.Lines(s, l)
		if problem := m.broken(s, l, lines); problem != "" {
			t.Errorf("%q at %d: %s", s, l.Width, problem)
		}
		plain := Plain(s)
		for i, line := range lines[1:] {
			bad := violations(s, []Line{lines[i], line})
			if len(bad) > 0 && !strings.Contains(plain[lines[i].To:line.From], "\n") && !m.chained(plain, line.From, l.Width-line.Indent) {
				t.Errorf("%q at %d breaks a rule without need: %q", s, l.Width, bad)
			}
		}
	})
}

// TestRulesAtEveryWidth sets the sentences that news are made of at every width that a pane can have.
func TestRulesAtEveryWidth(t *testing.T) {
	for _, text := range sentences() {
		for _, ambiguous := range []int{1, 2} {
			m := Measure{Ambiguous: ambiguous}
			for w := 12; w <= 200; w++ {
				for _, l := range []Layout{
					{Width: w},
					{Width: w, Justify: true},
					{Width: w, First: "    "},
					{Width: w, First: "  • ", Rest: "    "},
					{Width: w, First: "│ ", Rest: "│ "},
				} {
					lines := m.Lines(text, l)
					if problem := m.broken(text, l, lines); problem != "" {
						t.Fatalf("ambiguous %d, %+v: %s\n%s", ambiguous, l, problem, text)
					}
					if bad := violations(text, lines); len(bad) > 0 {
						t.Fatalf("ambiguous %d, %+v: lines begin or end badly: %q", ambiguous, l, bad)
					}
					if bad := m.parted(text, l, lines); bad != "" {
						t.Fatalf("ambiguous %d, %+v: %s is parted", ambiguous, l, bad)
					}
				}
			}
		}
	}
}

// parted returns what stays together and fits on a line with a mark at each side, yet was parted.
func (m Measure) parted(text string, l Layout, lines []Line) string {
	plain := Plain(text)
	for _, whole := range []string{
		"￥12.5亿元", "3000余家", "5.6%", "——", "……", "2024年9月10日", "30万平方米", "5～10万吨", "第18届", "COVID-19", "don’t",
		"Development", "4.5 亿美元", "120 km/h", "25℃", "9时30分", "０.８亿元", "①", "[12]", "GB/T",
	} {
		if m.Width(whole)+4 > l.Width-max(lines[0].Indent, lines[len(lines)-1].Indent) {
			continue
		}
		for from := 0; ; {
			n := strings.Index(plain[from:], whole)
			if n < 0 {
				break
			}
			from += n
			for _, line := range lines[1:] {
				if line.From > from && line.From < from+len(whole) {
					return whole
				}
			}
			from += len(whole)
		}
	}
	return ""
}

func sentences() []string {
	return []string{
		"海州经济技术开发区“十四五”期间累计引进项目3000余家，总投资达￥12.5亿元（其中外资占5.6%），2024年9月10日举行了签约仪式——“这是‘一带一路’建设的重要成果……”负责人说。",
		"会议指出：“要以《关于促进开发区高质量发展的若干意见》（以下简称《意见》）为抓手，聚焦‘两新一重’、『新基建』【重点】等领域！”与会者问：为什么？怎么办？！",
		"\x1b[1m园区概况：\x1b[0m规划面积 58.6 平方公里，建成厂房30万平方米，年产5～10万吨，实现进出口4.5 亿美元，同比增长 12.3％，平均气温25℃，最高时速120 km/h。",
		"The Haizhou Economic and Technological Development Zone (HETDZ) doesn’t stop: it signed 18 projects on COVID-19 vaccines, “high-end” equipment and so on; see https://example.org/news/2024/09/10/signing?id=12345&from=home.",
		"第18届展会于9时30分开幕，来自50多个国家和地区的１２０家企业参展，成交０.８亿元；①智能制造；②生物医药；③新能源。A·B·C三区联动，玛丽·居里实验室揭牌[12]，执行GB/T 15834标准。",
		"他连说三声：“好！好！！好！！”……随后（经批准）签署了《协议》、《章程》、《备忘录》——均为“首次”。",
		"\x1b]8;id=1;https://example.org/\x1b\\\x1b[4m江北新材料科技园\x1b[0m\x1b]8;;\x1b\\[1]、\x1b[31m临港产业园\x1b[39m二期“拎包入住”标准厂房（A1—A8栋）交付使用，入驻率98.5%。",
	}
}
