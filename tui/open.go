package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// previewDue comes a moment after the selection moved; by then it may have moved on.
type previewDue struct{ id feed.ArticleID }

// afterSelection lets the reader follow the list's selection: at once when the article is set already, else a moment
// later, so that a held key does not set every article it passes. Into an empty reader it comes at once: the first frame
// is to be whole. An article that was opened stays until another one is selected.
func (m *Model) afterSelection() tea.Cmd {
	h, ok := m.list.selected()
	switch {
	case !ok:
		if m.list.loaded && !m.reader.opened {
			m.reader.clear()
		}
		return nil
	case h.ID == m.reader.head.ID:
		m.reader.head = h
		m.setNeighbours()
		return m.ahead()
	case m.focus == readerPane || !m.readerShown() || m.isEmpty():
		return nil
	case m.reader.kept(h.ID) != nil:
		m.reader.show(h, false)
		m.setNeighbours()
		return m.ahead()
	}
	if m.reader.head.ID == 0 {
		return m.onPreview(previewDue{h.ID})
	}
	return m.io.after(previewAfter, previewDue{h.ID})
}

// onPreview shows the selected article when the selection has come to rest on it.
func (m *Model) onPreview(msg previewDue) tea.Cmd {
	h, ok := m.list.selected()
	if !ok || h.ID != msg.id || m.focus == readerPane || !m.readerShown() {
		return nil
	}
	m.reader.show(h, false)
	m.setNeighbours()
	return m.wantSheet()
}

// open shows an article for reading. It is marked read as soon as it is on screen.
func (m *Model) open(h feed.Headline, focus bool) tea.Cmd {
	m.list.selectArticle(h.ID)
	m.reader.show(h, true)
	m.setNeighbours()
	var cmds []tea.Cmd
	if focus || !m.readerShown() {
		cmds = append(cmds, m.setFocus(readerPane))
	}
	return tea.Batch(append(cmds, m.savePlaces(), m.wantPage(), m.wantSheet())...)
}

// setNeighbours shows which articles stand before and after the one in the reader, when it is the selected one.
func (m *Model) setNeighbours() {
	h, ok := m.list.selected()
	if !ok || h.ID != m.reader.head.ID {
		m.reader.setNeighbours("", "")
		return
	}
	before, _ := m.list.neighbour(-1)
	after, _ := m.list.neighbour(1)
	m.reader.setNeighbours(before.Title, after.Title)
}

// wantSheet has the reader's article set when it is not, and else does what follows showing it.
func (m *Model) wantSheet() tea.Cmd {
	r := &m.reader
	if r.head.ID == 0 || !m.readerShown() {
		return nil
	}
	if s := r.kept(r.head.ID); s != nil {
		if r.sheet != s {
			r.set(s)
		}
		return m.shown()
	}
	return m.loadArticle(r.head.ID)
}

// shown follows an article's appearance: it is marked read if it was opened, and its neighbours are set ahead.
func (m *Model) shown() tea.Cmd {
	h := &m.reader.head
	if m.reader.opened && !h.Status.Read {
		return tea.Batch(m.setStatus(h.ID, feed.Status{Read: true, Starred: h.Status.Starred}, m.io.markOpened(h.ID)), m.ahead())
	}
	return m.ahead()
}

// ahead has the article's pictures drawn, and sets the articles that next and previous lead to, so that going there
// waits for nothing.
func (m *Model) ahead() tea.Cmd {
	if !m.readerShown() {
		return nil
	}
	cmds := []tea.Cmd{m.wantPictures()}
	var asked []feed.ArticleID
	want := func(n int) {
		h, ok := m.list.neighbour(n)
		if ok && m.reader.kept(h.ID) == nil && !slices.Contains(asked, h.ID) {
			asked = append(asked, h.ID)
			cmds = append(cmds, m.loadArticle(h.ID))
		}
	}
	want(1)
	want(-1)
	if n, ok := m.list.unreadFrom(1); ok {
		want(n)
	}
	return tea.Batch(cmds...)
}

// loadArticle has an article set as the reader is now.
func (m *Model) loadArticle(id feed.ArticleID) tea.Cmd {
	r := articleRequest{id: id, width: m.reader.width, edition: m.reader.edition}
	if m.reader.head.ID == id {
		r.shift = m.reader.shift
	}
	return m.io.loadArticle(r)
}

// setAnew has the reader's article set anew, and all others when they are wanted: what is stored may have changed. The
// old one stays on screen until then.
func (m *Model) setAnew() tea.Cmd {
	r := &m.reader
	r.sheets = nil
	r.edition++
	if r.sheet == nil || !m.readerShown() {
		return nil
	}
	r.keep(r.sheet)
	return m.loadArticle(r.sheet.id)
}

