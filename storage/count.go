package storage

import (
	"context"
	"database/sql"

	"zonewire/feed"
)

// Count is how many articles a place or a source has.
type Count struct {
	Region feed.RegionCode // smallest region known, "" for none
	Zone   feed.ZoneID     // 0 for none
	Unread int
	Total  int
}

// Counts has one row per pair of region and zone that has articles. Rolling up is the caller's.
func (s *Store) Counts(ctx context.Context) ([]Count, error) {
	var all []Count
	err := s.each(ctx, `SELECT region, zone, unread, total FROM counts`, nil, func(rows *sql.Rows) error {
		var c Count
		err := rows.Scan(&c.Region, &c.Zone, &c.Unread, &c.Total)
		all = append(all, c)
		return err
	})
	return all, failed("read", "counts", err)
}

// SourceCounts are the numbers of articles in the list of each source that has any. An article that several sources
// carry counts for each.
func (s *Store) SourceCounts(ctx context.Context) (map[feed.SourceID]Count, error) {
	all := map[feed.SourceID]Count{}
	err := s.each(ctx, `SELECT c.source, c.unread, c.total FROM source_counts c JOIN sources s ON s.id = c.source
		WHERE c.total > 0`, nil, func(rows *sql.Rows) error {
		var id feed.SourceID
		var c Count
		err := rows.Scan(&id, &c.Unread, &c.Total)
		all[id] = c
		return err
	})
	return all, failed("read", "source counts", err)
}

// Totals are the numbers of unread, starred and all articles.
func (s *Store) Totals(ctx context.Context) (unread, starred, total int, err error) {
	err = s.pool.QueryRowContext(ctx, `SELECT unread, starred, total FROM totals`).Scan(&unread, &starred, &total)
	return unread, starred, total, failed("read", "totals", err)
}
