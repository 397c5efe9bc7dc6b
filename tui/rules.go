package tui

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/storage"
)

// ruleList is the overlay that lists the kept queries: views and rules.
type ruleList struct {
	look    *look
	rows    []savedView
	cursor  int
	loaded  bool                              // matches are known
	matches map[storage.QueryID]int           // of mute and watch rules
	counts  map[storage.QueryID]storage.Count // of views
	problem func(savedView) string            // why a query cannot be read
	asked   ruleAsk
}

// ruleAsk is what a key asks to be done with the rule under the cursor.
type ruleAsk int

const (
	askNothing ruleAsk = iota
	askShow
	askName
	askQuery
	askUse
	askForget
	askNew
	askUndo
)

// openRules lists views and rules.
func (m *Model) openRules() tea.Cmd {
	r := &ruleList{look: m.look, problem: func(v savedView) string { return m.queryProblem(v.Text, v.err) }}
	m.overlay = r
	m.fillRules(r)
	return m.io.countMatches()
}

// fillRules puts the kept queries as they are now into their list; the cursor stays on its query.
func (m *Model) fillRules(r *ruleList) {
	at, had := r.current()
	r.rows, r.counts = nil, m.viewCounts
	for _, use := range storage.QueryUses() {
		for _, q := range m.data.kept {
			if q.Use == use {
				r.rows = append(r.rows, q)
			}
		}
	}
	if i := slices.IndexFunc(r.rows, func(q savedView) bool { return q.ID == at.ID }); had && i >= 0 {
		r.cursor = i
	}
	r.cursor = max(0, min(r.cursor, len(r.rows)-1))
}

// rulesShown brings their list up to date after the tree was read.
func (m *Model) rulesShown() tea.Cmd {
	r, ok := m.overlay.(*ruleList)
	if !ok {
		return nil
	}
	m.fillRules(r)
	return m.io.countMatches()
}

// matchesCounted answers countMatches.
type matchesCounted struct {
	matches map[storage.QueryID]int
	err     error
}

// countMatches counts what mute and watch rules match.
func (c *commands) countMatches() tea.Cmd {
	return func() tea.Msg {
		matches, err := c.store.Matches(c.ctx)
		return matchesCounted{matches, err}
	}
}

// onMatches shows how much each rule matches.
func (m *Model) onMatches(msg matchesCounted) tea.Cmd {
	if msg.err != nil {
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	}
	if r, ok := m.overlay.(*ruleList); ok {
		r.matches, r.loaded = msg.matches, true
	}
	return nil
}

// current is the query under the cursor, false when there is none.
func (r *ruleList) current() (savedView, bool) {
	if r.cursor >= len(r.rows) {
		return savedView{}, false
	}
	return r.rows[r.cursor], true
}

func (r *ruleList) takesText() bool { return false }

// Key moves, or asks for something to be done.
func (r *ruleList) Key(msg tea.KeyMsg) outcome {
	for _, key := range keysOf(msg) {
		ask := askNothing
		switch key {
		case "esc", "q", "W", "h", "left":
			return closed
		case "j", "down":
			r.cursor = min(r.cursor+1, max(0, len(r.rows)-1))
		case "k", "up":
			r.cursor = max(0, r.cursor-1)
		case "g", "home":
			r.cursor = 0
		case "G", "end":
			r.cursor = max(0, len(r.rows)-1)
		case "enter":
			ask = askShow
		case "w":
			ask = askName
		case "e":
			ask = askQuery
		case "t", "tab":
			ask = askUse
		case "d", "D", "delete":
			ask = askForget
		case "a":
			ask = askNew
		case "u":
			ask = askUndo
		}
		if ask == askNew || ask == askUndo || ask != askNothing && len(r.rows) > 0 {
			r.asked = ask
			return accepted
		}
	}
	return stays
}

