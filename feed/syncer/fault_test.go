package syncer

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
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

// faultySite plays a site for each way in which a source can go wrong, and one that is well.
func faultySite(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	html := func(path, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, body)
		})
	}
	html("/well/", listPage("/well/1.html", "/well/2.html", "/well/3.html", "/well/4.html", "/well/5.html"))
	for n := 1; n <= 5; n++ {
		html(fmt.Sprintf("/well/%d.html", n), articlePage(n))
	}
	html("/empty/", "")
	html("/truncated/", "<html><head><title>园区动态</title></head><body><div><ul><li><a href=")
	mux.HandleFunc("/binary/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		_, _ = w.Write(append([]byte("%PDF-1.4\n\x00\x01\x02"), bytes.Repeat([]byte{0, 0xff, 0x81}, 4000)...))
	})
	mux.HandleFunc("/huge/", func(w http.ResponseWriter, _ *http.Request) {
		chunk := bytes.Repeat([]byte("<p>开发区</p>"), 4096)
		for range 100 << 20 / len(chunk) {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/bomb/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		zeros := make([]byte, 1<<20)
		for range 200 {
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
		_ = z.Close()
	})
	mux.HandleFunc("/loop/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/loop/"+fmt.Sprint(len(r.URL.Path)%2), http.StatusFound)
	})
	mux.HandleFunc("/hang/", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(20 * time.Second):
		}
	})
	mux.HandleFunc("/500/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.HandleFunc("/charset/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		fmt.Fprint(w, listPage("/well/1.html", "/well/2.html", "/well/3.html"))
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// TestEachFaultIsAnErrorOnItsSource syncs one source of each kind of fault beside a healthy one.
func TestEachFaultIsAnErrorOnItsSource(t *testing.T) {
	server := faultySite(t)
	d := newDesk(t)
	client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1, PerHost: 20, Timeout: 4 * time.Second})
	defer client.Close()
	d.engine = New(d.store, client, gazetteer.Load(), slog.New(slog.DiscardHandler), Options{SourcesAtOnce: 20})
	want := map[string]feed.Kind{
		"well": "", "empty": feed.Empty, "truncated": feed.Empty, "binary": feed.Malformed, "huge": feed.TooLarge,
		"bomb": feed.TooLarge, "loop": feed.Redirects, "hang": feed.Timeout, "500": feed.BadStatus, "charset": "",
	}
	for name := range want {
		d.add(t, feed.Source{Name: name, URL: server.URL + "/" + name + "/", Kind: feed.SiteSource})
	}
	d.add(t, feed.Source{Name: "nobody", URL: "http://127.0.0.1:1/news/", Kind: feed.SiteSource})
	want["nobody"] = feed.Refused
	p := d.run(t, Request{})
	if p.New != 5 {
		t.Errorf("the healthy source brought %d articles of 5", p.New)
	}
	sources, err := d.store.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		if s.Health.Kind != want[s.Name] {
			t.Errorf("source %s is %q (%s), want %q", s.Name, s.Health.Kind, s.Health.Detail, want[s.Name])
		}
		if want[s.Name] != "" && (s.Health.Detail == "" || s.Health.Since.IsZero() || s.Health.Failures != 1) {
			t.Errorf("source %s does not say what was seen and since when: %+v", s.Name, s.Health)
		}
	}
	if p.Broken != len(want)-2 {
		t.Errorf("%d sources count as broken, want %d", p.Broken, len(want)-2)
	}
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
