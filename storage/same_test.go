package storage

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zonewire/feed"
)

func TestSamePieceIsOneRowWithAllItsSources(t *testing.T) {
	s, first := open(t)
	ctx := t.Context()
	second := must[feed.SourceID](t)(s.AddSource(ctx, feed.Source{Name: "经开区网", URL: "http://zone.example/"}))
	body := newCorpus(3, 400).article().Body
	reprint := feed.Article{
		URL: "http://news.example/1", Title: "园区开工", Body: body + "（责任编辑：李明）", Origin: "经开区网", Published: feed.PublishedOn(2024, 3, 5),
		Zone: feed.Zone{Name: "甲区"}, Region: "32",
	}
	original := feed.Article{
		URL: "http://zone.example/a", Title: "园区开工（图）", Body: body, Origin: "经开区网", Published: feed.PublishedOn(2024, 3, 5),
		Zone: feed.Zone{Name: "甲区"}, Region: "32",
	}
	save(t, s, Batch{Source: first, Articles: []feed.Article{reprint}})
	id, _, _ := s.ArticleByURL(ctx, reprint.URL)
	if err := s.MarkRead(ctx, []feed.ArticleID{id}, true); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveReadingPosition(ctx, id, 99); err != nil {
		t.Fatal(err)
	}
	if got := save(t, s, Batch{Source: second, Articles: []feed.Article{original}}); got != (Saved{Merged: 1}) {
		t.Fatalf("saved %+v", got)
	}
	if again, _, _ := s.ArticleByURL(ctx, original.URL); again != id {
		t.Errorf("the original leads to %d", again)
	}
	a, status, err := s.Article(ctx, id)
	if err != nil || a.URL != original.URL || a.Title != original.Title || a.Source != second || !status.Read {
		t.Errorf("%+v %+v %v", a, status, err)
	}
	if offset := must[int](t)(s.ReadingPosition(ctx, id)); offset != 99 {
		t.Errorf("position %d", offset)
	}
	if sources := must[[]feed.Source](t)(s.SourcesOf(ctx, id)); !slices.Equal(idsOf(sources), []feed.SourceID{second, first}) {
		t.Errorf("sources %v", sources)
	}
	for _, source := range []feed.SourceID{first, second} {
		page := headlines(t, s, feed.Query{Where: feed.InSource{ID: source}})
		if len(page) != 1 || page[0].Carriers != 2 {
			t.Errorf("list of %d: %+v", source, page)
		}
	}
	recount(t, s)
	late := original
	late.URL, late.Origin = "http://late.example/1", "别处"
	if got := save(t, s, Batch{Source: first, Articles: []feed.Article{late}}); got != (Saved{Merged: 1}) {
		t.Errorf("saved %+v", got)
	}
	if a, _, _ := s.Article(ctx, id); a.URL != original.URL {
		t.Errorf("a later reprint took over: %s", a.URL)
	}
	if got := save(t, s, Batch{Source: first, Articles: []feed.Article{reprint, original, late}}); got.New+got.Merged != 0 {
		t.Errorf("saved again %+v", got)
	}
	early := original
	early.URL, early.Published, early.Body = "http://early.example/1", feed.PublishedOn(2024, 3, 4), body+"（来源：区报）"
	third := must[feed.SourceID](t)(s.AddSource(ctx, feed.Source{Name: "区报", URL: "http://early.example/"}))
	early.Origin = "区报"
	if got := save(t, s, Batch{Source: third, Articles: []feed.Article{early}}); got != (Saved{Merged: 1}) {
		t.Errorf("saved %+v", got)
	}
	if a, _, _ := s.Article(ctx, id); a.URL != early.URL || a.Body != early.Body || a.Source != third {
		t.Errorf("an earlier print did not become the original: %+v", a)
	}
	reprint.Body += "又及"
	if got := save(t, s, Batch{Source: first, Articles: []feed.Article{reprint}}); got != (Saved{}) {
		t.Errorf("a changed reprint %+v", got)
	}
	if a, _, _ := s.Article(ctx, id); a.Body != early.Body {
		t.Errorf("a changed reprint took the place of the original: %+v", a)
	}
	if names := fmt.Sprint(must[[]feed.Source](t)(s.SourcesOf(ctx, id))); names != fmt.Sprint([]feed.Source{
		{ID: third, Name: "区报"}, {ID: first, Name: "新闻"}, {ID: second, Name: "经开区网"},
	}) {
		t.Errorf("sources %v", names)
	}
	recount(t, s)
	other := original
	other.URL, other.Body = "http://zone.example/b", newCorpus(4, 400).article().Body
	if got := save(t, s, Batch{Source: second, Articles: []feed.Article{other}}); got != (Saved{New: 1}) {
		t.Errorf("another piece of the same title: %+v", got)
	}
}

