package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"zonewire/feed"
)

// failed wraps err with the operation, its subject and the kind that SQLite's result code stands for. An error that
// has a kind already keeps it.
func failed(op, subject string, err error) error {
	if err == nil {
		return nil
	}
	var known *feed.Error
	if errors.As(err, &known) {
		return fmt.Errorf("%s %s: %w", op, subject, err)
	}
	return &feed.Error{Kind: kindOf(err), Op: op, Subject: subject, Err: err}
}

func kindOf(err error) feed.Kind {
	switch {
	case errors.Is(err, context.Canceled):
		return feed.Cancelled
	case errors.Is(err, context.DeadlineExceeded):
		return feed.Timeout
	case errors.Is(err, sql.ErrNoRows), errors.Is(err, fs.ErrNotExist):
		return feed.NotFound
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return feed.DiskFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return feed.ReadOnly
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return feed.Internal
	}
	switch code := e.Code(); code & 0xff {
	case sqlite3.SQLITE_ERROR:
		// SQLite has no codes for these: every cache has all tables, and one file format.
		if s := e.Error(); strings.Contains(s, "no such table") || strings.Contains(s, "unsupported file format") {
			return feed.Corrupt
		}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return feed.Busy
	case sqlite3.SQLITE_FULL:
		return feed.DiskFull
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return feed.Corrupt
	case sqlite3.SQLITE_INTERRUPT:
		return feed.Cancelled
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return feed.ReadOnly
	case sqlite3.SQLITE_IOERR:
		// SQLite says so for a quota, too: full is only what ENOSPC means to it.
		if code == sqlite3.SQLITE_IOERR_SHMSIZE || code == sqlite3.SQLITE_IOERR_WRITE {
			return feed.DiskFull
		}
	}
	return feed.Internal
}

// notFound is the error for a row that is not there.
func notFound(op, subject string) error {
	return &feed.Error{Kind: feed.NotFound, Op: op, Subject: subject}
}
