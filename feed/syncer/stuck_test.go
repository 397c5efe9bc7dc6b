package syncer

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zonewire/feed"
)

// TestPagingThatCannotBeFollowed syncs a column whose next page needs a POST: it says so, and reaches the older articles
// by 上一条.
func TestPagingThatCannotBeFollowed(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		var n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/a/10%d.html", &n); {
		case r.URL.Path == "/news/":
			page := listPage("/a/109.html", "/a/108.html", "/a/107.html", "/a/106.html", "/a/105.html")
			fmt.Fprint(w, strings.Replace(page, "</ul>", `</ul><form method="post" name="pager" action="/news/"><input type="hidden" name="page" value="1">
<a href="javascript:document.pager.page.value=2;document.pager.submit()">下一页</a></form>`, 1))
		case err == nil && n > 0:
			older := fmt.Sprintf(`<p>上一条：<a href="/a/10%d.html">开发区第%d个重点项目签约落户</a></p></body>`, n-1, n-1)
			if n == 1 {
				older = "<p>上一条：没有了</p></body>"
			}
			fmt.Fprint(w, strings.Replace(articlePage(n), "</body>", older, 1))
		default:
			http.NotFound(w, r)
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	d := newDesk(t)
	d.add(t, feed.Source{Name: "园区", URL: server.URL + "/news/", Kind: feed.SiteSource})
	d.run(t, Request{})
	s, err := d.store.SourceByName(t.Context(), "园区")
	if err != nil {
		t.Fatal(err)
	}
	if s.Health.Kind != "" || !strings.Contains(s.Health.Detail, "further pages not read") {
		t.Errorf("the source says %q (%s)", s.Health.Detail, s.Health.Kind)
	}
	if _, _, total, err := d.store.Totals(t.Context()); err != nil || total != 9 {
		t.Errorf("%d articles of 9 were reached (%v)", total, err)
	}
}
