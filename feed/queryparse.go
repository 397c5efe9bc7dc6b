package feed

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Names resolves the names that a query may use. A nil function knows no names. Several results mean any of them.
type Names struct {
	Region func(text string) []RegionCode
	Zone   func(text string) []ZoneID
	Source func(text string) []SourceID
	Now    time.Time // what age: and today count from
}

// Bounds of a query: longer, wider or deeper ones are mistakes of pasting and are refused as such.
const (
	maxQueryRunes = 10_000
	maxQueryTerms = 256
	maxQueryDepth = 32
)

// ParseQuery reads the one language in which people ask for articles:
//
//	words "a phrase" -not (one OR another)
//	zone: region: source: channel: origin: title: lang:    a name, in quotes when it has spaces; none for having none
//	is:unread is:read is:starred is:watched   has:picture has:attachment
//	after: before: on:             2019, 2019-10, 2019-10-02, today, yesterday; after: includes its day
//	age:<7d age:>2w                h hours, d days, w weeks, m months, y years
//
// Conditions side by side must all hold and bind tighter than OR. AND and NOT are understood too; all three in capitals
// only. Full-width colons, quotes and parentheses are the same as ASCII ones. Text without any condition gives nil. A
// mistake is an Error of kind Invalid that wraps a *QueryError.
func ParseQuery(text string, names Names) (Expr, error) {
	p := queryParser{text: text, names: names}
	e, err := p.parse()
	if err != nil {
		return nil, &Error{Kind: Invalid, Op: "parse query", Err: err}
	}
	return e, nil
}

// queryParser walks over the text once, by recursive descent.
type queryParser struct {
	text  string
	names Names
	at    int // byte offset
	terms int
}

func (p *queryParser) parse() (Expr, error) {
	if utf8.RuneCountInString(p.text) > maxQueryRunes {
		return nil, &QueryError{Problem: QueryTooLong, End: len(p.text)}
	}
	e, err := p.any(0)
	if err != nil {
		return nil, err
	}
	if start := p.at; p.at < len(p.text) {
		p.next()
		return nil, p.problem(QueryStrayParen, start)
	}
	return e, nil
}

