package tui

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
	"zonewire/tui/i18n"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// driver runs a model as Bubble Tea would, in one goroutine: commands run at once, timers when the clock is wound.
type driver struct {
	t      *testing.T
	m      *Model
	store  *storage.Store
	clock  time.Time
	timers []timer
	copied string
	opened string
	quit   bool
	wiped  int // how often the screen was to be cleared
}

type timer struct {
	due time.Time
	msg tea.Msg
}

// epoch is the fixed time at which tests begin.
func epoch() time.Time { return time.Date(2019, 10, 2, 9, 30, 0, 0, feed.Beijing()) }

// newDriver opens the reader on a cache in a fresh file. configure may change what it is made with.
func newDriver(t *testing.T, store *storage.Store, configure func(*Config)) *driver {
	t.Helper()
	d := &driver{t: t, store: store, clock: epoch()}
	cfg := Config{
		Store: store, Lang: i18n.Chinese, Theme: theme.New(theme.Ink, theme.Plain, false),
		Now:  func() time.Time { return d.clock },
		Open: func(url string) error { d.opened = url; return nil },
		copy: func(text string) error { d.copied = text; return nil },
		after: func(wait time.Duration, msg tea.Msg) tea.Cmd {
			return func() tea.Msg { return timer{d.clock.Add(wait), msg} }
		},
	}
	if configure != nil {
		configure(&cfg)
	}
	if cfg.Gazetteer == nil {
		cfg.Gazetteer = gazetteer.Load()
	}
	d.m = New(cfg)
	d.run(d.m.Init())
	return d
}

// send gives the model a message and runs all that follows from it.
func (d *driver) send(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.m.Update(msg)
	d.check()
	d.run(cmd)
}

func (d *driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	case timer:
		d.timers = append(d.timers, msg)
	case tea.QuitMsg:
		d.quit = true
	default:
		if msg == tea.ClearScreen() {
			d.wiped++
		}
		d.send(msg)
	}
}

// wait winds the clock and lets timers go off in their order.
func (d *driver) wait(wait time.Duration) {
	d.t.Helper()
	end := d.clock.Add(wait)
	for {
		slices.SortStableFunc(d.timers, func(a, b timer) int { return a.due.Compare(b.due) })
		if len(d.timers) == 0 || d.timers[0].due.After(end) {
			break
		}
		next := d.timers[0]
		d.timers = d.timers[1:]
		d.clock = next.due
		d.send(next.msg)
	}
	d.clock = end
}

// resize sets the window's size.
func (d *driver) resize(width, height int) {
	d.t.Helper()
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
}

// press types keys, given as tea.KeyMsg names them, and waits until previews have come.
func (d *driver) press(keys ...string) {
	d.t.Helper()
	for _, key := range keys {
		d.send(keyMsg(key))
		d.wait(100 * time.Millisecond)
	}
}

// keyMsg is the message for a key's name; what is no name is typed as text.
func keyMsg(name string) tea.KeyMsg {
	for typ, key := range map[tea.KeyType]string{
		tea.KeyEnter: "enter", tea.KeyEsc: "esc", tea.KeyTab: "tab", tea.KeyShiftTab: "shift+tab", tea.KeyUp: "up",
		tea.KeyDown: "down", tea.KeyLeft: "left", tea.KeyRight: "right", tea.KeyPgUp: "pgup", tea.KeyPgDown: "pgdown",
		tea.KeyHome: "home", tea.KeyEnd: "end", tea.KeyBackspace: "backspace", tea.KeyCtrlC: "ctrl+c", tea.KeyCtrlD: "ctrl+d",
		tea.KeyCtrlU: "ctrl+u", tea.KeyCtrlS: "ctrl+s",
	} {
		if key == name {
			return tea.KeyMsg{Type: typ}
		}
	}
	if name == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// check requires that the screen is exactly the window's size.
func (d *driver) check() {
	d.t.Helper()
	if !d.m.ready {
		return
	}
	lines := strings.Split(d.m.View(), "\n")
	if len(lines) != d.m.layout.Height {
		d.t.Fatalf("%d lines in a window of %d", len(lines), d.m.layout.Height)
	}
	for i, line := range lines {
		if w := d.m.look.measure.Width(line); w != d.m.layout.Width {
			d.t.Fatalf("line %d is %d cells wide in a window of %d: %q", i, w, d.m.layout.Width, typeset.Plain(line))
		}
	}
}

// screen is what is seen, without styles.
func (d *driver) screen() string { return typeset.Plain(d.m.View()) }

// sees requires texts on the screen.
func (d *driver) sees(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.screen(), text) {
			d.t.Errorf("%q is not on the screen:\n%s", text, d.screen())
		}
	}
}

