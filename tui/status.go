package tui

import "strings"

// footer is the last row: what an overlay asks, else at the left what is going on, at the right the keys that help
// here.
func (m *Model) footer() string {
	k, width := m.look, m.layout.Width
	if m.overlay != nil {
		if line := m.overlay.Line(width); line != "" {
			return line
		}
	}
	left := m.status(width)
	if left != "" {
		left = " " + left
	}
	room := width - k.measure.Width(left) - 2
	hints := k.hints(m.keys, m.hintActions(), room)
	gap := width - k.measure.Width(left) - k.measure.Width(hints) - 1
	return k.measure.Pad(left+blank(gap)+hints, width)
}

// hintActions is the actions that the footer offers.
func (m *Model) hintActions() []Action {
	if m.isEmpty() {
		return []Action{ActionHelp, ActionAddSource, ActionSyncAll, ActionQuit}
	}
	return m.keys.footer(m.focus)
}

// status is what is going on: a message, else the sync.
func (m *Model) status(width int) string {
	k := m.look
	if m.said.text != "" {
		style := k.status
		if m.said.failed {
			style = k.failure
		}
		return style.on(k.measure.Truncate(m.said.text, width-2, "…"))
	}
	if m.focus == readerPane && m.reader.find.on {
		return k.status.on(k.measure.Truncate(m.reader.find.count(k.texts), width-2, "…"))
	}
	if m.sync.running() {
		return m.syncStatus(width)
	}
	if !m.list.loaded || !m.treeKnown {
		return k.muted.on(k.measure.Truncate(k.texts.Status.Loading, width-2, "…"))
	}
	return ""
}

// barCells is the length of the bar that shows how far a sync is.
const barCells = 10

// syncStatus is how far the sync is and what it is reading.
func (m *Model) syncStatus(width int) string {
	k, p := m.look, m.sync.progress
	text := k.texts.Status.Syncing(p.Done, p.Total, p.New)
	if m.sync.stopping {
		text = k.texts.Status.SyncStopping
	}
	bar := ""
	if p.Total > 0 && width >= 60 {
		full := min(barCells, p.Done*barCells/p.Total)
		bar = k.count.on(strings.Repeat(k.glyph.bar, full)) + k.muted.on(strings.Repeat(k.glyph.barEmpty, barCells-full)) + " "
	}
	if p.Failed > 0 {
		text += " " + k.glyph.separator + " " + k.glyph.failure + " "
		text += k.texts.Status.FailedCount(p.Failed)
	}
	if p.Current != "" && width >= 100 {
		text += " " + k.glyph.separator + " " + p.Current
	}
	return bar + k.status.on(k.measure.Truncate(text, max(0, min(width-2, width*3/5)), "…"))
}

// hints is as many keys with what they do as fit into a width.
func (k *look) hints(keys *keyMap, actions []Action, room int) string {
	var parts []string
	for _, a := range actions {
		b := keys.byAct[a]
		key, text := keys.label(b.keys[0]), " "+b.text.Short
		need := k.measure.Width(key) + k.measure.Width(text)
		if len(parts) > 0 {
			need += 2
		}
		if room -= need; room < 0 {
			break
		}
		parts = append(parts, k.key.on(key)+k.keyText.on(text))
	}
	return strings.Join(parts, "  ")
}
