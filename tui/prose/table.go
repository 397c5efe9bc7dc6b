package prose

import (
	"strings"

	xast "github.com/yuin/goldmark/extension/ast"

	"zonewire/tui/typeset"
)

// leastColumn is the number of cells below which a column is not squeezed: six ideographs.
const leastColumn = 12

// grid is a table's cells, styled. The first row is its header.
type grid struct {
	rows  [][]string
	right []bool // columns that are set flush right
	width []int  // cells of the columns
}

// prepareTable prepares a table's cells for glamour.
func (d *Draft) prepareTable(table *xast.Table) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			looseImages(cell)
			d.inlines(cell)
		}
	}
}

// table appends a table: in columns where they fit, their cells broken if they must; else as records of key and
// value.
func (s *setting) table() {
	g := s.d.grid(s.b.node.(*xast.Table))
	if len(g.rows) == 0 {
		return
	}
	if g.squeeze(s.d.width - s.d.o.Measure.Width(s.b.rest) - 3*(len(g.width)-1)) {
		for _, row := range s.d.columns(g) {
			s.row(row)
		}
		return
	}
	s.records(g)
}

func (d *Draft) grid(table *xast.Table) grid {
	var g grid
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			text := d.inline(block{node: cell})
			cells = append(cells, strings.ReplaceAll(text, "\n", " "))
		}
		g.rows = append(g.rows, cells)
	}
	if len(g.rows) == 0 {
		return g
	}
	count := len(g.rows[0])
	g.width, g.right = make([]int, count), make([]bool, count)
	for c := range count {
		numeric := len(g.rows) > 1
		for r, row := range g.rows {
			if c >= len(row) {
				continue
			}
			g.width[c] = max(g.width[c], d.o.Measure.Width(row[c]))
			numeric = numeric && (r == 0 || isNumeric(typeset.Plain(row[c])))
		}
		g.right[c] = numeric || c < len(table.Alignments) && table.Alignments[c] == xast.AlignRight
	}
	return g
}

// isNumeric reports whether s is a number, such as 1,200.5 or -3%; an empty cell may stand in a column of numbers.
func isNumeric(s string) bool {
	for _, r := range s {
		if !strings.ContainsRune("0123456789.,+-%％‰ —", r) {
			return false
		}
	}
	return true
}

// squeeze narrows the widest columns until all fit into room cells. It reports whether they do.
func (g *grid) squeeze(room int) bool {
	total := 0
	for _, w := range g.width {
		total += w
	}
	for ; total > room; total-- {
		widest := 0
		for c, w := range g.width {
			if w > g.width[widest] {
				widest = c
			}
		}
		if g.width[widest] <= leastColumn {
			return false
		}
		g.width[widest]--
	}
	return true
}

// columns draws a table in columns.
func (d *Draft) columns(g grid) []string {
	bar, rule := " │ ", "─"
	cross := "─┼─"
	if d.o.Style.ASCII {
		bar, rule, cross = " | ", "-", "-+-"
	}
	m := d.o.Measure
	if m.Width(rule) != 1 {
		bar, rule, cross = "   ", "-", "---"
	}
	var out []string
	for r, row := range g.rows {
		out = append(out, d.row(g, row, d.o.Style.Border.Render(bar), r == 0)...)
		if r == 0 {
			var parts []string
			for _, w := range g.width {
				parts = append(parts, strings.Repeat(rule, w))
			}
			out = append(out, d.o.Style.Border.Render(strings.Join(parts, cross)))
		}
	}
	return out
}

// row draws one row of a table, as high as its highest cell.
func (d *Draft) row(g grid, row []string, bar string, header bool) []string {
	m := d.o.Measure
	cells := make([][]string, len(g.width))
	height := 1
	for c := range g.width {
		if c < len(row) {
			for _, line := range m.Lines(row[c], typeset.Layout{Width: g.width[c]}) {
				cells[c] = append(cells[c], line.Text)
			}
		}
		height = max(height, len(cells[c]))
	}
	var out []string
	for line := range height {
		var b strings.Builder
		for c, w := range g.width {
			text := ""
			if line < len(cells[c]) {
				text = cells[c][line]
			}
			if header {
				text = d.o.Style.Strong.Render(text)
			}
			if c > 0 {
				b.WriteString(bar)
			}
			space := strings.Repeat(" ", max(0, w-m.Width(text)))
			switch {
			case g.right[c]:
				b.WriteString(space + text)
			case c == len(g.width)-1:
				b.WriteString(text)
			default:
				b.WriteString(text + space)
			}
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return out
}

// records appends a table as one group of lines for each row: the column's head, a colon, the cell.
func (s *setting) records(g grid) {
	for r, row := range g.rows {
		if r == 0 && len(g.rows) > 1 {
			continue
		}
		if s.text.Len() > 0 {
			s.row("")
		}
		for c, cell := range row {
			if typeset.Plain(cell) == "" {
				continue
			}
			key := ""
			if r > 0 {
				key = typeset.Plain(g.rows[0][c])
			}
			if key != "" {
				cell = s.d.o.Style.Dim.Render(key+":") + " " + cell
			}
			s.flow(cell, "  ")
			s.text.WriteByte('\n')
		}
	}
}
