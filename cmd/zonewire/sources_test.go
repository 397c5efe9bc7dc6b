package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestSourceThatCannotBeReached is added, with the way to remove it, and its address is printed once.
func TestSourceThatCannotBeReached(t *testing.T) {
	home, address := t.TempDir(), "http://127.0.0.1:1/"
	out := mustRun(t, "--home", home, "sources", "add", address)
	first, hint, _ := strings.Cut(out, "\n")
	if strings.Count(first, address) != 1 || !strings.Contains(hint, "zonewire sources remove '"+address+"'") {
		t.Errorf("it prints %q", out)
	}
	if list := mustRun(t, "--home", home, "sources", "list"); !strings.Contains(strings.SplitN(list, "\n", 2)[0], "unread/all") {
		t.Errorf("the list has no heading: %q", list)
	}
	mustRun(t, "--home", home, "sources", "remove", address)
}

// TestWatchPrintsTheNewestFirst prints the articles in the order of list.
func TestWatchPrintsTheNewestFirst(t *testing.T) {
	home := syncedHome(t)
	listed := strings.Split(mustRun(t, "--home", home, "list", "--query", "重点项目"), "\n")
	watched := strings.Split(mustRun(t, "--home", home, "watch", "--query", "重点项目"), "\n")
	if len(listed) < 3 || !slices.Equal(listed, watched) {
		t.Errorf("watch prints %q, list %q", watched, listed)
	}
}

// TestMovedSourceIsToldTheCommand says after the sync, in the list and to scripts where a source is now, until it is
// taken over.
func TestMovedSourceIsToldTheCommand(t *testing.T) {
	home := t.TempDir()
	behind, err := url.Parse(smallSite(t))
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", httputil.NewSingleHostReverseProxy(behind))
	mux.Handle("/former/", http.RedirectHandler("/news/", http.StatusPermanentRedirect))
	server := httptest.NewServer(mux)
	defer server.Close()
	site := server.URL
	mustRun(t, "--home", home, "sources", "add", site+"/former/", "--name", "园区", "--kind", "site")
	want := "zonewire sources set 园区 --url " + site + "/news/"
	if o := zonewire(t, "--home", home, "--lang", "zh", "sync"); o.status != exitWell || !strings.Contains(o.err, "已永久迁到") || !strings.Contains(o.err, want) {
		t.Errorf("sync exited with %d and said %q", o.status, o.err)
	}
	if out := mustRun(t, "--home", home, "sources", "list"); !strings.Contains(out, "moved for good to") || !strings.Contains(out, want) {
		t.Errorf("the list is %q", out)
	}
	var r sourceRecord
	if err := json.Unmarshal([]byte(mustRun(t, "--home", home, "sources", "list", "--json")), &r); err != nil || r.Moved != site+"/news/" || !strings.Contains(r.Remedy, want) {
		t.Errorf("%+v (%v)", r, err)
	}
	mustRun(t, "--home", home, "sources", "set", "园区", "--url", site+"/news/")
	if out := mustRun(t, "--home", home, "sources", "list"); strings.Contains(out, "moved") {
		t.Errorf("after it was taken over: %q", out)
	}
}