func idsOf(sources []feed.Source) []feed.SourceID {
	var ids []feed.SourceID
	for _, source := range sources {
		ids = append(ids, source.ID)
	}
	return ids
}

// TestOlderSchemaIsCopiedAndBroughtUpToDate makes a cache as the first schema was.
func TestOlderSchemaIsCopiedAndBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	db := must[*sql.DB](t)(sql.Open("sqlite", dsn(path)))
	first := must[[]string](t)(steps())[0]
	if _, err := db.ExecContext(t.Context(), fmt.Sprintf(`%s; PRAGMA application_id = %d; PRAGMA user_version = 1;
		INSERT INTO articles VALUES (7, 'http://news.example/7', '题', 0, 0, '', '', '', '', 0, '32', '', 1, 0, 0, 0, 0, 0, NULL);
		INSERT INTO texts VALUES (7, '', '', '', '', '', '', '', '', '正文');
		INSERT INTO addresses VALUES ('http://news.example/7', 7); INSERT INTO carried VALUES (1, 0, 7, 0)`, first, applicationID)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{ReadOnly: true}); feed.KindOf(err) != feed.Invalid {
		t.Errorf("read-only: %v", err)
	}
	n := must[*Store](t)(Open(t.Context(), path, Options{}))
	defer n.Close()
	save(t, n, Batch{Source: 1, Articles: []feed.Article{{URL: "http://news.example/new", Title: "新"}}})
	recount(t, n)
	if count := must[int](t)(n.Count(t.Context(), feed.Query{})); count != 2 {
		t.Errorf("%d articles", count)
	}
	copied := must[*Store](t)(Open(t.Context(), path+".before-2", Options{}))
	defer copied.Close()
	if a, _, err := copied.Article(t.Context(), 7); err != nil || a.Body != "正文" {
		t.Errorf("in the copy: %+v %v", a, err)
	}
}

// TestEarlierPrintBringsItsDay stores a reprint exact to the minute, then the piece it was taken from, whose page shows
// an earlier day only.
func TestEarlierPrintBringsItsDay(t *testing.T) {
	s, first := open(t)
	second := must[feed.SourceID](t)(s.AddSource(t.Context(), feed.Source{Name: "经开区网", URL: "http://zone.example/"}))
	body := newCorpus(5, 400).article().Body
	reprint := feed.Article{
		URL: "http://news.example/7", Title: "园区通车", Body: body,
		Published: feed.Published{Time: time.Date(2025, 10, 13, 14, 22, 0, 0, feed.Beijing()), Exact: feed.ToMinute},
	}
	early := reprint
	early.URL, early.Published = "http://zone.example/7", feed.PublishedOn(2025, 10, 11)
	save(t, s, Batch{Source: first, Articles: []feed.Article{reprint}})
	save(t, s, Batch{Source: second, Articles: []feed.Article{early}})
	id, _, _ := s.ArticleByURL(t.Context(), early.URL)
	if a, _, err := s.Article(t.Context(), id); err != nil || a.URL != early.URL || a.Published.String() != "2025-10-11" {
		t.Errorf("the original is %s of %s (%v)", a.URL, a.Published, err)
	}
	sameDay := early
	sameDay.Published = feed.PublishedOn(2025, 10, 11)
	sameDay.Body += "\n\n（更新）"
	save(t, s, Batch{Source: second, Articles: []feed.Article{sameDay}})
	if a, _, err := s.Article(t.Context(), id); err != nil || a.Published.String() != "2025-10-11" {
		t.Errorf("an update moved the date to %s (%v)", a.Published, err)
	}
}
