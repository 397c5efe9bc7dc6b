package storage

import (
	"context"
	"database/sql"
	"encoding/json"
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

// QueryUses are all uses.
func QueryUses() []QueryUse { return []QueryUse{UseView, UseWatch, UseRead, UseMute} }

// KeptQueries are the queries kept for some uses, in the order in which they were added.
func (s *Store) KeptQueries(ctx context.Context, uses ...QueryUse) ([]KeptQuery, error) {
	var all []KeptQuery
	list, err := json.Marshal(uses)
	if err != nil {
		return nil, failed("read", "kept queries", err)
	}
	const text = `SELECT id, use, name, text FROM queries WHERE use IN (SELECT value FROM json_each(?)) ORDER BY id`
	err = s.each(ctx, text, []any{string(list)}, func(rows *sql.Rows) error {
		var q KeptQuery
		err := rows.Scan(&q.ID, &q.Use, &q.Name, &q.Text)
		all = append(all, q)
		return err
	})
	return all, failed("read", "kept queries", err)
}

// KeepQuery adds a query, or changes the one with q.ID when that is not 0, and returns its id; what it is for can be
// changed too. A name that is taken gives feed.Invalid. A rule is applied to the cache at once and by every later
// Save; its text must be one that Options.Names lets feed.ParseQuery read, else it gives feed.Invalid with a
// feed.QueryError. Undo takes it back.
func (s *Store) KeepQuery(ctx context.Context, q KeptQuery) (QueryID, error) {
	if q.Use.isRule() {
		return s.keepRule(ctx, q)
	}
	return s.replaceQuery(ctx, q, func() ([]feed.ArticleID, error) { return nil, nil })
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

// Watchers are the names of the watch rules that match an article.
func (s *Store) Watchers(ctx context.Context, id feed.ArticleID) ([]string, error) {
	var names []string
	err := s.each(ctx, `SELECT q.name FROM matched m JOIN queries q ON q.id = m.query
		WHERE m.article = ? AND q.use = ? ORDER BY q.id`, []any{id, UseWatch}, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		names = append(names, name)
		return err
	})
	return names, failed("read", "watchers", err)
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