// View is the box: what each query is for, its name, what it says and how much it finds.
func (r *ruleList) View(width, height int) ([]string, int) {
	k, t := r.look, r.look.texts.Rules
	inner := max(1, min(width-6, 100))
	rows := max(1, height-2)
	var lines []string
	from := scrollTo(0, r.cursor, len(r.rows), rows)
	for i := from; i < len(r.rows) && len(lines) < rows; i++ {
		lines = append(lines, r.line(r.rows[i], i == r.cursor, inner))
	}
	if len(r.rows) == 0 {
		for _, line := range k.measure.Break(t.None, inner) {
			lines = append(lines, k.muted.on(line))
		}
	}
	return k.boxed(lines[:min(len(lines), rows)], inner, t.Title, t.Hint), inner + 4
}

// useCells is the width of the column that says what queries are for.
func (r *ruleList) useCells() int {
	cells := 0
	for _, use := range storage.QueryUses() {
		cells = max(cells, r.look.measure.Width(r.look.texts.Rules.Use(string(use))))
	}
	return cells
}

// line draws one query.
func (r *ruleList) line(v savedView, selected bool, width int) string {
	k, t := r.look, r.look.texts.Rules
	count := ""
	switch {
	case v.Use == storage.UseView && r.counts != nil:
		count = k.texts.List.Total(r.counts[v.ID].Unread, r.counts[v.ID].Total)
	case (v.Use == storage.UseMute || v.Use == storage.UseWatch) && r.loaded:
		count = t.Matches(r.matches[v.ID])
	}
	sign := " "
	switch {
	case v.err != nil:
		sign, count = k.glyph.failure, ""
	case v.Use == storage.UseWatch:
		sign = k.glyph.watched
	}
	if width < 60 {
		count = ""
	}
	head := k.cursorMark(selected, true) + sign + " " + k.measure.Pad(t.Use(string(v.Use)), r.useCells()) + " "
	room := max(0, width-k.measure.Width(head)-k.measure.Width(count)-1)
	name := k.measure.Pad(v.Name, min(room, max(10, min(24, room/3))))
	says := v.Text
	if v.err != nil {
		says = r.problem(v)
	}
	rest := k.measure.Pad(k.measure.Truncate("  "+says, max(0, room-k.measure.Width(name)), "…"), max(0, room-k.measure.Width(name)))
	if selected {
		return k.selected.on(head + name + rest + " " + count)
	}
	style := k.muted
	if v.err != nil {
		style = k.failure
	}
	return k.text.on(head+name) + style.on(rest) + " " + k.muted.on(count)
}

// Line is nothing: the box says what can be done.
func (r *ruleList) Line(int) string { return "" }

// withRule does what was asked for in the list of rules.
func (m *Model) withRule(r *ruleList) tea.Cmd {
	v, _ := r.current()
	switch r.asked {
	case askUndo:
		return m.writing(m.io.undo())
	case askNew:
		p := newPrompt(m.look, m.look.texts.Rules.Query, m.look.texts.Rules.QueryHint, promptQuery)
		p.help, p.back, p.kept = m.queryHelp(), r, storage.KeptQuery{Use: storage.UseWatch}
		m.overlay = p
	case askQuery:
		p := newPrompt(m.look, m.look.texts.Rules.Query, m.look.texts.Rules.QueryHint, promptQuery)
		p.help, p.back, p.kept = m.queryHelp(), r, v.KeptQuery
		p.field.set(v.Text)
		if v.err != nil {
			p.setProblem(m.queryProblem(v.Text, v.err), v.err)
		}
		m.overlay = p
	case askName:
		m.askName(v.KeptQuery, r)
	case askUse:
		return m.changeUse(v)
	case askForget:
		return m.writing(m.io.forgetQuery(v.KeptQuery))
	case askShow:
		m.overlay = nil
		return m.showKept(v)
	}
	return nil
}

// changeUse makes a query one of the next kind in which its name is not taken.
func (m *Model) changeUse(v savedView) tea.Cmd {
	q := v.KeptQuery
	for range storage.QueryUses() {
		q.Use = after(storage.QueryUses(), q.Use)
		if q.Use != v.Use && m.nameFree(q) {
			return m.writing(m.io.keepQuery(q))
		}
	}
	return m.say(m.look.texts.Prompt.NameTaken)
}

// nameFree reports whether no other query of the same use has a query's name.
func (m *Model) nameFree(q storage.KeptQuery) bool {
	return !slices.ContainsFunc(m.data.kept, func(v savedView) bool {
		return v.Use == q.Use && v.Name == q.Name && v.ID != q.ID
	})
}

