package storage

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
)

// TestRetainKeepsWhatItMust puts random policies to a random cache: what is left must be what a look at each article
// says, the counts those of a recount, and nothing may come back.
func TestRetainKeepsWhatItMust(t *testing.T) {
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 7))
		s, first := open(t)
		ctx := t.Context()
		second := must[feed.SourceID](t)(s.AddSource(ctx, feed.Source{Name: "乙", URL: "http://b.example/"}))
		all := newCorpus(seed, 80).articles(160)
		save(t, s, Batch{Source: first, Articles: all[:100]})
		save(t, s, Batch{Source: second, Articles: all[100:]})
		must[int](t)(s.IndexSome(ctx, 90))
		for id := feed.ArticleID(1); id <= 160; id++ {
			if random.IntN(2) == 0 {
				if err := s.MarkRead(ctx, []feed.ArticleID{id}, true); err != nil {
					t.Fatal(err)
				}
			}
			if random.IntN(8) == 0 {
				if err := s.Star(ctx, []feed.ArticleID{id}, true); err != nil {
					t.Fatal(err)
				}
			}
		}
		s.now = func() time.Time { return time.Date(2025, 1, 1, 0, 0, 0, 0, feed.Beijing()) }
		day := 24 * time.Hour
		p := Policy{
			Keep:    Keep{Age: time.Duration(300+random.IntN(300)) * day},
			Sources: map[feed.SourceID]Keep{second: {Age: time.Duration(100+random.IntN(200)) * day}},
			Unread:  seed%2 == 0,
		}
		before := headlines(t, s, feed.Query{Limit: 1000})
		stay := map[feed.ArticleID]bool{}
		for _, h := range before {
			at, bound := h.Published.Time, p.Age
			if h.Published.IsZero() {
				at = all[0].Fetched
			}
			if h.Source == second {
				bound = p.Sources[second].Age
			}
			stay[h.ID] = h.Status.Starred || !h.Status.Read && !p.Unread || s.now().Sub(at) <= bound
		}
		p.DryRun = true
		would := must[Freed](t)(s.Retain(ctx, p))
		p.DryRun = false
		freed := must[Freed](t)(s.Retain(ctx, p))
		if freed.Articles != would.Articles || freed.Articles == 0 {
			t.Errorf("%d of %d deleted", freed.Articles, would.Articles)
		}
		for _, h := range headlines(t, s, feed.Query{Limit: 1000}) {
			if !stay[h.ID] {
				t.Errorf("still there: %+v", h)
			}
			delete(stay, h.ID)
		}
		for id, wanted := range stay {
			if wanted {
				t.Errorf("%d is gone", id)
			}
		}
		recount(t, s)
		for i := range all {
			if i%2 == 1 {
				all[i].URL += "?again"
			}
		}
		if got := save(t, s, Batch{Source: first, Articles: all}); got.New > 0 {
			t.Errorf("came back: %+v", got)
		}
		if freed := must[Freed](t)(s.Retain(ctx, p)); freed.Articles != 0 {
			t.Errorf("%d more", freed.Articles)
		}
	}
}

