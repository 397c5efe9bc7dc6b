package fetch

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestRequestsAreLoggedWithoutSecrets fetches with a password and a key: the log has what came, and neither of them.
func TestRequestsAreLoggedWithoutSecrets(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/moved":
			http.Redirect(w, r, "/news/?page=2&key=hidden", http.StatusFound)
		default:
			fmt.Fprint(w, "0123456789")
		}
	}))
	defer server.Close()
	for level, want := range map[slog.Level][]string{
		slog.LevelInfo: nil,
		slog.LevelDebug: {
			"/robots.txt status=404", "/moved status=302 bytes=0", `/news/?key=...&page=2" status=200 bytes=10 took=`,
		},
	} {
		var log bytes.Buffer
		c := New(Config{PerSecond: -1, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: level}))})
		_, err := c.Get(t.Context(), Request{URL: strings.Replace(server.URL, "//", "//reader:hidden@", 1) + "/moved"})
		c.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range want {
			if !strings.Contains(log.String(), line) {
				t.Errorf("no %q in\n%s", line, log.String())
			}
		}
		if got := strings.Count(log.String(), "\n"); got != len(want) || strings.Contains(log.String(), "hidden") {
			t.Errorf("%s: %d lines:\n%s", level, got, log.String())
		}
	}
}

// TestRequestsWithoutAnAnswerAreLogged tries an address where nobody listens.
func TestRequestsWithoutAnAnswerAreLogged(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	var log bytes.Buffer
	c := New(Config{IgnoreRobots: true, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	defer c.Close()
	if _, err := c.Get(t.Context(), Request{URL: server.URL + "/"}); err == nil || !strings.Contains(log.String(), "status=0") || !strings.Contains(log.String(), "refused") {
		t.Errorf("%v, %s", err, log.String())
	}
}
