package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/storage"
)

// upkeep keeps the screen up with the cache: at most one refresh at a time, and a pause between two.
type upkeep struct {
	due     bool  // something changed since the last refresh began
	waits   int   // results of the running refresh that are still to come
	resting bool  // the pause after a refresh
	seen    int64 // storage's counter when the last refresh began
}

// refreshDue ends the pause after a refresh.
type refreshDue struct{}

// lookForChanges asks for the cache's counter from time to time.
type lookForChanges struct{}

// refresh brings tree and list up to date now or, when that is just being done, soon.
func (m *Model) refresh() tea.Cmd {
	u := &m.upkeep
	u.due = true
	if u.waits > 0 || u.resting || !m.ready {
		return nil
	}
	u.due = false
	u.waits = 1
	cmds := []tea.Cmd{m.loadTree()}
	if m.list.loaded {
		u.waits++
		cmds = append(cmds, m.reloadWindow())
	}
	return tea.Batch(cmds...)
}

// loadTree reads the tree as it is arranged now.
func (m *Model) loadTree() tea.Cmd { return m.io.loadTree(m.arranged) }

// refreshed counts a result of the running refresh.
func (m *Model) refreshed() tea.Cmd {
	u := &m.upkeep
	if u.waits == 0 {
		return nil
	}
	u.waits--
	if u.waits > 0 {
		return nil
	}
	u.resting = true
	return m.io.after(refreshEvery, refreshDue{})
}

// rested ends the pause and refreshes again when there is something new.
func (m *Model) rested() tea.Cmd {
	m.upkeep.resting = false
	if m.upkeep.due {
		return m.refresh()
	}
	return nil
}

// onTree shows a tree that was read.
func (m *Model) onTree(msg treeLoaded) tea.Cmd {
	done := m.refreshed()
	if msg.err != nil {
		return tea.Batch(done, m.fail(m.look.texts.Prompt.ReadingCache, msg.err))
	}
	m.treeKnown = true
	m.data = msg.data
	m.list.sources = make(map[feed.SourceID]string, len(msg.data.sources))
	for _, s := range msg.data.sources {
		m.list.sources[s.ID] = s.Name
	}
	m.list.zones = m.look.name.romanisedZones(msg.data.zones)
	m.upkeep.seen = msg.data.changes
	if msg.arranged != m.arranged {
		msg.roots = buildTree(msg.data, m.arranged, m.look.name, m.look.texts)
	}
	m.tree.setRoots(msg.roots)
	m.tree.setViewCounts(m.viewCounts)
	m.countFromTree()
	done = tea.Batch(done, m.wantViewCounts(), m.rulesShown(), m.lookForArrivals())
	return done
}

// countFromTree takes the list's counts from the tree when the list is a place without filter or search.
func (m *Model) countFromTree() {
	v := m.list.view
	if v.search != nil || len(v.filters) > 0 {
		return
	}
	if n := m.tree.find(v.place); n != nil {
		m.list.view.name, m.list.view.only = n.label, n.only
		_, known := m.viewCounts[n.id.View]
		if known || n.id.Kind != viewPlace && n.id.Kind != watchedPlace {
			m.list.unread, m.list.total = n.unread, n.total
			if v.unreadOnly {
				m.list.total = n.unread
			}
		}
	}
}

// showView turns the list to a view. What it showed stays on screen until the first page is here.
func (m *Model) showView(v view) tea.Cmd {
	m.list.show(v)
	m.wanted = NoAction
	return m.loadView(firstPage, feed.Headline{})
}

// loadView asks for a part of the view in place of the window.
func (m *Model) loadView(kind pageKind, at feed.Headline) tea.Cmd {
	m.serial++
	m.paging = true
	v := m.list.view
	q := v.query(m.cfg.Now())
	q.Limit = pageRows
	switch kind {
	case lastPage:
		q.Backward = true
	case firstPage:
		if v.search != nil {
			q.Limit = searchRows
		}
	case pageAround:
		q.After = storage.CursorOf(at, q.Sort)
	}
	cmds := []tea.Cmd{m.io.loadPage(pageRequest{serial: m.serial, kind: kind, query: q, at: at})}
	m.countFromTree()
	if m.list.total < 0 && (m.treeKnown || v.search != nil || len(v.filters) > 0) { // else the tree that is coming counts it
		cmds = append(cmds, m.io.countView(m.serial, q))
	}
	return tea.Batch(cmds...)
}

// reloadWindow asks for the rows around the selected one, anew.
func (m *Model) reloadWindow() tea.Cmd {
	r := pageRequest{serial: m.serial, kind: freshRows, query: m.list.view.query(m.cfg.Now())}
	r.query.Limit = pageRows
	if h, ok := m.list.selected(); ok {
		r.at = h
		r.query.After = storage.CursorOf(h, r.query.Sort)
	}
	cmds := []tea.Cmd{m.io.loadPage(r)}
	if m.list.view.search != nil || len(m.list.view.filters) > 0 || m.tree.find(m.list.view.place) == nil {
		cmds = append(cmds, m.io.countView(m.serial, r.query))
	}
	return tea.Batch(cmds...)
}

// wantPage asks for the page before or after the window when the cursor comes near its end.
func (m *Model) wantPage() tea.Cmd {
	before, after := m.list.wants()
	if m.paging || !before && !after {
		return nil
	}
	m.paging = true
	q := m.list.view.query(m.cfg.Now())
	q.Limit = pageRows
	rows := m.list.win.rows
	kind, at := pageAfter, rows[len(rows)-1]
	if before {
		kind, at = pageBefore, rows[0]
		q.Backward = true
	}
	q.After = storage.CursorOf(at, q.Sort)
	return m.io.loadPage(pageRequest{serial: m.serial, kind: kind, query: q})
}

// onPage takes a part of the list. One that answers an older view is dropped.
func (m *Model) onPage(msg pageLoaded) tea.Cmd {
	var finished tea.Cmd
	if msg.kind == freshRows {
		finished = m.refreshed()
	}
	if msg.serial != m.serial {
		return finished
	}
	if msg.kind != freshRows {
		m.paging = false
	}
	if msg.err != nil {
		m.wanted = NoAction
		return tea.Batch(finished, m.fail(m.look.texts.Prompt.ReadingCache, msg.err))
	}
	m.list.take(msg)
	m.reader.setSearch(m.list.view.search)
	m.overlayMarks()
	cmds := []tea.Cmd{finished, m.wantPage()}
	if a := m.wanted; a != NoAction {
		m.wanted = NoAction
		cmds = append(cmds, m.act(a))
	}
	return tea.Batch(append(cmds, m.afterSelection())...)
}

// overlayMarks sets the statuses that are on their way to storage: a page read before they arrived has the old ones.
func (m *Model) overlayMarks() {
	for id, status := range m.marks {
		m.list.win.setStatus(id, status)
	}
}

// onCounted takes the counts of a list.
func (m *Model) onCounted(msg counted) tea.Cmd {
	if msg.serial != m.serial {
		return nil
	}
	if msg.err != nil {
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	}
	m.list.unread, m.list.total = msg.unread, msg.total
	return nil
}

// onChanges refreshes when somebody changed the cache, and asks again later.
func (m *Model) onChanges(msg changesSeen) tea.Cmd {
	again := m.io.after(changesEvery, lookForChanges{})
	if msg.err != nil {
		return tea.Batch(again, m.fail(m.look.texts.Prompt.ReadingCache, msg.err))
	}
	if msg.n == m.upkeep.seen {
		return again
	}
	m.upkeep.seen = msg.n
	return tea.Batch(again, m.setAnew(), m.refresh())
}