// showKept shows what a query finds: a view where it stands in the tree, a rule as a search.
func (m *Model) showKept(v savedView) tea.Cmd {
	if v.Use == storage.UseView && m.tree.reveal(placeID{Kind: viewPlace, View: v.ID}) {
		return tea.Batch(m.showPlace(), m.setFocus(listPane))
	}
	if m.list.view.search == nil {
		m.before = m.list.view
	}
	cmd, err := m.search(v.Text)
	if err != nil {
		say := m.say(m.queryProblem(v.Text, err))
		m.said.failed = true
		return say
	}
	return tea.Batch(cmd, m.setFocus(listPane))
}

// askName asks for the name of a query, and what it is to be for when it is new.
func (m *Model) askName(q storage.KeptQuery, back overlay) {
	p := newPrompt(m.look, "", m.look.texts.Rules.NameHint, promptName)
	p.kept, p.back = q, back
	p.field.set(q.Name)
	p.label = m.look.texts.Rules.NameOf(string(q.Use))
	m.overlay = p
}

// nextUse lets the name that is asked for be that of another kind of query.
func (p *prompt) nextUse(way int) {
	uses := storage.QueryUses()
	at := slices.Index(uses, p.kept.Use)
	p.kept.Use = uses[(at+way+len(uses))%len(uses)]
	p.label = p.look.texts.Rules.NameOf(string(p.kept.Use))
	p.problem = ""
}

// saveName keeps a query under the name that was typed. A view that a search began with stays when both name and
// query are others now.
func (m *Model) saveName(p *prompt) tea.Cmd {
	q := p.kept
	q.Name = strings.TrimSpace(feed.Clean(p.field.text()))
	if q.Name == "" {
		p.problem = m.look.texts.Prompt.NameMissing
		return nil
	}
	for _, v := range m.data.kept {
		if v.ID == q.ID && v.Name != q.Name && v.Text != q.Text {
			q.ID = 0
		}
	}
	if !m.nameFree(q) {
		p.problem = m.look.texts.Prompt.NameTaken
		return nil
	}
	m.overlay = p.back
	return m.writing(m.io.keepQuery(q))
}

// saveQuery gives a rule or view the query that was typed; a new one gets a name next.
func (m *Model) saveQuery(p *prompt) tea.Cmd {
	text, ok := m.readableQuery(p)
	if !ok {
		return nil
	}
	p.kept.Text = text
	if p.kept.ID == 0 {
		m.askName(p.kept, p.back)
		return nil
	}
	m.overlay = p.back
	return m.writing(m.io.keepQuery(p.kept))
}

// readableQuery is the query in a prompt, false when it says nothing or has a mistake, which the prompt then shows.
func (m *Model) readableQuery(p *prompt) (string, bool) {
	text := strings.TrimSpace(p.field.text())
	where, err := feed.ParseQuery(text, m.queryNames())
	if m.blame(p, err); err != nil {
		return "", false
	}
	if where == nil {
		p.problem = m.look.texts.Prompt.NothingToSave
		return "", false
	}
	return text, true
}

// keepQuery stores a view or rule; a rule is applied to the cache at once.
func (c *commands) keepQuery(q storage.KeptQuery) tea.Cmd {
	t := c.look.texts
	return c.write(func(ctx context.Context) written {
		id, err := c.store.KeepQuery(ctx, q)
		if err != nil || q.Use == storage.UseView {
			return written{say: t.Status.ViewSaved(q.Name), err: err}
		}
		matches, err := c.store.Matches(ctx)
		return written{say: t.Rules.Saved(string(q.Use), q.Name, matches[id]), moved: true, err: err}
	})
}

// forgetQuery removes a view or rule; articles stay, and what was muted is shown again.
func (c *commands) forgetQuery(q storage.KeptQuery) tea.Cmd {
	t := c.look.texts
	return c.write(func(ctx context.Context) written {
		return written{say: t.Rules.Removed(string(q.Use), q.Name), moved: true, err: c.store.ForgetQuery(ctx, q.ID)}
	})
}
