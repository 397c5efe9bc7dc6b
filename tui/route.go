package tui

import tea "github.com/charmbracelet/bubbletea"

// Update routes a message: the window, results, the overlay, global keys, the focused pane.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m, m.resize(msg.Width, msg.Height)
	case tea.KeyMsg:
		return m, m.typed(msg)
	case tea.MouseMsg:
		return m, m.mouse(msg)
	}
	return m, m.result(msg)
}

// resize lays out the window. The first time it also starts reading: the skeleton is on screen before that ends.
func (m *Model) resize(width, height int) tea.Cmd {
	first, grown := !m.ready, width > m.layout.Width || height > m.layout.Height
	m.ready = true
	m.layout.Width, m.layout.Height = width, height
	cmd := m.arrange()
	if !first && grown {
		cmd = tea.Batch(cmd, tea.ClearScreen) // tmux 3.3a else keeps a blank at a smaller window's edge, although it is drawn over
	}
	if !first {
		return tea.Batch(cmd, m.afterSelection())
	}
	if m.opening == nil {
		m.opening = m.openings()
	}
	return tea.Batch(append(m.opening, m.io.after(changesEvery, lookForChanges{}))...)
}

// result takes what commands and timers bring.
func (m *Model) result(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case treeLoaded:
		return m.onTree(msg)
	case pageLoaded:
		return m.onPage(msg)
	case counted:
		return m.onCounted(msg)
	case articleLoaded:
		return m.onArticle(msg)
	case relatedFound:
		return m.onRelated(msg)
	case pictureDrawn:
		return m.onPicture(msg)
	case unreadFound:
		return m.onUnread(msg)
	case linkFound:
		return m.onLink(msg)
	case progressed:
		return m.onProgress(msg)
	case dueSeen:
		return m.onDue(msg)
	case discovered:
		return m.onDiscovered(msg)
	case sourcesFound:
		return m.onSourcesFound(msg)
	case viewsCounted:
		return m.onViewsCounted(msg)
	case rulesCounted:
		return m.onRulesCounted(msg)
	case matchesCounted:
		return m.onMatches(msg)
	case arrivalsSeen:
		return m.onArrivals(msg)
	case changesSeen:
		return m.onChanges(msg)
	case written:
		return m.onWritten(msg)
	case settingsLoaded:
		return m.onSettings(msg)
	case done:
		if msg.err != nil {
			return m.fail(msg.what, msg.err)
		}
		return m.say(msg.say)
	case piped:
		return m.onPiped(msg)
	case foundPlaces:
		if p, ok := m.overlay.(*picker); ok {
			p.take(msg)
		}
		return nil
	}
	return m.timer(msg)
}

// timer takes what was put off until now.
func (m *Model) timer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case clearMessage:
		if msg.number == m.said.number {
			m.said.text = ""
		}
	case previewDue:
		return m.onPreview(msg)
	case refreshDue:
		return m.rested()
	case lookForChanges:
		return m.io.seeChanges()
	case takeProgress:
		return m.io.nextProgress(msg)
	case searchDue:
		return m.onSearchDue(msg)
	case lookForDue:
		return m.io.nextDue()
	case setPicturesDue:
		return m.setPictures(msg)
	case savePlaceDue:
		m.placeWait = false
		return m.savePlaces()
	case quitDue:
		if m.quitting {
			return m.leave()
		}
	}
	return nil
}

// typed gives each key of a message to the overlay, or else acts on it. A text field takes the rest of the message as
// it was typed.
func (m *Model) typed(msg tea.KeyMsg) tea.Cmd {
	if m.overlay == nil && msg.Paste {
		return m.say(m.look.texts.Status.PasteIgnored)
	}
	if m.overlay != nil && m.overlay.takesText() {
		return m.overlayKey(msg)
	}
	keys := keysOf(msg)
	var cmds []tea.Cmd
	for i, key := range keys {
		if m.overlay != nil && len(keys) > 1 {
			rest := msg
			rest.Runes = msg.Runes[i:]
			return tea.Batch(append(cmds, m.typed(rest))...)
		}
		cmds = append(cmds, m.key(key, msg))
	}
	return tea.Batch(cmds...)
}

// key acts on one key.
func (m *Model) key(key string, msg tea.KeyMsg) tea.Cmd {
	if m.quitting {
		if key == "ctrl+c" || key == "q" {
			return m.quit()
		}
		return nil
	}
	if m.overlay != nil {
		return m.overlayKey(msg)
	}
	a := m.keys.action(m.focus, key)
	if cmd, ok := m.inFind(a); ok {
		return cmd
	}
	if a == NoAction {
		return m.say(m.look.texts.Status.NoEffect(m.keys.label(key)))
	}
	m.said.text = ""
	if a == ActionOpenLink {
		return m.openLink(key)
	}
	return m.act(a)
}
