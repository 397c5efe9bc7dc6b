package tui

import (
	"net/url"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/storage"
)

// outcome is what a key did to an overlay.
type outcome int

const (
	stays    outcome = iota
	edited           // the text of its field changed
	accepted         // Enter, or yes
	closed           // Esc, or no
	saved            // what is typed is to be kept under a name
	refused          // the key does nothing here
)

// overlay takes all keys while it is open.
type overlay interface {
	// takesText reports whether letters are text rather than keys.
	takesText() bool
	// Key acts on a key.
	Key(msg tea.KeyMsg) outcome
	// View is a box to lay over panes of width x height cells, and its width; nil for none.
	View(width, height int) (box []string, boxWidth int)
	// Line is what stands in the last row in place of the status, "" for nothing.
	Line(width int) string
}

// overlayKey gives a key to the overlay and does what it comes to.
func (m *Model) overlayKey(msg tea.KeyMsg) tea.Cmd {
	if msg.Type == tea.KeyCtrlC {
		return m.quit()
	}
	m.said.text = ""
	o := m.overlay
	switch o.Key(msg) {
	case edited:
		switch o := o.(type) {
		case *picker:
			o.find()
		case *prompt:
			switch o.kind {
			case promptSearch:
				return m.searchSoon(o)
			case promptFind:
				m.findTyped(o)
			}
		}
	case accepted:
		return m.accept(o)
	case saved:
		if p, ok := o.(*prompt); ok && p.kind == promptSearch {
			return m.keepTyped(p)
		}
	case refused:
		if c, ok := o.(*confirm); ok {
			c.problem = m.look.texts.Prompt.NoAnswer(m.keys.label(c.wrong))
		}
	case closed:
		m.overlay = nil
		if p, ok := o.(*prompt); ok {
			m.overlay = p.back
			switch p.kind {
			case promptSearch:
				return m.endSearch()
			case promptFind:
				m.reader.leaveFind()
			}
		}
	}
	return nil
}

// accept does what an overlay was opened for.
func (m *Model) accept(o overlay) tea.Cmd {
	switch o := o.(type) {
	case *picker:
		return m.picked(o)
	case *linkList:
		m.overlay = nil
		return m.takeItem(o.items[o.cursor], o.take)
	case *offers:
		m.overlay = nil
		return m.addOffers(o.picked())
	case *confirm:
		m.overlay = nil
		return m.writing(o.chosen)
	case *prompt:
		switch o.kind {
		case promptSearch:
			return m.keepSearch(o)
		case promptFind:
			return m.keepFind()
		case promptPipe:
			return m.pipeTo(o)
		case promptQuery:
			return m.saveQuery(o)
		case promptName:
			return m.saveName(o)
		}
		return m.addSource(o)
	case *ruleList:
		return m.withRule(o)
	}
	m.overlay = nil
	return nil
}

// promptKind is what a prompt is for.
type promptKind int

const (
	promptSearch promptKind = iota
	promptSource
	promptFind  // in the article
	promptPipe  // the command that takes the article
	promptQuery // what a kept query looks for
	promptName  // under which name a query is kept
)

// prompt is a text field in the last row.
type prompt struct {
	look        *look
	kind        promptKind
	label, hint string
	field       input
	problem     string // what is wrong with the text
	offer       string // what could stand there, in place of the problem where that has no room
	awaits      string // what is to be typed next
	mistake     [2]int // the bytes of the text that are wrong
	number      int    // of the last edit

	help  *queryHelp        // of a search
	edits placeID           // the saved view that a search began with, if any
	kept  storage.KeptQuery // what a name or query is asked for
	back  overlay           // where it was opened, nil for the panes
}

func newPrompt(k *look, label, hint string, kind promptKind) *prompt {
	return &prompt{look: k, label: label, hint: hint, kind: kind}
}

func (p *prompt) takesText() bool { return true }

// Key edits the text.
func (p *prompt) Key(msg tea.KeyMsg) outcome {
	switch msg.Type {
	case tea.KeyEsc:
		return closed
	case tea.KeyEnter:
		return accepted
	}
	if p.kind == promptName {
		switch msg.Type {
		case tea.KeyTab, tea.KeyDown:
			p.nextUse(1)
			return stays
		case tea.KeyShiftTab, tea.KeyUp:
			p.nextUse(-1)
			return stays
		}
	}
	if p.help != nil {
		if o, done := p.searchKey(msg); done {
			return o
		}
	}
	before := p.field.text()
	p.field.key(msg)
	if p.field.text() == before {
		return stays
	}
	p.number++
	p.blameless()
	return edited
}

// View is nothing: the panes stay in sight.
func (p *prompt) View(int, int) ([]string, int) { return nil, 0 }

