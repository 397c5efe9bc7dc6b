package main

import (
	"encoding/json"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"zonewire/feed/demo"
)

// addDemo adds the portal's columns as sources.
func addDemo(t *testing.T, home string, site *demo.Site, base string) {
	t.Helper()
	for _, s := range site.Sources(base) {
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

// TestKilledSyncGoesOn kills a syncing process with SIGKILL at random moments, ten times over, and then lets one run
// to its end: it must have the same articles as a sync that nobody disturbed.
func TestKilledSyncGoesOn(t *testing.T) {
	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	calm, killed := t.TempDir(), t.TempDir()
	fast := "requests_per_second = -1.0\nconnections_per_host = 4\n"
	writeFile(t, calm+"/config.toml", fast)
	writeFile(t, killed+"/config.toml", fast)
	addDemo(t, calm, site, server.URL)
	addDemo(t, killed, site, server.URL)

	began := time.Now()
	mustRun(t, "--home", calm, "sync")
	whole := time.Since(began)

	random := rand.New(rand.NewPCG(2019, 10))
	had := 0
	for i := range 10 {
		cmd := program(t, "--home", killed, "sync")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole/8) + 1)))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		now := len(addresses(t, killed))
		if now < had {
			t.Fatalf("after kill %d there were %d articles, before it %d", i+1, now, had)
		}
		had = now
	}
	mustRun(t, "--home", killed, "sync")

	want, got := addresses(t, calm), addresses(t, killed)
	if len(want) < len(site.Articles()) {
		t.Errorf("an undisturbed sync brought %d articles of %d", len(want), len(site.Articles()))
	}
	if !slices.Equal(want, got) {
		t.Errorf("after ten kills there are %d articles, undisturbed %d", len(got), len(want))
	}
	t.Logf("undisturbed sync took %v; articles after the tenth kill: %d of %d", whole, had, len(want))
}
