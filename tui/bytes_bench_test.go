package tui

import (
	"bytes"
	"context"
	"io"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed/gazetteer"
	"zonewire/storage"
	"zonewire/tui/i18n"
)

// counter counts what is written to it.
type counter struct{ n atomic.Int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n.Add(int64(len(p)))
	return len(p), nil
}

// BenchmarkBytes is what Bubble Tea writes to a terminal of 160x45 for one key, in true colour.
func BenchmarkBytes(b *testing.B) {
	const rest = 40 * time.Millisecond // several frames
	for _, one := range []struct {
		name string
		keys []string // after opening an article
	}{{"Scroll", []string{"j", "k"}}, {"Page", []string{"pgdown", "pgup"}}, {"NextArticle", []string{"n", "p"}}, {"ZenScroll", []string{"j", "k"}}} {
		b.Run(one.name, func(b *testing.B) {
			store := newStore(b)
			var batch storage.Batch
			for n := range 40 {
				a := piece(n, testZones(b)[n%7])
				a.Body = speech()
				batch.Articles = append(batch.Articles, a)
			}
			if _, err := store.Save(context.Background(), batch); err != nil {
				b.Fatal(err)
			}
			var out counter
			m := New(Config{Store: store, Gazetteer: gazetteer.Load(), Lang: i18n.Chinese, Theme: trueColor(), Now: epoch})
			ctx, stop := context.WithCancel(context.Background())
			p := tea.NewProgram(m, tea.WithInput(bytes.NewReader(nil)), tea.WithOutput(io.Writer(&out)), tea.WithContext(ctx),
				tea.WithoutSignalHandler(), tea.WithFPS(framesPerSecond), tea.WithAltScreen())
			ended := make(chan struct{})
			go func() { _, _ = p.Run(); close(ended) }()
			send := func(msg tea.Msg) { p.Send(msg); time.Sleep(rest) }
			send(tea.WindowSizeMsg{Width: 160, Height: 45})
			time.Sleep(5 * rest)
			send(keyMsg("enter"))
			if one.name == "ZenScroll" {
				send(keyMsg("v"))
			}
			time.Sleep(10 * rest)
			before := out.n.Load()
			for i := 0; b.Loop(); i++ {
				send(keyMsg(one.keys[i%2]))
			}
			b.ReportMetric(float64(out.n.Load()-before)/float64(b.N), "bytes/key")
			stop()
			<-ended
		})
	}
}
