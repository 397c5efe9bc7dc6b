package tui

import (
	"errors"
	"strings"

	"zonewire/feed"
)

// blameless takes back what was said of the text.
func (p *prompt) blameless() { p.problem, p.offer, p.awaits, p.mistake = "", "", "", [2]int{} }

// setProblem shows what is wrong with the text and underlines it.
func (p *prompt) setProblem(say string, err error) {
	p.blameless()
	p.problem = say
	var q *feed.QueryError
	if !errors.As(err, &q) {
		return
	}
	p.mistake = [2]int{q.Start, q.End}
	switch {
	case q.Nearest != "" && p.help != nil:
		p.offer = p.look.texts.Query.Offer(q.Nearest)
		p.problem += " · Tab"
	case q.Problem == feed.QueryUnknownField:
		p.offer = strings.Join(q.Expected, " ")
	}
}

// await says what is to be typed next where a query is unfinished: what Tab would put there, or else what may stand
// there.
func (p *prompt) await(q *feed.QueryError, text string) {
	p.blameless()
	p.awaits = p.look.texts.Query.Awaits(q.Problem, q.Field)
	if q.Problem == feed.QueryOpenParen || q.Problem == feed.QueryMissingOperand {
		return
	}
	if _, choices := p.help.completions(text); len(choices) > 0 {
		p.awaits = "Tab " + strings.Join(choices, " ")
	}
}

// mend puts the nearest field in place of one that there is not, if that is the first mistake in the text.
func (p *prompt) mend() bool {
	names := feed.Names{ // Tab does not wait for names to be looked up: each is taken to be one
		Region: func(string) []feed.RegionCode { return []feed.RegionCode{""} },
		Zone:   func(string) []feed.ZoneID { return []feed.ZoneID{0} },
		Source: func(string) []feed.SourceID { return []feed.SourceID{0} },
	}
	text := p.field.text()
	_, err := feed.ParseQuery(text, names)
	var q *feed.QueryError
	if !errors.As(err, &q) || q.Nearest == "" {
		return false
	}
	mended := text[:q.Start] + q.Nearest + ":"
	p.help.choices = nil
	if at := len(p.field.before); at >= q.End {
		p.field.before, p.field.after = mended+text[q.End:at], text[at:]
	} else {
		p.field.before, p.field.after = mended, text[q.End:]
	}
	return true
}
