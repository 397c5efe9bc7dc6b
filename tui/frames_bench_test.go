package tui

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/demo"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/feed/syncer"
	"zonewire/tui/i18n"
)

// typedAt is a key with the time at which it was due.
type typedAt struct {
	key tea.KeyMsg
	at  time.Time
}

// timed is the reader with a watch: how long after each key its frame is drawn.
type timed struct {
	*Model
	due     time.Time // of the key whose frame is not drawn yet
	took    []time.Duration
	syncing atomic.Bool
}

// Update implements tea.Model.
func (m *timed) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if typed, ok := msg.(typedAt); ok {
		m.due, msg = typed.at, typed.key
	}
	_, cmd := m.Model.Update(msg)
	m.syncing.Store(m.sync.running())
	return m, cmd
}

// View implements tea.Model.
func (m *timed) View() string {
	screen := m.Model.View()
	if !m.due.IsZero() {
		m.took = append(m.took, time.Since(m.due))
		m.due = time.Time{}
	}
	return screen
}

// Of the benchmark: so many feeds of so many articles, and keys as fast as a held key repeats.
const (
	frameFeeds = 200
	frameItems = 50
	frameKeys  = 30 // a second
)

// newsFeeds serves 10,000 articles that the demo invents.
func newsFeeds(b *testing.B) *httptest.Server {
	b.Helper()
	site := demo.New()
	site.Publish(frameFeeds * frameItems)
	pieces := site.Articles()
	pieces = pieces[len(pieces)-frameFeeds*frameItems:]
	feeds := make([]string, frameFeeds)
	for n := range feeds {
		var text strings.Builder
		text.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>园区动态</title>`)
		for i, p := range pieces[n*frameItems:][:frameItems] {
			fmt.Fprintf(&text, `<item><title>%s</title><link>http://127.0.0.1/%d/%d.html</link><pubDate>%s</pubDate><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>`,
				p.Title, n, i, p.Published.Time.Format(time.RFC1123Z), strings.Join(p.Paragraphs, "</p><p>"))
		}
		text.WriteString("</channel></rss>")
		feeds[n] = text.String()
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d.xml", &n); err != nil || n >= len(feeds) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		_, _ = w.Write([]byte(feeds[n]))
	}))
	b.Cleanup(server.Close)
	return server
}

// BenchmarkFramesDuringSync reads on, 30 keys a second, while a sync stores 10,000 articles in the same process. It
// reports the frames that were drawn more than a sixtieth of a second after their key, and the slowest ones.
func BenchmarkFramesDuringSync(b *testing.B) {
	server := newsFeeds(b)
	const budget = time.Second / 60
	keys := []string{"j", "j", "j", "enter", "j", "j", "n", "n", "pgdown", "esc", "j", "j", "k", "pgdown"}
	var took []time.Duration
	for b.Loop() {
		store := newStore(b)
		for n := range frameFeeds {
			_, err := store.AddSource(b.Context(), feed.Source{
				Name: fmt.Sprintf("来源%d", n), URL: fmt.Sprintf("%s/%d.xml", server.URL, n), Kind: feed.FeedSource,
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1, AllowPrivate: true, IgnoreRobots: true})
		places := gazetteer.Load()
		engine := syncer.New(store, client, places, slog.New(slog.DiscardHandler), syncer.Options{})
		ctx, stop := context.WithCancel(b.Context())
		m := &timed{Model: newModel(ctx, Config{Store: store, Engine: engine, Gazetteer: places, Lang: i18n.Chinese, Theme: trueColor()})}
		var out counter
		p := tea.NewProgram(m, tea.WithInput(bytes.NewReader(nil)), tea.WithOutput(&out), tea.WithContext(ctx),
			tea.WithoutSignalHandler(), tea.WithFPS(framesPerSecond), tea.WithAltScreen())
		ended := make(chan struct{})
		go func() { _, _ = p.Run(); close(ended) }()
		p.Send(tea.WindowSizeMsg{Width: 160, Height: 45})
		time.Sleep(time.Second)
		p.Send(keyMsg("R"))
		for !m.syncing.Load() {
			time.Sleep(time.Millisecond)
		}
		tick := time.NewTicker(time.Second / frameKeys)
		for n := 0; m.syncing.Load(); n++ {
			p.Send(typedAt{keyMsg(keys[n%len(keys)]), <-tick.C})
		}
		tick.Stop()
		stop()
		<-ended
		client.Close()
		took = append(took, m.took...)
		if _, _, total, err := store.Totals(b.Context()); err != nil || total < frameFeeds*frameItems*9/10 {
			b.Fatalf("%d articles were stored: %v", total, err)
		}
	}
	slices.Sort(took)
	late := 0
	for _, d := range took {
		if d > budget {
			late++
		}
	}
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	b.ReportMetric(float64(len(took))/float64(b.N), "frames/op")
	b.ReportMetric(float64(late)/float64(b.N), "late/op")
	b.ReportMetric(ms(took[len(took)/2]), "median-ms")
	b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
	b.ReportMetric(ms(took[len(took)-1]), "worst-ms")
}
