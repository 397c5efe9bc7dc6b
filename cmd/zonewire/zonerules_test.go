package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"zonewire/feed"
	"zonewire/storage"
)

// TestZoneRules lists and removes the rules that Z made.
func TestZoneRules(t *testing.T) {
	home := t.TempDir()
	file := placesUnder(home).database()
	if err := makeFolder(filepath.Dir(file)); err != nil {
		t.Fatal(err)
	}
	store, err := storage.Open(context.Background(), file, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.AddSource(context.Background(), feed.Source{Name: "示例站", URL: "http://a.example.cn/", Kind: feed.SiteSource}); err != nil {
		t.Fatal(err)
	}
	zone := feed.Zone{Name: "昆山经济技术开发区", Short: "昆山经开区", Region: "320583"}
	for _, r := range []storage.Rule{
		{Kind: storage.ByLabel, Text: "昆山开发区", Zone: zone, Region: zone.Region}, {Kind: storage.BySource, Text: "1", Region: "3205"},
	} {
		if _, err := store.AddRule(context.Background(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	out := mustRun(t, "--home", home, "zones", "rules")
	if !strings.Contains(out, "label  昆山开发区 → 昆山经济技术开发区") || !strings.Contains(out, "source 示例站 → 苏州") {
		t.Errorf("rules are\n%s", out)
	}
	mustRun(t, "--home", home, "zones", "rules", "remove", "1")
	out = mustRun(t, "--home", home, "zones", "rules", "--json")
	if strings.Count(out, "\n") != 1 || !strings.Contains(out, `"number":2,"kind":"source","of":"示例站"`) {
		t.Errorf("rules are\n%s", out)
	}
	for number, want := range map[string]int{"9": exitFailed, "x": exitUsage} {
		if o := zonewire(t, "--home", home, "zones", "rules", "remove", number); o.status != want {
			t.Errorf("remove %s exits with %d, want %d", number, o.status, want)
		}
	}
}
