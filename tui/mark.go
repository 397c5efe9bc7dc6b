package tui

import (
	"encoding/json"
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// mark does what changes articles and sources, and what takes a link along.
func (m *Model) mark(a Action) (cmd tea.Cmd, ok bool) {
	if cmd, ok := m.forPicked(a); ok {
		return cmd, true
	}
	switch a {
	case ActionUndo:
		return m.writing(m.io.undo()), true
	case ActionMarkAllRead:
		return m.writing(m.io.markAllRead(m.list.view.query(m.cfg.Now()))), true
	case ActionRemoveSource:
		return m.askRemoveSource(), true
	case ActionBrowse, ActionCopy:
		return m.takeLink(a), true
	case ActionAssignZone:
		return m.openPicker(true), true
	case ActionToggleRead, ActionToggleStar, ActionDelete:
	default:
		return nil, false
	}
	h, found := m.target()
	if !found {
		return m.say(m.look.texts.Status.NoArticle), true
	}
	s := h.Status
	switch a {
	case ActionToggleRead:
		s.Read = !s.Read
		m.reader.opened = m.reader.opened && (s.Read || m.reader.head.ID != h.ID)
		return m.setStatus(h.ID, s, m.io.markRead(h.ID, s.Read)), true
	case ActionToggleStar:
		s.Starred = !s.Starred
		return m.setStatus(h.ID, s, m.io.star(h.ID, s.Starred)), true
	}
	return m.writing(m.io.deleteArticle(h.ID)), true
}

// takeLink opens an article's own page in the browser, or copies its address.
func (m *Model) takeLink(a Action) tea.Cmd {
	address, host, problem := m.link()
	switch {
	case problem != "":
		return m.say(problem)
	case a == ActionBrowse:
		return m.io.browse(address, host)
	}
	return m.io.copyLink(address)
}

// askRemoveSource asks before the source under the cursor goes.
func (m *Model) askRemoveSource() tea.Cmd {
	n := m.tree.current()
	if v, ok := m.savedView(m.tree.place()); ok {
		return m.askRemoveView(v)
	}
	if n == nil || n.id.Kind != sourcePlace {
		return m.say(m.look.texts.Status.NoSource)
	}
	t := m.look.texts.Prompt
	m.overlay = &confirm{look: m.look, question: t.RemoveSource(n.label), answers: []answer{
		{key: "y", text: t.Yes, then: m.io.removeSource(n.id.Source, n.label)}, {key: "n", text: t.No},
	}}
	return nil
}

// assign gives an article to a place. When its page prints a zone or its source is known, all articles of that label or
// source can go the same way, those to come as well.
func (m *Model) assign(h feed.Headline, c gazetteer.Match) tea.Cmd {
	t := m.look.texts.Prompt
	answers := []answer{{key: "a", text: t.ThisArticle, then: m.io.assign(h.ID, c.Zone, c.Region.Code, c.Name)}}
	rule := storage.Rule{Zone: c.Zone, Region: c.Region.Code}
	rules := map[string]storage.Rule{}
	if s := m.reader.kept(h.ID); s != nil && s.article.ZoneLabel != "" {
		rule.Kind, rule.Text = storage.ByLabel, s.article.ZoneLabel
		rules["l"] = rule
		answers = append(answers, answer{key: "l", text: t.AllOfLabel(rule.Text), then: m.io.addRule(rule, c.Name)})
	}
	for _, s := range m.data.sources {
		if s.ID == h.Source {
			rule.Kind, rule.Text = storage.BySource, strconv.FormatInt(int64(s.ID), 10)
			rules["s"] = rule
			answers = append(answers, answer{key: "s", text: t.AllOfSource(s.Name), then: m.io.addRule(rule, c.Name)})
		}
	}
	ask := &confirm{look: m.look, question: m.look.texts.Picker.Assign + " " + c.Name, answers: answers}
	m.overlay = ask
	return m.io.countRules(ask, rules)
}

// rulesCounted answers countRules: how many articles each answer of a question would move.
type rulesCounted struct {
	ask   *confirm
	moves map[string]int // by the answer's key
	err   error
}

// countRules counts what the rules that answers stand for would move.
func (c *commands) countRules(ask *confirm, rules map[string]storage.Rule) tea.Cmd {
	if len(rules) == 0 {
		return nil
	}
	return func() tea.Msg {
		counted := rulesCounted{ask: ask, moves: make(map[string]int, len(rules))}
		for key, rule := range rules {
			n, err := c.store.RuleReach(c.ctx, rule)
			if err != nil {
				counted.err = err
				return counted
			}
			counted.moves[key] = n
		}
		return counted
	}
}

// onRulesCounted writes the counts behind the answers while the question is still asked.
func (m *Model) onRulesCounted(msg rulesCounted) tea.Cmd {
	if msg.err != nil {
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	}
	if m.overlay == msg.ask {
		for i, a := range msg.ask.answers {
			if n, ok := msg.moves[a.key]; ok {
				msg.ask.answers[i].note = m.look.texts.Prompt.Moves(n)
			}
		}
	}
	return nil
}

// onWritten follows a write: what was shown ahead of it is now true, or is read again.
func (m *Model) onWritten(msg written) tea.Cmd {
	m.writes--
	if msg.id != 0 {
		if m.pending[msg.id]--; m.pending[msg.id] <= 0 {
			delete(m.pending, msg.id)
			delete(m.marks, msg.id)
		}
	}
	if cmd := m.maybeQuit(); cmd != nil {
		return cmd
	}
	if kind := m.list.view.place.Kind; msg.moved && (kind == regionPlace || kind == zonePlace || kind == nowherePlace) {
		clear(m.list.touched) // what is no longer of this place goes, but for the row under the cursor
	}
	var cmds []tea.Cmd
	if !msg.unseen {
		cmds = append(cmds, m.refresh())
	}
	if msg.moved {
		cmds = append(cmds, m.setAnew())
	}
	switch {
	case msg.err != nil:
		cmds = append(cmds, m.fail(msg.what, msg.err))
	case msg.say != "":
		cmds = append(cmds, m.say(msg.say))
	}
	if len(msg.added) > 0 {
		cmds = append(cmds, m.startSync(msg.added))
	}
	if slices.Contains(msg.ids, m.reader.head.ID) && msg.err == nil {
		m.reader.clear()
		cmds = append(cmds, m.setFocus(listPane))
	}
	return tea.Batch(cmds...)
}

// foldingKey is the setting that holds the regions that are folded otherwise than by default.
const foldingKey = "tree.toggled"

// saveFolding keeps what is folded for the next session.
func (m *Model) saveFolding() tea.Cmd {
	codes := []feed.RegionCode{}
	for id := range m.tree.toggled {
		codes = append(codes, id.Region)
	}
	slices.Sort(codes)
	value, err := json.Marshal(codes)
	if err != nil {
		return m.fail(m.look.texts.Prompt.Saving, err)
	}
	return m.writing(m.io.saveSetting(foldingKey, string(value)))
}
