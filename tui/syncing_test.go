package tui

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/demo"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/feed/syncer"
	"zonewire/storage"
)

// newSyncing is a driver whose engine fetches for real, from the addresses of tests.
func newSyncing(t *testing.T, store *storage.Store, atStart bool) *driver {
	t.Helper()
	client := fetch.New(fetch.Config{PerSecond: -1, Timeout: 5 * time.Second})
	t.Cleanup(client.Close)
	places := gazetteer.Load()
	return newDriver(t, store, func(c *Config) {
		c.Gazetteer, c.SyncAtStart = places, atStart
		c.Engine = syncer.New(store, client, places, slog.New(slog.DiscardHandler), syncer.Options{})
	})
}

// finishSync waits for the end of the running sync.
func (d *driver) finishSync() {
	d.t.Helper()
	for d.m.sync.running() {
		d.wait(progressEvery)
	}
	d.wait(time.Second)
}

// TestAddSourceAndSync goes the whole way of a first run: nothing there, an address is typed, news are read.
func TestAddSourceAndSync(t *testing.T) {
	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	source := site.Sources(server.URL)[0]
	source.Pages = 1
	store := newStore(t)
	d := newSyncing(t, store, true)
	d.resize(160, 45)
	d.sees("还没有来源", "zonewire demo")
	d.press("a", "ftp://x.example.cn", "enter")
	d.sees("请输入 http://")
	d.press("ctrl+u", "u:secret@x.example.cn/news", "enter")
	d.sees("网址里不要带密码")
	d.press("ctrl+u", source.URL, "enter")
	d.sees("正在取来第一批文章")
	d.finishSync()
	d.sees("同步完成：新 ")
	if s := d.m.data.sources; len(s) != 1 || s[0].Name == "" || strings.Contains(s[0].Name, "127.0.0.1") || s[0].URL != source.URL {
		t.Errorf("sources are %+v", s)
	}
	if d.m.data.total == 0 || len(d.m.tree.rows) < 8 {
		t.Fatalf("%d articles, %d lines in the tree", d.m.data.total, len(d.m.tree.rows))
	}
	d.press("enter")
	if d.m.reader.sheet == nil || len(d.m.reader.sheet.article.Breadcrumb) == 0 {
		t.Error("the first article cannot be read")
	}
	d.press("R")
	d.finishSync()
	d.sees("同步完成：新 0")
}

// TestFailingSourceIsSeen syncs an address where nobody listens.
func TestFailingSourceIsSeen(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	address := server.URL
	server.Close()
	store := newStore(t)
	fillStore(t, store, 5)
	d := newSyncing(t, store, false)
	d.resize(160, 45)
	d.press("a", address+"/news/", "enter")
	d.finishSync()
	d.press("h", "G")
	for !strings.Contains(address, d.m.tree.current().label) {
		d.press("k")
	}
	d.sees("拒绝", "网站拒绝连接")
}

// TestStopSyncAndQuit stops a sync of a site that hangs, and quits out of another.
func TestStopSyncAndQuit(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		select {
		case <-r.Context().Done():
		case <-release:
		}
	}))
	defer server.Close()
	defer close(release)
	store := newStore(t)
	fillStore(t, store, 5)
	if _, err := store.AddSource(t.Context(), feed.Source{Name: "hangs", URL: server.URL + "/news/", Kind: feed.SiteSource}); err != nil {
		t.Fatal(err)
	}
	d := newSyncing(t, store, false)
	d.resize(160, 45)
	d.press("h", "G")
	for d.m.tree.current().label != "hangs" {
		d.press("k")
	}
	for _, key := range []string{"S", "q"} {
		d.send(keyMsg("r"))
		if !d.m.sync.running() {
			t.Fatal("r does not sync the source under the cursor")
		}
		d.send(keyMsg("r"))
		d.sees("正在同步，按 S 停止")
		d.send(keyMsg(key))
		began := time.Now()
		d.finishSync()
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%s: the sync ended after %s", key, took)
		}
	}
	if !d.quit {
		t.Error("the program does not quit when the sync has ended")
	}
}

// TestStaleResultsAreDropped answers a question that nobody asks any more.
func TestStaleResultsAreDropped(t *testing.T) {
	d := newReading(t)
	before, _ := d.m.list.selected()
	d.send(pageLoaded{pageRequest: pageRequest{serial: d.m.serial - 1}, rows: []feed.Headline{{ID: 9999, Title: "stale"}}})
	d.send(counted{serial: d.m.serial - 1, total: 9999})
	d.send(articleLoaded{articleRequest: articleRequest{id: before.ID, width: d.m.reader.width + 1}, sheet: &sheet{id: before.ID}})
	d.send(progressed{number: d.m.sync.number + 7, open: true, progress: syncer.Progress{New: 9999}})
	d.send(unreadFound{serial: d.m.serial - 1, ok: true, at: feed.Headline{ID: 9999}})
	d.seesNot("stale")
	d.seesNot("9999")
	d.reads(before.Title)
}

// TestSourcesOfPlaces says which sources r syncs at each kind of place.
func TestSourcesOfPlaces(t *testing.T) {
	d := newReading(t)
	d.m.data.zones = []feed.Zone{{ID: 7, Name: "甲经开区", Region: "320582"}}
	d.m.data.sources = []feed.Source{
		{ID: 1}, {ID: 2, Region: "32"}, {ID: 3, Region: "3205"}, {ID: 4, Region: "320582", Zone: "甲经开区"}, {ID: 5, Region: "33"},
	}
	for _, tt := range []struct {
		place placeID
		want  string
	}{
		{placeID{Kind: allPlace}, "[]"},
		{placeID{Kind: sourcePlace, Source: 5}, "[5]"},
		{placeID{Kind: regionPlace, Region: "32"}, "[2 3 4]"},
		{placeID{Kind: regionPlace, Region: "3205"}, "[3 4]"},
		{placeID{Kind: zonePlace, Zone: 7}, "[4]"},
		{placeID{Kind: regionPlace, Region: "33"}, "[5]"},
		{placeID{Kind: regionPlace, Region: "3301"}, "[]"},
	} {
		if got := fmt.Sprint(d.m.sourcesOf(tt.place)); got != tt.want {
			t.Errorf("at %+v: %s, want %s", tt.place, got, tt.want)
		}
	}
}

// TestMovedSourceIsSeen syncs an address that leads to another for good: the tree has a sign, the status line and the
// source's card name the command that takes it over.
func TestMovedSourceIsSeen(t *testing.T) {
	site := demo.New()
	mux := http.NewServeMux()
	mux.Handle("/", site.Handler())
	server := httptest.NewServer(mux)
	defer server.Close()
	column := site.Sources(server.URL)[0].URL
	mux.Handle("/former/", http.RedirectHandler(column, http.StatusMovedPermanently))
	store := newStore(t)
	if _, err := store.AddSource(t.Context(), feed.Source{Name: "迁走", URL: server.URL + "/former/", Kind: feed.SiteSource, Pages: 1}); err != nil {
		t.Fatal(err)
	}
	d := newSyncing(t, store, true)
	d.resize(200, 45)
	d.finishSync()
	d.press("h", "G")
	for d.m.tree.current().label != "迁走" {
		d.press("k")
	}
	d.sees("! 迁走", "已永久迁到 "+column, "zonewire sources set 迁走 --url")
	d.press("i")
	d.sees("迁址  已永久迁到 " + column)
}
