package storage

import (
	"strings"

	"zonewire/feed"
)

// finding is the part of a query that is about text, ready to be put to the index or to one article's units.
type finding struct {
	op     findOp
	kids   []finding
	phrase phrase
	title  bool // phrase: in the title only
}

type findOp int

const (
	findPhrase findOp = iota
	findAll           // all kids; of none: everything
	findAny           // any kid; of none: nothing
	findNot           // not the one kid
)

// document is an article's units by field. lead begins body.
type document struct{ title, lead, body, origin []unit }

// leadUnits is how much of a body counts as its lead: about three lines of a newspaper column.
const leadUnits = 100

// document cuts an article's fields, into the room of one that is no longer needed.
func (f *folder) document(room document, title, body, origin string) document {
	d := document{title: f.cut(room.title[:0], title), body: f.cut(room.body[:0], body), origin: f.cut(room.origin[:0], origin)}
	d.lead = d.body[:min(leadUnits, len(d.body))]
	return d
}

// tier is how near the front of an article a hit is, and with it how far a search looks.
type tier int

const (
	inTitle tier = iota
	inLead       // title or lead
	inAny        // title, body or origin
)

// finding makes e ready; false when e is not about text alone.
func (f *folder) finding(e feed.Expr) (finding, bool) {
	switch e := e.(type) {
	case feed.Words:
		all := finding{op: findAll}
		for _, p := range f.phrases(e.Text, e.Phrase) {
			all.kids = append(all.kids, finding{phrase: p, title: e.Title})
		}
		return all.plain(), true
	case feed.And:
		return f.findings(findAll, e)
	case feed.Or:
		return f.findings(findAny, e)
	case feed.Not:
		of, ok := f.finding(e.Of)
		if of.op == findNot {
			return of.kids[0], ok
		}
		return finding{op: findNot, kids: []finding{of}}, ok
	}
	return finding{}, false
}

func (f *folder) findings(op findOp, list []feed.Expr) (finding, bool) {
	x := finding{op: op}
	for _, e := range list {
		kid, ok := f.finding(e)
		if !ok {
			return finding{}, false
		}
		x.kids = append(x.kids, kid)
	}
	return x.plain(), true
}

// plain is the same finding without a level that holds one kid.
func (x finding) plain() finding {
	if (x.op == findAll || x.op == findAny) && len(x.kids) == 1 {
		return x.kids[0]
	}
	return x
}

// holds reports whether an article is found, looking no further than t. What must not be there must not be anywhere.
func (x finding) holds(d document, t tier) bool {
	switch x.op {
	case findAll:
		for _, kid := range x.kids {
			if !kid.holds(d, t) {
				return false
			}
		}
		return true
	case findAny:
		for _, kid := range x.kids {
			if kid.holds(d, t) {
				return true
			}
		}
		return false
	case findNot:
		return !x.kids[0].holds(d, inAny)
	}
	if x.phrase.in(d.title, 0) >= 0 {
		return true
	}
	if x.title || t == inTitle {
		return false
	}
	if t == inLead {
		return x.phrase.in(d.lead, 0) >= 0
	}
	return x.phrase.in(d.body, 0) >= 0 || x.phrase.in(d.origin, 0) >= 0
}

// tier is the nearest tier in which an article is found; false when it is not.
func (x finding) tier(d document) (tier, bool) {
	if !x.holds(d, inAny) {
		return 0, false
	}
	for t := inTitle; t < inAny; t++ {
		if x.holds(d, t) {
			return t, true
		}
	}
	return inAny, true
}

// indexed reports whether the index can answer: something must be there, not only be missing.
func (x finding) indexed() bool {
	switch x.op {
	case findNot:
		return false
	case findAny:
		for _, kid := range x.kids {
			if !kid.indexed() {
				return false
			}
		}
		return len(x.kids) > 0
	case findAll:
		positive := false
		for _, kid := range x.kids {
			switch {
			case kid.op == findNot:
				if !kid.kids[0].indexed() {
					return false
				}
			case !kid.indexed():
				return false
			default:
				positive = true
			}
		}
		return positive
	}
	return true
}

// table is the index that answers best: that of single characters when there is nothing else to find.
func (x finding) table() string {
	if x.single() {
		return "singles"
	}
	return "search"
}

func (x finding) single() bool {
	if x.op == findPhrase {
		return len(x.phrase.units) == 1 && x.phrase.units[0].han != 0
	}
	for _, kid := range x.kids {
		if !kid.single() {
			return false
		}
	}
	return true
}

// match is the finding in the language of FTS5 for its table: the articles that are found in t and, when exact, in no
// nearer tier.
func (x finding) match(t tier, exact bool) string {
	var b strings.Builder
	single := x.single()
	x.write(&b, t, single)
	if exact && t > inTitle {
		b.WriteString(" NOT ")
		x.write(&b, t-1, single)
	}
	return b.String()
}

func (x finding) write(b *strings.Builder, t tier, single bool) {
	switch x.op {
	case findPhrase:
		if x.title {
			t = inTitle
		}
		if single {
			b.WriteString(singlePrefix(t))
			b.WriteRune(x.phrase.units[0].han)
			return
		}
		switch {
		case t == inTitle:
			b.WriteString("{title} : ")
		case t == inLead:
			b.WriteString("{title lead} : ")
		}
		x.phrase.match(b)
	case findAny:
		b.WriteByte('(')
		writeJoined(b, x.kids, " OR ", t, single)
		b.WriteByte(')')
	case findAll:
		var wanted, unwanted []finding
		for _, kid := range x.kids {
			if kid.op == findNot {
				unwanted = append(unwanted, kid.kids[0])
			} else {
				wanted = append(wanted, kid)
			}
		}
		b.WriteString("((")
		writeJoined(b, wanted, " AND ", t, single)
		b.WriteByte(')')
		if len(unwanted) > 0 {
			b.WriteString(" NOT (")
			writeJoined(b, unwanted, " OR ", inAny, single)
			b.WriteByte(')')
		}
		b.WriteByte(')')
	case findNot:
		// indexed has seen to it that a negation stands within findAll only.
	}
}

func writeJoined(b *strings.Builder, list []finding, word string, t tier, single bool) {
	for i, x := range list {
		if i > 0 {
			b.WriteString(word)
		}
		x.write(b, t, single)
	}
}

// wanted are the phrases that a hit shows: those that are not negated.
func (x finding) wanted() []phrase {
	switch x.op {
	case findPhrase:
		return []phrase{x.phrase}
	case findNot:
		return nil
	}
	var all []phrase
	for _, kid := range x.kids {
		all = append(all, kid.wanted()...)
	}
	return all
}
