package storage

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"zonewire/feed"
)

// saveAtOnce lets sources bring one batch each while the writer is busy, and returns their errors.
func saveAtOnce(t *testing.T, s *Store, ctxs []context.Context, batches []Batch) []error {
	t.Helper()
	s.writer.turn <- struct{}{}
	errs := make([]error, len(batches))
	var wg sync.WaitGroup
	for i, b := range batches {
		wg.Go(func() { _, errs[i] = s.Save(ctxs[i], b) })
	}
	waits := func(n int) func() bool {
		return func() bool {
			s.writer.waiting.mu.Lock()
			defer s.writer.waiting.mu.Unlock()
			return len(s.writer.waiting.list) == n
		}
	}
	eventually(t, waits(len(batches)))
	cancelled := 0
	for _, ctx := range ctxs {
		if cancel, ok := ctx.Value(cancelKey{}).(context.CancelFunc); ok {
			cancel()
			cancelled++
		}
	}
	eventually(t, waits(len(batches)-cancelled))
	<-s.writer.turn
	wg.Wait()
	return errs
}

// cancelKey is where a context holds what cancels it.
type cancelKey struct{}

func eventually(t *testing.T, holds func() bool) {
	t.Helper()
	for range 2000 {
		if holds() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("never came true")
}

// manyBatches are one article of each of n sources.
func manyBatches(n int) (batches []Batch) {
	for i := range n {
		a := feed.Article{URL: fmt.Sprintf("http://news.example/%d", i), Title: fmt.Sprintf("第%d号项目签约", i), Body: fmt.Sprintf("正文%d", i)}
		batches = append(batches, Batch{Source: feed.SourceID(i + 1), Articles: []feed.Article{a}})
	}
	return batches
}

func contexts(t *testing.T, n int) []context.Context {
	all := make([]context.Context, n)
	for i := range all {
		all[i] = t.Context()
	}
	return all
}

func stored(t *testing.T, s *Store, b Batch) bool {
	t.Helper()
	_, found, err := s.ArticleByURL(t.Context(), b.Articles[0].URL)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWhatWaitsIsWrittenTogether(t *testing.T) {
	s, _ := open(t)
	before, err := s.Changes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	batches := manyBatches(2 * together)
	for i, err := range saveAtOnce(t, s, contexts(t, len(batches)), batches) {
		if err != nil || !stored(t, s, batches[i]) {
			t.Errorf("batch %d: %v, stored: %t", i, err, stored(t, s, batches[i]))
		}
	}
	after, err := s.Changes(t.Context())
	if err != nil || after-before > int64(len(batches))/2 {
		t.Errorf("%d transactions for %d batches, %v", after-before, len(batches), err)
	}
}

func TestOneOfManyFailsAlone(t *testing.T) {
	s, _ := open(t)
	batches := manyBatches(together)
	batches[3].Articles = append(batches[3].Articles, feed.Article{Title: "无地址"})
	for i, err := range saveAtOnce(t, s, contexts(t, len(batches)), batches) {
		if bad := i == 3; bad != (feed.KindOf(err) == feed.Invalid) || bad == stored(t, s, batches[i]) {
			t.Errorf("batch %d: %v, stored: %t", i, err, stored(t, s, batches[i]))
		}
	}
}

func TestOneOfManyIsCancelledAlone(t *testing.T) {
	s, _ := open(t)
	batches, ctxs := manyBatches(together), contexts(t, together)
	ctx, cancel := context.WithCancel(t.Context())
	ctxs[0] = context.WithValue(ctx, cancelKey{}, cancel)
	for i, err := range saveAtOnce(t, s, ctxs, batches) {
		if gone := i == 0; gone != (feed.KindOf(err) == feed.Cancelled) || gone == stored(t, s, batches[i]) {
			t.Errorf("batch %d: %v, stored: %t", i, err, stored(t, s, batches[i]))
		}
	}
}
