package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// newArticle is a driver at 100x30 that has opened an article of a body; an older one stands behind it.
func newArticle(t *testing.T, body string, configure func(*Config)) *driver {
	t.Helper()
	store := newStore(t)
	source, err := store.AddSource(context.Background(), feed.Source{
		Name: "示例开发区网", URL: "http://news.example.cn/", Kind: feed.SiteSource,
		Contact: feed.Contact{Phone: "0512-5812 3456", Mail: "tzcj@example.cn", Copyright: "版权所有 示例开发区"},
	})
	if err != nil {
		t.Fatal(err)
	}
	zones := testZones(t)
	batch := storage.Batch{Source: source}
	for n := range 2 {
		a := piece(n, zones[n])
		a.Source = source
		batch.Articles = append(batch.Articles, a)
	}
	batch.Articles[0].Body = body
	batch.Articles[0].Attachments = []feed.Attachment{{Title: "项目清单.xlsx", URL: "http://news.example.cn/list.xlsx"}}
	if _, err := store.Save(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, store, configure)
	d.resize(100, 30)
	d.wait(time.Second)
	d.press("enter")
	return d
}

// speech is a long text in which 昆山 stands once in every tenth paragraph.
func speech() string {
	var b strings.Builder
	for n := range 40 {
		place := "园区"
		if n%10 == 5 {
			place = "昆山"
		}
		fmt.Fprintf(&b, "第%d点，%s要持续优化营商环境，推动更多重点项目早开工、早投产、早达效。\n\n", n+1, place)
	}
	return b.String()
}

func TestFindInArticle(t *testing.T) {
	d := newArticle(t, speech(), nil)
	d.press("/", "kunshan")
	d.sees("第 1 处，共 4 处", "第6点")
	top := d.m.reader.offset
	d.press("enter")
	d.sees("“kunshan” 第 1 处，共 4 处")
	for _, want := range []struct{ key, count, text string }{
		{"n", "第 2 处", "第16点"},
		{"n", "第 3 处", "第26点"},
		{"N", "第 2 处", "第16点"},
		{"N", "第 1 处", "第6点"},
		{"N", "第 4 处", "第36点"},
		{"n", "第 1 处", "第6点"},
	} {
		d.press(want.key)
		d.sees(want.count, want.text)
	}
	if d.m.reader.head.Title != titles(t, d.store)[0] {
		t.Error("n left the article while a find was on")
	}
	d.press("j", "esc")
	if d.m.focus != readerPane || d.m.reader.find.on {
		t.Error("Esc does not end the find, and nothing else")
	}
	d.seesNot("共 4 处")
	d.press("n")
	if d.m.reader.head.Title != titles(t, d.store)[1] {
		t.Error("after the find n does not go to the next article")
	}
	d.press("p", "g", "/", "没有", "enter")
	d.sees("文中没有“没有”")
	d.press("/", "昆山", "esc")
	if d.m.reader.offset != 0 || d.m.reader.find.on {
		t.Errorf("Esc leaves the reader at line %d, was %d", d.m.reader.offset, top)
	}
}

func TestFindMarksEveryMatch(t *testing.T) {
	d := newArticle(t, "昆山、昆山、昆山。", func(c *Config) { c.Theme = trueColor() })
	d.press("/", "昆山", "enter", "n")
	k := d.m.look
	screen := d.m.View()
	if n := strings.Count(screen, k.match.on("昆山")); n != 2 {
		t.Errorf("%d matches are marked, want 2", n)
	}
	if n := strings.Count(screen, k.matchCurrent.on("昆山")); n != 1 {
		t.Errorf("%d matches are marked as the current one", n)
	}
	d.resize(60, 20)
	d.sees("第 2 处，共 3 处")
}

func TestPlaceIsRememberedAcrossSessions(t *testing.T) {
	d := newArticle(t, speech(), nil)
	d.press("pgdown", "j", "j")
	seen := d.m.reader.marked(d.m.reader.offset - d.m.reader.sheet.body)
	d.wait(placeRests)
	h := d.m.reader.head
	if at, err := d.store.ReadingPosition(context.Background(), h.ID); err != nil || at == 0 {
		t.Errorf("the place is not saved while reading: %d, %v", at, err)
	}
	again := newDriver(t, d.store, nil)
	again.resize(100, 30)
	again.wait(time.Second)
	again.press("enter")
	if got := again.m.reader.marked(again.m.reader.offset - again.m.reader.sheet.body); got != seen {
		t.Errorf("the next session begins at %q, want %q", got, seen)
	}
	again.sees(again.m.reader.progress())
	again.resize(60, 20) // another width: the same place in the text
	first := strings.TrimSpace(again.m.reader.marked(again.m.reader.offset - again.m.reader.sheet.body))
	if !strings.HasPrefix(seen, first[:6]) {
		t.Errorf("at another width the first line is %q, was %q", first, seen)
	}
	again.press("G", "n")
	if at, err := again.store.ReadingPosition(context.Background(), h.ID); err != nil || at != 0 {
		t.Errorf("an article that was read to its end begins at %d, %v", at, err)
	}
}

func TestQuitSavesThePlace(t *testing.T) {
	d := newArticle(t, speech(), nil)
	d.press("pgdown", "q")
	if !d.quit {
		t.Fatal("the program does not quit")
	}
	if at, err := d.store.ReadingPosition(context.Background(), d.m.reader.head.ID); err != nil || at == 0 {
		t.Errorf("quitting lost the place: %d, %v", at, err)
	}
}

func TestTypesetting(t *testing.T) {
	body := "第一段，园区优化营商环境。\n\n第二段，见[公告](http://news.example.cn/notice.html)。"
	d := newArticle(t, body, func(c *Config) { c.Typesetting = Typesetting{Indent: true, NoFootnotes: true} })
	d.sees("    第一段", "    第二段")
	d.seesNot("notice.html")
	for _, set := range []struct {
		typesetting Typesetting
		measure     int
	}{{Typesetting{}, 88}, {Typesetting{Ideographs: 20}, 40}, {Typesetting{Ideographs: -1}, 156}} {
		d := newArticle(t, body, func(c *Config) { c.Typesetting = set.typesetting })
		d.resize(160, 45)
		d.press("v")
		d.sees("[1] http://news.example.cn/notice.html")
		left, measure := d.m.look.column(160)
		if measure != set.measure || left != (160-measure)/2 {
			t.Errorf("%+v: text of %d cells at %d", set.typesetting, measure, left)
		}
	}
}
