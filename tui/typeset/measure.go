package typeset

import "strings"

// Measure says how wide a terminal draws text. The zero value is a terminal outside East Asia.
type Measure struct {
	Ambiguous int // cells of an ambiguous character, 1 or 2; 0 is 1
}

func (m Measure) ambiguous() int {
	if m.Ambiguous == 2 {
		return 2
	}
	return 1
}

// Width is the number of cells that s takes. Escape sequences and control characters take none.
func (m Measure) Width(s string) int {
	total := 0
	for len(s) > 0 {
		if n := escapeLen(s); n > 0 {
			s = s[n:]
			continue
		}
		size, cells := m.next(s)
		total += cells
		s = s[size:]
	}
	return total
}

// Truncate returns s when it fits into w cells; else its beginning with tail, together at most w cells, with what it
// styles closed. A tail wider than w is left out.
func (m Measure) Truncate(s string, w int, tail string) string {
	if w <= 0 {
		return ""
	}
	if len(s) <= w && !strings.ContainsRune(s, 0x1b) && isASCII(s) || m.Width(s) <= w {
		return s
	}
	room := w - m.Width(tail)
	if room < 0 {
		room, tail = w, ""
	}
	head, _ := m.cut(s, 0, room)
	return head + tail
}

// Cut returns the cells from to to of s with the styles that hold there, all closed at its end. A wide character
// that is only half within is left out, a space stands for a half at the left edge.
func (m Measure) Cut(s string, from, to int) string {
	part, _ := m.cut(s, from, to)
	return part
}

// cut is Cut; it also returns the cells of the part.
func (m Measure) cut(s string, from, to int) (part string, cells int) {
	var b strings.Builder
	var now style
	at, open := 0, false
	for len(s) > 0 {
		if n := escapeLen(s); n > 0 {
			now.apply(s[:n])
			if open {
				b.WriteString(s[:n])
			}
			s = s[n:]
			continue
		}
		size, w := m.next(s)
		if at+w > to || at >= to && w > 0 {
			break
		}
		if at+w > from || at >= from {
			if !open {
				b.WriteString(now.open())
				open = true
			}
			if at < from {
				b.WriteString(strings.Repeat(" ", at+w-from))
				cells += at + w - from
			} else {
				b.WriteString(s[:size])
				cells += w
			}
		}
		at += w
		s = s[size:]
	}
	if open {
		b.WriteString(now.shut())
	}
	return b.String(), cells
}

// Pad returns s with spaces at its right to exactly w cells, or truncated to w with a mark.
func (m Measure) Pad(s string, w int) string {
	s = m.Truncate(s, w, "…")
	return s + strings.Repeat(" ", max(0, w-m.Width(s)))
}

// PadLeft is Pad with the spaces at the left.
func (m Measure) PadLeft(s string, w int) string {
	s = m.Truncate(s, w, "…")
	return strings.Repeat(" ", max(0, w-m.Width(s))) + s
}

// Width is the number of cells that s takes where ambiguous characters are narrow.
func Width(s string) int { return Measure{}.Width(s) }

// Truncate is Measure.Truncate where ambiguous characters are narrow.
func Truncate(s string, w int, tail string) string { return Measure{}.Truncate(s, w, tail) }

// Pad is Measure.Pad where ambiguous characters are narrow.
func Pad(s string, w int) string { return Measure{}.Pad(s, w) }

// PadLeft is Measure.PadLeft where ambiguous characters are narrow.
func PadLeft(s string, w int) string { return Measure{}.PadLeft(s, w) }

// Break is Measure.Break where ambiguous characters are narrow.
func Break(styled string, w int) []string { return Measure{}.Break(styled, w) }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
