package page

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
)

// report is a result in the form of the .want files beside the pages.
func report(r Result) string {
	var b strings.Builder
	a := r.Article
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	line("title", a.Title)
	line("published", a.Published.String())
	line("source", a.Origin)
	line("author", a.Author)
	line("path", strings.Join(a.Breadcrumb, " > "))
	line("prev", strings.TrimSpace(a.Prev.Title+" "+a.Prev.URL))
	line("next", strings.TrimSpace(a.Next.Title+" "+a.Next.URL))
	line("next part", r.NextPart)
	line("frame", r.Frame)
	for _, f := range a.Attachments {
		line("file", f.Title+" "+f.URL)
	}
	for _, p := range a.Pictures {
		line("picture", p.URL+" "+p.Caption)
	}
	fmt.Fprintf(&b, "\n%s\n", a.Body)
	return b.String()
}

// Each page of testdata/article is a shape that real pages have, with sentences of our own.
func TestArticleShapes(t *testing.T) {
	pages, err := filepath.Glob("testdata/article/*.html")
	if err != nil || len(pages) < 25 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, name := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".html"), func(t *testing.T) {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(name, "html") + "want")
			if err != nil {
				t.Fatal(err)
			}
			r, err := Article(source, "http://h.example/b/5521.html", time.Time{}, Hints{})
			if err != nil {
				t.Fatal(err)
			}
			if got := report(r); got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestArticleRefusesWhatIsNoPage(t *testing.T) {
	for in, want := range map[string]feed.Kind{
		"":                         feed.Empty,
		" \n\t\ufeff ":             feed.Empty,
		"%PDF-1.4 <b>":             feed.Malformed,
		`{"error": 500}`:           feed.Malformed,
		"GIF89a\x00\x01<a":         feed.Malformed,
		"<html><body></body>":      feed.Empty,
		"<html><script>1</script>": feed.Empty,
	} {
		_, err := Article([]byte(in), "http://h.example/", time.Time{}, Hints{})
		if feed.KindOf(err) != want {
			t.Errorf("Article(%q) error %v, want kind %s", in, err, want)
		}
	}
}

func TestRelativeDatesFollowTheFetchTime(t *testing.T) {
	const page = `<html><title>码头扩建-某网</title><body><h1>码头扩建</h1><p>昨天 16:20 来源：港报</p><p>三号码头扩建工程昨天开工，工期一年，投资两亿元。</p></body>`
	at := time.Date(2019, 10, 3, 9, 0, 0, 0, feed.Beijing())
	r, err := Article([]byte(page), "http://h.example/1.html", at, Hints{})
	if err != nil || r.Article.Published.String() != "2019-10-02T16:20:00+08:00" {
		t.Errorf("published %q, %v", r.Article.Published, err)
	}
	r, err = Article([]byte(page), "http://h.example/1.html", time.Time{}, Hints{})
	if err != nil || !r.Article.Published.IsZero() {
		t.Errorf("without a fetch time: published %q, %v", r.Article.Published, err)
	}
	r, err = Article([]byte(page), "http://h.example/20190930/1.html", time.Time{}, Hints{})
	if p := r.Article.Published; err != nil || p.Day() != "2019-09-30" || p.Exact != feed.FromAddress {
		t.Errorf("with a date in the address: published %q exactness %d, %v", p, p.Exact, err)
	}
}

func TestJoinParts(t *testing.T) {
	part := func(body, next string) Result {
		return Result{Article: feed.Article{Title: "长文", Body: body, Pictures: []feed.Picture{{URL: "http://h.example/1.jpg"}}}, NextPart: next}
	}
	r := JoinParts([]Result{part("一。", "2"), part("二。", "3"), part("二。", ""), part("三。", "")})
	if r.Article.Body != "一。\n\n二。\n\n三。" || len(r.Article.Pictures) != 1 || r.NextPart != "" {
		t.Errorf("joined %+v", r)
	}
}

func TestHintPicksTheSamePlace(t *testing.T) {
	const first = `<html><title>一</title><body><h1>第一篇</h1><p>2019-10-02</p><div class="zx"><p>开发区今天召开会议，研究下一步工作，四十家企业参加。</p><p>会议要求，各部门抓紧落实，谁的问题谁解决，不拖不等。</p></div></body>`
	r, err := Article([]byte(first), "http://h.example/1.html", time.Time{}, Hints{})
	if err != nil || r.Found.Article.Body == "" {
		t.Fatalf("found %+v, %v", r.Found, err)
	}
	hints := Hints{}.Learn(r.Found)
	const second = `<html><title>二</title><body><h1>第二篇</h1><p>2019-10-03</p><div class="zx"><p>停水通知：今晚停水，明早恢复，请提前储水，不便之处请谅解。</p></div><div class="gg"><p>本站欢迎投稿，来稿请寄编辑部。</p></div></body>`
	if r, err = Article([]byte(second), "http://h.example/2.html", time.Time{}, Hints{}); err != nil || !strings.Contains(r.Article.Body, "来稿") {
		t.Fatalf("without the hint: body %q, %v", r.Article.Body, err)
	}
	r, err = Article([]byte(second), "http://h.example/2.html", time.Time{}, hints)
	if err != nil || r.Article.Body != "停水通知：今晚停水，明早恢复，请提前储水，不便之处请谅解。" {
		t.Errorf("body %q, %v", r.Article.Body, err)
	}
	if !strings.Contains(fmt.Sprint(r.Reasons), "same place") {
		t.Errorf("reasons %v do not name the hint", r.Reasons)
	}
}

func FuzzArticle(f *testing.F) {
	pages, _ := filepath.Glob("testdata/article/*.html")
	for _, name := range pages {
		if source, err := os.ReadFile(name); err == nil {
			f.Add(source)
		}
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		r, err := Article(page, "http://h.example/b/5521.html", time.Unix(1_600_000_000, 0), Hints{})
		if err != nil {
			if k := feed.KindOf(err); k != feed.Malformed && k != feed.Empty {
				t.Fatalf("error %v", err)
			}
			return
		}
		for _, p := range r.Article.Pictures {
			if !strings.HasPrefix(p.URL, "http") {
				t.Fatalf("picture at %q", p.URL)
			}
		}
		if len(r.Article.Body) > 40*len(page)+4096 {
			t.Fatalf("%d bytes became %d", len(page), len(r.Article.Body))
		}
	})
}

func BenchmarkArticle(b *testing.B) {
	pages, _ := filepath.Glob("testdata/article/*.html")
	sources := make([][]byte, 0, len(pages))
	size := 0
	for _, name := range pages {
		source, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		sources = append(sources, source)
		size += len(source)
	}
	b.SetBytes(int64(size / len(sources)))
	i := 0
	for b.Loop() {
		if _, err := Article(sources[i%len(sources)], "http://h.example/b/5521.html", time.Time{}, Hints{}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
