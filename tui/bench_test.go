package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
	"zonewire/tui/i18n"
	"zonewire/tui/theme"
)

// bench is a model at 160x45 on 100,000 articles of 1,200 characters, whose commands are run outside the clock unless
// a benchmark says otherwise.
type bench struct {
	b *testing.B
	m *Model
}

// benchArticles is how many articles the benchmarks read among.
const benchArticles = 100_000

func newBench(b *testing.B, store *storage.Store) *bench {
	b.Helper()
	m := New(Config{
		Store: store, Gazetteer: gazetteer.Load(), Lang: i18n.Chinese, Theme: theme.New(theme.Ink, theme.TrueColor, false),
		Now:   epoch,
		after: func(time.Duration, tea.Msg) tea.Cmd { return nil },
	})
	bb := &bench{b, m}
	bb.send(tea.WindowSizeMsg{Width: 160, Height: 45})
	return bb
}

// send updates the model and runs all that follows.
func (b *bench) send(msg tea.Msg) {
	_, cmd := b.m.Update(msg)
	b.run(cmd)
}

func (b *bench) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			b.run(c)
		}
	default:
		b.send(msg)
	}
}

// frame is the way from a key to the drawn screen; what it starts in the background is run while the clock stands.
func (b *bench) frame(key string) {
	_, cmd := b.m.Update(keyMsg(key))
	screen := b.m.View()
	b.b.StopTimer()
	if len(screen) == 0 {
		b.b.Fatal("nothing is drawn")
	}
	b.run(cmd)
	b.b.StartTimer()
}

// fillBench stores the articles that benchmarks read.
func fillBench(b *testing.B, store *storage.Store, articles int) {
	b.Helper()
	zones := testZones(b)
	body := strings.Repeat("开发区今年以来新签约项目四十二个，计划总投资超过三百亿元，其中先进制造业项目占七成以上。\n\n", 27)
	for from := 0; from < articles; from += 2000 {
		var batch storage.Batch
		for n := from; n < from+2000; n++ {
			a := piece(n, zones[n%len(zones)])
			a.Body = body
			batch.Articles = append(batch.Articles, a)
		}
		if _, err := store.Save(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReader(b *testing.B) {
	store := newStore(b)
	fillBench(b, store, benchArticles)
	b.Run("ListKey", func(b *testing.B) {
		m := newBench(b, store)
		for b.Loop() {
			m.frame("j")
		}
	})
	b.Run("ListPageDown", func(b *testing.B) {
		m := newBench(b, store)
		for b.Loop() {
			m.frame("pgdown")
		}
	})
	b.Run("NextArticle", func(b *testing.B) {
		m := newBench(b, store)
		m.send(keyMsg("enter"))
		for b.Loop() {
			m.frame("n")
			if m.m.reader.sheet == nil {
				b.Fatal("the next article was not set ahead")
			}
		}
	})
	b.Run("Scroll", func(b *testing.B) {
		m := newBench(b, store)
		m.send(keyMsg("enter"))
		keys := []string{"j", "k"}
		for i := 0; b.Loop(); i++ {
			m.frame(keys[i%2])
		}
	})
	// The following include all reading from storage.
	whole := func(name string, keys ...string) {
		b.Run(name, func(b *testing.B) {
			m := newBench(b, store)
			if name == "PlaceToList" {
				m.send(keyMsg("h"))
			}
			for i := 0; b.Loop(); i++ {
				m.send(keyMsg(keys[i%len(keys)]))
				m.m.View()
			}
		})
	}
	whole("PlaceToList", "j", "j", "j", "j", "k", "k", "k", "k")
	whole("NextArticleWhole", "n")
	whole("LastAndFirst", "G", "g")
	b.Run("Start", func(b *testing.B) {
		for b.Loop() {
			newBench(b, store).m.View()
		}
	})
	b.Run("PickerKey", func(b *testing.B) {
		m := newBench(b, store)
		m.send(keyMsg("z"))
		keys := []string{"z", "j", "g", "ctrl+u"}
		for i := 0; b.Loop(); i++ {
			m.send(keyMsg(keys[i%4]))
			m.m.View()
		}
	})
}

func BenchmarkSheet(b *testing.B) {
	k := newLook(theme.New(theme.Ink, theme.TrueColor, false), Config{}.Measure, i18n.For(i18n.Chinese),
		namer{gazetteer.Load(), i18n.Chinese})
	a := piece(0, testZones(b)[0])
	for _, size := range []int{1000, 10_000, 30_000} {
		paragraph := strings.Repeat("开发区今年以来新签约项目42个，计划总投资超过300亿元，“先进制造业”项目占七成以上。", 4) + "\n\n"
		a.Body = strings.Repeat(paragraph, size/len([]rune(paragraph))+1)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				setSheet(k, a, nil, 74, 0, nil)
			}
		})
	}
}

