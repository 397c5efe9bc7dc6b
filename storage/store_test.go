package storage

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
)

// open makes a cache in a temporary folder with one source.
func open(t testing.TB) (*Store, feed.SourceID) {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "news.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	id, err := s.AddSource(t.Context(), feed.Source{Name: "新闻", URL: "http://news.example/", Kind: feed.SiteSource})
	if err != nil {
		t.Fatal(err)
	}
	return s, id
}

func save(t testing.TB, s *Store, b Batch) Saved {
	t.Helper()
	saved, err := s.Save(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func headlines(t testing.TB, s *Store, q feed.Query) []feed.Headline {
	t.Helper()
	page, err := s.Headlines(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func ids(page []feed.Headline) []feed.ArticleID {
	all := make([]feed.ArticleID, len(page))
	for i, h := range page {
		all[i] = h.ID
	}
	return all
}

func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func TestArticleComesBackAsItWasSaved(t *testing.T) {
	s, source := open(t)
	a := feed.Article{
		URL: "http://news.example/1.html", Title: "张家港经开区签约三个项目",
		Published: feed.Published{Time: time.Date(2019, 10, 2, 16, 20, 0, 0, feed.Beijing()), Exact: feed.ToMinute},
		Origin:    "张家港市人民政府", Author: "王五", ZoneLabel: "张家港经济技术开发区",
		Zone:   feed.Zone{Name: "张家港经济技术开发区", Short: "张家港经开区", Type: feed.EconomicZone, Level: feed.National, Region: "320582"},
		Region: "320582", Evidence: feed.FromLabel, Breadcrumb: []string{"首页", "开发区新闻", "苏州", "文字新闻"},
		Body: "第一段。\n\n第二段。", Prev: feed.Link{Title: "上", URL: "http://news.example/0.html"},
		Next:        feed.Link{Title: "下", URL: "http://news.example/2.html"},
		Pictures:    []feed.Picture{{URL: "http://news.example/1.jpg", Alt: "图", Caption: "说明"}},
		Attachments: []feed.Attachment{{Title: "附件", URL: "http://news.example/1.pdf"}},
		Fetched:     time.UnixMilli(1_600_000_000_000),
	}
	if got := save(t, s, Batch{Source: source, Articles: []feed.Article{a}}); got != (Saved{New: 1}) {
		t.Fatalf("saved %+v", got)
	}
	id, ok, err := s.ArticleByURL(t.Context(), a.URL)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	got, status, err := s.Article(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if status != (feed.Status{}) || !sameContent(got, a) || got.Prev != a.Prev || got.Next != a.Next ||
		got.Region != a.Region || got.Evidence != a.Evidence || !got.Fetched.Equal(a.Fetched) || got.Source != source {
		t.Errorf("got %+v", got)
	}
	a.Zone.ID = got.Zone.ID
	if got.Zone != a.Zone {
		t.Errorf("zone %+v", got.Zone)
	}
	h := must[feed.Headline](t)(s.Headline(t.Context(), id))
	if h.Title != a.Title || h.ZoneName != "张家港经开区" || h.Channel != "文字新闻" || !h.Pictures || h.Published.String() != a.Published.String() {
		t.Errorf("headline %+v", h)
	}
}

func TestSavingAgainUpdatesOnlyWhatChanged(t *testing.T) {
	s, source := open(t)
	a := feed.Article{URL: "http://news.example/1", Title: "题", Body: "正文", Published: feed.PublishedOn(2024, 1, 2)}
	save(t, s, Batch{Source: source, Articles: []feed.Article{a}})
	id, _, _ := s.ArticleByURL(t.Context(), a.URL)
	if err := s.MarkRead(t.Context(), []feed.ArticleID{id}, true); err != nil {
		t.Fatal(err)
	}
	if got := save(t, s, Batch{Source: source, Articles: []feed.Article{a}}); got != (Saved{}) {
		t.Errorf("the same again: %+v", got)
	}
	a.Next = feed.Link{Title: "下一条", URL: "http://news.example/2"}
	if got := save(t, s, Batch{Source: source, Articles: []feed.Article{a}}); got != (Saved{}) {
		t.Errorf("a new neighbour: %+v", got)
	}
	emptied := a
	emptied.Body, emptied.Published = "", feed.Published{}
	if got := save(t, s, Batch{Source: source, Articles: []feed.Article{emptied}}); got != (Saved{}) {
		t.Errorf("emptied: %+v", got)
	}
	changed := a
	changed.Body = "正文有更正"
	if got := save(t, s, Batch{Source: source, Articles: []feed.Article{changed}}); got != (Saved{Updated: 1}) {
		t.Errorf("changed: %+v", got)
	}
	got, status, err := s.Article(t.Context(), id)
	if err != nil || got.Body != changed.Body || got.Next != a.Next || got.Published.Day() != "2024-01-02" || !status.Read {
		t.Errorf("%+v %+v %v", got, status, err)
	}
}

func TestDeletedArticlesStayAwayAndComeBackByUndo(t *testing.T) {
	s, source := open(t)
	ctx := t.Context()
	all := newCorpus(1, 100).articles(3)
	save(t, s, Batch{Source: source, Articles: all, Aliases: []Alias{{URL: "http://news.example/old", Of: all[0].URL}}})
	id, _, _ := s.ArticleByURL(ctx, all[0].URL)
	if err := s.Star(ctx, []feed.ArticleID{id}, true); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteArticles(ctx, []feed.ArticleID{id, 999}); err != nil {
		t.Fatal(err)
	}
	known := must[map[string]bool](t)(s.Known(ctx, []string{all[0].URL, "http://news.example/old", "http://news.example/none"}))
	if len(known) != 2 {
		t.Errorf("known %v", known)
	}
	got := save(t, s, Batch{Source: source, Articles: all[:1], Found: []Pending{{URL: "http://news.example/old"}}})
	if got != (Saved{}) {
		t.Errorf("came back: %+v", got)
	}
	undone, ok, err := s.Undo(ctx)
	if err != nil || !ok || undone != (Undone{ActDelete, 1}) {
		t.Fatal(undone, ok, err)
	}
	a, status, err := s.Article(ctx, id)
	if err != nil || !status.Starred || !sameContent(a, all[0]) {
		t.Errorf("%+v %+v %v", a, status, err)
	}
	if again, _, _ := s.ArticleByURL(ctx, "http://news.example/old"); again != id {
		t.Errorf("alias leads to %d", again)
	}
	if undone, ok, err = s.Undo(ctx); err != nil || !ok || undone != (Undone{ActStar, 1}) {
		t.Fatal(undone, ok, err)
	}
	if _, ok, _ = s.Undo(ctx); ok {
		t.Error("a third action to undo")
	}
}

func TestFrontier(t *testing.T) {
	s, source := open(t)
	ctx := t.Context()
	a, b := Pending{URL: "http://news.example/a", Title: "甲"}, Pending{URL: "http://news.example/b", Published: feed.PublishedOn(2024, 5, 6)}
	list := Pending{URL: "http://news.example/list2", Page: true, Depth: 1, From: "http://news.example/"}
	if got := save(t, s, Batch{Source: source, Found: []Pending{a, b, list, a}}); got.Found != 3 {
		t.Fatalf("found %d", got.Found)
	}
	work := must[[]Pending](t)(s.PendingOf(ctx, source, 0))
	if len(work) != 3 || !work[0].Page || work[1].URL != a.URL || work[2].Published.Day() != "2024-05-06" || work[0].From != list.From {
		t.Fatalf("work %+v", work)
	}
	save(t, s, Batch{
		Source: source, Failed: []Pending{work[1]}, Done: []string{work[0].URL, b.URL}, Barren: []string{"http://news.example/c"},
		Articles:   []feed.Article{{URL: b.URL, Title: "乙"}},
		Validators: map[string]Validator{"http://news.example/": {ETag: `"1"`}}, Learned: []byte("{}"),
	})
	work = must[[]Pending](t)(s.PendingOf(ctx, source, 5))
	if len(work) != 1 || work[0].URL != a.URL || work[0].Tries != 1 {
		t.Fatalf("work %+v", work)
	}
	if got := save(t, s, Batch{Source: source, Found: []Pending{b, {URL: "http://news.example/c"}, a}}); got.Found != 0 {
		t.Errorf("found %d again", got.Found)
	}
	v, ok, err := s.ValidatorOf(ctx, "http://news.example/")
	if err != nil || !ok || v.ETag != `"1"` {
		t.Error(v, ok, err)
	}
	x := must[feed.Source](t)(s.SourceByName(ctx, "新闻"))
	if string(x.Learned) != "{}" {
		t.Errorf("learned %q", x.Learned)
	}
}

func TestSources(t *testing.T) {
	s, id := open(t)
	ctx := t.Context()
	x := must[feed.Source](t)(s.SourceByName(ctx, "新闻"))
	x.Name, x.Contact, x.Interval, x.Pages = "要闻", feed.Contact{Phone: "0512"}, time.Hour, 7
	if err := s.UpdateSource(ctx, x); err != nil {
		t.Fatal(err)
	}
	x.Health = feed.Health{Kind: feed.Timeout, Detail: "慢", Since: time.UnixMilli(5000), LastSync: time.UnixMilli(6000), Failures: 2, Charset: "gb18030", Moved: "https://a.example.cn/"}
	if err := s.RecordHealth(ctx, id, x.Health); err != nil {
		t.Fatal(err)
	}
	got := must[[]feed.Source](t)(s.Sources(ctx))
	if len(got) != 1 || got[0].Name != x.Name || got[0].Contact != x.Contact || got[0].Health != x.Health || got[0].Interval != time.Hour {
		t.Errorf("%+v", got)
	}
	for _, c := range []struct{ url, moved string }{{x.URL, x.Health.Moved}, {"https://a.example.cn/", ""}} {
		x.URL = c.url
		if err := s.UpdateSource(ctx, x); err != nil {
			t.Fatal(err)
		}
		if now := must[feed.Source](t)(s.SourceByName(ctx, x.Name)); now.Health.Moved != c.moved {
			t.Errorf("at %s it has moved to %q, want %q", c.url, now.Health.Moved, c.moved)
		}
	}
	if _, err := s.AddSource(ctx, feed.Source{Name: "要闻"}); feed.KindOf(err) != feed.Invalid {
		t.Errorf("a second of the name: %v", err)
	}
	if err := s.RemoveSource(ctx, id); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveSource(ctx, id); feed.KindOf(err) != feed.NotFound {
		t.Errorf("removed twice: %v", err)
	}
	if _, err := s.SourceByName(ctx, "要闻"); feed.KindOf(err) != feed.NotFound {
		t.Errorf("after removal: %v", err)
	}
}

func TestForeignFilesAreRefusedAndLeftAlone(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := must[*Store](t)(Open(ctx, good, Options{}))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	cache := must[[]byte](t)(os.ReadFile(good))
	newer := slices.Clone(cache)
	newer[63] = 200
	foreign := slices.Clone(cache)
	copy(foreign[68:], "ABCD")
	for name, c := range map[string]struct {
		bytes []byte
		kind  feed.Kind
	}{
		"text":      {[]byte(strings.Repeat("not a database ", 30)), feed.Corrupt},
		"short":     {[]byte("SQLite format 3\x00"), feed.Corrupt},
		"truncated": {cache[:5000], feed.Corrupt},
		"newer":     {newer, feed.NewerSchema},
		"foreign":   {foreign, feed.Corrupt},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, c.bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, readOnly := range []bool{false, true} {
			s, err := Open(ctx, path, Options{ReadOnly: readOnly})
			if feed.KindOf(err) != c.kind {
				t.Errorf("%s: %v", name, err)
			}
			if err == nil {
				_ = s.Close()
			}
		}
		if after := must[[]byte](t)(os.ReadFile(path)); !slices.Equal(after, c.bytes) {
			t.Errorf("%s was changed", name)
		}
	}
	if _, err := Open(ctx, filepath.Join(dir, "missing"), Options{ReadOnly: true}); feed.KindOf(err) != feed.NotFound {
		t.Errorf("missing: %v", err)
	}
}

func TestReadOnlyStoreReadsAndRefusesToWrite(t *testing.T) {
	s, source := open(t)
	save(t, s, Batch{Source: source, Articles: newCorpus(1, 50).articles(5)})
	r := must[*Store](t)(Open(t.Context(), s.Path(), Options{ReadOnly: true}))
	defer r.Close()
	if n := must[int](t)(r.Count(t.Context(), feed.Query{})); n != 5 {
		t.Errorf("%d articles", n)
	}
	if err := r.SaveSetting(t.Context(), "k", "v"); feed.KindOf(err) != feed.ReadOnly {
		t.Errorf("wrote: %v", err)
	}
}

func TestChangesGrowAcrossStores(t *testing.T) {
	s, source := open(t)
	other := must[*Store](t)(Open(t.Context(), s.Path(), Options{}))
	defer other.Close()
	before := must[int64](t)(other.Changes(t.Context()))
	save(t, s, Batch{Source: source, Articles: newCorpus(1, 50).articles(1)})
	if after := must[int64](t)(other.Changes(t.Context())); after <= before {
		t.Errorf("%d, then %d", before, after)
	}
}
