package storage

import (
	"context"
	"database/sql"
	"fmt"

	"zonewire/feed"
)

// removed is a deleted article with all that is needed to put it back.
type removed struct {
	article   feed.Article
	addresses []string
	sources   []feed.SourceID
}

// DeleteArticles removes articles and remembers them, so that no sync brings them back, at another address neither. What was read or
// starred stays known. Undo puts them back under their old ids.
func (s *Store) DeleteArticles(ctx context.Context, ids []feed.ArticleID) error {
	var gone []removed
	err := s.write(ctx, "delete", fmt.Sprintf("%d articles", len(ids)), func(t *tx) error {
		gone = gone[:0]
		for _, id := range ids {
			r, found, err := t.remove(id, millis(s.now()))
			if err != nil {
				return err
			}
			if found {
				gone = append(gone, r)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.past.push(step{
		undone: Undone{Action: ActDelete, Articles: len(gone)},
		held:   len(gone),
		revert: func(t *tx) error {
			var restored []feed.ArticleID
			for _, r := range gone {
				if err := t.restore(r, r.article.Zone.ID); err != nil {
					return fmt.Errorf("put back %s: %w", r.article.URL, err)
				}
				restored = append(restored, r.article.ID)
			}
			return s.judge(t, restored, nil)
		},
	})
	return nil
}

// remove deletes one article and buries its addresses.
func (t *tx) remove(id feed.ArticleID, now int64) (removed, bool, error) {
	a, _, err := t.article(id)
	if kindOf(err) == feed.NotFound {
		return removed{}, false, nil
	}
	if err != nil {
		return removed{}, false, err
	}
	r := removed{article: a}
	err = t.each(`SELECT url FROM addresses WHERE article = ?`, []any{id}, func(rows *sql.Rows) error {
		var url string
		err := rows.Scan(&url)
		r.addresses = append(r.addresses, url)
		return err
	})
	if err != nil {
		return r, false, err
	}
	err = t.each(`SELECT source FROM carried WHERE article = ?`, []any{id}, func(rows *sql.Rows) error {
		var source feed.SourceID
		err := rows.Scan(&source)
		r.sources = append(r.sources, source)
		return err
	})
	if err != nil {
		return r, false, err
	}
	for _, url := range r.addresses {
		if err := t.bury(url, now); err != nil {
			return r, false, err
		}
	}
	if err := t.buryTrace(a); err != nil {
		return r, false, err
	}
	_, err = t.exec(`DELETE FROM articles WHERE id = ?`, id)
	return r, err == nil, err
}

// restore puts a removed article back.
func (t *tx) restore(r removed, zone feed.ZoneID) error {
	for _, url := range r.addresses {
		if _, err := t.exec(`DELETE FROM tombstones WHERE url = ?`, url); err != nil {
			return err
		}
	}
	if _, err := t.exec(`DELETE FROM buried WHERE url = ?`, r.article.URL); err != nil {
		return err
	}
	if _, err := t.insertArticle(r.article, feed.FingerprintOf(r.article), zone); err != nil {
		return err
	}
	for _, url := range r.addresses {
		if _, err := t.exec(`INSERT OR IGNORE INTO addresses VALUES (?, ?)`, url, r.article.ID); err != nil {
			return err
		}
	}
	for _, source := range r.sources {
		if err := t.carry(source, r.article.ID, r.article.URL); err != nil {
			return err
		}
	}
	return nil
}
