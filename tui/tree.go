package tui

import (
	"strconv"
	"strings"

	"zonewire/feed"
)

// treeRow is a line of the tree that is not folded away.
type treeRow struct {
	node  *node
	depth int
}

// tree is the pane of places.
type tree struct {
	look          *look
	width, height int
	roots         []*node
	rows          []treeRow
	toggled       map[placeID]bool // places folded otherwise than by default
	marked        []filter         // places that are shown as one list
	cursor        int
	offset        int // first line shown
}

func newTree(k *look) tree { return tree{look: k, toggled: map[placeID]bool{}} }

// SetSize gives the pane its size in cells.
func (t *tree) SetSize(width, height int) {
	t.width, t.height = width, height
	t.follow()
}

// setRoots shows a tree that was built anew; the cursor stays on its place, or near where it was.
func (t *tree) setRoots(roots []*node) {
	at := t.place()
	t.roots = roots
	t.flatten()
	t.moveTo(at)
}

// place is the place under the cursor.
func (t *tree) place() placeID {
	if t.cursor < len(t.rows) {
		return t.rows[t.cursor].node.id
	}
	return placeID{}
}

// current is the node under the cursor, nil when the tree is empty.
func (t *tree) current() *node {
	if t.cursor < len(t.rows) {
		return t.rows[t.cursor].node
	}
	return nil
}

// find is the node of a place, folded away or not; nil when it is not in the tree.
func (t *tree) find(id placeID) *node {
	var found *node
	t.walk(t.roots, func(n *node) bool {
		if n.id == id {
			found = n
		}
		return found == nil
	})
	return found
}

// walk visits nodes from above until visit says false.
func (t *tree) walk(nodes []*node, visit func(*node) bool) bool {
	for _, n := range nodes {
		if !visit(n) || !t.walk(n.children, visit) {
			return false
		}
	}
	return true
}

// moveTo puts the cursor on a place and reports whether it is shown.
func (t *tree) moveTo(id placeID) bool {
	for i, r := range t.rows {
		if r.node.id == id {
			t.cursor = i
			t.follow()
			return true
		}
	}
	t.cursor = min(t.cursor, max(0, len(t.rows)-1))
	t.follow()
	return false
}

// reveal unfolds what hides a place and puts the cursor on it.
func (t *tree) reveal(id placeID) bool {
	var path []*node
	var descend func(nodes []*node) bool
	descend = func(nodes []*node) bool {
		for _, n := range nodes {
			if n.id == id {
				return true
			}
			path = append(path, n)
			if descend(n.children) {
				return true
			}
			path = path[:len(path)-1]
		}
		return false
	}
	if !descend(t.roots) {
		return false
	}
	for _, n := range path {
		t.setOpen(n, true)
	}
	t.flatten()
	return t.moveTo(id)
}

// open reports whether the places within n are shown. Provinces are open and cities closed unless toggled.
func (t *tree) open(n *node) bool {
	return (n.id.Region.Level() == feed.Province) != t.toggled[n.id]
}

func (t *tree) setOpen(n *node, open bool) {
	if t.open(n) == open {
		return
	}
	if t.toggled[n.id] {
		delete(t.toggled, n.id)
	} else {
		t.toggled[n.id] = true
	}
}

// flatten lists the lines that are not folded away.
func (t *tree) flatten() {
	t.rows = t.rows[:0]
	var add func(nodes []*node, depth int)
	add = func(nodes []*node, depth int) {
		for _, n := range nodes {
			t.rows = append(t.rows, treeRow{n, depth})
			if len(n.children) > 0 && t.open(n) {
				add(n.children, depth+1)
			}
		}
	}
	add(t.roots, 0)
}

// follow scrolls so that the cursor is shown.
func (t *tree) follow() {
	t.offset = scrollTo(t.offset, t.cursor, len(t.rows), t.height)
}

// scrollTo is the first line to show so that line at of count is within height lines, moving as little as possible.
func scrollTo(offset, at, count, height int) int {
	offset = min(offset, at)
	offset = max(offset, at-height+1)
	return max(0, min(offset, count-height))
}

// Update moves the cursor and folds. It returns actionPlace when another place is under the cursor, actionFolded when
// folding changed, and what the root must do for keys that leave the pane.
func (t *tree) Update(a Action) Action {
	switch a {
	case ActionUp:
		return t.step(-1)
	case ActionDown:
		return t.step(1)
	case ActionPageUp:
		return t.step(-t.height)
	case ActionPageDown:
		return t.step(t.height)
	case ActionHalfUp:
		return t.step(-t.height / 2)
	case ActionHalfDown:
		return t.step(t.height / 2)
	case ActionTop:
		return t.step(-len(t.rows))
	case ActionBottom:
		return t.step(len(t.rows))
	case ActionFold, ActionLeft, ActionRight:
		return t.fold(a)
	case ActionFoldAll:
		return t.foldAll()
	}
	return actionNone
}

