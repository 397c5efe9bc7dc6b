package syncer

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
)

// listPage is a news column with links to articles at the paths.
func listPage(paths ...string) string {
	var b strings.Builder
	b.WriteString("<html><head><meta charset=utf-8><title>园区动态</title></head><body><div><ul>")
	for i, p := range paths {
		fmt.Fprintf(&b, `<li><a href="%s">开发区第%d个重点项目签约落户</a><span>2025-03-%02d</span></li>`, p, i+1, 28-i)
	}
	b.WriteString("</ul></div></body></html>")
	return b.String()
}

// articlePage is a plain article.
func articlePage(n int) string {
	return fmt.Sprintf(`<html><head><meta charset=utf-8><title>开发区第%d个重点项目签约落户</title></head><body>
<h1>开发区第%d个重点项目签约落户</h1><p>发布时间：2025-03-%02d 来源：开发区管委会</p><div>
<p>　　3月的开发区，项目建设热火朝天。当天上午，第%d个重点项目正式签约，总投资12.5亿元。</p>
<p>　　该项目将建设年产30万套关键零部件的生产线，投产后预计年产值超过20亿元。</p>
<p>　　开发区负责人表示，将全力做好要素保障，推动项目早开工、早投产、早见效。</p></div></body></html>`, n, n, 28-n, n)
}

// TestFailureLeavesTheCacheAlone breaks a site after a sync: its articles stay, and silence counts as drift.
func TestFailureLeavesTheCacheAlone(t *testing.T) {
	broken := false
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.URL.Path == "/" && broken:
			fmt.Fprint(w, "<html><body><div>系统升级中</div></body></html>")
		case r.URL.Path == "/":
			fmt.Fprint(w, listPage("/1.html", "/2.html", "/3.html"))
		default:
			fmt.Fprint(w, articlePage(int(r.URL.Path[1]-'0')))
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	d := newDesk(t)
	d.add(t, feed.Source{Name: "园区", URL: server.URL + "/", Kind: feed.SiteSource})
	if p := d.run(t, Request{}); p.New != 3 || p.Broken != 0 {
		t.Fatalf("the first sync brought %d articles, %v", p.New, p.LastError)
	}
	broken = true
	d.run(t, Request{})
	s, err := d.store.SourceByName(t.Context(), "园区")
	if err != nil {
		t.Fatal(err)
	}
	if s.Health.Kind != feed.Drifted {
		t.Errorf("a list that lost its articles is %q, want drifted", s.Health.Kind)
	}
	if _, _, total, err := d.store.Totals(t.Context()); err != nil || total != 3 {
		t.Errorf("%d articles are left of 3 (%v)", total, err)
	}
}

// TestTextInNoCharset syncs a page whose bytes are no text that is known.
func TestTextInNoCharset(t *testing.T) {
	var page []byte
	for n := range 128 * 20 {
		page = append(page, byte(128+n%128))
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=x-nobody")
		_, _ = w.Write(append([]byte("<html><body><ul>"), page...))
	}))
	defer server.Close()
	d := newDesk(t)
	d.add(t, feed.Source{Name: "园区", URL: server.URL + "/", Kind: feed.SiteSource})
	d.run(t, Request{})
	if s, err := d.store.SourceByName(t.Context(), "园区"); err != nil || s.Health.Kind != feed.Charset {
		t.Errorf("%q, %v", s.Health.Kind, err)
	}
}

// TestCancelledSyncKeepsWhatCame cancels a sync in the middle and goes on with the next.
func TestCancelledSyncKeepsWhatCame(t *testing.T) {
	var paths []string
	for n := range 27 {
		paths = append(paths, fmt.Sprintf("/%d.html", n+1))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/" {
			fmt.Fprint(w, listPage(paths...))
			return
		}
		time.Sleep(20 * time.Millisecond)
		var n int
		_, _ = fmt.Sscanf(r.URL.Path, "/%d.html", &n)
		fmt.Fprint(w, articlePage(n))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	d := newDesk(t)
	d.add(t, feed.Source{Name: "园区", URL: server.URL + "/", Kind: feed.SiteSource})
	ctx, cancel := context.WithTimeout(t.Context(), 120*time.Millisecond)
	defer cancel()
	var last Progress
	for p := range d.engine.Run(ctx, Request{}) {
		last = p
	}
	if !last.Final || feed.KindOf(last.LastError) != feed.Timeout && feed.KindOf(last.LastError) != feed.Cancelled {
		t.Errorf("a cancelled sync ended with %+v", last)
	}
	s, err := d.store.SourceByName(t.Context(), "园区")
	if err != nil {
		t.Fatal(err)
	}
	if s.Health.Kind != "" || s.Health.Failures != 0 {
		t.Errorf("cancelling was held against the source: %+v", s.Health)
	}
	d.run(t, Request{})
	if _, _, total, err := d.store.Totals(t.Context()); err != nil || total != len(paths) {
		t.Errorf("after going on there are %d articles of %d (%v)", total, len(paths), err)
	}
}
