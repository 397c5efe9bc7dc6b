package picture

import (
	"image"
	"image/color"
	"image/draw"
	"strconv"

	"zonewire/tui/theme"
)

// paint writes the colours of one picture for a profile.
type paint struct {
	pixels *image.RGBA
	index  *image.Paletted // of pixels, nil in true colour
	first  int             // what the palette's first colour is called
}

func newPaint(pixels *image.RGBA, profile theme.Profile) paint {
	p := paint{pixels: pixels}
	var colours color.Palette
	switch profile {
	case theme.TrueColor:
		return p
	case theme.ANSI256:
		colours, p.first = cube(), 16
	default:
		colours = sixteen()
	}
	p.index = image.NewPaletted(pixels.Rect, colours)
	draw.FloydSteinberg.Draw(p.index, p.index.Rect, pixels, image.Point{})
	return p
}

// cube is xterm's colours 16 to 255. The 16 before them are the person's to choose.
func cube() color.Palette {
	p := make(color.Palette, 0, 240)
	level := func(n int) uint8 {
		if n == 0 {
			return 0
		}
		return uint8(55 + 40*n)
	}
	for n := range 216 {
		p = append(p, color.RGBA{level(n / 36), level(n / 6 % 6), level(n % 6), 0xff})
	}
	for n := range 24 {
		grey := uint8(8 + 10*n)
		p = append(p, color.RGBA{grey, grey, grey, 0xff})
	}
	return p
}

// sixteen is VGA's 16 colours in the order of SGR: red is 1 and blue 4. Terminals' own are near to these.
func sixteen() color.Palette {
	p := make(color.Palette, 16)
	for n := range p {
		on := uint8(0xaa)
		if n >= 8 {
			on = 0xff
		}
		channel := func(bit int) uint8 {
			if n&bit != 0 {
				return on
			}
			if n >= 8 {
				return 0x55
			}
			return 0
		}
		p[n] = color.RGBA{channel(1), channel(2), channel(4), 0xff}
	}
	return p
}

// colour is what SGR calls a pixel's colour, as the text's (background false) or behind it.
func (p paint) colour(b []byte, x, y int, background bool) []byte {
	if p.index == nil {
		at := p.pixels.PixOffset(x, y)
		if background {
			b = append(b, "48;2;"...)
		} else {
			b = append(b, "38;2;"...)
		}
		for i := range 3 {
			if i > 0 {
				b = append(b, ';')
			}
			b = strconv.AppendUint(b, uint64(p.pixels.Pix[at+i]), 10)
		}
		return b
	}
	n := int(p.index.ColorIndexAt(x, y))
	base := 30
	if background {
		base = 40
	}
	switch {
	case p.first > 0:
		b = strconv.AppendInt(b, int64(base+8), 10)
		b = append(b, ";5;"...)
		return strconv.AppendInt(b, int64(p.first+n), 10)
	case n >= 8:
		return strconv.AppendInt(b, int64(base+60+n-8), 10)
	}
	return strconv.AppendInt(b, int64(base+n), 10)
}

// same reports whether two pixels get one colour.
func (p paint) same(x0, y0, x1, y1 int) bool {
	if p.index != nil {
		return p.index.ColorIndexAt(x0, y0) == p.index.ColorIndexAt(x1, y1)
	}
	return p.pixels.RGBAAt(x0, y0) == p.pixels.RGBAAt(x1, y1)
}

// halves draws two rows of pixels as one line: the upper one is the character's colour, the lower one is behind it.
func halves(pixels *image.RGBA, profile theme.Profile) []string {
	p := newPaint(pixels, profile)
	var lines []string
	var b []byte
	for y := 0; y+1 < pixels.Rect.Dy(); y += 2 {
		b = b[:0]
		for x := range pixels.Rect.Dx() {
			if x == 0 || !p.same(x, y, x-1, y) || !p.same(x, y+1, x-1, y+1) {
				b = append(b, "\x1b["...)
				b = p.colour(b, x, y, false)
				b = append(b, ';')
				b = p.colour(b, x, y+1, true)
				b = append(b, 'm')
			}
			b = append(b, "▀"...)
		}
		lines = append(lines, string(append(b, "\x1b[0m"...)))
	}
	return lines
}

// solid draws a row of pixels as a line of coloured spaces.
func solid(pixels *image.RGBA, profile theme.Profile) []string {
	p := newPaint(pixels, profile)
	var lines []string
	var b []byte
	for y := range pixels.Rect.Dy() {
		b = b[:0]
		for x := range pixels.Rect.Dx() {
			if x == 0 || !p.same(x, y, x-1, y) {
				b = append(b, "\x1b["...)
				b = p.colour(b, x, y, true)
				b = append(b, 'm')
			}
			b = append(b, ' ')
		}
		lines = append(lines, string(append(b, "\x1b[0m"...)))
	}
	return lines
}
