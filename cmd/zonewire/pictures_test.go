package main

import (
	"path/filepath"
	"testing"

	"zonewire/feed"
	"zonewire/tui/picture"
	"zonewire/tui/theme"
)

// TestPictureConfig reads what config.toml says of pictures, and what that means in a kitty terminal.
func TestPictureConfig(t *testing.T) {
	env := func(name string) string {
		if name == "TERM" {
			return "xterm-kitty"
		}
		return ""
	}
	l := look{theme: theme.New(theme.Ink, theme.TrueColor, false)}
	for content, want := range map[string]picture.Protocol{
		"":                            picture.Kitty,
		`pictures = "all"`:            picture.Kitty,
		`pictures = "none"`:           picture.None,
		`picture_protocol = "blocks"`: picture.Blocks,
		`picture_protocol = "none"`:   picture.None,
		"picture_megabytes = 50":      picture.Kitty,
		`pictures = "some"`:           picture.Auto, // refused
		`picture_protocol = "sixel"`:  picture.SixelView,
		`picture_protocol = "iterm"`:  picture.Auto,
		"picture_megabytes = -1":      picture.Auto,
	} {
		file := filepath.Join(t.TempDir(), "config.toml")
		writeFile(t, file, content+"\n")
		c, err := loadConfig(file)
		if err == nil {
			err = c.check(file, english())
		}
		if refused := want == picture.Auto; refused {
			if feed.KindOf(err) != feed.Invalid {
				t.Errorf("%s gives %v", content, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", content, err)
			continue
		}
		if got := c.protocol(l, env); got != want {
			t.Errorf("%s: protocol %v, want %v", content, got, want)
		}
	}
}
