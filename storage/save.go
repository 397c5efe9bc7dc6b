package storage

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"zonewire/feed"
)

// Batch is what one step of a sync brings, stored in one transaction.
type Batch struct {
	Source     feed.SourceID
	Articles   []feed.Article       // newest first, as lists are; inserted, or updated when the URL is known
	Found      []Pending            // new work; URLs already stored, pending or tombstoned are ignored
	Done       []string             // URLs that leave the frontier
	Failed     []Pending            // stay, with Tries+1
	Barren     []string             // URLs that hold no article: leave the frontier and count as known
	Aliases    []Alias              // further addresses of stored articles
	Validators map[string]Validator // by address
	Learned    []byte               // nil: unchanged
}

// Alias is another address of an article, such as one that redirects to it.
type Alias struct {
	URL string
	Of  string // an address that the article is known under, or will be by the batch
}

// Saved counts what a batch changed.
type Saved struct {
	New     int // articles
	Updated int // articles whose content changed
	Merged  int // articles that were stored already under another address
	Found   int // addresses that are new work
}

// Save stores a batch, all of it or nothing. Articles that the reader deleted do not come back.
func (s *Store) Save(ctx context.Context, b Batch) (Saved, error) {
	var saved Saved
	prints := make([]feed.Fingerprint, len(b.Articles)) // made here, where no one waits for it
	for i, a := range b.Articles {
		prints[i] = feed.FingerprintOf(a)
	}
	err := s.writeTogether(ctx, "save articles of source", strconv.FormatInt(int64(b.Source), 10), func(t *tx) error {
		saved = Saved{}
		var touched, fresh []feed.ArticleID
		// The last first: of articles of one day the first in the site's list gets the highest id and stays first.
		for i, a := range slices.Backward(b.Articles) {
			had := saved
			id, err := t.saveArticle(b.Source, a, prints[i], &saved)
			if err != nil {
				return failed("save article", a.URL, err)
			}
			if saved != had {
				touched = append(touched, id)
			}
			if saved.New > had.New {
				fresh = append(fresh, id)
			}
		}
		if err := s.judge(t, touched, fresh); err != nil {
			return failed("apply rules to articles of source", strconv.FormatInt(int64(b.Source), 10), err)
		}
		for _, alias := range b.Aliases {
			if err := t.alias(b.Source, alias); err != nil {
				return err
			}
		}
		return errors.Join(t.saveWork(b, millis(s.now()), &saved), t.saveLearned(b))
	})
	if err != nil {
		return Saved{}, err
	}
	return saved, nil
}

// saveArticle inserts or updates one article and lets its source carry it. A deleted article stays away: 0.
func (t *tx) saveArticle(source feed.SourceID, a feed.Article, f feed.Fingerprint, saved *Saved) (feed.ArticleID, error) {
	if a.URL == "" {
		return 0, &feed.Error{Kind: feed.Invalid, Err: errors.New("an article needs an address")}
	}
	if gone, err := t.buried(a.URL); gone || err != nil {
		return 0, err
	}
	zone, err := t.zoneID(a.Zone)
	if err != nil {
		return 0, err
	}
	a.Source = source
	where, err := t.ruled(a, zone)
	if err != nil {
		return 0, err
	}
	zone, a.Region, a.Evidence = where.zone, where.region, where.evidence
	id, known, err := t.articleAt(a.URL)
	switch {
	case err != nil:
		return 0, err
	case known:
		reprint, err := t.isReprint(id, a)
		if err != nil {
			return 0, err
		}
		if reprint {
			break
		}
		changed, err := t.updateArticle(id, a, zone)
		if err != nil {
			return 0, err
		}
		if changed {
			saved.Updated++
		}
	default:
		if id, err = t.addArticle(a, f, zone, saved); err != nil || id == 0 {
			return 0, err
		}
	}
	return id, t.carry(source, id, a.URL)
}

// addArticle stores an article whose address is new: as a new row, or as one more address of the same piece; 0 when that piece was
// deleted.
func (t *tx) addArticle(a feed.Article, f feed.Fingerprint, zone feed.ZoneID, saved *Saved) (feed.ArticleID, error) {
	id, found, err := t.twin(a, f)
	if err != nil {
		return 0, err
	}
	if !found {
		gone, err := t.wasDeleted(a, f)
		if err != nil {
			return 0, err
		}
		if gone {
			return 0, t.bury(a.URL, millis(a.Fetched))
		}
		saved.New++
		return t.insertArticle(a, f, zone)
	}
	saved.Merged++
	first, err := t.original(a, id)
	if err == nil && first {
		err = t.takeOver(id, a, zone)
	}
	return id, err
}

// saveWork stores what a batch says about the frontier.
func (t *tx) saveWork(b Batch, now int64, saved *Saved) error {
	for _, p := range b.Found {
		fresh, err := t.found(b.Source, p)
		if err != nil {
			return failed("keep work", p.URL, err)
		}
		if fresh {
			saved.Found++
		}
	}
	for _, url := range b.Done {
		if err := t.leave(b.Source, url); err != nil {
			return failed("finish", url, err)
		}
	}
	for _, url := range b.Barren {
		if err := errors.Join(t.leave(b.Source, url), t.bury(url, now)); err != nil {
			return failed("finish", url, err)
		}
	}
	for _, p := range b.Failed {
		if err := t.retry(b.Source, p); err != nil {
			return failed("keep work", p.URL, err)
		}
	}
	return nil
}

// saveLearned stores what is to be asked with next time.
func (t *tx) saveLearned(b Batch) error {
	for address, v := range b.Validators {
		_, err := t.exec(`INSERT INTO validators VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified`, address, v.ETag, v.LastModified)
		if err != nil {
			return failed("keep validator of", address, err)
		}
	}
	if b.Learned == nil {
		return nil
	}
	_, err := t.exec(`UPDATE sources SET learned = ? WHERE id = ?`, b.Learned, b.Source)
	return err
}

// articleAt is the article that is known under an address.
func (t *tx) articleAt(url string) (feed.ArticleID, bool, error) {
	var id feed.ArticleID
	found, err := t.get(`SELECT article FROM addresses WHERE url = ?`, []any{url}, &id)
	return id, found, err
}

// carry notes that an article was met at an address by a source, and puts it into that source's list.
func (t *tx) carry(source feed.SourceID, id feed.ArticleID, url string) error {
	if _, err := t.exec(`INSERT OR IGNORE INTO addresses VALUES (?, ?)`, url, id); err != nil {
		return err
	}
	// Not a SELECT: with triggers, SQLite would write its rows to a table of their own first.
	_, err := t.exec(`INSERT OR IGNORE INTO carried
		VALUES (?1, (SELECT published FROM articles WHERE id = ?2), ?2, (SELECT read FROM articles WHERE id = ?2))`, source, id)
	return err
}

// alias makes an article known under one more address. An alias of nothing is ignored.
func (t *tx) alias(source feed.SourceID, alias Alias) error {
	id, found, err := t.articleAt(alias.Of)
	if !found || err != nil {
		return err
	}
	return t.carry(source, id, alias.URL)
}
