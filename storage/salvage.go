package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"zonewire/feed"
)

// Salvaged counts what Salvage could read and what it could not.
type Salvaged struct {
	Sources  int
	Articles int
	Statuses int
	Lost     int    // rows of articles that are there but cannot be read
	From     string // the file that was read: the damaged one, or an automatic copy of it when that cannot be read at all
}

// Salvage copies what is readable of the damaged cache at path into a new one at into, which must not exist. The
// damaged file is only read, or where nothing of it can be read, the newest copy that a migration made. What was read
// or starred is taken first, then sources, settings, tombstones and articles; the search index is made anew by
// IndexSome, and what was still to be fetched is found again by the next sync.
func Salvage(ctx context.Context, path, into string, opt Options) (Salvaged, error) {
	const op = "salvage"
	var done Salvaged
	into, err := filepath.Abs(into) // the folder of copies is beside it, and SQLite is given their addresses
	if err != nil {
		return done, failed(op, into, err)
	}
	if fresh, err := inspect(into); err != nil || !fresh {
		return done, &feed.Error{Kind: feed.Invalid, Op: op, Subject: into, Err: errors.Join(err, fs.ErrExist)}
	}
	folder, err := os.MkdirTemp(filepath.Dir(into), ".zonewire-salvage-")
	if err != nil {
		return done, failed(op, into, err)
	}
	defer os.RemoveAll(folder)
	found, err := openWreck(ctx, path, folder)
	if err != nil {
		return done, failed(op, path, err)
	}
	defer found.db.Close()
	done.From = found.from
	s, err := Open(ctx, into, Options{Now: opt.Now, Names: opt.Names})
	if err != nil {
		return done, err
	}
	w := wreck{db: found.db, into: s, done: &done, mended: found.mended, deleted: map[feed.ArticleID]bool{}}
	err = w.salvage(ctx)
	if w.hurt && err == nil {
		err = w.again(ctx, found, folder)
		err = errors.Join(err, w.countOn(ctx))
	}
	if err != nil {
		return done, failed(op, path, errors.Join(err, s.Close()))
	}
	return done, s.Close()
}

// wreck is a damaged cache and the one that is made of it.
type wreck struct {
	db   *sql.DB
	into *Store
	done *Salvaged

	hurt    bool                    // something in it could not be read
	mended  bool                    // its trees are made of what looked like parts of them
	deleted map[feed.ArticleID]bool // articles that were found in it though they had been deleted
}

// smallTable is a table that is copied as it is.
type smallTable struct {
	name, columns, key string
	width              int // columns
	since              int // version of the schema
}

// smallTables are those that hold what no sync brings back, in the order of their worth.
func smallTables() []smallTable {
	return []smallTable{
		{"statuses", "url, read, starred", "url", 3, 1},
		{"settings", "key, value", "key", 2, 1},
		{"tombstones", "url, at", "url", 2, 1},
		{"buried", "url, title, text0, text1, text2, text3, numbers, published", "url", 8, 4},
		{"zones", "id, name, short, type, level, region", "id", 6, 1},
		{"sources", "id, name, url, kind, region, zone, pages, interval, full_text, contact, learned", "id", 11, 1},
		{"access", "source, login, command, legacy_tls", "source", 4, 5},
		{"rules", "id, kind, text, zone, region", "id", 5, 1},
		{"queries", "id, use, name, text", "id", 4, 3},
		{"positions", "url, offset", "url", 2, 3},
	}
}

// again takes what a copy with mended trees has besides, and counts what it speaks of and does not have.
func (w *wreck) again(ctx context.Context, found legible, folder string) error {
	if db, err := found.mend(ctx, folder); err == nil { // else there is no more to be had
		defer db.Close()
		w.db, w.mended = db, true
		if err := w.salvage(ctx); err != nil {
			return err
		}
	}
	if *w.done == (Salvaged{From: w.done.From}) {
		return &feed.Error{Kind: feed.Corrupt, Err: errors.New("nothing in it can be read")}
	}
	return w.countLost(ctx)
}

func (t smallTable) query(order string) string {
	return fmt.Sprintf("SELECT %s FROM %s ORDER BY %s %s", t.columns, t.name, t.key, order)
}

