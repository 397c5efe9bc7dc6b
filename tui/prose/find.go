package prose

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"zonewire/tui/typeset"
)

// Match is an occurrence of what was looked for in a page. One that is broken over lines has several parts.
type Match struct {
	Block    int
	From, To int // bytes of the block's text
	Parts    []Part
}

// Part is the cells of one line that a match covers.
type Part struct {
	Line int
	typeset.Span
}

// Find returns where needle occurs in the lines that are set, in order and without overlaps. Letters match in either
// case.
func (p Page) Find(needle string) []Match {
	wanted := []rune(needle)
	for i, r := range wanted {
		wanted[i] = unicode.ToLower(r)
	}
	var out []Match
	if len(wanted) == 0 {
		return out
	}
	for block := range p.Blocks {
		text := p.Blocks[block].Text
		for at := 0; at < len(text); {
			n := matchLen(text[at:], wanted)
			if n == 0 {
				_, n = utf8.DecodeRuneInString(text[at:])
			} else {
				out = append(out, p.Match(block, at, at+n))
			}
			at += n
		}
	}
	return out
}

// matchLen is the number of bytes at the start of s that are wanted, 0 when it begins otherwise.
func matchLen(s string, wanted []rune) int {
	at := 0
	for _, w := range wanted {
		if at == len(s) {
			return 0
		}
		r, n := utf8.DecodeRuneInString(s[at:])
		if unicode.ToLower(r) != w {
			return 0
		}
		at += n
	}
	return at
}

// Match returns where the bytes from to to of a block's text are shown. It is for searches that know better than Find
// what matches, such as by pinyin.
func (p Page) Match(block, from, to int) Match {
	match := Match{Block: block, From: from, To: to}
	b := p.Blocks[block]
	for line := b.Line; line < b.Line+b.Lines; line++ {
		place := p.places[line]
		first, last := max(from, place.from), min(to, place.to)
		if first >= last {
			continue
		}
		match.Parts = append(match.Parts, Part{
			Line: line,
			Span: typeset.Span{From: p.cell(b, place, first), To: p.cell(b, place, last)},
		})
	}
	return match
}

// cell is the cell of its line at which the byte at of the block's text stands.
func (p Page) cell(b Block, in place, at int) int {
	cells := in.indent + p.measure.Width(b.Text[in.from:at])
	for _, space := range in.spread {
		if space <= at {
			cells++
		}
	}
	return cells
}

// Highlight returns a line with the matches in it drawn by paint, which gets a match's index. The matches are in order,
// as Find returns them.
func (p Page) Highlight(line int, matches []Match, paint func(match int, text string) string) string {
	var spans []typeset.Span
	var which []int
	first := sort.Search(len(matches), func(i int) bool { return matches[i].lastLine() >= line })
	for i, m := range matches[first:] {
		if len(m.Parts) > 0 && m.Parts[0].Line > line {
			break
		}
		for _, part := range m.Parts {
			if part.Line == line {
				spans, which = append(spans, part.Span), append(which, first+i)
			}
		}
	}
	return p.measure.Paint(p.Lines[line], spans, func(span int, text string) string { return paint(which[span], text) })
}

// lastLine is the last line of a match, -1 when it is on none.
func (m Match) lastLine() int {
	if len(m.Parts) == 0 {
		return -1
	}
	return m.Parts[len(m.Parts)-1].Line
}
