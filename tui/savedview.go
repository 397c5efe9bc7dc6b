package tui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/storage"
)

// savedView is a query that stands in the tree under a name.
type savedView struct {
	storage.KeptQuery
	where feed.Expr
	err   error // the query cannot be read any more: a zone or source that it names is gone
}

// node is the view's line in the tree. Its counts are found later: they may take a search.
func (v savedView) node() *node {
	n := &node{id: placeID{Kind: viewPlace, View: v.ID}, label: v.Name, only: v.where}
	if v.err != nil {
		n.failure = cmp.Or(feed.KindOf(v.err), feed.Invalid)
	}
	if v.where == nil {
		n.only = feed.Or{}
	}
	return n
}

// readViews reads the saved views with their conditions.
func (c *commands) readViews(d treeData) ([]savedView, error) {
	kept, err := c.store.KeptQueries(c.ctx, storage.UseView)
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	names := c.look.name.places.QueryNames(d.zones, d.sources, c.now())
	views := make([]savedView, len(kept))
	for i, q := range kept {
		views[i].KeptQuery = q
		views[i].where, views[i].err = feed.ParseQuery(q.Text, names)
	}
	return views, nil
}

// viewsCounted answers countViews.
type viewsCounted struct {
	counts map[storage.QueryID]storage.Count
	err    error
}

// countViews counts the articles of the saved views.
func (c *commands) countViews(views []savedView) tea.Cmd {
	return func() tea.Msg {
		counts := make(map[storage.QueryID]storage.Count, len(views))
		for _, v := range views {
			if v.where == nil {
				continue
			}
			total, err := c.store.Count(c.ctx, feed.Query{Where: v.where})
			if err != nil {
				return viewsCounted{err: err}
			}
			unread, err := c.store.Count(c.ctx, feed.Query{Where: unreadOf(v.where)})
			if err != nil {
				return viewsCounted{err: err}
			}
			counts[v.ID] = storage.Count{Total: total, Unread: unread}
		}
		return viewsCounted{counts: counts}
	}
}

// wantViewCounts has the views counted again; while that is being done, once more after it.
func (m *Model) wantViewCounts() tea.Cmd {
	if len(m.data.views) == 0 {
		return nil
	}
	if m.countingViews {
		m.recountViews = true
		return nil
	}
	m.countingViews, m.recountViews = true, false
	return m.io.countViews(m.data.views)
}

// onViewsCounted shows the counts of the saved views.
func (m *Model) onViewsCounted(msg viewsCounted) tea.Cmd {
	m.countingViews = false
	if msg.err != nil {
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	}
	m.viewCounts = msg.counts
	m.tree.setViewCounts(msg.counts)
	m.countFromTree()
	if m.recountViews {
		return m.wantViewCounts()
	}
	return nil
}

// setViewCounts puts counts on the lines of the saved views.
func (t *tree) setViewCounts(counts map[storage.QueryID]storage.Count) {
	for _, n := range t.roots {
		if n.id.Kind == viewPlace {
			n.unread, n.total = counts[n.id.View].Unread, counts[n.id.View].Total
		}
	}
}

// savedView is the saved view of a line, false when it is none.
func (m *Model) savedView(id placeID) (savedView, bool) {
	i := slices.IndexFunc(m.data.views, func(v savedView) bool { return v.ID == id.View })
	if id.Kind != viewPlace || i < 0 {
		return savedView{}, false
	}
	return m.data.views[i], true
}

// askViewName asks under which name the query in the search prompt is to be kept; a view that it began with gives its
// own.
func (m *Model) askViewName(search *prompt) tea.Cmd {
	text := strings.TrimSpace(search.field.text())
	where, err := feed.ParseQuery(text, m.queryNames())
	if m.blame(search, err); err != nil {
		return nil
	}
	if where == nil {
		search.problem = m.look.texts.Prompt.NothingToSave
		return nil
	}
	p := newPrompt(m.look, m.look.texts.Prompt.ViewName, m.look.texts.Prompt.ViewHint, promptView)
	p.kept = storage.KeptQuery{Use: storage.UseView, Text: text}
	if v, ok := m.savedView(search.edits); ok {
		p.kept.ID = v.ID
		p.field.set(v.Name)
	}
	m.overlay = p
	return nil
}

// askRename asks for another name of the saved view under the cursor.
func (m *Model) askRename() tea.Cmd {
	v, ok := m.savedView(m.tree.place())
	if !ok {
		return m.say(m.look.texts.Status.NoView)
	}
	p := newPrompt(m.look, m.look.texts.Prompt.ViewName, m.look.texts.Prompt.ViewHint, promptView)
	p.kept = v.KeptQuery
	p.field.set(v.Name)
	m.overlay = p
	return nil
}

// saveView keeps a query under the name that was typed. A name that another view has takes that one's place only when
// it is the same view.
func (m *Model) saveView(p *prompt) tea.Cmd {
	q := p.kept
	q.Name = strings.TrimSpace(feed.Clean(p.field.text()))
	if q.Name == "" {
		p.problem = m.look.texts.Prompt.NameMissing
		return nil
	}
	for _, v := range m.data.views {
		switch {
		case v.Name == q.Name && v.ID != q.ID:
			p.problem = m.look.texts.Prompt.NameTaken
			return nil
		case v.ID == q.ID && v.Name != q.Name && v.Text != q.Text:
			q.ID = 0 // another name and another query: the view that it began with stays
		}
	}
	m.overlay = nil
	return m.writing(m.io.keepView(q))
}

// askRemoveView asks before a saved view goes.
func (m *Model) askRemoveView(v savedView) tea.Cmd {
	t := m.look.texts.Prompt
	m.overlay = &confirm{look: m.look, question: t.RemoveView(v.Name), answers: []answer{
		{"y", t.Yes, m.io.forgetView(v.KeptQuery)}, {"n", t.No, nil},
	}}
	return nil
}

// sayViewFailure says why a saved view shows nothing.
func (m *Model) sayViewFailure(id placeID) tea.Cmd {
	v, ok := m.savedView(id)
	if !ok {
		return nil
	}
	m.list.failure = m.queryProblem(v.Text, v.err)
	cmd := m.say(m.list.failure)
	m.said.failed = true
	return cmd
}

// keepView stores a view.
func (c *commands) keepView(q storage.KeptQuery) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		_, err := c.store.KeepQuery(ctx, q)
		return written{say: c.look.texts.Status.ViewSaved(q.Name), err: err}
	})
}

// forgetView removes a view; its articles stay.
func (c *commands) forgetView(v storage.KeptQuery) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		return written{say: c.look.texts.Status.ViewRemoved(v.Name), err: c.store.ForgetQuery(ctx, v.ID)}
	})
}
