package storage

import (
	"testing"

	"zonewire/feed"
)

func TestKeptQueries(t *testing.T) {
	s, _ := open(t)
	ctx := t.Context()
	id := must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{Use: UseView, Name: "苏州招商", Text: "region:苏州 招商"}))
	must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{Use: UseMute, Name: "苏州招商", Text: "广告"}))
	if _, err := s.KeepQuery(ctx, KeptQuery{Use: UseView, Name: "苏州招商"}); feed.KindOf(err) != feed.Invalid {
		t.Errorf("a second of the name: %v", err)
	}
	must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{ID: id, Use: UseView, Name: "苏州", Text: "region:苏州"}))
	all := must[[]KeptQuery](t)(s.KeptQueries(ctx, UseView))
	if len(all) != 1 || all[0] != (KeptQuery{id, UseView, "苏州", "region:苏州"}) {
		t.Errorf("%+v", all)
	}
	if err := s.ForgetQuery(ctx, id); err != nil {
		t.Fatal(err)
	}
	if err := s.ForgetQuery(ctx, id); feed.KindOf(err) != feed.NotFound {
		t.Errorf("forgotten twice: %v", err)
	}
	if _, err := s.KeepQuery(ctx, KeptQuery{ID: id, Use: UseView, Name: "苏州"}); feed.KindOf(err) != feed.NotFound {
		t.Errorf("changed though forgotten: %v", err)
	}
}

func TestReadingPositionIsKeptByAddress(t *testing.T) {
	s, source := open(t)
	ctx := t.Context()
	save(t, s, Batch{Source: source, Articles: []feed.Article{{URL: "http://news.example/1", Title: "题"}}})
	id, _, _ := s.ArticleByURL(ctx, "http://news.example/1")
	for _, offset := range []int{700, 1200} {
		if err := s.SaveReadingPosition(ctx, id, offset); err != nil {
			t.Fatal(err)
		}
		if got := must[int](t)(s.ReadingPosition(ctx, id)); got != offset {
			t.Errorf("%d, want %d", got, offset)
		}
	}
	if err := s.DeleteArticles(ctx, []feed.ArticleID{id}); err != nil {
		t.Fatal(err)
	}
	if got := must[int](t)(s.ReadingPosition(ctx, id)); got != 0 {
		t.Errorf("%d of a deleted article", got)
	}
	if _, _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := must[int](t)(s.ReadingPosition(ctx, id)); got != 1200 {
		t.Errorf("%d after undo", got)
	}
	if err := s.SaveReadingPosition(ctx, id, 0); err != nil {
		t.Fatal(err)
	}
	if got := must[int](t)(s.ReadingPosition(ctx, id)); got != 0 {
		t.Errorf("%d, want 0", got)
	}
}
