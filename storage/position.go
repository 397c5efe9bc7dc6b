package storage

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"

	"zonewire/feed"
)

// ReadingPosition is how far an article was read, in characters (runes) of its body as package tui/prose sets it: without
// Markdown's marks; 0 for not begun or read to its end.
func (s *Store) ReadingPosition(ctx context.Context, id feed.ArticleID) (int, error) {
	var offset int
	err := s.pool.QueryRowContext(ctx, `SELECT p.offset FROM articles a JOIN positions p ON p.url = a.url WHERE a.id = ?`, id).
		Scan(&offset)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return offset, failed("read position in article", strconv.FormatInt(int64(id), 10), err)
}

// SaveReadingPosition remembers how far an article was read; 0 forgets it. Lists do not change by it, so Changes does
// not grow.
func (s *Store) SaveReadingPosition(ctx context.Context, id feed.ArticleID, offset int) error {
	return s.writeQuietly(ctx, "save position in article", strconv.FormatInt(int64(id), 10), func(t *tx) error {
		if offset == 0 {
			_, err := t.exec(`DELETE FROM positions WHERE url = (SELECT url FROM articles WHERE id = ?)`, id)
			return err
		}
		_, err := t.exec(`INSERT INTO positions SELECT url, ? FROM articles WHERE id = ?
			ON CONFLICT DO UPDATE SET offset = excluded.offset`, offset, id)
		return err
	})
}

// Position is how many headlines of a query stand before h in its order: with Count, what a scroll bar shows. It reads
// an index from the list's start to h, so it is for the background.
func (s *Store) Position(ctx context.Context, q feed.Query, h feed.Headline) (int, error) {
	if q.Sort == feed.ByRelevance {
		q.Sort = feed.ByDate
	}
	q.After, q.Backward = CursorOf(h, q.Sort), true
	sel, err := s.selection(ctx, q)
	if err != nil {
		return 0, failed("find", "position", err)
	}
	var n int
	err = s.pool.QueryRowContext(ctx, "SELECT count(*) FROM "+sel.from+" WHERE "+strings.Join(sel.where, " AND "), sel.args...).Scan(&n)
	return n, failed("find", "position", err)
}
