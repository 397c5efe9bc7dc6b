package tui

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/i18n"
)

// carriedStore has one article, brought by a source of each name, the first of which is the earliest.
func carriedStore(t *testing.T, origin string, names ...string) *storage.Store {
	t.Helper()
	store := newStore(t)
	for n, name := range names {
		url := fmt.Sprintf("http://site%d.example.cn/", n)
		source, err := store.AddSource(context.Background(), feed.Source{Name: name, URL: url, Kind: feed.SiteSource})
		if err != nil {
			t.Fatal(err)
		}
		a := piece(0, testZones(t)[0])
		a.URL, a.Source, a.Origin = url+"1.html", source, origin
		a.Published = feed.PublishedOn(2019, 10, 1+n)
		if _, err := store.Save(context.Background(), storage.Batch{Source: source, Articles: []feed.Article{a}}); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// TestHeaderNamesTheCarriers shows an article of several sources in both languages, to the eye and to a screen reader.
func TestHeaderNamesTheCarriers(t *testing.T) {
	names := []string{"经开区网", "区报", "市政府网"}
	many := append([]string{}, names...)
	for n := range 8 {
		many = append(many, fmt.Sprintf("网站%d", n))
	}
	for _, tt := range []struct {
		lang    i18n.Lang
		origin  string
		names   []string
		want    string
		nothing bool
	}{
		{lang: i18n.Chinese, origin: "", names: names, want: "收录 经开区网（原发）、区报、市政府网"},
		{lang: i18n.Chinese, origin: "区报", names: names, want: "收录 区报（原发）、经开区网、市政府网"},
		{lang: i18n.English, origin: "", names: names, want: "Carried by 经开区网 (original), 区报, 市政府网"},
		{lang: i18n.Chinese, origin: "", names: names[:1], want: "收录 经开区网"},
		{lang: i18n.Chinese, origin: "市商务局", names: names[:1], want: "收录", nothing: true},
		{lang: i18n.Chinese, origin: "", names: many, want: "网站4 等 11 家"},
		{lang: i18n.English, origin: "", names: many, want: "网站4 and 3"},
	} {
		store := carriedStore(t, tt.origin, tt.names...)
		d := newDriver(t, store, func(c *Config) { c.Lang = tt.lang })
		d.resize(160, 45)
		d.wait(time.Second)
		d.press("enter", "v")
		if got := strings.ReplaceAll(d.header(), "\n", ""); strings.Contains(got, tt.want) == tt.nothing {
			t.Errorf("%s, 来源 %q, %d sources: the header is\n%s", tt.lang, tt.origin, len(tt.names), got)
		}
		var out bytes.Buffer
		if err := RunLinear(context.Background(), d.m.cfg, strings.NewReader("1\nq\n"), &out, 150); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), tt.want) == tt.nothing {
			t.Errorf("%s, %d sources: the linear reader says\n%s", tt.lang, len(tt.names), out.String())
		}
	}
}

// TestRemovedSourceIsNoOriginal removes the source that the original came from: no other is taken for it.
func TestRemovedSourceIsNoOriginal(t *testing.T) {
	store := carriedStore(t, "", "经开区网", "区报", "市政府网")
	if err := store.RemoveSource(context.Background(), 1); err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, store, nil)
	d.resize(160, 45)
	d.wait(time.Second)
	d.press("enter")
	if got := d.header(); !strings.Contains(got, "收录 区报、市政府网") || strings.Contains(got, "原发") {
		t.Errorf("the header is\n%s", got)
	}
}
