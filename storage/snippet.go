package storage

import (
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

// snippets makes snippets of bodies.
type snippets struct {
	f       *folder
	wanted  []phrase
	begin   []rune // the characters that phrases begin with
	words   bool   // a phrase begins with a word
	longest int    // units of the longest phrase
	room    []unit
}

func (f *folder) snippets(wanted []phrase) *snippets {
	s := &snippets{f: f, wanted: wanted}
	for _, p := range wanted {
		s.longest = max(s.longest, len(p.units))
		if first := p.units[0].han; first != 0 {
			s.begin = append(s.begin, first)
		} else {
			s.words = true
		}
	}
	return s
}

// of is one line of text around the first of the phrases in a body, "" when it holds none. Only lines that have the
// beginning of one are cut, which takes much longer than to look at them: nothing but spaces goes on from line to line.
func (s *snippets) of(body string) string {
	for at, end := 0, 0; at < len(body); at = end {
		end = lineEnd(body, at)
		if !s.mayBegin(body[at:end]) {
			continue
		}
		s.room = s.f.cut(s.room[:0], body[at:end])
		own := len(s.room)
		for next := end; len(s.room) < own+s.longest-1 && next < len(body); {
			line := body[next:lineEnd(body, next)]
			s.room = s.f.cut(s.room, line)
			next += len(line)
		}
		if i := firstOf(s.wanted, s.room); i >= 0 && i < own {
			return around(body, at+int(s.room[i].start))
		}
	}
	return ""
}

// lineEnd is where the line that begins at a place ends, behind its newline.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(text)
}

// mayBegin reports whether a phrase may begin in a line.
func (s *snippets) mayBegin(line string) bool {
	if s.words {
		return true
	}
	for _, r := range line {
		switch {
		case r < utf8.RuneSelf, isMark(r):
		case r >= hanFirst && r <= hanLast:
			if slices.Contains(s.begin, s.f.han[r-hanFirst]) {
				return true
			}
		default:
			return true
		}
	}
	return false
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
		case '!': // of a picture
			if i+1 == len(text) || text[i+1] != '[' {
				b.WriteByte('!')
			}
		case ']':
			i += targetLen(text[i+1:])
			if strings.HasPrefix(text[i+1:], "(http") {
				return b.String() // the address is cut off by the end of the text
			}
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
