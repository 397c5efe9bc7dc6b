package tui

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zonewire/feed"
)

// newHome is a site whose home page leads to three news columns.
func newHome(t *testing.T) *httptest.Server {
	t.Helper()
	names := []string{"园区动态", "招商引资", "通知公告"}
	page := func(w http.ResponseWriter, body string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, "<html><head><title>示例开发区</title></head><body>%s</body></html>", body)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var nav, rows strings.Builder
		for i, name := range names {
			fmt.Fprintf(&nav, `<li><a href="/news%d/">%s</a></li>`, i, name)
		}
		for i, name := range names {
			if r.URL.Path != fmt.Sprintf("/news%d/", i) {
				continue
			}
			for n := range 15 {
				fmt.Fprintf(&rows, `<li><a href="/news%d/2019%02d/t%d.html">%s第%d条：重点项目集中开工建设</a><span>2019-09-%02d</span></li>`, i, 9, 100+n, name, n+1, 28-n)
			}
			page(w, fmt.Sprintf(`<ul class="nav">%s</ul><h2>%s</h2><ul class="list">%s</ul>`, nav.String(), name, rows.String()))
			return
		}
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		page(w, fmt.Sprintf(`<ul class="nav"><li><a href="/">首页</a></li>%s</ul>`, nav.String()))
	}))
	t.Cleanup(server.Close)
	return server
}

// TestAddHomePage chooses two columns of a home page.
func TestAddHomePage(t *testing.T) {
	site := newHome(t)
	d := newSyncing(t, newStore(t), false)
	d.resize(100, 30)
	d.press("a", site.URL+"/", "enter")
	d.sees("网站首页，选择栏目", "园区动态", "招商引资", "通知公告", "园区动态第1条：重点项目集中开工建设")
	d.press(" ", "j", " ", "enter")
	d.finishSync()
	if s := d.m.data.sources; len(s) != 2 || s[0].Kind != feed.SiteSource {
		t.Errorf("sources are %+v", s)
	}
	d.press("a", site.URL+"/", "enter")
	d.sees("已有")
	d.press("a", "enter")
	d.finishSync()
	if s := d.m.data.sources; len(s) != 3 {
		t.Errorf("sources are %+v", s)
	}
	d.press("a", site.URL+"/", "enter", "esc")
	if d.m.overlay != nil || len(d.m.data.sources) != 3 {
		t.Error("esc does not leave the choice")
	}
}
