package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"time"

	"zonewire/feed"
)

// PublicationTimes are the times of a source's newest articles that have one, newest first, at most limit.
func (s *Store) PublicationTimes(ctx context.Context, source feed.SourceID, limit int) ([]time.Time, error) {
	var times []time.Time
	err := s.each(ctx, `SELECT published FROM carried WHERE source = ? AND published > 0
		ORDER BY published DESC LIMIT ?`, []any{source, limit}, func(rows *sql.Rows) error {
		var second int64
		err := rows.Scan(&second)
		times = append(times, time.Unix(second, 0))
		return err
	})
	return times, failed("read pace of source", strconv.FormatInt(int64(source), 10), err)
}

// SaveContact stores a source's "about" card.
func (s *Store) SaveContact(ctx context.Context, source feed.SourceID, c feed.Contact) error {
	subject := strconv.FormatInt(int64(source), 10)
	contact, err := json.Marshal(c)
	if err != nil {
		return failed("save contact of source", subject, err)
	}
	return s.write(ctx, "save contact of source", subject, func(t *tx) error {
		_, err := t.exec(`UPDATE sources SET contact = ? WHERE id = ?`, contact, source)
		return err
	})
}
