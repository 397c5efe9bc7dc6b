package main

import (
	"os"
	"strings"
	"testing"
)

// TestZonesWithoutACache looks places up in the person's language, and makes no cache for it.
func TestZonesWithoutACache(t *testing.T) {
	home := t.TempDir()
	for lang, says := range map[string][]string{"en": {"Zhangjiagang ETDZ", " ETDZ "}, "zh": {"张家港经济技术开发区", " 经开区 "}} {
		out := mustRun(t, "--home", home, "--lang", lang, "zones", "zjg")
		for _, want := range says {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in %s", lang, want, out)
			}
		}
		if lang == "zh" && (strings.Contains(out, "county") || strings.Contains(out, "etdz")) {
			t.Errorf("in Chinese it says %s", out)
		}
	}
	if o := zonewire(t, "--home", home, "zones", "qqxx"); o.status != exitFailed || !strings.Contains(o.err, `no region or zone fits "qqxx"`) {
		t.Errorf("of nothing found: exit %d, %q", o.status, o.err)
	}
	if _, err := os.Stat(placesUnder(home).database()); err == nil {
		t.Error("looking places up made a cache")
	}
}

// TestListOfASpelledPlace takes pinyin and initials as a query does.
func TestListOfASpelledPlace(t *testing.T) {
	home, site := t.TempDir(), smallSite(t)
	mustRun(t, "--home", home, "sources", "add", site+"/news/", "--name", "园区", "--kind", "site")
	mustRun(t, "--home", home, "sync")
	for _, place := range []string{"--zone=zjg", "--region=suzhou", "--region=jiangsu"} {
		if out := mustRun(t, "--home", home, "list", place); strings.Count(out, "\n") != 3 {
			t.Errorf("list %s printed %q", place, out)
		}
	}
	for _, place := range []string{"--zone=qqxx", "--region=qqxx"} {
		if o := zonewire(t, "--home", home, "list", place); o.status != exitFailed || !strings.Contains(o.err, "qqxx") {
			t.Errorf("list %s exits with %d: %s", place, o.status, o.err)
		}
	}
}
