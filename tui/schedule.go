package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// dueEvery is how often the reader asks whether a source is due. The shortest interval of a source is a quarter of an
// hour.
const dueEvery = time.Minute

// lookForDue asks whether a source is due.
type lookForDue struct{}

// dueSeen is when the next source is due.
type dueSeen struct {
	at  time.Time
	err error
}

// nextDue asks the engine for it.
func (c *commands) nextDue() tea.Cmd {
	return func() tea.Msg {
		at, err := c.engine.NextDue(c.ctx)
		return dueSeen{at, err}
	}
}

// catchUp lets the search index follow what is stored.
func (c *commands) catchUp() tea.Cmd {
	return func() tea.Msg {
		c.engine.CatchUp(c.ctx, 0)
		return nil
	}
}

// watchSchedule begins asking for what is due: at once when the reader is to sync at its start, else a while later. A
// reader that syncs on demand only never asks. The search index goes on where an earlier program left it.
func (m *Model) watchSchedule() tea.Cmd {
	switch {
	case m.io.engine == nil:
		return nil
	case !m.cfg.SyncAtStart:
		return m.io.catchUp()
	}
	return tea.Batch(m.io.catchUp(), m.io.nextDue())
}

// onDue syncs what is due, unless a sync runs or the reader is being left, and asks again later. What keeps it from
// knowing is shown: the cache could not be read.
func (m *Model) onDue(msg dueSeen) tea.Cmd {
	again := m.io.after(dueEvery, lookForDue{})
	switch {
	case m.quitting:
		return nil
	case msg.err != nil:
		return tea.Batch(again, m.fail(m.look.texts.Prompt.ReadingCache, msg.err))
	case m.sync.running(), msg.at.After(m.cfg.Now()), len(m.data.sources) == 0:
		return again
	}
	return tea.Batch(again, m.startDueSync())
}
