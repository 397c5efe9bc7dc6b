package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/demo"
	"zonewire/storage"
)

// addSources adds sources that read all their list pages.
func addSources(t *testing.T, home string, sources []feed.Source) {
	t.Helper()
	for _, s := range sources {
		mustRun(t, "--home", home, "sources", "add", s.URL, "--name", s.Name, "--kind", string(s.Kind), "--pages", "100")
	}
}

// addresses are the URLs of all cached articles, sorted.
func addresses(t *testing.T, home string) []string {
	t.Helper()
	var urls []string
	for line := range strings.Lines(mustRun(t, "--home", home, "list", "--json", "--limit", "100000")) {
		var r articleRecord
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("list --json printed %q: %v", line, err)
		}
		urls = append(urls, r.URL)
	}
	slices.Sort(urls)
	return urls
}

// killsVariable asks for so many kills, in a sync of about 2,000 articles: a run of minutes, not for CI.
const killsVariable = "ZONEWIRE_KILLS"

// TestKilledSyncGoesOn kills a syncing process with SIGKILL at random moments, ten times over, and then lets one run
// to its end: nothing that was reported stored is missing, the database is sound after each kill, and in the end there
// are the same articles as after a sync that nobody disturbed.
func TestKilledSyncGoesOn(t *testing.T) {
	site := demo.New()
	kills, columns := 10, 2
	if n, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		kills, columns = n, 100
		site.Publish(1100)
	}
	asked := make(chan struct{}, 1)
	portal := site.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case asked <- struct{}{}:
		default:
		}
		portal.ServeHTTP(w, r)
	}))
	defer server.Close()
	sources := site.Sources(server.URL)
	sources = sources[:min(columns, len(sources))]
	calm, killed := t.TempDir(), t.TempDir()
	for _, home := range []string{calm, killed} {
		writeFile(t, home+"/config.toml", "requests_per_second = -1.0\nconnections_per_host = 4\n")
		addSources(t, home, sources)
	}
	began := time.Now()
	mustRun(t, "--home", calm, "sync")
	whole := time.Since(began)

	window := max(2*whole/time.Duration(kills), 400*time.Millisecond) // long enough for some articles to come
	random := rand.New(rand.NewPCG(2019, 10))
	var had []string
	running := 0 // kills that met a sync in its midst
	for i := range kills {
		select {
		case <-asked:
		default:
		}
		p := start(t, "--home", killed, "sync", "--json")
		<-asked
		time.Sleep(time.Duration(random.Int64N(int64(window))))
		if err := p.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = p.Wait()
		if p.ProcessState.ExitCode() == -1 {
			running++
		}
		now := addresses(t, killed)
		if reported := reportedNew(t, p.printed.Bytes()); len(now) < len(had)+reported {
			t.Fatalf("kill %d: %d articles of %d and %d more that were reported", i+1, len(now), len(had), reported)
		}
		mustHold(t, killed, had)
		had = now
	}
	mustRun(t, "--home", killed, "sync")
	want, got := addresses(t, calm), addresses(t, killed)
	if !slices.Equal(want, got) || len(want) < 100 {
		t.Errorf("after %d kills there are %d articles, undisturbed %d", kills, len(got), len(want))
	}
	t.Logf("%d kills, %d of a running sync; %d articles then, %d in the end, as undisturbed in %v", kills, running, len(had),
		len(got), whole)
}

// reportedNew is how many new articles the last whole line of sync --json reported as stored.
func reportedNew(t *testing.T, printed []byte) int {
	t.Helper()
	end := bytes.LastIndexByte(printed, '\n')
	if end < 0 {
		return 0
	}
	var r progressRecord
	if err := json.Unmarshal(printed[bytes.LastIndexByte(printed[:end], '\n')+1:end], &r); err != nil {
		t.Fatal(err)
	}
	return r.New
}

// mustHold checks the cache's file, and that it knows the articles at the addresses. An article may go by another address
// by then: that of the original, when what came first was a reprint.
func mustHold(t *testing.T, home string, urls []string) {
	t.Helper()
	s, err := storage.Open(t.Context(), placesUnder(home).database(), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := s.Check(t.Context())
	if err != nil || len(wrong) > 0 {
		t.Fatalf("the cache is damaged: %v, %v", wrong, err)
	}
	for _, url := range urls {
		id, there, err := s.ArticleByURL(t.Context(), url)
		if err == nil && there {
			_, _, err = s.Article(t.Context(), id)
		}
		if err != nil || !there {
			t.Fatalf("%s is lost (%v)", url, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
