package tui

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// TestWindowWalk presses random keys in a list that is ten times as long as the window, and after each compares the
// rows on screen with the whole list.
func TestWindowWalk(t *testing.T) {
	store := newStore(t)
	fillMany(t, store, 10*maxRows)
	d := newDriver(t, store, nil)
	d.resize(60, 20)
	all, err := store.Headlines(context.Background(), feed.Query{Limit: 20 * maxRows})
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	keys := []string{"j", "k", "pgdown", "pgup", "pgdown", "ctrl+d", "ctrl+u", "g", "G"}
	at := 0
	for i := range 3000 {
		key := keys[random.IntN(len(keys))]
		switch {
		case i%50 != 0 && (key == "g" || key == "G"):
			continue
		case i%50 < 40 && i/500%2 == 0:
			key = "pgdown"
		case i%50 < 40:
			key = "pgup"
		}
		page := d.m.list.page()
		d.send(keyMsg(key))
		at += map[string]int{
			"j": 1, "k": -1, "pgdown": page, "pgup": -page, "ctrl+d": page / 2, "ctrl+u": -page / 2, "g": -len(all), "G": len(all),
		}[key]
		at = max(0, min(at, len(all)-1))
		h, ok := d.m.list.selected()
		if !ok || h.ID != all[at].ID {
			t.Fatalf("key %d, %s: %q is selected, want row %d, %q", i, key, h.Title, at, all[at].Title)
		}
		if p := d.m.list.position(); p != 0 && p != at+1 {
			t.Fatalf("key %d, %s: position %d, want %d", i, key, p, at+1)
		}
		if n := len(d.m.list.win.rows); n > maxRows {
			t.Fatalf("the window has %d rows", n)
		}
	}
}

