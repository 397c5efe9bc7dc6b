package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// scriptValue is a string or number in a script with the name it is kept under: {"content": "…"} or var html = '…'.
type scriptValue struct {
	key   string
	value string
}

const (
	maxScriptBytes  = 4 << 20 // bytes of script read per page
	maxScriptTokens = 2 << 20 // tokens read of them
	maxScripts      = 20_000  // values kept per page
)

// scriptData is the values in the page's scripts, read once.
func (a *reader) scriptData() []scriptValue {
	if a.scripted {
		return a.scripts
	}
	a.scripted = true
	left, budget := maxScriptBytes, maxScriptTokens
	walk(a.doc.root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n.DataAtom == atom.Script && !has(n, "src") && left > 0 {
			s := rawText(n)
			s = s[:min(len(s), left)]
			left -= len(s)
			if strings.HasPrefix(strings.TrimSpace(s), "%7B") {
				s = unpacked(s)
			}
			scan := valueScan{lexer: lexer{s: s, budget: &budget}, found: a.scripts}
			scan.run()
			a.scripts = scan.found
		}
		return true
	})
	return a.scripts
}

// valueScan collects the named literals of one JavaScript or JSON text. Where a page's data is the result of a
// function that is called with the literals, (function(a,b){return {title:a}}("…","…")), they are put in their places.
type valueScan struct {
	lexer
	found  []scriptValue
	nested bool // the text is itself a string of a script
	depth  int  // of braces

	params  []string // of the function being read; nil outside of one
	outside int      // depth of braces around it
	waiting []waitingValue
}

// waitingValue is a value in found that is known when the function's arguments are read.
type waitingValue struct{ place, param int }

func (vs *valueScan) run() {
	var before, mark token
	for t := vs.next(); t.kind != endToken && len(vs.found) < maxScripts; t = vs.next() {
		key := ""
		if mark.kind == punctToken && (mark.text == ":" || mark.text == "=" || mark.text == "+=") &&
			(before.kind == nameToken || before.kind == stringToken) && len(before.text) <= 40 {
			key = before.text
		}
		if t.kind == stringToken && mark.text == "(" && before.kind == nameToken {
			key = argumentKey(before.text)
		}
		switch {
		case t.kind == stringToken:
			vs.literal(key, t.text)
		case t.kind == numberToken && key != "" && (len(t.text) == 10 || len(t.text) == 13):
			vs.found = append(vs.found, scriptValue{key, t.text})
		case t.kind == nameToken && t.text == "function":
			vs.enter()
		case t.kind == nameToken && key != "":
			if i := slices.Index(vs.params, t.text); i >= 0 {
				vs.waiting = append(vs.waiting, waitingValue{len(vs.found), i})
				vs.found = append(vs.found, scriptValue{key: key})
			}
		case t.kind == punctToken && t.text == "{":
			vs.depth++
		case t.kind == punctToken && t.text == "}":
			vs.depth--
			vs.leave()
		}
		before, mark = mark, t
	}
}

// literal keeps a named string. One that holds data itself, as what is given to JSON.parse, is read in turn.
func (vs *valueScan) literal(key, value string) {
	if !vs.nested && strings.Contains(value, `":`) && strings.ContainsAny(value, "{[") {
		inner := valueScan{lexer: lexer{s: value, budget: vs.budget}, found: vs.found, nested: true}
		inner.run()
		vs.found = inner.found
	}
	if key != "" && len(value) >= 2 {
		vs.found = append(vs.found, scriptValue{key, unpacked(value)})
	}
}

// argumentKey is the name for the argument of a function that shows or decodes text, "" for other functions.
func argumentKey(function string) string {
	switch function {
	case "html", "decodeURIComponent", "decodeURI", "unescape", "atob", "decode", "htmlDecode", "parse":
		return "html"
	}
	return ""
}

// enter reads the parameters of a function that is not within another.
func (vs *valueScan) enter() {
	if vs.params != nil {
		return
	}
	t := vs.next()
	if t.kind == nameToken {
		t = vs.next()
	}
	if t.text != "(" {
		return
	}
	var names []string
	for t = vs.next(); t.kind == nameToken || t.text == ","; t = vs.next() {
		if t.kind == nameToken {
			names = append(names, t.text)
		}
	}
	if t.text == ")" {
		vs.params, vs.outside = names, vs.depth
	}
}

// leave reads the arguments behind the end of the function.
func (vs *valueScan) leave() {
	if vs.params == nil || vs.depth > vs.outside {
		return
	}
	after := vs.lexer
	t := vs.next()
	if t.text == ")" {
		t = vs.next()
	}
	if t.kind == punctToken && t.text == "(" && len(vs.waiting) > 0 {
		arguments := vs.arguments()
		for _, w := range vs.waiting {
			if w.param < len(arguments) {
				vs.found[w.place].value = arguments[w.param]
			}
		}
	} else {
		vs.lexer = after
	}
	vs.params, vs.waiting = nil, nil
}

// arguments reads the arguments of a call up to its end. Those that are no literals are empty.
func (vs *valueScan) arguments() []string {
	arguments := []string{""}
	for depth := 1; ; {
		t := vs.next()
		last := len(arguments) - 1
		switch {
		case t.kind == endToken:
			return arguments
		case t.kind != punctToken:
			if depth == 1 && t.kind != nameToken {
				arguments[last] = t.text
			}
		case t.text == "(" || t.text == "[" || t.text == "{":
			depth++
		case t.text == ")" || t.text == "]" || t.text == "}":
			if depth--; depth == 0 {
				return arguments
			}
		case t.text == "," && depth == 1 && len(arguments) < maxScripts:
			arguments = append(arguments, "")
		}
	}
}