func (w *wreck) salvage(ctx context.Context) error {
	for _, t := range smallTables() {
		copied, err := w.table(ctx, t)
		if err != nil {
			return err
		}
		switch t.name {
		case "statuses":
			w.done.Statuses += copied
		case "sources":
			w.done.Sources += copied
		}
	}
	return w.articles(ctx)
}

// countOn keeps the numbers of sources that were lost from being given to other ones, which would get their articles.
func (w *wreck) countOn(ctx context.Context) error {
	return w.into.write(ctx, "salvage", w.into.path, func(t *tx) error {
		var last int64
		if _, err := t.get(`SELECT coalesce(max(source), 0) FROM carried`, nil, &last); err != nil || last == 0 {
			return err
		}
		_, err := t.exec(`INSERT INTO sqlite_sequence (name, seq) SELECT 'sources', 0
			WHERE 'sources' NOT IN (SELECT name FROM sqlite_sequence)`)
		if err == nil {
			_, err = t.exec(`UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'sources'`, last)
		}
		return err
	})
}

// countLost counts the articles that are spoken of and were not kept. What cannot be read of the tables that do, cannot
// be counted.
func (w *wreck) countLost(ctx context.Context) error {
	kept, spokenOf := map[feed.ArticleID]bool{}, map[feed.ArticleID]bool{}
	if err := collect(ctx, w.into.pool, "SELECT id FROM articles", kept); err != nil {
		return err
	}
	for _, column := range []string{"id FROM articles", "article FROM texts", "article FROM addresses"} {
		for _, direction := range []string{"ASC", "DESC"} {
			if err := collect(ctx, w.db, "SELECT "+column+" ORDER BY 1 "+direction, spokenOf); err == nil {
				break
			}
		}
	}
	w.done.Lost = 0
	for id := range spokenOf {
		if !kept[id] && !w.deleted[id] {
			w.done.Lost++
		}
	}
	return ctx.Err()
}

func collect(ctx context.Context, db *sql.DB, query string, into map[feed.ArticleID]bool) error {
	rows, err := db.QueryContext(ctx, query)
	return eachRow(rows, err, func(rows *sql.Rows) error {
		var id feed.ArticleID
		err := rows.Scan(&id)
		into[id] = true
		return err
	})
}

// table copies a small table from both its ends, each up to where it cannot be read.
func (w *wreck) table(ctx context.Context, from smallTable) (int, error) {
	copied := 0
	for _, direction := range []string{"ASC", "DESC"} {
		var list [][]any
		rows, err := w.db.QueryContext(ctx, from.query(direction))
		broken := eachRow(rows, err, func(rows *sql.Rows) error {
			row := make([]any, from.width)
			dest := make([]any, from.width)
			for i := range row {
				dest[i] = &row[i]
			}
			err := rows.Scan(dest...)
			list = append(list, row)
			return err
		})
		if err := ctx.Err(); err != nil {
			return copied, err
		}
		w.hurt = w.hurt || broken != nil
		n, err := w.put(ctx, fmt.Sprintf("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", from.name, from.columns, marks(from.width)), list)
		copied += n
		if err != nil || broken == nil {
			return copied, err
		}
	}
	return copied, nil
}

func (w *wreck) put(ctx context.Context, query string, list [][]any) (int, error) {
	copied := 0
	err := w.into.write(ctx, "salvage", w.into.path, func(t *tx) error {
		copied = 0
		for _, row := range list {
			n, err := t.exec(query, row...)
			if err != nil {
				return err
			}
			copied += int(n)
		}
		return nil
	})
	return copied, err
}

// Articles are read so many ids at once while all goes well, and the search for more ends where so many ids in a row
// cannot be read: more than hang on any one page but the uppermost of a very large cache.
const (
	salvageStep  = 200
	salvageBlind = 10_000_000
)

// articles copies articles by id, in steps; where a step cannot be read, one by one.
func (w *wreck) articles(ctx context.Context) error {
	last := w.lastID(ctx)
	blind := int64(0)
	for first := int64(1); first <= last && blind < salvageBlind; {
		// Damage can make the last id any number, so that not all up to it can be tried.
		next := first
		err := w.db.QueryRowContext(ctx, `SELECT id FROM articles WHERE id >= ? ORDER BY id LIMIT 1`, first).Scan(&next)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		first = max(first, next)
		until := first + min(salvageStep-1, last-first)
		list := w.readOrSkip(ctx, first, until)
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.keep(ctx, list); err != nil {
			return err
		}
		if blind += until - first + 1; len(list) > 0 {
			blind = 0
		}
		if until == last {
			break
		}
		first = until + 1
	}
	return nil
}

