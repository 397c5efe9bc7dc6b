package tui

import (
	"cmp"
	"slices"

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

// readKept reads the kept queries with their conditions.
func (c *commands) readKept(d treeData) ([]savedView, error) {
	kept, err := c.store.KeptQueries(c.ctx, storage.QueryUses()...)
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	names := c.look.name.places.QueryNames(d.zones, d.sources, c.now())
	all := make([]savedView, len(kept))
	for i, q := range kept {
		all[i].KeptQuery = q
		all[i].where, all[i].err = feed.ParseQuery(q.Text, names)
	}
	return all, nil
}

// views are the kept queries that stand in the tree.
func (d *treeData) views() []savedView {
	return slices.DeleteFunc(slices.Clone(d.kept), func(v savedView) bool { return v.Use != storage.UseView })
}

// watches reports whether there is a rule that watches for articles.
func (d *treeData) watches() bool {
	return slices.ContainsFunc(d.kept, func(v savedView) bool { return v.Use == storage.UseWatch })
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
	views := m.data.views()
	if m.data.watches() {
		views = append(views, savedView{where: feed.IsWatched{}}) // counted under no id
	}
	if len(views) == 0 {
		return nil
	}
	if m.countingViews {
		m.recountViews = true
		return nil
	}
	m.countingViews, m.recountViews = true, false
	return m.io.countViews(views)
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
	if r, ok := m.overlay.(*ruleList); ok {
		r.counts = msg.counts
	}
	if m.recountViews {
		return m.wantViewCounts()
	}
	return nil
}

// setViewCounts puts counts on the lines of the saved views.
func (t *tree) setViewCounts(counts map[storage.QueryID]storage.Count) {
	for _, n := range t.roots {
		if n.id.Kind == viewPlace || n.id.Kind == watchedPlace {
			n.unread, n.total = counts[n.id.View].Unread, counts[n.id.View].Total
		}
	}
}

// savedView is the saved view of a line, false when it is none.
func (m *Model) savedView(id placeID) (savedView, bool) {
	i := slices.IndexFunc(m.data.kept, func(v savedView) bool { return v.ID == id.View })
	if id.Kind != viewPlace || i < 0 {
		return savedView{}, false
	}
	return m.data.kept[i], true
}

// askRename asks for another name of the saved view under the cursor.
func (m *Model) askRename() tea.Cmd {
	v, ok := m.savedView(m.tree.place())
	if !ok {
		return m.say(m.look.texts.Status.NoView)
	}
	m.askName(v.KeptQuery, nil)
	return nil
}

// askRemoveView asks before a saved view goes.
func (m *Model) askRemoveView(v savedView) tea.Cmd {
	t := m.look.texts.Prompt
	m.overlay = &confirm{look: m.look, question: t.RemoveView(v.Name), answers: []answer{
		{key: "y", text: t.Yes, then: m.io.forgetQuery(v.KeptQuery)}, {key: "n", text: t.No},
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
