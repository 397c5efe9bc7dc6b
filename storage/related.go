package storage

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"
	"strconv"

	"zonewire/feed"
)

// What Related looks through: the pieces of the zone that are nearest in time, so many on either side, and those that
// share a least hash of the text, whenever they are from, of so many by each key. Where the zone has few, newer
// pieces of any zone show which runs of characters are common in the news.
const (
	relatedAside  = 60
	relatedShare  = 1000
	relatedSample = 60
)

// A related piece shares this part of the article's telling runs, and at least so many of them. On the pages measured,
// two pieces of one zone about different things share up to 0.03, two about one project 0.08 and more.
const (
	relatedPart = 0.05
	relatedRuns = 6
	runLength   = 3
	titleWeight = 3
)

// Related are the pieces of an article's zone whose text is nearest to its own, at most n, the nearest first. There is
// none for an article without a zone.
func (s *Store) Related(ctx context.Context, id feed.ArticleID, n int) ([]feed.Headline, error) {
	subject := strconv.FormatInt(int64(id), 10)
	ids, err := s.related(ctx, id)
	if err != nil {
		return nil, failed("find pieces related to", subject, err)
	}
	var all []feed.Headline
	for _, id := range ids[:min(n, len(ids))] {
		h, err := s.Headline(ctx, id)
		if feed.KindOf(err) == feed.NotFound {
			continue // deleted meanwhile
		}
		if err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, nil
}

func (s *Store) related(ctx context.Context, id feed.ArticleID) ([]feed.ArticleID, error) {
	var zone feed.ZoneID
	var published int64
	var title, body, name, short string
	err := s.pool.QueryRowContext(ctx, `SELECT a.zone, a.published, a.title, t.body, z.name, z.short
		FROM articles a JOIN texts t ON t.article = a.id JOIN zones z ON z.id = a.zone WHERE a.id = ?`, id).
		Scan(&zone, &published, &title, &body, &name, &short)
	if err == sql.ErrNoRows {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c := newComparison(s.folder(), title, body, name+"\n"+short)
	const columns = `SELECT a.id, a.title, t.body FROM articles a JOIN texts t ON t.article = a.id `
	const seen = ` AND NOT EXISTS (SELECT 1 FROM muted WHERE article = a.id)`
	for _, by := range []clause{
		{columns + `WHERE a.zone = ? AND a.published <= ?` + seen + ` ORDER BY a.published DESC LIMIT ?`, []any{zone, published, relatedAside}},
		{columns + `WHERE a.zone = ? AND a.published > ?` + seen + ` ORDER BY a.published LIMIT ?`, []any{zone, published, relatedAside}},
		keySharers(columns, seen, id, zone),
	} {
		if err := s.compare(ctx, by, func(other feed.ArticleID) bool { return other == id }, c.add); err != nil {
			return nil, err
		}
	}
	if len(c.others) < relatedSample {
		latest := clause{columns + `WHERE a.zone <> ? ORDER BY a.published DESC LIMIT ?`, []any{zone, relatedSample}}
		none := func(feed.ArticleID) bool { return false }
		if err := s.compare(ctx, latest, none, func(_ feed.ArticleID, title, body string) { c.sample(title, body) }); err != nil {
			return nil, err
		}
	}
	return c.nearest(), nil
}

// keySharers are the pieces of a zone that share a least hash of their text with an article, the upper half of a key:
// what is about one thing shares it far more often than what is one piece shares a whole key.
func keySharers(columns, seen string, id feed.ArticleID, zone feed.ZoneID) clause {
	one := func(key string) string {
		lowest := `(f.` + key + ` >> 32) << 32`
		return `SELECT id FROM (SELECT o.article FROM fingerprints f JOIN fingerprints o ON o.` + key + ` BETWEEN ` + lowest +
			` AND (` + lowest + `) | 4294967295 WHERE f.article = ?1 AND f.` + key + ` <> 0 LIMIT ?3) JOIN articles ON id = article WHERE zone = ?2`
	}
	return clause{columns + `WHERE a.id IN (` + one("text0") + ` UNION ` + one("text1") + ` UNION ` + one("text2") + `)` +
		seen + ` LIMIT ?4`, []any{id, zone, relatedShare, relatedSample}}
}

// compare reads articles one after the other.
func (s *Store) compare(ctx context.Context, which clause, skip func(feed.ArticleID) bool, do func(feed.ArticleID, string, string)) error {
	return s.each(ctx, which.sql, which.args, func(rows *sql.Rows) error {
		var id feed.ArticleID
		var title, body sql.RawBytes
		if err := rows.Scan(&id, &title, &body); err != nil || skip(id) {
			return err
		}
		do(id, string(title), string(body))
		return nil
	})
}

// comparison holds other texts against one. Only the runs of characters of that one are counted.
type comparison struct {
	folder *folder
	own    map[uint64]int32 // its runs, numbered
	weight []float64        // of each: more in the title
	length int              // of the text in runs
	spread []int32          // how many texts have each
	last   []int32          // the number of the last text that has each, from 1
	texts  int32
	others []otherText
	units  []unit
}

// otherText is what a text shares with the one it is held against.
type otherText struct {
	id     feed.ArticleID
	runs   []int32 // of the own ones
	length int
}

// newComparison begins with a text. The runs of words that each piece of its kind has do not count.
func newComparison(f *folder, title, body, usual string) *comparison {
	c := &comparison{folder: f, own: map[uint64]int32{}}
	number := func(weight float64) func(uint64) {
		return func(run uint64) {
			if _, known := c.own[run]; !known {
				c.own[run] = int32(len(c.weight))
				c.weight = append(c.weight, weight)
			}
		}
	}
	c.runs(title, number(titleWeight))
	c.length = c.runs(body, number(1))
	c.runs(usual, func(run uint64) {
		if i, known := c.own[run]; known {
			c.weight[i] = 0
		}
	})
	c.spread, c.last = make([]int32, len(c.weight)), make([]int32, len(c.weight))
	return c
}

// runs gives the hash of each run of characters or words of a text, and returns how many there are.
func (c *comparison) runs(text string, do func(uint64)) int {
	c.units = c.folder.cut(c.units[:0], text)
	n := 0
	for i := 0; i+runLength <= len(c.units); i++ {
		h := uint64(0)
		for _, u := range c.units[i : i+runLength] {
			h = (h ^ uint64(u.han)) * 0x9e3779b97f4a7c15
			for _, b := range []byte(u.word) {
				h = (h ^ uint64(b)) * 0x100000001b3
			}
			h ^= h >> 29
		}
		do(h)
		n++
	}
	return n
}

// shared are the own runs that a text has, each once.
func (c *comparison) shared(title, body string) (runs []int32, length int) {
	c.texts++
	note := func(run uint64) {
		if i, known := c.own[run]; known && c.last[i] != c.texts {
			c.last[i] = c.texts
			c.spread[i]++
			runs = append(runs, i)
		}
	}
	c.runs(title, note)
	return runs, c.runs(body, note)
}

// sample counts a text that is not to be found.
func (c *comparison) sample(title, body string) { c.shared(title, body) }

// add holds a text against the own one, once.
func (c *comparison) add(id feed.ArticleID, title, body string) {
	if slices.ContainsFunc(c.others, func(o otherText) bool { return o.id == id }) {
		return
	}
	runs, length := c.shared(title, body)
	c.others = append(c.others, otherText{id, runs, length})
}

// nearest are the texts that are near, the nearest first. A run counts the more, the fewer texts have it; a long text
// that shares as much as a short one is less near.
func (c *comparison) nearest() []feed.ArticleID {
	all := 0.0
	weight := make([]float64, len(c.weight))
	for i, w := range c.weight {
		weight[i] = w * math.Log(float64(c.texts+1)/float64(c.spread[i]+1))
		if c.spread[i] == 0 { // as telling as one that a single text shares
			weight[i] = w * math.Log(float64(c.texts+1)/2)
		}
		all += weight[i]
	}
	type near struct {
		id   feed.ArticleID
		part float64
	}
	var found []near
	for _, o := range c.others {
		part, runs := 0.0, 0
		for _, i := range o.runs {
			part += weight[i]
			if c.weight[i] > 0 && c.spread[i]*4 <= c.texts+4 {
				runs++
			}
		}
		part /= all * max(1, math.Sqrt(float64(o.length)/float64(max(1, c.length))))
		if runs >= relatedRuns && part >= relatedPart {
			found = append(found, near{o.id, part})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(b.part, a.part) })
	ids := make([]feed.ArticleID, len(found))
	for i, n := range found {
		ids[i] = n.id
	}
	return ids
}
