package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/syncer"
)

// syncing is the running sync, if any, and the last one's end.
type syncing struct {
	number   int // of the run; snapshots of another are stale
	cancel   context.CancelFunc
	since    time.Time
	progress syncer.Progress
	stopping bool
}

// running reports whether a sync runs.
func (s *syncing) running() bool { return s.cancel != nil }

// progressed brings one snapshot; open is false when the engine is through and the channel closed.
type progressed struct {
	number   int
	channel  <-chan syncer.Progress
	progress syncer.Progress
	open     bool
}

// takeProgress asks for the next snapshot after a pause, so that a fast sync does not redraw all the time.
type takeProgress struct {
	number  int
	channel <-chan syncer.Progress
}

// startSync begins a sync and takes its first snapshot. ctx ends it.
func (c *commands) startSync(ctx context.Context, number int, req syncer.Request) tea.Cmd {
	return func() tea.Msg {
		channel := c.engine.Run(ctx, req)
		p, open := <-channel
		return progressed{number, channel, p, open}
	}
}

// nextProgress waits for the next snapshot.
func (c *commands) nextProgress(t takeProgress) tea.Cmd {
	return func() tea.Msg {
		p, open := <-t.channel
		return progressed{t.number, t.channel, p, open}
	}
}

// startSync syncs sources, all when nil.
func (m *Model) startSync(sources []feed.SourceID) tea.Cmd {
	t := m.look.texts.Status
	switch {
	case m.sync.running():
		return m.say(t.SyncRunning)
	case m.io.engine == nil || len(m.data.sources) == 0 && sources == nil:
		return m.say(t.NoSyncHere)
	}
	m.said.text = ""
	return m.beginSync(syncer.Request{Sources: sources})
}

// startDueSync syncs what is due. It comes by itself, so it takes no message off the screen.
func (m *Model) startDueSync() tea.Cmd { return m.beginSync(syncer.Request{Due: true}) }

func (m *Model) beginSync(req syncer.Request) tea.Cmd {
	ctx, cancel := context.WithCancel(m.io.ctx)
	m.arrivals.hits = 0
	m.sync = syncing{number: m.sync.number + 1, cancel: cancel, since: m.cfg.Now()}
	return m.io.startSync(ctx, m.sync.number, req)
}

// stopSync asks the running sync to end. What it stored stays; the next one goes on from there.
func (m *Model) stopSync() tea.Cmd {
	if !m.sync.running() {
		return m.say(m.look.texts.Status.SyncNothing)
	}
	m.sync.stopping = true
	m.sync.cancel()
	return m.say(m.look.texts.Status.SyncStopping)
}

// onProgress shows a snapshot, refreshes when something was stored, and asks for the next.
func (m *Model) onProgress(msg progressed) tea.Cmd {
	if msg.number != m.sync.number || !m.sync.running() {
		return nil
	}
	if !msg.open {
		return m.syncEnded()
	}
	stored := msg.progress.Stored != m.sync.progress.Stored
	m.sync.progress = msg.progress
	var refresh tea.Cmd
	if stored {
		refresh = m.refresh()
	}
	next := takeProgress{msg.number, msg.channel}
	if msg.progress.Final {
		return tea.Batch(refresh, m.io.nextProgress(next))
	}
	return tea.Batch(refresh, m.io.after(progressEvery, next))
}

// syncEnded says how the sync went.
func (m *Model) syncEnded() tea.Cmd {
	m.sync.cancel()
	m.sync.cancel = nil
	refresh := tea.Batch(m.setAnew(), m.refresh())
	if m.quitting {
		return tea.Batch(refresh, m.maybeQuit())
	}
	refresh = tea.Batch(refresh, m.io.catchUp())
	p, t := m.sync.progress, m.look.texts
	if kind := feed.KindOf(p.LastError); p.Final && (kind == feed.Cancelled || m.sync.stopping) {
		return tea.Batch(refresh, m.say(t.Status.SyncStopped))
	} else if p.Stopped {
		return tea.Batch(refresh, m.fail(t.Prompt.Syncing, p.LastError))
	}
	say := t.Status.Synced(p.New, p.Updated, p.Failed, m.cfg.Now().Sub(m.sync.since))
	if n := m.arrivals.hits; n > 0 {
		say += " " + m.look.glyph.separator + " " + t.Rules.Hits(n)
	}
	cmd := m.say(say)
	m.said.failed = p.Failed > 0 || p.Broken > 0
	return tea.Batch(refresh, cmd)
}