func (w *wreck) readOrSkip(ctx context.Context, first, until int64) []wreckedArticle {
	list, err := w.read(ctx, first, until)
	if err == nil {
		return list
	}
	w.hurt, list = true, nil
	for i := range until - first + 1 {
		if one, err := w.read(ctx, first+i, first+i); err == nil {
			list = append(list, one...)
		}
	}
	return list
}

// lastID is the highest id that an article ever had, from whichever place can still be read.
func (w *wreck) lastID(ctx context.Context) int64 {
	var last int64
	for _, query := range []string{
		`SELECT coalesce(max(id), 0) FROM articles`,
		`SELECT coalesce(max(article), 0) FROM texts`,
		`SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'articles'`,
	} {
		var id int64
		if err := w.db.QueryRowContext(ctx, query).Scan(&id); err != nil {
			w.hurt = true
		}
		last = max(last, id)
	}
	return last
}

// wreckedArticle is an article as it was read, with the addresses that could be read.
type wreckedArticle struct {
	article   feed.Article
	status    feed.Status
	addresses []string
	sources   []feed.SourceID
}

func (w *wreck) read(ctx context.Context, first, last int64) ([]wreckedArticle, error) {
	var list []wreckedArticle
	rows, err := w.db.QueryContext(ctx, articleQuery+` WHERE a.id BETWEEN ? AND ?`, first, last)
	err = eachRow(rows, err, func(rows *sql.Rows) error {
		a, status, err := scanArticle(rows.Scan)
		list = append(list, wreckedArticle{article: a, status: status, addresses: []string{a.URL}, sources: []feed.SourceID{a.Source}})
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range list {
		// Without these the article is still whole; the next sync finds them again.
		x := &list[i]
		rows, err := w.db.QueryContext(ctx, `SELECT url FROM addresses WHERE article = ?`, x.article.ID)
		_ = eachRow(rows, err, func(rows *sql.Rows) error {
			var url string
			err := rows.Scan(&url)
			x.addresses = append(x.addresses, url)
			return err
		})
		rows, err = w.db.QueryContext(ctx, `SELECT source FROM carried WHERE article = ?`, x.article.ID)
		_ = eachRow(rows, err, func(rows *sql.Rows) error {
			var source feed.SourceID
			err := rows.Scan(&source)
			x.sources = append(x.sources, source)
			return err
		})
	}
	return list, nil
}

func (w *wreck) keep(ctx context.Context, list []wreckedArticle) error {
	return w.into.write(ctx, "salvage", w.into.path, func(t *tx) error {
		var kept []feed.ArticleID
		for _, x := range list {
			_, known, err := t.articleAt(x.article.URL)
			if err != nil {
				return err
			}
			if known {
				continue
			}
			if known, err = t.get(`SELECT 1 FROM articles WHERE id = ?`, []any{x.article.ID}, new(int)); err != nil {
				return err
			}
			if known {
				continue // pages that are in two places give an id twice
			}
			if w.mended {
				// Pages that are no longer used keep what they held.
				gone, err := t.get(`SELECT 1 FROM tombstones WHERE url = ?`, []any{x.article.URL}, new(int))
				if err != nil {
					return err
				}
				if gone {
					w.deleted[x.article.ID] = true
					continue
				}
			}
			zone, err := t.zoneID(x.article.Zone)
			if err != nil {
				return err
			}
			if err := t.restore(removed{article: x.article, addresses: x.addresses, sources: x.sources}, zone); err != nil {
				return err
			}
			// The marks in the article's own row count where the table of statuses could not be read.
			_, err = t.exec(`UPDATE articles SET read = max(read, ?), starred = max(starred, ?) WHERE id = ?`,
				x.status.Read, x.status.Starred, x.article.ID)
			if err != nil {
				return err
			}
			w.done.Articles++
			kept = append(kept, x.article.ID)
		}
		return w.into.judge(t, kept, nil)
	})
}
