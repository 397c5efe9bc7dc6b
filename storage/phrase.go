package storage

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrase is a run of units to be found. With open, its last word need only be the beginning of one.
type phrase struct {
	units []unit
	open  bool
}

// openFrom is how many letters a word must have to be found by its beginning too. Shorter ones, and those with digits,
// begin too many others.
const openFrom = 3

// phrases are what a feed.Words asks for: one phrase, or one for each of the words between spaces. Text without a
// letter or digit asks for nothing.
func (f *folder) phrases(text string, whole bool) []phrase {
	pieces := []string{text}
	if !whole {
		pieces = strings.Fields(text)
	}
	var all []phrase
	for _, piece := range pieces {
		units := f.cut(nil, piece)
		if len(units) == 0 {
			continue
		}
		all = append(all, phrase{units: units, open: !whole && opens(units[len(units)-1])})
	}
	return all
}

func opens(last unit) bool {
	if utf8.RuneCountInString(last.word) < openFrom {
		return false
	}
	for _, r := range last.word {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// in is the index of the phrase's first unit in a text, at or after from; -1 when the text does not hold it.
func (p phrase) in(text []unit, from int) int {
	first, size := p.units[0], len(p.units)
search:
	for i := from; i+size <= len(text); i++ {
		if text[i].han != first.han || first.han == 0 && !p.equal(0, text[i]) {
			continue
		}
		for j := 1; j < size; j++ {
			if text[i+j].joined != p.units[j].joined || !p.equal(j, text[i+j]) {
				continue search
			}
		}
		return i
	}
	return -1
}

// equal compares the phrase's unit j with one of a text.
func (p phrase) equal(j int, u unit) bool {
	want := p.units[j]
	if want.han != u.han {
		return false
	}
	if p.open && j == len(p.units)-1 {
		return strings.HasPrefix(u.word, want.word)
	}
	return want.word == u.word
}

// match writes the phrase in the language of FTS5: a string of tokens, the last of which may be a beginning.
func (p phrase) match(b *strings.Builder) {
	last := len(p.units) - 1
	prefix := p.open
	b.WriteByte('"')
	for i, u := range p.units {
		switch {
		case u.han == 0:
			b.WriteString(u.word)
		case i < last && p.units[i+1].joined:
			b.WriteRune(u.han)
			b.WriteRune(p.units[i+1].han)
		case i < last:
			b.WriteRune(u.han)
		case u.joined:
			// The bigram before has it.
			continue
		default:
			b.WriteRune(u.han)
			prefix = true
		}
		b.WriteByte(' ')
	}
	b.WriteByte('"')
	if prefix {
		b.WriteByte('*')
	}
}
