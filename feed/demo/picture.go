package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"net/http"
	"path"
	"strconv"
)

// Picture sizes in pixels.
const (
	pictureWidth  = 640
	pictureHeight = 400
)

// Indexes into a canvas's palette.
const (
	sky uint8 = iota
	horizon
	sun
	far
	middle
	near
	light
	dark
	water
	accent
)

// canvas is a picture being drawn.
type canvas struct {
	*image.Paletted
	rand *rand.Rand
}

// newCanvas chooses one of the palettes by the seed: day, dusk, overcast.
func newCanvas(name string, width, height int) canvas {
	r := rand.New(rand.NewPCG(seed(name), 1))
	rgb := [][]uint32{
		{0x8fc7ee, 0xcfe8f7, 0xfff3c4, 0x9db7c9, 0x6f8ba3, 0x3f5a73, 0xf6f0d8, 0x22313f, 0x3b7ea6, 0xd9542b},
		{0x2b3a67, 0xf2a65a, 0xffd27f, 0x5c5470, 0x3d3a5c, 0x231f3a, 0xffe9a8, 0x15132b, 0x35527a, 0xe4572e},
		{0xc9d1d6, 0xe4e8ea, 0xf7f7f2, 0xaab4ba, 0x7d8a92, 0x4e5b63, 0xf4f1e6, 0x2c363c, 0x6f8f9b, 0xb5452c},
	}[r.IntN(3)]
	palette := make(color.Palette, len(rgb))
	for i, v := range rgb {
		palette[i] = color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}
	}
	return canvas{image.NewPaletted(image.Rect(0, 0, width, height), palette), r}
}

// mediaAnswer is a picture or file of a piece; m is what the media pattern matched.
func (e *edition) mediaAnswer(at string, m []string) (answer, bool) {
	id, err := strconv.Atoi(m[3])
	if err != nil || id < firstID || id-firstID >= len(e.pieces) {
		return answer{}, false
	}
	p := e.pieces[id-firstID]
	for _, part := range p.parts {
		for _, b := range part {
			switch {
			case b.Picture != nil && b.Picture.URL == at:
				return answer{contentType: "image/png", modified: p.moment, make: func(*http.Request) ([]byte, error) {
					return drawScene(at, b.scene)
				}}, true
			case b.File != nil && b.File.URL == at:
				return answer{contentType: fileType(path.Ext(at)), modified: p.moment, make: func(*http.Request) ([]byte, error) {
					return makeFile(path.Ext(at), b.File.Title, p)
				}}, true
			}
		}
	}
	return answer{}, false
}

// ornamentAnswer is a picture of the pages' own: a dot, a blank, something like a QR code.
func ornamentAnswer(name string) answer {
	return answer{contentType: "image/png", modified: firstDay(), make: func(*http.Request) ([]byte, error) {
		c := newCanvas(name, 9, 9)
		switch name {
		case "dot":
			c.fill(2, 2, 7, 7, accent)
		case "code":
			c = newCanvas(name, 120, 120)
			for y := 0; y < 120; y += 8 {
				for x := 0; x < 120; x += 8 {
					if c.rand.IntN(2) == 0 {
						c.fill(x, y, x+8, y+8, dark)
					}
				}
			}
		}
		return c.encode()
	}}
}

// drawScene draws what an article shows a picture of. The name makes two pictures of a kind differ.
func drawScene(name, scene string) ([]byte, error) {
	c := newCanvas(name, pictureWidth, pictureHeight)
	c.fill(0, pictureHeight/2, pictureWidth, pictureHeight, horizon)
	x, y := 60+c.rand.IntN(520), 50+c.rand.IntN(90)
	c.disc(x, y, 26, sun)
	switch scene {
	case "skyline":
		c.buildings(far, 220, 120)
		c.buildings(middle, 270, 160)
		c.buildings(near, 330, 190)
	case "harbour":
		c.buildings(far, 210, 40)
		c.fill(0, 250, pictureWidth, pictureHeight, water)
		c.ship(80+c.rand.IntN(200), 270)
		c.cranes(250)
	case "plant":
		c.buildings(far, 230, 60)
		c.halls()
	case "chart":
		c.bars()
	case "hills":
		c.hills(far, 200, 60)
		c.hills(middle, 250, 50)
		c.hills(near, 320, 40)
	default:
		return nil, fmt.Errorf("demo: no scene %q", scene)
	}
	return c.encode()
}

