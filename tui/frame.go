package tui

import "strings"

// headings is the row above the panes: each pane's name and what it shows. The focused pane's heading begins with a
// mark, so that focus is seen without colour.
func (k *look) headings(l layout, focus pane, left, right [3]string) string {
	var b strings.Builder
	first := true
	for p, r := range l.Panes {
		if r.W == 0 {
			continue
		}
		if !first {
			b.WriteString(k.rule.on(k.glyph.vertical))
		}
		first = false
		mark, style := " ", k.heading
		if pane(p) == focus {
			mark, style = k.glyph.focus, k.headingFocus
		}
		room := r.W - k.measure.Width(mark) - 2
		note := k.measure.Truncate(right[p], max(0, room-8), "…")
		name := k.measure.Truncate(left[p], room-k.measure.Width(note)-1, "…")
		gap := r.W - k.measure.Width(mark) - k.measure.Width(name) - k.measure.Width(note) - 2
		b.WriteString(style.on(mark + " " + name))
		b.WriteString(strings.Repeat(" ", max(0, gap)))
		b.WriteString(k.muted.on(note) + " ")
	}
	return b.String()
}

// ruleBelow is the rule between headings and panes, heavy below the focused one.
func (k *look) ruleBelow(l layout, focus pane) string {
	var b strings.Builder
	first := true
	for p, r := range l.Panes {
		if r.W == 0 {
			continue
		}
		if !first {
			b.WriteString(k.rule.on(k.glyph.cross))
		}
		first = false
		if pane(p) == focus {
			b.WriteString(k.ruleFocus.on(strings.Repeat(k.glyph.heavy, r.W)))
		} else {
			b.WriteString(k.rule.on(strings.Repeat(k.glyph.horizontal, r.W)))
		}
	}
	return b.String()
}

// join puts the panes' lines side by side with a rule between. Each pane gives r.H lines of r.W cells.
func (k *look) join(l layout, panes [3][]string) []string {
	lines := make([]string, l.Body.H)
	vertical := k.rule.on(k.glyph.vertical)
	var b strings.Builder
	for y := range lines {
		b.Reset()
		first := true
		for p, r := range l.Panes {
			if r.W == 0 {
				continue
			}
			if !first {
				b.WriteString(vertical)
			}
			first = false
			b.WriteString(panes[p][y])
		}
		lines[y] = b.String()
	}
	return lines
}

// overlay lays a box over the middle of lines that are width cells wide.
func (k *look) overlay(lines []string, width int, box []string, boxWidth int) []string {
	top := max(0, (len(lines)-len(box))/2)
	left := max(0, (width-boxWidth)/2)
	out := append([]string(nil), lines...)
	for i, row := range box {
		if top+i >= len(out) {
			break
		}
		under := out[top+i]
		out[top+i] = k.measure.Pad(k.measure.Cut(under, 0, left), left) + row +
			k.measure.Pad(k.measure.Cut(under, left+boxWidth, width), width-left-boxWidth)
	}
	return out
}

// boxed frames lines that are inner cells wide, with a title in the upper edge and a hint in the lower one. The box is
// inner+4 cells wide.
func (k *look) boxed(lines []string, inner int, title, hint string) []string {
	edge := func(left, right, text string) string {
		text = k.measure.Truncate(text, inner-2, "…")
		if text != "" {
			text = " " + text + " "
		}
		fill := inner + 1 - k.measure.Width(text)
		return k.ruleFocus.on(left+k.glyph.horizontal) + k.headingFocus.on(text) +
			k.ruleFocus.on(strings.Repeat(k.glyph.horizontal, max(0, fill))+right)
	}
	box := make([]string, 0, len(lines)+2)
	box = append(box, edge(k.glyph.topLeft, k.glyph.topRight, title))
	side := k.ruleFocus.on(k.glyph.vertical)
	for _, line := range lines {
		box = append(box, side+" "+k.measure.Pad(line, inner)+" "+side)
	}
	return append(box, edge(k.glyph.bottomLeft, k.glyph.bottomRight, hint))
}

// blank is a line of spaces.
func blank(width int) string { return strings.Repeat(" ", max(0, width)) }

// fill adds blank lines until there are height.
func fill(lines []string, width, height int) []string {
	for len(lines) < height {
		lines = append(lines, blank(width))
	}
	return lines[:height]
}
