package page

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxColumns  = 60
	maxRows     = 3000
	repeatBelow = 13 // runes: a merged cell shorter than this is repeated in each row it covers
)

// tableCell is a cell with the rows and columns that it covers.
type tableCell struct {
	node       *html.Node
	rows, cols int
}

// table copies a table of data as a table, with merged cells spread over the grid. A table that only lays out the
// page becomes its text.
func (m *markup) table(n *html.Node, st style, f *flow) {
	f.end()
	rows := tableRows(n)
	if isLayoutTable(n, rows) {
		m.children(n, st, f)
		f.end()
		return
	}
	for len(rows) > 0 && len(rows[0]) == 1 && len(rows) > 1 {
		m.children(rows[0][0].node, st, f) // a title over the whole width
		f.end()
		rows = rows[1:]
	}
	grid := withoutEmpty(m.spread(rows))
	table := element(atom.Table)
	for _, row := range grid {
		tr := element(atom.Tr)
		for _, cell := range row {
			td := element(atom.Td)
			for _, r := range cell {
				appendRun(td, r)
			}
			tr.AppendChild(td)
		}
		appendFilled(table, tr)
	}
	appendFilled(f.into, table)
}

// tableRows is the cells of each row, those of nested tables left out.
func tableRows(table *html.Node) [][]tableCell {
	var rows [][]tableCell
	walk(table, func(n *html.Node) bool {
		switch {
		case n.Type != html.ElementNode:
			return true
		case n.DataAtom == atom.Table && n != table:
			return false
		case n.DataAtom == atom.Tr && len(rows) < maxRows:
			rows = append(rows, nil)
		case (n.DataAtom == atom.Td || n.DataAtom == atom.Th) && len(rows) > 0:
			row := &rows[len(rows)-1]
			if len(*row) < maxColumns {
				*row = append(*row, tableCell{n, spanOf(n, "rowspan", maxRows), spanOf(n, "colspan", maxColumns)})
			}
			return false
		}
		return true
	})
	return rows
}

func spanOf(n *html.Node, key string, most int) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, key)))
	if err != nil {
		return 1
	}
	return min(max(v, 1), most)
}

// isLayoutTable reports whether a table holds other tables or has only one column or row, or cells full of prose.
func isLayoutTable(n *html.Node, rows [][]tableCell) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if first(c, atom.Table) != nil {
			return true
		}
	}
	filled, wide := 0, 0
	for _, row := range rows {
		if len(row) > 1 {
			wide++
		}
		if len(row) > 0 {
			filled++
		}
		for _, c := range row {
			if utf8.RuneCountInString(text(c.node)) > 800 {
				return true
			}
		}
	}
	return wide == 0 || filled < 2
}

// spread lays the cells out on a grid. A merged cell keeps its text at its first place; a short one is repeated in
// the rows below so that each row can be read by itself.
func (m *markup) spread(rows [][]tableCell) [][][]textRun {
	grid := make([][][]textRun, len(rows))
	taken := make([]map[int]bool, len(rows))
	for i := range taken {
		taken[i] = map[int]bool{}
	}
	for i, row := range rows {
		col := 0
		for _, cell := range row {
			for taken[i][col] {
				col++
			}
			if col >= maxColumns {
				break
			}
			runs := m.cellRuns(cell.node)
			short := runsLength(runs) < repeatBelow
			for r := i; r < min(i+cell.rows, len(rows)); r++ {
				for c := col; c < min(col+cell.cols, maxColumns); c++ {
					taken[r][c] = true
					for len(grid[r]) <= c {
						grid[r] = append(grid[r], nil)
					}
					if c == col && (r == i || short) {
						grid[r][c] = runs
					}
				}
			}
			col += cell.cols
		}
	}
	return grid
}

// withoutEmpty drops the rows and columns that hold nothing.
func withoutEmpty(grid [][][]textRun) [][][]textRun {
	width := 0
	for _, row := range grid {
		width = max(width, len(row))
	}
	filled := make([]bool, width)
	var rows [][][]textRun
	for _, row := range grid {
		any := false
		for i, cell := range row {
			if len(cell) > 0 {
				filled[i], any = true, true
			}
		}
		if any {
			rows = append(rows, row)
		}
	}
	for i, row := range rows {
		var kept [][]textRun
		for j := range width {
			if !filled[j] {
				continue
			}
			var cell []textRun
			if j < len(row) {
				cell = row[j]
			}
			kept = append(kept, cell)
		}
		rows[i] = kept
	}
	return rows
}

// cellRuns is a cell's text on one line.
func (m *markup) cellRuns(n *html.Node) []textRun {
	holder := element(atom.Div)
	f := &flow{into: holder}
	m.children(n, style{}, f)
	f.end()
	var runs []textRun
	walk(holder, func(n *html.Node) bool {
		switch {
		case n.Type == html.TextNode:
			st := style{}
			for p := n.Parent; p != holder && p != nil; p = p.Parent {
				if p.DataAtom == atom.A {
					st.link = attr(p, "href")
				}
			}
			runs = append(runs, textRun{text: n.Data, style: st})
		case n.Type == html.ElementNode && len(runs) > 0 && (n.DataAtom == atom.P || n.DataAtom == atom.Br || n.DataAtom == atom.Li):
			runs = append(runs, textRun{text: " "})
		}
		return true
	})
	return trimRuns(runs)
}

func runsLength(runs []textRun) int {
	n := 0
	for _, r := range runs {
		n += utf8.RuneCountInString(r.text)
	}
	return n
}
