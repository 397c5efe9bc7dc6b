package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"zonewire/feed"
)

// Backup writes a whole and compact copy of the cache into a new file, while others read and write. A file that
// exists is left alone and gives feed.Invalid.
func (s *Store) Backup(ctx context.Context, file string) error {
	const op = "back up cache to"
	err := s.backup(ctx, file, "mode", "ro")
	if kindOf(err) == feed.ReadOnly && s.writer == nil {
		err = s.backup(ctx, file, "mode", "ro", "immutable", "1") // as openReading does
	}
	return failed(op, file, err)
}

// backup opens a connection for itself: the pool's are query-only, which forbids writing another file too.
func (s *Store) backup(ctx context.Context, file string, parameters ...string) error {
	db, err := sql.Open("sqlite", dsn(s.path, parameters...))
	if err != nil {
		return err
	}
	return errors.Join(s.copyTo(ctx, db, file), db.Close())
}

// copyBeforeMigration keeps the cache as it was before its schema is changed.
func (s *Store) copyBeforeMigration(ctx context.Context, version int) error {
	file := fmt.Sprintf("%s.before-%d", s.path, version+1)
	err := s.copyTo(ctx, s.writer.conn, file)
	if kindOf(err) == feed.Invalid || errors.Is(err, fs.ErrExist) {
		// An earlier attempt at the same migration made it, or another process that is at it too.
		return nil
	}
	return failed("copy cache before migration to", file, err)
}

// execer is what copyTo needs of a pool or a connection.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// copyTo writes beside the target first, so that the target is never half a copy.
func (s *Store) copyTo(ctx context.Context, from execer, file string) error {
	if _, err := os.Lstat(file); err == nil {
		return &feed.Error{Kind: feed.Invalid, Op: "copy cache to", Subject: file, Err: fs.ErrExist}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	removeRemains(filepath.Dir(file), backupFolder, backupIsDead)
	folder, err := os.MkdirTemp(filepath.Dir(file), backupFolder)
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	draft := filepath.Join(folder, "news.db")
	if _, err := from.ExecContext(ctx, `VACUUM INTO ?`, draft); err != nil {
		return err
	}
	return publish(draft, file)
}

// backupFolder begins the names of the folders that backups are written in. One that nothing was written to for
// backupIsDead was left by a process that was killed.
const (
	backupFolder = ".zonewire-backup-"
	backupIsDead = 10 * time.Minute
)

// removeRemains removes the folders in dir whose names begin so and in which nothing was written for that long: what
// processes that were killed left half done. One that cannot be removed stays.
func removeRemains(dir, prefix string, unchanged time.Duration) {
	remains, err := filepath.Glob(filepath.Join(dir, prefix+"*"))
	if err != nil {
		return // dir cannot be in a pattern
	}
	for _, folder := range remains {
		if time.Since(lastWritten(folder)) >= unchanged {
			_ = os.RemoveAll(folder)
		}
	}
}

// lastWritten is when a folder or a file directly in it was last written, now when that cannot be told.
func lastWritten(folder string) time.Time {
	info, err := os.Stat(folder)
	if err != nil {
		return time.Now()
	}
	last := info.ModTime()
	files, err := os.ReadDir(folder)
	if err != nil {
		return time.Now()
	}
	for _, file := range files {
		if info, err := file.Info(); err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
	}
	return last
}

// publish gives a finished file its name. It does not replace a file that has appeared meanwhile.
func publish(draft, file string) error {
	if err := flush(draft); err != nil {
		return err
	}
	// Link, unlike Rename, does not replace; not every file system has it.
	err := os.Link(draft, file)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(draft, file)
	}
	if err != nil {
		return err
	}
	return flush(filepath.Dir(file))
}

// flush waits until a file or a folder's list of names is on the disk.
func flush(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
