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

// shown are the names of the regions and zones in the tree, everything unfolded.
func (d *driver) shown() string {
	var names []string
	d.m.tree.walk(d.m.tree.roots, func(n *node) bool {
		if n.id.Kind == regionPlace || n.id.Kind == zonePlace {
			names = append(names, n.short)
		}
		return true
	})
	return strings.Join(names, " ")
}

// TestTreeFacets narrows the tree by type and level; regions then have the articles of these zones only.
func TestTreeFacets(t *testing.T) {
	d := newReading(t)
	d.press("h", "T")
	if got := d.shown(); got != "宾西经开区 苏州 张家港经开区 昆山经开区 苏州工业园 宁波经开区 洋浦经开区" {
		t.Errorf("economic zones are %s", got)
	}
	d.sees("经开区，按省份顺序")
	for d.m.tree.place().Kind != regionPlace {
		d.press("j")
	}
	if d.m.list.total != 18 {
		t.Errorf("Suzhou has %d articles of economic zones", d.m.list.total)
	}
	other := piece(99, feed.Zone{Name: "苏州市示例综合保税区", Short: "示例综保区", Type: feed.BondedZone, Region: "3205"})
	if _, err := d.store.Save(context.Background(), storage.Batch{Articles: []feed.Article{other}}); err != nil {
		t.Fatal(err)
	}
	d.wait(2 * changesEvery)
	if d.m.list.total != 18 || len(d.m.list.win.rows) != 18 {
		t.Errorf("Suzhou has %d articles of economic zones after one of a bonded zone came", d.m.list.total)
	}
	again := newDriver(t, d.store, nil)
	again.resize(160, 45)
	again.wait(time.Second)
	if again.shown() != d.shown() {
		t.Errorf("the next session shows %s", again.shown())
	}
	d.press("T")
	if got := d.shown(); got != "西安高新区" {
		t.Errorf("high-tech zones are %s", got)
	}
	d.press("T")
	if got := d.shown(); got != "示例综保区" {
		t.Errorf("bonded zones are %s", got)
	}
	d.press("T", "T", "L", "L")
	if got := d.shown(); strings.Contains(got, "昆山") {
		t.Errorf("provincial zones are %s", got)
	}
	d.press("L")
	if got := d.shown(); !strings.Contains(got, "苏州工业园") || !strings.Contains(got, "西安高新区") {
		t.Errorf("all zones are %s", got)
	}
}

// TestTreeOrders goes through the orders of places.
func TestTreeOrders(t *testing.T) {
	d := newReading(t)
	d.press("z", "binxi", "enter", "A", "tab", "tab", "t")
	if got := d.shown(); !strings.HasSuffix(got, "宾西经开区") {
		t.Errorf("places with unread articles first: %s", got)
	}
	d.press("t")
	if got := d.shown(); !strings.HasPrefix(got, "苏州 ") {
		t.Errorf("most unread first: %s", got)
	}
	d.press("t")
	if got := d.shown(); got != "洋浦经开区 宾西经开区 苏州 昆山经开区 苏州工业园 张家港经开区 西安高新区 宁波经开区" {
		t.Errorf("by pinyin of provinces, cities, zones: %s", got)
	}
}

// TestTroubleOnPlaces shows a failing source on the zone or region that it is about.
func TestTroubleOnPlaces(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 40)
	ctx := context.Background()
	for i, s := range []feed.Source{
		{Name: "昆山自己的网站", Zone: "昆山经济技术开发区"}, {Name: "浙江的网站", Region: "33"},
	} {
		s.URL, s.Kind = fmt.Sprintf("http://own%d.example.cn/", i), feed.SiteSource
		id, err := store.AddSource(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		if err := store.RecordHealth(ctx, id, feed.Health{
			Kind: feed.Drifted, Since: epoch(), NextTry: epoch().Add(time.Hour), Detail: "read list: it had articles, and has none now",
		}); err != nil {
			t.Fatal(err)
		}
	}
	d := newDriver(t, store, nil)
	d.resize(160, 45)
	d.wait(time.Second)
	d.press("h", "j", "j", "j", "j", "j")
	d.sees("苏州             ✗ 18", "宁波经开区        ✗ 6", "昆山自己的网站：网站改版")
	d.press("x", "j", "j")
	d.sees("昆山经开区           ✗ 6", "苏州               18")
	d.press("j")
	d.seesNot("网站改版，文章认不出来了")
	d.press("j")
	d.sees("浙江的网站：网站改版")
	d.press("G", "k", "i")
	since, next := moment(epoch()), moment(epoch().Add(time.Hour))
	d.sees("状况  网站改版", "所见  read list: it had articles, and has none now", "自  "+since, "下次尝试  "+next)
}

// TestSeveralPlaces marks places in the tree and in the picker, which the list shows as one.
func TestSeveralPlaces(t *testing.T) {
	d := newReading(t)
	d.press("h", "j", "j", "j", "j", "*") // 宾西; the cursor goes on to 苏州
	d.press("j", "*")                     // 宁波
	if d.m.list.total != 12 || d.m.list.view.name != "宾西经开区 + 宁波经开区" {
		t.Errorf("the list %q has %d articles", d.m.list.view.name, d.m.list.total)
	}
	d.sees("▪浙江 宁波经开区", "合成一个列表")
	d.press("enter", "m")
	d.wait(time.Second)
	if d.m.list.unread != 11 {
		t.Errorf("%d unread", d.m.list.unread)
	}
	d.press("esc", "esc")
	if len(d.m.tree.marked) != 0 || d.m.list.view.place.Kind == severalPlace {
		t.Error("esc does not end the marks")
	}
	d.press("z", "kunshan", "down", "tab", "ctrl+u", "xagxq", "tab", "enter")
	if d.m.list.view.place.Kind != severalPlace || d.m.list.total != 11 || len(d.m.tree.marked) != 2 {
		t.Errorf("the list %q has %d articles", d.m.list.view.name, d.m.list.total)
	}
	if _, ok := d.m.list.selected(); !ok || d.m.focus != listPane {
		t.Error("nothing is listed")
	}
}

// TestSyncOfASubtree asks the cache which sources a place has its articles from, when none belongs there.
func TestSyncOfASubtree(t *testing.T) {
	d := newReading(t)
	ids := func(p placeID) []feed.SourceID {
		return d.m.io.findSources(p.where(d.clock), d.m.data.sources)().(sourcesFound).ids
	}
	if got := ids(placeID{Kind: regionPlace, Region: "3205"}); len(got) != 1 || got[0] != 1 {
		t.Errorf("sources of Suzhou are %v", got)
	}
	if got := ids(placeID{Kind: regionPlace, Region: "11"}); got != nil {
		t.Errorf("sources of Beijing are %v", got)
	}
	d.press("z", "beijing", "enter", "tab", "tab")
	d.m.tree.cursor = 0
	d.m.list.view = view{}
	if _, err := d.store.Save(context.Background(), storage.Batch{Articles: []feed.Article{{
		URL: "http://lone.example.cn/1.html", Title: "没有来源的一篇", Region: "11", Published: feed.PublishedOn(2019, 10, 1), Fetched: epoch(),
	}}}); err != nil {
		t.Fatal(err)
	}
	d.wait(2 * changesEvery)
	for d.m.tree.place().Region != "11" {
		d.press("j")
	}
	d.press("r")
	d.sees("没有来源属于这里")
}
