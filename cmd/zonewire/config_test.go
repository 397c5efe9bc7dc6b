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

// TestWrongSettingsAreToldInTheirLanguage sees each check of a value in the language of --lang, of config.toml, and of
// the environment.
func TestWrongSettingsAreToldInTheirLanguage(t *testing.T) {
	home := t.TempDir()
	for content, says := range map[string]struct{ zh, en string }{
		"theme = 'pink'":              {"theme \"pink\"：可用 paper, ink, contrast", "theme \"pink\": one of paper, ink, contrast"},
		"paragraphs = 'none'":         {"paragraphs \"none\"：可用", "paragraphs \"none\": one of blank, indent"},
		"pictures = 'some'":           {"pictures \"some\"：可用", "pictures \"some\": one of"},
		"picture_protocol = 'iterm'":  {"picture_protocol \"iterm\"：可用", "picture_protocol \"iterm\": one of auto, blocks"},
		"picture_megabytes = -1":      {"picture_megabytes：应为整数", "picture_megabytes: a whole number"},
		"time_zone = 'mars'":          {"time_zone \"mars\"：可用", "time_zone \"mars\": one of beijing, local"},
		"watch_notice = 'gong'":       {"watch_notice \"gong\"：可用", "watch_notice \"gong\": one of bell, notice, none"},
		"ambiguous_width = 3":         {"ambiguous_width \"3\"：可用", "ambiguous_width \"3\": one of 1, 2"},
		"connections_per_host = -1":   {"connections_per_host：应为整数", "connections_per_host: a whole number"},
		"keep_days = -1":              {"keep_days, keep_articles, keep_megabytes：应为整数", "keep_megabytes: a whole number, 0"},
		"[keep.'园区']\nmegabytes = -1": {"[keep.\"园区\"] days, articles, megabytes：应为整数", "megabytes: a whole number, 0"},
	} {
		writeFile(t, filepath.Join(home, "config.toml"), content+"\n")
		for lang, want := range map[string]string{"zh": says.zh, "en": says.en} {
			o := zonewire(t, "--home", home, "--lang", lang, "list")
			if o.status != exitUsage || !strings.Contains(o.err, want) || !strings.Contains(o.err, "config.toml") {
				t.Errorf("%s: exit %d, %q, want %q", content, o.status, o.err, want)
			}
		}
		writeFile(t, filepath.Join(home, "config.toml"), "lang = 'zh'\n"+content+"\n")
		var out, errOut strings.Builder
		if status := run(t.Context(), []string{"--home", home, "list"}, &out, &errOut); status != exitUsage || !strings.Contains(errOut.String(), says.zh) {
			t.Errorf("%s with lang in config.toml: exit %d, %q", content, status, errOut.String())
		}
	}
}
