package syndication

import (
	"testing"
	"time"

	"zonewire/feed"
)

func TestSitemaps(t *testing.T) {
	at := time.Date(2025, 3, 20, 12, 0, 0, 0, time.UTC)
	head := `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`
	news := head + `<url><loc>http://x.example/yw/a.html</loc><news:news><news:publication><news:name>园区日报</news:name>
<news:language>zh</news:language></news:publication><news:publication_date>2025-03-18T09:30:00+08:00</news:publication_date>
<news:title>园区新材料项目投产</news:title></news:news></url></urlset>`
	f, err := Parse([]byte(news), "http://x.example/news.xml", at)
	if err != nil {
		t.Fatal(err)
	}
	a := f.Entries[0].Article
	if a.Title != "园区新材料项目投产" || a.Origin != "园区日报" || a.Published.String() != "2025-03-18T09:30:00+08:00" || f.Entries[0].Full {
		t.Errorf("the news sitemap's entry is %+v", a)
	}

	plain := head + `<url><loc>http://x.example/</loc></url><url><loc>http://x.example/news/</loc><lastmod>2025-03-19</lastmod></url>
<url><loc>http://x.example/news/1042.html</loc><lastmod>2025-03-19T08:00:00Z</lastmod></url>
<url><loc>http://x.example/news/1042.html</loc></url><url><loc>http://x.example/news/1041.html</loc></url><url><loc>http://x.exam`
	f, err = Parse([]byte(plain), "http://x.example/sitemap.xml", at)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Entries) != 2 || f.Entries[0].Article.URL != "http://x.example/news/1042.html" {
		t.Fatalf("the sitemap's articles are %+v", f.Entries)
	}
	if p := f.Entries[0].Article.Published; p.Exact != feed.ToDay || p.Day() != "2025-03-19" {
		t.Errorf("the day of change is %v", p)
	}
	if f.Problem == "" {
		t.Errorf("a sitemap cut off in the middle is not reported")
	}

	if _, err := Parse([]byte(head+`<url><loc>http://x.example/about/</loc></url></urlset>`), "http://x.example/", at); feed.KindOf(err) != feed.Malformed {
		t.Errorf("a sitemap without articles gives %v", err)
	}
}
