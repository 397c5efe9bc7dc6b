package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/rivo/uniseg"

	"zonewire/feed"
	"zonewire/tui/typeset"
)

// maxInput is how many bytes a text field takes: far more than anyone types, less than makes a search slow.
const maxInput = 10_000

// input is a text field of one line. The zero value is empty.
type input struct {
	before, after string // text on both sides of the cursor
}

// text is what stands in the field.
func (in *input) text() string { return in.before + in.after }

// set replaces the text and puts the cursor behind it.
func (in *input) set(text string) { in.before, in.after = text, "" }

// key edits the text and reports whether the key was one of the field's. Letters are taken as they come: in a text
// field full-width forms are text.
func (in *input) key(msg tea.KeyMsg) bool {
	switch msg.Type {
	case tea.KeyRunes, tea.KeySpace:
		if msg.Alt {
			return false
		}
		in.insert(string(msg.Runes))
	case tea.KeyBackspace, tea.KeyCtrlH:
		in.before = in.before[:len(in.before)-len(lastCluster(in.before))]
	case tea.KeyDelete:
		in.after = in.after[len(firstCluster(in.after)):]
	case tea.KeyLeft, tea.KeyCtrlB:
		last := lastCluster(in.before)
		in.before, in.after = in.before[:len(in.before)-len(last)], last+in.after
	case tea.KeyRight, tea.KeyCtrlF:
		first := firstCluster(in.after)
		in.before, in.after = in.before+first, in.after[len(first):]
	case tea.KeyHome, tea.KeyCtrlA:
		in.before, in.after = "", in.text()
	case tea.KeyEnd, tea.KeyCtrlE:
		in.before, in.after = in.text(), ""
	case tea.KeyCtrlU:
		in.before = ""
	case tea.KeyCtrlK:
		in.after = ""
	case tea.KeyCtrlW:
		trimmed := strings.TrimRight(in.before, " ")
		in.before = trimmed[:strings.LastIndexByte(trimmed, ' ')+1]
	default:
		return false
	}
	return true
}

// insert puts text at the cursor. Pasted text passes the gate, as everything foreign does; spaces
// at its ends stay.
func (in *input) insert(text string) {
	head, tail := "", ""
	if strings.HasSuffix(text, " ") {
		tail = " "
	}
	if strings.HasPrefix(text, " ") && strings.TrimSpace(text) != "" && in.before != "" {
		head = " "
	}
	text = head + strings.Join(strings.Fields(feed.CleanText(text)), " ") + tail
	if len(in.before)+len(text)+len(in.after) <= maxInput {
		in.before += text
	}
}

// view draws the field at most width cells wide, scrolled so that the cursor is seen. cursor styles the character
// that the cursor stands on.
func (in *input) view(m typeset.Measure, width int, cursor func(string) string) string {
	return in.markedView(m, width, cursor, [2]int{}, nil)
}

// markedView is view with the bytes of a span of the text styled as a mistake. A mistake at the end of the text, where
// something is missing, styles the space behind it.
func (in *input) markedView(
	m typeset.Measure, width int, cursor func(string) string, span [2]int, mistake func(string) string,
) string {
	under := firstCluster(in.after)
	rest := in.after[len(under):]
	if under == "" {
		under = " "
	}
	room := width - m.Width(under)
	if room < 0 {
		return ""
	}
	before := in.before
	if over := m.Width(before) - room; over > 0 {
		before = m.Cut(before, over, over+room)
	}
	rest = m.Truncate(rest, room-m.Width(before), "")
	if span == [2]int{} || mistake == nil {
		return before + cursor(under) + rest
	}
	from := len(in.before) - len(before)
	behind := len(in.before) + len(under)
	return styleSpan(before, span[0]-from, span[1]-from, mistake) + cursor(under) +
		styleSpan(rest, span[0]-behind, span[1]-behind, mistake)
}

// styleSpan styles the bytes from..to of text, as far as they are in it.
func styleSpan(text string, from, to int, style func(string) string) string {
	from, to = max(0, min(from, len(text))), max(0, min(to, len(text)))
	if from >= to {
		return text
	}
	return text[:from] + style(text[from:to]) + text[to:]
}

// firstCluster is the first grapheme cluster of s, "" for none.
func firstCluster(s string) string {
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return cluster
}

// lastCluster is the last grapheme cluster of s, "" for none.
func lastCluster(s string) string {
	last, state := "", -1
	for s != "" {
		last, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
	}
	return last
}