// fillMany stores count articles with titles alone.
func fillMany(t testing.TB, store *storage.Store, count int) {
	t.Helper()
	zones := testZones(t)
	for from := 0; from < count; from += 1000 {
		var batch storage.Batch
		for n := from; n < min(count, from+1000); n++ {
			z := zones[n%len(zones)]
			batch.Articles = append(batch.Articles, feed.Article{
				URL: fmt.Sprintf("http://many.example.cn/%d.html", n), Title: fmt.Sprintf("第%d号通告", n), Zone: z, Region: z.Region,
				Published: feed.PublishedOn(2019, 10, 2-n/7), Fetched: epoch(),
			})
		}
		if _, err := store.Save(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSelectionStaysWhenNewsCome stores new articles above and around the selection.
func TestSelectionStaysWhenNewsCome(t *testing.T) {
	d := newReading(t)
	d.press("j", "j", "j", "j", "j")
	before, _ := d.m.list.selected()
	var batch storage.Batch
	for n := range 300 { // more than a page
		batch.Articles = append(batch.Articles, feed.Article{
			URL: fmt.Sprintf("http://new.example.cn/%d.html", n), Title: fmt.Sprintf("新到第%d条", n),
			Published: feed.PublishedOn(2019, 10, 3), Fetched: epoch(),
		})
	}
	if _, err := d.store.Save(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	d.wait(2 * changesEvery)
	after, _ := d.m.list.selected()
	if before.ID != after.ID {
		t.Errorf("the selection went from %q to %q", before.Title, after.Title)
	}
	d.sees("306/340", before.Title[:30])
	d.press("g")
	d.sees("1/340", "▌●  新到第0条", "2019-10-03 星期四")
}

// TestTreeCountsStayRight acts at random (reading, starring, deleting, reassigning, narrowing the tree, undoing, and
// news that another process stores) and compares every count of the tree with what its own query finds.
func TestTreeCountsStayRight(t *testing.T) {
	d := newReading(t)
	d.press("/", "批", "ctrl+s", "批次", "enter")
	random := rand.New(rand.NewPCG(3, 4))
	acts := [][]string{
		{"j"},
		{"k"},
		{"m"},
		{"s"},
		{"n"},
		{"N"},
		{"u"},
		{"d"},
		{"enter"},
		{"esc"},
		{"p"},
		{" "},
		{"A"},
		{"u"},
		{"tab"},
		{"u"},
		{"Z", "xagxq", "enter", "a"},
		{"Z", "kunshan", "enter", "l"},
		{"h", "T"},
		{"h", "L"},
		{"h", "t"},
		{"h", "*"},
		{"sync"},
	}
	zones := testZones(t)
	for i := range 200 {
		act := acts[random.IntN(len(acts))]
		if act[0] == "sync" {
			a := piece(100+i, zones[random.IntN(len(zones))])
			if _, err := d.store.Save(context.Background(), storage.Batch{Source: 1, Articles: []feed.Article{a}}); err != nil {
				t.Fatal(err)
			}
			d.wait(2 * changesEvery)
		} else {
			d.press(act...)
		}
		if d.m.overlay != nil {
			d.press("esc")
		}
		d.wait(time.Second)
		d.m.tree.walk(d.m.tree.roots, func(n *node) bool {
			d.recount(i, n)
			return !t.Failed()
		})
		if t.Failed() {
			t.FailNow()
		}
	}
}

// recount compares a place's counts with its articles.
func (d *driver) recount(step int, n *node) {
	d.t.Helper()
	if n.id.Kind == headingPlace || n.id.Kind == starredPlace {
		return
	}
	where := n.where(d.clock)
	total, err := d.store.Count(context.Background(), feed.Query{Where: where})
	if err != nil {
		d.t.Fatal(err)
	}
	unread, err := d.store.Count(context.Background(), feed.Query{Where: unreadOf(where)})
	if err != nil {
		d.t.Fatal(err)
	}
	if n.total != total || n.unread != unread {
		d.t.Errorf("step %d: %s counts %d of %d, has %d of %d", step, n.label, n.unread, n.total, unread, total)
	}
}

// TestTreeHangsZones requires provinces in the standard order, cities with several zones, and single ones in one line.
func TestTreeHangsZones(t *testing.T) {
	d := newReading(t)
	d.press("h", "X")
	var names []string
	for _, r := range d.m.tree.rows {
		names = append(names, fmt.Sprintf("%d %s", r.depth, r.node.name()))
	}
	want := []string{
		"0 全部", "0 未读", "0 星标", "0 今天", "0 地区", "0 黑龙江 宾西经开区", "0 江苏 苏州", "1 张家港经开区", "1 昆山经开区", "1 苏州工业园",
		"0 浙江 宁波经开区", "0 海南 洋浦经开区", "0 陕西 西安高新区", "0 来源", "0 失联的网站", "0 示例开发区网",
	}
	if fmt.Sprint(names) != fmt.Sprint(want) {
		t.Errorf("tree is\n%q, want\n%q", names, want)
	}
	d.press("X")
	if len(d.m.tree.rows) != len(want)-3 {
		t.Errorf("folded tree has %d lines", len(d.m.tree.rows))
	}
}

// TestFoldingIsRemembered opens the reader twice.
func TestFoldingIsRemembered(t *testing.T) {
	d := newReading(t)
	d.press("h", "X")
	again := newDriver(t, d.store, nil)
	again.resize(160, 45)
	again.wait(time.Second)
	again.sees("昆山经开区  ")
	if len(again.m.tree.rows) != len(d.m.tree.rows) {
		t.Errorf("%d lines, were %d", len(again.m.tree.rows), len(d.m.tree.rows))
	}
}

// TestPickerJumps goes to zones by letters.
func TestPickerJumps(t *testing.T) {
	d := newReading(t)
	for typed, want := range map[string]string{
		"zjgjkq": "张家港经开区", "sip": "苏州工业园", "昆山经": "昆山经开区", "xagxq": "西安高新区", "zhangjg": "张家港",
	} {
		d.press("z", typed, "enter")
		if got := d.m.list.view.name; got != want {
			t.Errorf("%s leads to %q, want %q", typed, got, want)
		}
		if h, ok := d.m.list.selected(); !ok || d.m.focus != listPane {
			t.Errorf("%s: nothing is listed (%v)", typed, h)
		}
	}
	d.press("z", "yizhuang", "enter") // no article of it was ever met
	d.sees("这里还没有文章")
	d.press("z", "没有这里", "enter", "esc")
	if d.m.overlay != nil {
		t.Error("the picker does not close")
	}
}

// TestAssignZone gives an article another zone and takes that back.
func TestAssignZone(t *testing.T) {
	d := newReading(t)
	h, _ := d.m.list.selected()
	d.press("Z", "xagxq", "enter", "a")
	d.wait(time.Second)
	d.sees("归入 西安高新区")
	if a, _, err := d.store.Article(context.Background(), h.ID); err != nil || a.Zone.Short != "西安高新区" {
		t.Errorf("zone is %q, %v", a.Zone.Short, err)
	}
	d.press("u")
	if a, _, err := d.store.Article(context.Background(), h.ID); err != nil || a.Zone.ID != h.Zone {
		t.Errorf("after undo zone is %q, %v", a.Zone.Short, err)
	}
}

// TestAssignLabel makes a rule of one article's label, and takes it back as one step.
func TestAssignLabel(t *testing.T) {
	d := newReading(t)
	h, _ := d.m.list.selected()
	d.press("Z", "xagxq", "enter")
	d.sees("标明“张家港经济技术开发区”的全部", "示例开发区网 的全部")
	d.press("l")
	d.sees("6 篇归入 西安高新区")
	count := func(zone feed.ZoneID) int {
		n, err := d.store.Count(context.Background(), feed.Query{Where: feed.InZone{ID: zone}})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count(h.Zone); n != 0 {
		t.Errorf("%d articles stay where they were", n)
	}
	d.press("u")
	if n := count(h.Zone); n != 6 {
		t.Errorf("after undo %d articles are back", n)
	}
}
