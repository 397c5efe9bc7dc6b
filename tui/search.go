package tui

import (
	"errors"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// searchDue comes a moment after a letter was typed; by then there may be more.
type searchDue struct {
	number int
	text   string
}

// openSearch asks what to search for, with the last search to start from.
func (m *Model) openSearch() tea.Cmd {
	p := newPrompt(m.look, m.look.texts.Prompt.Search, m.look.texts.Prompt.SearchHint, promptSearch)
	if m.list.view.search == nil {
		m.before = m.list.view
	}
	p.help = m.queryHelp()
	p.field.set(m.list.view.typed)
	p.edits = m.list.view.place
	if v, ok := m.savedView(m.list.view.place); ok {
		p.field.set(v.Text)
	}
	if m.list.view.search != nil {
		p.edits = m.before.place
	}
	m.overlay = p
	if m.zen || m.focus == readerPane {
		return m.setFocus(listPane)
	}
	return nil
}

// searchSoon searches for what was typed unless more is typed at once.
func (m *Model) searchSoon(p *prompt) tea.Cmd {
	return m.io.after(searchAfter, searchDue{p.number, p.field.text()})
}

// onSearchDue shows what is found while the prompt is still open.
func (m *Model) onSearchDue(msg searchDue) tea.Cmd {
	p, ok := m.overlay.(*prompt)
	if !ok || p.kind != promptSearch || p.number != msg.number {
		return nil
	}
	cmd, err := m.search(msg.text)
	var q *feed.QueryError
	if errors.As(err, &q) && p.field.after == "" && q.Unfinished(msg.text) {
		p.await(q, msg.text)
		return cmd
	}
	m.blame(p, err)
	return cmd
}

// search shows the articles that a query finds in the whole cache, best first. A mistake in the query changes nothing
// and is returned.
func (m *Model) search(text string) (tea.Cmd, error) {
	where, err := feed.ParseQuery(text, m.queryNames())
	if err != nil {
		return nil, err
	}
	if where == nil {
		if m.list.view.search == nil {
			return nil, nil
		}
		return m.showView(m.before), nil
	}
	if m.list.view.search != nil && m.list.view.typed == text {
		return nil, nil
	}
	v := view{search: where, typed: text, filters: m.before.filters}
	if hasWords(where) {
		v.sort = feed.ByRelevance
	}
	return m.showView(v), nil
}

// blame says in the prompt what is wrong with its query, nothing when err is nil.
func (m *Model) blame(p *prompt, err error) {
	p.blameless()
	if err != nil {
		p.setProblem(m.queryProblem(p.field.text(), err), err)
	}
}

// hasWords reports whether a condition asks for words, so that its hits can be ranked.
func hasWords(e feed.Expr) bool {
	switch e := e.(type) {
	case feed.Words:
		return true
	case feed.And:
		return slices.ContainsFunc(e, hasWords)
	case feed.Or:
		return slices.ContainsFunc(e, hasWords)
	}
	return false
}

// found draws text with what a search finds in it as matches.
func (k *look) found(text string, search feed.Expr, style paint) string {
	return k.foundAs(text, search, style, k.match)
}

// foundAs is found with matches in a style of their own.
func (k *look) foundAs(text string, search feed.Expr, style, match paint) string {
	if search == nil || k.hits == nil {
		return style.on(text)
	}
	var b strings.Builder
	at := 0
	for _, hit := range k.hits(text, search) {
		b.WriteString(style.on(text[at:hit[0]]))
		b.WriteString(match.on(text[hit[0]:hit[1]]))
		at = hit[1]
	}
	b.WriteString(style.on(text[at:]))
	return b.String()
}

// keepSearch closes the prompt and keeps its result. Without a text it ends the search.
func (m *Model) keepSearch(p *prompt) tea.Cmd {
	cmd, err := m.search(p.field.text())
	if m.blame(p, err); err != nil {
		return nil
	}
	m.overlay = nil
	return tea.Batch(cmd, m.remember(p.field.text()), m.setFocus(listPane))
}

// endSearch goes back to what the list showed before.
func (m *Model) endSearch() tea.Cmd {
	if m.list.view.search == nil {
		return nil
	}
	return m.showView(m.before)
}

// queryProblem is a sentence about a mistake in a query.
func (m *Model) queryProblem(text string, err error) string {
	var q *feed.QueryError
	if !errors.As(err, &q) {
		return m.look.texts.Failure(feed.KindOf(err))
	}
	return m.look.texts.Query.BadQuery(q, text)
}

// queryNames finds what names in a query stand for: regions of the gazetteer, zones and sources of the cache.
func (m *Model) queryNames() feed.Names {
	return m.cfg.Gazetteer.QueryNames(m.data.zones, m.data.sources, m.cfg.Now())
}

// keepFilter keeps the zone at hand as a condition while moving on, or lets go of it when it is kept already.
func (m *Model) keepFilter() tea.Cmd {
	f, ok := m.filterAtHand()
	if !ok {
		return m.say(m.look.texts.Status.NoZone)
	}
	v := m.list.view
	var filters []filter
	for _, old := range v.filters {
		if old.place != f.place {
			filters = append(filters, old)
		}
	}
	say := m.look.texts.Status.FilterCleared
	if len(filters) == len(v.filters) {
		filters = append(filters, f)
		say = m.look.texts.Status.Filtered(f.name)
	}
	v.filters = filters
	m.before.filters = filters
	return tea.Batch(m.showView(v), m.say(say))
}

// filterAtHand is the place under the tree's cursor, or the zone of the article at hand, or else its region.
func (m *Model) filterAtHand() (filter, bool) {
	if m.focus == treePane {
		n := m.tree.current()
		if n == nil || n.id.Kind != regionPlace && n.id.Kind != zonePlace && n.id.Kind != sourcePlace {
			return filter{}, false
		}
		return filter{n.id, n.label}, true
	}
	h, ok := m.target()
	switch {
	case !ok:
		return filter{}, false
	case h.Zone != 0:
		return filter{placeID{Kind: zonePlace, Zone: h.Zone}, h.ZoneName}, true
	case h.Region != "":
		return filter{placeID{Kind: regionPlace, Region: h.Region}, m.look.regionName(h.Region)}, true
	}
	return filter{}, false
}

// clearFilter lets go of all kept conditions.
func (m *Model) clearFilter() tea.Cmd {
	v := m.list.view
	if len(v.filters) == 0 {
		return m.say(m.look.texts.Status.NoFilter)
	}
	v.filters, m.before.filters = nil, nil
	return tea.Batch(m.showView(v), m.say(m.look.texts.Status.FilterCleared))
}

// nextSort changes the order of the list. Relevance is among the orders of a search for words.
func (m *Model) nextSort() tea.Cmd {
	v := m.list.view
	orders := []feed.Sort{feed.ByDate, feed.ByOldest, feed.ByZone, feed.BySource}
	if v.search != nil && hasWords(v.search) {
		orders = []feed.Sort{feed.ByRelevance, feed.ByDate, feed.ByOldest}
	}
	at := 0
	for i, s := range orders {
		if s == v.sort {
			at = i
		}
	}
	v.sort = orders[(at+1)%len(orders)]
	return tea.Batch(m.showView(v), m.keepOrder(), m.say(m.look.texts.List.Sort(v.sort)))
}
