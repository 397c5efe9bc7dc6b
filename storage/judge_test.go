package storage

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"zonewire/feed"
)

// ruledStore opens a cache with named sources and articles about few things, part of them in the index.
func ruledStore(t *testing.T) (*Store, feed.SourceID) {
	t.Helper()
	s, source := open(t)
	s.names = func(_ []feed.Zone, sources []feed.Source, now time.Time) feed.Names {
		return feed.Names{Now: now, Source: func(text string) []feed.SourceID {
			for _, x := range sources {
				if x.Name == text {
					return []feed.SourceID{x.ID}
				}
			}
			return nil
		}}
	}
	var all []feed.Article
	for i := range 30 {
		about := []string{"招聘启事", "重点项目签约", "集成电路产业"}[i%3]
		all = append(all, feed.Article{
			URL: fmt.Sprintf("http://news.example/r%d", i), Title: fmt.Sprintf("开发区%s之%d", about, i), Region: "32",
			Body: fmt.Sprintf("第%d条的正文", i), Published: feed.PublishedOn(2024, 1, 1+i%28),
		})
	}
	save(t, s, Batch{Source: source, Articles: all})
	must[int](t)(s.IndexSome(t.Context(), 17))
	return s, source
}

func counted(t *testing.T, s *Store, e feed.Expr) int {
	t.Helper()
	n := must[int](t)(s.Count(t.Context(), feed.Query{Where: e}))
	if list := headlines(t, s, feed.Query{Where: e, Limit: 1000}); len(list) != n {
		t.Errorf("%#v: %d counted, %d in the list", e, n, len(list))
	}
	return n
}

func TestMutedArticlesAreHiddenAndComeBack(t *testing.T) {
	s, source := ruledStore(t)
	ctx := t.Context()
	star := headlines(t, s, feed.Query{Where: feed.Words{Text: "招聘"}, Limit: 2})
	if err := s.Star(ctx, ids(star), true); err != nil {
		t.Fatal(err)
	}
	id := must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{Use: UseMute, Name: "招聘", Text: "招聘 source:新闻"}))
	check := func(when string, all, starred, found int) {
		t.Helper()
		recount(t, s)
		got := [...]int{counted(t, s, nil), counted(t, s, feed.IsStarred{}), counted(t, s, feed.Words{Text: "招聘"}), counted(t, s, feed.InSource{ID: source})}
		if got != [...]int{all, starred, found, all} {
			t.Errorf("%s: %v", when, got)
		}
	}
	check("muted", 20, 0, 0)
	if _, _, err := s.Article(ctx, star[0].ID); err != nil {
		t.Errorf("a muted article is not kept: %v", err)
	}
	later := feed.Article{URL: "http://news.example/later", Title: "又一则招聘启事", Body: "正文", Region: "44"}
	save(t, s, Batch{Source: source, Articles: []feed.Article{later}})
	check("a later one", 20, 0, 0)
	later.Title = "又一则启事"
	save(t, s, Batch{Source: source, Articles: []feed.Article{later}})
	check("corrected", 21, 0, 0)
	if n := must[map[QueryID]int](t)(s.Matches(ctx))[id]; n != 10 {
		t.Errorf("%d matches", n)
	}
	if n := must[int](t)(s.MarkAllRead(ctx, feed.Query{})); n != 21 {
		t.Errorf("%d marked read", n)
	}
	if _, _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{ID: id, Use: UseMute, Name: "签约", Text: "签约"}))
	check("another text", 21, 2, 10)
	for _, want := range []Action{ActAddRule, ActAddRule} {
		if undone, ok, err := s.Undo(ctx); err != nil || !ok || undone.Action != want {
			t.Fatal(undone, ok, err)
		}
	}
	check("undone", 31, 2, 10)
	id = must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{Use: UseMute, Name: "招聘", Text: "招聘"}))
	if err := s.ForgetQuery(ctx, id); err != nil {
		t.Fatal(err)
	}
	check("forgotten", 31, 2, 10)
	if undone, ok, err := s.Undo(ctx); err != nil || !ok || undone != (Undone{ActForget, 10}) {
		t.Fatal(undone, ok, err)
	}
	check("kept again", 21, 0, 0)
	if err := s.DeleteArticles(ctx, ids(star)); err != nil {
		t.Fatal(err)
	}
	check("a muted one deleted", 21, 0, 0)
	if _, _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	check("and put back", 21, 0, 0)
}

