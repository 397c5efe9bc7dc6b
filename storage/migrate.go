package storage

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"zonewire/feed"
)

// migrations are the steps from an empty file to today's schema, in the order of their names. A step that has been
// released is never changed.
//
//go:embed migrations/*.sql
var migrations embed.FS

// steps are the migrations' texts; the schema's version is their number.
func steps() ([]string, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(files))
	for i, file := range files {
		text, err := migrations.ReadFile(file)
		if err != nil {
			return nil, err
		}
		texts[i] = string(text)
	}
	return texts, nil
}

// latest is the version of the schema that this program writes.
func latest() int {
	all, _ := steps()
	return len(all)
}

// querier is what schemaVersion needs of a pool or a connection.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// schemaVersion is the version of the file's schema, 0 for a file with nothing in it. It refuses files of other
// programs, and those whose header says what no cache's does.
func schemaVersion(ctx context.Context, q querier) (int, error) {
	var id, version, tables int
	err := q.QueryRowContext(ctx, `SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id a, pragma_user_version v`).Scan(&id, &version, &tables)
	switch {
	case err != nil:
		return 0, err
	case id != applicationID && (tables > 0 || id != 0 || version != 0):
		return 0, &feed.Error{Kind: feed.Corrupt, Err: errors.New("an SQLite file of another program")}
	case version < 0, version == 0 && tables > 0:
		return 0, &feed.Error{Kind: feed.Corrupt, Err: fmt.Errorf("schema %d with %d tables and indexes", version, tables)}
	}
	return version, nil
}

// acceptable refuses a version that this program cannot use; one that is only read must be today's.
func acceptable(version int, readOnly bool) error {
	switch want := latest(); {
	case version > want:
		return &feed.Error{Kind: feed.NewerSchema, Err: fmt.Errorf("schema %d, this zonewire knows %d", version, want)}
	case readOnly && version < want:
		return &feed.Error{Kind: feed.Invalid, Err: fmt.Errorf("schema %d needs an update to %d, which needs writing", version, want)}
	}
	return nil
}

// migrate brings the file to today's schema. Each step is one transaction, so a kill between two steps is harmless.
func (s *Store) migrate(ctx context.Context) error {
	version, err := schemaVersion(ctx, s.writer.conn)
	if err != nil {
		return err
	}
	if err := acceptable(version, false); err != nil {
		return err
	}
	all, err := steps()
	if err != nil {
		return err
	}
	if version == len(all) {
		keepLog(ctx, s.writer.conn)
		return nil
	}
	if version > 0 {
		if err := s.copyBeforeMigration(ctx, version); err != nil {
			return err
		}
	}
	// Not at every opening: it writes, also into a file that is refused. It counts while a file is empty.
	if _, err := s.writer.conn.ExecContext(ctx, `PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL`); err != nil {
		return err
	}
	for next := version + 1; next <= len(all); next++ {
		if err := s.step(ctx, next, all[next-1]); err != nil {
			return fmt.Errorf("migrate to schema %d: %w", next, err)
		}
	}
	return nil
}

// keepLog gives a cache that is a plain copy of a backup the write-ahead log that a backup does not have: without it
// readers and writers shut each other out. It needs a moment alone, so a failure leaves it to the next opening.
func keepLog(ctx context.Context, conn *sql.Conn) {
	var mode string
	if err := conn.QueryRowContext(ctx, `PRAGMA journal_mode`).Scan(&mode); err == nil && mode != "wal" {
		_, _ = conn.ExecContext(ctx, `PRAGMA journal_mode = WAL`)
	}
}

// step applies one migration unless another process has just done so.
func (s *Store) step(ctx context.Context, number int, text string) error {
	return s.writeQuietly(ctx, "migrate", s.path, func(t *tx) error {
		version, err := schemaVersion(ctx, s.writer.conn)
		if err != nil || version >= number {
			return err
		}
		_, err = s.writer.conn.ExecContext(ctx, text+stamp(number))
		if err != nil && kindOf(err) == feed.Internal {
			return &feed.Error{Kind: feed.Corrupt, Err: err} // the tables are not those of the version that the file says it has
		}
		return err
	})
}

// stamp are the statements that say in the file's header that it is a cache of that version.
func stamp(version int) string {
	return fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, version)
}
