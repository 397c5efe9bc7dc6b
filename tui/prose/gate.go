package prose

import (
	"html"
	"net/url"
	"strings"

	"zonewire/feed"
)

// longestReference bounds what is looked at as a character reference: the longest name has 32 letters, numbers may
// have leading zeros.
const longestReference = 64

// gate returns markdown without anything that a terminal acts on, also not by way of a character reference, which
// glamour resolves: &#27; would be an ESC. What such a reference stands for is replaced with U+FFFD, so that no new
// one can come together.
func gate(markdown string) string {
	markdown = fewBrackets(shallow(feed.CleanText(markdown)))
	at := strings.IndexByte(markdown, '&')
	if at < 0 {
		return markdown
	}
	var b strings.Builder
	for at >= 0 {
		b.WriteString(markdown[:at])
		markdown = markdown[at:]
		n := referenceLen(markdown)
		said := html.UnescapeString(markdown[:n])
		if clean := feed.CleanText(said); clean == said || n == 1 {
			b.WriteString(markdown[:n])
		} else if strings.TrimSpace(clean) == "" && clean != "" {
			b.WriteByte(' ')
		} else {
			b.WriteRune('\uFFFD')
		}
		markdown = markdown[n:]
		at = strings.IndexByte(markdown, '&')
	}
	b.WriteString(markdown)
	return b.String()
}

// mostMarkers is the number of quotes and lists within each other that are read; the news has two or three.
const mostMarkers = 24

// mostIndent is the number of spaces at the start of a line that are read.
const mostIndent = 96

// shallow takes the markers of quotes and lists off a line where they are nested so deeply that it must be an attack
// on the parser, whose time and stack grow with the depth.
func shallow(markdown string) string {
	var b strings.Builder
	kept := 0 // bytes of markdown that are in b or dropped
	for at := 0; at < len(markdown); {
		markers, spaces := 0, 0
		start := at
		for at < len(markdown) {
			n := markerLen(markdown[at:])
			if n == 0 {
				break
			}
			if markdown[at] == ' ' {
				spaces++
			} else {
				markers++
			}
			if markers <= mostMarkers && spaces <= mostIndent {
				start = at + n
			}
			at += n
		}
		if start < at {
			b.WriteString(markdown[kept:start])
			kept = at
		}
		end := strings.IndexByte(markdown[at:], '\n')
		if end < 0 {
			break
		}
		at += end + 1
	}
	if kept == 0 {
		return markdown
	}
	b.WriteString(markdown[kept:])
	return b.String()
}

// mostBrackets is the number of links and pictures that are read in one paragraph.
const mostBrackets = 512

// fewBrackets escapes the opening brackets of a paragraph beyond mostBrackets: the parser's time grows with the
// square of the number of those that begin no link.
func fewBrackets(markdown string) string {
	if strings.Count(markdown, "[") <= mostBrackets {
		return markdown
	}
	var b strings.Builder
	count := 0
	for i := range len(markdown) {
		c := markdown[i]
		switch {
		case c == '\n' && i > 0 && markdown[i-1] == '\n':
			count = 0
		case c == '[' && (i == 0 || markdown[i-1] != '\\'):
			if count++; count > mostBrackets {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// markerLen is the length of the space, quote mark or list marker at the start of s, 0 when there is none.
func markerLen(s string) int {
	switch c := s[0]; {
	case c == ' ', c == '>':
		return 1
	case c == '-', c == '+', c == '*':
		if len(s) > 1 && s[1] == ' ' {
			return 1
		}
	case c >= '0' && c <= '9':
		n := 1
		for n < len(s) && n < 9 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n+1 < len(s) && (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
			return n + 1
		}
	}
	return 0
}

// referenceLen is the length of what may be a character reference at the start of s, with its semicolon; 1, the
// ampersand alone, when it is none.
func referenceLen(s string) int {
	n := 1
	if n < len(s) && s[n] == '#' {
		n++
	}
	for n < len(s) && n < longestReference && isAlphanumeric(s[n]) {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	return n
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// address returns a link's destination as it may be shown and opened: http, https or mailto, and printable ASCII. It
// returns "" for all others.
func address(destination string) string {
	u, err := url.Parse(feed.Clean(html.UnescapeString(destination)))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
	default:
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7f {
			const digits = "0123456789ABCDEF"
			b.WriteString("%" + string(digits[c>>4]) + string(digits[c&15]))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// onlyStyles returns s without control characters but line feeds and SGR sequences. Glamour writes no others; this
// holds should a release of it change.
func onlyStyles(s string) string {
	if !strings.ContainsFunc(s, isControl) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		if !isControl(r) || r == 0x1b && isGraphics(s[i:]) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isControl(r rune) bool {
	return r < 0x20 && r != '\n' || r >= 0x7f && r < 0xa0
}

// isGraphics reports whether s begins with an SGR sequence.
func isGraphics(s string) bool {
	if !strings.HasPrefix(s, "\x1b[") {
		return false
	}
	n := 2
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == ';' || s[n] == ':') {
		n++
	}
	return n < len(s) && s[n] == 'm'
}
