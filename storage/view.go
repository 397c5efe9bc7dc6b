package storage

import (
	"context"
	"database/sql"
	"errors"

	"zonewire/feed"
)

// QueryID is a kept query's row in the cache.
type QueryID int64

// QueryUse says what a kept query is for.
type QueryUse string

// The uses.
const (
	UseView  QueryUse = "view"  // stands in the tree
	UseMute  QueryUse = "mute"  // what matches is never shown
	UseRead  QueryUse = "read"  // what matches is marked read when it comes
	UseWatch QueryUse = "watch" // what matches is announced when it comes
)

// KeptQuery is a query that the reader keeps under a name, unique within its use.
type KeptQuery struct {
	ID   QueryID
	Use  QueryUse
	Name string
	Text string // in the language of feed.ParseQuery
}

// KeptQueries are the queries kept for a use, in the order in which they were added.
func (s *Store) KeptQueries(ctx context.Context, use QueryUse) ([]KeptQuery, error) {
	var all []KeptQuery
	err := s.each(ctx, `SELECT id, use, name, text FROM queries WHERE use = ? ORDER BY id`, []any{use}, func(rows *sql.Rows) error {
		var q KeptQuery
		err := rows.Scan(&q.ID, &q.Use, &q.Name, &q.Text)
		all = append(all, q)
		return err
	})
	return all, failed("read", "kept queries", err)
}

// KeepQuery adds a query, or changes the one with q.ID when that is not 0, and returns its id. A name that is taken
// gives feed.Invalid. A rule is applied to the cache at once and by every later Save, and Undo takes it back; its text
// must be one that Options.Names lets feed.ParseQuery read, else it gives feed.Invalid with a feed.QueryError.
func (s *Store) KeepQuery(ctx context.Context, q KeptQuery) (QueryID, error) {
	if q.Use.isRule() {
		return s.keepRule(ctx, q)
	}
	err := s.write(ctx, "keep query", q.Name, func(t *tx) error {
		if err := nameIsKept(t, q); err != nil {
			return err
		}
		if q.ID == 0 {
			id, err := t.insert(`INSERT INTO queries (use, name, text) VALUES (?, ?, ?)`, q.Use, q.Name, q.Text)
			q.ID = QueryID(id)
			return err
		}
		n, err := t.exec(`UPDATE queries SET name = ?, text = ? WHERE id = ? AND use = ?`, q.Name, q.Text, q.ID, q.Use)
		if err == nil && n == 0 {
			return notFound("keep query", q.Name)
		}
		return err
	})
	return q.ID, err
}

func nameIsKept(t *tx, q KeptQuery) error {
	var other QueryID
	taken, err := t.get(`SELECT id FROM queries WHERE use = ? AND name = ? AND id <> ?`, []any{q.Use, q.Name, q.ID}, &other)
	if err != nil {
		return err
	}
	if taken || q.Name == "" {
		return &feed.Error{Kind: feed.Invalid, Err: errors.New("a kept query needs a name of its own")}
	}
	return nil
}

// Matches are the numbers of articles in the cache that each mute and watch rule matches.
func (s *Store) Matches(ctx context.Context) (map[QueryID]int, error) {
	all := map[QueryID]int{}
	err := s.each(ctx, `SELECT query, count(*) FROM matched GROUP BY query`, nil, func(rows *sql.Rows) error {
		var id QueryID
		var n int
		err := rows.Scan(&id, &n)
		all[id] = n
		return err
	})
	return all, failed("count", "matches of rules", err)
}

// Arrived are the articles of a condition that were stored after the one with the id, in the order in which they
// were, at most limit; an article keeps its id when it is updated.
func (s *Store) Arrived(ctx context.Context, where feed.Expr, after feed.ArticleID, limit int) ([]feed.Headline, error) {
	c, err := s.where(ctx, where)
	if err != nil {
		return nil, failed("list", "arrivals", err)
	}
	var all []feed.Headline
	err = s.each(ctx, `SELECT `+headlineColumns+` FROM articles a WHERE a.id > ? AND `+c.sql+` ORDER BY a.id LIMIT ?`,
		append(append([]any{after}, c.args...), limit), func(rows *sql.Rows) error {
			h, err := scanHeadline(rows.Scan)
			all = append(all, h)
			return err
		})
	return all, failed("list", "arrivals", err)
}

// LastArrival is the article that was stored last, 0 when there is none.
func (s *Store) LastArrival(ctx context.Context) (feed.ArticleID, error) {
	var id feed.ArticleID
	err := s.pool.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM articles`).Scan(&id)
	return id, failed("read", "last arrival", err)
}
