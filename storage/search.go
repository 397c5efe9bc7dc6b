package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"zonewire/feed"
)

// lead of a hit in seconds: by so much younger does a hit near the front of an article count. A hit in a title
// stands before one in a text that is up to two years younger.
func bonus(t tier) int64 {
	const day = 24 * 60 * 60
	switch t {
	case inTitle:
		return 730 * day
	case inLead:
		return 180 * day
	}
	return 0
}

// The index numbers its rows by day, so that they can be read newest first: docOrigin + day<<docDay + a number within
// the day. Articles without a date have their id, below docOrigin.
const (
	docDay    = 20
	docOrigin = 1 << 40
	docEnd    = 1 << 62
)

// docRange is the range of index rows of the day of a published second, in Beijing.
func docRange(second int64) (first, last int64) {
	const eightHours = 8 * 60 * 60
	day := min(max((second+eightHours)/(24*60*60), 0), 1<<19)
	first = docOrigin + day<<docDay
	return first, first + 1<<docDay - 1
}

// search is one page of the articles that words find and rest lets pass. All sorts but relevance are one walk through
// the index in order of date; relevance is three of them, one per tier, each of which is in order of rank because
// rank is date plus bonus. The unindexed articles are looked through before the index, so that one that is indexed
// meanwhile is not missed.
func (s *Store) search(ctx context.Context, q feed.Query, words finding, rest feed.And) ([]feed.Headline, error) {
	filter, err := s.where(ctx, rest)
	if err != nil {
		return nil, err
	}
	_, down := sortKeys(q.Sort, "", "")
	if q.Backward {
		down = !down
	}
	w := walk{folder: s.folder(), words: words, filter: filter, down: down, limit: q.Limit, ranked: q.Sort == feed.ByRelevance, high: docEnd}
	for _, one := range rest {
		if b, ok := one.(feed.Between); ok {
			w.during(b)
		}
	}
	if q.After != (feed.Cursor{}) {
		values, err := cursorValues(q.After, 2)
		if err != nil {
			return nil, err
		}
		w.bounded, w.rank, w.id = true, values[0].(int64), q.After.ID
	}
	few, err := s.isFew(ctx, rest, words)
	if err != nil {
		return nil, err
	}
	var page []feed.Headline
	err = s.snapshot(ctx, func(each eachRows) error {
		w.each = each
		hits, err := w.page(few)
		if err == nil {
			page, err = s.shown(each, hits, words)
		}
		return err
	})
	return page, err
}

// snapshot runs do on the cache as it is at one moment: an article that is changed meanwhile leaves the index for the
// tail, and would be missed in both.
func (s *Store) snapshot(ctx context.Context, do func(eachRows) error) error {
	tx, err := s.pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	err = do(func(query string, args []any, scan func(*sql.Rows) error) error {
		rows, err := tx.QueryContext(ctx, query, args...)
		return eachRow(rows, err, scan)
	})
	return errors.Join(err, tx.Rollback())
}

// shown are the headlines of hits, in their order, with snippets. They are read for one page only, since they take
// longer than to find the hits.
func (s *Store) shown(each eachRows, hits []hit, words finding) ([]feed.Headline, error) {
	at := make(map[feed.ArticleID]int, len(hits))
	for i, h := range hits {
		at[h.id] = i
	}
	list, err := idList(hits)
	if err != nil {
		return nil, err
	}
	page := make([]feed.Headline, len(hits))
	around := s.folder().snippets(words.wanted())
	err = each(`SELECT `+headlineColumns+`, coalesce(t.body, '') FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value
		LEFT JOIN texts t ON t.article = a.id`, []any{list}, func(rows *sql.Rows) error {
		var body string
		h, err := scanHeadline(rows.Scan, &body)
		i := at[h.ID]
		h.Rank, h.Snippet = hits[i].rank, around.of(body)
		page[i] = h
		return err
	})
	return page, err
}

// idList are the ids of hits as json_each reads them.
func idList(hits []hit) (string, error) {
	ids := make([]feed.ArticleID, len(hits))
	for i, h := range hits {
		ids[i] = h.id
	}
	list, err := json.Marshal(ids)
	return string(list), err
}

// rareHits is how many hits the index gives in a moment, whatever they are filtered by.
const rareHits = 1000

// isFew reports whether it is sooner done to look through the articles of the filter than through the hits: the words
// are common, and the filter lets n of N articles pass. A hit takes a fifth of the time of a look into an article, and
// a page needs 100 N/n hits, so n*n < 20 N.
func (s *Store) isFew(ctx context.Context, rest feed.And, words finding) (bool, error) {
	query, ok := kept(rest)
	if !ok || len(rest) == 0 {
		return false, nil
	}
	var passing, all, hits int64
	if err := s.pool.QueryRowContext(ctx, query.sql, query.args...).Scan(&passing); err != nil {
		return false, err
	}
	if err := s.pool.QueryRowContext(ctx, `SELECT total FROM totals`).Scan(&all); err != nil {
		return false, err
	}
	if passing*passing >= 20*all {
		return false, nil
	}
	err := s.pool.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM %[1]s WHERE %[1]s MATCH ? LIMIT ?)`, words.table()),
		words.match(inAny, false), rareHits).Scan(&hits)
	return hits == rareHits, err
}

// countHits is the number of articles that words find and rest lets pass.
func (s *Store) countHits(ctx context.Context, words finding, rest feed.And) (n int, err error) {
	filter, err := s.where(ctx, rest)
	if err != nil {
		return 0, err
	}
	few, err := s.isFew(ctx, rest, words)
	if err != nil {
		return 0, err
	}
	err = s.snapshot(ctx, func(each eachRows) error {
		looked, err := lookThrough(each, s.folder(), words, !few, filter)
		if n = len(looked); err != nil || few {
			return err
		}
		count := func(rows *sql.Rows) error {
			var more int
			err := rows.Scan(&more)
			n += more
			return err
		}
		// The index alone counts a hundred times as fast as it is looked into each of its articles.
		match := words.match(inAny, false)
		if len(rest) == 0 {
			return each(fmt.Sprintf(`SELECT count(*) FROM %[1]s WHERE %[1]s MATCH ? UNION ALL
				SELECT -count(*) FROM %[1]s f CROSS JOIN articles a ON a.doc = f.rowid
				WHERE EXISTS (SELECT 1 FROM muted) AND f.%[1]s MATCH ? AND NOT `+visible, words.table()), []any{match, match}, count)
		}
		return each(fmt.Sprintf(`SELECT count(*) FROM %[1]s f CROSS JOIN articles a ON a.doc = f.rowid
			WHERE f.%[1]s MATCH ? AND %[2]s`, words.table(), filter.sql), append([]any{match}, filter.args...), count)
	})
	return n, err
}

// rank is the rank of one article in a list sorted by relevance.
func (s *Store) rank(ctx context.Context, q feed.Query, h feed.Headline) (int64, error) {
	words, _ := s.split(q.Where)
	if words == nil {
		return h.Rank, nil
	}
	var body string
	if err := s.pool.QueryRowContext(ctx, `SELECT body FROM texts WHERE article = ?`, h.ID).Scan(&body); err != nil {
		return 0, err
	}
	t, ok := words.tier(s.folder().document(document{}, h.Title, body, h.Origin))
	if !ok {
		t = inAny
	}
	return h.Rank + bonus(t), nil
}
