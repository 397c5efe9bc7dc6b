package tui

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// openings are the commands that read what the first screen shows: the list, what earlier sessions left, the tree.
func (m *Model) openings() []tea.Cmd {
	m.upkeep.waits = 1
	return []tea.Cmd{m.showView(m.list.view), m.io.loadSettings(), m.loadTree()}
}

// openEarly begins to read the first screen before the terminal is set up, which takes as long. Settings and tree come
// from one connection in turn: a third one would have to be opened first. reading is done when all is read.
func (m *Model) openEarly(reading *sync.WaitGroup) {
	o := m.openings()
	m.opening = append(begin(reading, o[:1]), begin(reading, o[1:])...)
}

// begin runs commands one after the other at once. Each of the commands that it returns brings the result of one.
func begin(running *sync.WaitGroup, cmds []tea.Cmd) []tea.Cmd {
	results := make([]tea.Cmd, len(cmds))
	came := make([]chan tea.Msg, len(cmds))
	for i := range cmds {
		result := make(chan tea.Msg, 1)
		came[i] = result
		results[i] = func() tea.Msg { return <-result }
	}
	running.Go(func() {
		for i, cmd := range cmds {
			came[i] <- cmd()
		}
	})
	return results
}