// onArticle takes an article that was set. One for a width that the reader no longer has is dropped, and so is one that
// was read before a change; its like is asked for again when it is the one to be shown.
func (m *Model) onArticle(msg articleLoaded) tea.Cmd {
	r := &m.reader
	if msg.err != nil {
		if r.head.ID != msg.id {
			return nil
		}
		r.failure = m.look.texts.Failure(feed.KindOf(msg.err))
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	}
	switch {
	case msg.width != r.width, msg.id == r.head.ID && msg.shift != r.shift:
		return nil
	case msg.edition != r.edition:
		if r.head.ID == msg.id && r.sheet == nil {
			return m.wantSheet()
		}
		return nil
	}
	r.keep(msg.sheet)
	related := m.io.findRelated(msg.id)
	if r.head.ID != msg.id {
		return related
	}
	r.replace(msg.sheet)
	m.setNeighbours()
	return tea.Batch(m.shown(), related)
}

// go to the article n lines from the selection: the next one, or the one before.
func (m *Model) step(way int) tea.Cmd {
	if h, ok := m.list.selected(); ok && m.reader.head.ID == 0 {
		return m.open(h, false)
	}
	h, ok := m.list.neighbour(way)
	switch {
	case ok:
		return m.open(h, false)
	case !m.list.atEdge(way) && m.list.loaded:
		m.wanted = ActionNext
		if way < 0 {
			m.wanted = ActionPrevious
		}
		return m.wantPage()
	case way > 0:
		return m.say(m.look.texts.Status.LastArticle)
	}
	return m.say(m.look.texts.Status.FirstArticle)
}

// stepUnread goes to the next unread article, or the one before. The selected one counts while it is not opened.
func (m *Model) stepUnread(way int) tea.Cmd {
	h, ok := m.list.selected()
	if !ok {
		return m.say(m.look.texts.Status.NoMoreUnread)
	}
	if !h.Status.Read && !(m.reader.head.ID == h.ID && m.reader.opened) {
		return m.open(h, false)
	}
	if n, ok := m.list.unreadFrom(way); ok {
		next, _ := m.list.neighbour(n)
		return m.open(next, false)
	}
	if m.list.atEdge(way) {
		return m.say(m.look.texts.Status.NoMoreUnread)
	}
	from, _ := m.list.neighbour(0)
	return m.io.findUnread(m.serial, m.list.view.query(m.cfg.Now()), from.ID, way)
}

// onUnread opens the unread article that was found beyond the window, and has the list shown around it.
func (m *Model) onUnread(msg unreadFound) tea.Cmd {
	switch {
	case msg.serial != m.serial:
		return nil
	case msg.err != nil:
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	case !msg.ok:
		return m.say(m.look.texts.Status.NoMoreUnread)
	}
	return tea.Batch(m.open(msg.at, false), m.loadView(pageAround, msg.at))
}

// readOn pages on in the article, and at its end goes to the next unread one.
func (m *Model) readOn() tea.Cmd {
	if !m.reader.opened || m.reader.sheet == nil {
		return m.stepUnread(1)
	}
	if !m.readerShown() {
		return m.setFocus(readerPane)
	}
	if m.reader.Update(ActionReadOn) == actionEnd {
		return m.stepUnread(1)
	}
	return m.placeMoved()
}

// stepSite goes to the article that the site itself names as the next one, or the one before.
func (m *Model) stepSite(way int) tea.Cmd {
	if m.reader.sheet == nil {
		return m.say(m.look.texts.Status.NoArticle)
	}
	link := m.reader.sheet.article.Next
	if way < 0 {
		link = m.reader.sheet.article.Prev
	}
	if link.URL == "" {
		return m.say(m.look.texts.Status.NoLink)
	}
	return m.io.findLink(link.URL)
}

// onLink opens the article that was found at an address.
func (m *Model) onLink(msg linkFound) tea.Cmd {
	switch {
	case msg.err != nil:
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	case !msg.ok:
		return m.say(m.look.texts.Status.NotCached)
	}
	return m.open(msg.at, true)
}

// target is the article that marking keys mean: the reader's when it has the focus, else the selected one.
func (m *Model) target() (feed.Headline, bool) {
	if m.focus == readerPane && m.reader.head.ID != 0 {
		return m.reader.head, true
	}
	if m.focus == treePane {
		return feed.Headline{}, false
	}
	return m.list.selected()
}

// setStatus shows an article's new status at once and sends the write that makes it so.
func (m *Model) setStatus(id feed.ArticleID, s feed.Status, write tea.Cmd) tea.Cmd {
	m.marks[id] = s
	m.pending[id]++
	m.list.win.setStatus(id, s)
	m.list.touched[id] = true
	if m.reader.head.ID == id {
		m.reader.head.Status = s
	}
	return m.writing(write)
}

// writing counts a write on its way: quitting waits for it.
func (m *Model) writing(write tea.Cmd) tea.Cmd {
	m.writes++
	return write
}

// link is the address of the reader's or the selected article, checked to be a web address. The article's own page is
// known only once it is set.
func (m *Model) link() (address, host, problem string) {
	h, ok := m.target()
	if !ok && m.reader.head.ID != 0 {
		h, ok = m.reader.head, true
	}
	if !ok {
		return "", "", m.look.texts.Status.NoArticle
	}
	s := m.reader.kept(h.ID)
	if s == nil || s.article.URL == "" {
		return "", "", m.look.texts.Status.NoLink
	}
	host, ok = m.look.webHost(s.article.URL)
	if !ok {
		return "", "", m.look.texts.Status.BadLink
	}
	return s.article.URL, host, ""
}
