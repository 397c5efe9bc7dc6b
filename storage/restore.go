package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"

	"zonewire/feed"
)

// Restored says what Restore put in place.
type Restored struct {
	Articles int
	Sources  int
	Kept     string // the file that the contents before are kept in; "" when there was no cache
}

// restoreFolder begins the names of the folders that Restore works in.
const restoreFolder = ".zonewire-restore-"

// Restore gives the cache at path the contents of the backup file, which is only read. Other processes may have the
// cache open and go on: they see the old contents until all of the new ones are there, in one transaction. What the
// cache held is kept in a new file beside it. No sync of the cache may run.
//
// An older backup is brought up to date. One that is damaged or no cache gives feed.Malformed, and one of a newer
// zonewire feed.NewerSchema. After any error, and after a kill at any moment, the cache is as it was.
func Restore(ctx context.Context, path, file string, opt Options) (done Restored, err error) {
	const op = "restore"
	if opt.Now == nil {
		opt.Now = time.Now
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return done, failed(op, path, err)
	}
	if err := isAnother(path, file); err != nil {
		return done, failed(op, file, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return done, failed(op, path, err)
	}
	removeRemains(filepath.Dir(path), restoreFolder, 0) // no other one runs: the caller holds the lock of syncs
	folder, err := os.MkdirTemp(filepath.Dir(path), restoreFolder)
	if err != nil {
		return done, failed(op, path, err)
	}
	defer os.RemoveAll(folder)
	r := restoring{path: path, folder: folder, opt: opt}
	if err := r.prepare(ctx, file); err != nil {
		return done, failed(op, file, err)
	}
	if err := r.replace(ctx); err != nil {
		return done, failed(op, path, err)
	}
	return r.done, nil
}

// isAnother refuses the cache itself as its own backup, and what cannot be read.
func isAnother(path, file string) error {
	backup, err := os.Stat(file)
	if err != nil {
		return err
	}
	if backup.IsDir() {
		return &feed.Error{Kind: feed.Malformed, Err: errors.New("a folder")}
	}
	if now, err := os.Stat(path); err == nil && os.SameFile(now, backup) {
		return &feed.Error{Kind: feed.Invalid, Err: errors.New("this is the cache itself")}
	}
	return nil
}

// restoring is a Restore on its way.
type restoring struct {
	path   string
	folder string
	opt    Options
	done   Restored
}

// draft is the copy of the backup that is checked, migrated, and in the end copied into the cache.
func (r *restoring) draft() string { return filepath.Join(r.folder, "news.db") }

// prepare copies the backup, with its log when it is a plain copy of a cache that was open, and makes sure of it.
func (r *restoring) prepare(ctx context.Context, file string) error {
	if _, err := inspect(file); err != nil {
		return unfit(err)
	}
	if _, err := copyFile(file, r.draft()); err != nil {
		return err
	}
	if _, err := copyFile(file+"-wal", r.draft()+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := hasTables(ctx, r.draft()); err != nil {
		return unfit(err)
	}
	s, err := Open(ctx, r.draft(), r.opt)
	if err != nil {
		return unfit(err)
	}
	err = r.makeSure(ctx, s)
	return errors.Join(err, s.Close())
}

// hasTables refuses an SQLite file that Open would take for a cache that is still to be made.
func hasTables(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return err
	}
	version, err := schemaVersion(ctx, db)
	if err == nil && version == 0 {
		err = &feed.Error{Kind: feed.Malformed, Err: errors.New("no zonewire cache")}
	}
	return errors.Join(err, db.Close())
}

// unfit makes the error about a damaged cache one about a backup: the cache itself is well.
func unfit(err error) error {
	switch kind := kindOf(err); {
	case feed.KindOf(err) == feed.Corrupt, kind == feed.Corrupt:
		var known *feed.Error
		if errors.As(err, &known) && known.Err != nil {
			err = known.Err
		}
		return &feed.Error{Kind: feed.Malformed, Err: err}
	}
	return err
}

// makeSure reads the whole draft and counts what is in it.
func (r *restoring) makeSure(ctx context.Context, s *Store) error {
	wrong, err := s.Check(ctx)
	if err != nil {
		return unfit(err)
	}
	if len(wrong) > 0 {
		return &feed.Error{Kind: feed.Malformed, Err: errors.New(strings.Join(wrong, "; "))}
	}
	if _, _, r.done.Articles, err = s.Totals(ctx); err != nil {
		return unfit(err)
	}
	sources, err := s.Sources(ctx)
	r.done.Sources = len(sources)
	return unfit(err)
}

// replace keeps the cache's contents and puts those of the draft in their place.
func (r *restoring) replace(ctx context.Context) error {
	fresh, err := inspect(r.path)
	switch {
	case feed.KindOf(err) == feed.Corrupt:
		return r.moveAside(ctx)
	case err != nil:
		return err
	case fresh:
		s, err := Open(ctx, r.path, r.opt)
		if err == nil {
			err = s.Close()
		}
		if err != nil {
			return err
		}
	}
	db, err := sql.Open("sqlite", dsn(r.path, "_pragma", "synchronous(FULL)", "_pragma", "journal_size_limit(16777216)"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if kindOf(err) == feed.Corrupt {
		return errors.Join(r.moveAside(ctx), db.Close())
	}
	if err != nil {
		return errors.Join(err, db.Close())
	}
	keepLog(ctx, conn) // else the lock taken below would shut out the copying of what is kept
	err = r.overwrite(ctx, conn, !fresh)
	if err == nil {
		// Only for the space: the log is written back in any case, sooner or later.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA wal_checkpoint(PASSIVE)`)
	}
	return errors.Join(err, conn.Close(), db.Close())
}

// moveAside is for a cache that SQLite cannot open: the file is kept as it is, and the draft takes its place.
func (r *restoring) moveAside(ctx context.Context) error {
	r.done.Kept = r.keptName()
	if err := r.follow(ctx, 0, nil); err != nil {
		return err
	}
	if err := os.Link(r.path, r.done.Kept); err != nil {
		if err := os.Rename(r.path, r.done.Kept); err != nil {
			return err
		}
	}
	if err := os.Rename(r.path+"-wal", r.done.Kept+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Remove(r.path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(r.draft(), r.path); err != nil {
		return err
	}
	return flush(filepath.Dir(r.path))
}

// keptName is the name of a file that does not exist yet, for what the cache holds now.
func (r *restoring) keptName() string {
	name := fmt.Sprintf("%s.before-restore-%s", r.path, r.opt.Now().Format("20060102-150405"))
	free := name
	for n := 2; ; n++ {
		if _, err := os.Lstat(free); err != nil {
			return free
		}
		free = fmt.Sprintf("%s-%d", name, n)
	}
}

// overwrite copies the draft over the cache in one transaction of SQLite's backup API. From its beginning on nobody
// else can write, so that what is kept is what was there to the last mark.
func (r *restoring) overwrite(ctx context.Context, conn *sql.Conn, keep bool) error {
	var revision int64
	sequences := map[string]int64{}
	if keep {
		revision, sequences = numbers(ctx, conn)
	}
	if err := r.follow(ctx, revision, sequences); err != nil {
		return err
	}
	return conn.Raw(func(driverConn any) (err error) {
		target, ok := driverConn.(interface {
			NewRestore(from string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("the driver cannot restore")
		}
		copying, err := target.NewRestore(dsn(r.draft(), "mode", "ro"))
		if err != nil {
			return err
		}
		defer func() {
			if finished := copying.Finish(); err == nil {
				err = finished
			}
			if err != nil && r.done.Kept != "" {
				// Nothing was replaced: the copy says what the cache says, and the disk may be full.
				_, _ = os.Remove(r.done.Kept), os.Remove(r.done.Kept+"-wal")
			}
		}()
		for range busyTries {
			if _, err = copying.Step(0); kindOf(err) != feed.Busy { // takes the lock, copies nothing
				break
			}
		}
		if err != nil {
			return err
		}
		if keep {
			if err := r.keep(ctx); err != nil {
				return err
			}
		}
		_, err = copying.Step(-1)
		return err
	})
}

// keep writes what the cache holds now into a file of its own; where it is damaged, as it is.
func (r *restoring) keep(ctx context.Context) error {
	kept := r.keptName()
	db, err := sql.Open("sqlite", dsn(r.path, "mode", "ro"))
	if err != nil {
		return err
	}
	copied := filepath.Join(r.folder, "kept.db")
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, copied)
	if err = errors.Join(err, db.Close()); kindOf(err) == feed.Corrupt {
		_ = os.Remove(copied)
		_, err = copyFile(r.path, copied)
		if err == nil {
			_, err = copyFile(r.path+"-wal", kept+"-wal")
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	if err != nil {
		return err
	}
	if err := publish(copied, kept); err != nil {
		return err
	}
	r.done.Kept = kept
	return nil
}

// numbers is how far the cache has counted: its revision, and the ids given out in each table. What cannot be read of
// a damaged one is left out.
func numbers(ctx context.Context, conn *sql.Conn) (revision int64, sequences map[string]int64) {
	sequences = map[string]int64{}
	if err := conn.QueryRowContext(ctx, `SELECT revision FROM totals`).Scan(&revision); err != nil {
		revision = 0
	}
	rows, err := conn.QueryContext(ctx, `SELECT name, seq FROM sqlite_sequence`)
	_ = eachRow(rows, err, func(rows *sql.Rows) error {
		var name string
		var last int64
		err := rows.Scan(&name, &last)
		sequences[name] = last
		return err
	})
	return revision, sequences
}

// follow makes the draft count on from where the cache is: readers that are open see that something changed, and no id
// that they hold is ever given to another article.
func (r *restoring) follow(ctx context.Context, revision int64, sequences map[string]int64) error {
	s, err := Open(ctx, r.draft(), r.opt)
	if err != nil {
		return err
	}
	err = s.writeQuietly(ctx, "restore", r.path, func(t *tx) error {
		_, err := t.exec(`UPDATE totals SET revision = (max(revision, ?1) / ?2 + 1) * ?2`, revision, int64(eraSize))
		for name, last := range sequences {
			if err == nil {
				_, err = t.exec(`INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0
					WHERE ?1 NOT IN (SELECT name FROM sqlite_sequence)`, name)
			}
			if err == nil {
				_, err = t.exec(`UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1`, name, last)
			}
		}
		return err
	})
	if err == nil {
		_, err = s.writer.conn.ExecContext(ctx, `PRAGMA journal_mode = WAL`)
	}
	return errors.Join(err, s.Close())
}

// eraSize is how many revisions lie between those of a cache before and after a restore.
const eraSize = 1 << 32

// noticeRestore makes what can be taken back forgotten when the cache was restored since it was done: it speaks of
// contents that are gone.
func (s *Store) noticeRestore(ctx context.Context, from querier) error {
	var revision int64
	err := from.QueryRowContext(ctx, `SELECT revision FROM totals`).Scan(&revision)
	if err == nil {
		s.past.enter(revision / eraSize)
	}
	return err
}
