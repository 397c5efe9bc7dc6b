package typeset

import "strings"

// Break breaks styled into lines of at most w cells (2 at least). The lines of a paragraph that begins with spaces, a
// list's marker (•, -, 1.) or quote bars (│) are indented so that they stand below its text; bars are drawn again.
// A line feed ends a paragraph. Put together without indents and with the white space at the breaks, the lines are
// styled.
func (m Measure) Break(styled string, w int) []string {
	var out []string
	var now style
	for paragraph := range strings.SplitSeq(styled, "\n") {
		first, rest, text := split(paragraph)
		open := now.open()
		for s := first + text; s != ""; {
			at := strings.IndexByte(s, 0x1b)
			if at < 0 {
				break
			}
			n := escapeLen(s[at:])
			now.apply(s[at : at+n])
			s = s[at+n:]
		}
		for _, line := range m.Lines(open+first+text, Layout{Width: w, Rest: rest}) {
			out = append(out, line.Text)
		}
	}
	return out
}

// split takes the prefix off a paragraph, as it stands, and returns what the following lines begin with.
func split(paragraph string) (first, rest, text string) {
	at := 0
	var b strings.Builder
	marker := false
	for at < len(paragraph) {
		s := paragraph[at:]
		if n := escapeLen(s); n > 0 {
			at += n
			continue
		}
		switch n := markerLen(s); {
		case s[0] == ' ':
			b.WriteByte(' ')
			at++
		case strings.HasPrefix(s, "\u3000"):
			return paragraph[:at], b.String(), s
		case strings.HasPrefix(s, "│ "):
			b.WriteString("│ ")
			at += len("│ ")
		case n > 0 && !marker:
			b.WriteString(strings.Repeat(" ", Width(s[:n])))
			at += n
			marker = true
		default:
			return paragraph[:at], b.String(), s
		}
	}
	return paragraph, "", ""
}

// markerLen is the length of the list marker at the start of s with the space after it, 0 when there is none.
func markerLen(s string) int {
	for _, bullet := range []string{"• ", "◦ ", "▪ ", "- ", "* "} {
		if strings.HasPrefix(s, bullet) {
			return len(bullet)
		}
	}
	n := 0
	for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 0 && strings.HasPrefix(s[n:], ". ") {
		return n + 2
	}
	return 0
}
