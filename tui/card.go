package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// textBox is an overlay that shows a text: a source's card, what a command said.
type textBox struct {
	look   *look
	keys   *keyMap
	title  string
	text   []string
	offset int // first line shown
}

func (b *textBox) takesText() bool { return false }

// Key scrolls; Esc, Enter, q and the key that opened a card close.
func (b *textBox) Key(msg tea.KeyMsg) outcome {
	for _, key := range keysOf(msg) {
		switch b.keys.action(readerPane, key) {
		case ActionDown:
			b.offset++
		case ActionUp:
			b.offset--
		case ActionPageDown, ActionHalfDown, ActionReadOn:
			b.offset += 10
		case ActionPageUp, ActionHalfUp:
			b.offset -= 10
		case ActionTop:
			b.offset = 0
		case ActionBottom:
			b.offset = len(b.text)
		case ActionBack, ActionQuit, ActionOpen, ActionCard:
			return closed
		}
	}
	b.offset = max(0, min(b.offset, len(b.text)-1))
	return stays
}

// View is the box, each paragraph broken.
func (b *textBox) View(width, height int) ([]string, int) {
	inner := max(1, min(width-6, 92))
	var lines []string
	for _, paragraph := range b.text[min(b.offset, len(b.text)):] {
		if len(lines) >= height {
			break
		}
		lines = append(lines, b.look.measure.Break(paragraph, inner)...)
	}
	return b.look.boxed(lines[:min(len(lines), max(0, height-2))], inner, b.title, b.look.texts.Help.Hint), inner + 4
}

// Line is nothing.
func (b *textBox) Line(int) string { return "" }

// openCard shows who stands behind the source at hand: the tree's, else the article's.
func (m *Model) openCard() tea.Cmd {
	var id feed.SourceID
	if n := m.tree.current(); m.focus == treePane && n != nil {
		id = n.id.Source
	} else if h, ok := m.target(); ok {
		id = h.Source
	}
	for _, s := range m.data.sources {
		if s.ID == id && id != 0 {
			m.overlay = &textBox{look: m.look, keys: m.keys, title: s.Name, text: m.look.card(s)}
			return nil
		}
	}
	return m.say(m.look.texts.Status.NoSource)
}

// moment is a time of a source's health as the status line writes it, "" for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(feed.Beijing()).Format("2006-01-02 15:04")
}

// card is how a source is, where something is to be said about it, and its contact as its pages print it.
func (k *look) card(s feed.Source) []string {
	t := k.texts.Card
	var lines []string
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, k.muted.on(label+"  ")+k.text.on(value))
		}
	}
	if s.Health.Kind != "" {
		add(t.State, k.texts.Failure(s.Health.Kind))
	}
	add(t.Seen, feed.Clean(s.Health.Detail))
	if s.Health.Moved != "" {
		add(t.Moved, k.texts.Moved(s.Name, s.Health.Moved))
	}
	if s.Health.Kind != "" {
		add(t.Since, moment(s.Health.Since))
		add(t.NextTry, moment(s.Health.NextTry))
	}
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	state := len(lines)
	c := s.Contact
	add(t.Phone, c.Phone)
	add(t.Fax, c.Fax)
	add(t.Mail, c.Mail)
	add(t.Address, c.Address)
	add(t.Copyright, c.Copyright)
	if len(lines) == state {
		lines = append(lines, k.muted.on(t.Nothing))
	}
	return append(lines, "", k.muted.on(t.Site+"  ")+k.text.on(k.address(s.URL)))
}
