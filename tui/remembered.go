package tui

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// settingsLoaded brings what earlier sessions left in storage's settings.
type settingsLoaded struct {
	values map[string]string // by key
	err    error
}

// loadSettings reads all settings.
func (c *commands) loadSettings() tea.Cmd {
	return func() tea.Msg {
		values, err := c.store.Settings(c.ctx)
		return settingsLoaded{values, err}
	}
}

// onSettings takes the settings. One that cannot be read is as good as none.
func (m *Model) onSettings(msg settingsLoaded) tea.Cmd {
	if msg.err != nil {
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	}
	m.pipe = msg.values[pipeKey]
	m.onHistory(msg.values[historyKey])
	uses := map[string]int{}
	if json.Unmarshal([]byte(msg.values[usesKey]), &uses) == nil && uses != nil {
		m.uses = uses
	}
	var folded []feed.RegionCode
	if json.Unmarshal([]byte(msg.values[foldingKey]), &folded) == nil {
		m.onFolding(folded)
	}
	cmds := []tea.Cmd{m.onListOrder(msg.values[listOrderKey]), m.onArrangement(msg.values[arrangementKey])}
	var b borders
	if json.Unmarshal([]byte(msg.values[bordersKey]), &b) == nil {
		m.borders = b
		cmds = append(cmds, m.arrange())
	}
	return tea.Batch(cmds...)
}

// onFolding folds and unfolds the regions that an earlier session did.
func (m *Model) onFolding(toggled []feed.RegionCode) {
	for _, code := range toggled {
		m.tree.toggled[placeID{Kind: regionPlace, Region: code}] = true
	}
	at := m.tree.place()
	m.tree.flatten()
	m.tree.moveTo(at)
}
