package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"zonewire/feed"
)

// MarkRead sets articles read or unread. Undo takes it back for those that it changed.
func (s *Store) MarkRead(ctx context.Context, ids []feed.ArticleID, read bool) error {
	action := ActMarkRead
	if !read {
		action = ActMarkUnread
	}
	return s.mark(ctx, action, columnRead, read, ids)
}

// MarkOpened sets an article read because it was opened. Undo passes over it: it takes back what was asked for.
func (s *Store) MarkOpened(ctx context.Context, id feed.ArticleID) error {
	return s.write(ctx, string(ActMarkRead), "opened article", func(t *tx) error {
		_, err := t.setMark(columnRead, true, []feed.ArticleID{id})
		return err
	})
}

// Star sets or takes the star of articles. Undo takes it back for those that it changed.
func (s *Store) Star(ctx context.Context, ids []feed.ArticleID, starred bool) error {
	action := ActStar
	if !starred {
		action = ActUnstar
	}
	return s.mark(ctx, action, columnStarred, starred, ids)
}

// MarkAllRead sets all articles of a query read, whatever its Limit and After, and returns how many were unread.
func (s *Store) MarkAllRead(ctx context.Context, q feed.Query) (int, error) {
	where, err := s.where(ctx, feed.And{q.Where, feed.IsUnread{}})
	if err != nil {
		return 0, failed("mark read", "all", err)
	}
	var changed []feed.ArticleID
	err = s.write(ctx, "mark read", "all", func(t *tx) error {
		changed, err = t.ids(`UPDATE articles AS a SET read = 1 WHERE `+where.sql+` RETURNING id`, where.args...)
		return err
	})
	if err != nil {
		return 0, err
	}
	s.remember(ActMarkRead, columnRead, true, changed)
	return len(changed), nil
}

// statusColumn is a column of articles that holds one mark.
type statusColumn string

const (
	columnRead    statusColumn = "read"
	columnStarred statusColumn = "starred"
)

func (s *Store) mark(ctx context.Context, action Action, column statusColumn, value bool, ids []feed.ArticleID) error {
	var changed []feed.ArticleID
	err := s.write(ctx, string(action), fmt.Sprintf("%d articles", len(ids)), func(t *tx) error {
		var err error
		changed, err = t.setMark(column, value, ids)
		return err
	})
	if err != nil {
		return err
	}
	s.remember(action, column, value, changed)
	return nil
}

// remember lets Undo set back the marks that were changed.
func (s *Store) remember(action Action, column statusColumn, value bool, changed []feed.ArticleID) {
	s.past.push(step{
		undone: Undone{Action: action, Articles: len(changed)},
		revert: func(t *tx) error {
			_, err := t.setMark(column, !value, changed)
			return err
		},
	})
}

// setMark returns the articles whose mark was another.
func (t *tx) setMark(column statusColumn, value bool, ids []feed.ArticleID) ([]feed.ArticleID, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	query := fmt.Sprintf(`UPDATE articles SET %[1]s = ?1 WHERE id IN (SELECT value FROM json_each(?2)) AND %[1]s <> ?1
		RETURNING id`, column)
	return t.ids(query, value, string(list))
}

// ids runs a statement that returns article ids.
func (t *tx) ids(query string, args ...any) ([]feed.ArticleID, error) {
	var all []feed.ArticleID
	err := t.each(query, args, func(rows *sql.Rows) error {
		var id feed.ArticleID
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	})
	return all, err
}
