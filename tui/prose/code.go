package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// code returns the lines of a code block, each cut where the pane ends: code is moved, never broken.
func (d *Draft) code(b block) []string {
	m, marks := d.o.Measure, d.o.Style.Marks
	room := max(1, d.width-m.Width(b.rest))
	lines := b.node.(*ast.FencedCodeBlock).Lines()
	var out []string
	for i := range lines.Len() {
		segment := lines.At(i)
		row := strings.TrimRight(string(segment.Value(d.source)), "\n")
		if d.o.Shift > 0 && m.Width(row) > room {
			row = marks.CutLeft + m.Cut(row, d.o.Shift+m.Width(marks.CutLeft), m.Width(row))
		}
		out = append(out, d.o.Style.Code.Render(m.Truncate(row, room, marks.Cut)))
	}
	return out
}