// BenchmarkTree builds and draws a tree of 3,000 places.
func BenchmarkTree(b *testing.B) {
	places := gazetteer.Load()
	d := treeData{sourceCounts: map[feed.SourceID]storage.Count{}}
	for i, r := range places.Regions() {
		if r.Code.Level() != feed.County {
			continue
		}
		id := feed.ZoneID(i + 1)
		d.zones = append(d.zones, feed.Zone{ID: id, Name: r.Name + "经济开发区", Region: r.Code})
		d.counts = append(d.counts, storage.Count{Region: r.Code, Zone: id, Unread: i % 7, Total: 7})
	}
	k := newLook(theme.New(theme.Ink, theme.TrueColor, false), Config{}.Measure, i18n.For(i18n.Chinese), namer{places, i18n.Chinese})
	b.Run("Build", func(b *testing.B) {
		for b.Loop() {
			buildTree(d, arrangement{}, k.name, k.texts)
		}
	})
	b.Run("BuildByPinyin", func(b *testing.B) {
		for b.Loop() {
			buildTree(d, arrangement{Order: i18n.PinyinOrder}, k.name, k.texts)
		}
	})
	b.Run("BuildNarrowed", func(b *testing.B) {
		for b.Loop() {
			buildTree(d, arrangement{Order: i18n.UnreadOrder, Level: feed.Provincial, Type: i18n.OtherZones}, k.name, k.texts)
		}
	})
	b.Run("Key", func(b *testing.B) {
		t := newTree(k)
		t.SetSize(34, 42)
		t.setRoots(buildTree(d, arrangement{}, k.name, k.texts))
		t.foldAll()
		for b.Loop() {
			if t.Update(ActionDown) == actionNone {
				t.Update(ActionTop)
			}
			t.View(true)
		}
	})
}

// BenchmarkList moves through a full window of rows below day headings, by a key and by a page, and draws it.
func BenchmarkList(b *testing.B) {
	k := newLook(theme.New(theme.Ink, theme.TrueColor, false), Config{}.Measure, i18n.For(i18n.Chinese),
		namer{gazetteer.Load(), i18n.Chinese})
	l := newList(k)
	l.SetSize(57, 43)
	rows := make([]feed.Headline, maxRows)
	for i := range rows {
		rows[i] = feed.Headline{
			ID: feed.ArticleID(i + 1), Title: fmt.Sprintf("示例开发区第%d批重点项目集中开工，总投资超过百亿元", i), ZoneName: "张家港经开区",
			Published: feed.PublishedOn(2019, 10, 2-i/7), Pictures: i%3 == 0, Carriers: 1 + i%2,
		}
	}
	l.take(pageLoaded{pageRequest: pageRequest{query: feed.Query{Limit: maxRows + 1}}, rows: rows})
	for _, step := range []struct {
		name     string
		to, back Action
	}{{"Key", ActionDown, ActionTop}, {"Page", ActionPageDown, ActionTop}, {"TopAndBottom", ActionBottom, ActionTop}} {
		b.Run(step.name, func(b *testing.B) {
			for b.Loop() {
				if l.Update(step.to) == actionNone {
					l.Update(step.back)
				}
				if len(l.View(true, epoch())) != 43 || !l.grouped {
					b.Fatal("the list is not drawn")
				}
			}
		})
	}
}
