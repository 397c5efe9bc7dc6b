package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// code returns the lines of a code block, each cut where the pane ends: code is moved, never broken. All lines of a
// block move together, as far as its longest one has something to show.
func (d *Draft) code(b block) []string {
	m, marks := d.o.Measure, d.o.Style.Marks
	room := max(1, d.width-m.Width(b.rest))
	lines := b.node.(*ast.FencedCodeBlock).Lines()
	rows := make([]string, lines.Len())
	longest := 0
	for i := range rows {
		segment := lines.At(i)
		rows[i] = strings.TrimRight(string(segment.Value(d.source)), "\n")
		longest = max(longest, m.Width(rows[i]))
	}
	d.page.Hidden = max(d.page.Hidden, longest-room)
	shift := max(0, min(d.o.Shift, longest-room))
	var out []string
	for _, row := range rows {
		if shift > 0 && row != "" {
			row = marks.CutLeft + m.Cut(row, shift+m.Width(marks.CutLeft), max(m.Width(row), shift+m.Width(marks.CutLeft)))
		}
		out = append(out, d.o.Style.Code.Render(m.Truncate(row, room, marks.Cut)))
	}
	return out
}
