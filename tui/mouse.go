package tui

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"
)

// mouse moves the focus and the selection to what is clicked, and scrolls what is under the pointer.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	if m.layout.TooSmall || m.overlay != nil && !m.dragging {
		return nil
	}
	if cmd, ok := m.drag(msg); ok || msg.Action != tea.MouseActionPress {
		return cmd
	}
	for p, r := range m.layout.Panes {
		if !r.contains(msg.X, msg.Y) {
			continue
		}
		switch msg.Button {
		case tea.MouseButtonWheelDown:
			return m.wheel(pane(p), 1)
		case tea.MouseButtonWheelUp:
			return m.wheel(pane(p), -1)
		case tea.MouseButtonLeft:
			return m.click(pane(p), msg.Y-r.Y)
		}
	}
	return nil
}

// wheelLines is how far one notch of the wheel goes.
const wheelLines = 3

func (m *Model) wheel(p pane, way int) tea.Cmd {
	switch p {
	case treePane:
		return m.fromTree(m.tree.step(way * wheelLines))
	case listPane:
		return m.fromList(m.list.step(way * wheelLines))
	}
	if !m.reader.scroll(way * wheelLines) {
		return nil
	}
	return m.placeMoved()
}

func (m *Model) click(p pane, line int) tea.Cmd {
	focus := m.setFocus(p)
	switch p {
	case treePane:
		if at := m.tree.offset + line; at < len(m.tree.rows) {
			return tea.Batch(focus, m.fromTree(m.tree.step(at-m.tree.cursor)))
		}
	case listPane:
		if at, ok := m.list.rowAt(line); ok {
			return tea.Batch(focus, m.fromList(m.list.step(at-m.list.cursor)))
		}
	}
	return focus
}

// bordersKey is the setting that holds where the borders between panes stand.
const bordersKey = "layout.borders"

// drag takes hold of a border between panes, moves it, and keeps it where it is let go. It reports whether the mouse
// did one of these.
func (m *Model) drag(msg tea.MouseMsg) (cmd tea.Cmd, ok bool) {
	switch msg.Action {
	case tea.MouseActionPress:
		p, on := m.layout.borderAt(msg.X, msg.Y)
		if !on || msg.Button != tea.MouseButtonLeft {
			return nil, false
		}
		m.dragging, m.dragged = true, p
		return nil, true
	case tea.MouseActionMotion:
		if !m.dragging {
			return nil, false
		}
		m.borders.move(m.layout, m.dragged, msg.X)
		return m.arrange(), true
	}
	if !m.dragging {
		return nil, false
	}
	m.dragging = false
	value, err := json.Marshal(m.borders)
	if err != nil {
		return m.fail(m.look.texts.Prompt.Saving, err), true
	}
	return m.writing(m.io.saveSetting(bordersKey, string(value))), true
}
