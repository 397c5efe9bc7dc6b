package tui

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/i18n"
)

// Model is the root: it owns what the panes share. It is the only tea.Model.
type Model struct {
	cfg  Config
	io   *commands
	look *look
	keys *keyMap

	layout layout
	focus  pane
	zen    bool
	ready  bool // the window's size is known

	tree   tree
	list   list
	reader reader

	overlay overlay // what takes the keys before anything else; nil for nothing

	data      treeData // what the tree was built from
	arranged  arrangement
	treeKnown bool
	serial    int // of the list's view; results with another are stale
	paging    bool
	wanted    Action                         // to be done again when the page that it needs has come
	marks     map[feed.ArticleID]feed.Status // statuses that are being written
	pending   map[feed.ArticleID]int         // how many writes of each are on their way
	uses      map[string]int                 // how often places were picked
	before    view                           // what the list showed before a search
	history   []string                       // earlier searches, oldest first
	upkeep    upkeep
	sync      syncing
	said      message
	arrivals  arrivals
	borders   borders
	dragging  bool   // a border is held
	dragged   pane   // the pane at its left
	pipe      string // the last command that an article was piped to
	placeWait bool   // a timer will save how far the articles were read
	writes    int
	quitting  bool
	opening   []tea.Cmd // what the first screen is read by, nil when that has not begun
	stop      context.CancelFunc

	viewCounts    map[storage.QueryID]storage.Count
	countingViews bool
	recountViews  bool // something changed while the saved views were being counted
}

// message is a sentence in the status line.
type message struct {
	text   string
	failed bool
	number int // so that an old timer does not clear a newer message
}

// How long things stay or are put off.
const (
	messageStays   = 6 * time.Second
	previewAfter   = 40 * time.Millisecond  // a held key moves on before it
	searchAfter    = 60 * time.Millisecond  // between two letters typed fast
	refreshEvery   = 250 * time.Millisecond // at most, while a sync stores
	progressEvery  = 50 * time.Millisecond
	changesEvery   = 2 * time.Second
	quitWaitsAtMax = 2 * time.Second
	placeRests     = 2 * time.Second // from scrolling to saving the place
)

func newModel(ctx context.Context, cfg Config) *Model {
	cfg = cfg.withDefaults()
	ctx, stop := context.WithCancel(ctx)
	texts := i18n.For(cfg.Lang)
	k := newLook(cfg.Theme, cfg.Measure, texts, namer{cfg.Gazetteer, texts.Lang})
	k.setting, k.calendar, k.hits = cfg.Typesetting, calendar{cfg.Zone}, cfg.Store.Hits
	m := &Model{
		cfg: cfg, look: k, keys: newKeyMap(texts), stop: stop, focus: listPane,
		io: &commands{
			ctx: ctx, store: cfg.Store, engine: cfg.Engine, look: k, now: cfg.Now, log: cfg.Log,
			open: cfg.Open, copy: cfg.copy, notify: cfg.notify, after: cfg.after, pictures: newPictures(cfg.Pictures),
		},
		tree: newTree(k), list: newList(k), reader: newReader(k),
		marks: map[feed.ArticleID]feed.Status{}, pending: map[feed.ArticleID]int{}, uses: map[string]int{},
	}
	m.list.view.name = texts.Place.All
	return m
}

// Init waits for the window's size: the first frame comes before any work but a rehearsal of setting an article, which
// is slow the first time.
func (m *Model) Init() tea.Cmd { return m.io.rehearse() }

// View draws the whole window: exactly Height lines of exactly Width cells.
func (m *Model) View() string {
	if !m.ready {
		return ""
	}
	if m.layout.TooSmall {
		return strings.Join(m.tooSmall(), "\n")
	}
	lines := make([]string, 0, m.layout.Height)
	if m.isEmpty() {
		lines = append(lines, m.look.measure.Pad(m.look.headingFocus.on("  zonewire "+m.cfg.Version), m.layout.Width))
	} else {
		lines = append(lines, m.headings())
	}
	if m.layout.Rule {
		lines = append(lines, m.look.ruleBelow(m.layout, m.focus))
	}
	lines = append(lines, m.body()...)
	lines = append(lines, m.footer())
	return strings.Join(lines, "\n")
}

// tooSmall is the sentence for a window that is too small, in as many lines as there are.
func (m *Model) tooSmall() []string {
	width, height := m.layout.Width, m.layout.Height
	var lines []string
	for _, line := range m.look.measure.Break(m.look.texts.TooSmall(minWidth, minHeight), max(1, width)) {
		lines = append(lines, m.look.measure.Pad(m.look.measure.Truncate(line, width, ""), width))
	}
	return fill(lines, width, height)
}