// step moves the cursor by n lines, over headings.
func (t *tree) step(n int) Action {
	if len(t.rows) == 0 {
		return actionNone
	}
	to := max(0, min(t.cursor+n, len(t.rows)-1))
	way := 1
	if n < 0 {
		way = -1
	}
	for to >= 0 && to < len(t.rows) && t.rows[to].node.id.Kind == headingPlace {
		to += way
	}
	if to < 0 || to >= len(t.rows) || to == t.cursor {
		return actionNone
	}
	t.cursor = to
	t.follow()
	return actionPlace
}

// fold folds or unfolds the place under the cursor. Left on a place without open places goes to the one above it,
// right on one that cannot be unfolded leaves the pane.
func (t *tree) fold(a Action) Action {
	n := t.current()
	if n == nil {
		return actionNone
	}
	canFold := len(n.children) > 0
	switch {
	case a == ActionFold && !canFold, a == ActionLeft && !(canFold && t.open(n)):
		return t.toParent()
	case a == ActionRight && !(canFold && !t.open(n)):
		return ActionPaneRight
	}
	t.setOpen(n, !t.open(n))
	t.flatten()
	t.follow()
	return actionFolded
}

// toParent moves to the place that contains the one under the cursor.
func (t *tree) toParent() Action {
	depth := t.rows[t.cursor].depth
	for i := t.cursor - 1; i >= 0 && depth > 0; i-- {
		if t.rows[i].depth < depth {
			return t.step(i - t.cursor)
		}
	}
	return actionNone
}

// foldAll unfolds everything when something is folded, else folds everything.
func (t *tree) foldAll() Action {
	closed := false
	t.walk(t.roots, func(n *node) bool {
		closed = closed || len(n.children) > 0 && !t.open(n)
		return true
	})
	t.walk(t.roots, func(n *node) bool {
		if len(n.children) > 0 {
			t.setOpen(n, closed)
		}
		return true
	})
	at := t.place()
	t.flatten()
	if !t.moveTo(at) {
		return actionPlace
	}
	return actionFolded
}

// View is the pane's lines.
func (t *tree) View(focused bool) []string {
	lines := make([]string, 0, t.height)
	for i := t.offset; i < len(t.rows) && len(lines) < t.height; i++ {
		lines = append(lines, t.line(t.rows[i], i == t.cursor, focused))
	}
	return fill(lines, t.width, t.height)
}

// line draws one place: fold mark, name, and at the right the unread count before the total.
func (t *tree) line(r treeRow, selected, focused bool) string {
	k := t.look
	n := r.node
	if n.id.Kind == headingPlace {
		label := k.measure.Truncate(" "+n.label+" ", t.width, "")
		rest := (t.width - k.measure.Width(label)) / k.measure.Width(k.glyph.horizontal)
		return k.measure.Pad(k.muted.on(label)+k.rule.on(strings.Repeat(k.glyph.horizontal, max(0, rest))), t.width)
	}
	mark := " "
	if len(n.children) > 0 {
		mark = k.glyph.folded
		if t.open(n) {
			mark = k.glyph.unfolded
		}
	}
	count, unread := t.count(n)
	switch {
	case n.failure != "":
		mark = k.glyph.failure
	case n.moved != "":
		mark = k.glyph.notice
	}
	gap := " "
	if len(t.marked) > 0 && t.isMarked(n.id) {
		gap = k.glyph.picked
	}
	name := k.cursorMark(selected, focused) + blank(r.depth*2) + mark + gap + n.name()
	trouble := ""
	if len(t.troubled(n)) > 0 {
		trouble = k.glyph.failure + " "
	}
	name = k.measure.Pad(name, max(0, t.width-k.measure.Width(trouble+unread+count)-2))
	switch {
	case selected:
		return k.row(focused).on(name + " " + trouble + unread + count + " ")
	case n.failure != "":
		return k.failure.on(name+" "+unread+count) + " "
	}
	style := k.text
	if n.unread > 0 {
		style = k.strong
	}
	return style.on(name+" ") + k.failure.on(trouble) + k.count.on(unread) + k.muted.on(count) + " "
}

// count is what stands at the right of a place: the unread count, and the total where there is room.
func (t *tree) count(n *node) (total, unread string) {
	if n.failure != "" {
		return t.look.texts.FailureName(n.failure), ""
	}
	if n.total == 0 {
		return "", ""
	}
	if n.unread > 0 {
		unread = strconv.Itoa(n.unread)
	}
	if unread == "" || t.width >= 28 && n.unread != n.total {
		total = strconv.Itoa(n.total)
		if unread != "" {
			total = "/" + total
		}
	}
	return total, unread
}
