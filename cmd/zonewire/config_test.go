package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zonewire/tui"
)

func TestConfigSetsType(t *testing.T) {
	none := func(string) string { return "" }
	kitty := func(name string) string { return map[string]string{"TERM": "xterm-kitty"}[name] }
	for text, want := range map[string]tui.Typesetting{
		"": {Hyperlinks: true},
		"paragraphs = 'indent'\nline_length = 30\ncentre = false\njustify = true\nfootnotes = false\nhyperlinks = false": {
			Indent: true, Ideographs: 30, Left: true, Justify: true, NoFootnotes: true,
		},
	} {
		file := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := loadConfig(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.typesetting(kitty); got != want {
			t.Errorf("%q gives %+v, want %+v", text, got, want)
		}
		if c.typesetting(none).Hyperlinks {
			t.Errorf("%q: a terminal of which nothing is known is sent links", text)
		}
		if err := os.WriteFile(file, []byte("paragraphs = 'none'"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := loadConfig(file); err == nil || !strings.Contains(err.Error(), "paragraphs") {
			t.Errorf("a wrong value is not refused: %v", err)
		}
	}
}

func TestExportFolder(t *testing.T) {
	t.Setenv("HOME", "/home/someone")
	p := placesUnder("/data")
	for configured, want := range map[string]string{
		"": "/data/export", "/tmp/x": "/tmp/x", "~/notes": "/home/someone/notes", "notes": "/home/someone/notes",
	} {
		if got := p.exportFolder(configured); got != want {
			t.Errorf("%q is %q, want %q", configured, got, want)
		}
	}
}
