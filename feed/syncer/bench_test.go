package syncer

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// Of the yardstick: newsboat 2.21 needs 3.1 s for 200 feeds of 50 items without latency, 4.2 s at 100 ms, and 2.7 s
// when nothing is new.
const (
	benchFeeds = 200
	benchItems = 50
)

// cpu is the time that this process has used.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// forgetPeak lets peak begin anew, and peak is the most memory that this process has held since in MiB; 0 where the
// system does not tell.
func forgetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

func peak() (mebibytes float64) {
	status, _ := os.ReadFile("/proc/self/status")
	if _, after, ok := strings.Cut(string(status), "VmHWM:"); ok {
		var kibibytes float64
		if _, err := fmt.Sscan(after, &kibibytes); err == nil {
			return kibibytes / 1024
		}
	}
	return 0
}

// BenchmarkFeeds syncs 200 feeds of 50 items into a new cache, and again with nothing new, and fetches the same bytes
// with the same client and nothing else.
func BenchmarkFeeds(b *testing.B) {
	for _, latency := range []time.Duration{0, 100 * time.Millisecond} {
		b.Run(latency.String(), func(b *testing.B) {
			sources := feedHosts(b, latency)
			var fetching, first, firstCPU, again, againCPU time.Duration
			articles, most := 0, 0.0
			for b.Loop() {
				fetching += fetchAll(b, sources)
				store, err := storage.Open(b.Context(), filepath.Join(b.TempDir(), "news.db"), storage.Options{})
				if err != nil {
					b.Fatal(err)
				}
				client := fetch.New(fetch.Config{UserAgent: "zonewire/bench"})
				d := desk{store: store, engine: New(store, client, gazetteer.Load(), slog.New(slog.DiscardHandler), Options{})}
				for _, s := range sources {
					if _, err := store.AddSource(b.Context(), s); err != nil {
						b.Fatal(err)
					}
				}
				forgetPeak()
				began, used := time.Now(), cpu(b)
				if p := d.run(b, Request{}); p.New == 0 || p.Broken > 0 {
					b.Fatalf("%d articles came, %d sources are broken: %v", p.New, p.Broken, p.LastError)
				}
				first += time.Since(began)
				firstCPU += cpu(b) - used
				most = max(most, peak())
				if _, _, n, err := store.Totals(b.Context()); err == nil {
					articles = n
				}
				began, used = time.Now(), cpu(b)
				if p := d.run(b, Request{}); p.New != 0 || p.Skipped != benchFeeds {
					b.Fatalf("again %d articles came, %d of %d feeds were unchanged", p.New, p.Skipped, benchFeeds)
				}
				again += time.Since(began)
				againCPU += cpu(b) - used
				client.Close()
				if err := store.Close(); err != nil {
					b.Fatal(err)
				}
			}
			n := float64(b.N)
			b.ReportMetric(float64(articles), "articles")
			b.ReportMetric(first.Seconds()/n, "s/first")
			b.ReportMetric(firstCPU.Seconds()/n, "cpu-s/first")
			b.ReportMetric(most, "MiB/first")
			b.ReportMetric(fetching.Seconds()/n, "s/fetch")
			b.ReportMetric(first.Seconds()/fetching.Seconds(), "first/fetch")
			b.ReportMetric(again.Seconds()/n, "s/again")
			b.ReportMetric(againCPU.Seconds()/n, "cpu-s/again")
		})
	}
}

// fetchAll gets all feeds, as many at once as a sync does.
func fetchAll(b *testing.B, sources []feed.Source) time.Duration {
	client := fetch.New(fetch.Config{UserAgent: "zonewire/bench"})
	defer client.Close()
	began := time.Now()
	todo := make(chan string, len(sources))
	for _, s := range sources {
		todo <- s.URL
	}
	close(todo)
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			for u := range todo {
				if _, err := client.Get(context.Background(), fetch.Request{URL: u}); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	return time.Since(began)
}
