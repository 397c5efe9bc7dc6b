package syncer

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
)

// soakVariable asks for a soak of that long, such as 10m: ZONEWIRE_SOAK=10m go test ./feed/syncer -run Soak -v -timeout 1h
const soakVariable = "ZONEWIRE_SOAK"

// livelySite is a column to which an article is added whenever its list is read.
func livelySite(t *testing.T) string {
	var newest atomic.Int64
	newest.Store(9)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		var n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/%d.html", &n); {
		case err == nil:
			say(w, articlePage(n))
		case r.URL.Path == "/":
			top := newest.Add(1)
			var paths []string
			for i := range int64(10) {
				paths = append(paths, fmt.Sprintf("/%d.html", top-i))
			}
			say(w, listPage(paths...))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL + "/"
}

// usageNow is what a process must not use ever more of.
type usageNow struct {
	goroutines, files int
	heap              uint64 // bytes that are still referred to
}

func use() usageNow {
	runtime.GC()
	runtime.GC() // the first lets go of what finalizers held
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		files = nil // not told on this system
	}
	return usageNow{runtime.NumGoroutine(), len(files), m.HeapAlloc}
}

// TestSoak syncs fifty sources, of which a third misbehave, again and again, and finds what grows.
func TestSoak(t *testing.T) {
	long, err := time.ParseDuration(os.Getenv(soakVariable))
	if err != nil {
		long = 3 * time.Second
	}
	d := newDesk(t)
	client := fetch.New(fetch.Config{UserAgent: "zonewire/soak", PerSecond: -1, PerHost: 4, Timeout: time.Second})
	defer client.Close()
	d.engine = New(d.store, client, gazetteer.Load(), slog.New(slog.DiscardHandler), Options{})
	var bad []fault
	for _, faults := range [][]fault{connectionFaults(), answerFaults(), pageFaults()} {
		for i := 0; i < len(faults) && len(bad) < 17; i += 4 {
			bad = append(bad, faults[i])
		}
	}
	for i := range 50 {
		if i < len(bad) {
			kind := feed.SiteSource
			if bad[i].feed {
				kind = feed.FeedSource
			}
			d.add(t, feed.Source{Name: "bad " + bad[i].name, URL: bad[i].serve(t), Kind: kind})
			continue
		}
		d.add(t, feed.Source{Name: fmt.Sprint("well ", i), URL: livelySite(t), Kind: feed.SiteSource})
	}
	late := 0
	round := func() {
		d.run(t, Request{})
		sources, err := d.store.Sources(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sources {
			switch {
			case s.Name[:4] != "well" || s.Health.Kind == "":
			case s.Health.Kind == feed.Timeout:
				late++ // a busy machine's doing
			default:
				t.Errorf("%s: %s", s.Name, s.Health.Detail)
			}
		}
	}
	round()
	round()
	first, began, rounds := use(), time.Now(), 0
	for rounds < 2 || time.Since(began) < long {
		round()
		rounds++
		if now := use(); rounds%10 == 0 {
			t.Logf("after %v and %d rounds: %d goroutines, %d files, %d KiB", time.Since(began).Round(time.Second), rounds,
				now.goroutines, now.files, now.heap>>10)
		}
	}
	last := use()
	t.Logf("%d rounds of 50 sources, %d misbehaving, in %v: goroutines %d, then %d; files %d, then %d; heap %d, then %d KiB; %d healthy ones were late",
		rounds, len(bad), time.Since(began).Round(time.Second), first.goroutines, last.goroutines, first.files, last.files,
		first.heap>>10, last.heap>>10, late)
	const slack = 60 // connections that happen to be open, on both sides
	if last.goroutines > first.goroutines+slack || last.files > first.files+slack || last.heap > first.heap+24<<20 {
		t.Errorf("it grew from %+v to %+v", first, last)
	}
}
