package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"zonewire/feed"
)

// DefaultPictureBytes is how much space pictures take at most unless a setting says otherwise.
const DefaultPictureBytes = 200 << 20

// Picture is a picture as its server sent it.
type Picture struct {
	URL  string
	Type string // as package image names formats: png, jpeg, gif, webp, bmp
	Data []byte
}

// Pictures keeps pictures by their address, up to a number of bytes; the least recently used go first. It is safe for
// concurrent use, also by several processes. Close it.
//
// They have an SQLite file of their own: all of them can be fetched again, so that they are neither backed up, salvaged
// nor copied before a migration, and the file of the articles stays small. A file that is damaged, or of another
// schema, is thrown away and begun anew.
type Pictures struct {
	path  string
	limit int64
	now   func() time.Time

	opening sync.Mutex
	db      *sql.DB // nil until it is needed
}

// pictureID marks the file as zonewire's pictures ("ZNWP"); pictureSchema is the version of the tables below.
const (
	pictureID     = 0x5a4e5750
	pictureSchema = 1
)

// The bytes have a table of their own, so that noting a use does not write them again.
const pictureTables = `
CREATE TABLE pictures (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  url  TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  used INTEGER NOT NULL
);
CREATE INDEX pictures_used ON pictures(used, size);
CREATE TABLE contents (
  picture INTEGER PRIMARY KEY REFERENCES pictures(id) ON DELETE CASCADE,
  data    BLOB NOT NULL
);
CREATE TABLE failures (
  url TEXT PRIMARY KEY,
  at  INTEGER NOT NULL
) WITHOUT ROWID;`

// PicturesAt is the pictures at path, whose file is opened when first used: the reader starts without it. limit is in
// bytes, 0 for DefaultPictureBytes. now is time.Now when nil.
func PicturesAt(path string, limit int64, now func() time.Time) *Pictures {
	p := &Pictures{path: path, limit: limit, now: now}
	if p.limit <= 0 {
		p.limit = DefaultPictureBytes
	}
	if p.now == nil {
		p.now = time.Now
	}
	return p
}

// OpenPictures is PicturesAt, opened at once.
func OpenPictures(ctx context.Context, path string, limit int64, now func() time.Time) (*Pictures, error) {
	p := PicturesAt(path, limit, now)
	if _, err := p.file(ctx); err != nil {
		return nil, err
	}
	return p, nil
}

// file is the open file. The first time it is made when there is none, and what is beyond the limit goes.
func (p *Pictures) file(ctx context.Context) (*sql.DB, error) {
	p.opening.Lock()
	defer p.opening.Unlock()
	if p.db != nil {
		return p.db, nil
	}
	db, err := p.open(ctx)
	if kindOf(err) == feed.Corrupt || feed.KindOf(err) == feed.Corrupt {
		if err = removeDatabase(p.path); err == nil {
			db, err = p.open(ctx)
		}
	}
	if err != nil {
		return nil, failed("open pictures", p.path, err)
	}
	p.db = db
	return db, nil
}

