package tui

// pane is one of the three panes. Its order is the order on the screen.
type pane int

const (
	treePane pane = iota
	listPane
	readerPane
)

// The smallest window that is drawn, and the widths at which a second and a third pane come.
const (
	minWidth     = 24
	minHeight    = 6
	twoPanesAt   = 80
	threePanesAt = 120
	ruleAt       = 10 // rows from which a rule stands below the headings
)

// rect is a part of the window in cells. A W of 0 is a part that is not shown.
type rect struct {
	X, Y, W, H int
}

// contains reports whether a cell lies in r.
func (r rect) contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// layout is where everything stands in a window. Panes stand side by side with one column between them; a row of
// headings is above, at most a rule below that, and the footer is the last row.
type layout struct {
	Width, Height int
	TooSmall      bool
	Panes         [3]rect
	Rule          bool
	Body          rect // all panes together
}

// arrange lays out a window. When not all panes fit, those shown are the focused one and its neighbour to the left,
// or to the right for the tree. Zen shows the reader alone.
func arrange(width, height int, focus pane, zen bool) layout {
	l := layout{Width: width, Height: height}
	if width < minWidth || height < minHeight {
		l.TooSmall = true
		return l
	}
	top := 1
	if height >= ruleAt {
		l.Rule = true
		top = 2
	}
	l.Body = rect{X: 0, Y: top, W: width, H: height - top - 1}
	widths := paneWidths(width, focus, zen)
	x := 0
	for p, w := range widths {
		if w == 0 {
			continue
		}
		l.Panes[p] = rect{X: x, Y: top, W: w, H: l.Body.H}
		x += w + 1
	}
	return l
}

// paneWidths shares the width out. Columns between panes are already taken off.
func paneWidths(width int, focus pane, zen bool) [3]int {
	switch {
	case zen:
		return [3]int{0, 0, width}
	case width >= threePanesAt:
		tree := min(max(width*3/16, 24), 34)
		list := min(max((width-tree-2)*9/20, 40), 90)
		return [3]int{tree, list, width - tree - list - 2}
	case width >= twoPanesAt && focus == treePane:
		tree := min(max(width/4, 24), 30)
		return [3]int{tree, width - tree - 1, 0}
	case width >= twoPanesAt:
		list := width * 2 / 5
		return [3]int{0, list, width - list - 1}
	}
	var w [3]int
	w[focus] = width
	return w
}
