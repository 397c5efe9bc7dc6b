package typeset

import (
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/width"
)

// cluster is a grapheme cluster of a text without escape sequences.
type cluster struct {
	at    int   // byte offset of its first rune
	size  uint8 // bytes; 255 stands for all that are longer
	width uint8 // cells, at most 2
	first rune
	last  rune
}

// isSpace reports whether c is white space that may vanish where a line is broken; one with an accent is not.
func (c cluster) isSpace() bool { return c.first == c.last && isSpace(c.first) }

// next returns the cluster at the start of s, which is not empty and has no escape sequence before its end, with its
// length in bytes and its width in cells.
func (m Measure) next(s string) (size, cells int) {
	if size, cells, ok := simple(s); ok {
		if cells == ambiguous {
			return size, m.ambiguous()
		}
		return size, cells
	}
	part, _, cells, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	r, n := utf8.DecodeRuneInString(part)
	if cells == 1 && m.Ambiguous == 2 && isAmbiguous(r) {
		cells = 2
	}
	if cells <= 2 {
		return len(part), cells
	}
	// Two- and three-em dashes, and syllables whose parts stand side by side: the latter go rune by rune, so that
	// they can be broken where the line is very short.
	if n == len(part) {
		return n, 2
	}
	_, _, cells, _ = uniseg.FirstGraphemeClusterInString(part[:n], -1)
	return n, min(cells, 2)
}

// ambiguous stands for the width of a character that simple found to be ambiguous.
const ambiguous = -1

// simple is next for what nearly all Chinese text consists of: an ASCII letter, an ideograph or a mark, followed by
// something that cannot join it. It saves the look-ups in Unicode's tables.
func simple(s string) (size, cells int, ok bool) {
	c := s[0]
	if c < 0x80 {
		if len(s) > 1 && !standsAlone(s[1:]) {
			return 0, 0, false
		}
		if c < 0x20 || c == 0x7f {
			return 1, 0, true
		}
		return 1, 1, true
	}
	if len(s) < 3 {
		return 0, 0, false
	}
	switch {
	case c >= 0xe5 && c <= 0xe9: // U+5000 to U+9FFF
		cells = 2
	case c == 0xe4 && s[1] >= 0xb8: // U+4E00 to U+4FFF
		cells = 2
	case c == 0xe3 && s[1] == 0x80 && s[2] <= 0xa9 && s[2] != 0x95: // U+3000 to U+3029
		cells = 2
	case c == 0xef && s[1] == 0xbc && s[2] >= 0x81: // U+FF01 to U+FF3F
		cells = 2
	case c == 0xe2 && s[1] == 0x80 && isDashOrQuote(s[2]):
		cells = ambiguous
	default:
		return 0, 0, false
	}
	if s[1]&0xc0 != 0x80 || s[2]&0xc0 != 0x80 || len(s) > 3 && !standsAlone(s[3:]) {
		return 0, 0, false
	}
	return 3, cells, true
}

// standsAlone reports whether what s begins with surely does not join the character before it.
func standsAlone(s string) bool {
	switch c := s[0]; {
	case c < 0x80, c >= 0xe4 && c <= 0xe9:
		return true
	case len(s) < 3:
		return false
	case c == 0xe3:
		return s[1] == 0x80 && s[2] <= 0xa9
	case c == 0xef:
		return s[1] == 0xbc
	case c == 0xe2:
		return s[1] == 0x80 && isDashOrQuote(s[2])
	}
	return false
}

// isDashOrQuote reports whether the third byte of a character of U+2000 to U+203F makes it one of — ‘ ’ “ ” …
func isDashOrQuote(third byte) bool {
	switch third {
	case 0x94, 0x98, 0x99, 0x9c, 0x9d, 0xa6:
		return true
	}
	return false
}

func isAmbiguous(r rune) bool {
	return width.LookupRune(r).Kind() == width.EastAsianAmbiguous
}

// clusters splits s, which has no escape sequences.
func (m Measure) clusters(s string) []cluster {
	list := make([]cluster, 0, len(s)/3+8)
	for at := 0; at < len(s); {
		size, cells := m.next(s[at:])
		first, n := utf8.DecodeRuneInString(s[at:])
		last := first
		if n < size {
			last, _ = utf8.DecodeLastRuneInString(s[at : at+size])
		}
		list = append(list, cluster{at: at, size: uint8(min(size, 255)), width: uint8(cells), first: first, last: last})
		at += size
	}
	return list
}
