package storage

import (
	"context"
	"database/sql"
)

// Check reads the whole file and returns what is wrong with it, nothing when it is sound. It takes time that grows
// with the file: it is for a person who asks, never for a start.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	var wrong []string
	err := s.each(ctx, `PRAGMA integrity_check(20)`, nil, func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		if line != "ok" {
			wrong = append(wrong, line)
		}
		return err
	})
	return wrong, failed("check", s.path, err)
}
