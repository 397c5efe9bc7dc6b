package tui

// emptyScreen is what stands in place of the panes while there is nothing to read: what to press for the first news.
func (k *look) emptyScreen(r rect, hasSources, syncing bool, keys *keyMap) []string {
	t := k.texts.Empty
	var lines []string
	add := func(style paint, text string) {
		for _, line := range k.measure.Break(text, max(1, r.W-4)) {
			lines = append(lines, "  "+k.measure.Pad(style.on(line), r.W-2))
		}
	}
	key := func(a Action, text string) {
		label := k.measure.Pad(keys.label(keys.byAct[a].keys[0]), 3)
		for i, line := range k.measure.Break(text, max(1, r.W-8)) {
			if i > 0 {
				label = blank(3)
			}
			lines = append(lines, "    "+k.key.on(label)+k.measure.Pad(k.text.on(line), r.W-7))
		}
	}
	add(k.title, t.Title)
	lines = append(lines, blank(r.W))
	switch {
	case syncing:
		add(k.text, t.Syncing)
	case hasSources:
		add(k.text, t.NoArticles)
	default:
		add(k.text, t.NoSources)
	}
	lines = append(lines, blank(r.W))
	if hasSources {
		key(ActionSyncAll, t.Sync)
	}
	key(ActionAddSource, t.Add)
	if !hasSources {
		key(ActionQuit, t.Demo)
	}
	key(ActionHelp, t.Help)
	if hasSources {
		key(ActionQuit, t.Quit)
	}
	top := max(0, (r.H-len(lines))/3)
	above := make([]string, top)
	for i := range above {
		above[i] = blank(r.W)
	}
	return fill(append(above, lines...), r.W, r.H)
}
