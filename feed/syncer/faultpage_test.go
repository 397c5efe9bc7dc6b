package syncer

import (
	"fmt"
	"net/http"
	"strings"

	"zonewire/feed"
)

// pageFaults answer well and say nonsense.
func pageFaults() []fault {
	five := listPage("/1.html", "/2.html", "/3.html", "/4.html", "/5.html")
	next := func(to string) string {
		return strings.Replace(five, "</body>", `<div class="page"><a href="`+to+`">下一页</a></div></body>`, 1)
	}
	return []fault{
		{name: "empty", kind: feed.Empty, play: page200("")},
		{name: "cut within a tag", kind: feed.Empty, play: page200("<html><head><title>园区动态</title></head><body><ul><li><a href=")},
		{name: "binary", kind: feed.Malformed, play: page200("%PDF-1.4\n" + strings.Repeat("\x00\xff\x81\x02", 4000))},
		{name: "binary called HTML", kind: feed.Malformed, play: page200("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\xff\x81\x02", 4000))},
		{name: "wrong charset", fresh: 5, play: column(func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			return false
		})},
		{name: "8 MiB of one line", kind: feed.Empty, play: long("<html><body><p>", "开发区建设")},
		{name: "8 MiB of one tag", kind: feed.Empty, play: long("<a href='", "x")},
		{name: "nested without end", kind: feed.Empty, play: long("", "<div>")},
		{name: "8 MiB of attributes", kind: feed.Empty, play: long("<a", " a=1")},
		{name: "100,000 links", kind: feed.Gone, play: func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/" {
				http.NotFound(w, r)
				return
			}
			say(w, "<html><body><ul>")
			for n := range 100_000 {
				fmt.Fprintf(w, "<li><a href=/%d.htm>开发区第%d个重点项目签约</a>2025-03-01", n, n)
			}
		}},
		{name: "links to no page", kind: feed.Empty, play: page200(strings.NewReplacer(
			"/1.html", "javascript:go(1)", "/2.html", "data:text/html,x", "/3.html", "file:///etc/passwd",
			"/4.html", "mailto:a@example.cn", "/5.html", "ftp://example.cn/5").Replace(five))},
		{name: "next page is itself", fresh: 5, play: atRoot(next("/"))},
		{name: "next pages in a circle", fresh: 5, play: column(func(w http.ResponseWriter, r *http.Request) bool {
			switch r.URL.Path {
			case "/":
				return say(w, next("/index_2.html"))
			case "/index_2.html":
				return say(w, next("/"))
			}
			return false
		})},
		{name: "next pages without end", fresh: 5, play: column(func(w http.ResponseWriter, r *http.Request) bool {
			n := 1
			if _, err := fmt.Sscanf(r.URL.Path, "/index_%d.html", &n); err != nil && r.URL.Path != "/" {
				return false
			}
			return say(w, next(fmt.Sprintf("/index_%d.html", n+1)))
		})},
		{name: "articles that lead to themselves", fresh: 5, play: inArticles(func(w http.ResponseWriter, r *http.Request) {
			say(w, withLinks(r.URL.Path, r.URL.Path, r.URL.Path))
		})},
		{name: "articles in parts without end", fresh: 5, play: inArticles(func(w http.ResponseWriter, r *http.Request) {
			var n, part int
			_, _ = fmt.Sscanf(r.URL.Path, "/%d_%d.html", &n, &part)
			if part == 0 {
				_, _ = fmt.Sscanf(r.URL.Path, "/%d.html", &n)
				part = 1
			}
			say(w, withLinks(r.URL.Path, fmt.Sprintf("/%d_%d.html", n, part+1), ""))
		})},
		{name: "articles without body", kind: feed.Drifted, play: inArticles(page200("<title>开发区项目</title><script>x()</script>"))},
		{name: "articles in a frame that is itself", kind: feed.Drifted, play: inArticles(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `<title>开发区项目</title><iframe src="%s"></iframe>`, r.URL.Path)
		})},
		{name: "articles that do not answer well", kind: feed.BadStatus, play: inArticles(status(500))},
		{name: "articles on a private address", kind: feed.Redirects, play: atRoot(strings.ReplaceAll(five, `href="/`, `href="http://10.0.0.1/`))},
		{name: "escape sequences", fresh: 5, play: column(func(w http.ResponseWriter, r *http.Request) bool {
			return r.URL.Path != "/" && say(w, strings.ReplaceAll(articlePage(int(r.URL.Path[1]-'0')), "开发区", "\x1b]0;x\x07\x9b2J\u202e开发区"))
		})},
		{name: "a headline of 1 MiB", fresh: 5, play: column(func(w http.ResponseWriter, r *http.Request) bool {
			return r.URL.Path != "/" && say(w, strings.ReplaceAll(articlePage(int(r.URL.Path[1]-'0')), "重点项目签约", strings.Repeat("签约", 1<<17)))
		})},
		{name: "1,000 marks on one letter", fresh: 5, play: column(func(w http.ResponseWriter, r *http.Request) bool {
			return r.URL.Path != "/" && say(w, strings.ReplaceAll(articlePage(int(r.URL.Path[1]-'0')), "开发区", "开"+strings.Repeat("\u0301", 1000)))
		})},
		{name: "HTML for RSS", kind: feed.Malformed, feed: true, play: column(nil)},
		{name: "RSS for HTML", fresh: 3, play: page200(rssFeed(3))},
		{name: "RSS cut in the middle", fresh: 2, feed: true, play: column(func(w http.ResponseWriter, r *http.Request) bool {
			whole := rssFeed(3)
			return r.URL.Path == "/" && say(w, whole[:strings.LastIndex(whole, "<item>")])
		})},
		{name: "entities that grow", kind: feed.Empty, feed: true, play: page200(laughs())},
		{name: "RSS nested without end", kind: feed.Empty, feed: true, play: long("<rss><channel>", "<item>")},
		{name: "RSS without entries", kind: feed.Empty, feed: true, play: page200(rssFeed(0))},
	}
}

// long answers with just under 8 MiB: a beginning, and then the same again and again.
func long(begin, again string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		say(w, begin)
		repeat(w, again, (8<<20-len(begin))/len(again))
	}
}

// withLinks is an article with a further page of its body and a neighbour.
func withLinks(path, part, neighbour string) string {
	body := articlePage(int(path[1] - '0'))
	links := fmt.Sprintf(`<div class="page"><a href="%s">下一页</a></div>`, part)
	if neighbour != "" {
		links += fmt.Sprintf(`<p>上一条：<a href="%s">同一条新闻</a></p><p>下一条：<a href="%s">同一条新闻</a></p>`, neighbour, neighbour)
	}
	return strings.Replace(body, "</div></body>", links+"</div></body>", 1)
}

// rssFeed is a feed of n summaries.
func rssFeed(n int) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>园区动态</title>`)
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, `<item><title>开发区第%d个重点项目签约落户</title><link>/%d.html</link><description>项目签约</description></item>`, i, i)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// laughs is a document whose entities would grow to billions of letters.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "开发区">`)
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, `<!ENTITY a%d "%s">`, i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	b.WriteString(`]><rss version="2.0"><channel><title>&a11;</title></channel></rss>`)
	return b.String()
}
