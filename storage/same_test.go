package storage

import (
	"path/filepath"
	"slices"
	"testing"

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
	if sources := must[[]feed.SourceID](t)(s.SourcesOf(ctx, id)); !slices.Equal(sources, []feed.SourceID{second, first}) {
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
	other := original
	other.URL, other.Body = "http://zone.example/b", newCorpus(4, 400).article().Body
	if got := save(t, s, Batch{Source: second, Articles: []feed.Article{other}}); got != (Saved{New: 1}) {
		t.Errorf("another piece of the same title: %+v", got)
	}
}

// TestOlderSchemaIsCopiedAndBroughtUpToDate makes a cache as the first schema was.
func TestOlderSchemaIsCopiedAndBroughtUpToDate(t *testing.T) {
	s, source := open(t)
	save(t, s, Batch{Source: source, Articles: newCorpus(1, 80).articles(7)})
	path := filepath.Join(t.TempDir(), "old.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	o := must[*Store](t)(Open(t.Context(), path, Options{}))
	if _, err := o.writer.conn.ExecContext(t.Context(), `DROP TRIGGER fingerprint_deleted; DROP TABLE fingerprints; DROP TABLE queries; DROP TABLE positions; PRAGMA user_version = 1`); err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{ReadOnly: true}); feed.KindOf(err) != feed.Invalid {
		t.Errorf("read-only: %v", err)
	}
	n := must[*Store](t)(Open(t.Context(), path, Options{}))
	defer n.Close()
	if count := must[int](t)(n.Count(t.Context(), feed.Query{})); count != 7 {
		t.Errorf("%d articles", count)
	}
	save(t, n, Batch{Source: source, Articles: []feed.Article{{URL: "http://news.example/new", Title: "新"}}})
	before := must[*Store](t)(Open(t.Context(), path+".before-2", Options{}))
	defer before.Close()
	if count := must[int](t)(before.Count(t.Context(), feed.Query{})); count != 7 {
		t.Errorf("%d articles in the copy", count)
	}
}
