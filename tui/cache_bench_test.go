package tui

import (
	"context"
	"flag"
	"runtime"
	"slices"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/storage"
)

// The cache that BenchmarkCache reads: `go test ./tui -run xxx -bench Cache -zonewire.news=/tmp/bench/news-1000000.db`
// takes one that storage's benchmarks made. Without it some thousand articles are stored in a temporary folder.
var benchNews = flag.String("zonewire.news", "", "cache file that the list's benchmark reads")

// keysTimed is how often a key is pressed in one operation: far enough for the list to read on several times.
const keysTimed = 600

// BenchmarkCache reports the median and the worst time from a key in the list of all articles to the drawn screen, with
// the reading of the rows that it asks for, and the memory in use after as many keys. The article beside the list is
// set meanwhile, by a command of its own, and does not count.
func BenchmarkCache(b *testing.B) {
	store := benchNewsStore(b)
	b.Run("Open", func(b *testing.B) {
		var took []time.Duration
		for b.Loop() {
			start := time.Now()
			newBench(b, store).m.View()
			took = append(took, time.Since(start))
		}
		reportTimes(b, took)
	})
	for _, c := range []struct {
		name   string
		before []string
		keys   []string
	}{
		{"Down", nil, []string{"j"}},
		{"Up", []string{"G"}, []string{"k"}},
		{"PageDown", nil, []string{"pgdown"}},
		{"PageUp", []string{"G"}, []string{"pgup"}},
		{"LastAndFirst", nil, []string{"G", "g"}},
		{"Tree", []string{"h"}, []string{"j"}},
		{"TreeLastAndFirst", []string{"h"}, []string{"G", "g"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			m := newBench(b, store)
			for b.Loop() {
				m.send(keyMsg("g"))
				for _, key := range c.before {
					m.send(keyMsg(key))
				}
				for i := range keysTimed {
					took = append(took, m.keyToRows(c.keys[i%len(c.keys)]))
				}
			}
			reportTimes(b, took)
			var mem runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&mem)
			runtime.KeepAlive(m)
			b.ReportMetric(float64(mem.HeapAlloc)/(1<<20), "heap-MB")
		})
	}
}

// keyToRows presses a key and is how long it took until the rows that it leads to were drawn.
func (b *bench) keyToRows(key string) time.Duration {
	start := time.Now()
	_, cmd := b.m.Update(keyMsg(key))
	took := time.Since(start) + b.rows(cmd)
	start = time.Now()
	if len(b.m.View()) == 0 || !b.m.list.loaded {
		b.b.Fatal("nothing is drawn")
	}
	return took + time.Since(start)
}

// rows runs a command and what follows, and is how long it took to read rows and to take them.
func (b *bench) rows(cmd tea.Cmd) (took time.Duration) {
	if cmd == nil {
		return 0
	}
	start := time.Now()
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			took += b.rows(c)
		}
	case pageLoaded:
		_, next := b.m.Update(msg)
		took = time.Since(start) + b.rows(next)
	default:
		b.send(msg)
	}
	return took
}

func benchNewsStore(b *testing.B) *storage.Store {
	b.Helper()
	if *benchNews == "" {
		store := newStore(b)
		fillBench(b, store, 4000)
		return store
	}
	store, err := storage.Open(context.Background(), *benchNews, storage.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	return store
}

func reportTimes(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "worst-ms")
}
