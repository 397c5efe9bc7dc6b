package page

import (
	"embed"
	"errors"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
)

//go:embed testdata/home
var homePages embed.FS

const homeURL = "http://www.linjiang.example/"

func homePage(t testing.TB) []byte {
	t.Helper()
	b, err := homePages.ReadFile("testdata/home/columns.html")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestReadHome(t *testing.T) {
	home, err := ReadHome(homePage(t), homeURL, time.Date(2021, 1, 5, 9, 0, 0, 0, feed.Beijing()))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		title, path string
		headlines   []int // places in headlines()
	}{
		{"园区要闻", "xw/yw/", []int{7, 0, 1, 2, 3, 4}},
		{"投资动态", "list.asp?cid=9", []int{4, 5, 6, 7, 8}},
		{"公示", "gg/gs/", []int{6, 7, 8, 9}},
		{"通知", "gg/tz/", []int{2, 3, 4, 5}},
		{"新闻中心", "xw/", nil},
		{"通知公告", "gg/", nil},
		{"招商引资", "zs/", nil},
		{"政策法规", "zc/", nil},
	} {
		if i >= len(home.Columns) {
			t.Fatalf("%d columns only", len(home.Columns))
		}
		c := home.Columns[i]
		if c.Title != want.title || c.URL != homeURL+want.path || len(c.Headlines) != len(want.headlines) {
			t.Errorf("column %d is %s %s with %d headlines, want %s %s with %d", i, c.Title, c.URL, len(c.Headlines),
				want.title, want.path, len(want.headlines))
			continue
		}
		for k, n := range want.headlines {
			if c.Headlines[k].Title != headlines()[n] {
				t.Errorf("%s: headline %d is %q, want %q", c.Title, k, c.Headlines[k].Title, headlines()[n])
			}
		}
	}
	for _, c := range home.Columns {
		if strings.Contains(c.URL, "example-") || c.Title == "园区概况" || c.Title == "互动留言" {
			t.Errorf("no news column: %s %s", c.Title, c.URL)
		}
	}
	feeds := []feed.Link{{Title: "园区要闻", URL: homeURL + "rss/yaowen.xml"}, {Title: "RSS", URL: homeURL + "feed/"}}
	if len(home.Feeds) != 2 || home.Feeds[0] != feeds[0] || home.Feeds[1] != feeds[1] {
		t.Errorf("feeds %v, want %v", home.Feeds, feeds)
	}
	if len(home.Sitemaps) != 1 || home.Sitemaps[0] != homeURL+"sitemap.xml" {
		t.Errorf("sitemaps %v", home.Sitemaps)
	}
}

func TestReadHomeErrors(t *testing.T) {
	for page, kind := range map[string]feed.Kind{
		"":          feed.Empty,
		"no markup": feed.Malformed,
		"<html><body>网站升级中</body></html>": feed.Empty,
	} {
		_, err := ReadHome([]byte(page), homeURL, time.Time{})
		var e *feed.Error
		if !errors.As(err, &e) || e.Kind != kind {
			t.Errorf("%q: %v, want kind %s", page, err, kind)
		}
	}
}

func FuzzHome(f *testing.F) {
	f.Add(homePage(f))
	f.Add(listPage(f, "front"))
	f.Add(listPage(f, "jcms"))
	f.Fuzz(func(t *testing.T, page []byte) {
		home, err := ReadHome(page, homeURL, time.Time{})
		if err != nil {
			return
		}
		for _, c := range home.Columns {
			if c.Title == "" || !strings.HasPrefix(c.URL, "http") || len(c.Headlines) > maxHeadlines {
				t.Errorf("column %+v", c)
			}
		}
		for _, l := range home.Feeds {
			if !strings.HasPrefix(l.URL, "http") {
				t.Errorf("feed %+v", l)
			}
		}
	})
}
