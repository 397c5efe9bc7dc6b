package storage

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zonewire/feed"
)

func layoutAt(t *testing.T, path string) []root {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", dsn(path, "mode", "ro")))
	defer db.Close()
	return must[[]root](t)(rootsOf(t.Context(), db))
}

// TestLayoutFollowsFromTheRecipe: caches of all sizes, with and without a search index, gaps, a backup, have the layout
// of the recipe that they were made by.
func TestLayoutFollowsFromTheRecipe(t *testing.T) {
	dir := t.TempDir()
	made := must[layout](t)(newLayout(t.Context(), dir, recipe{0, latest()}))
	rewritten := must[layout](t)(newLayout(t.Context(), dir, recipe{latest(), latest()}))
	if slices.Equal(made.roots, rewritten.roots) {
		t.Error("a rewritten cache has the layout of a new one: the second recipe is not needed")
	}
	for _, n := range []int{1, 20, 400} {
		s, _ := filled(t, n)
		must[int](t)(s.IndexSome(t.Context(), n/2))
		if got := layoutAt(t, s.Path()); !slices.Equal(got, made.roots) {
			t.Errorf("%d articles: %+v", n, got)
		}
		if err := s.DeleteArticles(t.Context(), ids(headlines(t, s, feed.Query{Limit: 1 + n/2}))); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := layoutAt(t, s.Path()); !slices.Equal(got, made.roots) {
			t.Errorf("%d articles, after some were deleted: %+v", n, got)
		}
		backup := filepath.Join(dir, fmt.Sprintf("%d.db", n))
		if err := s.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
		if got := layoutAt(t, backup); !slices.Equal(got, rewritten.roots) {
			t.Errorf("backup of %d articles: %+v", n, got)
		}
	}
}

// TestLayoutOfAnOldCache fills a cache of each older version with content, with and without rewriting it, and lets Open
// bring it up to date.
func TestLayoutOfAnOldCache(t *testing.T) {
	dir := t.TempDir()
	made := map[recipe]layout{}
	for _, r := range recipes() {
		made[r] = must[layout](t)(newLayout(t.Context(), dir, r))
	}
	for _, r := range recipes() {
		path := filepath.Join(dir, fmt.Sprintf("%d-%d.db", r.rewritten, r.version))
		db := must[*sql.DB](t)(sql.Open("sqlite", dsn(path, "_pragma", "synchronous(OFF)", "_pragma", "auto_vacuum(INCREMENTAL)")))
		db.SetMaxOpenConns(1)
		if err := follow(t.Context(), db, r); err != nil {
			t.Fatal(err)
		}
		for i := range 40 {
			if _, err := db.ExecContext(t.Context(), `INSERT INTO statuses VALUES (?, 1, 0)`, fmt.Sprintf("http://news.example/%d/%0800d", i, i)); err != nil {
				t.Fatal(err)
			}
		}
		if got := must[[]root](t)(rootsOf(t.Context(), db)); !slices.Equal(got, made[r].roots) {
			t.Errorf("%+v: %+v", r, got)
		}
		// Written anew once more, it is as if it had been so only now.
		twice := filepath.Join(dir, "twice.db")
		if _, err := db.ExecContext(t.Context(), `VACUUM INTO ?`, twice); err != nil {
			t.Fatal(err)
		}
		if got := layoutAt(t, twice); !slices.Equal(got, made[recipe{r.version, r.version}].roots) {
			t.Errorf("%+v, written anew: %+v", r, got)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		s := must[*Store](t)(Open(t.Context(), path, Options{}))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if got := layoutAt(t, path); !slices.Equal(got, made[recipe{r.rewritten, latest()}].roots) {
			t.Errorf("%+v, brought up to date: %+v", r, got)
		}
		if err := os.Remove(twice); err != nil {
			t.Fatal(err)
		}
	}
}
