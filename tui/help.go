package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// help is the overlay that lists all keys.
type help struct {
	look   *look
	keys   *keyMap
	offset int // first line shown
}

func newHelp(k *look, keys *keyMap) *help { return &help{look: k, keys: keys} }

func (h *help) takesText() bool { return false }

// Key scrolls; what is not a way to scroll closes.
func (h *help) Key(msg tea.KeyMsg) outcome {
	for _, key := range keysOf(msg) {
		switch h.keys.action(readerPane, key) {
		case ActionDown:
			h.offset++
		case ActionUp:
			h.offset--
		case ActionPageDown, ActionHalfDown, ActionReadOn:
			h.offset += 10
		case ActionPageUp, ActionHalfUp:
			h.offset -= 10
		case ActionTop:
			h.offset = 0
		case ActionBottom:
			h.offset = len(h.lines(80))
		case ActionBack, ActionHelp, ActionQuit, ActionOpen:
			return closed
		}
		h.offset = max(0, min(h.offset, len(h.lines(80))-1))
	}
	return stays
}

// View is the box of keys: in two columns where there is room.
func (h *help) View(width, height int) ([]string, int) {
	inner := min(width-6, 108)
	lines := h.lines(inner)
	if inner >= 76 {
		lines = h.columns(inner)
	}
	rows := min(len(lines), height-2)
	offset := min(h.offset, len(lines)-rows)
	return h.look.boxed(lines[offset:offset+rows], inner, h.look.texts.Help.Title, h.look.texts.Help.Hint), inner + 4
}

// Line is nothing: the box says how to leave.
func (h *help) Line(int) string { return "" }

// lines is all groups below each other.
func (h *help) lines(width int) []string {
	var lines []string
	for i, g := range h.keys.groups {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, h.group(g, width)...)
	}
	return lines
}

// group is a heading and its keys, each on a line.
func (h *help) group(g group, width int) []string {
	k := h.look
	lines := []string{k.title.on(k.measure.Truncate(g.title, width, "…"))}
	const keyCells = 15
	for _, b := range g.bindings {
		key := k.measure.Pad(h.keys.keyLabels(b), min(keyCells, width/2))
		lines = append(lines, k.key.on(key)+" "+k.text.on(k.measure.Truncate(b.text.Long, max(0, width-keyCells-1), "…")))
	}
	return lines
}

// columns is the groups in two columns, cut where they are about equally long.
func (h *help) columns(width int) []string {
	half := (width - 2) / 2
	var left, right []string
	total := len(h.lines(half))
	for _, g := range h.keys.groups {
		into := &left
		if len(left) > 0 && len(left)+len(g.bindings)/2 > total/2 || len(right) > 0 {
			into = &right
		}
		if len(*into) > 0 {
			*into = append(*into, "")
		}
		*into = append(*into, h.group(g, half)...)
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
		lines[i] = h.look.measure.Pad(l, half) + "  " + h.look.measure.Pad(r, half)
	}
	return lines
}
