package storage

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zonewire/feed"
)

// compareIn is the order that a list promises.
func compareIn(sort feed.Sort, a, b feed.Headline) int {
	date := cmp.Or(cmp.Compare(publishedSecond(a.Published), publishedSecond(b.Published)), cmp.Compare(a.ID, b.ID))
	switch sort {
	case feed.ByOldest:
		return date
	case feed.ByZone:
		return -cmp.Or(cmp.Compare(a.Zone, b.Zone), date)
	case feed.BySource:
		return -cmp.Or(cmp.Compare(a.Source, b.Source), date)
	case feed.ByRelevance:
		return -cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID))
	}
	return -date
}

// filled is a cache with n short articles of two sources, some read, some starred, some carried by both.
func filled(t testing.TB, n int) (*Store, []feed.SourceID) {
	t.Helper()
	s, first := open(t)
	second, err := s.AddSource(t.Context(), feed.Source{Name: "另一", URL: "http://other.example/"})
	if err != nil {
		t.Fatal(err)
	}
	sources := []feed.SourceID{first, second}
	c := newCorpus(5, 40)
	all := c.articles(n)
	for i := 0; i < n; i += 50 {
		part := all[i:min(n, i+50)]
		save(t, s, Batch{Source: sources[i/50%2], Articles: part})
		save(t, s, Batch{Source: sources[1-i/50%2], Found: []Pending{{URL: part[0].URL}}})
	}
	var read, starred []feed.ArticleID
	for _, h := range headlines(t, s, feed.Query{Limit: n}) {
		if c.random.IntN(3) == 0 {
			read = append(read, h.ID)
		}
		if c.random.IntN(20) == 0 {
			starred = append(starred, h.ID)
		}
	}
	if err := s.MarkRead(t.Context(), read, true); err != nil {
		t.Fatal(err)
	}
	if err := s.Star(t.Context(), starred, true); err != nil {
		t.Fatal(err)
	}
	return s, sources
}

func TestListsPageBothWaysAndHoldWhatTheyShould(t *testing.T) {
	s, sources := filled(t, 600)
	every := headlines(t, s, feed.Query{Limit: 1000})
	between := feed.Between{From: feed.PublishedOn(2023, 6, 1).Time, Until: feed.PublishedOn(2024, 1, 1).Time}
	secondary := map[feed.ArticleID]bool{}
	for _, h := range every {
		if h.Source != sources[0] && slices.ContainsFunc(headlines(t, s, feed.Query{Where: feed.InSource{ID: sources[0]}, Limit: 1000}),
			func(o feed.Headline) bool { return o.ID == h.ID }) {
			secondary[h.ID] = true
		}
	}
	if len(secondary) == 0 {
		t.Error("no article is carried by two sources")
	}
	for name, c := range map[string]struct {
		where feed.Expr
		holds func(feed.Headline) bool
	}{
		"all":      {nil, func(feed.Headline) bool { return true }},
		"province": {feed.InRegion{Code: "32"}, func(h feed.Headline) bool { return strings.HasPrefix(string(h.Region), "32") }},
		"city":     {feed.InRegion{Code: "3205"}, func(h feed.Headline) bool { return strings.HasPrefix(string(h.Region), "3205") }},
		"county":   {feed.InRegion{Code: "320582"}, func(h feed.Headline) bool { return h.Region == "320582" }},
		"nowhere":  {feed.InRegion{}, func(h feed.Headline) bool { return h.Region == "" }},
		"zone":     {feed.InZone{ID: 3}, func(h feed.Headline) bool { return h.Zone == 3 }},
		"unread":   {feed.IsUnread{}, func(h feed.Headline) bool { return !h.Status.Read }},
		"starred":  {feed.IsStarred{}, func(h feed.Headline) bool { return h.Status.Starred }},
		"source": {feed.InSource{ID: sources[0]}, func(h feed.Headline) bool {
			return h.Source == sources[0] || secondary[h.ID]
		}},
		"unread source": {feed.And{feed.IsUnread{}, feed.InSource{ID: sources[0]}}, func(h feed.Headline) bool {
			return !h.Status.Read && (h.Source == sources[0] || secondary[h.ID])
		}},
		"either source": {feed.Or{feed.InSource{ID: sources[0]}, feed.InSource{ID: sources[1]}}, func(feed.Headline) bool { return true }},
		"between": {between, func(h feed.Headline) bool {
			return !h.Published.IsZero() && !h.Published.Time.Before(between.From) && h.Published.Time.Before(between.Until)
		}},
		"pictures": {feed.Has{What: feed.HasPicture}, func(h feed.Headline) bool { return h.Pictures }},
		"mixed": {
			feed.Or{feed.And{feed.InRegion{Code: "32"}, feed.Not{Of: feed.IsUnread{}}}, feed.InZone{ID: 1}, feed.Or{}},
			func(h feed.Headline) bool {
				return strings.HasPrefix(string(h.Region), "32") && h.Status.Read || h.Zone == 1
			},
		},
		"channel":   {feed.InText{Field: feed.FieldChannel, Text: "企业"}, func(h feed.Headline) bool { return h.Channel == "企业" }},
		"zone name": {feed.InText{Field: feed.FieldZone, Text: "第7经"}, func(h feed.Headline) bool { return h.ZoneName == "第7经开区" }},
	} {
		for _, sort := range []feed.Sort{feed.ByDate, feed.ByOldest, feed.ByZone, feed.BySource, feed.ByRelevance} {
			var want []feed.Headline
			for _, h := range every {
				if c.holds(h) {
					want = append(want, h)
				}
			}
			slices.SortFunc(want, func(a, b feed.Headline) int { return compareIn(sort, a, b) })
			for _, backward := range []bool{false, true} {
				got := walkPages(t, s, feed.Query{Where: c.where, Sort: sort, Limit: 37}, backward)
				if !slices.Equal(ids(got), ids(want)) {
					t.Errorf("%s by %q, backward %t: %d, want %d", name, sort, backward, len(got), len(want))
				}
			}
			if middle := len(want) / 2; len(want) > 0 && sort != feed.ByRelevance {
				q := feed.Query{Where: c.where, Sort: sort}
				if n := must[int](t)(s.Position(t.Context(), q, want[middle])); n != middle {
					t.Errorf("%s by %q: position %d, want %d", name, sort, n, middle)
				}
			}
			if n := must[int](t)(s.Count(t.Context(), feed.Query{Where: c.where})); n != len(want) {
				t.Errorf("%s: counted %d, want %d", name, n, len(want))
			}
		}
	}
}