// body is the panes, or what stands in their place.
func (m *Model) body() []string {
	l := m.layout
	if m.isEmpty() && m.overlay == nil {
		return m.look.emptyScreen(l.Body, len(m.data.sources) > 0, m.sync.running(), m.keys)
	}
	var panes [3][]string
	for p, r := range l.Panes {
		if r.W == 0 {
			continue
		}
		switch pane(p) {
		case treePane:
			panes[p] = m.tree.View(m.focus == treePane)
		case listPane:
			panes[p] = m.list.View(m.focus == listPane, m.cfg.Now())
		case readerPane:
			panes[p] = m.reader.View()
		}
	}
	lines := m.look.join(l, panes)
	if m.overlay != nil {
		if box, width := m.overlay.View(l.Body.W, l.Body.H); box != nil {
			lines = m.look.overlay(lines, l.Body.W, box, width)
		}
	}
	return lines
}

// isEmpty reports whether there is nothing to read at all.
func (m *Model) isEmpty() bool { return m.treeKnown && m.data.total == 0 }

// headings is the row above the panes.
func (m *Model) headings() string {
	t := m.look.texts
	left := [3]string{t.Pane.Tree, m.listName(), t.Pane.Reader}
	right := [3]string{m.arrangedAs(), m.listCount(), m.reader.progress()}
	if m.reader.head.ID != 0 {
		left[readerPane] = m.reader.head.Title
		if m.reader.offset == 0 {
			left[readerPane] = t.Pane.Reader
		}
		mark := strings.TrimSpace(m.look.mark(m.reader.head.Status))
		if m.reader.head.Watched {
			mark += m.look.glyph.watched
		}
		if mark != "" {
			right[readerPane] = mark + " " + right[readerPane]
		}
	}
	return m.look.headings(m.layout, m.focus, left, right)
}

// listName is what the list shows: the search or the place, and what it is narrowed to.
func (m *Model) listName() string {
	v, t := m.list.view, m.look.texts.List
	name := v.name
	if v.search != nil {
		name = t.Search(v.typed)
	}
	for _, f := range v.filters {
		name += " " + m.look.glyph.separator + " " + t.Filter(f.name)
	}
	if v.unreadOnly {
		name += " " + m.look.glyph.separator + " " + m.look.texts.Rows.UnreadOnly
	}
	if v.sort != feed.ByDate || hasWords(v.search) { // of hits it is not plain which order they have
		name += " " + m.look.glyph.separator + " " + t.Sort(v.sort)
	}
	return name
}

// listCount is where the cursor is in the list and how many are unread.
func (m *Model) listCount() string {
	l, t := &m.list, m.look.texts.List
	if n := len(l.picks.of); n > 0 {
		return m.look.texts.Rows.Picked(n)
	}
	if l.total < 0 {
		return ""
	}
	count := t.Total(max(0, l.unread), l.total)
	if at := l.position(); at > 0 && at <= l.total && m.layout.Panes[listPane].W >= 44 {
		count = t.Position(at, l.total) + " " + m.look.glyph.separator + " " + t.UnreadCount(max(0, l.unread))
	}
	return count
}

// setFocus moves the focus, which may bring another pane on screen.
func (m *Model) setFocus(p pane) tea.Cmd {
	m.focus = p
	if p != readerPane {
		m.zen = false
	}
	return m.arrange()
}

// arrange lays the window out and has the article set anew when the reader's width changed.
func (m *Model) arrange() tea.Cmd {
	if !m.ready {
		return nil
	}
	m.layout = arrange(m.layout.Width, m.layout.Height, m.focus, m.zen, m.borders)
	p := m.layout.Panes
	if p[treePane].W > 0 {
		m.tree.SetSize(p[treePane].W, p[treePane].H)
	}
	if p[listPane].W > 0 {
		m.list.SetSize(p[listPane].W, p[listPane].H)
	}
	if p[readerPane].W > 0 {
		m.reader.SetSize(p[readerPane].W, p[readerPane].H)
		return m.wantSheet()
	}
	return nil
}

// readerShown reports whether the reader is on screen.
func (m *Model) readerShown() bool { return m.layout.Panes[readerPane].W > 0 }

// say puts a sentence into the status line for a while.
func (m *Model) say(text string) tea.Cmd {
	m.said = message{text: text, number: m.said.number + 1}
	return m.io.after(messageStays, clearMessage{m.said.number})
}

// fail puts what failed and why into the status line and into the log.
func (m *Model) fail(what string, err error) tea.Cmd {
	kind := feed.KindOf(err)
	if kind == feed.Cancelled {
		return nil
	}
	m.cfg.Log.Error("reader", "what", what, "err", err)
	why := m.look.texts.Failure(kind)
	if cause := m.look.texts.Cause(err); cause != "" && kind == feed.Internal {
		why = cause
	}
	cmd := m.say(m.look.texts.Status.Failed(what, why))
	m.said.failed = true
	return cmd
}

// clearMessage ends the message of that number.
type clearMessage struct{ number int }
