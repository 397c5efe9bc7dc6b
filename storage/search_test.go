package storage

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"zonewire/feed"
)

// The size of the comparison with a scan: 20000 and 1000 take some minutes.
var (
	scanArticles = flag.Int("zonewire.scan", 800, "articles in the comparison of search with a scan")
	scanQueries  = flag.Int("zonewire.queries", 200, "random queries in the same")
)

// scan is the naive search that the index is compared with: substrings of the text as it is shown, whole words where
// letters or digits are at the ends.
func scan(e feed.Expr, fields []string) bool {
	switch e := e.(type) {
	case feed.And:
		return !slices.ContainsFunc(e, func(one feed.Expr) bool { return !scan(one, fields) })
	case feed.Or:
		return slices.ContainsFunc(e, func(one feed.Expr) bool { return scan(one, fields) })
	case feed.Not:
		return !scan(e.Of, fields)
	case feed.Words:
		if e.Title {
			fields = fields[:1]
		}
		return slices.ContainsFunc(fields, func(text string) bool { return holdsWord(text, e.Text, e.Phrase) })
	}
	panic(fmt.Sprintf("%T", e))
}

func holdsWord(text, word string, phrase bool) bool {
	alnum := func(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	open := !phrase && len(word) >= openFrom && strings.Trim(word[len(word)-openFrom:], "abcdefghijklmnopqrstuvwxyz") == ""
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(word):])
		if !(alnum(first) && alnum(before)) && !(alnum(last) && alnum(after) && !open) {
			return true
		}
		from = i + 1
	}
}

// scanned is a text as the scan looks through it: without marks, in lower case, simplified. Between a character and a
// word nothing counts that is neither: 园区 BioBAY and 园区BioBAY are the same.
func scanned(s *Store, text string) string {
	text = strings.Map(s.folder().simple, strings.ToLower(strings.ReplaceAll(text, "**", "")))
	for range 2 {
		text = between.ReplaceAllString(text, "$1$2$3$4")
	}
	return text
}

var between = regexp.MustCompile(`(\p{Han})[^\p{L}\p{N}]+([a-z0-9])|([a-z0-9])[^\p{L}\p{N}]+(\p{Han})`)

// scannedExpr is e with its words as the scan wants them.
func scannedExpr(s *Store, e feed.Expr) feed.Expr {
	switch e := e.(type) {
	case feed.And:
		var all feed.And
		for _, one := range e {
			all = append(all, scannedExpr(s, one))
		}
		return all
	case feed.Or:
		var all feed.Or
		for _, one := range e {
			all = append(all, scannedExpr(s, one))
		}
		return all
	case feed.Not:
		return feed.Not{Of: scannedExpr(s, e.Of)}
	case feed.Words:
		e.Text = scanned(s, e.Text)
		return e
	}
	return e
}

// randomWords is a piece of some article's text, or a word that may be nowhere.
func randomWords(r *rand.Rand, c *corpus, all []feed.Article) feed.Words {
	switch r.IntN(8) {
	case 0:
		return feed.Words{Text: c.words[r.IntN(len(c.words))]}
	case 1:
		return feed.Words{Text: []string{"BioBAY", "biob", "AI", "5g", "2025", "sip", "12.5"}[r.IntN(7)], Phrase: r.IntN(2) == 0}
	}
	a := all[r.IntN(len(all))]
	text, title := a.Body, r.IntN(6) == 0
	if title {
		text = a.Title
	}
	pieces := strings.FieldsFunc(strings.ReplaceAll(text, "**", ""), func(r rune) bool { return !unicode.IsLetter(r) })
	piece := []rune(pieces[r.IntN(len(pieces))])
	start := r.IntN(len(piece))
	for start > 0 && piece[start] < utf8.RuneSelf {
		start--
	}
	end := min(len(piece), start+1+r.IntN(5))
	for end < len(piece) && piece[end-1] < utf8.RuneSelf && piece[end] < utf8.RuneSelf {
		end++
	}
	return feed.Words{Text: string(piece[start:end]), Phrase: r.IntN(3) == 0, Title: title}
}