func TestRetainByNumberAndSizeShrinksTheFile(t *testing.T) {
	s, source := open(t)
	ctx := t.Context()
	save(t, s, Batch{Source: source, Articles: newCorpus(5, 1200).articles(400)})
	for must[int](t)(s.IndexSome(ctx, 100)) > 0 {
	}
	newest := headlines(t, s, feed.Query{Limit: 30})
	if err := s.checkpoint(ctx); err != nil {
		t.Fatal(err)
	}
	size := func() int64 { return must[os.FileInfo](t)(os.Stat(s.Path())).Size() }
	was := size()
	freed := must[Freed](t)(s.Retain(ctx, Policy{Keep: Keep{Articles: 150, Bytes: was / 2}, Unread: true}))
	if n := counted(t, s, nil); n != 150 || freed.Articles != 250 {
		t.Errorf("%d left, %+v", n, freed)
	}
	for _, h := range newest {
		if _, err := s.Headline(ctx, h.ID); err != nil && !h.Published.IsZero() {
			t.Error(err)
		}
	}
	if now := size(); now > was*6/10 || freed.Bytes < was/4 {
		t.Errorf("%d bytes of %d, %+v", now, was, freed)
	}
	freed = must[Freed](t)(s.Retain(ctx, Policy{Keep: Keep{Bytes: size() / 3}, Unread: true}))
	if n := counted(t, s, nil); n > 51 || n < 40 {
		t.Errorf("%d left, %+v", n, freed)
	}
	recount(t, s)
	if wrong := must[[]string](t)(s.Check(ctx)); len(wrong) > 0 {
		t.Error(wrong)
	}
	kept := must[Freed](t)(s.Retain(ctx, Policy{Keep: Keep{Articles: 1}}))
	if kept.Articles != 0 {
		t.Errorf("%d unread ones deleted", kept.Articles)
	}
}

func TestDeletedPieceStaysAwayFromOtherAddresses(t *testing.T) {
	s, source := open(t)
	ctx := t.Context()
	a := newCorpus(1, 300).article()
	save(t, s, Batch{Source: source, Articles: []feed.Article{a}})
	if err := s.DeleteArticles(ctx, []feed.ArticleID{1}); err != nil {
		t.Fatal(err)
	}
	reprint, other := a, newCorpus(2, 300).article()
	reprint.URL, reprint.Body = "http://other.example/1", strings.ReplaceAll(a.Body, "，", ",\n")
	other.URL = "http://other.example/2"
	if got := save(t, s, Batch{Source: source, Articles: []feed.Article{reprint, other}}); got.New != 1 {
		t.Errorf("%+v", got)
	}
	if known := must[map[string]bool](t)(s.Known(ctx, []string{reprint.URL})); len(known) != 1 {
		t.Error("the reprint would be fetched again and again")
	}
	if _, _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	third := reprint
	third.URL = "http://third.example/1"
	if got := save(t, s, Batch{Source: source, Articles: []feed.Article{third}}); got != (Saved{Merged: 1}) {
		t.Errorf("after undo %+v", got)
	}
}

// BenchmarkRetain deletes half of a cache, and reports the longest time that a reader and a writer had to wait beside
// it.
func BenchmarkRetain(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s, source := open(b)
		c := newCorpus(1, 1200)
		for range 10 {
			save(b, s, Batch{Source: source, Articles: c.articles(100)})
		}
		for must[int](b)(s.IndexSome(b.Context(), 100)) > 0 {
		}
		reader, writer := make(chan time.Duration, 1), make(chan time.Duration, 1)
		stop := make(chan struct{})
		beside := func(done chan<- time.Duration, do func(i int) error) {
			var worst time.Duration
			for i := 0; ; i++ {
				select {
				case <-stop:
					done <- worst
					return
				default:
				}
				start := time.Now()
				if err := do(i); err != nil {
					b.Error(err)
				}
				worst = max(worst, time.Since(start))
				time.Sleep(time.Millisecond)
			}
		}
		go beside(reader, func(int) error { _, err := s.Headlines(b.Context(), feed.Query{}); return err })
		go beside(writer, func(i int) error { return s.SaveSetting(b.Context(), "k", fmt.Sprint(i)) })
		start := time.Now()
		b.StartTimer()
		freed := must[Freed](b)(s.Retain(b.Context(), Policy{Keep: Keep{Articles: 500}, Unread: true}))
		b.StopTimer()
		took := time.Since(start)
		close(stop)
		b.ReportMetric(float64((<-reader).Microseconds())/1000, "reader-waits-ms")
		b.ReportMetric(float64((<-writer).Microseconds())/1000, "writer-waits-ms")
		b.ReportMetric(float64(freed.Articles)/took.Seconds(), "articles/s")
		b.StartTimer()
	}
}
