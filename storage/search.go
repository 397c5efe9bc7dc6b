package storage

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

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
	w := walk{s: s, words: words, filter: filter, down: down, limit: q.Limit, ranked: q.Sort == feed.ByRelevance, high: docEnd}
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
	page, err := w.page(ctx, few)
	if err != nil {
		return nil, err
	}
	return page, s.addSnippets(ctx, page, words)
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

// walk is a search for one page in order of rank.
type walk struct {
	s       *Store
	words   finding
	filter  clause
	down    bool
	limit   int
	ranked  bool // by relevance; else rank is the date
	bounded bool // begin after rank, id
	rank    int64
	id      feed.ArticleID

	low, high int64 // index rows that the filter's dates let pass
	full      bool  // a page of hits is there, the last of them with rank last
	last      int64
}

// during narrows the walk to the days of a condition.
func (w *walk) during(b feed.Between) {
	if !b.From.IsZero() {
		first, _ := docRange(b.From.Unix())
		w.low = max(w.low, first)
	}
	if !b.Until.IsZero() {
		_, last := docRange(b.Until.Unix())
		w.high = min(w.high, last)
	}
}

// page finds a page of hits, by looking into all articles of the filter when they are few.
func (w walk) page(ctx context.Context, few bool) ([]feed.Headline, error) {
	looked, err := w.s.lookThrough(ctx, w.words, w.filter, !few)
	if err != nil {
		return nil, err
	}
	var hits []feed.Headline
	for _, h := range looked {
		if !w.ranked {
			h.Rank = publishedSecond(h.Published)
		}
		if w.after(h) {
			hits = append(hits, h)
		}
	}
	if few {
		return w.cut(hits), nil
	}
	if !w.ranked {
		found, err := w.indexHits(ctx, w.words.match(inAny, false), 0)
		if err != nil {
			return nil, err
		}
		return w.cut(append(hits, found...)), nil
	}
	few, err = w.fewRanked(ctx, &hits)
	if err != nil || few {
		return w.cut(hits), err
	}
	tiers := []tier{inTitle, inLead, inAny}
	if !w.down {
		slices.Reverse(tiers)
	}
	for _, t := range tiers {
		found, err := w.indexHits(ctx, w.words.match(t, true), bonus(t))
		if err != nil {
			return nil, err
		}
		hits = w.cut(append(hits, found...))
		if len(hits) == w.limit {
			w.full, w.last = true, hits[len(hits)-1].Rank
		}
	}
	return hits, nil
}

// fewRanked adds all hits of the index after the bound and reports true when there is less than a page of hits in all:
// to look into them takes less time than three walks that find next to nothing.
func (w walk) fewRanked(ctx context.Context, hits *[]feed.Headline) (bool, error) {
	every := w
	every.bounded, every.ranked = false, false
	found, err := every.indexHits(ctx, w.words.match(inAny, false), 0)
	if err != nil || len(found) >= w.limit {
		return false, err
	}
	list, err := idList(found)
	if err != nil {
		return false, err
	}
	looked, err := w.s.lookThrough(ctx, w.words, clause{"a.id IN (SELECT value FROM json_each(?))", []any{list}}, false)
	for _, h := range looked {
		if w.after(h) {
			*hits = append(*hits, h)
		}
	}
	return true, err
}

// idList are the ids of headlines as json_each reads them.
func idList(page []feed.Headline) (string, error) {
	ids := make([]feed.ArticleID, len(page))
	for i, h := range page {
		ids[i] = h.ID
	}
	list, err := json.Marshal(ids)
	return string(list), err
}

// after reports whether a hit comes after the bound.
func (w walk) after(h feed.Headline) bool {
	if !w.bounded {
		return true
	}
	c := cmp.Or(cmp.Compare(h.Rank, w.rank), cmp.Compare(h.ID, w.id))
	return w.down && c < 0 || !w.down && c > 0
}

// cut sorts hits, drops repeated ones and keeps a page of them.
func (w walk) cut(hits []feed.Headline) []feed.Headline {
	slices.SortFunc(hits, func(a, b feed.Headline) int {
		c := cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID))
		if w.down {
			return -c
		}
		return c
	})
	hits = slices.CompactFunc(hits, func(a, b feed.Headline) bool { return a.ID == b.ID })
	return hits[:min(w.limit, len(hits))]
}

// errEnough ends a walk whose page is full.
var errEnough = errors.New("page is full")

// indexHits are the first hits of one FTS5 expression after the bound, a page of them and the rest of the last day:
// within a day the index is not in order of time.
func (w walk) indexHits(ctx context.Context, match string, bonus int64) ([]feed.Headline, error) {
	query := fmt.Sprintf(`SELECT %[1]s, f.rowid FROM %[2]s f CROSS JOIN articles a ON a.doc = f.rowid
		WHERE f.%[2]s MATCH ? AND f.rowid BETWEEN ? AND ? AND %[3]s ORDER BY f.rowid%[4]s`, headlineColumns,
		w.words.table(), w.filter.sql, direction(w.down))
	low, high := w.docBounds(bonus)
	var hits []feed.Headline
	var day int64
	err := w.s.each(ctx, query, append([]any{match, low, high}, w.filter.args...), func(rows *sql.Rows) error {
		var doc int64
		h, err := scanHeadline(rows.Scan, &doc)
		if err != nil {
			return err
		}
		if len(hits) >= w.limit && (doc < docOrigin || doc>>docDay != day) {
			return errEnough
		}
		h.Rank += bonus
		if w.after(h) {
			hits = append(hits, h)
			day = doc >> docDay
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	return hits, nil
}

// docBounds are the index rows that can hold hits after the bound and, when the page is full, before its last.
func (w walk) docBounds(bonus int64) (low, high int64) {
	low, high = w.low, w.high
	// The walk goes from the one rank to the other, where given.
	from, to := w.bounded, w.full
	bottom, top := w.last-bonus, w.rank-bonus
	if !w.down {
		from, to = to, from
		bottom, top = top, bottom
	}
	if first, _ := docRange(bottom); to && bottom > 0 {
		low = max(low, first)
	}
	if _, last := docRange(top); from {
		high = min(high, last)
	}
	return low, high
}

// lookThrough finds words by looking into one article after the other: those that are not in the index yet, or all
// that the filter lets pass. The hits have their rank and are in no order.
func (s *Store) lookThrough(ctx context.Context, words finding, filter clause, tail bool) ([]feed.Headline, error) {
	which := "a.doc IS NULL AND "
	if !tail {
		which = ""
	}
	var hits []feed.Headline
	var d document
	err := s.each(ctx, `SELECT `+headlineColumns+`, t.body FROM articles a JOIN texts t ON t.article = a.id WHERE `+
		which+filter.sql, filter.args, func(rows *sql.Rows) error {
		var body string
		h, err := scanHeadline(rows.Scan, &body)
		if err != nil {
			return err
		}
		d = s.folder().document(d, h.Title, body, h.Origin)
		if t, ok := words.tier(d); ok {
			h.Rank += bonus(t)
			hits = append(hits, h)
		}
		return nil
	})
	return hits, err
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
