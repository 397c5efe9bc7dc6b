package demo

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zonewire/feed"
)

func mustURL(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	return u
}

// decode is a page's text as a browser has it.
func decode(t *testing.T, p Template, body []byte) string {
	t.Helper()
	if p != Tables {
		return string(body)
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// plain is the text of an HTML page without scripts, and without any white space.
func plain(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			b.WriteString(n.Data)
		}
	}
	return squeeze(b.String())
}

func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

var (
	linked   = regexp.MustCompile(`\s(?:href|src|data-original)="([^"]+)"`)
	scripted = regexp.MustCompile(`goPage\((\d+)\)`)
	trsPages = regexp.MustCompile(`createPageHTML\((\d+), (\d+), "index", "html"\)`)
)

// linksOf are the addresses on a page, those that its scripts make with it.
func linksOf(page string, at *url.URL) []string {
	var found []string
	add := func(ref string) {
		if u, err := at.Parse(strings.ReplaceAll(ref, "&amp;", "&")); err == nil && u.Scheme == "" && u.Path != "" {
			u.Fragment = ""
			found = append(found, u.String())
		}
	}
	for _, m := range linked.FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(m[1], "javascript:") && !strings.HasPrefix(m[1], "mailto:") {
			add(m[1])
		}
	}
	for _, m := range scripted.FindAllStringSubmatch(page, -1) {
		if m[1] == "1" {
			add("index.html")
		} else {
			add("index_" + m[1] + ".html")
		}
	}
	if m := trsPages.FindStringSubmatch(page); m != nil && m[1] > "1" && m[2] == "0" {
		add("index_1.html")
	}
	return found
}

func TestEveryLinkLeadsSomewhereAndEveryArticleIsReached(t *testing.T) {
	s := New()
	seen, queue := map[string]bool{"/": true}, []string{"/"}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		w := fetch(t, s, at)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", at, w.Code)
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		tables := Divs
		if strings.HasPrefix(at, "/tc/") {
			tables = Tables
		}
		for _, link := range linksOf(decode(t, tables, w.Body.Bytes()), mustURL(at)) {
			if !seen[link] {
				seen[link] = true
				queue = append(queue, link)
			}
		}
	}
	for _, p := range s.Articles() {
		wanted := slices.Concat([]string{p.Path}, p.Parts)
		for _, picture := range p.Pictures {
			wanted = append(wanted, picture.URL)
		}
		for _, file := range p.Attachments {
			wanted = append(wanted, file.URL)
		}
		for _, path := range wanted {
			if !seen[path] {
				t.Errorf("%s is not linked from anywhere", path)
			}
		}
	}
	t.Logf("%d addresses", len(seen))
}

func TestSourcesReachEveryArticle(t *testing.T) {
	s := New()
	s.Publish(300)
	reached := map[string]bool{}
	for _, source := range s.Sources("") {
		at := source.URL
		for range source.Pages {
			w := fetch(t, s, at)
			page := w.Body.String()
			here := mustURL(at)
			next := ""
			if source.Kind == feed.FeedSource {
				for _, m := range regexp.MustCompile(`<link>http://example.com(/[^<]+)</link>`).FindAllStringSubmatch(page, -1) {
					reached[m[1]] = true
				}
				break
			}
			for _, link := range linksOf(page, here) {
				reached[link] = true
			}
			e := s.current.Load()
			for _, site := range e.sites {
				for _, c := range site.Columns {
					for n := 1; c.Home() == source.URL && n < 500; n++ {
						if listPath(site, c.Home(), n) == at {
							next = listPath(site, c.Home(), n+1)
						}
					}
				}
			}
			if _, ok := e.find(mustURL(next)); !ok {
				break
			}
			at = next
		}
	}
	for _, p := range s.Articles() {
		if !reached[p.Path] {
			t.Errorf("%s (%s) is in no source", p.Path, p.Column)
		}
	}
}

func TestPagesHoldTheirArticles(t *testing.T) {
	s := New()
	used := map[string]bool{}
	for _, p := range s.Articles() {
		var page string
		for i, path := range slices.Concat([]string{p.Path}, p.Parts) {
			body := fetch(t, s, path).Body.Bytes()
			if p.Template == Tables && !bytes.Contains(body, []byte("charset=gb2312")) {
				t.Errorf("%s does not declare gb2312", path)
			}
			text := decode(t, p.Template, body)
			if i == 0 && p.Template == Gov && !strings.Contains(text, `<meta name="ArticleTitle" content="`) {
				t.Errorf("%s has no meta tags", path)
			}
			page += plain(t, text)
		}
		wanted := slices.Concat(p.Paragraphs, p.Breadcrumb, []string{
			p.Title, p.Origin, p.Author, p.Editor, p.ZoneLabel, p.Published.Day(), p.Prev.Title, p.Next.Title,
		})
		for _, picture := range p.Pictures {
			wanted = append(wanted, picture.Caption)
		}
		for _, want := range wanted {
			if !strings.Contains(page, squeeze(want)) {
				t.Errorf("%s lacks %q", p.Path, want)
			}
		}
		for _, word := range Noise() {
			if strings.Contains(page, squeeze(word)) {
				used[word] = true
			}
			for _, paragraph := range p.Paragraphs {
				if strings.Contains(paragraph, word) {
					t.Errorf("%s: %q in %q", p.Path, word, paragraph)
				}
			}
		}
	}
	for _, word := range Noise() {
		if !used[word] {
			t.Errorf("no page has the noise %q", word)
		}
	}
}

func TestGrammarLeavesNothingOpen(t *testing.T) {
	for _, p := range New().Articles() {
		text := lines(p)
		if strings.ContainsAny(text, "{}|~@<>*") || strings.Contains(text, "。。") || strings.Contains(text, "，。") {
			t.Errorf("%s: %s", p.Path, text)
		}
		if p.written {
			continue
		}
		if n := len(p.Paragraphs) + len(p.Tables); n < 3 || n > 10 {
			t.Errorf("%s (%s) has %d paragraphs", p.Path, p.Kind, n)
		}
	}
}
