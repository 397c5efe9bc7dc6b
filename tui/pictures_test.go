package tui

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/feed/syncer"
	"zonewire/storage"
	"zonewire/tui/picture"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// gallery is a reader on articles with pictures, and the server that these come from.
type gallery struct {
	*driver
	asked atomic.Int64 // requests for pictures
	sent  strings.Builder
}

// newGallery opens a reader of 100 x 30 cells on three articles, each with a good picture, one that is none, and one
// that is gone.
func newGallery(t *testing.T, protocol picture.Protocol, ambiguous int) *gallery {
	t.Helper()
	g := &gallery{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, ".png"):
			g.asked.Add(1)
			_, _ = w.Write(redPNG(t))
		case r.URL.Path == "/p/text.jpg":
			g.asked.Add(1)
			fmt.Fprint(w, "这不是图片\x1b[2J")
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)

	store := newStore(t)
	source, err := store.AddSource(t.Context(), feed.Source{Name: "示例开发区网", URL: server.URL + "/", Kind: feed.SiteSource})
	if err != nil {
		t.Fatal(err)
	}
	batch := storage.Batch{Source: source}
	for n, zone := range testZones(t)[:3] {
		a := piece(n, zone)
		a.URL, a.Source = fmt.Sprintf("%s/%d.html", server.URL, n), source
		a.Body = fmt.Sprintf("%s\n\n![开工现场](%s/p/%d.png)\n\n%s\n\n![奠基](%s/p/text.jpg)\n\n![剪彩](%s/p/gone.gif)\n\n%s",
			paragraphs(n, 1), server.URL, n, paragraphs(n+10, 3), server.URL, server.URL, paragraphs(n+20, 12))
		batch.Articles = append(batch.Articles, a)
	}
	if _, err := store.Save(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	kept, err := storage.OpenPictures(t.Context(), filepath.Join(t.TempDir(), "pictures.db"), 0, func() time.Time { return epoch() })
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1, AllowPrivate: true, IgnoreRobots: true})
	t.Cleanup(func() {
		client.Close()
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	})
	engine := syncer.New(store, client, gazetteer.Load(), slog.New(slog.DiscardHandler), syncer.Options{Pictures: kept})
	g.driver = newDriver(t, store, func(cfg *Config) {
		cfg.Engine, cfg.Theme, cfg.Measure = engine, trueColor(), typeset.Measure{Ambiguous: ambiguous}
		cfg.Pictures = Pictures{Kept: kept, Protocol: protocol, Fetch: true, send: func(sequence string) error {
			g.sent.WriteString(sequence)
			return nil
		}}
	})
	g.resize(100, 30)
	g.wait(time.Second)
	return g
}

// paragraphs is count paragraphs, all different.
func paragraphs(seed, count int) string {
	var list []string
	for n := range count {
		list = append(list, fmt.Sprintf("第%d段第%d句。园区今年新签约项目%d个，总投资%d.5亿元，其中外资项目%d个，达产后预计新增产值%d亿元。",
			n+1, seed, seed+n+3, seed*7+n, n+1, seed+n*3))
	}
	return strings.Join(list, "\n\n")
}

// redPNG is a red picture of 200 x 100 pixels.
func redPNG(t testing.TB) []byte {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 200, 100), color.Palette{color.RGBA{200, 10, 10, 255}})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}

// pictureLines is how many lines of the screen have half blocks.
func (g *gallery) pictureLines() int {
	n := 0
	for _, line := range strings.Split(g.screen(), "\n") {
		if strings.Contains(line, "▀▀▀") {
			n++
		}
	}
	return n
}

// TestPictureOnOpening fetches pictures only when an article is opened, and keeps the captions of all.
func TestPictureOnOpening(t *testing.T) {
	g := newGallery(t, picture.Blocks, 1)
	g.resize(160, 45)
	g.wait(time.Second)
	g.sees("开工现场")
	if n := g.asked.Load(); n != 0 || g.pictureLines() != 0 {
		t.Fatalf("looking at an article asked for %d pictures, %d lines are drawn", n, g.pictureLines())
	}
	g.press("enter")
	g.wait(time.Second)
	if n := g.asked.Load(); n != 2 {
		t.Errorf("opening the article asked for %d pictures, want 2", n)
	}
	if n := g.pictureLines(); n == 0 || n > g.m.reader.height/2 {
		t.Errorf("%d lines of picture in a pane of %d", n, g.m.reader.height)
	}
	if !strings.Contains(g.m.View(), "48;2;200;10;10") {
		t.Error("the picture is not red")
	}
	g.sees("开工现场")
	text := typeset.Plain(strings.Join(g.m.reader.sheet.lines, "\n"))
	for _, caption := range []string{"▣ 1 开工现场", "▣ 2 奠基", "▣ 3 剪彩"} {
		if !strings.Contains(text, caption) {
			t.Errorf("caption %q is gone", caption)
		}
	}

	g.press("n", "p")
	g.wait(time.Second)
	if n := g.asked.Load(); n != 3 {
		t.Errorf("after the next article and back %d pictures were asked for, want 3: what gave none is left alone", n)
	}
}

