package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"zonewire/tui/i18n"
	"zonewire/tui/prose"
)

// textFind is the find in the article. The zero value is none.
type textFind struct {
	on      bool
	text    string
	from    int // line of the body where it began
	back    int // first line shown then
	matches []prose.Match
	at      int // the current match
	finder  *prose.Finder
	page    *sheet // that finder reads
}

// number is which match is the current one, from 1; 0 for none.
func (f *textFind) number() int {
	if len(f.matches) == 0 {
		return 0
	}
	return f.at + 1
}

// count is what the status says while the find is on.
func (f *textFind) count(t *i18n.Texts) string {
	return t.Status.Finding(f.text, f.number(), len(f.matches))
}

// openFind asks what to find in the article.
func (m *Model) openFind() tea.Cmd {
	r := &m.reader
	if r.sheet == nil {
		return m.say(m.look.texts.Status.NoArticle)
	}
	t := m.look.texts.Prompt
	p := newPrompt(m.look, t.Find, t.FindHint, promptFind)
	m.overlay = p
	if r.find.on {
		p.field.set(r.find.text)
		return nil
	}
	r.find = textFind{on: true, from: r.offset - r.sheet.body, back: r.offset}
	return nil
}

// findTyped finds what stands in the prompt, beginning where the reader was.
func (m *Model) findTyped(p *prompt) {
	r, t := &m.reader, m.look.texts.Prompt
	r.find.text = p.field.text()
	r.findAgain()
	r.find.at = 0
	for i, match := range r.find.matches {
		if len(match.Parts) > 0 && match.Parts[0].Line >= r.find.from {
			r.find.at = i
			break
		}
	}
	r.showMatch()
	p.hint = t.FindHint
	if r.find.text != "" {
		p.hint = t.FoundAt(r.find.number(), len(r.find.matches)) + " · " + t.FindHint
	}
}

// keepFind closes the prompt and leaves the matches marked.
func (m *Model) keepFind() tea.Cmd {
	m.overlay = nil
	f := &m.reader.find
	if len(f.matches) > 0 {
		return m.placeMoved()
	}
	text := f.text
	m.reader.leaveFind()
	if text == "" {
		return nil
	}
	return m.say(m.look.texts.Status.NotFound(text))
}

// inFind acts on the keys that mean something else while a find in the article is on.
func (m *Model) inFind(a Action) (cmd tea.Cmd, ok bool) {
	if m.focus != readerPane || !m.reader.find.on {
		return nil, false
	}
	switch a {
	case ActionNext:
		m.reader.stepMatch(1)
	case ActionNextUnread:
		m.reader.stepMatch(-1)
	case ActionBack:
		m.reader.endFind()
	default:
		return nil, false
	}
	m.said.text = ""
	return m.placeMoved(), true
}

// findAgain finds the text in the sheet that is shown now.
func (r *reader) findAgain() {
	f := &r.find
	if !f.on || r.sheet == nil {
		return
	}
	if f.page != r.sheet {
		f.page, f.finder = r.sheet, prose.NewFinder(r.sheet.page, r.look.name.places.Syllables)
	}
	f.matches = f.finder.Find(f.text)
	f.at = max(0, min(f.at, len(f.matches)-1))
}

// stepMatch goes to the next match or the one before; after the last comes the first.
func (r *reader) stepMatch(way int) {
	f := &r.find
	if n := len(f.matches); n > 0 {
		f.at = (f.at + way + n) % n
		r.showMatch()
	}
}

// showMatch scrolls as far as it takes to see the current match, a few lines from the edge.
func (r *reader) showMatch() {
	f := &r.find
	if len(f.matches) == 0 || len(f.matches[f.at].Parts) == 0 {
		r.offset = f.back
		r.scroll(0)
		return
	}
	line := r.sheet.body + f.matches[f.at].Parts[0].Line
	margin := min(3, (r.height-1)/2)
	switch {
	case line < r.offset+margin:
		r.scroll(line - margin - r.offset)
	case line >= r.offset+r.height-margin:
		r.scroll(line - (r.height - 1 - margin) - r.offset)
	}
}

// leaveFind ends the find and goes back to where it began.
func (r *reader) leaveFind() {
	r.offset = r.find.back
	r.scroll(0)
	r.endFind()
}

// endFind ends the find.
func (r *reader) endFind() { r.find = textFind{} }
