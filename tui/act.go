package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// act does what a key means: first what means the same everywhere, then what the focused pane makes of it.
func (m *Model) act(a Action) tea.Cmd {
	if cmd, ok := m.global(a); ok {
		return cmd
	}
	if cmd, ok := m.mark(a); ok {
		return cmd
	}
	return m.paneAct(a)
}

// global does what means the same in every pane, but for marking.
func (m *Model) global(a Action) (cmd tea.Cmd, ok bool) {
	switch a {
	case ActionQuit:
		return m.quit(), true
	case ActionHelp:
		m.overlay = newHelp(m.look, m.keys, func() rect { return m.layout.Body })
	case ActionNextPane:
		return m.setFocus((m.focus + 1) % 3), true
	case ActionPreviousPane:
		return m.setFocus((m.focus + 2) % 3), true
	case ActionPaneLeft:
		return m.beside(-1), true
	case ActionPaneRight:
		return m.beside(1), true
	case ActionNext:
		return m.step(1), true
	case ActionPrevious:
		return m.step(-1), true
	case ActionNextUnread:
		return m.stepUnread(1), true
	case ActionPreviousUnread:
		return m.stepUnread(-1), true
	case ActionReadOn:
		return m.readOn(), true
	case ActionSiteNext:
		return m.stepSite(1), true
	case ActionSitePrevious:
		return m.stepSite(-1), true
	case ActionZen:
		return m.toggleZen(), true
	case ActionPickZone:
		return m.openPicker(false), true
	case ActionSearch:
		return m.openSearch(), true
	case ActionFind:
		return m.openFind(), true
	case ActionLinks:
		return m.openLinks(), true
	case ActionPictures:
		return m.viewPictures(), true
	case ActionCard:
		return m.openCard(), true
	case ActionExport:
		return m.askExport(), true
	case ActionPipe:
		return m.openPipe(), true
	case ActionKeepFilter:
		return m.keepFilter(), true
	case ActionKeepQuery:
		return m.keepShown(), true
	case ActionRules:
		return m.openRules(), true
	case ActionClearFilter:
		return m.clearFilter(), true
	case ActionSort:
		return m.nextSort(), true
	case ActionSync:
		return m.syncHere(), true
	case ActionSyncAll:
		return m.startSync(nil), true
	case ActionStopSync:
		return m.stopSync(), true
	case ActionAddSource:
		m.overlay = newPrompt(m.look, m.look.texts.Prompt.AddSource, m.look.texts.Prompt.AddHint, promptSource)
	default:
		return nil, false
	}
	return nil, true
}

// beside moves the focus to the pane at the left (-1) or right (1).
func (m *Model) beside(way int) tea.Cmd {
	to := m.focus + pane(way)
	if to < treePane || to > readerPane {
		return nil
	}
	if to == readerPane {
		if h, ok := m.list.selected(); ok {
			return m.open(h, true)
		}
	}
	return m.setFocus(to)
}

// toggleZen shows the article alone, or all panes again.
func (m *Model) toggleZen() tea.Cmd {
	if m.zen {
		m.zen = false
		return m.arrange()
	}
	m.focus, m.zen = readerPane, true
	if h, ok := m.list.selected(); ok && !m.reader.opened {
		return m.open(h, true)
	}
	return m.arrange()
}

// paneAct gives an action to the focused pane and does what the pane asks for.
func (m *Model) paneAct(a Action) tea.Cmd {
	switch a {
	case ActionOpen:
		return m.enter()
	case ActionBack:
		return m.back()
	}
	switch a {
	case ActionTreeOrder, ActionZoneLevel, ActionZoneType:
		return m.rearrange(a)
	case ActionRename:
		return m.askRename()
	case ActionPick, ActionRange:
		return m.pick(a)
	case ActionReadAbove:
		return m.markSide(-1)
	case ActionReadBelow:
		return m.markSide(1)
	case ActionUnreadOnly:
		return m.toggleUnreadOnly()
	case ActionMark:
		if m.focus == treePane {
			return m.markPlace()
		}
	}
	switch m.focus {
	case treePane:
		return m.fromTree(m.tree.Update(a))
	case listPane:
		return m.fromList(m.list.Update(a))
	}
	switch m.reader.Update(a) {
	case ActionPaneLeft:
		return m.beside(-1)
	case NoAction:
		return m.placeMoved()
	case actionShift:
		return m.loadArticle(m.reader.head.ID)
	}
	return nil
}

// enter opens what is under the cursor.
func (m *Model) enter() tea.Cmd {
	switch m.focus {
	case treePane:
		return m.setFocus(listPane)
	case readerPane:
		return m.readOn()
	}
	if h, ok := m.list.selected(); ok {
		return m.open(h, true)
	}
	return m.say(m.look.texts.Status.NoArticle)
}

// back undoes one step of going in: out of zen, to the list, out of a search, to the tree.
func (m *Model) back() tea.Cmd {
	switch {
	case m.zen:
		return m.toggleZen()
	case m.focus == readerPane:
		return m.setFocus(listPane)
	case m.focus == listPane && len(m.list.picks.of) > 0:
		m.list.picks = picks{}
		return nil
	case m.list.view.search != nil:
		return m.endSearch()
	case len(m.tree.marked) > 0:
		return m.unmarkPlaces()
	case m.focus == listPane:
		return m.setFocus(treePane)
	}
	return nil
}

// fromTree does what the tree asks for.
func (m *Model) fromTree(a Action) tea.Cmd {
	switch a {
	case actionPlace:
		if len(m.tree.marked) > 0 {
			return nil // the list stays with those that are marked
		}
		return m.showPlace()
	case actionFolded:
		return m.saveFolding()
	case ActionPaneRight:
		return m.beside(1)
	}
	return nil
}

// fromList does what the list asks for.
func (m *Model) fromList(a Action) tea.Cmd {
	switch a {
	case actionSelect:
		return tea.Batch(m.wantPage(), m.afterSelection())
	case actionFirstPage:
		return m.loadView(firstPage, feed.Headline{})
	case actionLastPage:
		return m.loadView(lastPage, feed.Headline{})
	case ActionPaneLeft:
		return m.beside(-1)
	case ActionPaneRight:
		return m.beside(1)
	}
	return nil
}

// showPlace shows the place under the tree's cursor in the list, within the kept filters.
func (m *Model) showPlace() tea.Cmd {
	n := m.tree.current()
	if n == nil || n.id.Kind == headingPlace {
		return nil
	}
	v := view{place: n.id, name: n.label, only: n.only, unreadOnly: m.list.view.unreadOnly, filters: m.list.view.filters, sort: m.list.view.sort}
	if v.sort == feed.ByRelevance {
		v.sort = feed.ByDate
	}
	cmd := m.showView(v)
	switch trouble := m.tree.troubled(n); {
	case n.id.Kind == viewPlace && n.failure != "":
		return tea.Batch(cmd, m.sayViewFailure(n.id))
	case n.failure != "":
		return tea.Batch(cmd, m.sayTrouble([]feed.SourceID{n.id.Source}))
	case n.moved != "":
		return tea.Batch(cmd, m.say(m.look.texts.Status.SourceFailing(n.label, m.look.texts.Moved(n.label, n.moved), time.Time{}, time.Time{})))
	case len(trouble) > 0:
		return tea.Batch(cmd, m.sayTrouble(trouble))
	}
	return cmd
}
