package picture

import (
	"bytes"
	"image"
	"image/color"
	"strconv"
)

// sixelBand is the number of rows of pixels that one line of sixels has.
const sixelBand = 6

// sixelSide bounds a picture's sides: larger ones are refused by terminals, or take seconds to show.
const sixelSide = 2000

// SixelSize is the size in pixels in which a picture fits into a room, without being stretched; 0, 0 where it has none.
func SixelSize(b image.Rectangle, roomWidth, roomHeight int) (width, height int) {
	if b.Dx() < 1 || b.Dy() < 1 {
		return 0, 0
	}
	roomWidth, roomHeight = min(roomWidth, sixelSide, enlarged*b.Dx()), min(roomHeight, sixelSide, enlarged*b.Dy())
	width, height = roomWidth, roomWidth*b.Dy()/b.Dx()
	if height > roomHeight {
		width, height = roomHeight*b.Dx()/b.Dy(), roomHeight
	}
	if roomWidth < 1 || roomHeight < 1 {
		return 0, 0
	}
	return max(1, width), max(1, height)
}

// Sixel draws a picture in width x height pixels as DEC's sixels (VT330/VT340 Programmer Reference Manual, chapter 14)
// in 252 colours, dithered: terminals have 256 registers. It scrolls and vanishes with nothing, so it is for a screen of
// its own.
func Sixel(img image.Image, width, height int) []byte {
	pixels := dither(scale(img, width, height, fineSamples))
	var b bytes.Buffer
	b.WriteString("\x1bP0;1;0q\"1;1;" + strconv.Itoa(width) + ";" + strconv.Itoa(height))
	for n, c := range pixels.Palette {
		rgb := c.(color.RGBA)
		percent := func(v uint8) string { return strconv.Itoa((int(v)*100 + 127) / 255) }
		b.WriteString("#" + strconv.Itoa(n) + ";2;" + percent(rgb.R) + ";" + percent(rgb.G) + ";" + percent(rgb.B))
	}
	rows := make([][]byte, len(pixels.Palette)) // of one band: which of its six pixels have a colour, by column
	for top := 0; top < height; top += sixelBand {
		for n := range rows {
			rows[n] = nil
		}
		for y := top; y < min(top+sixelBand, height); y++ {
			for x, n := range pixels.Pix[y*pixels.Stride:][:width] {
				if rows[n] == nil {
					rows[n] = make([]byte, width)
				}
				rows[n][x] |= 1 << (y - top)
			}
		}
		for n, row := range rows {
			if row != nil {
				b.WriteString("#" + strconv.Itoa(n))
				writeSixels(&b, row)
				b.WriteByte('$')
			}
		}
		b.WriteByte('-')
	}
	b.WriteString("\x1b\\")
	return b.Bytes()
}

// writeSixels writes a colour's row, with a count before what is repeated.
func writeSixels(b *bytes.Buffer, row []byte) {
	for x := 0; x < len(row); {
		end := x + 1
		for end < len(row) && row[end] == row[x] {
			end++
		}
		c := row[x] + '?'
		if n := end - x; n > 3 {
			b.WriteString("!" + strconv.Itoa(n))
			b.WriteByte(c)
		} else {
			b.Write(bytes.Repeat([]byte{c}, n))
		}
		x = end
	}
}

// dither finds the colour of each pixel and gives what it is wrong by to its neighbours (Floyd and Steinberg 1976).
// Package draw does the same for any palette, and takes ten times as long.
func dither(img *image.RGBA) *image.Paletted {
	out := image.NewPaletted(img.Rect, sixelColours())
	width := img.Rect.Dx()
	below, here := make([][3]int, width+2), make([][3]int, width+2) // sixteenths, by column from 1
	for y := range img.Rect.Dy() {
		here, below = below, here
		clear(below)
		for x := range width {
			index := 0
			for c, levels := range [3]int{redLevels, greenLevels, blueLevels} {
				want := max(0, min(255, int(img.Pix[img.PixOffset(x, y)+c])+here[x+1][c]/16))
				level := (want*(levels-1) + 127) / 255
				wrong := want - level*255/(levels-1)
				index = index*levels + level
				here[x+2][c] += 7 * wrong
				below[x][c] += 3 * wrong
				below[x+1][c] += 5 * wrong
				below[x+2][c] += wrong
			}
			out.Pix[y*out.Stride+x] = uint8(index)
		}
	}
	return out
}

// The levels of each colour: the eye tells greens apart best.
const redLevels, greenLevels, blueLevels = 6, 7, 6

// sixelColours are all that these levels make.
func sixelColours() color.Palette {
	var p color.Palette
	for r := range redLevels {
		for g := range greenLevels {
			for b := range blueLevels {
				p = append(p, color.RGBA{
					uint8(r * 255 / (redLevels - 1)), uint8(g * 255 / (greenLevels - 1)), uint8(b * 255 / (blueLevels - 1)), 0xff,
				})
			}
		}
	}
	return p
}
