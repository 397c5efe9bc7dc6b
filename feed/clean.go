package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks one letter keeps. No living script stacks more than four (Vietnamese two,
// Hebrew with cantillation three, Thai two).
const maxMarks = 4

// Clean is the gate for one line of foreign text: what no terminal may act on is gone, white space is one space, and
// the ends are trimmed. Removed are C0 and C1 controls together with the escape sequences that they begin, bidi
// controls, zero-width and invisible format characters, private use and unassigned code points, broken UTF-8 and
// marks beyond the fourth on a letter. The ideographic space counts as white space.
func Clean(s string) string {
	return strings.Join(strings.Fields(gate(s, false)), " ")
}

// CleanText is Clean for text of several lines, such as Markdown: line feeds and the spaces within a line stay, a
// tab becomes four spaces, CRLF and CR become LF.
func CleanText(s string) string {
	return gate(s, true)
}

// gate drops what must not pass. With lines, LF survives and tabs are spread; without, both become a space.
func gate(s string, lines bool) string {
	if isPlain(s, lines) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if n := escapeLen(s[i:], r); n > 0 {
			i += n
			continue
		}
		i += size
		if r == utf8.RuneError && size <= 1 || invisible(r) && !breaksLine(r) && r != '\t' {
			continue
		}
		if unicode.In(r, unicode.Mn, unicode.Me) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case marks > maxMarks:
		case r == '\r':
			if i < len(s) && s[i] == '\n' {
				continue
			}
			fallthrough
		case breaksLine(r):
			if lines {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
		case r == '\t':
			if lines {
				b.WriteString("    ")
			} else {
				b.WriteByte(' ')
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// breaksLine reports whether r ends a line by UAX #14: LF, CR, NEL, LS, PS.
func breaksLine(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// isPlain reports whether s can pass as it is: the common case, decided without an allocation.
func isPlain(s string, lines bool) bool {
	for i, r := range s {
		switch {
		case r == '\n' && lines:
		case r < 0x20 || r == 0x7f:
			return false
		case r < 0x7f:
		case r == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(s[i:]); size <= 1 {
				return false
			}
		case r == '\u2028' || r == '\u2029' || invisible(r) || unicode.In(r, unicode.Mn, unicode.Me):
			return false
		}
	}
	return true
}

// invisible reports whether r shows nothing of its own and may mislead a terminal or a reader: controls, format
// characters (bidi overrides and isolates, zero-width joiners, tags), fillers, private use, surrogates, unassigned.
func invisible(r rune) bool {
	if r >= 0x4e00 && r <= 0x9fff || r >= 0x20 && r < 0x7f {
		return false
	}
	switch {
	case r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0: // Hangul fillers
		return true
	case r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef: // variation selectors
		return true
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
		return true
	}
	return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z)
}

// escapeLen is the length of the terminal sequence at the start of s, 0 when there is none: ESC and what follows it
// by ECMA-48, or the C1 control that begins a sequence.
func escapeLen(s string, r rune) int {
	switch r {
	case 0x1b:
		if len(s) == 1 {
			return 1
		}
		switch s[1] {
		case '[':
			return 2 + csiLen(s[2:])
		case ']', 'P', 'X', '^', '_':
			return 2 + stringLen(s[2:])
		}
		n := 1
		for n < len(s) && s[n] >= 0x20 && s[n] <= 0x2f {
			n++
		}
		if n < len(s) && s[n] >= 0x30 && s[n] <= 0x7e {
			n++
		}
		return n
	case 0x9b:
		return 2 + csiLen(s[2:])
	case 0x90, 0x98, 0x9d, 0x9e, 0x9f:
		return 2 + stringLen(s[2:])
	}
	return 0
}

// csiLen is the length of a control sequence's parameters, intermediates and final byte.
func csiLen(s string) int {
	n := 0
	for n < len(s) && s[n] >= 0x20 && s[n] <= 0x3f {
		n++
	}
	if n < len(s) && s[n] >= 0x40 && s[n] <= 0x7e {
		n++
	}
	return n
}

// maxControlString bounds what an unterminated OSC or DCS can swallow: the longest real ones are OSC 8 links.
const maxControlString = 4096

// stringLen is the length of a control string up to and with its terminator. One without a terminator swallows
// nothing: its text is shown rather than lost.
func stringLen(s string) int {
	end := min(len(s), maxControlString)
	for n := 0; n < end; n++ {
		switch {
		case s[n] == 0x07:
			return n + 1
		case s[n] == 0x1b && n+1 < len(s) && s[n+1] == '\\':
			return n + 2
		case s[n] == 0xc2 && n+1 < len(s) && s[n+1] == 0x9c:
			return n + 2
		}
	}
	return 0
}
