package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"flag"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"zonewire/feed"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

var update = flag.Bool("update", false, "write the golden pictures anew; look at them before committing")

// scene is a sun in a blue sky over a field.
func scene(width, height int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{0x60, uint8(0x90 + 0x40*y/height), 0xe0, 0xff}
			if dx, dy := x-width*3/4, y-height/4; dx*dx+dy*dy < height*height/36 {
				c = color.NRGBA{0xff, 0xe0, 0x40, 0xff}
			}
			if y > height*2/3 {
				c = color.NRGBA{0x30, uint8(0xa0 - 0x40*x/width), 0x30, 0xff}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func encoded(t testing.TB, format string, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch format {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "gif":
		err = gif.Encode(&b, img, nil)
	case "bmp":
		err = bmp.Encode(&b, img)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hugePNG has the header of a picture of width x height pixels and no more.
func hugePNG(t testing.TB, width, height uint32) []byte {
	b := encoded(t, "png", scene(20, 20))
	binary.BigEndian.PutUint32(b[16:], width)
	binary.BigEndian.PutUint32(b[20:], height)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// TestGolden draws a small picture in all ways. The files can be looked at with cat.
func TestGolden(t *testing.T) {
	img := scene(240, 160)
	for name, o := range map[string]Options{
		"truecolor": {Protocol: Blocks, Profile: theme.TrueColor},
		"256":       {Protocol: Blocks, Profile: theme.ANSI256},
		"16":        {Protocol: Blocks, Profile: theme.ANSI16},
		"solid":     {Protocol: Blocks, Profile: theme.ANSI256, Solid: true},
		"kitty":     {Protocol: Kitty, Profile: theme.TrueColor, Key: "http://news.example.cn/p/1.png"},
	} {
		t.Run(name, func(t *testing.T) {
			o.Width, o.Height = 12, 6
			got := strings.Join(Draw(img, o).Lines, "\n") + "\n"
			file := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs:\n%s\nwant:\n%s", name, got, want)
			}
		})
	}
}

// checkDrawing requires that a drawing keeps to its cells, as the reader and Bubble Tea measure them.
func checkDrawing(t *testing.T, d Drawing, o Options) {
	t.Helper()
	if len(d.Lines) > max(0, o.Height) || d.Cells > max(0, o.Width) {
		t.Fatalf("%d lines of %d cells where there is room for %d of %d", len(d.Lines), d.Cells, o.Height, o.Width)
	}
	for i, line := range d.Lines {
		if w := typeset.Width(line); w != d.Cells {
			t.Fatalf("line %d of %d x %d is %d cells wide: %q", i, d.Cells, len(d.Lines), w, line)
		}
		if strings.ContainsAny(line, "\r\n") || !strings.HasSuffix(line, "\x1b[0m") {
			t.Fatalf("line %d is not closed: %q", i, line)
		}
	}
}

// TestWidths draws pictures of all shapes into boxes of all shapes.
func TestWidths(t *testing.T) {
	for _, size := range [][2]int{{16, 16}, {17, 900}, {900, 17}, {640, 400}, {400, 640}, {3000, 40}} {
		img := scene(size[0], size[1])
		for _, width := range []int{-1, 0, 1, 2, 3, 17, 60, 200} {
			for _, height := range []int{-1, 0, 1, 2, 20, 60} {
				for _, o := range []Options{
					{Protocol: Blocks, Profile: theme.TrueColor},
					{Protocol: Blocks, Profile: theme.ANSI16},
					{Protocol: Blocks, Profile: theme.ANSI256, Solid: true},
					{Protocol: Kitty, Profile: theme.TrueColor},
				} {
					o.Width, o.Height = width, height
					d := Draw(img, o)
					checkDrawing(t, d, o)
					if width > 0 && height > 0 && len(d.Lines) == 0 {
						t.Fatalf("%v is not drawn in %d x %d", size, width, height)
					}
				}
			}
		}
	}
}

// TestKittyWide names the last of all rows and columns that can be named.
func TestKittyWide(t *testing.T) {
	o := Options{Width: 400, Height: 400, Protocol: Kitty, Profile: theme.TrueColor}
	d := Draw(image.NewGray(image.Rect(0, 0, 1490, 2980)), o)
	checkDrawing(t, d, o)
	if len(d.Lines) != kittySide || d.Cells != kittySide {
		t.Errorf("%d x %d cells, want all %d", d.Cells, len(d.Lines), kittySide)
	}
}

// TestShape draws without stretching: twice as many columns as rows for a square.
func TestShape(t *testing.T) {
	for _, c := range []struct{ width, height, cols, rows int }{
		{400, 400, 40, 20}, // the height decides
		{800, 200, 60, 8},  // the width decides
		{640, 400, 60, 19}, // the demo's pictures
		{100, 4000, 1, 20}, // a strip
		{60, 60, 12, 6},    // enlarged to twice its size and no more
		{4000, 3000, 53, 20},
	} {
		d := Draw(image.NewGray(image.Rect(0, 0, c.width, c.height)), Options{
			Width: 60, Height: 20, Protocol: Blocks, Profile: theme.TrueColor,
		})
		if d.Cells != c.cols || len(d.Lines) != c.rows {
			t.Errorf("%d x %d pixels are drawn in %d x %d cells, want %d x %d", c.width, c.height, d.Cells, len(d.Lines), c.cols, c.rows)
		}
	}
}

// TestTransmission takes apart what is sent: pieces that the protocol allows, which are a PNG together.
func TestTransmission(t *testing.T) {
	d := Draw(scene(1200, 800), Options{Width: 60, Height: 20, Protocol: Kitty, Profile: theme.TrueColor, Key: "k"})
	var data strings.Builder
	pieces := strings.Split(strings.TrimSuffix(d.Send, "\x1b\\"), "\x1b\\")
	for i, piece := range pieces {
		control, payload, ok := strings.Cut(strings.TrimPrefix(piece, "\x1b_G"), ";")
		if !ok || len(payload) > 4096 || !strings.Contains(control, "q=2") {
			t.Fatalf("piece %d is %q with %d bytes", i, control, len(payload))
		}
		if last := i == len(pieces)-1; strings.Contains(control, "m=1") == last || len(payload)%4 != 0 {
			t.Errorf("piece %d of %d is %q with %d bytes", i, len(pieces), control, len(payload))
		}
		data.WriteString(payload)
	}
	file, err := base64.StdEncoding.DecodeString(data.String())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 600 || b.Dy() != 400 {
		t.Errorf("%v pixels are sent for 60 x 20 cells", b)
	}
	if d.ID <= 0 || d.ID > 0xffffff {
		t.Errorf("number %d does not fit a colour", d.ID)
	}
}

// TestDecode reads all formats, and refuses what would not fit into memory before it is decoded.
func TestDecode(t *testing.T) {
	for _, format := range []string{"png", "jpeg", "gif", "bmp"} {
		img, err := Decode(encoded(t, format, scene(60, 40)))
		if err != nil || img.Bounds().Dx() != 60 || img.Bounds().Dy() != 40 {
			t.Errorf("%s: %v", format, err)
		}
	}
	if img, err := Decode(webp(t)); err != nil || img.Bounds().Dx() != 20 {
		t.Errorf("webp: %v", err)
	}
	for name, c := range map[string]struct {
		data []byte
		want feed.Kind
	}{
		"bomb":        {hugePNG(t, 60_000, 60_000), feed.TooLarge},
		"long":        {hugePNG(t, 0x7fffffff, 20), feed.TooLarge},
		"16 bits":     {sixteenBits(hugePNG(t, 6000, 5000)), feed.TooLarge},
		"progressive": {progressiveJPEG(6000, 5000), feed.TooLarge},
		"spacer":      {encoded(t, "png", scene(1, 1)), feed.Empty},
		"text":        {[]byte("不是图片"), feed.Malformed},
		"nothing":     {nil, feed.Malformed},
		"cut":         {encoded(t, "png", scene(60, 40))[:90], feed.Malformed},
	} {
		if _, err := Decode(c.data); feed.KindOf(err) != c.want {
			t.Errorf("%s gives %v, want %s", name, err, c.want)
		}
	}
}

// sixteenBits makes a PNG's header one of 16 bits in each of four channels.
func sixteenBits(b []byte) []byte {
	b[24], b[25] = 16, 6
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// progressiveJPEG is the beginning of one, with a comment before its frame.
func progressiveJPEG(width, height uint16) []byte {
	b := []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xfe\x00\x06abcd\xff\xc2\x00\x11\x08")
	b = binary.BigEndian.AppendUint16(b, height)
	b = binary.BigEndian.AppendUint16(b, width)
	return append(b, "\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00"...)
}

// webp is a lossless WebP of 20 x 20 pixels of one colour: RFC 9649, with five codes of a single symbol each.
func webp(t testing.TB) []byte {
	t.Helper()
	var bits []byte
	n := 0
	put := func(value, count int) {
		for i := range count {
			if n%8 == 0 {
				bits = append(bits, 0)
			}
			bits[n/8] |= byte(value>>i&1) << (n % 8)
			n++
		}
	}
	put(0x2f, 8)  // signature
	put(20-1, 14) // width
	put(20-1, 14) // height
	put(0, 1)     // no alpha
	put(0, 3)     // version
	put(0, 1)     // no transform
	put(0, 1)     // no colour cache
	put(0, 1)     // one group of codes
	for _, symbol := range []int{0x80, 0x40, 0x20, 0xff, 0} {
		put(1, 1) // simple code
		put(0, 1) // one symbol
		put(1, 1) // of eight bits
		put(symbol, 8)
	}
	if len(bits)%2 == 1 {
		bits = append(bits, 0)
	}
	b := append([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(12+len(bits)))...)
	b = append(b, "WEBPVP8L"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(bits)))
	return append(b, bits...)
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		env     map[string]string
		wish    Protocol
		profile theme.Profile
		want    Protocol
	}{
		{map[string]string{"TERM": "xterm-kitty"}, Auto, theme.TrueColor, Kitty},
		{map[string]string{"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, Auto, theme.TrueColor, Kitty},
		{map[string]string{"TERM": "xterm-ghostty"}, Auto, theme.TrueColor, Kitty},
		{map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, Auto, theme.TrueColor, Blocks},
		{map[string]string{"TERM": "tmux-256color", "TMUX": "/tmp/t,1,0", "KITTY_WINDOW_ID": "1"}, Auto, theme.TrueColor, Blocks},
		{map[string]string{"TERM": "xterm-kitty", "ZELLIJ": "0"}, Auto, theme.TrueColor, Blocks},
		{map[string]string{"TERM": "xterm-256color"}, Auto, theme.ANSI256, Blocks},
		{map[string]string{"TERM": "xterm-256color"}, Kitty, theme.ANSI256, Kitty},
		{map[string]string{"TERM": "xterm-kitty"}, Blocks, theme.TrueColor, Blocks},
		{map[string]string{"TERM": "xterm-kitty"}, None, theme.TrueColor, None},
		{map[string]string{"TERM": "xterm-kitty"}, Auto, theme.Mono, None},
		{map[string]string{"TERM": "dumb"}, Kitty, theme.Plain, None},
	} {
		if got := Choose(c.wish, func(name string) string { return c.env[name] }, c.profile); got != c.want {
			t.Errorf("%v, wish %v: %v, want %v", c.env, c.wish, got, c.want)
		}
	}
	for _, name := range []string{"", "auto", "none", "blocks", "kitty", "sixel"} {
		if _, err := ParseProtocol(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := ParseProtocol("iterm"); err == nil {
		t.Error("iterm is taken for a protocol")
	}
}

// FuzzDraw decodes and draws any bytes. What is decoded is bounded by feed's limits; the time is the fuzzer's to find.
func FuzzDraw(f *testing.F) {
	for _, format := range []string{"png", "jpeg", "gif", "bmp"} {
		b := encoded(f, format, scene(40, 30))
		f.Add(b, uint8(30), uint8(10))
		f.Add(b[:len(b)/2], uint8(3), uint8(200))
	}
	f.Add(webp(f), uint8(1), uint8(1))
	f.Add(hugePNG(f, 6000, 6000), uint8(60), uint8(20))
	f.Add(hugePNG(f, 0x7fffffff, 0x7fffffff), uint8(60), uint8(20))
	f.Add(progressiveJPEG(4000, 4000), uint8(60), uint8(20))
	f.Fuzz(func(t *testing.T, data []byte, width, height uint8) {
		img, err := Decode(data)
		if err != nil {
			if feed.KindOf(err) == feed.Internal {
				t.Errorf("an error without a kind: %v", err)
			}
			return
		}
		if b := img.Bounds(); b.Dx() > feed.MaxPicturePixels/b.Dy() {
			t.Fatalf("%v pixels were decoded", b)
		}
		for _, o := range []Options{
			{Protocol: Blocks, Profile: theme.TrueColor},
			{Protocol: Blocks, Profile: theme.ANSI16, Solid: true},
			{Protocol: Kitty, Profile: theme.TrueColor},
		} {
			o.Width, o.Height = int(width), int(height)
			checkDrawing(t, Draw(img, o), o)
		}
	})
}

// BenchmarkDraw draws a photograph of 2000 x 1333 pixels into 60 x 20 cells.
func BenchmarkDraw(b *testing.B) {
	photo := encoded(b, "jpeg", scene(2000, 1333))
	img, err := Decode(photo)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			if _, err := Decode(photo); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, o := range map[string]Options{
		"truecolor": {Protocol: Blocks, Profile: theme.TrueColor},
		"256":       {Protocol: Blocks, Profile: theme.ANSI256},
		"16":        {Protocol: Blocks, Profile: theme.ANSI16},
		"kitty":     {Protocol: Kitty, Profile: theme.TrueColor},
	} {
		b.Run(name, func(b *testing.B) {
			o.Width, o.Height = 60, 20
			b.ReportAllocs()
			for b.Loop() {
				Draw(img, o)
			}
		})
	}
}
