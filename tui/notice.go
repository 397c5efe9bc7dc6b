package tui

import (
	"io"
	"strings"

	"zonewire/feed"
)

// Notice is how the terminal tells of an article that is watched for, beside the status line.
type Notice string

// The notices. The zero Notice is BellNotice.
const (
	BellNotice    Notice = "bell"
	MessageNotice Notice = "notice" // OSC 9: the terminal shows the text where it shows its messages
	NoNotice      Notice = "none"
)

// noticeRunes is how long the text of a notice is at most.
const noticeRunes = 120

// notify rings the bell of the terminal at w, or sends it a text to show.
func notify(w io.Writer, n Notice, text string, getenv func(string) string) error {
	_, err := io.WriteString(w, noticeSequence(n, text, getenv))
	return err
}

// noticeSequence is what makes the terminal tell. The text passes the gate: what it says about itself no terminal may
// act on. Within tmux and screen the sequence is wrapped so that the terminal outside gets it, and the bell is rung
// too, for where they keep it from going through.
func noticeSequence(n Notice, text string, getenv func(string) string) string {
	const bell = "\a"
	switch n {
	case NoNotice:
		return ""
	case MessageNotice:
	default:
		return bell
	}
	shown := []rune(feed.Clean(text))
	sequence := "\x1b]9;zonewire: " + string(shown[:min(len(shown), noticeRunes)]) + bell
	switch {
	case getenv("TMUX") != "":
		return "\x1bPtmux;" + strings.ReplaceAll(sequence, "\x1b", "\x1b\x1b") + "\x1b\\" + bell
	case getenv("STY") != "":
		return "\x1bP" + sequence + "\x1b\\" + bell
	}
	return sequence
}