func randomExpr(r *rand.Rand, c *corpus, all []feed.Article) feed.Expr {
	word := func() feed.Expr { return randomWords(r, c, all) }
	switch r.IntN(10) {
	case 0, 1:
		return feed.And{word(), word()}
	case 2:
		return feed.Or{word(), feed.And{word(), word()}}
	case 3:
		return feed.And{word(), feed.Not{Of: feed.Or{word(), word()}}}
	case 4:
		return feed.Or{word(), feed.Not{Of: word()}}
	}
	return word()
}

func TestSearchEqualsScan(t *testing.T) {
	s, source := open(t)
	c := newCorpus(7, 150)
	all := c.articles(*scanArticles)
	byURL := map[string]feed.Article{}
	for i := 0; i < len(all); i += 100 {
		save(t, s, Batch{Source: source, Articles: all[i:min(i+100, len(all))]})
		if i < len(all)*3/4 {
			must[int](t)(s.IndexSome(t.Context(), 100))
		}
	}
	for _, a := range all {
		byURL[a.URL] = a
	}
	fields := map[feed.ArticleID][]string{}
	for _, a := range all {
		id, _, err := s.ArticleByURL(t.Context(), a.URL)
		if err != nil {
			t.Fatal(err)
		}
		fields[id] = []string{scanned(s, a.Title), scanned(s, a.Body), scanned(s, a.Origin)}
	}
	random := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range *scanQueries {
		e := randomExpr(random, c, all)
		asked := scannedExpr(s, e)
		want := map[feed.ArticleID]bool{}
		for id, texts := range fields {
			if scan(asked, texts) {
				want[id] = true
			}
		}
		found += len(want)
		sort := []feed.Sort{feed.ByDate, feed.ByRelevance, feed.ByOldest, feed.ByZone}[random.IntN(4)]
		got := walkPages(t, s, feed.Query{Where: e, Sort: sort, Limit: (30 + random.IntN(200)) * max(1, *scanArticles/800)}, random.IntN(2) == 0)
		if len(got) != len(want) || slices.ContainsFunc(got, func(h feed.Headline) bool { return !want[h.ID] }) {
			t.Errorf("%#v by %q: %d hits, a scan finds %d", e, sort, len(got), len(want))
		}
		if n := must[int](t)(s.Count(t.Context(), feed.Query{Where: e})); n != len(want) {
			t.Errorf("%#v: counted %d, a scan finds %d", e, n, len(want))
		}
	}
	if found < *scanQueries {
		t.Errorf("only %d hits in all: the queries are not worth much", found)
	}
}

