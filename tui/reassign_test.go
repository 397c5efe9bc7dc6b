package tui

import (
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/i18n"
	"zonewire/tui/typeset"
)

// header is the reader's lines above the body, without styles.
func (d *driver) header() string {
	d.t.Helper()
	s := d.m.reader.sheet
	if s == nil {
		d.t.Fatal("the reader shows no article")
	}
	return typeset.Plain(strings.Join(s.lines[:s.body], "\n"))
}

// TestReassignedZoneIsShownAtOnce gives articles another zone in each of the three ways and takes it back: the article
// in the reader says so without being opened again, and so does its neighbour, which was set ahead.
func TestReassignedZoneIsShownAtOnce(t *testing.T) {
	const was, now = "张家港经济技术开发区", "西安高新技术产业开发区"
	for _, way := range []string{"a", "l", "s"} {
		d := newReading(t)
		d.press("enter")
		requireHeader(t, d, was)
		d.press("Z", "xagxq", "enter", way)
		requireHeader(t, d, now)
		d.press("n")
		neighbour := "苏州工业园区"
		if way == "s" {
			neighbour = now
		}
		requireHeader(t, d, neighbour)
		d.press("p", "u")
		requireHeader(t, d, was)
		d.press("n")
		requireHeader(t, d, "苏州工业园区")
	}
}

func requireHeader(t *testing.T, d *driver, zone string) {
	t.Helper()
	if got := d.header(); !strings.Contains(got, zone) {
		t.Errorf("the header does not say %s:\n%s", zone, got)
	}
}

// TestReassigningKeepsThePlace changes the zone in the middle of a long article.
func TestReassigningKeepsThePlace(t *testing.T) {
	d := newArticle(t, speech(), nil)
	d.press("pgdown", "j")
	at := d.m.reader.offset
	d.press("Z", "xagxq", "enter", "a")
	if d.m.reader.offset != at {
		t.Errorf("the reader went from line %d to %d", at, d.m.reader.offset)
	}
}

// TestArticleReadBeforeTheWriteIsNotShown lets an article arrive that was read while it was still of another zone.
func TestArticleReadBeforeTheWriteIsNotShown(t *testing.T) {
	d := newReading(t)
	d.press("enter")
	id := d.m.reader.head.ID
	stale := d.m.loadArticle(id)()
	if err := d.store.AssignZone(d.m.io.ctx, []feed.ArticleID{id}, testZones(t)[5], "610113"); err != nil {
		t.Fatal(err)
	}
	d.m.writes++
	d.send(written{moved: true})
	d.send(stale)
	requireHeader(t, d, testZones(t)[5].Name)
}

// TestZoneChangedElsewhereIsShown changes a zone as another process does.
func TestZoneChangedElsewhereIsShown(t *testing.T) {
	d := newReading(t)
	d.press("enter")
	rule := storage.Rule{Kind: storage.ByLabel, Text: "张家港经济技术开发区", Zone: testZones(t)[5], Region: "610113"}
	if _, err := d.store.AddRule(d.m.io.ctx, rule); err != nil {
		t.Fatal(err)
	}
	d.wait(changesEvery + time.Second)
	requireHeader(t, d, testZones(t)[5].Name)
}

// TestReassigningSaysHowMany shows before the key how many articles it moves, answers a wrong key, and says of the undo
// what it took back.
func TestReassigningSaysHowMany(t *testing.T) {
	for lang, says := range map[i18n.Lang][3]string{
		i18n.Chinese: {"示例开发区网 的全部（40 篇）", "x 在这里没有作用", "已撤销：40 篇的开发区"},
		i18n.English: {"all of 示例开发区网 (40)", "x does nothing here", "Undone: zone of 40 articles"},
	} {
		store := newStore(t)
		fillStore(t, store, 40)
		d := newDriver(t, store, func(c *Config) { c.Lang = lang })
		d.resize(160, 45)
		d.wait(time.Second)
		d.press("Z", "xagxq", "enter")
		d.sees(says[0])
		d.press("x")
		d.sees(says[0], says[1])
		d.resize(80, 24)
		d.sees("40")
		d.press("s", "u")
		d.sees(says[2])
	}
}

// TestReassignedArticleLeavesItsPlace gives an article of the place that is listed another zone: the row stays under
// the cursor, and goes at the refresh after the cursor left it.
func TestReassignedArticleLeavesItsPlace(t *testing.T) {
	d := newReading(t)
	d.press("z", "zjg", "enter")
	h, ok := d.m.list.selected()
	if kind := d.m.list.view.place.Kind; !ok || kind != zonePlace && kind != regionPlace {
		t.Fatal("no place is listed")
	}
	d.press("enter", "esc", "Z", "xagxq", "enter", "a")
	d.wait(changesEvery)
	if now, _ := d.m.list.selected(); now.ID != h.ID {
		t.Error("the row went from under the cursor")
	}
	d.press("j", "s")
	d.wait(changesEvery)
	if d.m.list.win.index(h.ID) >= 0 {
		t.Error("the row is still there after the cursor left it")
	}
}

// TestRuleReachIsWhatAddRuleMoves holds the count that is shown to what is done.
func TestRuleReachIsWhatAddRuleMoves(t *testing.T) {
	d := newReading(t)
	ctx := d.m.io.ctx
	for _, r := range []storage.Rule{
		{Kind: storage.ByLabel, Text: "张家港经济技术开发区"},
		{Kind: storage.BySource, Text: "1"},
		{Kind: storage.ByLabel, Text: ""},
	} {
		r.Zone, r.Region = testZones(t)[5], "610113"
		reach, err := d.store.RuleReach(ctx, r)
		if err != nil {
			t.Fatal(err)
		}
		if moved, err := d.store.AddRule(ctx, r); err != nil || moved != reach {
			t.Errorf("%s %q: reach %d, moved %d, %v", r.Kind, r.Text, reach, moved, err)
		}
	}
}
