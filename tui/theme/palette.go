package theme

import (
	"fmt"

	"github.com/charmbracelet/lipgloss"
)

// Name is a theme's name as settings spell it.
type Name string

// The themes.
const (
	Paper    Name = "paper"    // for a light background
	Ink      Name = "ink"      // for a dark background
	Contrast Name = "contrast" // black and white with few, strong colours, on a dark background
)

// Names lists the themes.
func Names() []Name { return []Name{Paper, Ink, Contrast} }

// ParseName returns the theme called s.
func ParseName(s string) (Name, error) {
	switch n := Name(s); n {
	case Paper, Ink, Contrast:
		return n, nil
	}
	return "", fmt.Errorf("theme: no theme is called %q", s)
}

// Profile is what colours a terminal can show.
type Profile int

// The profiles, from the poorest on. Nothing is chosen between them by itself: see ProfileOf.
const (
	Plain     Profile = iota // no escape sequences at all
	Mono                     // bold, reverse and underline, no colours (https://no-color.org)
	ANSI16                   // the 16 colours of the terminal's own palette
	ANSI256                  // the colour cube of xterm
	TrueColor                // 24 bits
)

// colour is one token's colour in each profile.
type colour struct {
	rgb string // #rrggbb
	x   string // 0 to 255
	a   string // 0 to 15
}

// in returns the colour in a profile as lipgloss and glamour take it, "" for none.
func (c colour) in(p Profile) string {
	switch p {
	case ANSI16:
		return c.a
	case ANSI256:
		return c.x
	case TrueColor:
		return c.rgb
	}
	return ""
}

// terminal returns the colour for lipgloss.
func (c colour) terminal(p Profile) lipgloss.TerminalColor {
	if s := c.in(p); s != "" {
		return lipgloss.Color(s)
	}
	return lipgloss.NoColor{}
}

// palette is the tokens that all styles are made of. A zero colour is the terminal's own.
type palette struct {
	text     colour // running text: the terminal's own where it can be
	dim      colour // what may be overlooked: dates, counts, hints
	accent   colour // titles, focus, links
	unread   colour
	starred  colour
	border   colour // of a pane without focus
	warning  colour
	failure  colour
	success  colour
	onAccent colour // text on accent
	selected colour // background of the selected row
	quiet    colour // background of the selected row without focus
	onQuiet  colour // text on selected and quiet
	match    colour // background of what a search found
	onMatch  colour
	bar      colour // background of the status line and of overlays' titles
	onBar    colour
}

func paletteOf(n Name) palette {
	switch n {
	case Paper:
		return palette{
			dim:      colour{"#6b6459", "242", "8"},
			accent:   colour{"#9c2b1f", "124", "1"},
			unread:   colour{"#1c4f8a", "25", "4"},
			starred:  colour{"#8a5a00", "94", "3"},
			border:   colour{"#b8b0a2", "249", "7"},
			warning:  colour{"#8a5a00", "94", "3"},
			failure:  colour{"#b00020", "124", "1"},
			success:  colour{"#2c6e2f", "22", "2"},
			onAccent: colour{"#ffffff", "231", "15"},
			selected: colour{"#9c2b1f", "124", "1"},
			quiet:    colour{"#e6dfd1", "253", "7"},
			onQuiet:  colour{"#2a2620", "235", "0"},
			match:    colour{"#ffd866", "221", "3"},
			onMatch:  colour{"#2a2620", "235", "0"},
			bar:      colour{"#e6dfd1", "253", "7"},
			onBar:    colour{"#2a2620", "235", "0"},
		}
	case Contrast:
		return palette{
			text:     colour{"#ffffff", "231", "15"},
			dim:      colour{"#d0d0d0", "252", "7"},
			accent:   colour{"#ffff00", "226", "11"},
			unread:   colour{"#ffffff", "231", "15"},
			starred:  colour{"#ffff00", "226", "11"},
			border:   colour{"#ffffff", "231", "15"},
			warning:  colour{"#ffff00", "226", "11"},
			failure:  colour{"#ff8080", "210", "9"},
			success:  colour{"#80ff80", "120", "10"},
			onAccent: colour{"#000000", "16", "0"},
			selected: colour{"#ffff00", "226", "11"},
			quiet:    colour{"#ffffff", "231", "15"},
			onQuiet:  colour{"#000000", "16", "0"},
			match:    colour{"#00ffff", "51", "14"},
			onMatch:  colour{"#000000", "16", "0"},
			bar:      colour{"#ffffff", "231", "15"},
			onBar:    colour{"#000000", "16", "0"},
		}
	}
	return palette{
		dim:      colour{"#8b93a1", "246", "8"},
		accent:   colour{"#e8836b", "209", "9"},
		unread:   colour{"#7fb4e6", "110", "12"},
		starred:  colour{"#e8c268", "179", "11"},
		border:   colour{"#4a5160", "239", "8"},
		warning:  colour{"#e8c268", "179", "11"},
		failure:  colour{"#ff7b86", "210", "9"},
		success:  colour{"#8fce8f", "114", "10"},
		onAccent: colour{"#1b1e24", "234", "0"},
		selected: colour{"#e8836b", "209", "9"},
		quiet:    colour{"#343b47", "237", "7"},
		onQuiet:  colour{"#eceff4", "255", "0"},
		match:    colour{"#e8c268", "179", "11"},
		onMatch:  colour{"#1b1e24", "234", "0"},
		bar:      colour{"#2b313b", "236", "7"},
		onBar:    colour{"#d8dee9", "253", "0"},
	}
}
