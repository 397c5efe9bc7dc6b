package syncer

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// TestACacheThatCannotBeWrittenEndsTheSync is no failure of any source, and is said all the same.
func TestACacheThatCannotBeWrittenEndsTheSync(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		column(nil)(w, r)
	}))
	defer s.Close()
	d := newDesk(t)
	d.add(t, feed.Source{Name: "园区", URL: s.URL + "/", Kind: feed.SiteSource})
	readable, err := storage.Open(t.Context(), d.store.Path(), storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer readable.Close()
	client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1})
	defer client.Close()
	engine := New(readable, client, gazetteer.Load(), slog.New(slog.DiscardHandler), Options{})
	var last Progress
	for p := range engine.Run(t.Context(), Request{}) {
		last = p
	}
	if !last.Stopped || feed.KindOf(last.LastError) != feed.ReadOnly || last.Broken != 0 {
		t.Errorf("%+v", last)
	}
	if p := d.run(t, Request{}); p.Stopped || p.New != 5 {
		t.Errorf("where it can be written: %+v", p)
	}
}
