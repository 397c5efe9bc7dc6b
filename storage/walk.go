package storage

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"zonewire/feed"
)

// hit is an article that a search finds, with its place in the order of the list.
type hit struct {
	id   feed.ArticleID
	date int64 // second of publication
	rank int64
}

// walk is a search for one page in order of rank.
type walk struct {
	each    eachRows
	folder  *folder
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
func (w walk) page(few bool) ([]hit, error) {
	hits, err := w.look(!few, w.filter)
	if err != nil || few {
		return w.cut(hits), err
	}
	if !w.ranked {
		found, err := w.indexHits(w.words.match(inAny, false), 0)
		return w.cut(append(hits, found...)), err
	}
	return w.ranking(hits)
}

// ranking is a page in order of relevance out of the hits that are not indexed and those that are.
func (w walk) ranking(hits []hit) ([]hit, error) {
	some, err := w.some()
	if err != nil {
		return nil, err
	}
	if len(some) < w.limit {
		found, err := w.lookAt(some)
		return w.cut(append(hits, found...)), err
	}
	// A tier that fills the page bounds the next: the text does for the few last years or, from the old end, for all.
	tiers, exact := []tier{inAny, inLead, inTitle}, true
	if w.down {
		tiers = []tier{inAny, inTitle, inLead}
		_, newest := docRange(some[0].date)
		w.high = min(w.high, newest)
	}
	if w.down && !w.bounded {
		// The newest hits of all tiers are the text's already. One of a nearer tier comes again, with the rank that counts.
		tiers, exact = tiers[1:], false
		hits = w.reach(append(hits, some...))
	}
	for _, t := range tiers {
		found, err := w.indexHits(w.words.match(t, exact), bonus(t))
		if err != nil {
			return nil, err
		}
		hits = w.reach(append(hits, found...))
	}
	return hits, nil
}

// reach is cut for a page that other tiers may add to, and bounds their walks when it is full.
func (w *walk) reach(hits []hit) []hit {
	hits = w.cut(hits)
	if len(hits) == w.limit {
		w.full, w.last = true, hits[len(hits)-1].rank
	}
	return hits
}

// some are a page of hits of the index whatever the bound, or all when they are less: to look into those takes less
// time than three walks that find next to nothing.
func (w walk) some() ([]hit, error) {
	w.bounded = false
	return w.indexHits(w.words.match(inAny, false), 0)
}

// lookAt are the hits after the bound among some articles.
func (w walk) lookAt(some []hit) ([]hit, error) {
	list, err := idList(some)
	if err != nil {
		return nil, err
	}
	return w.look(false, clause{"a.id IN (SELECT value FROM json_each(?))", []any{list}})
}

// look are the hits after the bound among the articles of a condition, or those of them that are not indexed.
func (w walk) look(tail bool, which clause) ([]hit, error) {
	looked, err := lookThrough(w.each, w.folder, w.words, tail, which)
	var hits []hit
	for _, h := range looked {
		if !w.ranked {
			h.rank = h.date
		}
		if w.after(h) {
			hits = append(hits, h)
		}
	}
	return hits, err
}

// after reports whether a hit comes after the bound.
func (w walk) after(h hit) bool {
	if !w.bounded {
		return true
	}
	c := cmp.Or(cmp.Compare(h.rank, w.rank), cmp.Compare(h.id, w.id))
	return w.down && c < 0 || !w.down && c > 0
}

// cut sorts hits, keeps each where it comes first, and of them a page.
func (w walk) cut(hits []hit) []hit {
	slices.SortFunc(hits, func(a, b hit) int {
		c := cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.id, b.id))
		if w.down {
			return -c
		}
		return c
	})
	seen := make(map[feed.ArticleID]bool, w.limit)
	page := hits[:0]
	for _, h := range hits {
		if len(page) == w.limit {
			break
		}
		if !seen[h.id] {
			seen[h.id] = true
			page = append(page, h)
		}
	}
	return page
}

// errEnough ends a walk whose page is full.
var errEnough = errors.New("page is full")

// indexHits are the first hits of one FTS5 expression after the bound, a page of them and the rest of the last day:
// within a day the index is not in order of time.
func (w walk) indexHits(match string, bonus int64) ([]hit, error) {
	query := fmt.Sprintf(`SELECT a.id, a.published, f.rowid FROM %[1]s f CROSS JOIN articles a ON a.doc = f.rowid
		WHERE f.%[1]s MATCH ? AND f.rowid BETWEEN ? AND ? AND %[2]s ORDER BY f.rowid%[3]s`,
		w.words.table(), w.filter.sql, direction(w.down))
	low, high := w.docBounds(bonus)
	if low > high {
		return nil, nil
	}
	var hits []hit
	var day int64
	err := w.each(query, append([]any{match, low, high}, w.filter.args...), func(rows *sql.Rows) error {
		var h hit
		var doc int64
		if err := rows.Scan(&h.id, &h.date, &doc); err != nil {
			return err
		}
		if len(hits) >= w.limit && (doc < docOrigin || doc>>docDay != day) {
			return errEnough
		}
		h.rank = h.date + bonus
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

// lookThrough finds words by looking into one article after the other: all of a condition, or those of them that are
// not in the index. The hits have their rank by relevance and are in no order.
func lookThrough(each eachRows, f *folder, words finding, tail bool, which clause) ([]hit, error) {
	from, where := "articles a", ""
	if tail {
		// Left to itself, SQLite looks through a whole province for the few.
		from, where = "articles a INDEXED BY articles_tail", "a.doc IS NULL AND "
	}
	var hits []hit
	var d document
	err := each(`SELECT a.id, a.published, a.title, a.origin, t.body FROM `+from+` CROSS JOIN texts t ON t.article = a.id WHERE `+
		where+which.sql, which.args, func(rows *sql.Rows) error {
		var h hit
		var title, origin, body string
		if err := rows.Scan(&h.id, &h.date, &title, &origin, &body); err != nil {
			return err
		}
		d = f.document(d, title, body, origin)
		if t, ok := words.tier(d); ok {
			h.rank = h.date + bonus(t)
			hits = append(hits, h)
		}
		return nil
	})
	return hits, err
}
