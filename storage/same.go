package storage

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"zonewire/feed"
)

// candidates bounds how many stored articles a new one is compared with by each of its keys: the latest of them.
const candidates = 10

// twin is a stored article that is the same piece as a new one of the fingerprint f at another address. Of those that
// share enough keys only the ones with such a title and date are read.
func (t *tx) twin(a feed.Article, f feed.Fingerprint) (feed.ArticleID, bool, error) {
	stmt, err := t.prepared(twinQuery)
	if err != nil {
		return 0, false, err
	}
	head := lazily(func() feed.Head { return feed.HeadOf(a) })
	var alike []feed.ArticleID
	rows, err := stmt.QueryContext(t.ctx, int64(f.Title), int64(f.Text[0]), int64(f.Text[1]), int64(f.Text[2]), candidates,
		publishedSecond(a.Published), int64(feed.ReprintedIn.Seconds()))
	err = eachRow(rows, err, func(rows *sql.Rows) error {
		var other feed.Article
		var second int64
		err := rows.Scan(&other.ID, &other.Title, &second, &other.Published.Exact)
		other.Published.Time = publishedTime(second, other.Published.Exact)
		if err == nil && !slices.Contains(alike, other.ID) && head().Same(other) {
			alike = append(alike, other.ID)
		}
		return err
	})
	if err != nil {
		return 0, false, err
	}
	slices.Sort(alike)
	for _, id := range alike {
		other, _, err := t.article(id)
		if err != nil {
			return 0, false, err
		}
		if feed.SameArticle(a, other) {
			return id, true, nil
		}
	}
	return 0, false, nil
}

// twinQuery selects the heads of the articles that share a key with a fingerprint: the latest ?5 by each. A key of 0 is
// none. The dates are looked at here because to hand on a row takes longer than to read it.
const twinQuery = `SELECT a.id, a.title, a.published, a.exact FROM (
	SELECT * FROM (SELECT article FROM fingerprints WHERE title = ?1 AND ?1 <> 0 ORDER BY article DESC LIMIT ?5)
	UNION ALL SELECT * FROM (SELECT article FROM fingerprints WHERE text0 = ?2 AND ?2 <> 0 ORDER BY article DESC LIMIT ?5)
	UNION ALL SELECT * FROM (SELECT article FROM fingerprints WHERE text1 = ?3 AND ?3 <> 0 ORDER BY article DESC LIMIT ?5)
	UNION ALL SELECT * FROM (SELECT article FROM fingerprints WHERE text2 = ?4 AND ?4 <> 0 ORDER BY article DESC LIMIT ?5)
	) k CROSS JOIN articles a ON a.id = k.article
	WHERE ?6 = 0 OR a.published = 0 OR a.published BETWEEN ?6 - ?7 AND ?6 + ?7`

// print stores an article's fingerprint.
func (t *tx) print(id feed.ArticleID, f feed.Fingerprint) error {
	_, err := t.exec(`INSERT OR REPLACE INTO fingerprints VALUES (?, ?, ?, ?, ?)`, id, int64(f.Title), int64(f.Text[0]),
		int64(f.Text[1]), int64(f.Text[2]))
	return err
}

// wasDeleted reports whether a new article is a piece that was deleted at another address.
func (t *tx) wasDeleted(a feed.Article, f feed.Fingerprint) (bool, error) {
	if f.Title == 0 {
		return false, nil
	}
	trace := lazily(func() feed.Trace { return feed.TraceOf(a, f) })
	same := false
	stmt, err := t.prepared(`SELECT title, text0, text1, text2, text3, numbers, published FROM buried WHERE title = ? LIMIT ?`)
	if err != nil {
		return false, err
	}
	rows, err := stmt.QueryContext(t.ctx, int64(f.Title), candidates)
	err = eachRow(rows, err, func(rows *sql.Rows) error {
		var old feed.Trace
		var title, numbers int64
		err := rows.Scan(&title, &old.Text[0], &old.Text[1], &old.Text[2], &old.Text[3], &numbers, &old.Published)
		old.Title, old.Numbers = uint64(title), uint64(numbers)
		same = same || trace().Same(old)
		return err
	})
	return same, err
}

// buryTrace lets a deleted article be known at other addresses.
func (t *tx) buryTrace(a feed.Article) error {
	x := feed.TraceOf(a, feed.FingerprintOf(a))
	_, err := t.exec(`INSERT OR REPLACE INTO buried VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, a.URL, int64(x.Title), x.Text[0],
		x.Text[1], x.Text[2], x.Text[3], int64(x.Numbers), x.Published)
	return err
}

// takeOver makes a, the original of which the stored article is a reprint, the face of that row. What was read or
// starred, and how far, is now known of the original's address too.
func (t *tx) takeOver(id feed.ArticleID, a feed.Article, zone feed.ZoneID) error {
	_, err := t.exec(`INSERT OR IGNORE INTO positions SELECT ?, p.offset FROM articles a JOIN positions p ON p.url = a.url
		WHERE a.id = ?`, a.URL, id)
	if err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE articles SET url = ?, source = ? WHERE id = ?`, a.URL, a.Source, id); err != nil {
		return err
	}
	_, err = t.exec(`INSERT OR IGNORE INTO statuses SELECT url, read, starred FROM articles WHERE id = ? AND (read OR starred)`, id)
	if err != nil {
		return err
	}
	_, err = t.updateArticle(id, a, zone)
	return err
}

// original reports whether a is the original rather than the stored article: the one that its 来源 says is the source's
// own, else the earlier.
func (t *tx) original(a feed.Article, id feed.ArticleID) (bool, error) {
	old, _, err := t.article(id)
	if err != nil {
		return false, err
	}
	ownNew, err := t.own(a)
	if err != nil {
		return false, err
	}
	ownOld, err := t.own(old)
	if err != nil || ownNew != ownOld {
		return ownNew, err
	}
	return a.Published.Before(old.Published), nil
}

// isReprint reports whether a known address is that of another source's print of the article, whose text must not
// take the place of the original's.
func (t *tx) isReprint(id feed.ArticleID, a feed.Article) (bool, error) {
	var face string
	var source feed.SourceID
	_, err := t.get(`SELECT url, source FROM articles WHERE id = ?`, []any{id}, &face, &source)
	return face != a.URL && source != a.Source, err
}

// own reports whether an article's 来源 names the source that brought it.
func (t *tx) own(a feed.Article) (bool, error) {
	var name string
	found, err := t.get(`SELECT name FROM sources WHERE id = ?`, []any{a.Source}, &name)
	return found && name != "" && strings.Contains(a.Origin, name), err
}

// SourcesOf are the sources that carry an article, its own first, each with its ID and Name alone. Sources that were
// removed are not among them.
func (s *Store) SourcesOf(ctx context.Context, id feed.ArticleID) ([]feed.Source, error) {
	var all []feed.Source
	err := s.each(ctx, `SELECT o.id, o.name FROM carried k JOIN articles a ON a.id = k.article
		JOIN sources o ON o.id = k.source WHERE k.article = ? ORDER BY k.source <> a.source, k.source`, []any{id}, func(rows *sql.Rows) error {
		var source feed.Source
		err := rows.Scan(&source.ID, &source.Name)
		all = append(all, source)
		return err
	})
	return all, failed("read sources of article", strconv.FormatInt(int64(id), 10), err)
}
