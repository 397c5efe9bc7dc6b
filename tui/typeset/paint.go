package typeset

import "strings"

// Span is a stretch of cells of a line, from From to before To.
type Span struct{ From, To int }

// Paint returns line with the text of each span drawn by paint, which gets the span's index and its text without styles.
// The spans are in order and do not overlap. The styles of the rest stay.
func (m Measure) Paint(line string, spans []Span, paint func(span int, text string) string) string {
	if len(spans) == 0 {
		return line
	}
	var b strings.Builder
	at := 0
	for i, s := range spans {
		if s.To <= s.From {
			continue
		}
		b.WriteString(m.Cut(line, at, s.From))
		b.WriteString(paint(i, Plain(m.Cut(line, s.From, s.To))))
		at = s.To
	}
	b.WriteString(m.Cut(line, at, m.Width(line)))
	return b.String()
}
