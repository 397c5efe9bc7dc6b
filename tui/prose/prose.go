package prose

import (
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// DefaultMeasure is the number of cells of 44 ideographs, the longest line that is read with ease.
const DefaultMeasure = 88

// Options say how a text is set. Width and Style must be given.
type Options struct {
	Width   int // cells of the pane; less than 2 counts as 2
	Style   theme.Theme
	Measure typeset.Measure // how wide the terminal draws ambiguous characters

	MaxWidth int  // longest line in cells, such as DefaultMeasure; 0: as long as the pane is wide
	Center   bool // put lines shorter than the pane in its middle
	Indent   bool // paragraphs begin with two ideographs' space instead of being parted by a blank line
	Justify  bool // fill lines up to the right edge

	HideNumbers bool // no [1] after a link
	Hyperlinks  bool // wrap links in OSC 8
	Footnotes   bool // list the addresses of links and pictures at the end
	// Address is how an address is shown among the footnotes; nil: as it is.
	Address func(string) string

	Shift int // cells by which code too wide for the pane is moved to the left

	// Picture draws the n-th picture (from 1) in at most width cells; it may be nil or return nothing. Its lines
	// stand above the caption.
	Picture func(n int, p Picture, width int) []string
}

// Kind is what a block is.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Item // the first paragraph of a list item
	Code
	Table
	Figure // a picture's caption
	Rule
	Footnote
)

// Block is a part of the text that is broken into lines by itself.
type Block struct {
	Kind  Kind
	Level int    // of a heading, 1 to 6
	Line  int    // its first line in Page.Lines
	Lines int    // how many lines it has
	Text  string // without styles, prefixes and line breaks; rows of code and tables end with a line feed
}

// Link is a link of the text. Equal addresses share a number.
type Link struct {
	Number int // as shown: from 1
	Text   string
	URL    string // absolute http, https or mailto address, printable ASCII
	Block  int    // the block of its first occurrence
}

// Picture is an image of the text.
type Picture struct {
	Number int // as shown: from 1
	Alt    string
	URL    string
	Block  int
}

// Page is a text in lines. Lines of a page grow at the end only.
type Page struct {
	Lines    []string // each at most Options.Width cells wide, with its styles closed
	Blocks   []Block
	Links    []Link
	Pictures []Picture
	Hidden   int  // cells of the longest line of code beyond the pane's edge, as far as it was set
	Complete bool // all blocks are in Lines

	measure typeset.Measure
	places  []place // one for each line
}

// place is where a line comes from.
type place struct {
	block    int // -1: between blocks
	from, to int // bytes of the block's text
	indent   int // cells before the text
	spread   []int
}

// Render sets a whole text.
func Render(markdown string, o Options) Page {
	d := Begin(markdown, o)
	for d.Extend(1 << 30) {
	}
	return d.Page()
}

// BlockAt returns the index of the block that a line belongs to; the next block's for a line between two. It is
// len(Blocks) after the last.
func (p Page) BlockAt(line int) int {
	for i := max(0, line); i < len(p.places); i++ {
		if p.places[i].block >= 0 {
			return p.places[i].block
		}
	}
	return len(p.Blocks)
}

// Headings returns the indexes of the blocks that are headings.
func (p Page) Headings() []int {
	var out []int
	for i, b := range p.Blocks {
		if b.Kind == Heading {
			out = append(out, i)
		}
	}
	return out
}
