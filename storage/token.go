package storage

import "unicode/utf8"

// entry is an article as the index takes it: the tokens of each column, and the single characters.
type entry struct{ body, lead, title, origin, chars []byte }

// inscriber makes entries out of documents. It keeps its room from one to the next.
type inscriber struct {
	entry
	round uint32
	near  [hanLast - hanFirst + 1]uint32 // the round in which a character was written last
	far   map[rune]uint32                // the same beyond that range
}

// inscribe is the entry of a document, good until the next one.
func (w *inscriber) inscribe(d document) entry {
	w.body = tokens(w.body[:0], d.body)
	w.lead = tokens(w.lead[:0], d.lead)
	w.title = tokens(w.title[:0], d.title)
	w.origin = tokens(w.origin[:0], d.origin)
	w.chars = w.chars[:0]
	w.singles(inTitle, d.title)
	w.singles(inLead, d.title, d.lead)
	w.singles(inAny, d.title, d.body, d.origin)
	return w.entry
}

// tokens are the units as the index has them: for each character the bigram that begins there, at the end of a run
// the character alone, and each word. Every unit is one token, so positions are those of the units.
func tokens(b []byte, units []unit) []byte {
	for i, u := range units {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		if u.han == 0 {
			b = append(b, u.word...)
			continue
		}
		b = utf8.AppendRune(b, u.han)
		if i+1 < len(units) && units[i+1].joined {
			b = utf8.AppendRune(b, units[i+1].han)
		}
	}
	return b
}

// singles writes the distinct characters of a tier as the index of single characters has them.
func (w *inscriber) singles(t tier, fields ...[]unit) {
	w.round++
	prefix := singlePrefix(t)
	for _, units := range fields {
		for _, u := range units {
			if u.han != 0 && w.first(u.han) {
				w.chars = append(w.chars, prefix...)
				w.chars = utf8.AppendRune(w.chars, u.han)
				w.chars = append(w.chars, ' ')
			}
		}
	}
}

// first reports whether a character has not been written in this round, and notes that it has.
func (w *inscriber) first(r rune) bool {
	if r >= hanFirst && r <= hanLast {
		seen := &w.near[r-hanFirst]
		first := *seen != w.round
		*seen = w.round
		return first
	}
	if w.far == nil {
		w.far = map[rune]uint32{}
	}
	first := w.far[r] != w.round
	w.far[r] = w.round
	return first
}

// singlePrefix is what stands before a single character of a tier.
func singlePrefix(t tier) string {
	switch t {
	case inTitle:
		return "t"
	case inLead:
		return "l"
	}
	return ""
}
