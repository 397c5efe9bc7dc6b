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
			page[at[id]].Snippet, units = s.folder().snippet(body, units, wanted)
			return err
		})
}

// snippetReach is how many bytes of a body are looked through at first: common words stand near its front.
const snippetReach = 600

// snippet is one line of text around the first of the phrases in a body, "" when it holds none. It cuts the text into
// room, which it returns to be used again.
func (f *folder) snippet(body string, room []unit, wanted []phrase) (string, []unit) {
	for reach := snippetReach; ; reach *= 4 {
		part := body
		if reach < len(body) {
			part = strings.ToValidUTF8(body[:reach], "")
		}
		room = f.cut(room[:0], part)
		// A word may go on behind the part, so its last unit does not count.
		if i := firstOf(wanted, room); i >= 0 && (len(part) == len(body) || i+longest(wanted) < len(room)) {
			return around(body, int(room[i].start)), room
		}
		if len(part) == len(body) {
			return "", room
		}
	}
}

// firstOf is the index of the unit where the first of the phrases begins, -1 when there is none.
func firstOf(wanted []phrase, units []unit) int {
	first := -1
	for _, p := range wanted {
		if i := p.in(units, 0); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

func longest(wanted []phrase) int {
	n := 0
	for _, p := range wanted {
		n = max(n, len(p.units))
	}
	return n
}

// around is one line of a body's text from a little before start.
func around(body string, start int) string {
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
