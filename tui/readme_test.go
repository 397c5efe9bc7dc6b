package tui

import (
	"os"
	"strings"
	"testing"

	"zonewire/tui/i18n"
)

// TestReadmeKeys holds the README's table to the key map. With -update it is written anew.
func TestReadmeKeys(t *testing.T) {
	const path, begin, end = "../README.md", "<!-- keys -->\n", "<!-- /keys -->"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	had, behind, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatal("README has no place for the keys")
	}
	want := KeyTable(i18n.For(i18n.English))
	if *update {
		if err := os.WriteFile(path, []byte(before+begin+want+end+behind), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if had != want {
		t.Errorf("README's keys are not those of the program; go test ./tui -run Readme -update writes\n%s", want)
	}
}
