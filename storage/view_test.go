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

// TestQueryChangesWhatItIsFor makes a view a rule and a rule a view, and takes each step back.
func TestQueryChangesWhatItIsFor(t *testing.T) {
	s, _ := ruledStore(t)
	ctx := t.Context()
	shown := func() int { return counted(t, s, feed.Words{Text: "招聘"}) }
	id := must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{Use: UseView, Name: "招聘", Text: "招聘"}))
	steps := []struct {
		q     KeptQuery
		shown int
	}{
		{KeptQuery{id, UseMute, "招聘", "招聘"}, 0},
		{KeptQuery{id, UseWatch, "招聘", "招聘"}, 10},
		{KeptQuery{id, UseMute, "不看招聘", "招聘"}, 0},
		{KeptQuery{id, UseView, "看招聘", "招聘"}, 10},
	}
	for _, step := range steps {
		if got := must[QueryID](t)(s.KeepQuery(ctx, step.q)); got != id {
			t.Errorf("%+v got id %d", step.q, got)
		}
		all := must[[]KeptQuery](t)(s.KeptQueries(ctx, step.q.Use))
		if len(all) != 1 || all[0] != step.q || shown() != step.shown {
			t.Errorf("%+v: kept %+v, %d shown", step.q, all, shown())
		}
		recount(t, s)
	}
	if err := s.ForgetQuery(ctx, id); err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		action Action
		use    QueryUse
		name   string
		shown  int
	}{
		{ActForgetView, UseView, "看招聘", 10},
		{ActAddView, UseMute, "不看招聘", 0},
		{ActAddRule, UseWatch, "招聘", 10},
		{ActAddRule, UseMute, "招聘", 0},
		{ActAddRule, UseView, "招聘", 10},
		{ActAddView, "", "", 10},
	} {
		undone, ok, err := s.Undo(ctx)
		if err != nil || !ok || undone.Action != want.action {
			t.Fatalf("undone %v %v %v, want %s", undone, ok, err, want.action)
		}
		all := must[[]KeptQuery](t)(s.KeptQueries(ctx, want.use))
		if want.use != "" && (len(all) != 1 || all[0].Name != want.name || all[0].ID != id) || shown() != want.shown {
			t.Errorf("undoing gives %+v and shows %d, want %+v", all, shown(), want)
		}
		recount(t, s)
	}
}