// TestBothWaysOfSearchingAgree walks through the index and looks through the articles of a filter.
func TestBothWaysOfSearchingAgree(t *testing.T) {
	s, _ := filled(t, 400)
	must[int](t)(s.IndexSome(t.Context(), 300))
	c := newCorpus(5, 40)
	random := rand.New(rand.NewPCG(5, 6))
	all := c.articles(50)
	between := feed.Between{From: feed.PublishedOn(2023, 5, 1).Time, Until: feed.PublishedOn(2024, 2, 1).Time}
	found := 0
	for range 100 {
		e := feed.And{randomWords(random, c, all)}
		e = append(e, []feed.Expr{feed.InRegion{Code: "32"}, feed.IsUnread{}, between, feed.Between{Until: between.Until}}[random.IntN(4)])
		words, rest := s.split(e)
		filter, err := s.where(t.Context(), rest)
		if err != nil {
			t.Fatal(err)
		}
		w := walk{each: s.reading(t.Context()), folder: s.folder(), words: *words, filter: filter, down: random.IntN(2) == 0, ranked: random.IntN(2) == 0, limit: 1 + random.IntN(50), high: docEnd}
		if b, ok := rest[0].(feed.Between); ok {
			w.during(b)
		}
		for range 3 {
			few, many := must[[]hit](t)(w.page(true)), must[[]hit](t)(w.page(false))
			if !slices.Equal(few, many) {
				t.Fatalf("%#v: %v and %v", e, few, many)
			}
			found += len(few)
			if len(few) > 0 {
				last := few[len(few)-1]
				w.bounded, w.rank, w.id = true, last.rank, last.id
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d hits", found)
	}
}

// walkPages reads a whole list by its pages, in its order, checks that the pages are in order and do not overlap.
func walkPages(t *testing.T, s *Store, q feed.Query, backward bool) []feed.Headline {
	t.Helper()
	var all []feed.Headline
	q.Backward = backward
	for {
		page := headlines(t, s, q)
		if len(page) == 0 {
			break
		}
		if backward {
			all = append(page, all...)
			q.After = CursorOf(page[0], q.Sort)
		} else {
			all = append(all, page...)
			q.After = CursorOf(page[len(page)-1], q.Sort)
		}
	}
	if !slices.IsSortedFunc(all, func(a, b feed.Headline) int { return compareIn(q.Sort, a, b) }) {
		t.Errorf("%#v by %q is not in order", q.Where, q.Sort)
	}
	seen := map[feed.ArticleID]bool{}
	for _, h := range all {
		if seen[h.ID] {
			t.Fatalf("%#v by %q: %d comes twice", q.Where, q.Sort, h.ID)
		}
		seen[h.ID] = true
	}
	return all
}

// relevant saves articles in the order given and returns their titles as a search by relevance has them.
func relevant(t *testing.T, indexed bool, text string, all ...feed.Article) []string {
	t.Helper()
	s, source := open(t)
	for i, a := range all {
		a.URL = fmt.Sprintf("http://news.example/%d", i)
		save(t, s, Batch{Source: source, Articles: []feed.Article{a}})
	}
	if indexed {
		must[int](t)(s.IndexSome(t.Context(), 100))
	}
	var titles []string
	for _, h := range headlines(t, s, feed.Query{Where: feed.Words{Text: text}, Sort: feed.ByRelevance}) {
		titles = append(titles, h.Title)
	}
	return titles
}

func TestRelevanceIsTitleThenLeadThenBodyAndFreshFirst(t *testing.T) {
	filler := strings.Repeat("各地园区加快建设步伐", 20)
	other := strings.Repeat("投资环境不断改善向好", 20)
	day := feed.PublishedOn(2024, 6, 1)
	for _, indexed := range []bool{false, true} {
		for _, word := range []string{"签约", "签", "签约仪式"} {
			got := relevant(t, indexed, word,
				feed.Article{Title: "在文中", Body: filler + "签约仪式", Published: day},
				feed.Article{Title: "签约仪式旧", Body: other, Published: feed.PublishedOn(2024, 5, 1)},
				feed.Article{Title: "在导语", Body: "签约仪式" + filler, Published: day},
				feed.Article{Title: "无关", Body: filler, Published: day},
				feed.Article{Title: "签约仪式新", Body: filler, Published: day},
				feed.Article{Title: "很久以前的签约仪式", Body: filler, Published: feed.PublishedOn(2014, 5, 1)},
			)
			want := []string{"签约仪式新", "签约仪式旧", "在导语", "在文中", "很久以前的签约仪式"}
			if !slices.Equal(got, want) {
				t.Errorf("%s, indexed %t: %v", word, indexed, got)
			}
		}
	}
}

func TestSearchFolds(t *testing.T) {
	const body = "**蘇州**工業園區的ＢｉｏＢＡＹ二期，投资12.5亿元，[張家港](http://x.example/秘密)保稅區。Ürümqi café"
	s, source := open(t)
	save(t, s, Batch{Source: source, Articles: []feed.Article{{URL: "http://news.example/1", Title: "题", Body: body}}})
	for _, indexed := range []bool{false, true} {
		for text, want := range map[string]int{
			"苏州": 1, "蘇州": 1, "苏州工业园区": 1, "蘇州工業園區": 1, "biobay": 1, "BioBAY": 1, "ｂｉｏｂａｙ": 1, "园区的BioBAY二期": 1,
			"bio": 1, "io": 0, "12.5亿": 1, "12": 1, "1": 0, "秘密": 0, "张家港保税区": 1, "港": 1, "urumqi": 1, "CAFÉ": 1,
			"工业园区 保税区": 1, "工业园区 无": 0, "！": 1,
		} {
			if n := len(headlines(t, s, feed.Query{Where: feed.Words{Text: text}})); n != want {
				t.Errorf("%q, indexed %t: %d", text, indexed, n)
			}
		}
		must[int](t)(s.IndexSome(t.Context(), 10))
	}
}

func TestSnippetAndHits(t *testing.T) {
	s, source := open(t)
	body := strings.Repeat("前文很长，", 30) + "**蘇州**工業園區簽約儀式舉行。\n\n" + strings.Repeat("后文也长，", 30)
	save(t, s, Batch{Source: source, Articles: []feed.Article{{URL: "http://news.example/1", Title: "题", Body: body}}})
	e := feed.And{feed.Words{Text: "苏州工业"}, feed.IsUnread{}, feed.Not{Of: feed.Words{Text: "北京"}}}
	h := headlines(t, s, feed.Query{Where: e})[0]
	hits := s.Hits(h.Snippet, e)
	if len(hits) != 1 || h.Snippet[hits[0][0]:hits[0][1]] != "蘇州工業" || utf8.RuneCountInString(h.Snippet) > snippetLength {
		t.Errorf("%q: %v", h.Snippet, hits)
	}
	hits = s.Hits("甲乙甲乙甲", feed.Words{Text: "甲乙甲"})
	if !slices.Equal(hits, [][2]int{{0, 15}}) {
		t.Errorf("overlapping hits: %v", hits)
	}
}

func TestChangedArticleIsFoundByItsNewTextOnly(t *testing.T) {
	s, source := open(t)
	a := feed.Article{URL: "http://news.example/1", Title: "题", Body: "旧的说法", Published: feed.PublishedOn(2024, 1, 1)}
	save(t, s, Batch{Source: source, Articles: []feed.Article{a}})
	must[int](t)(s.IndexSome(t.Context(), 10))
	a.Body, a.Published = "新的说法", feed.PublishedOn(2024, 2, 2)
	save(t, s, Batch{Source: source, Articles: []feed.Article{a}})
	for range 2 {
		for text, want := range map[string]int{"旧的": 0, "新的": 1, "旧": 0, "新": 1} {
			if n := len(headlines(t, s, feed.Query{Where: feed.Words{Text: text}})); n != want {
				t.Errorf("%s: %d", text, n)
			}
		}
		must[int](t)(s.IndexSome(t.Context(), 10))
	}
}

func FuzzSearch(f *testing.F) {
	s, source := open(f)
	save(f, s, Batch{Source: source, Articles: newCorpus(1, 100).articles(40)})
	if _, err := s.IndexSome(f.Context(), 20); err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		`苏州 OR (招商 -引资)`, `NEAR(a b, 5) "x"*`, `{title lead} : x ^y + z`, "a\x00b", strings.Repeat("开发区", 3000), "'; DROP TABLE articles; --",
		"が 안녕 ㈱ Ⅷ ﷽ é", "-x", "title:区 -区", "* ** _ `",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := feed.ParseQuery(text, feed.Names{})
		if err != nil {
			e = feed.Words{Text: text}
		}
		for _, sort := range []feed.Sort{feed.ByDate, feed.ByRelevance} {
			page, err := s.Headlines(t.Context(), feed.Query{Where: e, Sort: sort})
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			n, err := s.Count(t.Context(), feed.Query{Where: e})
			if err != nil || n != len(page) {
				t.Errorf("%q: %d of %d, %v", text, len(page), n, err)
			}
		}
	})
}