func TestNeighbours(t *testing.T) {
	s, sources := filled(t, 120)
	must[int](t)(s.IndexSome(t.Context(), 60))
	for _, q := range []feed.Query{
		{},
		{Where: feed.IsUnread{}, Sort: feed.ByZone},
		{Where: feed.InSource{ID: sources[1]}},
		{Where: feed.Words{Text: "开发区"}, Sort: feed.ByRelevance},
	} {
		q.Limit = 1000
		list := headlines(t, s, q)
		for i, h := range list {
			next, ok, err := s.Next(t.Context(), q, h.ID)
			if err != nil || ok != (i+1 < len(list)) || ok && next.ID != list[i+1].ID {
				t.Fatalf("after %d of %d: %v %t %v", i, len(list), next.ID, ok, err)
			}
			previous, ok, err := s.Previous(t.Context(), q, h.ID)
			if err != nil || ok != (i > 0) || ok && previous.ID != list[i-1].ID {
				t.Fatalf("before %d of %d: %v %t %v", i, len(list), previous.ID, ok, err)
			}
		}
	}
}

// TestListsAreServedByAnIndex reads the plans of the lists that must not slow down at a million articles.
func TestListsAreServedByAnIndex(t *testing.T) {
	s, sources := filled(t, 10)
	cursor := feed.Cursor{Key: "1700000000", ID: 5}
	for _, q := range []feed.Query{
		{},
		{Where: feed.IsUnread{}},
		{Where: feed.IsStarred{}},
		{Where: feed.InRegion{Code: "32"}},
		{Where: feed.InRegion{Code: "3205"}},
		{Where: feed.InRegion{Code: "320582"}},
		{Where: feed.InRegion{}},
		{Where: feed.InZone{ID: 1}},
		{Where: feed.InSource{ID: sources[0]}},
		{Where: feed.And{feed.IsUnread{}, feed.InRegion{Code: "32"}}},
		{Where: feed.And{feed.IsUnread{}, feed.InRegion{Code: "3205"}}},
		{Where: feed.And{feed.IsUnread{}, feed.InRegion{Code: "320582"}}},
		{Where: feed.And{feed.IsUnread{}, feed.InZone{ID: 1}}},
		{Where: feed.And{feed.IsUnread{}, feed.InSource{ID: sources[0]}}},
		{Sort: feed.ByZone},
		{Sort: feed.BySource},
	} {
		for _, after := range []feed.Cursor{{}, cursor} {
			for _, backward := range []bool{false, true} {
				q.After, q.Backward = after, backward
				if after != (feed.Cursor{}) && (q.Sort == feed.ByZone || q.Sort == feed.BySource) {
					q.After.Key = "1:" + cursor.Key
				}
				plan := planOf(t, s, q)
				if strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN a\n") {
					t.Errorf("%#v: %s", q, plan)
				}
				if q.Where != nil && !strings.Contains(plan, "SEARCH") && !strings.Contains(plan, "articles_unread") && !strings.Contains(plan, "articles_starred") {
					t.Errorf("%#v goes through everything: %s", q, plan)
				}
			}
		}
	}
}

