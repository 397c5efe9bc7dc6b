package tui

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"zonewire/storage"
	"zonewire/tui/picture"
	"zonewire/tui/prose"
)

// terminal is the other end of a pty: it answers questions and keeps what is written.
type terminal struct {
	master  *os.File
	mu      sync.Mutex
	written bytes.Buffer
	ended   chan struct{}
}

// newTerminal answers a question for its attributes with attributes, "" for never.
func newTerminal(t *testing.T, attributes string) (*terminal, *os.File) {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	x := &terminal{master: master, ended: make(chan struct{})}
	go func() {
		defer close(x.ended)
		buffer := make([]byte, 1<<16)
		for {
			n, err := master.Read(buffer)
			if err != nil {
				return
			}
			x.mu.Lock()
			x.written.Write(buffer[:n])
			x.mu.Unlock()
			if attributes != "" && bytes.Contains(buffer[:n], []byte("\x1b[c")) {
				_, _ = io.WriteString(master, "\x1b[6;18;9t"+attributes)
			}
		}
	}()
	t.Cleanup(func() {
		_ = slave.Close()
		_ = master.Close()
		<-x.ended
	})
	return x, slave
}

// text is what was written up to now.
func (x *terminal) text() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.written.String()
}

// await waits until so many of a text were written.
func (x *terminal) await(t *testing.T, text string, count int) {
	t.Helper()
	for range 1000 {
		if strings.Count(x.text(), text) >= count {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("%q was not written %d times: %.200q", text, count, x.text())
}

// newView is a view of a kept picture and of one that is not kept, on a terminal.
func newView(t *testing.T, slave *os.File, protocol picture.Protocol, ask bool) *pictureView {
	t.Helper()
	kept, err := storage.OpenPictures(t.Context(), filepath.Join(t.TempDir(), "pictures.db"), 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := kept.Save(t.Context(), storage.Picture{URL: "http://x.example/a.png", Type: "png", Data: redPNG(t)}); err != nil {
		t.Fatal(err)
	}
	d := newArticle(t, "文。", func(c *Config) {
		c.Theme, c.Pictures = trueColor(), Pictures{Kept: kept, Protocol: protocol, AskSixel: ask}
	})
	v := &pictureView{ctx: t.Context(), io: d.m.io, sixel: protocol == picture.SixelView, pictures: []prose.Picture{
		{Number: 1, Alt: "开工\x1b[2J现场", URL: "http://x.example/a.png"}, {Number: 2, Alt: "没有", URL: "http://x.example/b.png"},
	}}
	v.cell.X, v.cell.Y = 10, 20
	v.SetStdin(slave)
	v.SetStdout(slave)
	return v
}

// TestPictureView shows pictures on terminals of several kinds, and leaves each as it was.
func TestPictureView(t *testing.T) {
	for name, tt := range map[string]struct {
		attributes string
		protocol   picture.Protocol
		ask        bool
		want       string
		never      string
	}{
		"sixel asked":      {"\x1b[?62;4;22c", picture.Blocks, true, "\x1bP0;1;0q\"1;1;400;200", "▀"},
		"no sixel":         {"\x1b[?62;22c", picture.Blocks, true, "▀▀", "\x1bP"},
		"no answer":        {"", picture.Blocks, true, "▀▀", "\x1bP"},
		"sixel set":        {"", picture.SixelView, false, "\x1bP0;1;0q\"1;1;400;200", "▀"},
		"blocks set":       {"\x1b[?62;4c", picture.Blocks, false, "▀▀", "\x1b[c"},
		"kitty":            {"\x1b[?62c", picture.Kitty, false, "\x1b_Ga=T", "\x1bP"},
		"attributes 40;14": {"\x1b[?40;14c", picture.Blocks, true, "▀▀", "\x1bP"},
	} {
		t.Run(name, func(t *testing.T) {
			x, slave := newTerminal(t, tt.attributes)
			v := newView(t, slave, tt.protocol, tt.ask)
			ended := make(chan error, 1)
			go func() { ended <- v.Run() }()
			x.await(t, "1/2", 1)
			for _, keys := range []string{"nn", "\x1b[?7cpp\x1b[B", "\x1b[A"} { // an answer that is late is no key
				if _, err := io.WriteString(x.master, keys); err != nil {
					t.Fatal(err)
				}
				if keys == "nn" {
					x.await(t, "2/2", 1)
				}
			}
			x.await(t, "1/2", 2)
			if _, err := io.WriteString(x.master, "\x1b"); err != nil {
				t.Fatal(err)
			}
			if err := <-ended; err != nil {
				t.Fatal(err)
			}
			x.await(t, "\x1b[?1049l", 1)
			text := x.text()
			if !strings.Contains(text, tt.want) || strings.Contains(text, tt.never) {
				t.Errorf("drawn is %.300q", text)
			}
			if !strings.Contains(text, "本地没有这张图片") || !strings.Contains(text, "开工现场") {
				t.Error("a caption is missing, or has a control sequence")
			}
			if tt.protocol == picture.Kitty && !strings.Contains(text, "\x1b_Ga=d") {
				t.Error("the terminal's memory is not freed")
			}
		})
	}
}

// TestPictureViewEndsWithTheProgram does not wait for a key when the program is stopped.
func TestPictureViewEndsWithTheProgram(t *testing.T) {
	x, slave := newTerminal(t, "\x1b[?62c")
	v := newView(t, slave, picture.Blocks, true)
	ctx, stop := context.WithCancel(t.Context())
	v.ctx = ctx
	ended := make(chan error, 1)
	go func() { ended <- v.Run() }()
	x.await(t, "1/2", 1)
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestNoPictureToView(t *testing.T) {
	d := newArticle(t, "文。", nil)
	d.press("I")
	d.sees("这里没有可看的图片")
}
