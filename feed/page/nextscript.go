package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxInline  = 512 << 10 // bytes of inline script that are read
	maxTokens  = 400_000   // tokens that may be read to find the functions, and again to follow straight code
	maxClicked = 2_000_000 // tokens that may be read to follow all clicks
	maxCalls   = 6         // calls within calls
	maxWritten = 256 << 10 // bytes of HTML that scripts may write
)

// scriptSet is the inline scripts of a page and what is known of them.
type scriptSet struct {
	sources   []string
	nodes     []*html.Node
	functions map[string]function
	globals   map[string]value
	calls     []call // with three arguments or more, in order
	written   strings.Builder
	budget    int
}

// function is a function's parameters and body.
type function struct {
	params []string
	body   string
}

// call is a function's name with the arguments it is called with.
type call struct {
	name string
	args []value
}

// scriptsOf reads the inline scripts and follows their straight code once: variables, calls, document.write.
func scriptsOf(d *document) *scriptSet {
	set := &scriptSet{functions: map[string]function{}, globals: map[string]value{}, budget: maxTokens}
	total := 0
	for _, n := range all(d.root, atom.Script) {
		if n.FirstChild == nil || n.FirstChild.Type != html.TextNode {
			continue
		}
		s := n.FirstChild.Data
		if total += len(s); total > maxInline {
			break
		}
		set.sources = append(set.sources, s)
		set.nodes = append(set.nodes, n)
	}
	for _, s := range set.sources {
		if !strings.Contains(s, "<record") {
			set.define(s)
		}
	}
	set.budget = maxTokens
	for i, s := range set.sources {
		switch attr(set.nodes[i], "type") {
		case "", "text/javascript", "application/javascript":
			r := &run{set: set, local: set.globals}
			r.statements(&lexer{s: s, budget: &set.budget}, "")
		}
	}
	set.budget = maxClicked
	return set
}

// define remembers the functions of a script: function name(a, b) {…} and name = function(a, b) {…}.
func (set *scriptSet) define(s string) {
	lx := &lexer{s: s, budget: &set.budget}
	var before [2]token
	for {
		t := lx.next()
		if t.kind == endToken {
			return
		}
		if t.kind == nameToken && t.text == "function" {
			name := ""
			if n := lx.peek(); n.kind == nameToken {
				name = lx.next().text
			} else if before[1].text == "=" || before[1].text == ":" {
				name = before[0].text
			}
			params, ok := lx.parameters()
			if !ok {
				continue
			}
			body := lx.s[lx.i:]
			inner := *lx
			inner.skipStatement()
			if name != "" {
				set.functions[name] = function{params, strings.TrimPrefix(body[:inner.i-lx.i], "{")}
			}
		}
		before = [2]token{before[1], t}
	}
}

// parameters reads (a, b) and stops before the body.
func (lx *lexer) parameters() ([]string, bool) {
	if lx.next().text != "(" {
		return nil, false
	}
	var params []string
	for len(params) < 20 {
		switch t := lx.next(); {
		case t.kind == nameToken:
			params = append(params, t.text)
		case t.text == ")":
			return params, lx.peek().text == "{"
		case t.text != ",":
			return nil, false
		}
	}
	return nil, false
}

// skipStatement moves behind the statement or block at the cursor.
func (lx *lexer) skipStatement() {
	depth := 0
	for {
		t := lx.peek()
		switch t.text {
		case "{", "(", "[":
			if t.kind == punctToken {
				depth++
			}
		case "}", ")", "]":
			if t.kind == punctToken {
				depth--
				if depth < 0 {
					return
				}
				if depth == 0 && t.text == "}" {
					lx.next()
					return
				}
			}
		case ";":
			if t.kind == punctToken && depth == 0 {
				lx.next()
				return
			}
		}
		if lx.next().kind == endToken {
			return
		}
	}
}

// follow is where a click on n leads by its onclick or javascript: address, "" when that is not known.
func (set *scriptSet) follow(n *html.Node) string {
	code := attr(n, "onclick")
	if href := strings.TrimSpace(attr(n, "href")); len(href) > 11 && strings.EqualFold(href[:11], "javascript:") {
		code = href[11:] + ";" + code
	}
	if len(code) < 4 || len(code) > 4096 || !strings.Contains(code, "(") && !strings.Contains(code, "location") {
		return ""
	}
	return set.run(code).went
}

// run follows a piece of code.
func (set *scriptSet) run(code string) *run {
	r := &run{set: set, local: map[string]value{}, clicked: true}
	r.statements(&lexer{s: code, budget: &set.budget}, "")
	return r
}