// removeDatabase removes a database file with what SQLite keeps beside it.
func removeDatabase(path string) error {
	for _, suffix := range []string{"-wal", "-shm", ""} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (p *Pictures) open(ctx context.Context) (db *sql.DB, err error) {
	path, err := filepath.Abs(p.path)
	if err != nil {
		return nil, err
	}
	if _, err := inspect(path); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	db, err = sql.Open("sqlite", dsn(path, "_txlock", "immediate", "_pragma", "auto_vacuum(incremental)",
		"_pragma", "journal_mode(wal)", "_pragma", "synchronous(normal)", "_pragma", "cache_size(-2000)",
		"_pragma", "journal_size_limit(16777216)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(2) // one that reads, one that writes
	defer func() {
		if err != nil {
			err = errors.Join(err, db.Close())
		}
	}()
	if err := createPictures(ctx, db); err != nil {
		return db, err
	}
	if err := transact(ctx, db, p.trim); err != nil {
		return db, err
	}
	_, err = db.ExecContext(ctx, `PRAGMA incremental_vacuum`)
	return db, err
}

// createPictures makes the tables in a new file. A file with others is Corrupt.
func createPictures(ctx context.Context, db *sql.DB) error {
	return transact(ctx, db, func(tx *sql.Tx) error {
		var id, version, tables int
		err := tx.QueryRowContext(ctx, `SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema)
			FROM pragma_application_id a, pragma_user_version v`).Scan(&id, &version, &tables)
		switch {
		case err != nil:
			return err
		case id == pictureID && version == pictureSchema:
			return nil
		case tables > 0 || id != 0 || version != 0:
			return &feed.Error{Kind: feed.Corrupt, Err: fmt.Errorf("schema %d of %#x", version, id)}
		}
		stamp := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", pictureID, pictureSchema)
		_, err = tx.ExecContext(ctx, pictureTables+stamp)
		return err
	})
}

// transact runs do in one transaction of the pictures, opening them first.
func (p *Pictures) transact(ctx context.Context, do func(*sql.Tx) error) error {
	db, err := p.file(ctx)
	if err != nil {
		return err
	}
	return transact(ctx, db, do)
}

// transact runs do in one transaction, which holds the write lock from its beginning as the file's address says.
func transact(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// trim deletes what has not been used for the longest time until the rest is within the limit.
func (p *Pictures) trim(tx *sql.Tx) error {
	_, err := tx.Exec(`DELETE FROM pictures WHERE id IN (SELECT id FROM (
		SELECT id, sum(size) OVER (ORDER BY used DESC, id DESC) AS kept FROM pictures) WHERE kept > ?)`, p.limit)
	return err
}

// pictureKey is the address that a picture is kept by: escaped, and without a fragment, which no server sees.
func pictureKey(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// Of is the picture at an address; ok is false when it is not kept.
func (p *Pictures) Of(ctx context.Context, url string) (pic Picture, ok bool, err error) {
	pic.URL = url
	url = pictureKey(url)
	db, err := p.file(ctx)
	if err != nil {
		return pic, false, err
	}
	err = db.QueryRowContext(ctx, `SELECT p.type, c.data FROM pictures p JOIN contents c ON c.picture = p.id WHERE p.url = ?`, url).
		Scan(&pic.Type, &pic.Data)
	if errors.Is(err, sql.ErrNoRows) {
		return Picture{}, false, nil
	}
	return pic, err == nil, failed("read picture", url, err)
}

// Has reports whether the picture at an address is kept.
func (p *Pictures) Has(ctx context.Context, url string) (bool, error) {
	url = pictureKey(url)
	db, err := p.file(ctx)
	if err != nil {
		return false, err
	}
	var n int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM pictures WHERE url = ?`, url).Scan(&n)
	return n > 0, failed("look for picture", url, err)
}

// Save keeps a picture in place of an older one at its address, and makes room for it. One that is larger than all the
// room there is gives feed.TooLarge.
func (p *Pictures) Save(ctx context.Context, pic Picture) error {
	const op = "save picture"
	if int64(len(pic.Data)) > p.limit {
		return &feed.Error{Kind: feed.TooLarge, Op: op, Subject: pic.URL}
	}
	pic.URL = pictureKey(pic.URL)
	return failed(op, pic.URL, p.transact(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{`DELETE FROM pictures WHERE url = ?`, `DELETE FROM failures WHERE url = ?`} {
			if _, err := tx.ExecContext(ctx, query, pic.URL); err != nil {
				return err
			}
		}
		done, err := tx.ExecContext(ctx, `INSERT INTO pictures (url, type, size, used) VALUES (?, ?, ?, ?)`,
			pic.URL, pic.Type, len(pic.Data), millis(p.now()))
		if err != nil {
			return err
		}
		id, err := done.LastInsertId()
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO contents VALUES (?, ?)`, id, pic.Data); err != nil {
			return err
		}
		return p.trim(tx)
	}))
}

// useCounts is how much later a use is noted again: reading on in an article writes nothing.
const useCounts = time.Hour

// MarkUsed notes that the picture at an address is being looked at.
func (p *Pictures) MarkUsed(ctx context.Context, url string) error {
	url = pictureKey(url)
	db, err := p.file(ctx)
	if err != nil {
		return err
	}
	now := p.now()
	_, err = db.ExecContext(ctx, `UPDATE pictures SET used = ? WHERE url = ? AND used < ?`,
		millis(now), url, millis(now.Add(-useCounts)))
	return failed("mark picture used", url, err)
}

// retryAfter is how long an address that gave no picture is left alone.
const retryAfter = time.Hour

// Rests reports whether the address gave no picture a short time ago.
func (p *Pictures) Rests(ctx context.Context, url string) (bool, error) {
	url = pictureKey(url)
	db, err := p.file(ctx)
	if err != nil {
		return false, err
	}
	var n int
	now := p.now()
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM failures WHERE url = ? AND at BETWEEN ? AND ?`,
		url, millis(now.Add(-retryAfter)), millis(now)).Scan(&n)
	return n > 0, failed("look for picture", url, err)
}

// MarkFailed notes that an address gave no picture; notes that no longer count go.
func (p *Pictures) MarkFailed(ctx context.Context, url string) error {
	url = pictureKey(url)
	return failed("mark picture failed", url, p.transact(ctx, func(tx *sql.Tx) error {
		now := p.now()
		if _, err := tx.ExecContext(ctx, `DELETE FROM failures WHERE at < ?`, millis(now.Add(-retryAfter))); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO failures VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at`,
			url, millis(now))
		return err
	}))
}

// Size is how many pictures are kept and their bytes.
func (p *Pictures) Size(ctx context.Context) (count int, bytes int64, err error) {
	db, err := p.file(ctx)
	if err != nil {
		return 0, 0, err
	}
	err = db.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(size), 0) FROM pictures`).Scan(&count, &bytes)
	return count, bytes, failed("count pictures in", p.path, err)
}

// Close ends all use of the pictures.
func (p *Pictures) Close() error {
	p.opening.Lock()
	defer p.opening.Unlock()
	if p.db == nil {
		return nil
	}
	return failed("close", p.path, p.db.Close())
}