func planOf(t *testing.T, s *Store, q feed.Query) string {
	t.Helper()
	c, err := s.listing(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.pool.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+c.sql, append(c.args, 100)[:len(c.args)]...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(detail + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan.String()
}

func TestBadCursorIsRefused(t *testing.T) {
	s, _ := open(t)
	for _, key := range []string{"", "x", "1:2", "1:2:3"} {
		q := feed.Query{After: feed.Cursor{Key: key, ID: 1}}
		if _, err := s.Headlines(t.Context(), q); feed.KindOf(err) != feed.Invalid {
			t.Errorf("%q: %v", key, err)
		}
	}
}

// TestCountsEqualARecount does anything that changes articles, in any order, and compares every count with a recount.
func TestCountsEqualARecount(t *testing.T) {
	for seed := range uint64(4) {
		s, sources := filled(t, 60)
		c := newCorpus(seed+50, 30)
		random := rand.New(rand.NewPCG(seed, 9))
		var known []feed.Article
		for range 120 {
			changeSomething(t, s, sources, c, random, &known)
			recount(t, s)
		}
	}
}

func changeSomething(t *testing.T, s *Store, sources []feed.SourceID, c *corpus, random *rand.Rand, known *[]feed.Article) {
	t.Helper()
	ctx := t.Context()
	var some []feed.ArticleID
	for _, h := range headlines(t, s, feed.Query{Limit: 1000}) {
		if random.IntN(8) == 0 {
			some = append(some, h.ID)
		}
	}
	source := sources[random.IntN(2)]
	var err error
	switch random.IntN(10) {
	case 0:
		fresh := c.articles(5)
		*known = append(*known, fresh...)
		save(t, s, Batch{Source: source, Articles: fresh})
	case 1:
		if len(*known) > 0 {
			a := (*known)[random.IntN(len(*known))]
			other := c.article()
			a.Body, a.Published, a.Zone, a.Region = other.Body, other.Published, other.Zone, other.Region
			save(t, s, Batch{Source: source, Articles: []feed.Article{a}})
		}
	case 2:
		err = s.MarkRead(ctx, some, random.IntN(2) == 0)
	case 3:
		err = s.Star(ctx, some, random.IntN(2) == 0)
	case 4:
		_, err = s.MarkAllRead(ctx, feed.Query{Where: feed.Or{feed.InRegion{Code: "32"}, feed.Words{Text: "开发区"}}})
	case 5:
		err = s.AssignZone(ctx, some, c.zones[random.IntN(9)], "4403")
	case 6:
		err = s.DeleteArticles(ctx, some[:min(2, len(some))])
	case 7, 8:
		_, _, err = s.Undo(ctx)
	case 9:
		_, err = s.IndexSome(ctx, 20)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func recount(t *testing.T, s *Store) {
	t.Helper()
	for what, query := range map[string]string{
		"counts": `SELECT count(*) FROM (SELECT region, zone, sum(1-read), count(*) FROM articles WHERE id NOT IN muted GROUP BY 1, 2
			EXCEPT SELECT * FROM counts)`,
		"counts without articles": `SELECT count(*) FROM (SELECT * FROM counts
			EXCEPT SELECT region, zone, sum(1-read), count(*) FROM articles WHERE id NOT IN muted GROUP BY 1, 2)`,
		"totals": `SELECT count(*) FROM (SELECT coalesce(sum(1-read),0), coalesce(sum(starred),0), count(*) FROM articles WHERE id NOT IN muted
			EXCEPT SELECT unread, starred, total FROM totals)`,
		"source counts": `SELECT count(*) FROM (SELECT source, sum(1-read), count(*) FROM carried WHERE article NOT IN muted GROUP BY 1
			EXCEPT SELECT source, unread, total FROM source_counts)`,
		"lists of sources": `SELECT count(*) FROM carried c LEFT JOIN articles a ON a.id = c.article
			WHERE a.id IS NULL OR a.read <> c.read OR a.published <> c.published`,
		"articles in no list": `SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM carried)`,
		"statuses":            `SELECT count(*) FROM articles a JOIN statuses s ON s.url = a.url WHERE a.read <> s.read OR a.starred <> s.starred`,
		"source counts without articles": `SELECT count(*) FROM source_counts
			WHERE total <> (SELECT count(*) FROM carried k WHERE k.source = source_counts.source AND k.article NOT IN muted)`,
		"muted": `SELECT count(*) FROM (SELECT m.article FROM matched m JOIN queries q ON q.id = m.query AND q.use = 'mute'
			EXCEPT SELECT article FROM muted) UNION ALL SELECT count(*) FROM muted WHERE article NOT IN (SELECT article FROM matched)`,
		"matched without articles": `SELECT count(*) FROM matched WHERE article NOT IN (SELECT id FROM articles)`,
		"texts":                    `SELECT (SELECT count(*) FROM texts) - (SELECT count(*) FROM articles)`,
		"search":                   `SELECT (SELECT count(*) FROM search_docsize) - (SELECT count(doc) FROM articles)`,
	} {
		var wrong int
		if err := s.pool.QueryRowContext(t.Context(), query).Scan(&wrong); err != nil || wrong != 0 {
			t.Fatalf("%s: %d wrong, %v", what, wrong, err)
		}
	}
}
