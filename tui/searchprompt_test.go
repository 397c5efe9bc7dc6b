package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"zonewire/storage"
	"zonewire/tui/theme"
)

// typed is the text of the open prompt.
func (d *driver) typed() string {
	d.t.Helper()
	p, ok := d.m.overlay.(*prompt)
	if !ok {
		d.t.Fatal("no prompt is open")
	}
	return p.field.text()
}

// TestMistakeIsUnderlined shows which part of a query is wrong and what was expected, and changes nothing else.
func TestMistakeIsUnderlined(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 40)
	d := newDriver(t, store, func(c *Config) { c.Theme = theme.New(theme.Ink, theme.TrueColor, false) })
	d.resize(100, 30)
	d.wait(time.Second)
	d.press("/", "项目 is:red 开工")
	if want := d.m.look.mistake.on("red"); !strings.Contains(d.m.View(), want) {
		t.Errorf("the mistake is not underlined:\n%q", d.m.footer())
	}
	d.sees("没有这个值 “red”，可用 unread read starred")
	if d.m.list.total != 40 {
		t.Errorf("the mistake changed the list to %d articles", d.m.list.total)
	}
	d.press("home")
	if want := d.m.look.mistake.on("red"); !strings.Contains(d.m.View(), want) {
		t.Error("moving the cursor takes the underline away")
	}
	d.press("end", "ctrl+u", "is:read")
	d.seesNot("没有这个值")
}

// TestCompletion completes fields and values with Tab.
func TestCompletion(t *testing.T) {
	d := newReading(t)
	d.press("/")
	for _, step := range []struct{ keys, want string }{
		{"z", "z"},
		{"tab", "zone:"},
		{"kuns", "zone:kuns"},
		{"tab", "zone:昆山经开区"},
		{" -is:s", "zone:昆山经开区 -is:s"},
		{"tab", "zone:昆山经开区 -is:starred"},
		{" (a", "zone:昆山经开区 -is:starred (a"},
		{"tab", "zone:昆山经开区 -is:starred (after:"},
		{"tab", "zone:昆山经开区 -is:starred (age:"},
		{"shift+tab", "zone:昆山经开区 -is:starred (after:"},
		{"ctrl+u", ""},
		{"source:示", "source:示"},
		{"tab", "source:示例开发区网"},
		{"ctrl+u", ""},
		{"region:jiang", "region:jiang"},
		{"tab", "region:江苏"},
		{"没有", "region:江苏没有"},
		{"tab", "region:江苏没有"},
	} {
		d.press(step.keys)
		if got := d.typed(); got != step.want {
			t.Errorf("after %q: %q, want %q", step.keys, got, step.want)
		}
	}
}

// TestSearchHistory calls earlier searches back with the arrows, in this session and the next.
func TestSearchHistory(t *testing.T) {
	d := newReading(t)
	d.press("/", "昆山", "enter", "esc", "/", "ctrl+u", "宾西", "enter", "esc", "/", "ctrl+u", "昆山", "enter", "esc")
	d = newDriver(t, d.store, nil)
	d.resize(160, 45)
	d.wait(time.Second)
	d.press("/", "新", "up")
	if got := d.typed(); got != "昆山" {
		t.Errorf("the last search is %q", got)
	}
	d.press("up", "up")
	if got := d.typed(); got != "宾西" {
		t.Errorf("the first search is %q", got)
	}
	d.sees("查找 宾西")
	d.press("down", "down")
	if got := d.typed(); got != "新" {
		t.Errorf("the draft is %q", got)
	}
}

// TestSavedViews saves a query, reads it in the tree, edits, renames and removes it.
func TestSavedViews(t *testing.T) {
	d := newReading(t)
	d.press("/", "zone:昆山 is:unread", "ctrl+s", "昆山未读", "enter")
	d.wait(time.Second)
	d.sees("已存为 昆山未读")
	d.press("h", "g", "j", "j", "j", "j")
	if got := d.m.tree.place().Kind; got != viewPlace {
		t.Fatalf("the cursor is on a place of kind %d", got)
	}
	if n := d.m.tree.current(); n.unread != 6 || n.total != 6 || d.m.list.total != 6 {
		t.Errorf("the view has %d of %d, the list %d", n.unread, n.total, d.m.list.total)
	}
	d.press("enter", "m")
	d.wait(time.Second)
	if n := d.m.tree.current(); n.unread != 5 {
		t.Errorf("the view has %d unread articles after one was read", n.unread)
	}
	d.press("/", " OR zone:宾西", "enter") // the search begins with the view
	if d.m.list.total != 5+6 {
		t.Errorf("the edited search finds %d", d.m.list.total)
	}
	d.press("/", "ctrl+s", "enter")
	d.wait(time.Second)
	d.press("esc", "esc", "h")
	if n := d.m.tree.current(); n.total != 11 || n.label != "昆山未读" {
		t.Errorf("the edited view %s has %d", n.label, n.total)
	}
	d.press("w", "ctrl+u", "两地", "enter")
	d.wait(time.Second)
	d.sees("两地")
	kept, err := d.store.KeptQueries(context.Background(), storage.UseView)
	if err != nil || len(kept) != 1 || kept[0].Name != "两地" || kept[0].Text != "zone:昆山 is:unread OR zone:宾西" {
		t.Errorf("kept is %v, %v", kept, err)
	}
	d.press("/", "ctrl+u", "ctrl+s")
	d.sees("先写下要查找的内容")
	d.press("is:starred", "ctrl+s", "ctrl+u", "enter")
	d.sees("请起个名字")
	d.press("星", "enter")
	d.wait(time.Second)
	d.press("/", "ctrl+u", "is:read", "ctrl+s", "ctrl+u", "星", "enter")
	d.sees("已有这个名字")
	d.press("esc", "esc", "h", "D")
	d.sees("删除视图 两地")
	d.press("y")
	d.wait(time.Second)
	if kept, err := d.store.KeptQueries(context.Background(), storage.UseView); err != nil || len(kept) != 1 || kept[0].Name != "星" {
		t.Errorf("kept is %v, %v", kept, err)
	}
}

// TestViewThatCannotBeRead says why a saved view whose zone is gone shows nothing.
func TestViewThatCannotBeRead(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 10)
	if _, err := store.KeepQuery(context.Background(), storage.KeptQuery{Use: storage.UseView, Name: "旧的", Text: "zone:已经没有的开发区"}); err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, store, nil)
	d.resize(160, 45)
	d.wait(time.Second)
	d.press("h", "j", "j", "j", "j")
	d.sees("旧的", "没有叫这个名字的 “已经没有的开发区”")
	if d.m.list.total != 0 {
		t.Errorf("the list has %d articles", d.m.list.total)
	}
}