// Line is label, text and hint, or what is wrong with the text. The text comes first where there is little room.
func (p *prompt) Line(width int) string {
	k := p.look
	label := " " + p.label + " "
	if k.measure.Width(label) > width/2 {
		label = " "
	}
	room := max(0, width-k.measure.Width(label)-2)
	text := min(room, k.measure.Width(p.field.text())+1)
	hint, style := p.hint, k.muted
	if p.awaits != "" {
		hint = p.awaits
	}
	if p.help != nil && p.help.choices != nil {
		hint = strings.Join(p.help.choices[p.help.chosen:], " ")
	}
	if p.problem != "" {
		hint, style = p.problem, k.failure
		text = min(text, room/3)
		if p.offer != "" && k.measure.Width(hint) >= room-text {
			hint = p.offer
		}
	}
	for rest, found := hint, p.problem == ""; found && k.measure.Width(hint) >= room-text; {
		if _, rest, found = strings.Cut(rest, " · "); found {
			hint = rest
		}
	}
	if p.problem != "" || p.awaits != "" || k.measure.Width(hint) < room-text {
		hint = k.measure.Truncate(hint, max(0, room-text-1), "…")
	} else {
		hint = ""
	}
	text = room - k.measure.Width(hint)
	field := k.measure.Pad(p.field.markedView(k.measure, max(2, text), k.cursor.on, p.mistake, k.mistake.on), text)
	return k.measure.Pad(k.key.on(label)+field+" "+style.on(hint)+" ", width)
}

// confirm is a question in the last row with a key for each answer.
type confirm struct {
	look     *look
	question string
	answers  []answer
	chosen   tea.Cmd // the write that the answer stands for
	wrong    string  // the key that was no answer
	problem  string  // what to say of it, "" when there is none
}

// answer is a key, what it stands for, and the write that follows; nil for none.
type answer struct {
	key, text string
	note      string // behind the text, and never cut
	then      tea.Cmd
}

func (c *confirm) takesText() bool { return false }

// Key takes the answers.
func (c *confirm) Key(msg tea.KeyMsg) outcome {
	for _, key := range keysOf(msg) {
		if key == "esc" {
			return closed
		}
		for _, a := range c.answers {
			if a.key != key {
				continue
			}
			if c.chosen = a.then; a.then == nil {
				return closed
			}
			return accepted
		}
		c.wrong = key
		return refused
	}
	return stays
}

// View is nothing.
func (c *confirm) View(int, int) ([]string, int) { return nil, 0 }

// Line is the question, or what was wrong with the last key, and the answers. Where there is little room long answers
// are cut, but what stands behind them is not.
func (c *confirm) Line(width int) string {
	k := c.look
	room, long := width, 0
	for _, a := range c.answers {
		room -= k.measure.Width(" "+a.key+" ") + k.measure.Width(a.note) + 1
		long = max(long, k.measure.Width(a.text))
	}
	for long > 1 && c.cells(long) > room {
		long--
	}
	answers := ""
	for _, a := range c.answers {
		text := k.measure.Truncate(a.text, long, "…")
		answers += k.key.on(" "+a.key) + " " + k.text.on(text) + k.muted.on(a.note) + " "
	}
	question, style := c.question, k.strong
	if c.problem != "" {
		question, style = c.problem, k.failure
	}
	question = k.measure.Pad(" "+question, max(0, width-k.measure.Width(answers)))
	return k.measure.Pad(style.on(question)+answers, width)
}

// cells is the width of the answers' texts when none is longer than most.
func (c *confirm) cells(most int) int {
	cells := 0
	for _, a := range c.answers {
		cells += min(most, c.look.measure.Width(a.text))
	}
	return cells
}

// addSource looks what is behind the address that was typed: it becomes a source, or offers several.
func (m *Model) addSource(p *prompt) tea.Cmd {
	if holdsPassword(p.field.text()) {
		p.problem = m.look.texts.Prompt.PasswordInAddress
		return nil
	}
	s, ok := sourceOf(p.field.text(), m.data.sources)
	if !ok {
		p.problem = m.look.texts.Prompt.BadAddress
		return nil
	}
	m.overlay = nil
	if m.io.engine == nil {
		return m.writing(m.io.addSources([]feed.Source{s}))
	}
	return tea.Batch(m.say(m.look.texts.Offers.Looking(s.URL)), m.io.discover(s))
}

// holdsPassword reports whether an address has a user or password in it, which would show wherever the address does.
func holdsPassword(address string) bool {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && u.User != nil
}

// sourceOf makes a source of a typed address: a web address, http when it says nothing else, named after its host.
func sourceOf(typed string, had []feed.Source) (feed.Source, bool) {
	typed = strings.TrimSpace(typed)
	if !strings.Contains(typed, "://") {
		typed = "http://" + typed
	}
	u, err := url.Parse(typed)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Hostname(), ".") && u.Port() == "" {
		return feed.Source{}, false
	}
	taken := map[string]bool{}
	for _, s := range had {
		taken[s.Name] = true
	}
	name := strings.TrimPrefix(u.Host, "www.")
	if taken[name] {
		name += u.Path
	}
	kind := feed.SiteSource
	switch path := strings.ToLower(u.Path); {
	case strings.HasSuffix(path, ".xml"), strings.HasSuffix(path, ".rss"), strings.HasSuffix(path, ".atom"),
		strings.HasSuffix(path, "/feed"), strings.HasSuffix(path, "/rss"):
		kind = feed.FeedSource
	}
	return feed.Source{Name: feed.Clean(name), URL: u.String(), Kind: kind}, true
}
