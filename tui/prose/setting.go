package prose

import (
	"strconv"
	"strings"

	"zonewire/tui/typeset"
)

// set appends one block to the page.
func (d *Draft) set(b block) {
	if b.gap {
		d.page.Lines = append(d.page.Lines, d.blank(b.gapPrefix))
		d.page.places = append(d.page.places, place{block: -1})
	}
	s := setting{d: d, b: b, line: len(d.page.Lines), prefix: b.first}
	switch b.kind {
	case Code:
		for _, row := range d.code(b) {
			s.row(row)
		}
	case Table:
		s.table()
	case Rule:
		room := d.width - d.o.Measure.Width(b.first)
		mark := d.o.Style.Marks.Rule
		s.row(d.o.Style.Border.Render(strings.Repeat(mark, max(1, room/max(1, d.o.Measure.Width(mark))))))
	case Figure:
		s.figure()
	case Footnote:
		s.flow(d.o.Style.Dim.Render(b.text), "")
	default:
		s.flow(d.inline(b), "")
	}
	d.page.Blocks = append(d.page.Blocks, Block{
		Kind: b.kind, Level: b.level, Line: s.line, Lines: len(d.page.Lines) - s.line, Text: s.text.String(),
	})
}

// blank returns the line between two blocks.
func (d *Draft) blank(prefix string) string {
	if prefix == "" || d.o.Measure.Width(prefix) > d.width {
		return ""
	}
	return d.left + prefix
}

// setting is one block on its way into the page.
type setting struct {
	d      *Draft
	b      block
	line   int    // its first line
	prefix string // of the next line
	text   strings.Builder
}

// flow breaks styled and appends its lines. All but the first hang by a prefix of their own.
func (s *setting) flow(styled, hang string) {
	justify := s.d.o.Justify && (s.b.kind == Paragraph || s.b.kind == Item)
	from := s.text.Len()
	for _, line := range s.d.o.Measure.Lines(styled, typeset.Layout{
		Width: s.d.width, First: s.prefix, Rest: s.b.rest + hang, Justify: justify,
	}) {
		s.append(line.Text, place{from: from + line.From, to: from + line.To, indent: line.Indent, spread: line.Spread})
	}
	s.text.WriteString(typeset.Plain(styled))
	s.prefix = s.b.rest
}

// row appends a line that is not broken.
func (s *setting) row(styled string) {
	m := s.d.o.Measure
	if m.Width(s.prefix)+m.Width(styled) > s.d.width {
		s.prefix = ""
		styled = m.Truncate(styled, s.d.width, s.d.o.Style.Marks.Cut)
	}
	from := s.text.Len()
	s.text.WriteString(typeset.Plain(styled))
	s.append(s.prefix+styled, place{from: from, to: s.text.Len(), indent: m.Width(s.prefix)})
	s.text.WriteByte('\n')
	s.prefix = s.b.rest
}

// append appends a finished line.
func (s *setting) append(line string, p place) {
	p.block = len(s.d.page.Blocks)
	p.indent += len(s.d.left)
	if line != "" {
		line = s.d.left + line
	}
	s.d.page.Lines = append(s.d.page.Lines, line)
	s.d.page.places = append(s.d.page.places, p)
}

// figure appends a picture, if it is drawn, and its caption.
func (s *setting) figure() {
	o := s.d.o
	p := s.d.pictures[s.b.picture]
	if o.Picture != nil {
		for _, line := range o.Picture(p.Number, p, s.d.width) {
			s.append(o.Measure.Truncate(line, s.d.width, ""), place{})
		}
	}
	mark := o.Style.Marks.Picture + " " + strconv.Itoa(p.Number)
	if p.Alt != "" {
		mark += " "
	}
	s.prefix += o.Style.Dim.Render(mark)
	s.b.rest += strings.Repeat(" ", o.Measure.Width(mark))
	s.flow(o.Style.Dim.Render(p.Alt), "")
}
