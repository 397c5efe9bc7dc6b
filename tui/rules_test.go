package tui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
	"zonewire/tui/theme"
)

// newRuled is a reader of forty articles on a cache whose rules may name places.
func newRuled(t *testing.T, configure func(*Config)) *driver {
	t.Helper()
	places := gazetteer.Load()
	store, err := storage.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"), storage.Options{Names: places.QueryNames})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	fillStore(t, store, 40)
	d := newDriver(t, store, configure)
	d.resize(160, 45)
	d.wait(time.Second)
	return d
}

// kept is the kept queries as one line each.
func (d *driver) kept() string {
	d.t.Helper()
	all, err := d.store.KeptQueries(context.Background(), storage.QueryUses()...)
	if err != nil {
		d.t.Fatal(err)
	}
	var lines []string
	for _, q := range all {
		lines = append(lines, string(q.Use)+" "+q.Name+" = "+q.Text)
	}
	return strings.Join(lines, "\n")
}

// TestRulesByKeys makes a rule of a search, and renames, edits, changes, deletes and brings back what the screen lists.
func TestRulesByKeys(t *testing.T) {
	d := newRuled(t, nil)
	step := func(want string, total int, keys ...string) {
		d.t.Helper()
		d.press(keys...)
		d.wait(time.Second)
		if got := d.kept(); got != want || d.m.data.total != total {
			d.t.Errorf("after %q: %d articles, kept is\n%s\nwant %d and\n%s", keys, d.m.data.total, got, total, want)
		}
	}
	step("mute 昆山 = zone:昆山", 34, "/", "zone:昆山", "ctrl+s", "tab", "tab", "tab", "昆山", "enter")
	d.sees("已屏蔽 昆山：隐藏 6 篇", "未读 0 · 共 0")
	d.press("esc", "W")
	d.sees("视图与规则", "屏蔽", "昆山", "符合 6 篇")
	step("view 昆山 = zone:昆山", 40, "t")
	step("watch 昆山 = zone:昆山", 40, "t")
	d.sees("◆ 关注", "正在关注 昆山：符合 6 篇")
	step("watch 经开 = zone:昆山", 40, "w", "ctrl+u", "经开", "enter")
	step("watch 经开 = zone:昆山", 40, "e", " OR zone:没有的地方", "enter")
	d.sees("没有叫这个名字的")
	step("watch 经开 = zone:昆山", 40, "esc")
	step("watch 经开 = zone:昆山 OR zone:宾西", 40, "e", " OR zone:宾西", "enter")
	d.sees("符合 12 篇")
	step("", 40, "d")
	d.sees("还没有视图和规则")
	step("watch 经开 = zone:昆山 OR zone:宾西", 40, "u")
	step("watch 经开 = zone:昆山", 40, "u")
	step("watch 昆山 = zone:昆山", 40, "u")
	step("view 昆山 = zone:昆山", 40, "u")
	step("mute 昆山 = zone:昆山", 34, "u")
	step("", 40, "u")
	step("watch 甲 = 批", 40, "a", "批", "enter", "甲", "enter")
	step("watch 甲 = 批\nread 乙 = 批", 40, "a", "批", "enter", "tab", "乙", "enter")
	if d.m.data.unread != 0 {
		t.Errorf("%d are unread though a rule marks all read", d.m.data.unread)
	}
}

// TestKeepPlaces keeps what the list shows of places, several as one, as a view that finds the same.
func TestKeepPlaces(t *testing.T) {
	d := newRuled(t, nil)
	d.press("w")
	d.sees("不能存为查询")
	d.press("h", "G")
	for d.m.tree.current().id.Kind != zonePlace {
		d.press("k")
	}
	d.press("*", "k", "k", "*", "l")
	total, name := d.m.list.total, d.m.list.view.name
	if !strings.Contains(name, " + ") || total < 2 {
		t.Fatalf("the list shows %s with %d", name, total)
	}
	d.press("w", "两处", "enter")
	d.wait(time.Second)
	d.press("esc", "W", "enter")
	if v := d.m.list.view; v.place.Kind != viewPlace || d.m.list.total != total || v.name != "两处" {
		t.Errorf("the view %s has %d, want %d; kept is %s", v.name, d.m.list.total, total, d.kept())
	}
	d.press("f", "z", "kunshan", "enter", "w")
	if p, ok := d.m.overlay.(*prompt); !ok || !strings.HasPrefix(p.kept.Text, "zone:昆山") && !strings.HasPrefix(p.kept.Text, "region:昆山") {
		t.Errorf("what is to be kept is %+v", d.m.overlay)
	}
}

