package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"zonewire/feed"
)

// applicationID marks the file as a zonewire cache: "ZNWR" in the header's bytes 68 to 71.
const applicationID = 0x5a4e5752

// Open opens the cache at path, making it when there is no file, and brings an older one up to date after copying it
// to path.before-N. A file that is damaged or no cache gives feed.Corrupt and one of a newer zonewire
// feed.NewerSchema; either is left as it is.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	const op = "open cache"
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, failed(op, path, err)
	}
	fresh, err := inspect(path)
	if err != nil {
		return nil, failed(op, path, err)
	}
	if fresh && opt.ReadOnly {
		return nil, notFound(op, path)
	}
	s := &Store{path: path, now: opt.Now, names: opt.Names, folder: lazily(newFolder)}
	if s.now == nil {
		s.now = time.Now
	}
	if opt.ReadOnly {
		err = s.openReading(ctx)
	} else {
		err = s.openWriting(ctx, fresh)
	}
	if err != nil {
		return nil, failed(op, path, err)
	}
	return s, nil
}

// inspect looks at the first bytes of a file before SQLite may touch it. A missing or empty file is fresh.
func inspect(path string) (fresh bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	var header [100]byte
	n, err := io.ReadFull(f, header[:])
	switch {
	case errors.Is(err, io.EOF):
		// A cache that was killed while being made may be all in its log.
		return true, nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return false, err
	case n < len(header) || string(header[:16]) != "SQLite format 3\x00":
		return false, &feed.Error{Kind: feed.Corrupt, Err: errors.New("not an SQLite file")}
	}
	return false, nil
}

// dsn is the address of the cache for the driver. The page cache is bounded per connection; mmap stays off, so that
// memory does not grow with the file.
func dsn(path string, parameters ...string) string {
	v := url.Values{"_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()),
		"foreign_keys(1)", "temp_store(memory)", "trusted_schema(0)",
	}}
	for i := 0; i < len(parameters); i += 2 {
		v.Add(parameters[i], parameters[i+1])
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: v.Encode()}
	return u.String()
}

// openWriting opens the reading pool and the writer, and sees that the schema is ours and current.
func (s *Store) openWriting(ctx context.Context, fresh bool) (err error) {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	if err := s.openPool(dsn(s.path, "_pragma", "query_only(1)", "_pragma", "cache_size(-4000)")); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.pool.Close())
		}
	}()
	if !fresh {
		s.warming.Go(func() { s.warm(ctx) })
		defer func() {
			if err != nil {
				s.warming.Wait()
			}
		}()
	}
	// WAL with NORMAL: a commit is in the operating system's hands when it returns, so a killed process loses
	// nothing; the log is synced before its pages reach the file, so a power cut cannot tear the file.
	// A log of 4,000 pages: an article touches twenty indexes, and the more of them the log holds, the fewer are written twice.
	db, err := sql.Open("sqlite", dsn(s.path, "_pragma", "synchronous(NORMAL)", "_pragma", writerCache(s.path),
		"_pragma", "journal_size_limit(16777216)", "_pragma", "wal_autocheckpoint(4000)"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	s.writer, err = newWriter(ctx, db)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.writer.close())
		}
	}()
	if err := s.migrate(ctx); err != nil {
		return err
	}
	// A damaged cache opens all the same: what is readable of it is of use.
	_ = s.noticeRestore(ctx, s.writer.conn)
	return nil
}

// writerCache is the size of the writer's page cache: what a small cache needs is little, and a large one's indexes are
// touched all over. A sync of 10,000 articles into a new cache takes no longer with 4 MB than with 16.
func writerCache(path string) string {
	const least, most, part = 4000, 16000, 32 << 10 // KiB, KiB, and bytes of the file for each KiB
	size := int64(0)
	if info, err := os.Stat(path); err == nil {
		size = info.Size()
	}
	return fmt.Sprintf("cache_size(-%d)", min(max(size/part, least), most))
}

// warmed is how many of the pool's connections are opened with the cache: the first screen reads list and tree.
const warmed = 2

// warm opens them. Each parses the schema, which takes as long as opening the writer and is done beside it. An error is
// met again by whoever reads.
func (s *Store) warm(ctx context.Context) {
	for range warmed {
		if conn, err := s.pool.Conn(ctx); err == nil {
			defer conn.Close()
		}
	}
}

// openReading opens the pool alone. Where the folder cannot be written, SQLite can read a WAL file only as immutable;
// that is safe when no log lies beside it, for then nobody writes.
func (s *Store) openReading(ctx context.Context) error {
	readOnly := []string{"mode", "ro", "_pragma", "cache_size(-4000)"}
	if err := s.openPool(dsn(s.path, readOnly...)); err != nil {
		return err
	}
	version, err := schemaVersion(ctx, s.pool)
	if err != nil && kindOf(err) == feed.Internal || kindOf(err) == feed.ReadOnly {
		if _, log := os.Stat(s.path + "-wal"); errors.Is(log, fs.ErrNotExist) {
			_ = s.pool.Close()
			if err := s.openPool(dsn(s.path, append(readOnly, "immutable", "1")...)); err != nil {
				return err
			}
			version, err = schemaVersion(ctx, s.pool)
		}
	}
	if err == nil {
		err = acceptable(version, true)
	}
	if err != nil {
		return errors.Join(err, s.pool.Close())
	}
	return nil
}

func (s *Store) openPool(dsn string) error {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	s.pool = db
	return nil
}
