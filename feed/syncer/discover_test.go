package syncer

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"zonewire/feed"
	"zonewire/feed/demo"
)

// TestDiscover looks at the demo portal's home page, at one of its columns, and at one of its feeds.
func TestDiscover(t *testing.T) {
	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	d := newDesk(t)

	home, err := d.engine.Discover(t.Context(), server.URL+"/")
	if err != nil || !home.Home {
		t.Fatalf("the home page is not seen as one: %+v, %v", home, err)
	}
	var addresses []string
	for _, o := range home.Offers {
		addresses = append(addresses, strings.TrimPrefix(o.URL, server.URL))
		if o.Name == "" || o.Articles == 0 || len(o.Headlines) == 0 || o.Headlines[0].Title == "" {
			t.Errorf("an offer does not show what it has: %+v", o)
		}
	}
	for _, s := range site.Sources(server.URL) {
		if path := strings.TrimPrefix(s.URL, server.URL); !slices.Contains(addresses, path) {
			t.Errorf("the column %s was not found among %v", path, addresses)
		}
	}
	if first := home.Offers[0]; !first.Full {
		t.Errorf("the feed with whole articles does not come first, but %+v", first)
	}

	column, err := d.engine.Discover(t.Context(), server.URL+"/tc/wz/")
	if err != nil || column.Home || column.Offers[0].Kind != feed.SiteSource || !column.Offers[0].More {
		t.Errorf("a column is seen as %+v, %v", column, err)
	}
	rss, err := d.engine.Discover(t.Context(), server.URL+"/gc/rss/zs.xml")
	if err != nil || rss.Offers[0].Kind != feed.FeedSource || !rss.Offers[0].Full {
		t.Errorf("a feed is seen as %+v, %v", rss, err)
	}
	if _, err := d.engine.Discover(t.Context(), server.URL+"/nothing/here"); feed.KindOf(err) != feed.Gone {
		t.Errorf("a missing page gives %v", err)
	}
}

// TestCheckSaysWhatIsThere tries a healthy source and a missing one.
func TestCheckSaysWhatIsThere(t *testing.T) {
	server := httptest.NewServer(demo.New().Handler())
	defer server.Close()
	d := newDesk(t)
	c := d.engine.Check(t.Context(), feed.Source{URL: server.URL + "/tc/wz/", Kind: feed.SiteSource})
	want := []string{"title", "published", "source", "zone", "breadcrumb", "body"}
	if c.Err != nil || !c.Reachable || c.Charset != "gb18030" || c.Articles != 20 || !slices.Equal(c.Fields, want) || !c.Neighbours || c.Headline == "" {
		t.Errorf("check says %+v", c)
	}
	if c := d.engine.Check(t.Context(), feed.Source{URL: server.URL + "/no"}); c.Reachable || feed.KindOf(c.Err) != feed.Gone {
		t.Errorf("check of a missing page says %+v", c)
	}
}
