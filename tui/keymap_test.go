package tui

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/tui/i18n"
)

// TestKeysBoundOnce finds a key that means two things in one pane, and an action that no key reaches.
func TestKeysBoundOnce(t *testing.T) {
	m := newKeyMap(i18n.For(i18n.English))
	reached := map[Action]bool{}
	for p := treePane; p <= readerPane; p++ {
		seen := map[string]Action{}
		for _, g := range m.groups {
			for _, b := range g.bindings {
				reached[b.action] = true
				if b.where&scopeOf(p) == 0 {
					continue
				}
				for _, key := range b.keys {
					if other, ok := seen[key]; ok {
						t.Errorf("pane %d: %q means %d and %d", p, key, other, b.action)
					}
					seen[key] = b.action
				}
			}
		}
	}
	for a := NoAction + 1; a < actionPlace; a++ {
		if !reached[a] {
			t.Errorf("no key reaches action %d", a)
		}
	}
}

// TestIssueKeys holds the keys that were asked for.
func TestIssueKeys(t *testing.T) {
	m := newKeyMap(i18n.For(i18n.Chinese))
	for key, want := range map[string]Action{
		"j": ActionDown, "k": ActionUp, "down": ActionDown, "up": ActionUp, "pgdown": ActionPageDown, "g": ActionTop,
		"G": ActionBottom, "tab": ActionNextPane, "h": ActionPaneLeft, "enter": ActionOpen,
		"esc": ActionBack, "n": ActionNext, "p": ActionPrevious, "N": ActionNextUnread, "P": ActionPreviousUnread,
		" ": ActionReadOn, "m": ActionToggleRead, "s": ActionToggleStar, "z": ActionPickZone,
		"r": ActionSync, "R": ActionSyncAll, "o": ActionBrowse, "y": ActionCopy, "?": ActionHelp, "q": ActionQuit,
		"ctrl+c": ActionQuit, "i": ActionCard, "e": ActionExport, "|": ActionPipe, "u": ActionUndo, "v": ActionZen, "f": ActionKeepFilter, "F": ActionClearFilter,
	} {
		for p := treePane; p <= readerPane; p++ {
			if got := m.action(p, key); got != want {
				t.Errorf("pane %d: %q = %d, want %d", p, key, got, want)
			}
		}
	}
	for p, want := range map[pane][2]Action{
		treePane: {ActionSearch, ActionPaneRight}, listPane: {ActionSearch, ActionPaneRight}, readerPane: {ActionFind, ActionLinks},
	} {
		if got := [2]Action{m.action(p, "/"), m.action(p, "l")}; got != want {
			t.Errorf("pane %d: / and l = %v, want %v", p, got, want)
		}
	}
}

func TestKeysOf(t *testing.T) {
	tests := []struct {
		msg  tea.KeyMsg
		want []string
	}{
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jjk")}, []string{"j", "j", "k"}},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("？／ｎｐｊｋＧ")}, []string{"?", "/", "n", "p", "j", "k", "G"}},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("、【】　")}, []string{"/", "[", "]", " "}},
		{tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, []string{" "}},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q"), Alt: true}, []string{"alt+q"}},
		{tea.KeyMsg{Type: tea.KeyPgDown}, []string{"pgdown"}},
	}
	for _, tt := range tests {
		if got := keysOf(tt.msg); !slices.Equal(got, tt.want) {
			t.Errorf("keysOf(%q) = %q, want %q", tt.msg.String(), got, tt.want)
		}
	}
}

// TestKeyTable requires every action's line in the table for README.
func TestKeyTable(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.Chinese, i18n.English} {
		table := KeyTable(i18n.For(lang))
		for _, b := range newKeyMap(i18n.For(lang)).byAct {
			if !strings.Contains(table, b.text.Long) {
				t.Errorf("%s: %q is not in the table", lang, b.text.Long)
			}
		}
	}
}
