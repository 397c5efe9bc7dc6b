package syncer

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zonewire/feed"
)

// summaryFeed serves an RSS feed with summaries and dates, and the pages that hold the whole articles, without dates.
func summaryFeed(t *testing.T, fetched map[string]int) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/rss.xml", func(w http.ResponseWriter, r *http.Request) {
		var b strings.Builder
		b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>园区要闻</title>`)
		for n := 1; n <= 3; n++ {
			fmt.Fprintf(&b, `<item><title>园区第%d条要闻</title><link>http://%s/a/%d.html</link><author>园区融媒体中心</author>`+
				`<pubDate>Mon, 03 Mar 2025 0%d:00:00 +0800</pubDate><description>这是第%d条要闻的摘要……</description></item>`, n, r.Host, n, n, n)
		}
		b.WriteString("</channel></rss>")
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, b.String())
	})
	mux.HandleFunc("/a/", func(w http.ResponseWriter, r *http.Request) {
		fetched[r.URL.Path]++
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, strings.ReplaceAll(articlePage(7), "发布时间：2025-03-21 ", ""))
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// TestSummariesAreCompletedFromTheirPages syncs a feed of summaries: the bodies come from the pages, and what only the
// feed says stays.
func TestSummariesAreCompletedFromTheirPages(t *testing.T) {
	fetched := map[string]int{}
	server := summaryFeed(t, fetched)
	d := newDesk(t)
	d.engine.opt.ArticlesAtOnce = 1
	d.add(t, feed.Source{Name: "园区", URL: server.URL + "/rss.xml", Kind: feed.FeedSource})
	if p := d.run(t, Request{}); p.Broken != 0 {
		t.Fatal(p.LastError)
	}
	id, ok, err := d.store.ArticleByURL(t.Context(), server.URL+"/a/1.html")
	if err != nil || !ok {
		t.Fatalf("the first entry was not stored: %v", err)
	}
	a, _, err := d.store.Article(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Body, "全力做好要素保障") || strings.Contains(a.Body, "摘要") {
		t.Errorf("the body is not the page's: %q", a.Body)
	}
	if a.Published.String() != "2025-03-03T01:00:00+08:00" {
		t.Errorf("the feed's time became %q", a.Published)
	}
	if len(fetched) != 3 {
		t.Errorf("%d pages were fetched of 3", len(fetched))
	}
	d.run(t, Request{})
	for path, n := range fetched {
		if n != 1 {
			t.Errorf("%s was fetched %d times", path, n)
		}
	}
}

// TestAFeedAddedUnseenIsFoundOut syncs a feed that was taken for a news column because its site did not answer when it
// was added.
func TestAFeedAddedUnseenIsFoundOut(t *testing.T) {
	server := summaryFeed(t, map[string]int{})
	d := newDesk(t)
	d.engine.opt.ArticlesAtOnce = 1
	d.add(t, feed.Source{Name: "园区", URL: server.URL + "/rss.xml", Kind: feed.SiteSource})
	if p := d.run(t, Request{}); p.Broken != 0 || p.New != 3 {
		t.Fatalf("%d new: %v", p.New, p.LastError)
	}
	s, err := d.store.SourceByName(t.Context(), "园区")
	if err != nil || s.Kind != feed.FeedSource {
		t.Errorf("its kind is %q, %v", s.Kind, err)
	}
	id, _, err := d.store.ArticleByURL(t.Context(), server.URL+"/a/1.html")
	if err != nil {
		t.Fatal(err)
	}
	a, _, err := d.store.Article(t.Context(), id)
	if err != nil || a.Published.String() != "2025-03-03T01:00:00+08:00" || !strings.Contains(a.Body, "全力做好要素保障") {
		t.Errorf("%s %q %v", a.Published, a.Body, err)
	}
}

// TestFullTextNever keeps to what the feed says.
func TestFullTextNever(t *testing.T) {
	fetched := map[string]int{}
	server := summaryFeed(t, fetched)
	d := newDesk(t)
	d.add(t, feed.Source{Name: "园区", URL: server.URL + "/rss.xml", Kind: feed.FeedSource, FullText: feed.FullTextNever})
	if p := d.run(t, Request{}); p.New != 3 || len(fetched) != 0 {
		t.Errorf("%d articles, %d pages fetched", p.New, len(fetched))
	}
}

// TestALongFeedIsSaidToBeCut has more entries than are taken, and is not sent again the second time.
func TestALongFeedIsSaidToBeCut(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>园区要闻</title>`)
		for n := range maxItems + 7 {
			fmt.Fprintf(w, `<item><title>园区第%d条要闻</title><link>http://%s/a/%d.html</link>`+
				`<description>这是第%d条要闻的全文。</description></item>`, n, r.Host, n, n)
		}
		fmt.Fprint(w, "</channel></rss>")
	}))
	defer server.Close()
	d := newDesk(t)
	d.add(t, feed.Source{Name: "园区", URL: server.URL + "/rss.xml", Kind: feed.FeedSource, FullText: feed.FullTextNever})
	for _, fresh := range []int{maxItems, 0} {
		p := d.run(t, Request{})
		if h := d.health(t, "园区"); p.New != fresh || h.Kind != "" || !strings.Contains(h.Detail, "the first 1000 of 1007 entries") {
			t.Errorf("%d new, %+v", p.New, h)
		}
	}
}
