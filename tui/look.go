package tui

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"zonewire/feed"
	"zonewire/tui/i18n"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// paint is a style as the two sequences around a text: drawing a frame of a thousand pieces with it costs no more
// than copying them.
type paint struct {
	open, close string
}

// newPaint takes the sequences out of a style that has no padding, border or size.
func newPaint(s lipgloss.Style) paint {
	open, end, _ := strings.Cut(s.Inline(true).Render("x"), "x")
	return paint{open, end}
}

// on draws text. An empty text stays empty.
func (p paint) on(text string) string {
	if text == "" {
		return ""
	}
	return p.open + text + p.close
}

// look is what all panes draw with: the theme's styles, the terminal's widths, the texts and the names of places.
type look struct {
	theme    theme.Theme
	measure  typeset.Measure
	texts    *i18n.Texts
	name     namer
	setting  Typesetting
	calendar calendar

	// hits are the bytes of a text that a search finds, whatever the script; nil finds nothing.
	hits func(text string, search feed.Expr) [][2]int

	text, strong, muted, title             paint
	unread, readTitle, star, zone, count   paint
	selected, selectedDim                  paint
	heading, headingFocus, rule, ruleFocus paint
	status, key, keyText                   paint
	failure, success, match, matchCurrent  paint
	watched, watchedRead                   paint
	mistake                                paint
	cursor                                 paint

	glyph glyphs
}

// glyphs is the characters that lines and marks are drawn with. Each takes one cell, marks take markCells.
type glyphs struct {
	vertical, horizontal, heavy, cross          string
	topLeft, topRight, bottomLeft, bottomRight  string
	focus, selected, folded, unfolded           string
	unread, star, failure, separator, down, bar string
	barEmpty, picked, watched, notice           string
}

// newLook prepares the styles. Where ambiguous characters are wide, lines are drawn in ASCII: a rule of wide dashes
// could not fill an odd width.
func newLook(th theme.Theme, m typeset.Measure, t *i18n.Texts, name namer) *look {
	k := &look{
		theme: th, measure: m, texts: t, name: name,
		text: newPaint(th.Text), strong: newPaint(th.Strong), muted: newPaint(th.Dim), title: newPaint(th.Title),
		unread: newPaint(th.Unread), readTitle: newPaint(th.Read), star: newPaint(th.Starred),
		zone: newPaint(th.Dim), count: newPaint(th.Unread),
		selected: newPaint(th.Selected), selectedDim: newPaint(th.SelectedUnfocused),
		heading: newPaint(th.Header), headingFocus: newPaint(th.Title),
		rule: newPaint(th.Border), ruleFocus: newPaint(th.BorderFocused),
		status: newPaint(th.Text), key: newPaint(th.Key), keyText: newPaint(th.KeyText),
		failure: newPaint(th.Error), success: newPaint(th.Success), match: newPaint(th.Match),
		matchCurrent: newPaint(th.MatchCurrent), mistake: newPaint(th.Error.Underline(true)),
		watched: newPaint(th.Accent.Bold(true)), watchedRead: newPaint(th.Accent),
		cursor: newPaint(th.NewStyle().Reverse(true)),
	}
	if th.ASCII || m.Ambiguous == 2 {
		k.glyph = glyphs{
			vertical: "|", horizontal: "-", heavy: "=", cross: "+",
			topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
			focus: ">", selected: "-", folded: "+", unfolded: "-", unread: "*", star: "+", failure: "!", separator: "|", down: "v",
			bar: "#", barEmpty: ".", picked: "x", watched: "@", notice: "?",
		}
		return k
	}
	k.glyph = glyphs{
		vertical: "│", horizontal: "─", heavy: "━", cross: "┼",
		topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯",
		focus: th.Marks.Selected, selected: "▏", folded: th.Marks.Closed, unfolded: th.Marks.Open, unread: th.Marks.Unread, star: th.Marks.Starred,
		failure: th.Marks.Error, separator: th.Marks.Separator, down: "▾", bar: th.Marks.BarFull, barEmpty: th.Marks.BarEmpty,
		picked: "▪", watched: th.Marks.Watched, notice: th.Marks.Warning,
	}
	return k
}

// markCells is the width of mark.
const markCells = 2

// mark is the signs of an article's status: unread, starred.
func (k *look) mark(s feed.Status) string {
	mark := " "
	if !s.Read {
		mark = k.glyph.unread
	}
	if s.Starred {
		return mark + k.glyph.star
	}
	return mark + " "
}

// markStyle is the style of mark.
func (k *look) markStyle(s feed.Status) paint {
	if s.Starred {
		return k.star
	}
	return k.unread
}

// cursorMark stands before the row under the cursor and before all others, so that it is found without colour.
func (k *look) cursorMark(selected, focused bool) string {
	switch {
	case selected && focused:
		return k.glyph.focus
	case selected:
		return k.glyph.selected
	}
	return " "
}

// row is the style of the selected row.
func (k *look) row(focused bool) paint {
	if focused {
		return k.selected
	}
	return k.selectedDim
}

// regionName is the short name of the smallest region that code names, "" for none.
func (k *look) regionName(code feed.RegionCode) string {
	path := k.name.places.Path(code)
	if len(path) == 0 {
		return ""
	}
	return k.name.region(path[len(path)-1])
}