// TestWatchedIsSeen marks what a rule watches for by a sign and by colour, in the list, the tree and the reader.
func TestWatchedIsSeen(t *testing.T) {
	for _, th := range []theme.Theme{theme.New(theme.Ink, theme.Plain, false), theme.New(theme.Ink, theme.Plain, true), trueColor()} {
		d := newRuled(t, func(c *Config) { c.Theme = th })
		d.seesNot("关注")
		d.press("/", "zone:昆山", "ctrl+s", "tab", "昆山经开", "enter", "esc", "g")
		d.wait(time.Second)
		for {
			if h, _ := d.m.list.selected(); h.Watched {
				break
			}
			d.press("j")
		}
		sign := d.m.look.glyph.watched
		d.sees(d.m.look.glyph.unread+sign+" 09-", sign+" 关注 昆山经开", "关注")
		if n := d.m.tree.find(placeID{Kind: watchedPlace}); n == nil || n.total != 6 || n.unread != 6 {
			t.Errorf("the tree has %+v", n)
		}
		d.press("k")
		if th.Profile == theme.TrueColor && !strings.Contains(d.m.View(), d.m.look.watched.open+"昆山经开区第") {
			t.Error("a watched article has no colour of its own")
		}
	}
}

// TestArrivalRings tells of an article that comes and is watched for, once in a while, and of no other.
func TestArrivalRings(t *testing.T) {
	var told []string
	d := newRuled(t, func(c *Config) {
		c.notify = func(text string) error { told = append(told, text); return nil }
	})
	d.press("W", "a", "专项", "enter", "芯", "enter", "esc")
	bring := func(n int, title string) {
		a := piece(n, testZones(t)[0])
		a.Title = title
		if _, err := d.store.Save(context.Background(), storage.Batch{Source: 1, Articles: []feed.Article{a}}); err != nil {
			t.Fatal(err)
		}
		d.wait(3 * time.Second)
	}
	bring(100, "园区开放日")
	if len(told) != 0 {
		t.Errorf("told %q of what nobody watches for", told)
	}
	bring(101, "集成电路专项资金申报")
	d.sees("关注“芯”：集成电路专项资金申报")
	bring(102, "又一批专项资金申报")
	d.sees("关注的新文章 2 篇")
	if len(told) != 1 || !strings.Contains(told[0], "集成电路专项资金申报") {
		t.Errorf("told %q", told)
	}
	d.wait(ringEvery)
	bring(103, "第三批专项资金申报")
	if len(told) != 2 {
		t.Errorf("told %q", told)
	}
}

// TestNoticeSequence lets no control byte of a title out.
func TestNoticeSequence(t *testing.T) {
	plain, tmux := func(string) string { return "" }, func(name string) string {
		return map[string]string{"TMUX": "/tmp/tmux,1,0"}[name]
	}
	const title = "招商\x1b]0;x\a\u009d9;4\u202e\n签约\x00\x7f"
	for _, tt := range []struct {
		notice Notice
		getenv func(string) string
		want   string
	}{
		{"", plain, "\a"},
		{BellNotice, tmux, "\a"},
		{NoNotice, plain, ""},
		{MessageNotice, plain, "\x1b]9;zonewire: 招商 签约\a"},
		{MessageNotice, tmux, "\x1bPtmux;\x1b\x1b]9;zonewire: 招商 签约\a\x1b\\\a"},
	} {
		got := noticeSequence(tt.notice, title, tt.getenv)
		if strings.Contains(got, "签约") {
			head, tail, _ := strings.Cut(got, "招商")
			inner := strings.TrimRight(tail, "\a\x1b\\")
			if strings.ContainsFunc(inner, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x202e }) {
				t.Errorf("%q: control bytes get out behind %q", got, head)
			}
			continue
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.notice, got, tt.want)
		}
	}
	long := noticeSequence(MessageNotice, strings.Repeat("长", 5000), plain)
	if n := len([]rune(long)); n > noticeRunes+20 {
		t.Errorf("a notice of %d characters", n)
	}
}
