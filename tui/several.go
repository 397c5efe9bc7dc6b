package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// isMarked reports whether a place is among those that are marked for one list.
func (t *tree) isMarked(id placeID) bool {
	for _, f := range t.marked {
		if f.place == id {
			return true
		}
	}
	return false
}

// mark marks a place or takes its mark away.
func (t *tree) mark(f filter) {
	for i, old := range t.marked {
		if old.place == f.place {
			t.marked = append(t.marked[:i:i], t.marked[i+1:]...)
			return
		}
	}
	t.marked = append(t.marked, f)
}

// markPlace marks the place under the tree's cursor: the list shows all that are marked as one.
func (m *Model) markPlace() tea.Cmd {
	n := m.tree.current()
	if n == nil || !n.id.canJoin() {
		return m.say(m.look.texts.Status.NotJoined)
	}
	m.tree.mark(filter{n.id, n.label})
	down := m.tree.step(1)
	if len(m.tree.marked) == 0 {
		return tea.Batch(m.fromTree(down), m.showPlace())
	}
	return m.showMarked()
}

// canJoin reports whether a place can be shown together with others.
func (p placeID) canJoin() bool {
	switch p.Kind {
	case regionPlace, zonePlace, sourcePlace, nowherePlace, viewPlace:
		return true
	}
	return false
}

// showMarked shows the articles of all places that are marked, each once.
func (m *Model) showMarked() tea.Cmd {
	names := make([]string, len(m.tree.marked))
	any := make(feed.Or, len(m.tree.marked))
	for i, f := range m.tree.marked {
		names[i] = f.name
		any[i] = f.place.where(m.cfg.Now())
		if n := m.tree.find(f.place); n != nil {
			any[i] = n.where(m.cfg.Now())
		}
	}
	v := m.list.view
	v.place, v.name, v.only = placeID{Kind: severalPlace}, strings.Join(names, " + "), any
	v.search, v.typed = nil, ""
	if v.sort == feed.ByRelevance {
		v.sort = feed.ByDate
	}
	return tea.Batch(m.showView(v), m.say(m.look.texts.Status.PlacesMarked(len(names))))
}

// unmarkPlaces takes all marks away and shows the place under the cursor again.
func (m *Model) unmarkPlaces() tea.Cmd {
	m.tree.marked = nil
	return m.showPlace()
}
