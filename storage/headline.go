package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zonewire/feed"
)

// pageSize is how many headlines a query without a limit gives.
const pageSize = 100

// headlineColumns are read by scanHeadline; the articles are a.
const headlineColumns = `a.id, a.title, a.published, a.exact, a.origin, a.zone,
	coalesce((SELECT iif(short <> '', short, name) FROM zones WHERE id = a.zone), ''),
	a.region, a.channel, a.source, (SELECT count(*) FROM carried WHERE article = a.id), a.pictures > 0, a.read, a.starred,
	EXISTS (SELECT 1 FROM matched m JOIN queries w ON w.id = m.query WHERE m.article = a.id AND w.use = 'watch')`

// scanHeadline reads headlineColumns and what follows them into more. Rank is the date until a search says otherwise.
func scanHeadline(scan func(...any) error, more ...any) (feed.Headline, error) {
	var h feed.Headline
	dest := append([]any{
		&h.ID, &h.Title, &h.Rank, &h.Published.Exact, &h.Origin, &h.Zone, &h.ZoneName, &h.Region,
		&h.Channel, &h.Source, &h.Carriers, &h.Pictures, &h.Status.Read, &h.Status.Starred, &h.Watched,
	}, more...)
	err := scan(dest...)
	h.Published.Time = publishedTime(h.Rank, h.Published.Exact)
	return h, err
}

// Headlines is one page of a query: Limit headlines after the cursor, or with Backward those just before it (at the
// list's end without a cursor), always in the list's order. Its cost does not grow with the place in the list. With
// words in the query each headline has a snippet.
func (s *Store) Headlines(ctx context.Context, q feed.Query) ([]feed.Headline, error) {
	if q.Limit <= 0 {
		q.Limit = pageSize
	}
	page, err := s.page(ctx, q)
	if err != nil {
		return nil, failed("list", "headlines", err)
	}
	if q.Backward {
		slices.Reverse(page)
	}
	return page, nil
}

// page is the page with the headline nearest to the cursor first.
func (s *Store) page(ctx context.Context, q feed.Query) ([]feed.Headline, error) {
	words, rest := s.split(q.Where)
	if words != nil && (q.Sort == feed.ByDate || q.Sort == feed.ByOldest || q.Sort == feed.ByRelevance) {
		return s.search(ctx, q, *words, rest)
	}
	c, err := s.listing(ctx, q)
	if err != nil {
		return nil, err
	}
	var page []feed.Headline
	err = s.each(ctx, c.sql, c.args, func(rows *sql.Rows) error {
		h, err := scanHeadline(rows.Scan)
		page = append(page, h)
		return err
	})
	return page, err
}

// split takes a query apart into what the search index answers, nil when there is no such part, and the rest.
func (s *Store) split(e feed.Expr) (words *finding, rest feed.And) {
	var about finding
	about.op = findAll
	for _, one := range conjuncts(e) {
		if f, ok := s.folder().finding(one); ok && (f.op == findNot || f.indexed()) {
			about.kids = append(about.kids, f)
		} else {
			rest = append(rest, one)
		}
	}
	if !about.indexed() {
		return nil, conjuncts(e)
	}
	about = about.plain()
	return &about, rest
}

// conjuncts are the conditions that must all hold.
func conjuncts(e feed.Expr) feed.And {
	if e == nil {
		return nil
	}
	and, ok := e.(feed.And)
	if !ok {
		return feed.And{e}
	}
	var all feed.And
	for _, one := range and {
		all = append(all, conjuncts(one)...)
	}
	return all
}

// listing is the statement for one page of a query.
func (s *Store) listing(ctx context.Context, q feed.Query) (clause, error) {
	sel, err := s.selection(ctx, q)
	if err != nil {
		return clause{}, err
	}
	text := fmt.Sprintf("SELECT %s FROM %s WHERE %s ORDER BY %s LIMIT ?", headlineColumns, sel.from,
		strings.Join(sel.where, " AND "), strings.Join(sel.keys, direction(sel.down)+", ")+direction(sel.down))
	return clause{text, append(sel.args, q.Limit)}, nil
}

// selection is which articles a query asks for and in which order.
type selection struct {
	from  string
	where []string
	args  []any
	keys  []string
	down  bool
}

func (s *Store) selection(ctx context.Context, q feed.Query) (selection, error) {
	sel := selection{from: "articles a"}
	date, id := "a.published", "a.id"
	all := conjuncts(q.Where)
	if i := slices.IndexFunc(all, isSource); i >= 0 && (q.Sort == feed.ByDate || q.Sort == feed.ByOldest) {
		// The list of a source has an index of its own.
		sel.from, date, id = "carried k CROSS JOIN articles a ON a.id = k.article", "k.published", "k.article"
		sel.where, sel.args = []string{"k.source = ?"}, []any{all[i].(feed.InSource).ID}
		if slices.Contains(all, feed.Expr(feed.IsUnread{})) {
			sel.where = append(sel.where, "k.read = 0")
		}
		all = slices.Delete(slices.Clone(all), i, i+1)
	}
	where, err := s.where(ctx, all)
	if err != nil {
		return sel, err
	}
	sel.where, sel.args = append(sel.where, where.sql), append(sel.args, where.args...)
	sel.keys, sel.down = sortKeys(q.Sort, date, id)
	if q.Backward {
		sel.down = !sel.down
	}
	if q.After == (feed.Cursor{}) {
		return sel, nil
	}
	values, err := cursorValues(q.After, len(sel.keys))
	if err != nil {
		return sel, err
	}
	sel.where = append(sel.where, fmt.Sprintf("(%s) %s (%s)", strings.Join(sel.keys, ", "), beyond(sel.down), marks(len(values))))
	sel.args = append(sel.args, values...)
	return sel, nil
}

