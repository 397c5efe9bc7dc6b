package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"zonewire/feed"
)

// Keep bounds what is kept. A zero field is no bound.
type Keep struct {
	Age      time.Duration // since publication, or since an article without a date was fetched
	Articles int           // the newest
	Bytes    int64         // an article counts as its share of the used part of the file
}

// Policy says what Retain deletes. Starred articles never go.
type Policy struct {
	Keep                           // of the whole cache
	Sources map[feed.SourceID]Keep // of what a source brought; its Age goes before that of the whole cache
	Unread  bool                   // unread articles may go too
	DryRun  bool                   // only say what would go
}

// IsZero reports whether the policy bounds nothing.
func (p Policy) IsZero() bool { return p.Keep == (Keep{}) && len(p.Sources) == 0 }

// Freed is what Retain or Compact did: articles deleted and bytes given back to the disk, or for a dry run about how
// many that would be.
type Freed struct {
	Articles int
	Bytes    int64
}

// retainStep is how many articles are deleted in one transaction, and pause how long others may write in between.
const (
	retainStep = 50
	pause      = 2 * time.Millisecond
)

// Retain deletes what a policy does not keep, in small steps between which others write, and gives the room back to
// the disk. What went stays away: no sync brings it back, at another address neither. It cannot be undone. When it is
// broken off, what it has done stays done.
func (s *Store) Retain(ctx context.Context, p Policy) (Freed, error) {
	var done Freed
	doomed, share, err := s.expired(ctx, p)
	if err != nil {
		return done, failed("look for", "articles to delete", err)
	}
	if p.DryRun {
		return Freed{Articles: len(doomed), Bytes: int64(len(doomed)) * share}, nil
	}
	for step := range slices.Chunk(doomed, retainStep) {
		n, err := s.expire(ctx, step, p.Unread)
		done.Articles += n
		if err != nil {
			return done, err
		}
		if err := rest(ctx); err != nil {
			return done, failed("delete", "articles", err)
		}
	}
	if done.Articles == 0 {
		return done, nil
	}
	freed, err := s.Compact(ctx)
	done.Bytes = freed.Bytes
	return done, err
}

// rest lets others write.
func rest(ctx context.Context) error {
	select {
	case <-time.After(pause):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// expire deletes those of the articles that have not been starred, or marked unread, since they were chosen.
func (s *Store) expire(ctx context.Context, ids []feed.ArticleID, unread bool) (int, error) {
	gone := 0
	list, err := json.Marshal(ids)
	if err != nil {
		return 0, err
	}
	err = s.write(ctx, "delete", "articles", func(t *tx) error {
		still, err := t.ids(`SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND starred = 0 AND (read = 1 OR ?)`,
			string(list), unread)
		if err != nil {
			return err
		}
		gone = len(still)
		for _, id := range still {
			if _, _, err := t.remove(id, millis(s.now())); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return gone, nil
}

// expired are the articles that a policy does not keep, and how many bytes of the file each takes on average.
func (s *Store) expired(ctx context.Context, p Policy) (doomed []feed.ArticleID, share int64, err error) {
	if p.IsZero() {
		return nil, 0, nil
	}
	var used, total int64
	err = s.pool.QueryRowContext(ctx, `SELECT (c.page_count - f.freelist_count) * s.page_size,
		(SELECT count(*) FROM articles) FROM pragma_page_count c, pragma_freelist_count f, pragma_page_size s`).Scan(&used, &total)
	if err != nil || total == 0 {
		return nil, 0, err
	}
	x := expiry{s: s, unread: p.Unread, share: max(used/total, 1), ids: map[feed.ArticleID]bool{}}
	own := []feed.SourceID{}
	for _, id := range slices.Sorted(maps.Keys(p.Sources)) {
		keep := p.Sources[id]
		if keep.Age > 0 {
			own = append(own, id)
		}
		if err := x.bound(ctx, keep, `source = ?`, id); err != nil {
			return nil, 0, err
		}
	}
	list, err := json.Marshal(own)
	if err != nil {
		return nil, 0, err
	}
	whole := p.Keep
	whole.Age = 0
	if err := x.bound(ctx, whole, `1 = ?`, 1); err != nil {
		return nil, 0, err
	}
	err = x.bound(ctx, Keep{Age: p.Age}, `source NOT IN (SELECT value FROM json_each(?))`, string(list))
	return slices.Sorted(maps.Keys(x.ids)), x.share, err
}

// expiry collects what is to go.
type expiry struct {
	s      *Store
	unread bool
	share  int64
	ids    map[feed.ArticleID]bool
}

// bound collects what exceeds the bounds among the articles of a condition.
func (x expiry) bound(ctx context.Context, keep Keep, where string, arg any) error {
	if keep.Age > 0 {
		// An article without a date has 0 there, so that an index finds both.
		before := x.s.now().Add(-keep.Age)
		err := x.add(ctx, `SELECT id FROM articles WHERE `+where+` AND published < ? AND (exact > 0 OR fetched < ?)
			AND starred = 0 AND (read = 1 OR ?)`, arg, before.Unix(), millis(before), x.unread)
		if err != nil {
			return err
		}
	}
	newest := keep.Articles
	if keep.Bytes > 0 {
		if n := int(keep.Bytes / x.share); newest == 0 || n < newest {
			newest = max(n, 1)
		}
	}
	if newest == 0 {
		return nil
	}
	return x.add(ctx, `SELECT id FROM (SELECT id, starred, read FROM articles WHERE `+where+`
		ORDER BY iif(exact > 0, published, fetched / 1000) DESC, id DESC LIMIT -1 OFFSET ?)
		WHERE starred = 0 AND (read = 1 OR ?)`, arg, newest, x.unread)
}

func (x expiry) add(ctx context.Context, query string, args ...any) error {
	return x.s.each(ctx, query, args, func(rows *sql.Rows) error {
		var id feed.ArticleID
		err := rows.Scan(&id)
		x.ids[id] = true
		return err
	})
}
