package syncer

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"zonewire/feed"
	"zonewire/feed/demo"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// desk is a store, a client without limits and an engine, for one test.
type desk struct {
	store  *storage.Store
	engine *Engine
}

func newDesk(t testing.TB) desk {
	t.Helper()
	store, err := storage.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1, PerHost: 8})
	t.Cleanup(func() {
		client.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return desk{store: store, engine: New(store, client, gazetteer.Load(), slog.New(slog.DiscardHandler), Options{})}
}

// run syncs all sources and returns the final snapshot.
func (d desk) run(t testing.TB, req Request) Progress {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var last Progress
	for p := range d.engine.Run(ctx, req) {
		last = p
	}
	if !last.Final {
		t.Fatal("the channel closed without a final snapshot")
	}
	return last
}

func (d desk) add(t testing.TB, sources ...feed.Source) {
	t.Helper()
	for _, s := range sources {
		if _, err := d.store.AddSource(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

// letters keeps what a comparison of texts is about: no white space, marks or punctuation.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// TestDemoComesOutWhole syncs the demo portal and compares every article with what it truly is.
func TestDemoComesOutWhole(t *testing.T) {
	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	d := newDesk(t)
	d.add(t, site.Sources(server.URL)...)
	p := d.run(t, Request{})
	if p.Failed > 0 || p.Broken > 0 || p.LastError != nil {
		t.Errorf("%d addresses and %d sources failed: %v", p.Failed, p.Broken, p.LastError)
	}
	wrong := map[string]int{}
	of := map[demo.Template]int{}
	right := map[demo.Template]int{}
	days := map[string]string{} // of a piece printed twice: the earlier print's
	for _, p := range site.Articles() {
		if first, twice := days[p.Twin]; twice && first < p.Published.Day() {
			days[p.Path] = first
		} else {
			days[p.Path] = p.Published.Day()
		}
	}
	for _, want := range site.Articles() {
		of[want.Template]++
		bad := compare(t, d, server.URL, want, days[want.Path])
		if len(bad) == 0 {
			right[want.Template]++
		}
		for _, field := range bad {
			wrong[field]++
			if wrong[field] <= 3 {
				t.Errorf("%s: %s", want.Path, field)
			}
		}
	}
	t.Logf("whole articles by template: %v of %v; wrong fields: %v", right, of, wrong)

	again := d.run(t, Request{})
	if again.New != 0 || again.Updated != 0 {
		t.Errorf("a second sync brought %d new and %d updated articles", again.New, again.Updated)
	}
	if again.Done > again.Sources*3 {
		t.Errorf("a second sync fetched %d addresses for %d sources", again.Done, again.Sources)
	}
	site.Publish(7)
	if p := d.run(t, Request{}); p.New != 7 {
		t.Errorf("after 7 articles were published a sync brought %d", p.New)
	}
}

// compare returns the fields of an article that did not come out as they are.
func compare(t *testing.T, d desk, base string, want demo.Piece, day string) []string {
	t.Helper()
	id, ok, err := d.store.ArticleByURL(t.Context(), base+want.Path)
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return []string{"missing"}
	}
	got, _, err := d.store.Article(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var bad []string
	check := func(field string, fine bool) {
		if !fine {
			bad = append(bad, field)
		}
	}
	check("title "+got.Title, got.Title == want.Title)
	check("date "+got.Published.String(), got.Published.Day() == day)
	// A feed says nothing of these, and a reprint has those of the column that it came from first.
	ownPage := want.Twin == "" && want.Column != "gc/zs"
	check("origin "+got.Origin, !ownPage || got.Origin == want.Origin)
	check("label "+got.ZoneLabel, !ownPage || got.ZoneLabel == want.ZoneLabel)
	check("breadcrumb", !ownPage || strings.Join(got.Breadcrumb, ">") == strings.Join(want.Breadcrumb, ">"))
	check("prev "+got.Prev.Title, !ownPage || got.Prev.Title == want.Prev.Title)
	check("next "+got.Next.Title, !ownPage || got.Next.Title == want.Next.Title)
	check("attachments", !ownPage || len(got.Attachments) == len(want.Attachments))
	body := letters(got.Body)
	for _, para := range want.Paragraphs {
		check("paragraph "+para, strings.Contains(body, letters(para)))
	}
	for _, noise := range demo.Noise() {
		check("noise "+noise, !strings.Contains(got.Body, noise))
	}
	return bad
}

func BenchmarkDemoSync(b *testing.B) {
	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	articles := 0
	for b.Loop() {
		b.StopTimer()
		d := newDesk(b)
		d.add(b, site.Sources(server.URL)...)
		b.StartTimer()
		articles += d.run(b, Request{}).New
	}
	b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "articles/s")
}
