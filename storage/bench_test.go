package storage

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zonewire/feed"
)

// The benchmarks' cache: `go test ./storage -run xxx -bench . -zonewire.articles=100000 -zonewire.cache=/tmp/bench`
// makes it once and finds it again. Without a folder it is made anew in a temporary one.
var (
	benchArticles = flag.Int("zonewire.articles", 2000, "articles of 1,200 characters in the benchmarks' cache")
	benchCache    = flag.String("zonewire.cache", "", "folder in which the benchmarks' cache is kept")
)

// benchStore is a cache of the wanted size with all articles indexed.
func benchStore(b *testing.B) *Store {
	b.Helper()
	dir := *benchCache
	if dir == "" {
		dir = b.TempDir()
	}
	path := filepath.Join(dir, fmt.Sprintf("news-%d.db", *benchArticles))
	_, missing := os.Stat(path)
	s, err := Open(b.Context(), path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if missing != nil {
		fill(b, s, *benchArticles)
	}
	return s
}

// A cache is filled in rounds, so that one whose making is broken off can be measured as it is.
const (
	fillRound = 50_000 // articles stored, then indexed
	fillBatch = 500    // articles in a transaction
)

// fill stores and indexes n articles, and logs how fast and how large that was.
func fill(b *testing.B, s *Store, n int) {
	source, err := s.AddSource(b.Context(), feed.Source{Name: "新闻", URL: "http://news.example/", Kind: feed.SiteSource})
	if err != nil {
		b.Fatal(err)
	}
	c := newCorpus(1, 1200)
	var storing, indexing time.Duration
	var stored, indexed int64
	for c.made < n {
		size := pages(b, s)
		for round := min(n, c.made+fillRound); c.made < round; {
			batch := c.articles(min(fillBatch, round-c.made))
			start := time.Now()
			if _, err := s.Save(b.Context(), Batch{Source: source, Articles: batch}); err != nil {
				b.Fatal(err)
			}
			storing += time.Since(start)
		}
		stored += pages(b, s) - size
		size = pages(b, s)
		start := time.Now()
		for left := 1; left > 0; {
			if left, err = s.IndexSome(b.Context(), fillBatch); err != nil {
				b.Fatal(err)
			}
		}
		indexing += time.Since(start)
		indexed += pages(b, s) - size
		fmt.Fprintf(os.Stderr, "%d articles: stored at %.0f/s, %d bytes each; indexed at %.0f/s, %d bytes each\n", c.made,
			float64(c.made)/storing.Seconds(), stored/int64(c.made), float64(c.made)/indexing.Seconds(), indexed/int64(c.made))
	}
}

// BenchmarkMergeIndex puts the index of the benchmarks' cache in order, as the reader does in idle moments. It is to be
// run once, before a search is measured as it is a while after a sync rather than right behind one.
func BenchmarkMergeIndex(b *testing.B) {
	s := benchStore(b)
	for b.Loop() {
		if err := s.MergeIndex(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// pages is the size of the cache in bytes without its log.
func pages(b *testing.B, s *Store) (n int64) {
	row := s.pool.QueryRowContext(b.Context(), `SELECT c.page_count * s.page_size FROM pragma_page_count c, pragma_page_size s`)
	if err := row.Scan(&n); err != nil {
		b.Fatal(err)
	}
	return n
}

func BenchmarkOpen(b *testing.B) {
	path := benchStore(b).Path()
	for b.Loop() {
		s, err := Open(b.Context(), path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Headlines(b.Context(), feed.Query{}); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHeadlines(b *testing.B) {
	s := benchStore(b)
	page, err := s.Headlines(b.Context(), feed.Query{Limit: *benchArticles / 2})
	if err != nil {
		b.Fatal(err)
	}
	middle := CursorOf(page[len(page)-1], feed.ByDate)
	for name, q := range map[string]feed.Query{
		"first":           {},
		"middle":          {After: middle},
		"last":            {Backward: true},
		"province":        {Where: feed.InRegion{Code: "32"}},
		"city":            {Where: feed.InRegion{Code: "3205"}},
		"county":          {Where: feed.InRegion{Code: "320582"}, Backward: true},
		"zone":            {Where: feed.InZone{ID: 3}, Backward: true},
		"source":          {Where: feed.InSource{ID: 1}, Backward: true},
		"unread":          {Where: feed.IsUnread{}},
		"unread province": {Where: feed.And{feed.IsUnread{}, feed.InRegion{Code: "32"}}},
		"starred":         {Where: feed.IsStarred{}},
		"by zone":         {Sort: feed.ByZone},
		"by source":       {Sort: feed.BySource},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Headlines(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSearch reports the median and the 99th percentile of the first page, of as many as the screen asks for, over
// a hundred texts of each length; one operation is all of them.
func BenchmarkSearch(b *testing.B) {
	s := benchStore(b)
	for _, length := range []int{1, 2, 4} {
		for _, sort := range []feed.Sort{feed.ByDate, feed.ByRelevance} {
			for _, common := range []bool{true, false} {
				b.Run(fmt.Sprintf("%d/%s/common=%t", length, sort, common), func(b *testing.B) {
					queries := queriesOf(length, common)
					var took []time.Duration
					for b.Loop() {
						for _, text := range queries {
							start := time.Now()
							_, err := s.Headlines(b.Context(), feed.Query{Where: feed.Words{Text: text}, Sort: sort, Limit: 60})
							if err != nil {
								b.Fatal(err)
							}
							took = append(took, time.Since(start))
						}
					}
					slices.Sort(took)
					b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
					b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
				})
			}
		}
	}
}

// queriesOf are 100 texts of so many characters: common ones as the corpus has them most, or any.
func queriesOf(length int, common bool) []string {
	c := newCorpus(2, 1200)
	var all []string
	for i := 0; len(all) < 100; i++ {
		word := c.words[i%60]
		if !common {
			word = c.words[60+c.random.IntN(len(c.words)-60)]
		}
		if length == 4 {
			word += c.word()
		}
		if runes := []rune(word); runes[0] >= hanFirst && len(runes) >= length {
			all = append(all, string(runes[:length]))
		}
	}
	return all
}

func BenchmarkIndexSome(b *testing.B) {
	dir := b.TempDir()
	s, err := Open(b.Context(), filepath.Join(dir, "news.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	c := newCorpus(1, 1200)
	for b.Loop() {
		b.StopTimer()
		if _, err := s.Save(b.Context(), Batch{Source: 1, Articles: c.articles(100)}); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := s.IndexSome(b.Context(), 100); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(c.made)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkSave(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "news.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	c := newCorpus(1, 1200)
	for b.Loop() {
		b.StopTimer()
		batch := c.articles(50)
		b.StartTimer()
		if _, err := s.Save(b.Context(), Batch{Source: 1, Articles: batch}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(c.made)/b.Elapsed().Seconds(), "articles/s")
}