// any reads alternatives up to a closing parenthesis or the end.
func (p *queryParser) any(depth int) (Expr, error) {
	var list Or
	p.space()
	for start := p.at; ; {
		e, err := p.all(depth)
		if err != nil {
			return nil, err
		}
		begin := p.at
		operator := p.operator("OR")
		if e == nil && (operator || len(list) > 0) {
			return nil, p.problem(QueryMissingOperand, start)
		}
		if e != nil {
			list = append(list, e)
		}
		if !operator {
			break
		}
		start = begin
	}
	if len(list) == 0 {
		return nil, nil
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return list, nil
}

// all reads conditions that stand side by side.
func (p *queryParser) all(depth int) (Expr, error) {
	var list And
	for {
		p.space()
		start := p.at
		if p.at == len(p.text) || p.peek() == ')' || p.sees("OR") {
			break
		}
		if p.operator("AND") {
			p.space()
			if len(list) == 0 || p.at == len(p.text) || p.peek() == ')' || p.sees("OR") || p.sees("AND") {
				return nil, p.problem(QueryMissingOperand, start)
			}
			continue
		}
		e, err := p.term(depth)
		if err != nil {
			return nil, err
		}
		if e != nil {
			list = append(list, e)
		}
	}
	switch len(list) {
	case 0:
		return nil, nil
	case 1:
		return list[0], nil
	}
	return list, nil
}

// term reads one condition, with what negates it.
func (p *queryParser) term(depth int) (Expr, error) {
	start, negated := p.at, false
	for p.operator("NOT") || p.peek() == '-' {
		if p.peek() == '-' {
			p.next()
		}
		p.space()
		negated = !negated
	}
	if p.at == len(p.text) || p.peek() == ')' || p.sees("OR") || p.sees("AND") {
		return nil, p.problem(QueryMissingOperand, start)
	}
	if p.terms++; p.terms > maxQueryTerms {
		return nil, p.problem(QueryTooLong, start)
	}
	e, err := p.positive(depth)
	if err != nil || e == nil || !negated {
		return e, err
	}
	return Not{Of: e}, nil
}

// positive reads a group, a phrase, a field or a word. Words without a letter or digit are no condition.
func (p *queryParser) positive(depth int) (Expr, error) {
	start := p.at
	switch p.peek() {
	case '(':
		if depth == maxQueryDepth {
			return nil, p.problem(QueryTooDeep, start)
		}
		p.next()
		e, err := p.any(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.peek() != ')' {
			return nil, &QueryError{Problem: QueryOpenParen, Start: start, End: p.at}
		}
		p.next()
		if e == nil {
			return nil, p.problem(QueryMissingOperand, start)
		}
		return e, nil
	case '"':
		text, err := p.quoted()
		if err != nil || !searchable(text) {
			return nil, err
		}
		return Words{Text: text, Phrase: true}, nil
	}
	word, colon := p.word()
	if colon {
		return p.field(word, start)
	}
	if !searchable(word) {
		return nil, nil
	}
	return Words{Text: word}, nil
}

// word reads up to a space, parenthesis, quote, or the colon behind the name of a field.
func (p *queryParser) word() (text string, colon bool) {
	start := p.at
	name := true
	for p.at < len(p.text) {
		at, r := p.at, p.peek()
		if unicode.IsSpace(r) || r == '(' || r == ')' || r == '"' {
			break
		}
		p.next()
		if r == ':' && name && at > start && !strings.HasPrefix(p.text[p.at:], "//") {
			return p.text[start:at], true
		}
		name = name && unicode.IsLetter(r)
	}
	return p.text[start:p.at], false
}

// quoted reads a phrase, whose closing quote may be any of the quotes.
func (p *queryParser) quoted() (string, error) {
	start := p.at
	p.next()
	from := p.at
	for p.at < len(p.text) {
		to := p.at
		if p.next() == '"' {
			return p.text[from:to], nil
		}
	}
	return "", p.problem(QueryOpenQuote, start)
}

// value reads what stands behind a field's colon.
func (p *queryParser) value() (string, error) {
	if p.peek() == '"' {
		return p.quoted()
	}
	start := p.at
	for p.at < len(p.text) {
		if r := p.peek(); unicode.IsSpace(r) || r == '(' || r == ')' || r == '"' {
			break
		}
		p.next()
	}
	return p.text[start:p.at], nil
}

// peek is the next character as ASCII has it, 0 at the end.
func (p *queryParser) peek() rune {
	if p.at == len(p.text) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.at:])
	return asciiTwin(r)
}

// next takes the next character.
func (p *queryParser) next() rune {
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	p.at += size
	return asciiTwin(r)
}

func (p *queryParser) space() {
	for p.at < len(p.text) && unicode.IsSpace(p.peek()) {
		p.next()
	}
}

// sees reports whether an operator stands here, as a word of its own.
func (p *queryParser) sees(operator string) bool {
	rest, ok := strings.CutPrefix(p.text[p.at:], operator)
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	r = asciiTwin(r)
	return rest == "" || unicode.IsSpace(r) || r == '(' || r == ')' || r == '"'
}

// operator takes an operator if it stands here.
func (p *queryParser) operator(operator string) bool {
	if !p.sees(operator) {
		return false
	}
	p.at += len(operator)
	return true
}

// problem is a mistake that reaches from start to here, at least one character.
func (p *queryParser) problem(problem QueryProblem, start int) *QueryError {
	return &QueryError{Problem: problem, Start: start, End: p.at}
}

// asciiTwin is the ASCII character that a full-width one or a quote stands for in the language.
func asciiTwin(r rune) rune {
	switch r {
	case '“', '”', '„', '＂', '「', '」', '『', '』':
		return '"'
	case '　':
		return ' '
	}
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// searchable reports whether text has anything that a search could look for.
func searchable(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}
