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
func arrange(width, height int, focus pane, zen bool, b borders) layout {
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
	widths := paneWidths(width, focus, zen, b)
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

// borders is where the borders between panes stand when they were moved: the width of a pane in thousandths of the
// window's, so that it holds for windows of all sizes; 0 where it was not moved. There are windows of three panes, of
// list and reader, and of tree and list.
type borders struct {
	Tree, List, ListOfTwo, TreeOfTwo int
}

// leastPane is the width below which no border is moved.
const leastPane = 16

// paneWidths shares the width out. Columns between panes are already taken off.
func paneWidths(width int, focus pane, zen bool, b borders) [3]int {
	share := func(moved, otherwise, room int) int {
		if moved == 0 {
			return otherwise
		}
		return max(leastPane, min((moved*width+500)/1000, room-leastPane))
	}
	switch {
	case zen:
		return [3]int{0, 0, width}
	case width >= threePanesAt:
		tree := share(b.Tree, min(max(width*3/16, 24), 34), width-leastPane-2)
		list := share(b.List, min(max((width-tree-2)*9/20, 40), 90), width-tree-2)
		list = min(list, width-tree-2-leastPane)
		return [3]int{tree, list, width - tree - list - 2}
	case width >= twoPanesAt && focus == treePane:
		tree := share(b.TreeOfTwo, min(max(width/4, 24), 30), width-1)
		return [3]int{tree, width - tree - 1, 0}
	case width >= twoPanesAt:
		list := share(b.ListOfTwo, width*2/5, width-1)
		return [3]int{0, list, width - list - 1}
	}
	var w [3]int
	w[focus] = width
	return w
}

// borderAt returns the pane at whose right there is a border at a cell, false when there is none.
func (l layout) borderAt(x, y int) (pane, bool) {
	for p, r := range l.Panes {
		if r.W > 0 && x == r.X+r.W && x < l.Width && y >= r.Y && y < r.Y+r.H {
			return pane(p), true
		}
	}
	return 0, false
}

// move puts the border at the right of a pane into a column.
func (b *borders) move(l layout, p pane, x int) {
	if l.Width == 0 {
		return
	}
	share := max(1, (x-l.Panes[p].X)*1000/l.Width)
	three := l.Panes[treePane].W > 0 && l.Panes[readerPane].W > 0
	switch {
	case three && p == treePane:
		// The list gives or takes what the tree takes or gives.
		b.List = max(1, (l.Panes[readerPane].X-1-x-1)*1000/l.Width)
		b.Tree = share
	case three:
		b.List = share
	case p == treePane:
		b.TreeOfTwo = share
	default:
		b.ListOfTwo = share
	}
}
