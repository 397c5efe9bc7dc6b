package theme

import (
	"io"

	"github.com/charmbracelet/glamour/ansi"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Theme is the look of the whole program: a value made once by New and handed around.
type Theme struct {
	Name    Name
	Profile Profile
	ASCII   bool // borders and marks are ASCII

	Text, Strong, Dim, Accent   lipgloss.Style
	Title                       lipgloss.Style // of a pane, an overlay, an article
	Unread, Read, Starred       lipgloss.Style // rows of lists, counts of trees
	Selected, SelectedUnfocused lipgloss.Style // the row under the cursor
	Border, BorderFocused       lipgloss.Style // colour of a frame's lines
	Header, Footer, StatusLine  lipgloss.Style
	Key, KeyText                lipgloss.Style // a key and what it does
	Error, Warning, Success     lipgloss.Style
	Match, MatchCurrent         lipgloss.Style // what a search found; the one that the cursor is on
	Link, LinkNumber            lipgloss.Style
	Code, Quote                 lipgloss.Style // code's text; the bar beside a quotation
	Overlay, OverlayTitle       lipgloss.Style
	Input                       lipgloss.Style // a text field

	Frame        lipgloss.Border // of a pane without focus
	FrameFocused lipgloss.Border // of the pane with it: its lines differ, not only its colour
	Marks        Marks

	Article  ansi.StyleConfig // for glamour, with no margins, indents or tokens of its own
	renderer *lipgloss.Renderer
}

// New returns a theme. It asks no terminal: the profile says what to write. An unknown name gives Ink.
func New(name Name, profile Profile, ascii bool) Theme {
	p := paletteOf(name)
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(profile.termenv())
	r.SetHasDarkBackground(name != Paper)
	t := Theme{Name: name, Profile: profile, ASCII: ascii, renderer: r, Marks: marks(ascii)}

	fg := func(c colour) lipgloss.Style { return r.NewStyle().Foreground(c.terminal(profile)) }
	on := func(text, ground colour) lipgloss.Style { return fg(text).Background(ground.terminal(profile)) }
	mono := profile <= Mono

	t.Text, t.Strong, t.Dim = fg(p.text), fg(p.text).Bold(true), fg(p.dim)
	t.Accent, t.Title = fg(p.accent), fg(p.accent).Bold(true)
	t.Unread, t.Read, t.Starred = fg(p.unread).Bold(true), fg(p.text), fg(p.starred).Bold(true)
	t.Selected = on(p.onAccent, p.selected).Bold(true).Reverse(mono)
	t.SelectedUnfocused = on(p.onQuiet, p.quiet).Underline(mono)
	t.Border, t.BorderFocused = fg(p.border), fg(p.accent).Bold(true)
	t.Header, t.Footer = fg(p.text).Bold(true), fg(p.dim)
	t.StatusLine = on(p.onBar, p.bar).Reverse(mono)
	t.Key, t.KeyText = fg(p.accent).Bold(true), fg(p.dim)
	t.Error, t.Warning, t.Success = fg(p.failure).Bold(true), fg(p.warning), fg(p.success)
	t.Match = on(p.onMatch, p.match).Underline(mono)
	t.MatchCurrent = on(p.onMatch, p.match).Bold(true).Underline(true).Reverse(mono)
	t.Link, t.LinkNumber = fg(p.unread).Underline(true), fg(p.dim)
	t.Code, t.Quote = fg(p.starred), fg(p.accent)
	t.Overlay, t.OverlayTitle = fg(p.text), on(p.onBar, p.bar).Bold(true).Reverse(mono)
	t.Input = fg(p.text).Underline(true)

	t.Frame, t.FrameFocused = frames(ascii)
	t.Article = article(p, profile)
	return t
}

// NewStyle returns an empty style that writes what the theme's profile allows.
func (t Theme) NewStyle() lipgloss.Style { return t.renderer.NewStyle() }

// termenv is the profile for lipgloss. Mono needs one that lets attributes through; its styles have no colours.
func (p Profile) termenv() termenv.Profile {
	switch p {
	case Mono, ANSI16:
		return termenv.ANSI
	case ANSI256:
		return termenv.ANSI256
	case TrueColor:
		return termenv.TrueColor
	}
	return termenv.Ascii
}

// frames returns the borders of panes without and with focus.
func frames(ascii bool) (plain, focused lipgloss.Border) {
	if ascii {
		plain = lipgloss.ASCIIBorder()
		focused = plain
		focused.Top, focused.Bottom = "=", "="
		return plain, focused
	}
	return lipgloss.RoundedBorder(), lipgloss.ThickBorder()
}