// seesNot requires that a text is not on the screen.
func (d *driver) seesNot(text string) {
	d.t.Helper()
	if strings.Contains(d.screen(), text) {
		d.t.Errorf("%q is on the screen:\n%s", text, d.screen())
	}
}

// newStore opens a cache in a fresh file.
func newStore(t testing.TB) *storage.Store {
	t.Helper()
	store, err := storage.Open(context.Background(), filepath.Join(t.TempDir(), "news.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// piece is article number n of a zone: everything in it follows from n.
func piece(n int, z feed.Zone) feed.Article {
	day := epoch().AddDate(0, 0, -n)
	title := fmt.Sprintf("%s第%d批重点项目集中开工，总投资%d.5亿元", z.Short, n+1, 12+n)
	return feed.Article{
		URL: fmt.Sprintf("http://news.example.cn/%d.html", n), Title: title,
		Published: feed.PublishedOn(day.Year(), day.Month(), day.Day()), Origin: "市商务局", Zone: z, Region: z.Region,
		Evidence: feed.FromLabel, ZoneLabel: z.Name, Breadcrumb: []string{"首页", "开发区新闻", "文字新闻"},
		Prev: feed.Link{Title: "本站较新的一条", URL: fmt.Sprintf("http://news.example.cn/%d.html", n-1)},
		Next: feed.Link{Title: "本站较旧的一条", URL: fmt.Sprintf("http://news.example.cn/%d.html", n+1)},
		Body: strings.Repeat("仪式在园区标准厂房前举行，“十三五”以来落户的企业代表到场。项目全部达产后，预计年新增产值30亿元、税收1.2亿元。\n\n", 2+n%5) +
			"| 项目 | 投资（亿元） |\n|---|---|\n| 新能源汽车零部件 | 7.5 |\n| 生物医药中试基地 | 5 |\n",
		Fetched: epoch(),
	}
}

// fillStore stores a small cache: two sources, one of which fails, and count articles of seven zones.
func fillStore(t testing.TB, store *storage.Store, count int) {
	t.Helper()
	ctx := context.Background()
	good, err := store.AddSource(ctx, feed.Source{Name: "示例开发区网", URL: "http://news.example.cn/", Kind: feed.SiteSource})
	if err != nil {
		t.Fatal(err)
	}
	bad, err := store.AddSource(ctx, feed.Source{Name: "失联的网站", URL: "http://gone.example.cn/", Kind: feed.SiteSource})
	if err != nil {
		t.Fatal(err)
	}
	health := feed.Health{Kind: feed.Timeout, Since: epoch().AddDate(0, 0, -3), Failures: 4}
	if err := store.RecordHealth(ctx, bad, health); err != nil {
		t.Fatal(err)
	}
	batch := storage.Batch{Source: good}
	zones := testZones(t)
	for n := range count {
		a := piece(n, zones[n%len(zones)])
		a.Source = good
		batch.Articles = append(batch.Articles, a)
	}
	if _, err := store.Save(ctx, batch); err != nil {
		t.Fatal(err)
	}
}

// testZones are seven zones in five provinces, three of them in one city.
func testZones(t testing.TB) []feed.Zone {
	t.Helper()
	places := gazetteer.Load()
	var zones []feed.Zone
	for _, name := range []string{
		"张家港经济技术开发区", "苏州工业园区", "昆山经济技术开发区", "宁波经济技术开发区", "宾西经济技术开发区", "西安高新技术产业开发区",
		"洋浦经济开发区",
	} {
		z, ok := places.Zone(name)
		if !ok {
			t.Fatalf("no zone %s", name)
		}
		zones = append(zones, z)
	}
	return zones
}

// trueColor is a theme with all its colours, for tests of what is drawn how.
func trueColor() theme.Theme { return theme.New(theme.Ink, theme.TrueColor, false) }
