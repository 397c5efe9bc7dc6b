package picture

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"

	"zonewire/tui/theme"
)

// Options say how a picture is drawn. All but Solid must be given.
type Options struct {
	Width, Height int // the most cells it may take
	Protocol      Protocol
	Profile       theme.Profile
	Solid         bool   // a cell is one pixel, a coloured space: half blocks are not there or not one cell wide
	Key           string // tells pictures of the terminal's memory apart: the picture's address
}

// Drawing is a picture as text.
type Drawing struct {
	Lines []string // each the same number of cells wide, its styles closed; none when there is no room
	Cells int      // of each line
	Send  string   // what the terminal must get once before the lines are on screen, "" for nothing
	ID    int      // by which Forget names the picture, 0 where nothing is sent
}

// Draw draws a picture, as large as it can be within the cells without being stretched; a small one is enlarged to
// twice its pixels at most. A cell is taken to be twice as high as it is wide. What is transparent becomes white:
// pictures of web pages are made for a white page.
func Draw(img image.Image, o Options) Drawing {
	b := img.Bounds()
	cols, rows := fit(b.Dx(), b.Dy(), o)
	if cols < 1 || rows < 1 {
		return Drawing{}
	}
	switch o.Protocol {
	case Blocks, SixelView:
		if o.Profile <= theme.Mono {
			return Drawing{}
		}
		if o.Solid {
			return Drawing{Lines: solid(scale(img, cols, rows, coarseSamples), o.Profile), Cells: cols}
		}
		return Drawing{Lines: halves(scale(img, cols, 2*rows, coarseSamples), o.Profile), Cells: cols}
	case Kitty:
		return drawKitty(img, cols, rows, o.Key)
	}
	return Drawing{}
}

// cellPixels are the pixels that a cell stands for where pixels can be drawn: common fonts have 8 to 12 by 16 to 24.
const cellWidth, cellHeight = 10, 20

// enlarged is how many times larger than its pixels a picture is drawn at most.
const enlarged = 2

// fit is the cells of a picture of width x height pixels.
func fit(width, height int, o Options) (cols, rows int) {
	maxCols, maxRows := o.Width, o.Height
	if o.Protocol == Kitty {
		maxCols, maxRows = min(maxCols, kittySide), min(maxRows, kittySide)
	}
	maxCols = min(maxCols, max(1, enlarged*width/cellWidth))
	maxRows = min(maxRows, max(1, enlarged*height/cellHeight))
	if maxCols < 1 || maxRows < 1 {
		return 0, 0
	}
	// cols : 2*rows = width : height
	cols, rows = maxCols, (maxCols*height+width)/(2*width)
	if rows > maxRows {
		cols, rows = (2*maxRows*width+height/2)/height, maxRows
	}
	return max(1, min(cols, maxCols)), max(1, min(rows, maxRows))
}

// A pixel of the result is the mean of this many samples in each direction, where the picture has them: many where
// pixels are as large as half a cell, few where they are the screen's.
const coarseSamples, fineSamples = 6, 2

// scale returns the picture in width x height pixels on white. A large one is first sampled, as the mean of these
// samples can hardly be told from that of all pixels.
func scale(img image.Image, width, height, samples int) *image.RGBA {
	b := img.Bounds()
	w, h := min(b.Dx(), samples*width), min(b.Dy(), samples*height)
	if w < b.Dx() || h < b.Dy() {
		sampled := image.NewRGBA(image.Rect(0, 0, w, h))
		draw.NearestNeighbor.Scale(sampled, sampled.Rect, img, b, draw.Src, nil)
		img, b = sampled, sampled.Rect
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(out, out.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.BiLinear.Scale(out, out.Rect, img, b, draw.Over, nil)
	return out
}
