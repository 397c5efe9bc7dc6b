package tui

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/tui/typeset"
)

func TestInputEdits(t *testing.T) {
	var in input
	steps := []struct {
		msg  tea.KeyMsg
		want string // with | at the cursor
	}{
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("张家港")}, "张家港|"},
		{tea.KeyMsg{Type: tea.KeyLeft}, "张家|港"},
		{tea.KeyMsg{Type: tea.KeyBackspace}, "张|港"},
		{tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, "张 |港"},
		{tea.KeyMsg{Type: tea.KeyDelete}, "张 |"},
		{tea.KeyMsg{Type: tea.KeyDelete}, "张 |"},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("e\u0301x")}, "张 e\u0301x|"},
		{tea.KeyMsg{Type: tea.KeyBackspace}, "张 e\u0301|"},
		{tea.KeyMsg{Type: tea.KeyBackspace}, "张 |"},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a\x1b[2J\nb"), Paste: true}, "张 a b|"},
		{tea.KeyMsg{Type: tea.KeyCtrlW}, "张 a |"},
		{tea.KeyMsg{Type: tea.KeyHome}, "|张 a "},
		{tea.KeyMsg{Type: tea.KeyRight}, "张| a "},
		{tea.KeyMsg{Type: tea.KeyCtrlK}, "张|"},
		{tea.KeyMsg{Type: tea.KeyCtrlU}, "|"},
		{tea.KeyMsg{Type: tea.KeyBackspace}, "|"},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("？")}, "？|"},
	}
	for i, step := range steps {
		if !in.key(step.msg) {
			t.Errorf("step %d: key %q not taken", i, step.msg)
		}
		if got := in.before + "|" + in.after; got != step.want {
			t.Fatalf("step %d, %q: %q, want %q", i, step.msg, got, step.want)
		}
	}
	if in.key(tea.KeyMsg{Type: tea.KeyEnter}) || in.key(tea.KeyMsg{Type: tea.KeyEsc}) {
		t.Error("enter or esc was taken as text")
	}
}

// TestInputViewFits draws a long text with the cursor everywhere, at every width: never wider, cursor always shown.
func TestInputViewFits(t *testing.T) {
	for width := 2; width < 30; width++ {
		in := input{after: "张家港 abc 经济技术开发区 x"}
		for {
			shown := false
			view := in.view(typeset.Measure{}, width, func(s string) string { shown = true; return s })
			if !shown || typeset.Width(view) > width {
				t.Fatalf("width %d: %q is %d wide, cursor shown %v", width, view, typeset.Width(view), shown)
			}
			if in.after == "" {
				break
			}
			in.key(tea.KeyMsg{Type: tea.KeyRight})
		}
	}
}
