package tui

import (
	"context"
	"strings"
	"testing"
	"unicode"

	"zonewire/feed/gazetteer"
	"zonewire/storage"
	"zonewire/tui/i18n"
	"zonewire/tui/typeset"
)

// dictate runs the line-based reader on commands and returns what it wrote.
func dictate(t *testing.T, store *storage.Store, lang i18n.Lang, commands ...string) string {
	t.Helper()
	var out strings.Builder
	cfg := Config{Store: store, Gazetteer: gazetteer.Load(), Lang: lang, Theme: trueColor(), Now: epoch}
	in := strings.NewReader(strings.Join(commands, "\n") + "\n")
	if err := RunLinear(context.Background(), cfg, in, &out, 60); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(out.String(), "\n") {
		if strings.ContainsFunc(line, unicode.IsControl) || typeset.Width(line) > 70 { // the prompt stands before the line
			t.Errorf("a line is not plain: %q", line)
		}
	}
	return out.String()
}

func TestLinearReader(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 25)
	all := titles(t, store)
	heard := func(out string, wants ...string) {
		t.Helper()
		at := 0
		for _, want := range wants {
			i := strings.Index(out[at:], want)
			if i < 0 {
				t.Fatalf("%q is not said, in this order, in\n%s", want, out)
			}
			at += i + len(want)
		}
	}
	out := dictate(t, store, i18n.Chinese, "2", "n", "p", "s", "ｑ", "5")
	heard(out, "1. 未读 2019-10-02 张家港经开区", "20. ", "已列 20 条，共 25 条", "来源 市商务局", "仪式在园区", "1.html", "第 2 篇完", "第 3 篇完", "第 2 篇完", "加了星标")
	if strings.Contains(out, "第 5 篇完") {
		t.Error("it reads on after q")
	}
	d := &driver{t: t, store: store}
	if s := d.status(all[1]); !s.Read || !s.Starred {
		t.Errorf("status is %+v", s)
	}
	heard(dictate(t, store, i18n.English, "", "", "25", "n", "0", "x", "1"),
		"20 of 25", "21. unread", "25 headlines, all", "end of the list", "End of article 25", "last article", "no such", "no such", "End of article 1.")
	heard(dictate(t, store, i18n.English, "u", "u", "/昆山", "/is:red", "/", "?", "s"),
		"20 of 25", "20 of 21", "20 of 25", "昆山经开区", "unread read starred", "20 of 25", "brings news", "Read an article first")
	heard(dictate(t, newStore(t), i18n.English, "n", "l"), "No articles here.", "no such", "No articles here.")
}
