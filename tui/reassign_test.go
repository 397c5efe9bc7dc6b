package tui

import (
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
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
