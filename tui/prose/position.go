package prose

import "unicode/utf8"

// PositionAt is how many characters (runes) of the text stand before a line: a place in the text that holds at every
// width. It is 0 for lines above the text, and the whole text's length for lines below it.
func (p Page) PositionAt(line int) int {
	if line <= 0 {
		return 0
	}
	at := 0
	for i, b := range p.Blocks {
		if i == p.BlockAt(line) {
			if line > b.Line {
				at += utf8.RuneCountInString(b.Text[:p.places[line].from])
			}
			return at
		}
		at += utf8.RuneCountInString(b.Text)
	}
	return at
}

// LineAt is the line on which the character stands that has position characters of the text before it: len(Lines) when
// the text has no more than these.
func (p Page) LineAt(position int) int {
	if position <= 0 {
		return 0
	}
	at := 0
	for _, b := range p.Blocks {
		length := utf8.RuneCountInString(b.Text)
		if position >= at+length {
			at += length
			continue
		}
		line := b.Line
		for next := b.Line + 1; next < b.Line+b.Lines; next++ {
			if at+utf8.RuneCountInString(b.Text[:p.places[next].from]) > position {
				break
			}
			line = next
		}
		return line
	}
	return len(p.Lines)
}
