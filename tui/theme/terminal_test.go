package theme

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// conversation plays a terminal behind pipes: it answers each thing written with what answer returns.
func conversation(t *testing.T, answer func(question string) string) (Terminal, []string) {
	t.Helper()
	keys, typist, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	screen, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var questions []string
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		buffer := make([]byte, 256)
		for {
			n, err := screen.Read(buffer)
			if err != nil {
				return
			}
			questions = append(questions, string(buffer[:n]))
			if _, err := typist.WriteString(answer(string(buffer[:n]))); err != nil {
				t.Error(err)
			}
		}
	}()
	got, err := ask(keys, writer, 2*time.Second)
	if err != nil {
		t.Error(err)
	}
	for _, f := range []*os.File{writer, typist} {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	<-gone
	return got, questions
}

func TestAsk(t *testing.T) {
	tests := []struct {
		name          string
		width, colour string
		want          Terminal
	}{
		{"dark and narrow", "\x1b[5;2R", "\x1b]11;rgb:1b1b/1e1e/2424\x1b\\", Terminal{true, 1, Dark}},
		{"light and wide", "\x1b[24;3R", "\x1b]11;rgb:ff/ff/ff\x07", Terminal{true, 2, Light}},
		{"says nothing of its background", "\x1b[1;2R", "", Terminal{true, 1, Unknown}},
		{"knows no UTF-8", "\x1b[1;4R", "\x1b]11;rgb:0/0/0\x07", Terminal{true, 0, Dark}},
		{"with keys typed ahead", "jj\x1b[1;3Rq", "x\x1b]11;rgba:f0f0/f0f0/e0e0/ffff\x07", Terminal{true, 2, Light}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := conversation(t, func(question string) string {
				if strings.Contains(question, "]11;") {
					return tt.colour + "\x1b[5;1R"
				}
				return tt.width
			})
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestAskOfASilentTerminal(t *testing.T) {
	keys, typist, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer typist.Close()
	var screen bytes.Buffer
	got, err := ask(keys, &screen, 5*time.Millisecond)
	if err != nil || got != (Terminal{}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if strings.Contains(screen.String(), "]11;") {
		t.Errorf("was asked for its colour, which it may answer at any time: %q", screen.String())
	}
	if _, err := typist.WriteString("j"); err != nil {
		t.Fatal(err)
	}
	key := make([]byte, 4)
	if n, err := keys.Read(key); err != nil || string(key[:n]) != "j" {
		t.Errorf("the next key is %q, %v: somebody else has read it", key[:n], err)
	}
}

func TestAskOfAFile(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := Ask(f, f, time.Second); err != nil || got != (Terminal{}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if info, err := f.Stat(); err != nil || info.Size() > 0 {
		t.Errorf("a file was written to: %v, %v", info, err)
	}
}
