package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// help is the overlay that lists all keys.
type help struct {
	look   *look
	keys   *keyMap
	body   func() rect // what it is laid over
	offset int         // first line shown
}

func newHelp(k *look, keys *keyMap, body func() rect) *help {
	return &help{look: k, keys: keys, body: body}
}

func (h *help) takesText() bool { return false }

// Key scrolls; what is not a way to scroll closes.
func (h *help) Key(msg tea.KeyMsg) outcome {
	r := h.body()
	lines, _ := h.laid(r.W)
	rows := h.rows(lines, r.H)
	for _, key := range keysOf(msg) {
		switch h.keys.action(readerPane, key) {
		case ActionDown:
			h.offset++
		case ActionUp:
			h.offset--
		case ActionPageDown, ActionReadOn:
			h.offset += rows
		case ActionPageUp:
			h.offset -= rows
		case ActionHalfDown:
			h.offset += rows / 2
		case ActionHalfUp:
			h.offset -= rows / 2
		case ActionTop:
			h.offset = 0
		case ActionBottom:
			h.offset = len(lines)
		case ActionBack, ActionHelp, ActionQuit, ActionOpen:
			return closed
		}
		h.offset = max(0, min(h.offset, len(lines)-rows))
	}
	return stays
}

// View is the box of keys: in two columns where there is room.
func (h *help) View(width, height int) ([]string, int) {
	lines, inner := h.laid(width)
	rows := h.rows(lines, height)
	offset := max(0, min(h.offset, len(lines)-rows))
	return h.look.boxed(lines[offset:offset+rows], inner, h.look.texts.Help.Title, h.look.texts.Help.Hint), inner + 4
}

// rows is how many lines are shown at once.
func (h *help) rows(lines []string, height int) int { return max(0, min(len(lines), height-2)) }

// Cells of the keys' column, and of the gap between two columns of groups.
const (
	keyCells   = 15
	helpGap    = 2
	twoAbreast = 90 // two columns from here on
)

// laid is the lines as they stand in a window of that width, and the box's inner width.
func (h *help) laid(width int) (lines []string, inner int) {
	inner = max(1, width-6)
	widest := 0
	for _, g := range h.keys.groups {
		for _, b := range g.bindings {
			widest = max(widest, keyCells+1+h.look.measure.Width(b.text.Long))
		}
	}
	if inner < twoAbreast {
		inner = min(inner, widest)
		return h.lines(h.keys.groups, inner), inner
	}
	inner = min(inner, 2*widest+helpGap)
	return h.columns(inner), inner
}

// Line is nothing: the box says how to leave.
func (h *help) Line(int) string { return "" }

// lines is groups below each other.
func (h *help) lines(groups []group, width int) []string {
	var lines []string
	for i, g := range groups {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, h.group(g, width)...)
	}
	return lines
}

// group is a heading and its keys. An explanation that is too long for a line goes on below itself.
func (h *help) group(g group, width int) []string {
	k := h.look
	lines := []string{k.title.on(k.measure.Truncate(g.title, width, "…"))}
	keys := min(keyCells, width/2)
	for _, b := range g.bindings {
		key := k.measure.Pad(h.keys.keyLabels(b), keys)
		for _, text := range k.measure.Break(b.text.Long, max(1, width-keys-1)) {
			lines = append(lines, k.key.on(key)+" "+k.text.on(text))
			key = blank(keys)
		}
	}
	return lines
}

// columns is the groups in two columns, parted where the longer one is shortest.
func (h *help) columns(width int) []string {
	half := (width - helpGap) / 2
	var left, right []string
	for i := 1; i < len(h.keys.groups); i++ {
		l, r := h.lines(h.keys.groups[:i], half), h.lines(h.keys.groups[i:], half)
		if left == nil || max(len(l), len(r)) < max(len(left), len(right)) {
			left, right = l, r
		}
	}
	lines := make([]string, max(len(left), len(right)))
	for i := range lines {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		lines[i] = h.look.measure.Pad(l, half) + blank(helpGap) + h.look.measure.Pad(r, half)
	}
	return lines
}
