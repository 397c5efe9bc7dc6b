package storage

import (
	"context"
	"database/sql"
	"slices"

	"zonewire/feed"
)

// IndexSome puts up to n stored articles into the search index, the newest first, in one transaction, and returns how
// many: 0 when all are in it. It is to be called in idle moments until then; no one else can write meanwhile, so n
// should be about 50, which takes about as many milliseconds.
func (s *Store) IndexSome(ctx context.Context, n int) (int, error) {
	indexed, left := 0, false
	if err := s.pool.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM articles WHERE doc IS NULL)`).Scan(&left); err != nil || !left {
		return 0, failed("index", "articles", err)
	}
	err := s.writeQuietly(ctx, "index", "articles", func(t *tx) error {
		work, err := t.unindexed(n)
		indexed = len(work)
		if err != nil {
			return err
		}
		var d document
		w := new(inscriber)
		for _, a := range work {
			d = s.folder().document(d, a.Title, a.Body, a.Origin)
			if err := t.index(a, w.inscribe(d)); err != nil {
				return failed("index article", a.Title, err)
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return indexed, nil
}

// unindexed are the newest articles outside the index with what the index takes of them, in the order of its rows: FTS5
// begins a new segment at each row that does not come after the last.
func (t *tx) unindexed(n int) ([]feed.Article, error) {
	var work []feed.Article
	err := t.each(`SELECT a.id, a.title, a.origin, a.published, a.exact, t.body FROM articles a JOIN texts t ON t.article = a.id
		WHERE a.doc IS NULL ORDER BY a.published DESC, a.id DESC LIMIT ?`, []any{n}, func(rows *sql.Rows) error {
		var a feed.Article
		var second int64
		err := rows.Scan(&a.ID, &a.Title, &a.Origin, &second, &a.Published.Exact, &a.Body)
		a.Published.Time = publishedTime(second, a.Published.Exact)
		work = append(work, a)
		return err
	})
	slices.Reverse(work)
	return work, err
}

// index gives an article its row in the search index.
func (t *tx) index(a feed.Article, e entry) error {
	doc, err := t.freeDoc(a)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO search (rowid, body, lead, title, origin) VALUES (?, ?, ?, ?, ?)`,
		doc, string(e.body), string(e.lead), string(e.title), string(e.origin))
	if err != nil {
		return err
	}
	if _, err = t.exec(`INSERT INTO singles (rowid, chars) VALUES (?, ?)`, doc, string(e.chars)); err != nil {
		return err
	}
	_, err = t.exec(`UPDATE articles SET doc = ? WHERE id = ?`, doc, a.ID)
	return err
}

// freeDoc is the next row of the index in the article's day.
func (t *tx) freeDoc(a feed.Article) (int64, error) {
	if a.Published.IsZero() {
		return int64(a.ID), nil
	}
	first, last := docRange(publishedSecond(a.Published))
	var used int64
	_, err := t.get(`SELECT coalesce(max(doc), ?1 - 1) FROM articles WHERE doc BETWEEN ?1 AND ?2`, []any{first, last}, &used)
	return used + 1, err
}

// unindex takes an article out of the search index, to be indexed anew.
func (t *tx) unindex(id feed.ArticleID) error {
	if _, err := t.exec(`DELETE FROM search WHERE rowid = (SELECT doc FROM articles WHERE id = ?)`, id); err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM singles WHERE rowid = (SELECT doc FROM articles WHERE id = ?)`, id); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE articles SET doc = NULL WHERE id = ?`, id)
	return err
}
