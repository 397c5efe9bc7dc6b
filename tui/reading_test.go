package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// newReading is a driver at 160x45 on a cache of 40 articles.
func newReading(t *testing.T) *driver {
	t.Helper()
	store := newStore(t)
	fillStore(t, store, 40)
	d := newDriver(t, store, nil)
	d.resize(160, 45)
	d.wait(time.Second)
	return d
}

// status is what storage knows about the article of a title on the screen.
func (d *driver) status(title string) feed.Status {
	d.t.Helper()
	hs, err := d.store.Headlines(context.Background(), feed.Query{Limit: 1000})
	if err != nil {
		d.t.Fatal(err)
	}
	for _, h := range hs {
		if h.Title == title {
			return h.Status
		}
	}
	d.t.Fatalf("no article %q", title)
	return feed.Status{}
}

// titles are the titles of the first 40 articles, in the list's order.
func titles(t *testing.T, store *storage.Store) []string {
	t.Helper()
	hs, err := store.Headlines(context.Background(), feed.Query{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, h := range hs {
		all = append(all, h.Title)
	}
	return all
}

// reads requires that the reader shows an article.
func (d *driver) reads(title string) {
	d.t.Helper()
	if got := d.m.reader.head.Title; got != title {
		d.t.Errorf("reader shows %q, want %q", got, title)
	}
	if d.m.reader.sheet == nil {
		d.t.Errorf("%q has no sheet", title)
	}
}

func TestFirstFrameBeforeAnyWork(t *testing.T) {
	d := newDriver(t, newStore(t), nil)
	if _, cmd := d.m.Update(struct{}{}); cmd != nil {
		t.Error("work is done before the window's size is known")
	}
	model, cmd := d.m.Update(keyMsg("j"))
	_, _ = model, cmd
	d.m.resize(160, 45) // its command is not run: nothing was read yet
	d.check()
	d.sees("地区", "读取中…")
}

func TestSelectionIsPreviewedButNotRead(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.reads(all[0])
	d.press("j", "j")
	d.reads(all[2])
	if d.status(all[2]).Read {
		t.Error("an article that was merely passed is read")
	}
}

func TestHeldKeyPreviewsOnlyWhereItRests(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	for range 5 {
		d.send(keyMsg("j")) // no time passes in between
	}
	if d.m.reader.head.Title == all[4] {
		t.Error("an article that the key ran past was shown")
	}
	d.wait(previewAfter)
	d.reads(all[5])
}

func TestOpenMarksRead(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.press("enter")
	d.reads(all[0])
	if d.m.focus != readerPane {
		t.Error("opening does not focus the reader")
	}
	if !d.status(all[0]).Read {
		t.Error("an opened article is not read")
	}
	d.wait(time.Second)
	d.sees("39/40")
}

func TestNextAndPrevious(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	for _, focus := range []string{"tab", "tab", "tab"} { // from every pane
		d.press(focus)
		at := d.m.list.cursor
		d.press("n")
		d.reads(all[at+1])
		if !d.status(all[at+1]).Read {
			t.Errorf("article %d is not read", at+1)
		}
		d.press("n", "p")
		d.reads(all[at+1])
	}
	d.press("G")
	d.press("n")
	d.sees("已是最后一篇")
	d.press("g", "p")
	d.sees("已是第一篇")
}

func TestNeighboursAreSetAhead(t *testing.T) {
	d := newReading(t)
	d.press("enter", "j")
	next, _ := d.m.list.neighbour(1)
	if d.m.reader.kept(next.ID) == nil {
		t.Fatal("the next article is not set ahead")
	}
	_, _ = d.m.Update(keyMsg("n")) // none of its commands is run
	if d.m.reader.head.ID != next.ID || d.m.reader.sheet == nil {
		t.Error("the next article waits for a command")
	}
}

func TestNextUnread(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.press("j", "m", "j", "m", "g") // 1 and 2 are read
	d.press("N")
	d.reads(all[0]) // the selected article was not opened yet
	d.press("N")
	d.reads(all[3])
	d.press("P")
	d.sees("没有更多未读")
	d.press("n", "p", "N")
	d.reads(all[5])
}

func TestReadOn(t *testing.T) {
	d := newReading(t)
	d.resize(60, 12)
	d.press(" ")
	all := titles(t, d.store)
	d.reads(all[0])
	for range 20 {
		if d.m.reader.atEnd() {
			break
		}
		before := d.m.reader.offset
		d.press(" ")
		if d.m.reader.offset <= before {
			t.Fatal("space does not page on")
		}
	}
	d.press(" ")
	d.reads(all[1])
	if d.m.reader.offset != 0 {
		t.Error("the next article does not begin at its top")
	}
	d.press("p")
	if d.m.reader.offset == 0 {
		t.Error("the place in the article was forgotten")
	}
}

func TestMarksAndUndo(t *testing.T) {
	d := newReading(t)
	first := titles(t, d.store)[0]
	d.press("s")
	if !d.status(first).Starred {
		t.Error("s does not star")
	}
	d.sees("★", "加了星标")
	d.press("m")
	if !d.status(first).Read {
		t.Error("m does not mark read")
	}
	d.press("m")
	if d.status(first).Read {
		t.Error("m does not mark unread")
	}
	d.press("u", "u")
	if d.status(first).Read {
		t.Error("two undos do not take back two marks")
	}
	d.press("u")
	if d.status(first).Starred {
		t.Error("undo does not take the star back")
	}
	d.press("A")
	d.sees("40 篇标为已读")
	d.press("u")
	if d.status(first).Read {
		t.Error("undo does not take back mark all read")
	}
	d.press("u")
	d.sees("没有可撤销的")
}

func TestUndoPassesOverOpening(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.press("s", "enter", "n", "n", "u")
	if d.status(all[0]).Starred {
		t.Error("undo does not take back the star that was given before articles were opened")
	}
	if !d.status(all[2]).Read {
		t.Error("undo makes an opened article unread")
	}
}

func TestDeleteAndUndo(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.press("d")
	d.seesNot(all[0])
	d.sees("已删除")
	d.press("u")
	if got := titles(t, d.store); len(got) != 40 || got[0] != all[0] {
		t.Errorf("after undo there are %d articles, first %q", len(got), got[0])
	}
}

func TestSiteNeighbours(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.press("enter", "]")
	d.reads(all[1])
	d.press("[")
	d.reads(all[0])
	d.press("[")
	d.sees("还没有取来")
}

func TestLinks(t *testing.T) {
	d := newReading(t)
	d.press("o")
	if d.opened != "http://news.example.cn/0.html" {
		t.Errorf("opened %q", d.opened)
	}
	d.press("y")
	if d.copied != "http://news.example.cn/0.html" {
		t.Errorf("copied %q", d.copied)
	}
	d.sees("已复制 http://news.example.cn/0.html")
}

func TestWrongKeyHints(t *testing.T) {
	d := newReading(t)
	d.press("Q")
	d.sees("Q 在这里没有作用")
	d.wait(messageStays)
	d.seesNot("没有作用")
}

func TestFullWidthKeysAndBursts(t *testing.T) {
	d := newReading(t)
	d.press("ｊｊｋ")
	if d.m.list.cursor != 1 {
		t.Errorf("cursor at %d after full-width jjk", d.m.list.cursor)
	}
	d.press("？")
	d.sees("全部按键")
	d.press("esc")
	d.press("/苏州")
	p, ok := d.m.overlay.(*prompt)
	if !ok || p.field.text() != "苏州" {
		t.Error("letters typed right behind / do not reach the prompt")
	}
}

func TestPanes(t *testing.T) {
	d := newReading(t)
	for _, step := range []struct {
		key  string
		want pane
	}{
		{"h", treePane},
		{"h", treePane},
		{"l", listPane},
		{"l", readerPane},
		{"left", listPane},
		{"tab", readerPane},
		{"tab", treePane},
		{"shift+tab", readerPane},
		{"esc", listPane},
		{"esc", treePane},
		{"enter", listPane},
		{"v", readerPane},
		{"esc", readerPane},
		{"esc", listPane},
	} {
		d.press(step.key)
		if d.m.focus != step.want {
			t.Fatalf("after %s focus is %d, want %d", step.key, d.m.focus, step.want)
		}
	}
}

func TestZenShowsTheArticleAlone(t *testing.T) {
	d := newReading(t)
	d.press("v")
	if w := d.m.layout.Panes[readerPane].W; w != 160 {
		t.Errorf("the article is %d cells wide", w)
	}
	d.seesNot("失联的网站")
	d.press("v")
	d.sees("失联的网站")
}

func TestSortAndFilter(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.press("t")
	if h, _ := d.m.list.selected(); h.Title != all[39] {
		t.Errorf("oldest first begins with %q", h.Title)
	}
	d.press("t", "t", "t")
	d.press("f") // 张家港
	d.sees("只看 张家港经开区", "未读 6")
	d.press("esc", "j", "j", "tab") // starred, within the filter
	d.sees("星标 · 只看 张家港经开区", "这里还没有文章")
	d.press("F")
	d.seesNot("只看")
	d.press("F")
	d.sees("没有限定")
}

func TestUnreadRowsStayWhileReading(t *testing.T) {
	d := newReading(t)
	all := titles(t, d.store)
	d.press("esc", "j") // the unread ones
	d.press("n", "n", "n")
	d.wait(time.Second)
	d.reads(all[3])
	if got := d.m.list.win.rows[1].Title; got != all[1] {
		t.Errorf("the article that was read is gone; row 1 is %q", got)
	}
	d.press("esc", "esc", "k", "j") // come anew
	if got := d.m.list.win.rows[1].Title; strings.Contains(got, all[1]) {
		t.Error("a read article is among the unread ones")
	}
}

func TestQuitWaitsForWrites(t *testing.T) {
	d := newReading(t)
	_, write := d.m.Update(keyMsg("m"))
	_, quit := d.m.Update(keyMsg("q"))
	d.run(quit)
	if d.quit {
		t.Fatal("quit does not wait for a write")
	}
	d.run(write)
	if !d.quit {
		t.Error("the program does not quit after the write")
	}
}

func TestQuitGivesUpAfterTwoSeconds(t *testing.T) {
	d := newReading(t)
	d.m.Update(keyMsg("m")) // its write never comes back
	d.press("q")
	d.wait(quitWaitsAtMax)
	if !d.quit {
		t.Error("a write that hangs keeps the program open")
	}
}
