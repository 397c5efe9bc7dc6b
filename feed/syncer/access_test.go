package syncer

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
)

// TestPasswordIsAskedForOnce syncs a column that wants a password, with one that is wrong at first.
func TestPasswordIsAskedForOnce(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if user, password, _ := r.BasicAuth(); user != "u" || password != "right" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		column(nil)(w, r)
	}))
	defer s.Close()
	d := newDesk(t)
	client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1})
	defer client.Close()
	var asked atomic.Int32
	password := errors.New("locked")
	answer := ""
	d.engine = New(d.store, client, gazetteer.Load(), slog.New(slog.DiscardHandler), Options{
		Password: func(_ context.Context, s feed.Source) (string, error) {
			asked.Add(1)
			return answer, password
		},
	})
	source := feed.Source{Name: "简报", URL: s.URL + "/", Kind: feed.SiteSource, Access: feed.Access{Login: "u", Command: "c"}}
	d.add(t, source)
	kind := func() feed.Kind {
		t.Helper()
		d.run(t, Request{})
		got, err := d.store.SourceByName(t.Context(), "简报")
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(got.Health.Detail, "right") {
			t.Errorf("the password is told: %s", got.Health.Detail)
		}
		return got.Health.Kind
	}
	if k := kind(); k != feed.Login || asked.Load() != 1 {
		t.Errorf("no password: %q, asked %d times", k, asked.Load())
	}
	d.engine.passwords.forget(account{"http", strings.TrimPrefix(s.URL, "http://"), "u", "c"}) // as after a minute
	answer, password = "wrong", nil
	if k := kind(); k != feed.Login || asked.Load() != 2 {
		t.Errorf("a wrong password: %q, asked %d times", k, asked.Load())
	}
	answer = "right"
	if k := kind(); k != "" || asked.Load() != 3 {
		t.Errorf("the right password: %q, asked %d times", k, asked.Load())
	}
	if _, _, total, err := d.store.Totals(t.Context()); err != nil || total != 5 {
		t.Errorf("%d articles of 5, %v", total, err)
	}
	if c := d.engine.Check(t.Context(), source); c.Err != nil || c.Articles != 5 || asked.Load() != 3 {
		t.Errorf("check: %+v, asked %d times", c, asked.Load())
	}
	if found, err := d.engine.Discover(t.Context(), s.URL+"/"); err != nil || len(found.Offers) != 1 {
		t.Errorf("discover: %+v, %v", found, err)
	}
	// The same machine at another port is another host.
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Errorf("another host is told %q", r.Header.Get("Authorization"))
		}
		http.NotFound(w, r)
	}))
	defer other.Close()
	if _, err := d.engine.Discover(t.Context(), other.URL+"/"); feed.KindOf(err) != feed.Gone {
		t.Error(err)
	}
}

func TestLegacyTLSOfASource(t *testing.T) {
	s := httptest.NewUnstartedServer(column(nil))
	s.Config.ErrorLog = quiet()
	s.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	s.StartTLS()
	defer s.Close()
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	d := newDesk(t)
	client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1, RootCAs: roots})
	defer client.Close()
	d.engine = New(d.store, client, gazetteer.Load(), slog.New(slog.DiscardHandler), Options{})
	d.add(t, feed.Source{Name: "新", URL: s.URL + "/a", Kind: feed.SiteSource})
	d.add(t, feed.Source{Name: "旧", URL: s.URL + "/", Kind: feed.SiteSource, Access: feed.Access{LegacyTLS: true}})
	d.run(t, Request{})
	for name, want := range map[string]feed.Kind{"新": feed.TLS, "旧": ""} {
		got, err := d.store.SourceByName(t.Context(), name)
		if err != nil || got.Health.Kind != want {
			t.Errorf("%s: %q %s, %v", name, got.Health.Kind, got.Health.Detail, err)
		}
	}
}
