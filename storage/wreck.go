package storage

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zonewire/feed"
)

// pageBytes is SQLite's page size, which no cache of ours changes.
const pageBytes = 4096

// openWreck opens for reading what is best of a damaged cache: the file itself; where its first page, which says what
// is where, cannot be read, a copy in folder with the first page of a new cache; where the end of the file is missing,
// which SQLite opens not at all, a copy that says so; where that is not enough, the newest automatic copy beside it. from is the file that is read in the end.
func openWreck(ctx context.Context, path, folder string) (db *sql.DB, from string, err error) {
	if db, err := openLegible(ctx, path, tablesQuery); err == nil {
		return db, path, nil
	}
	if shortened, err := shorten(path, folder); err == nil {
		if db, err := openLegible(ctx, shortened, tablesQuery); err == nil {
			return db, path, nil
		}
	}
	grafted, err := graft(ctx, path, folder)
	if err == nil {
		if db, err := openLegible(ctx, grafted, articleLikeQuery); err == nil {
			return db, path, nil
		}
	}
	copies, err := automaticCopies(path)
	if err != nil {
		return nil, "", err
	}
	for _, file := range copies {
		if db, err := openLegible(ctx, file, tablesQuery); err == nil {
			return db, file, nil
		}
	}
	return nil, "", &feed.Error{Kind: feed.Corrupt, Err: errors.New("neither the file nor an automatic copy can be read")}
}

// What makes a file legible: that it has the tables, or, where the tables' places are a guess, that there is an
// article in them.
const (
	tablesQuery      = `SELECT count(*) = 2 FROM sqlite_schema WHERE type = 'table' AND name IN ('articles', 'texts')`
	articleLikeQuery = `SELECT count(*) > 0 FROM (SELECT 1 FROM articles a JOIN texts t ON t.article = a.id
		WHERE a.url LIKE 'http%' AND typeof(a.published) = 'integer' LIMIT 1)`
)

func openLegible(ctx context.Context, path, query string) (*sql.DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn(path, "mode", "ro", "_pragma", "cell_size_check(1)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	var legible bool
	if err := db.QueryRowContext(ctx, query).Scan(&legible); err != nil || !legible {
		return nil, errors.Join(err, db.Close(), errors.New("illegible"))
	}
	return db, nil
}

// graft copies a cache, with its log, and gives the copy the first page of a new cache. Tables begin at the same pages
// in all caches, because SQLite keeps the beginnings of tables at the front of a file that can be cut in steps.
func graft(ctx context.Context, path, folder string) (string, error) {
	sound := filepath.Join(folder, "sound.db")
	s, err := Open(ctx, sound, Options{})
	if err != nil {
		return "", err
	}
	if err := s.Close(); err != nil {
		return "", err
	}
	page := make([]byte, pageBytes)
	if err := readFront(sound, page); err != nil {
		return "", err
	}
	grafted := filepath.Join(folder, "grafted.db")
	size, err := copyFile(path, grafted)
	if err != nil {
		return "", err
	}
	if _, err := copyFile(path+"-wal", grafted+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return grafted, writeFront(grafted, page, size)
}

// shorten copies a cache that was cut off, with its log, and makes the copy say that it is as long as it is. What was
// in the pages that are gone cannot be read of it; the rest can.
func shorten(path, folder string) (string, error) {
	page := make([]byte, pageBytes)
	if err := readFront(path, page); err != nil {
		return "", err
	}
	short := filepath.Join(folder, "short.db")
	size, err := copyFile(path, short)
	if err != nil {
		return "", err
	}
	if uint32(size/pageBytes) >= binary.BigEndian.Uint32(page[28:]) {
		return "", errors.New("not shorter than it says")
	}
	if _, err := copyFile(path+"-wal", short+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return short, writeFront(short, page, size)
}

// writeFront gives a file of size bytes the first page, made to fit it.
func writeFront(path string, page []byte, size int64) error {
	// SQLite file format, 1.3: size in pages; first page and number of pages of the list of free ones.
	binary.BigEndian.PutUint32(page[28:], uint32(size/pageBytes))
	clear(page[32:40])
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(page, 0)
	return errors.Join(err, f.Close())
}

func readFront(path string, into []byte) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_, err = io.ReadFull(f, into)
	return errors.Join(err, f.Close())
}

func copyFile(from, to string) (int64, error) {
	r, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(w, r)
	return n, errors.Join(err, w.Close())
}

// automaticCopies are the copies that migrations made of a cache, the newest schema first.
func automaticCopies(path string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	versions := map[string]int{}
	var files []string
	for _, e := range entries {
		version, found := strings.CutPrefix(e.Name(), filepath.Base(path)+".before-")
		if n, err := strconv.Atoi(version); found && err == nil {
			file := filepath.Join(filepath.Dir(path), e.Name())
			files, versions[file] = append(files, file), n
		}
	}
	slices.SortFunc(files, func(a, b string) int { return versions[b] - versions[a] })
	return files, nil
}
