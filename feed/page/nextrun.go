package page

// run is the state of following code.
type run struct {
	set     *scriptSet
	local   map[string]value
	clicked bool             // following a click: going somewhere ends it
	depth   int              // of blocks
	calls   int              // of functions within functions
	went    string           // address that the code goes to
	fields  map[string]value // form fields that the code sets, by name
	submits string           // name of a form that the code submits; "?" when it is not known which
}

func (r *run) name(s string) value {
	if v, ok := r.local[s]; ok {
		return v
	}
	return r.set.globals[s]
}

// statements follows code up to a closing brace, or to an address. Conditions that are known are obeyed; loops are
// gone through once.
func (r *run) statements(lx *lexer, until string) {
	for {
		t := lx.peek()
		switch {
		case t.kind == endToken, r.went != "" && r.clicked:
			return
		case t.kind == punctToken && t.text == until && until != "":
			lx.next()
			return
		case t.kind == punctToken && t.text == "{":
			lx.next()
			r.block(lx)
		case t.kind != nameToken:
			lx.next()
		case t.text == "if":
			r.condition(lx)
		case t.text == "function":
			r.skipFunction(lx)
		case t.text == "var" || t.text == "let" || t.text == "const" || t.text == "return" || t.text == "else":
			lx.next()
		default:
			r.chain(lx)
		}
	}
}

func (r *run) block(lx *lexer) {
	if r.depth++; r.depth < 60 {
		r.statements(lx, "}")
	} else {
		lx.i = len(lx.s)
	}
	r.depth--
}

// skipFunction moves behind a named function. One without a name is a callback (onload, ready) and is entered.
func (r *run) skipFunction(lx *lexer) {
	lx.next()
	named := lx.peek().kind == nameToken
	if named {
		lx.next()
	}
	if _, ok := lx.parameters(); ok && named {
		lx.skipStatement()
	}
}

// condition follows if (…) … else …; what is known not to happen is skipped.
func (r *run) condition(lx *lexer) {
	lx.next()
	args, ok := lx.arguments(r.name, 0)
	if !ok || len(args) != 1 {
		return
	}
	isTrue, known := args[0].truth()
	if !known {
		return
	}
	if isTrue {
		r.one(lx)
	} else {
		lx.skipStatement()
	}
	if lx.peek().text != "else" {
		return
	}
	lx.next()
	if isTrue {
		if lx.peek().text == "if" {
			lx.next()
			lx.arguments(r.name, 0)
		}
		lx.skipStatement()
	} else {
		r.one(lx)
	}
}

// one follows a single statement or block.
func (r *run) one(lx *lexer) {
	switch lx.peek().text {
	case "{":
		lx.next()
		r.block(lx)
	case "if":
		r.condition(lx)
	default:
		end := *lx
		end.skipStatement()
		inner := &lexer{s: lx.s[:end.i], i: lx.i, budget: lx.budget}
		r.statements(inner, "")
		lx.i = end.i
	}
}

// chain follows a.b.c = expression, a.b(arguments) and the like.
func (r *run) chain(lx *lexer) {
	var path []string
	for len(path) < 12 {
		t := lx.next()
		if t.kind != nameToken {
			return
		}
		path = append(path, t.text)
		if lx.peek().text == "[" {
			lx.next()
			if key := lx.peek(); key.kind == stringToken {
				path = append(path, key.text)
			}
			lx.skipTo("]")
		}
		if lx.peek().text != "." {
			break
		}
		lx.next()
	}
	switch lx.peek().text {
	case "=":
		lx.next()
		switch {
		case lx.peek().text != "function":
			r.assign(path, lx.expression(r.name, 0))
		case path[len(path)-1] != "onload":
			lx.next()
			if _, ok := lx.parameters(); ok {
				lx.skipStatement()
			}
		}
	case "+=":
		lx.next()
		r.assign(path, combine("+", r.name(path[len(path)-1]), lx.expression(r.name, 0)))
	case "(":
		start := *lx
		if args, ok := lx.arguments(r.name, 0); ok {
			r.call(path, args)
		} else { // not an argument list that is understood: read what is in it as code
			*lx = start
			lx.next()
		}
	}
}

func (lx *lexer) skipTo(close string) {
	for {
		if t := lx.next(); t.kind == endToken || t.kind == punctToken && t.text == close {
			return
		}
	}
}

// assign notes a variable, a form field, an address gone to, or HTML put into the page.
func (r *run) assign(path []string, v value) {
	last := path[len(path)-1]
	switch {
	case last == "href" && len(path) > 1 && path[len(path)-2] == "location", last == "location":
		r.leave(v)
	case last == "innerHTML":
		r.write(v)
	case last == "value" && len(path) > 1:
		if r.fields == nil {
			r.fields = map[string]value{}
		}
		r.fields[path[len(path)-2]] = v
	case last == "action" && v.kind == str:
		r.local["action"] = v
	case len(path) == 1:
		r.local[last] = v
	}
}

func (r *run) leave(v value) {
	if s := v.String(); v.kind == str && s != "" && r.went == "" {
		r.went = s
	}
}

func (r *run) write(v value) {
	if v.kind == str && r.set.written.Len()+len(v.s) < maxWritten {
		r.set.written.WriteString(v.s)
	}
}

// call follows a function of the page, or notes what a built-in one does.
func (r *run) call(path []string, args []value) {
	name := path[len(path)-1]
	first := value{}
	if len(args) > 0 {
		first = args[0]
	}
	switch name {
	case "open", "replace", "assign", "navigate":
		if name == "open" || len(path) > 1 && path[len(path)-2] == "location" {
			r.leave(first)
		}
		return
	case "write", "writeln", "html", "append":
		r.write(first)
		return
	case "submit":
		r.submits = "?"
		if len(path) > 1 {
			r.submits = path[len(path)-2]
		}
		return
	}
	if len(r.set.calls) < 200 && len(args) > 2 {
		r.set.calls = append(r.set.calls, call{name, args})
	}
	f, defined := r.set.functions[name]
	if !defined || r.calls >= maxCalls {
		return
	}
	inner := &run{set: r.set, local: map[string]value{}, clicked: r.clicked, calls: r.calls + 1, fields: r.fields}
	for i, p := range f.params {
		if i < len(args) {
			inner.local[p] = args[i]
		}
	}
	inner.statements(&lexer{s: f.body, budget: &r.set.budget}, "")
	if r.went == "" {
		r.went = inner.went
	}
	r.fields = inner.fields
	if r.submits == "" {
		r.submits = inner.submits
	}
	if v, ok := inner.local["action"]; ok {
		r.local["action"] = v
	}
}