func (c canvas) encode() ([]byte, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, c.Paletted); err != nil {
		return nil, fmt.Errorf("demo: encode picture: %w", err)
	}
	return b.Bytes(), nil
}

func (c canvas) fill(x0, y0, x1, y1 int, ink uint8) {
	box := image.Rect(x0, y0, x1, y1).Intersect(c.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := c.Pix[y*c.Stride : y*c.Stride+c.Stride]
		for x := box.Min.X; x < box.Max.X; x++ {
			row[x] = ink
		}
	}
}

func (c canvas) disc(x, y, radius int, ink uint8) {
	for dy := -radius; dy <= radius; dy++ {
		for dx := -radius; dx <= radius; dx++ {
			if dx*dx+dy*dy <= radius*radius {
				c.fill(x+dx, y+dy, x+dx+1, y+dy+1, ink)
			}
		}
	}
}

// buildings draws a row of towers with lit windows, from the top line down.
func (c canvas) buildings(ink uint8, top, rise int) {
	for x := 0; x < pictureWidth; {
		width := 28 + c.rand.IntN(46)
		y := top - c.rand.IntN(rise)
		c.fill(x, y, x+width, pictureHeight, ink)
		for wy := y + 8; wy < pictureHeight-10; wy += 14 {
			for wx := x + 6; wx < x+width-8; wx += 12 {
				if c.rand.IntN(3) == 0 {
					c.fill(wx, wy, wx+5, wy+7, light)
				}
			}
		}
		x += width + c.rand.IntN(12)
	}
}

func (c canvas) ship(x, y int) {
	for i := range 34 {
		c.fill(x+i, y+i, x+300-i, y+i+1, dark)
	}
	for i := range 9 {
		for j := range 1 + c.rand.IntN(3) {
			c.fill(x+20+i*26, y-16*(j+1), x+44+i*26, y-16*j-1, accent-uint8(c.rand.IntN(5)))
		}
	}
}

func (c canvas) cranes(ground int) {
	for x := 380; x < pictureWidth; x += 80 {
		c.fill(x, ground-150, x+8, ground, dark)
		c.fill(x+36, ground-150, x+44, ground, dark)
		c.fill(x-70, ground-156, x+60, ground-146, accent)
		c.fill(x-50, ground-146, x-48, ground-60-c.rand.IntN(40), dark)
	}
}

// halls draws factory halls with saw-tooth roofs and chimneys.
func (c canvas) halls() {
	c.fill(0, 330, pictureWidth, pictureHeight, near)
	for x := 30; x < 560; x += 60 {
		for i := range 40 {
			c.fill(x+i, 250-i/2, x+i+1, 330, middle)
		}
		c.fill(x+40, 250, x+60, 330, middle)
		c.fill(x+10, 290, x+40, 312, light)
	}
	for range 3 {
		x := 60 + c.rand.IntN(500)
		c.fill(x, 130+c.rand.IntN(60), x+16, 250, dark)
	}
}

// bars draws a growing bar chart.
func (c canvas) bars() {
	c.fill(0, 0, pictureWidth, pictureHeight, light)
	height := 60 + c.rand.IntN(40)
	for x := 70; x < 560; x += 62 {
		c.fill(x, 340-height, x+38, 340, water)
		height += c.rand.IntN(42) - 6
	}
	c.fill(50, 340, 600, 343, dark)
	c.fill(50, 50, 53, 343, dark)
}

func (c canvas) hills(ink uint8, top, rise int) {
	y, slope := top, 1
	for x := range pictureWidth {
		if c.rand.IntN(24) == 0 || y < top-rise || y > top+rise {
			slope = -slope
		}
		if x%2 == 0 {
			y += slope
		}
		y = min(max(y, top-rise), top+rise)
		c.fill(x, y, x+1, pictureHeight, ink)
	}
}