func TestReadRuleMarksNowAndOnArrival(t *testing.T) {
	s, source := ruledStore(t)
	ctx := t.Context()
	must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{Use: UseRead, Name: "签约", Text: "title:签约 -芯片"}))
	save(t, s, Batch{Source: source, Articles: []feed.Article{
		{URL: "http://news.example/s1", Title: "又签约一个", Body: "正文"}, {URL: "http://news.example/s2", Title: "签约", Body: "芯片项目"},
	}})
	if n := counted(t, s, feed.IsUnread{}); n != 21 {
		t.Errorf("%d unread", n)
	}
	recount(t, s)
	if undone, ok, err := s.Undo(ctx); err != nil || !ok || undone != (Undone{ActAddRule, 10}) {
		t.Fatal(undone, ok, err)
	}
	if n := counted(t, s, feed.IsUnread{}); n != 31 {
		t.Errorf("%d unread after undo", n)
	}
}

func TestWatchedArticlesAreMarkedAndFoundByArrival(t *testing.T) {
	s, source := ruledStore(t)
	ctx := t.Context()
	must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{Use: UseWatch, Name: "芯片", Text: "集成电路 OR 芯片"}))
	if n := counted(t, s, feed.IsWatched{}); n != 10 {
		t.Errorf("%d watched", n)
	}
	all := must[[]feed.Headline](t)(s.Arrived(ctx, feed.IsWatched{}, 0, 100))
	last := all[len(all)-1].ID
	save(t, s, Batch{Source: source, Articles: []feed.Article{
		{URL: "http://news.example/w1", Title: "芯片厂开工", Body: "正文"}, {URL: "http://news.example/w2", Title: "植树", Body: "正文"},
	}})
	fresh := must[[]feed.Headline](t)(s.Arrived(ctx, feed.IsWatched{}, last, 100))
	if len(all) != 10 || len(fresh) != 1 || !fresh[0].Watched || fresh[0].Title != "芯片厂开工" {
		t.Errorf("%d, then %+v", len(all), fresh)
	}
	for _, h := range headlines(t, s, feed.Query{Where: feed.Not{Of: feed.IsWatched{}}}) {
		if h.Watched {
			t.Errorf("watched: %+v", h)
		}
	}
}

func TestRuleThatCannotBeReadIsRefused(t *testing.T) {
	s, source := ruledStore(t)
	ctx := t.Context()
	for _, text := range []string{"", "source:没有", "(", "after:never"} {
		_, err := s.KeepQuery(ctx, KeptQuery{Use: UseMute, Name: "x", Text: text})
		var mistake *feed.QueryError
		if feed.KindOf(err) != feed.Invalid || text != "" && !errors.As(err, &mistake) {
			t.Errorf("%q: %v", text, err)
		}
	}
	must[QueryID](t)(s.KeepQuery(ctx, KeptQuery{Use: UseMute, Name: "x", Text: "source:新闻 植树"}))
	x := must[feed.Source](t)(s.SourceByName(ctx, "新闻"))
	x.Name = "要闻"
	if err := s.UpdateSource(ctx, x); err != nil {
		t.Fatal(err)
	}
	save(t, s, Batch{Source: source, Articles: []feed.Article{{URL: "http://news.example/x1", Title: "植树", Body: "正文"}}})
	if n := counted(t, s, nil); n != 31 {
		t.Errorf("a rule about a name that is gone hides articles: %d", n)
	}
}
