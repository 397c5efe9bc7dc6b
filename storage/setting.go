package storage

import (
	"context"
	"database/sql"
	"errors"
)

// Setting is the value kept under key, "" when there is none.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := s.pool.QueryRowContext(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, failed("read setting", key, err)
}

// Settings are all values kept, by their keys.
func (s *Store) Settings(ctx context.Context) (map[string]string, error) {
	kept := map[string]string{}
	err := s.each(ctx, `SELECT key, value FROM settings`, nil, func(rows *sql.Rows) error {
		var key, value string
		err := rows.Scan(&key, &value)
		kept[key] = value
		return err
	})
	return kept, failed("read settings of", s.path, err)
}

// SaveSetting keeps value under key; "" forgets it. Lists do not change by it, so Changes does not grow.
func (s *Store) SaveSetting(ctx context.Context, key, value string) error {
	return s.writeQuietly(ctx, "save setting", key, func(t *tx) error {
		if value == "" {
			_, err := t.exec(`DELETE FROM settings WHERE key = ?`, key)
			return err
		}
		_, err := t.exec(`INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
}
