package tui

import "zonewire/tui/prose"

// Typesetting is how articles are set. The zero value is what most people read with ease: paragraphs parted by a blank
// line, at most 44 ideographs to a line, in the middle of the pane, ragged at the right, addresses below the text.
type Typesetting struct {
	Indent      bool // paragraphs begin with two ideographs' space instead of being parted by a blank line
	Justify     bool // lines are filled up to the right edge
	Left        bool // text narrower than the pane stands at its left
	Ideographs  int  // the longest line; 0: 44, below 0: as long as the pane is wide
	NoFootnotes bool // the addresses of links and pictures are not listed below the text
	Hyperlinks  bool // the terminal follows OSC 8 links
}

// options are the same for package prose. The column has been cut out of the pane already.
func (t Typesetting) options(k *look, measure int) prose.Options {
	return prose.Options{
		Width: measure, Style: k.theme, Measure: k.measure,
		Indent: t.Indent, Justify: t.Justify, Hyperlinks: t.Hyperlinks, Footnotes: !t.NoFootnotes,
		Address: k.address,
	}
}

// column is the left margin and the width of running text in a pane of a width.
func (k *look) column(width int) (left, measure int) {
	measure = max(1, width-2)
	if width >= 48 {
		measure = width - 4
	}
	switch n := k.setting.Ideographs; {
	case n == 0:
		measure = min(measure, prose.DefaultMeasure)
	case n > 0:
		measure = min(measure, 2*n)
	}
	if k.setting.Left {
		return min(max(0, width-measure), 1), measure
	}
	return max(0, (width-measure)/2), measure
}
