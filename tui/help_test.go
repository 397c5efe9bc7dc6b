package tui

import (
	"strings"
	"testing"

	"zonewire/tui/i18n"
	"zonewire/tui/typeset"
)

// TestHelpSaysEverything scrolls through the help in windows large and small: no explanation is cut, keys begin in the
// same column, and Up goes back at once from the end.
func TestHelpSaysEverything(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 4)
	for _, lang := range []i18n.Lang{i18n.Chinese, i18n.English} {
		for _, size := range [][2]int{{300, 60}, {160, 45}, {100, 30}, {80, 24}, {40, 15}} {
			d := newDriver(t, store, func(c *Config) { c.Lang = lang })
			d.resize(size[0], size[1])
			d.press("?")
			h, ok := d.m.overlay.(*help)
			if !ok {
				t.Fatal("? opens no help")
			}
			var seen []string
			for range 300 {
				box, _ := h.View(size[0], size[1]-3)
				for _, line := range box[1 : len(box)-1] {
					seen = append(seen, typeset.Plain(line))
				}
				at := h.offset
				if d.press("j"); h.offset == at {
					break
				}
			}
			if text := strings.Join(seen, "\n"); strings.Contains(text, "…") {
				t.Errorf("%s %v: an explanation is cut:\n%s", lang, size, text)
			}
			last := h.offset
			if d.press("G", "k"); last > 0 && h.offset != last-1 {
				t.Errorf("%s %v: up from the end goes from line %d to %d", lang, size, last, h.offset)
			}
			all, inner := h.laid(size[0])
			if size[0] < 160 {
				continue
			}
			for _, line := range all {
				if w := h.look.measure.Width(line); w > inner {
					t.Errorf("a line is %d cells wide in a box of %d", w, inner)
				}
			}
		}
	}
	d := newDriver(t, store, func(c *Config) { c.Lang = i18n.English })
	d.resize(160, 45)
	d.press("?")
	d.sees("keep the search or place as a view, or as a rule to watch,", "the pane to the right (tree, list)", "each on the whole screen (reader)")
}
