package syncer

import (
	"context"
	"fmt"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// TestIndexCatchesUp stores articles and finds the same ones before the index has them, when it has some, and after.
func TestIndexCatchesUp(t *testing.T) {
	d := newDesk(t)
	var articles []feed.Article
	for i := range 3*indexStep + 7 {
		articles = append(articles, feed.Article{
			URL: fmt.Sprintf("http://news.example/%d", i), Title: fmt.Sprintf("第%d号园区开工", i), Body: "集成电路项目在开发区开工。",
			Published: feed.PublishedOn(2024, time.Month(1+i%12), 1+i%28),
		})
	}
	if _, err := d.store.Save(t.Context(), storage.Batch{Source: 1, Articles: articles}); err != nil {
		t.Fatal(err)
	}
	_, _, stored, err := d.store.Totals(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := func(when string) {
		t.Helper()
		if n, err := d.store.Count(t.Context(), feed.Query{Where: feed.Words{Text: "集成电路"}}); err != nil || n != stored {
			t.Errorf("%s: %d of %d are found, %v", when, n, stored, err)
		}
	}
	found("before")
	d.engine.CatchUp(t.Context(), time.Nanosecond)
	found("after one step")
	ended, end := context.WithCancel(t.Context())
	end()
	d.engine.CatchUp(ended, 0)
	if n, err := d.store.IndexSome(t.Context(), 1); err != nil || n != 1 {
		t.Errorf("%d were left after one step, %v", n, err)
	}
	d.engine.CatchUp(t.Context(), 0)
	found("after all")
	if n, err := d.store.IndexSome(t.Context(), 1); err != nil || n != 0 {
		t.Errorf("%d were left after all, %v", n, err)
	}
}
