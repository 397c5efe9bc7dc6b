package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"

	"zonewire/feed"
)

// Pending is an address that a sync has still to fetch.
type Pending struct {
	Source    feed.SourceID
	URL       string
	Title     string // as the list has it, may be cut
	Published feed.Published
	Page      bool // a list page, not an article
	Depth     int
	Tries     int
	From      string // the list page that it was found on
	Complete  bool   // an article to be fetched although it is stored: its page says more than the feed that brought it
}

// Validator is what a server gave to ask with whether an address has changed.
type Validator struct{ ETag, LastModified string }

// PendingOf is a source's work, list pages first, then articles in the order in which they were found; at most limit,
// all for 0.
func (s *Store) PendingOf(ctx context.Context, source feed.SourceID, limit int) ([]Pending, error) {
	if limit <= 0 {
		limit = -1
	}
	var all []Pending
	err := s.each(ctx, `SELECT url, title, published, exact, page, depth, tries, found_on FROM frontier
		WHERE source = ? ORDER BY page DESC, id LIMIT ?`, []any{source, limit}, func(rows *sql.Rows) error {
		p := Pending{Source: source}
		var second int64
		err := rows.Scan(&p.URL, &p.Title, &second, &p.Published.Exact, &p.Page, &p.Depth, &p.Tries, &p.From)
		p.Published.Time = publishedTime(second, p.Published.Exact)
		all = append(all, p)
		return err
	})
	return all, failed("read work of source", strconv.FormatInt(int64(source), 10), err)
}

// Known tells which addresses need no fetching, being stored or tombstoned; those that are merely pending are not
// known. The map has the known ones only.
func (s *Store) Known(ctx context.Context, urls []string) (map[string]bool, error) {
	known := make(map[string]bool, len(urls))
	list, err := json.Marshal(urls)
	if err != nil {
		return nil, failed("look up", "addresses", err)
	}
	err = s.each(ctx, `SELECT value FROM json_each(?) WHERE value IN (SELECT url FROM addresses)
		OR value IN (SELECT url FROM tombstones)`, []any{string(list)}, func(rows *sql.Rows) error {
		var url string
		err := rows.Scan(&url)
		known[url] = true
		return err
	})
	return known, failed("look up", "addresses", err)
}

// ValidatorOf is what the server of an address gave last.
func (s *Store) ValidatorOf(ctx context.Context, address string) (Validator, bool, error) {
	var v Validator
	err := s.pool.QueryRowContext(ctx, `SELECT etag, last_modified FROM validators WHERE address = ?`, address).
		Scan(&v.ETag, &v.LastModified)
	if errors.Is(err, sql.ErrNoRows) {
		return v, false, nil
	}
	return v, err == nil, failed("read validator of", address, err)
}

// found adds work, and reports whether it is new work. An article that is stored already becomes one that this source
// carries too.
func (t *tx) found(source feed.SourceID, p Pending) (bool, error) {
	if !p.Page {
		known, err := t.knows(source, p.URL)
		if known && p.Complete {
			known, err = t.buried(p.URL)
		}
		if known || err != nil {
			return false, err
		}
	}
	n, err := t.exec(`INSERT INTO frontier (source, url, title, published, exact, page, depth, tries, found_on)
		SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
		WHERE NOT EXISTS (SELECT 1 FROM frontier WHERE url = ?2 AND (source = ?1 OR NOT ?6))`,
		source, p.URL, p.Title, publishedSecond(p.Published), p.Published.Exact, p.Page, p.Depth, p.Tries, p.From)
	return n > 0, err
}

// knows reports whether an article's address is stored or tombstoned.
func (t *tx) knows(source feed.SourceID, url string) (bool, error) {
	id, found, err := t.articleAt(url)
	if err != nil {
		return false, err
	}
	if found {
		return true, t.carry(source, id, url)
	}
	return t.buried(url)
}

// buried reports whether an address has a tombstone.
func (t *tx) buried(url string) (bool, error) {
	var at int64
	return t.get(`SELECT at FROM tombstones WHERE url = ?`, []any{url}, &at)
}

// bury makes an address known as one that is not fetched again.
func (t *tx) bury(url string, at int64) error {
	_, err := t.exec(`INSERT OR IGNORE INTO tombstones VALUES (?, ?)`, url, at)
	return err
}

// leave takes an address out of a source's work.
func (t *tx) leave(source feed.SourceID, url string) error {
	_, err := t.exec(`DELETE FROM frontier WHERE url = ? AND source = ?`, url, source)
	return err
}

// retry keeps an address that could not be fetched, with one more try counted.
func (t *tx) retry(source feed.SourceID, p Pending) error {
	if _, err := t.found(source, p); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE frontier SET tries = tries + 1 WHERE url = ? AND source = ?`, p.URL, source)
	return err
}