// TestPictureLeavesThePlace scrolls before a picture arrives: the line that was read stays where it is.
func TestPictureLeavesThePlace(t *testing.T) {
	for downs := range 40 {
		g := newGallery(t, picture.Blocks, 1)
		g.send(keyMsg("enter"))
		for range downs {
			g.send(keyMsg("down"))
		}
		if g.pictureLines() > 0 {
			t.Fatal("the picture is there before its time")
		}
		before, at := firstLine(g), g.m.reader.offset
		g.wait(time.Second)
		if after := firstLine(g); after != before {
			t.Errorf("%d lines down: first line %q became %q", downs, before, after)
		}
		if count := len(g.m.reader.sheet.page.Lines); downs > 15 && g.m.reader.offset <= at {
			t.Errorf("%d lines down: the picture did not come in above (offset %d of %d)", downs, g.m.reader.offset, count)
		}
	}
}

// firstLine is the reader's first line on screen.
func firstLine(g *gallery) string { return strings.TrimSpace(typeset.Plain(g.m.reader.View()[0])) }

// TestPictureAtEverySize resizes and scrolls: the driver requires after each step that the screen is exactly the window.
func TestPictureAtEverySize(t *testing.T) {
	for name, protocol := range map[string]picture.Protocol{"blocks": picture.Blocks, "kitty": picture.Kitty} {
		t.Run(name, func(t *testing.T) {
			g := newGallery(t, protocol, 1)
			g.press("enter")
			for _, size := range [][2]int{{160, 45}, {100, 30}, {80, 24}, {60, 20}, {40, 15}, {20, 5}, {21, 7}, {300, 90}, {160, 12}} {
				g.resize(size[0], size[1])
				g.wait(time.Second)
				for range 4 {
					g.press("down", "pgdown", "?", "esc")
				}
				g.press("enter", "home")
			}
			g.resize(160, 45)
			g.wait(time.Second)
			g.press("home")
			seen := strings.Count(g.screen(), "\U0010EEEE") + g.pictureLines()
			if seen == 0 {
				t.Errorf("no picture is on screen:\n%s", g.screen())
			}
			if sent := strings.Contains(g.sent.String(), "\x1b_Ga=T,U=1"); sent != (protocol == picture.Kitty) {
				t.Errorf("a picture was sent to the terminal: %v", sent)
			}
		})
	}
}

// TestPictureOff draws nothing where there are no colours or none are wished.
func TestPictureOff(t *testing.T) {
	g := newGallery(t, picture.Choose(picture.Auto, func(string) string { return "" }, theme.Mono), 1)
	g.press("enter")
	g.wait(time.Second)
	if n := g.asked.Load(); n != 0 || g.pictureLines() != 0 {
		t.Errorf("%d pictures were asked for, %d lines are drawn", n, g.pictureLines())
	}
	g.sees("开工现场")
}

// TestPictureInWideCells draws spaces where a half block would take two cells.
func TestPictureInWideCells(t *testing.T) {
	g := newGallery(t, picture.Kitty, 2)
	g.resize(161, 45)
	g.press("enter")
	g.wait(time.Second)
	if g.pictureLines() != 0 || !strings.Contains(g.m.View(), "48;2;200;10;10m") {
		t.Errorf("the picture is not drawn in spaces")
	}
}

// TestDrawingsAreBounded forgets the oldest drawing, and gives it back so that the terminal forgets it too.
func TestDrawingsAreBounded(t *testing.T) {
	d := newDrawings()
	for n := range keptDrawings + 1 {
		gone := d.keep(drawingID{url: fmt.Sprint(n)}, picture.Drawing{ID: n + 1, Send: "x", Lines: []string{"x"}})
		if want := n == keptDrawings; (len(gone) == 1) != want || want && gone[0].ID != 1 {
			t.Fatalf("drawing %d: %v had to go", n, gone)
		}
	}
	if _, ok := d.of(drawingID{url: "0"}); ok {
		t.Error("the oldest drawing is still there")
	}
	if got, ok := d.of(drawingID{url: "1"}); !ok || got.Send != "" {
		t.Errorf("drawing 1 is there: %v, with %q still to be sent", ok, got.Send)
	}
	if gone := d.clear(); len(gone) != keptDrawings {
		t.Errorf("clear gives back %d of %d", len(gone), keptDrawings)
	}
}
