package storage

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"zonewire/feed"
)

// near is scan that looks for what must be there in some fields only; what must not be there, in all.
func near(e feed.Expr, fields, all []string) bool {
	switch e := e.(type) {
	case feed.And:
		return !slices.ContainsFunc(e, func(one feed.Expr) bool { return !near(one, fields, all) })
	case feed.Or:
		return slices.ContainsFunc(e, func(one feed.Expr) bool { return near(one, fields, all) })
	case feed.Not:
		return !scan(e.Of, all)
	}
	return scan(e, fields)
}

// ranked is one article as the naive search by relevance sees it.
type ranked struct {
	hit
	h     feed.Headline
	texts []string // title, lead, body, origin
}

// naiveRanks are the hits of an expression about words among articles, the best first.
func naiveRanks(e feed.Expr, all []ranked) []hit {
	const day = 24 * 60 * 60
	var hits []hit
	for _, a := range all {
		every := []string{a.texts[0], a.texts[2], a.texts[3]}
		switch {
		case !near(e, every, every):
			continue
		case near(e, a.texts[:1], every):
			a.rank = a.date + 730*day
		case near(e, a.texts[:2], every):
			a.rank = a.date + 180*day
		default:
			a.rank = a.date
		}
		hits = append(hits, a.hit)
	}
	slices.SortFunc(hits, func(a, b hit) int { return -cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.id, b.id)) })
	return hits
}

// TestRelevanceEqualsScan compares whole lists by relevance with a scan: with and without filters, in pages of any
// size, from either end, with a tail that is not indexed and articles that a rule mutes.
func TestRelevanceEqualsScan(t *testing.T) {
	s, source := open(t)
	c := newCorpus(9, 250)
	made := c.articles(700)
	for i := 0; i < len(made); i += 100 {
		save(t, s, Batch{Source: source, Articles: made[i : i+100]})
		if i < 500 {
			must[int](t)(s.IndexSome(t.Context(), 90))
		}
	}
	if _, err := s.KeepQuery(t.Context(), KeptQuery{Use: UseMute, Name: "少看", Text: "title:产业"}); err != nil {
		t.Fatal(err)
	}
	visible := headlines(t, s, feed.Query{Limit: 1000})
	if len(visible) == len(made) {
		t.Error("nothing is muted")
	}
	if err := s.MarkRead(t.Context(), ids(visible[:len(visible)/3]), true); err != nil {
		t.Fatal(err)
	}
	var all []ranked
	for _, h := range headlines(t, s, feed.Query{Limit: 1000}) {
		a, _, err := s.Article(t.Context(), h.ID)
		if err != nil {
			t.Fatal(err)
		}
		lead := a.Body
		if units := s.folder().cut(nil, lead); len(units) > leadUnits {
			lead = lead[:units[leadUnits-1].end]
		}
		all = append(all, ranked{hit{id: h.ID, date: publishedSecond(h.Published)}, h, []string{
			scanned(s, a.Title), scanned(s, lead), scanned(s, a.Body), scanned(s, a.Origin),
		}})
	}
	between := feed.Between{From: feed.PublishedOn(2023, 5, 1).Time, Until: feed.PublishedOn(2024, 2, 1).Time}
	filters := []struct {
		e     feed.Expr
		holds func(feed.Headline) bool
	}{
		{nil, func(feed.Headline) bool { return true }},
		{feed.IsUnread{}, func(h feed.Headline) bool { return !h.Status.Read }},
		{feed.InRegion{Code: "32"}, func(h feed.Headline) bool { return h.Region != "" && h.Region[:2] == "32" }},
		{between, func(h feed.Headline) bool {
			return !h.Published.IsZero() && !h.Published.Time.Before(between.From) && h.Published.Time.Before(between.Until)
		}},
	}
	random := rand.New(rand.NewPCG(11, 12))
	nearer := 0
	for i := range 150 {
		var e feed.Expr = feed.Words{Text: c.words[i%60]}
		for i%3 == 0 {
			// An alternative to what must be missing is not for the index, and has no relevance.
			e = randomExpr(random, c, made)
			if words, rest := s.split(e); words != nil && len(rest) == 0 {
				break
			}
		}
		filter := filters[random.IntN(len(filters))]
		var among []ranked
		for _, a := range all {
			if filter.holds(a.h) {
				among = append(among, a)
			}
		}
		want := naiveRanks(scannedExpr(s, e), among)
		q := feed.Query{Where: e, Sort: feed.ByRelevance, Limit: 1 + random.IntN(80)}
		if filter.e != nil {
			q.Where = feed.And{e, filter.e}
		}
		var got []hit
		for _, h := range walkPages(t, s, q, random.IntN(2) == 0) {
			got = append(got, hit{h.ID, publishedSecond(h.Published), h.Rank})
			if h.Rank != publishedSecond(h.Published) {
				nearer++
			}
		}
		if n := must[int](t)(s.Count(t.Context(), feed.Query{Where: q.Where})); n != len(want) {
			t.Errorf("%#v: counted %d, a scan finds %d", q.Where, n, len(want))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%#v in pages of %d: %d hits, a scan has %d, or in another order", q.Where, q.Limit, len(got), len(want))
		}
	}
	if nearer < 1000 {
		t.Errorf("only %d hits in titles and leads: the queries are not worth much", nearer)
	}
}

// TestSnippetIsAroundTheFirstHitOfTheWholeBody compares with a body that is cut as a whole.
func TestSnippetIsAroundTheFirstHitOfTheWholeBody(t *testing.T) {
	f := newFolder()
	c := newCorpus(13, 300)
	random := rand.New(rand.NewPCG(13, 14))
	all := c.articles(60)
	found := 0
	for range 600 {
		body := all[random.IntN(len(all))].Body + "\nSuzhou Bay\n[鏈接](http://x.example/苏州\n) ㈱ 苏\u0301州 ｓｉｐ\r\n工\n业。"
		var wanted []phrase
		for range 1 + random.IntN(2) {
			text := randomWords(random, c, all).Text
			if random.IntN(4) == 0 {
				text = []string{"Bay 链接", "bay", "株", "苏州", "业", "SIP工业", "x"}[random.IntN(7)]
			}
			wanted = append(wanted, f.phrases(text, random.IntN(2) == 0)...)
		}
		units := f.cut(nil, body)
		want := ""
		if i := firstOf(wanted, units); i >= 0 {
			want = around(body, int(units[i].start))
			found++
		}
		if got := f.snippets(wanted).of(body); got != want {
			t.Fatalf("%v: %q, want %q", wanted, got, want)
		}
	}
	if found < 100 {
		t.Errorf("only %d snippets", found)
	}
}
