package storage

import (
	"context"
	"database/sql"
	"errors"
	"strconv"

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
// gives feed.Invalid.
func (s *Store) KeepQuery(ctx context.Context, q KeptQuery) (QueryID, error) {
	err := s.write(ctx, "keep query", q.Name, func(t *tx) error {
		var other QueryID
		taken, err := t.get(`SELECT id FROM queries WHERE use = ? AND name = ? AND id <> ?`, []any{q.Use, q.Name, q.ID}, &other)
		if err != nil {
			return err
		}
		if taken || q.Name == "" {
			return &feed.Error{Kind: feed.Invalid, Err: errors.New("a kept query needs a name of its own")}
		}
		if q.ID == 0 {
			id, err := t.insert(`INSERT INTO queries (use, name, text) VALUES (?, ?, ?)`, q.Use, q.Name, q.Text)
			q.ID = QueryID(id)
			return err
		}
		n, err := t.exec(`UPDATE queries SET use = ?, name = ?, text = ? WHERE id = ?`, q.Use, q.Name, q.Text, q.ID)
		if err == nil && n == 0 {
			return notFound("keep query", q.Name)
		}
		return err
	})
	return q.ID, err
}

// ForgetQuery removes a kept query.
func (s *Store) ForgetQuery(ctx context.Context, id QueryID) error {
	subject := strconv.FormatInt(int64(id), 10)
	return s.write(ctx, "forget query", subject, func(t *tx) error {
		n, err := t.exec(`DELETE FROM queries WHERE id = ?`, id)
		if err == nil && n == 0 {
			return notFound("forget query", subject)
		}
		return err
	})
}
