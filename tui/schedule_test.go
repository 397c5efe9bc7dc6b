package tui

import (
	"net/http/httptest"
	"testing"

	"zonewire/feed/demo"
)

// TestDueSourcesAreSyncedWhileOpen opens the reader on a source that was never synced: it is synced by itself, once,
// and not again before it is due.
func TestDueSourcesAreSyncedWhileOpen(t *testing.T) {
	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	store := newStore(t)
	source := site.Sources(server.URL)[0]
	source.Pages = 1
	if _, err := store.AddSource(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	d := newSyncing(t, store, true)
	d.resize(160, 45)
	d.finishSync()
	if d.m.data.total == 0 {
		t.Fatal("a source that is due was not synced at the start")
	}
	runs := d.m.sync.number
	d.wait(dueEvery)
	d.wait(dueEvery)
	if d.m.sync.number != runs {
		t.Errorf("a source that is not due was synced again: run %d after %d", d.m.sync.number, runs)
	}
}

// TestOnDemandReaderNeverSyncsByItself opens the reader with syncing at start turned off.
func TestOnDemandReaderNeverSyncsByItself(t *testing.T) {
	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	store := newStore(t)
	if _, err := store.AddSource(t.Context(), site.Sources(server.URL)[0]); err != nil {
		t.Fatal(err)
	}
	d := newSyncing(t, store, false)
	d.resize(160, 45)
	d.wait(dueEvery)
	if d.m.sync.number != 0 {
		t.Errorf("the reader synced although it was not to")
	}
}