func isSource(e feed.Expr) bool {
	_, ok := e.(feed.InSource)
	return ok
}

// sortKeys are the columns of an order, all in the same direction.
func sortKeys(sort feed.Sort, date, id string) (keys []string, down bool) {
	switch sort {
	case feed.ByZone:
		return []string{"a.zone", date, id}, true
	case feed.BySource:
		return []string{"a.source", date, id}, true
	case feed.ByOldest:
		return []string{date, id}, false
	}
	return []string{date, id}, true
}

func direction(down bool) string {
	if down {
		return " DESC"
	}
	return " ASC"
}

func beyond(down bool) string {
	if down {
		return "<"
	}
	return ">"
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// CursorOf is the place of a headline in a list of that order.
func CursorOf(h feed.Headline, sort feed.Sort) feed.Cursor {
	second := publishedSecond(h.Published)
	key := strconv.FormatInt(second, 10)
	switch sort {
	case feed.ByZone:
		key = fmt.Sprintf("%d:%d", h.Zone, second)
	case feed.BySource:
		key = fmt.Sprintf("%d:%d", h.Source, second)
	case feed.ByRelevance:
		key = strconv.FormatInt(h.Rank, 10)
	}
	return feed.Cursor{Key: key, ID: h.ID}
}

// cursorValues are the values of the sort keys at a cursor, the id last.
func cursorValues(c feed.Cursor, n int) ([]any, error) {
	parts := strings.Split(c.Key, ":")
	if len(parts) != n-1 {
		return nil, &feed.Error{Kind: feed.Invalid, Op: "read cursor", Subject: c.Key, Err: errors.New("not of this order")}
	}
	var values []any
	for _, part := range parts {
		value, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, &feed.Error{Kind: feed.Invalid, Op: "read cursor", Subject: c.Key, Err: err}
		}
		values = append(values, value)
	}
	return append(values, c.ID), nil
}

// Headline is one article as a list shows it; feed.NotFound when there is none of that id.
func (s *Store) Headline(ctx context.Context, id feed.ArticleID) (feed.Headline, error) {
	row := s.pool.QueryRowContext(ctx, `SELECT `+headlineColumns+` FROM articles a WHERE a.id = ?`, id)
	h, err := scanHeadline(row.Scan)
	return h, failed("read headline", strconv.FormatInt(int64(id), 10), err)
}

// Next is the headline after an article in a list; false at its end.
func (s *Store) Next(ctx context.Context, q feed.Query, id feed.ArticleID) (feed.Headline, bool, error) {
	return s.neighbour(ctx, q, id, false)
}

// Previous is the headline before an article in a list; false at its start.
func (s *Store) Previous(ctx context.Context, q feed.Query, id feed.ArticleID) (feed.Headline, bool, error) {
	return s.neighbour(ctx, q, id, true)
}

// neighbour works for an article that has left the list, too, such as one that was read in a list of unread ones.
func (s *Store) neighbour(ctx context.Context, q feed.Query, id feed.ArticleID, back bool) (feed.Headline, bool, error) {
	h, err := s.Headline(ctx, id)
	if err != nil {
		return feed.Headline{}, false, err
	}
	if q.Sort == feed.ByRelevance {
		if h.Rank, err = s.rank(ctx, q, h); err != nil {
			return feed.Headline{}, false, failed("find neighbour of", strconv.FormatInt(int64(id), 10), err)
		}
	}
	q.After, q.Backward, q.Limit = CursorOf(h, q.Sort), back, 1
	page, err := s.Headlines(ctx, q)
	if err != nil || len(page) == 0 {
		return feed.Headline{}, false, err
	}
	return page[0], true, nil
}

// Count is the number of articles of a query, whatever its Limit and After. Everything, a region and a zone are read
// off the kept counts.
func (s *Store) Count(ctx context.Context, q feed.Query) (int, error) {
	if words, rest := s.split(q.Where); words != nil {
		n, err := s.countHits(ctx, *words, rest)
		return n, failed("count", "hits", err)
	}
	c, err := s.counting(ctx, q.Where)
	if err != nil {
		return 0, failed("count", "articles", err)
	}
	var n int
	err = s.pool.QueryRowContext(ctx, c.sql, c.args...).Scan(&n)
	return n, failed("count", "articles", err)
}

func (s *Store) counting(ctx context.Context, e feed.Expr) (clause, error) {
	all := conjuncts(e)
	if c, ok := kept(all); ok {
		return c, nil
	}
	where, err := s.where(ctx, all)
	return clause{"SELECT count(*) FROM articles a WHERE " + where.sql, where.args}, err
}

// kept is the statement that reads the number of articles off the kept counts; false when they do not say.
func kept(all feed.And) (clause, bool) {
	column := "total"
	if i := slices.Index(all, feed.Expr(feed.IsUnread{})); i >= 0 {
		column, all = "unread", slices.Delete(slices.Clone(all), i, i+1)
	}
	switch len(all) {
	case 0:
		return clause{sql: "SELECT " + column + " FROM totals"}, true
	case 1:
		switch one := all[0].(type) {
		case feed.IsStarred:
			return clause{sql: "SELECT starred FROM totals"}, column == "total"
		case feed.InZone, feed.InRegion:
			c, err := whereField(one)
			return clause{"SELECT coalesce(sum(" + column + "), 0) FROM counts a WHERE " + c.sql, c.args}, err == nil
		case feed.InSource:
			return clause{"SELECT coalesce(sum(" + column + "), 0) FROM source_counts WHERE source = ?", []any{one.ID}}, true
		}
	}
	return clause{}, false
}
