package tui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zonewire/feed/gazetteer"
	"zonewire/storage"
	"zonewire/tui/i18n"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

var update = flag.Bool("update", false, "write the golden screens anew; look at them before committing")

// sizes are the windows that every screen is drawn in.
func sizes() [][2]int { return [][2]int{{160, 45}, {100, 30}, {80, 24}, {60, 20}, {40, 15}, {20, 5}} }

// scene is a screen worth looking at and the keys that lead there.
type scene struct {
	name string
	keys []string
}

func scenes() []scene {
	return []scene{
		{"list", nil},
		{"tree", []string{"h", "j", "j", "j", "j", "j"}},
		{"article", []string{"j", "enter"}},
		{"help", []string{"?"}},
		{"picker", []string{"z", "zjg"}},
		{"search", []string{"/", "苏州"}},
		{"nothing", []string{"/", "没有这样的词"}},
		{"mistake", []string{"/", "is:red"}},
		{"add", []string{"a", "http://kfq.example.cn/news/"}},
		{"failing", []string{"h", "G", "k"}},
		{"remove", []string{"h", "G", "D"}},
	}
}

// overlays are more screens, of which only the size is held.
func overlays() []scene {
	return []scene{
		{"find", []string{"enter", "/", "kfq"}},
		{"links", []string{"enter", "l", "j"}},
		{"card", []string{"i"}},
		{"export", []string{"e"}},
		{"pipe", []string{"|", "true"}},
		{"told", []string{"|", "echo 开发区", "enter"}},
	}
}

// TestGoldenScreens draws the main scenes and compares them with those that were looked at.
func TestGoldenScreens(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 16)
	places := gazetteer.Load()
	small := map[string]bool{"list": true, "article": true, "tree": true}
	for _, lang := range []i18n.Lang{i18n.Chinese, i18n.English} {
		for _, size := range [][2]int{{160, 45}, {100, 30}, {60, 20}, {40, 15}, {20, 5}} {
			name := fmt.Sprintf("%s-%dx%d", lang, size[0], size[1])
			t.Run(name, func(t *testing.T) {
				var screens strings.Builder
				for _, s := range scenes() {
					if size[0] > 60 && s.name != "article" || size[0] == 40 && !small[s.name] || size[0] == 20 && s.name != "list" {
						continue
					}
					d := newDriver(t, store, func(c *Config) { c.Lang, c.Gazetteer = lang, places })
					d.resize(size[0], size[1])
					d.wait(time.Second)
					d.press(s.keys...)
					fmt.Fprintf(&screens, "== %s\n%s\n", s.name, d.screen())
					if s.name == "article" {
						d.press("m") // as it was, for the next scene
					}
				}
				compare(t, filepath.Join("testdata", name+".golden"), screens.String())
			})
		}
	}
}

// TestGoldenEmpty draws the screen of a cache that holds nothing.
func TestGoldenEmpty(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.Chinese, i18n.English} {
		d := newDriver(t, newStore(t), func(c *Config) { c.Lang = lang })
		d.resize(60, 20)
		compare(t, filepath.Join("testdata", string(lang)+"-empty.golden"), d.screen()+"\n")
	}
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; now it is\n%s", path, got)
	}
}

// TestEveryScreenFits draws every scene in every size, language, theme and width of ambiguous characters; the driver
// requires after each message that the screen has exactly the window's size.
func TestEveryScreenFits(t *testing.T) {
	full, empty := newStore(t), newStore(t)
	fillStore(t, full, 16)
	looks := []func(*Config){
		func(c *Config) { c.Theme = theme.New(theme.Ink, theme.TrueColor, false) },
		func(c *Config) { c.Theme = theme.New(theme.Paper, theme.ANSI256, false) },
		func(c *Config) { c.Theme = theme.New(theme.Contrast, theme.ANSI16, false) },
		func(c *Config) { c.Theme = theme.New(theme.Ink, theme.Mono, true) },
		func(c *Config) { c.Measure = typeset.Measure{Ambiguous: 2} },
	}
	places := gazetteer.Load()
	for i, configure := range looks {
		for _, lang := range []i18n.Lang{i18n.Chinese, i18n.English} {
			for _, size := range sizes() {
				for _, store := range []*storage.Store{full, empty} {
					d := newDriver(t, store, func(c *Config) {
						configure(c)
						c.Lang, c.Gazetteer, c.ExportFolder = lang, places, "/home/reader/zonewire/export"
					})
					d.resize(size[0], size[1])
					all := scenes()
					if i%4 == 0 { // in colour, and where ambiguous characters are wide
						all = append(all, overlays()...)
					}
					for _, s := range all {
						d.press(s.keys...)
						d.press("esc", "esc", "esc", "tab")
					}
					if t.Failed() {
						t.Fatalf("look %d, %s, %v", i, lang, size)
					}
				}
			}
		}
	}
}

// TestResizeAnywhere resizes in the middle of every scene, through all sizes and back.
func TestResizeAnywhere(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 16)
	places := gazetteer.Load()
	for _, s := range scenes() {
		d := newDriver(t, store, func(c *Config) { c.Gazetteer = places })
		d.resize(160, 45)
		d.press(s.keys...)
		for width := 161; width > 0; width -= 8 {
			d.resize(width, max(1, width/4))
		}
		d.resize(160, 45)
		d.press("esc", "esc", "esc")
		d.sees("全部")
	}
}
