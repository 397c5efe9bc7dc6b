package demo

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

//go:embed texts
var texts embed.FS

// slot is what a phrase leaves open: {rule}, {@rule}, {@rule:2}, {3-28}, {1.2-9.8}.
var slot = regexp.MustCompile(`\{(@?)([^{}:]+)(:[^{}]+)?\}`)

// span is the inside of a number slot.
var span = regexp.MustCompile(`^(\d+(?:\.(\d+))?)-(\d+(?:\.\d+)?)$`)

// grammar holds the rules of texts/grammar: a name and its alternatives.
type grammar struct {
	rules map[string][]phrase
}

// phrase is one alternative, taken apart.
type phrase []token

// token is fixed text, a rule to expand, or a number to draw.
type token struct {
	text     string
	rule     string
	keep     string // under which name the expansion is kept for the whole article, "" for not
	lo, hi   int    // bounds in units of the last decimal; hi > 0 marks a number
	decimals int
}

// loadGrammar reads the embedded rules. They are part of the program, so a fault in them panics.
func loadGrammar() *grammar {
	g := &grammar{rules: map[string][]phrase{}}
	for _, name := range []string{"words", "invest", "govern", "life"} {
		rule := ""
		for line := range strings.Lines(readText("grammar/" + name + ".txt")) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || line[0] == ';':
			case line[0] == '[':
				rule = strings.Trim(line, "[]")
				if g.rules[rule] != nil {
					panic("demo: rule " + rule + " is written twice")
				}
			default:
				g.rules[rule] = append(g.rules[rule], parsePhrase(line))
			}
		}
	}
	return g
}

// readText returns an embedded text.
func readText(name string) string {
	data, err := texts.ReadFile("texts/" + name)
	if err != nil {
		panic(fmt.Sprintf("demo: read embedded text: %v", err))
	}
	return string(data)
}

func parsePhrase(line string) phrase {
	var p phrase
	last := 0
	for _, at := range slot.FindAllStringSubmatchIndex(line, -1) {
		if at[0] > last {
			p = append(p, token{text: line[last:at[0]]})
		}
		last = at[1]
		name := line[at[4]:at[5]]
		if m := span.FindStringSubmatch(name); m != nil {
			t := token{decimals: len(m[2])}
			t.lo, t.hi = scaled(m[1], t.decimals), scaled(m[3], t.decimals)
			p = append(p, t)
			continue
		}
		t := token{rule: name}
		if at[3] > at[2] {
			t.keep = line[at[4] : at[1]-1]
		}
		p = append(p, t)
	}
	if last < len(line) {
		p = append(p, token{text: line[last:]})
	}
	return p
}

// scaled is a decimal number in units of its last place: ("9.8", 1) is 98.
func scaled(number string, decimals int) int {
	f, err := strconv.ParseFloat(number, 64)
	if err != nil {
		panic(fmt.Sprintf("demo: number in grammar: %v", err))
	}
	for range decimals {
		f *= 10
	}
	return int(f + 0.5)
}

// author writes one article: it remembers what the article has fixed and which alternatives it has used.
type author struct {
	grammar *grammar
	rand    *rand.Rand
	given   map[string]string // zone, date, ...
	kept    map[string]string
	left    map[string][]int // alternatives not yet used, by rule
	lead    string           // the rule that {lead} stands for: what begins the text has to fit the title
}

func (g *grammar) author(r *rand.Rand, given map[string]string) *author {
	return &author{grammar: g, rand: r, given: given, kept: map[string]string{}, left: map[string][]int{}}
}

// write expands a rule.
func (a *author) write(rule string) string {
	var b strings.Builder
	a.expand(&b, a.pick(rule))
	return b.String()
}

// title writes the title of an article of a kind. "title => name" asks for another lead than the kind's usual one.
func (a *author) title(kind string) string {
	title, lead, special := strings.Cut(a.write(kind+".title"), " => ")
	a.lead = kind + ".lead"
	if special {
		a.lead += "." + lead
	}
	return innerQuotes(title)
}

// paragraphs writes the text of an article of a kind: the alternatives of the rule are plans of paragraphs, separated
// by " / ".
func (a *author) paragraphs(kind string) []string {
	return strings.Split(innerQuotes(a.write(kind)), " / ")
}

// keep returns what the article has fixed under a name, or fixes it. A company brings its industry and product.
func (a *author) keep(t token) string {
	if text, ok := a.kept[t.keep]; ok {
		return text
	}
	if t.keep == "industry" || t.keep == "product" {
		a.keep(token{rule: "co", keep: "co"})
		return a.kept[t.keep]
	}
	text := a.write(t.rule)
	if t.rule == "co" {
		facts := strings.Split(text, " = ")
		text = facts[0]
		if t.keep == "co" {
			a.kept["industry"], a.kept["product"] = facts[1], facts[2]
		}
	}
	a.kept[t.keep] = text
	return text
}

// innerQuotes makes quotes within quotes single, as GB/T 15834 has them.
func innerQuotes(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch r {
		case '“':
			if depth++; depth > 1 {
				r = '‘'
			}
		case '”':
			if depth > 1 {
				r = '’'
			}
			depth = max(0, depth-1)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// pick draws an alternative of a rule, none twice while others are left.
func (a *author) pick(rule string) phrase {
	all := a.grammar.rules[rule]
	if all == nil {
		panic("demo: no grammar rule " + rule)
	}
	left := a.left[rule]
	if len(left) == 0 {
		left = a.rand.Perm(len(all))
	}
	a.left[rule] = left[1:]
	return all[left[0]]
}

func (a *author) expand(b *strings.Builder, p phrase) {
	for _, t := range p {
		switch {
		case t.hi > 0:
			b.WriteString(decimal(t.lo+a.rand.IntN(t.hi-t.lo+1), t.decimals))
		case t.rule == "":
			b.WriteString(t.text)
		case t.keep != "":
			b.WriteString(a.keep(t))
		case t.rule == "lead":
			a.expand(b, a.pick(a.lead))
		default:
			if text, ok := a.given[t.rule]; ok {
				b.WriteString(text)
			} else {
				a.expand(b, a.pick(t.rule))
			}
		}
	}
}

// decimal writes n units of the last place: (98, 1) is 9.8.
func decimal(n, decimals int) string {
	s := strconv.Itoa(n)
	if decimals == 0 {
		return s
	}
	for len(s) <= decimals {
		s = "0" + s
	}
	return s[:len(s)-decimals] + "." + s[len(s)-decimals:]
}
