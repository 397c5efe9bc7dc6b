package page

import (
	"strings"
	"testing"
	"time"
)

// hostilePages are pages made to take all time or memory there is.
func hostilePages() map[string]string {
	prose := "<p>开发区今天开会，部署下一步工作，四十家企业参加。</p>"
	return map[string]string{
		"nested divs":        strings.Repeat("<div>", 100_000) + prose,
		"nested fonts":       strings.Repeat("<font size=1>", 100_000) + prose,
		"nested tables":      strings.Repeat("<table><tr><td>", 50_000) + prose,
		"unclosed fonts":     strings.Repeat("<font color=a><b class=b><i id=c><p>字", 30_000) + prose,
		"different fonts":    differentFonts() + strings.Repeat("<p>字", 200_000),
		"one long line":      "<p>" + strings.Repeat("开发区，", 600_000),
		"many paragraphs":    strings.Repeat(prose, 90_000),
		"many short lines":   strings.Repeat("<p>时间：2019</p>", 300_000),
		"many breaks":        strings.Repeat("字<br>", 800_000),
		"many links":         strings.Repeat("<a href=1.html>上一篇</a> ", 250_000),
		"one attribute":      "<p class='" + strings.Repeat("a-", 4<<20) + "'>" + prose,
		"wide table":         "<table>" + strings.Repeat("<tr><td rowspan=3000 colspan=60>字</td></tr>", 3000) + "</table>" + prose,
		"open comment":       "<!--" + strings.Repeat("<p>字", 2<<20),
		"digits":             prose + "<p>" + strings.Repeat("2019-", 1<<20),
		"labels":             prose + "<p>" + strings.Repeat("来源：", 500_000),
		"script of strings":  "<script>" + strings.Repeat(`"a":"b",`, 1<<20) + "</script>" + prose,
		"script of quotes":   "<script>" + strings.Repeat(`"'`+"`", 1<<21) + "</script>" + prose,
		"colons in one line": "<p>" + strings.Repeat("a:", 2<<20),
	}
}

func differentFonts() string {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString("<font color=c" + strings.Repeat("x", i%50) + string(rune('a'+i%26)) + ">")
	}
	return b.String()
}

// The time is not judged here: what is unbounded does not come to an end within the test's own limit. See
// BenchmarkHostilePages for the figures.
func TestHostilePagesComeToAnEnd(t *testing.T) {
	for name, source := range hostilePages() {
		r, err := Article([]byte(source), "http://h.example/1.html", time.Time{}, Hints{})
		if err != nil {
			continue
		}
		if len(r.Article.Body) > 4*len(source) {
			t.Errorf("%s: %d bytes became %d", name, len(source), len(r.Article.Body))
		}
	}
}

func BenchmarkHostilePages(b *testing.B) {
	for name, source := range hostilePages() {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Article([]byte(source), "http://h.example/1.html", time.Time{}, Hints{})
			}
		})
	}
}

func TestResolve(t *testing.T) {
	d, err := parse([]byte(`<base href="http://cdn.example/x/"><p>字`), "http://h.example/a/1.html", maxNodes)
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"2.html":                   "http://cdn.example/x/2.html",
		" /2.html\n":               "http://cdn.example/2.html",
		"//o.example/2.html#top":   "http://o.example/2.html",
		"javascript:void(0)":       "",
		"mailto:a@h.example":       "",
		"data:text/html,x":         "",
		"#top":                     "",
		"":                         "",
		"http://":                  "",
		"/a b.html":                "http://cdn.example/a%20b.html",
		"/100%.html":               "http://cdn.example/100%25.html",
		"http://h.example/新闻.html": "http://h.example/%E6%96%B0%E9%97%BB.html",
	} {
		if got := d.resolve(in); got != want {
			t.Errorf("resolve(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestText(t *testing.T) {
	d, err := parse([]byte("<div>甲 <b>乙</b>\n<p>丙<br>丁</p><script>x</script><i style='display: none'>戊</i>&nbsp;\u200b己</div>"), "", maxNodes)
	if err != nil {
		t.Fatal(err)
	}
	if got := text(d.root); got != "甲 乙 丙 丁 己" {
		t.Errorf("text %q", got)
	}
	if got := strings.Join(lines(d.root), "/"); got != "甲 乙/丙/丁/己" {
		t.Errorf("lines %q", got)
	}
}
