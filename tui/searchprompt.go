package tui

import (
	"encoding/json"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
)

// queryHelp is what the search prompt knows beyond its text: earlier searches and the names that may be completed.
type queryHelp struct {
	history []string // oldest first
	at      int      // which of history is shown; len(history) is the draft
	draft   string   // what was typed before an earlier search was called back

	places  *gazetteer.Gazetteer
	names   map[feed.QueryField][]string
	choices []string // what Tab goes through, nil when it was not pressed last
	chosen  int
	head    string // the text before what is being completed
}

// maxHistory is how many searches are kept.
const maxHistory = 100

// historyKey is the setting that holds earlier searches as a JSON list, oldest first.
const historyKey = "search.history"

// queryHelp prepares the search prompt: the names are those of zones and regions with articles, and of sources.
func (m *Model) queryHelp() *queryHelp {
	h := &queryHelp{
		history: m.history, at: len(m.history), places: m.cfg.Gazetteer, names: map[feed.QueryField][]string{},
	}
	add := func(field feed.QueryField, name string) {
		if name != "" && !slices.Contains(h.names[field], name) {
			h.names[field] = append(h.names[field], name)
		}
	}
	m.tree.walk(m.tree.roots, func(n *node) bool {
		switch n.id.Kind {
		case zonePlace:
			add(feed.QueryZone, n.short)
		case regionPlace:
			add(feed.QueryRegion, n.short)
		}
		return true
	})
	for _, c := range m.data.counts {
		for _, r := range m.cfg.Gazetteer.Path(c.Region) {
			add(feed.QueryRegion, m.cfg.Gazetteer.ShortRegion(r.Code))
		}
	}
	for _, s := range m.data.sources {
		add(feed.QuerySource, s.Name)
	}
	return h
}

// searchKey acts on the keys that only the search prompt has: Tab completes, the arrows call back earlier searches,
// Ctrl-S saves. done is false for all others.
func (p *prompt) searchKey(msg tea.KeyMsg) (o outcome, done bool) {
	h := p.help
	switch msg.Type {
	case tea.KeyTab, tea.KeyShiftTab:
		way := 1
		if msg.Type == tea.KeyShiftTab {
			way = -1
		}
		if !p.mend() && !h.complete(&p.field, way) {
			return stays, true
		}
	case tea.KeyUp, tea.KeyCtrlP:
		if !h.recall(&p.field, -1) {
			return stays, true
		}
	case tea.KeyDown, tea.KeyCtrlN:
		if !h.recall(&p.field, 1) {
			return stays, true
		}
	case tea.KeyCtrlS:
		return saved, true
	default:
		h.choices = nil
		return stays, false
	}
	p.number++
	p.blameless()
	return edited, true
}

// recall puts an earlier search, or a later one, in place of the text.
func (h *queryHelp) recall(in *input, way int) bool {
	to := h.at + way
	if to < 0 || to > len(h.history) {
		return false
	}
	if h.at == len(h.history) {
		h.draft = in.text()
	}
	h.choices = nil
	h.at = to
	if to == len(h.history) {
		in.set(h.draft)
	} else {
		in.set(h.history[to])
	}
	return true
}

// complete puts the next of what could stand at the cursor in place of the word that was begun there.
func (h *queryHelp) complete(in *input, way int) bool {
	if h.choices == nil {
		h.head, h.choices = h.completions(in.before)
		h.chosen = -1
		if way < 0 {
			h.chosen = 0
		}
	}
	if len(h.choices) == 0 {
		h.choices = nil
		return false
	}
	h.chosen = (h.chosen + way + len(h.choices)) % len(h.choices)
	in.before = h.head + h.choices[h.chosen]
	if len(h.choices) == 1 {
		h.choices = nil // what stands there now can be completed further
	}
	return true
}

// completions is what could stand in place of the word at the end of a text, and the text before that: fields, or
// values of the field that is written there.
func (h *queryHelp) completions(text string) (head string, choices []string) {
	start := strings.LastIndexAny(text, " (-") + 1
	if quote := strings.LastIndexByte(text, '"'); quote >= 0 && strings.Count(text, `"`)%2 == 1 {
		start = strings.LastIndexAny(text[:quote], " (-") + 1
	}
	word := strings.Replace(text[start:], "：", ":", 1)
	name, value, isValue := strings.Cut(word, ":")
	if !isValue {
		for _, f := range feed.QueryFields() {
			if strings.HasPrefix(string(f), strings.ToLower(name)) {
				choices = append(choices, string(f)+":")
			}
		}
		return text[:start], choices
	}
	field, _ := feed.QueryFieldNamed(name)
	value = strings.TrimPrefix(value, `"`)
	for _, v := range field.Values() {
		if strings.HasPrefix(v, strings.ToLower(value)) {
			choices = append(choices, v)
		}
	}
	for _, v := range h.names[field] {
		if !h.fits(v, value) {
			continue
		}
		if strings.ContainsAny(v, ` ()"`) {
			v = `"` + strings.ReplaceAll(v, `"`, "") + `"`
		}
		choices = append(choices, v)
	}
	return text[:start] + name + ":", choices
}

// fits reports whether a name may be meant by its beginning, in characters or in pinyin.
func (h *queryHelp) fits(name, begun string) bool {
	if begun == "" || strings.Contains(strings.ToLower(name), strings.ToLower(begun)) {
		return true
	}
	quality, _, ok := h.places.Keys(name).Match(begun)
	return ok && quality >= gazetteer.HeadPart
}

// remember puts a search at the end of the history.
func (m *Model) remember(text string) tea.Cmd {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	history := make([]string, 0, len(m.history)+1)
	for _, old := range m.history {
		if old != text {
			history = append(history, old)
		}
	}
	history = append(history, text)
	m.history = history[max(0, len(history)-maxHistory):]
	value, err := json.Marshal(m.history)
	if err != nil {
		return m.fail(m.look.texts.Prompt.Saving, err)
	}
	return m.writing(m.io.saveSetting(historyKey, string(value)))
}

// onHistory takes the searches of earlier sessions.
func (m *Model) onHistory(value string) {
	var history []string
	if json.Unmarshal([]byte(value), &history) == nil {
		m.history = history[max(0, len(history)-maxHistory):]
	}
}
