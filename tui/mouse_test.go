package tui

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// mouse sends a mouse event at a cell.
func (d *driver) mouse(x, y int, button tea.MouseButton, action tea.MouseAction) {
	d.t.Helper()
	d.send(tea.MouseMsg{X: x, Y: y, Button: button, Action: action})
	d.wait(100 * time.Millisecond)
}

func (d *driver) click(p pane, line int) {
	d.t.Helper()
	r := d.m.layout.Panes[p]
	d.mouse(r.X+3, r.Y+line, tea.MouseButtonLeft, tea.MouseActionPress)
	d.mouse(r.X+3, r.Y+line, tea.MouseButtonLeft, tea.MouseActionRelease)
}

func TestClickSelectsAndFocuses(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.click(listPane, 3)
	if h, _ := d.m.list.selected(); h.Title != all[3] || d.m.focus != listPane {
		t.Errorf("a click selects %q in pane %d", h.Title, d.m.focus)
	}
	d.reads(all[3])
	d.click(readerPane, 3)
	if d.m.focus != readerPane {
		t.Error("a click does not focus the reader")
	}
	d.click(treePane, 1)
	if n := d.m.tree.current(); d.m.focus != treePane || n.id.Kind != unreadPlace {
		t.Errorf("a click selects %q in the tree", n.label)
	}
}

func TestWheelScrollsWhatIsUnderThePointer(t *testing.T) {
	d := newReading(t)
	d.resize(160, 15)
	r := d.m.layout.Panes[readerPane]
	d.mouse(r.X+5, r.Y+2, tea.MouseButtonWheelDown, tea.MouseActionPress)
	if d.m.reader.offset != wheelLines || d.m.focus != listPane {
		t.Errorf("the reader is at line %d, focus %d", d.m.reader.offset, d.m.focus)
	}
	d.mouse(r.X+5, r.Y+2, tea.MouseButtonWheelUp, tea.MouseActionPress)
	if d.m.reader.offset != 0 {
		t.Error("the wheel does not scroll back")
	}
	l := d.m.layout.Panes[listPane]
	d.mouse(l.X+5, l.Y+2, tea.MouseButtonWheelDown, tea.MouseActionPress)
	if d.m.list.cursor != wheelLines {
		t.Errorf("the list is at row %d", d.m.list.cursor)
	}
}

func TestDragMovesBorders(t *testing.T) {
	d := newReading(t)
	drag := func(p pane, to int) {
		r := d.m.layout.Panes[p]
		d.mouse(r.X+r.W, r.Y+5, tea.MouseButtonLeft, tea.MouseActionPress)
		for x := r.X + r.W; x != to; {
			x += max(-1, min(1, to-x))
			d.mouse(x, r.Y+7, tea.MouseButtonLeft, tea.MouseActionMotion)
		}
		d.mouse(to, r.Y+7, tea.MouseButtonLeft, tea.MouseActionRelease)
	}
	near := func(what string, got, want int) {
		t.Helper()
		if got < want-1 || got > want+1 {
			t.Errorf("%s is at %d, want %d", what, got, want)
		}
	}
	reader := d.m.layout.Panes[readerPane].X
	drag(treePane, 40)
	near("the border of the tree", d.m.layout.Panes[treePane].W, 40)
	near("the border of the list", d.m.layout.Panes[readerPane].X, reader)
	drag(listPane, 100)
	near("the border of the list", d.m.layout.Panes[readerPane].X, 101)
	near("the border of the tree", d.m.layout.Panes[treePane].W, 40)
	drag(listPane, 159) // as far as it goes
	if w := d.m.layout.Panes[readerPane].W; w < leastPane {
		t.Errorf("the reader is %d cells wide", w)
	}
	drag(listPane, 110)
	d.mouse(20, 10, tea.MouseButtonLeft, tea.MouseActionMotion) // nothing is held any more
	near("the border of the list", d.m.layout.Panes[readerPane].X, 111)

	d.resize(100, 30)
	drag(listPane, 60)
	near("the border of two panes", d.m.layout.Panes[readerPane].X, 61)

	again := newDriver(t, d.store, nil)
	again.resize(160, 45)
	again.wait(time.Second)
	near("the border of the list in the next session", again.m.layout.Panes[readerPane].X, 111)
	again.resize(100, 30)
	near("the border of two panes in the next session", again.m.layout.Panes[readerPane].X, 61)
}
