package picture

import (
	"image"
	"image/color"
	"strconv"
	"strings"
	"testing"
)

// readSixels draws what Sixel writes, as a terminal does.
func readSixels(t *testing.T, text string, width, height int) *image.RGBA {
	t.Helper()
	head := "\x1bP0;1;0q\"1;1;" + strconv.Itoa(width) + ";" + strconv.Itoa(height)
	body, ok := strings.CutPrefix(text, head)
	body, ended := strings.CutSuffix(body, "\x1b\\")
	if !ok || !ended {
		t.Fatalf("%.40q is no sixel picture", text)
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	colours := map[int]color.RGBA{}
	number := func(s string) (int, string) {
		n := 0
		for s != "" && s[0] >= '0' && s[0] <= '9' {
			n, s = n*10+int(s[0]-'0'), s[1:]
		}
		return n, s
	}
	colour, x, top := 0, 0, 0
	for body != "" {
		c := body[0]
		body = body[1:]
		repeat := 1
		switch {
		case c == '#':
			if colour, body = number(body); strings.HasPrefix(body, ";") {
				var rgb [4]int
				for i := range rgb {
					rgb[i], body = number(body[1:])
				}
				colours[colour] = color.RGBA{uint8(rgb[1] * 255 / 100), uint8(rgb[2] * 255 / 100), uint8(rgb[3] * 255 / 100), 255}
			}
			continue
		case c == '$':
			x = 0
			continue
		case c == '-':
			x, top = 0, top+sixelBand
			continue
		case c == '!':
			repeat, body = number(body)
			c, body = body[0], body[1:]
		}
		for range repeat {
			for bit := range sixelBand {
				if (c-'?')>>bit&1 == 1 {
					img.SetRGBA(x, top+bit, colours[colour])
				}
			}
			x++
		}
	}
	return img
}

func TestSixel(t *testing.T) {
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	img := image.NewRGBA(image.Rect(0, 0, 40, 20))
	for y := range 20 {
		for x := range 40 {
			img.SetRGBA(x, y, red)
			if x >= 20 {
				img.SetRGBA(x, y, blue)
			}
		}
	}
	got := readSixels(t, string(Sixel(img, 40, 20)), 40, 20)
	for y := range 20 {
		for x := range 40 {
			if got.RGBAAt(x, y) != img.RGBAAt(x, y) {
				t.Fatalf("pixel %d,%d is %v", x, y, got.RGBAAt(x, y))
			}
		}
	}
}

func TestSixelSize(t *testing.T) {
	for _, tt := range [][6]int{{800, 400, 400, 400, 400, 200}, {400, 800, 400, 400, 200, 400}, {10, 10, 400, 400, 20, 20}, {9000, 1, 100, 100, 100, 1}, {10, 10, 0, 5, 0, 0}} {
		if w, h := SixelSize(image.Rect(0, 0, tt[0], tt[1]), tt[2], tt[3]); w != tt[4] || h != tt[5] {
			t.Errorf("%v: %d x %d", tt, w, h)
		}
	}
}

func BenchmarkSixel(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 1600, 1000))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * i >> 7)
	}
	for b.Loop() {
		Sixel(img, 1200, 750)
	}
}