// syncHere syncs what the place under the tree's cursor has its articles from. Which sources that is, is asked of the
// cache where none belongs there by what is known of it.
func (m *Model) syncHere() tea.Cmd {
	p := m.tree.place()
	switch p.Kind {
	case sourcePlace, regionPlace, zonePlace, nowherePlace, viewPlace:
	default:
		return m.startSync(nil)
	}
	if m.sync.running() {
		return m.say(m.look.texts.Status.SyncRunning)
	}
	if ids := m.sourcesOf(p); len(ids) > 0 {
		return m.startSync(ids)
	}
	where := p.where(m.cfg.Now())
	if n := m.tree.current(); n != nil {
		where = n.where(m.cfg.Now())
	}
	return m.io.findSources(where, m.data.sources)
}

// sourcesFound answers findSources.
type sourcesFound struct {
	ids []feed.SourceID
	err error
}

// findSources looks which sources have brought articles of a place.
func (c *commands) findSources(where feed.Expr, sources []feed.Source) tea.Cmd {
	return func() tea.Msg {
		var found sourcesFound
		for _, s := range sources {
			hits, err := c.store.Headlines(c.ctx, feed.Query{Where: feed.And{where, feed.InSource{ID: s.ID}}, Limit: 1})
			if err != nil {
				return sourcesFound{err: err}
			}
			if len(hits) > 0 {
				found.ids = append(found.ids, s.ID)
			}
		}
		return found
	}
}

// onSourcesFound syncs the sources of a place.
func (m *Model) onSourcesFound(msg sourcesFound) tea.Cmd {
	switch {
	case msg.err != nil:
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	case len(msg.ids) == 0:
		return m.say(m.look.texts.Status.NoSourceHere)
	}
	return m.startSync(msg.ids)
}

// sourcesOf is the sources that belong to a place by what is known of them: the source itself; those of a zone; in a
// region those of it and of all regions and zones within it.
func (m *Model) sourcesOf(p placeID) []feed.SourceID {
	if p.Kind == sourcePlace {
		return []feed.SourceID{p.Source}
	}
	zoneName := ""
	inRegion := map[string]bool{} // the names of its zones
	for _, z := range m.data.zones {
		if p.Kind == zonePlace && z.ID == p.Zone {
			zoneName = z.Name
		}
		inRegion[z.Name] = p.Kind == regionPlace && z.Region != "" && p.Region.Contains(z.Region)
	}
	var ids []feed.SourceID
	for _, s := range m.data.sources {
		region := p.Kind == regionPlace && (s.Region != "" && p.Region.Contains(s.Region) || inRegion[s.Zone])
		if region || zoneName != "" && s.Zone == zoneName {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// quitDue ends waiting for what is still on its way.
type quitDue struct{}

// quit ends the program once the sync has stopped and all writes are done, after two seconds at the latest, or at
// once when asked again.
func (m *Model) quit() tea.Cmd {
	if m.quitting {
		return m.leave()
	}
	m.quitting = true
	if m.sync.running() {
		m.sync.cancel()
	}
	m.said = message{text: m.look.texts.Status.Quitting, number: m.said.number + 1}
	save := m.savePlaces()
	if cmd := m.maybeQuit(); cmd != nil {
		return cmd
	}
	return tea.Batch(save, m.io.after(quitWaitsAtMax, quitDue{}))
}

// maybeQuit quits when nothing is on its way any more.
func (m *Model) maybeQuit() tea.Cmd {
	if !m.quitting || m.sync.running() || m.writes > 0 {
		return nil
	}
	return m.leave()
}

// leave ends all that is still read and the program.
func (m *Model) leave() tea.Cmd {
	m.stop()
	return tea.Quit
}
