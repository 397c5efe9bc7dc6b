package storage

import (
	"context"
	"database/sql"
	"fmt"
)

// Compaction goes in steps of so many pages, each of which takes a few milliseconds.
const (
	mergePages  = 64
	vacuumPages = 256
)

// Compact gives room that nothing uses any more back to the disk: it merges what deleted articles left in the search
// index, moves pages into the gaps and cuts the file. It works in small steps, in which nobody can write; readers are
// never held up. A cache whose file was not made for that is rebuilt once, when a quarter of it is gaps.
func (s *Store) Compact(ctx context.Context) (Freed, error) {
	before, err := s.fileSize(ctx)
	if err != nil {
		return Freed{}, failed("compact", s.path, err)
	}
	if err := s.MergeIndex(ctx); err != nil {
		return Freed{}, err
	}
	if err := s.cutFile(ctx); err != nil {
		return Freed{}, err
	}
	after, err := s.fileSize(ctx)
	return Freed{Bytes: max(before-after, 0)}, failed("compact", s.path, err)
}

// fileSize is the size of the cache in bytes, without its log.
func (s *Store) fileSize(ctx context.Context) (int64, error) {
	var n int64
	err := s.pool.QueryRowContext(ctx, `SELECT c.page_count * s.page_size FROM pragma_page_count c, pragma_page_size s`).Scan(&n)
	return n, err
}

// MergeIndex merges the segments of the search index that IndexSome leaves, so that a search looks into fewer of them. It
// is for idle moments, and rests between its steps.
func (s *Store) MergeIndex(ctx context.Context) error {
	for _, index := range []string{"search", "singles"} {
		if err := s.mergeIndex(ctx, index); err != nil {
			return err
		}
	}
	return nil
}

// mergeIndex lets FTS5 merge until a step changes nothing, which its manual says is fewer than two rows.
func (s *Store) mergeIndex(ctx context.Context, index string) error {
	for {
		var before, after int64
		err := s.writeQuietly(ctx, "compact index", index, func(t *tx) error {
			if _, err := t.get(`SELECT total_changes()`, nil, &before); err != nil {
				return err
			}
			if _, err := t.exec(fmt.Sprintf(`INSERT INTO %[1]s (%[1]s, rank) VALUES ('merge', %[2]d)`, index, mergePages)); err != nil {
				return err
			}
			_, err := t.get(`SELECT total_changes()`, nil, &after)
			return err
		})
		if err != nil || after-before < 2 {
			return err
		}
		if err := rest(ctx); err != nil {
			return failed("compact index", index, err)
		}
	}
}

// cutFile gives free pages back, step by step.
func (s *Store) cutFile(ctx context.Context) error {
	for {
		var mode, free, all int64
		err := s.writeQuietly(ctx, "compact", s.path, func(t *tx) error {
			if _, err := t.get(`SELECT auto_vacuum, freelist_count, page_count
				FROM pragma_auto_vacuum, pragma_freelist_count, pragma_page_count`, nil, &mode, &free, &all); err != nil {
				return err
			}
			if free == 0 || mode == 0 {
				return nil
			}
			return t.each(fmt.Sprintf(`PRAGMA incremental_vacuum(%d)`, vacuumPages), nil, func(*sql.Rows) error { return nil })
		})
		switch {
		case err != nil:
			return err
		case mode == 0 && free*4 > all:
			return s.rebuild(ctx)
		case free == 0 || mode == 0:
			return s.checkpoint(ctx)
		}
		if err := rest(ctx); err != nil {
			return failed("compact", s.path, err)
		}
	}
}

// rebuild makes the file anew, so that it can be cut in steps from then on.
func (s *Store) rebuild(ctx context.Context) error {
	if err := s.alone(ctx, `PRAGMA auto_vacuum = INCREMENTAL; VACUUM`); err != nil {
		return err
	}
	return s.checkpoint(ctx)
}

// checkpoint brings the log's pages into the file as far as readers let it; only then is the file shorter.
func (s *Store) checkpoint(ctx context.Context) error {
	return s.alone(ctx, `PRAGMA wal_checkpoint(PASSIVE)`)
}

// alone runs a statement that cannot be within a transaction.
func (s *Store) alone(ctx context.Context, statement string) error {
	select {
	case s.writer.turn <- struct{}{}:
		defer func() { <-s.writer.turn }()
	case <-ctx.Done():
		return failed("compact", s.path, ctx.Err())
	}
	_, err := s.writer.conn.ExecContext(ctx, statement)
	return failed("compact", s.path, err)
}
