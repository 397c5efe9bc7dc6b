package storage

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zonewire/feed"
)

// legible is a file of a damaged cache that can be read: from, or a copy of it that was made so.
type legible struct {
	db     *sql.DB
	file   string // that db reads
	from   string
	mended bool // its trees are made of what looked like parts of them
}

// openWreck opens for reading what is best of a damaged cache: the file itself; where the end of the file is missing,
// which SQLite opens not at all, a copy that says so; where the schema, which says what is where, cannot be read, a copy
// in folder with the schema of a new cache, and if need be with new trees; where that is not enough, the newest
// automatic copy beside it.
func openWreck(ctx context.Context, path, folder string) (legible, error) {
	if db, err := openLegible(ctx, path, hasTablesOfOurs); err == nil {
		return legible{db: db, file: path, from: path}, nil
	}
	if shortened, err := shorten(path, folder); err == nil {
		if db, err := openLegible(ctx, shortened, hasTablesOfOurs); err == nil {
			return legible{db: db, file: shortened, from: path}, nil
		}
	}
	if grafted, roots, err := graft(ctx, path, folder); err == nil {
		if db, err := openLegible(ctx, grafted, hasArticles); err == nil {
			return legible{db: db, file: grafted, from: path}, nil
		}
		if err := mendFile(grafted, roots); err == nil {
			if db, err := openLegible(ctx, grafted, hasArticles); err == nil {
				return legible{db: db, file: grafted, from: path, mended: true}, nil
			}
		}
	}
	copies, err := automaticCopies(path)
	if err != nil {
		return legible{}, err
	}
	for _, file := range copies {
		if db, err := openLegible(ctx, file, hasTablesOfOurs); err == nil {
			return legible{db: db, file: file, from: file}, nil
		}
	}
	return legible{}, &feed.Error{Kind: feed.Corrupt, Err: errors.New("neither the file nor an automatic copy can be read")}
}

// mend opens a copy, in folder, of a file that can be read in part, with new trees for the tables whose trees are
// broken.
func (l legible) mend(ctx context.Context, folder string) (*sql.DB, error) {
	roots, err := rootsOf(ctx, l.db)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(folder, "mended.db")
	if err := copyWithLog(ctx, l.file, file, nil); err != nil {
		return nil, err
	}
	if err := mendFile(file, roots); err != nil {
		return nil, err
	}
	return openLegible(ctx, file, hasTablesOfOurs)
}

func mendFile(path string, roots []root) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(mend(f, roots), f.Close())
}

var errIllegible = errors.New("illegible")

// hasTablesOfOurs finds the tables that every cache has, with their columns, and those of later ones where they are. It
// reads nothing but the schema.
func hasTablesOfOurs(ctx context.Context, db *sql.DB) error {
	queries := []string{articleQuery}
	for _, t := range smallTables() {
		var there bool
		err := db.QueryRowContext(ctx, `SELECT count(*) > 0 FROM sqlite_schema WHERE name = ?`, t.name).Scan(&there)
		if err != nil {
			return err
		}
		if there || t.since == 1 {
			queries = append(queries, t.query("ASC"))
		}
	}
	for _, query := range queries {
		if _, err := db.ExecContext(ctx, "EXPLAIN "+query); err != nil {
			return err
		}
	}
	return nil
}

// hasArticles is for a file in which the places of tables are a guess: it finds articles in them, from one of the ends.
func hasArticles(ctx context.Context, db *sql.DB) error {
	for _, direction := range []string{"ASC", "DESC"} {
		var like bool
		err := db.QueryRowContext(ctx, fmt.Sprintf(`SELECT a.url LIKE 'http%%' AND typeof(a.published) = 'integer'
			FROM articles a JOIN texts t ON t.article = a.id ORDER BY a.id %s`, direction)).Scan(&like)
		if err == nil && like {
			return nil
		}
	}
	return errIllegible
}

func openLegible(ctx context.Context, path string, legible func(context.Context, *sql.DB) error) (*sql.DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn(path, "mode", "ro", "_pragma", "cell_size_check(1)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := legible(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
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
func writeFront(path string, front page, size int64) error {
	setCount(front, uint32(size/pageBytes))
	return overwriteFront(path, front)
}

func overwriteFront(path string, front page) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(front, 0)
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
