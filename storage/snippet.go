package storage

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode/utf8"

	"zonewire/feed"
)

// Snippets show so many characters before the first hit and in all.
const (
	snippetBefore = 12
	snippetLength = 60
)

// addSnippets gives each headline the text around the first hit in its body; a hit in the title alone needs none.
func (s *Store) addSnippets(ctx context.Context, page []feed.Headline, words finding) error {
	wanted := words.wanted()
	at := make(map[feed.ArticleID]int, len(page))
	for i, h := range page {
		at[h.ID] = i
	}
	list, err := idList(page)
	if err != nil {
		return err
	}
	var units []unit
	return s.each(ctx, `SELECT article, body FROM texts WHERE article IN (SELECT value FROM json_each(?))`,
		[]any{list}, func(rows *sql.Rows) error {
			var id feed.ArticleID
			var body string
			err := rows.Scan(&id, &body)
			units = s.folder().cut(units[:0], body)
			page[at[id]].Snippet = snippet(body, units, wanted)
			return err
		})
}

// snippet is one line of text around the first of the phrases in a body, "" when it holds none.
func snippet(body string, units []unit, wanted []phrase) string {
	first := -1
	for _, p := range wanted {
		if i := p.in(units, 0); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	if first < 0 {
		return ""
	}
	start := int(units[first].start)
	for range snippetBefore {
		_, size := utf8.DecodeLastRuneInString(body[:start])
		if size == 0 || body[start-size] == '\n' {
			break
		}
		start -= size
	}
	end := start
	for range snippetLength {
		_, size := utf8.DecodeRuneInString(body[end:])
		end += size
	}
	return strings.Join(strings.Fields(plain(body[start:end])), " ")
}

// plain is Markdown without the marks that a search does not see either.
func plain(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '*', '_', '`', '~', '\\', '[', '#', '|':
		case ']':
			i += targetLen(text[i+1:])
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// Hits are the byte ranges of text that a query's words find, in order and without overlap: what is to be highlighted.
func (s *Store) Hits(text string, e feed.Expr) [][2]int {
	f := s.folder()
	units := f.cut(nil, text)
	var all [][2]int
	for _, p := range f.shown(e) {
		for i := p.in(units, 0); i >= 0; i = p.in(units, i+1) {
			all = append(all, [2]int{int(units[i].start), int(units[i+len(p.units)-1].end)})
		}
	}
	slices.SortFunc(all, func(a, b [2]int) int { return a[0] - b[0] })
	var joined [][2]int
	for _, hit := range all {
		if last := len(joined) - 1; last >= 0 && hit[0] <= joined[last][1] {
			joined[last][1] = max(joined[last][1], hit[1])
		} else {
			joined = append(joined, hit)
		}
	}
	return joined
}

// shown are the phrases of an expression of any kind that are not negated.
func (f *folder) shown(e feed.Expr) []phrase {
	var all []phrase
	switch e := e.(type) {
	case feed.Words:
		all = f.phrases(e.Text, e.Phrase)
	case feed.And:
		for _, one := range e {
			all = append(all, f.shown(one)...)
		}
	case feed.Or:
		for _, one := range e {
			all = append(all, f.shown(one)...)
		}
	}
	return all
}
