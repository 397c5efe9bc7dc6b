package page

import (
	"strconv"
	"strings"
)

// Scripts of pages are not run; but what pagers and links do in them is nearly always one concatenation of strings
// and numbers. This file evaluates such expressions: string and number literals, known names, + - * / comparisons,
// && || !, parentheses, and the conversions encodeURI, parseInt, Number, String. All else is "not known".

// value is a JavaScript string or integer; the zero value is "not known".
type value struct {
	kind valueKind
	s    string
	n    int
}

type valueKind int

const (
	unknown valueKind = iota
	number
	str
)

const maxString = 64 << 10 // bytes of a string that an expression may grow to

func (v value) String() string {
	if v.kind == number {
		return strconv.Itoa(v.n)
	}
	return v.s
}

// truth is whether v counts as true, and whether that is known.
func (v value) truth() (isTrue, known bool) {
	switch v.kind {
	case number:
		return v.n != 0, true
	case str:
		return v.s != "", true
	}
	return false, false
}

func truthValue(b bool) value {
	if b {
		return value{kind: number, n: 1}
	}
	return value{kind: number}
}

// asNumber converts "4" to 4.
func (v value) asNumber() (int, bool) {
	if v.kind == number {
		return v.n, true
	}
	if v.kind == str {
		n, err := strconv.Atoi(strings.TrimSpace(v.s))
		return n, err == nil
	}
	return 0, false
}

// expression evaluates the expression at the cursor, as far as it goes.
func (lx *lexer) expression(names func(string) value, depth int) value {
	return lx.binary(names, 0, depth)
}

// precedence of a binary operator, 0 for none.
func precedence(op string) int {
	switch op {
	case "||":
		return 1
	case "&&":
		return 2
	case "==", "===", "!=", "!==":
		return 3
	case "<", ">", "<=", ">=":
		return 4
	case "+", "-":
		return 5
	case "*", "/", "%":
		return 6
	}
	return 0
}

func (lx *lexer) binary(names func(string) value, above, depth int) value {
	if depth > 40 {
		lx.i = len(lx.s)
		return value{}
	}
	left := lx.unary(names, depth)
	for {
		op := lx.peek()
		p := precedence(op.text)
		if op.kind != punctToken || p <= above {
			return left
		}
		lx.next()
		left = combine(op.text, left, lx.binary(names, p, depth+1))
	}
}

func (lx *lexer) unary(names func(string) value, depth int) value {
	t := lx.next()
	switch {
	case t.kind == stringToken:
		return lx.members(value{kind: str, s: t.text}, names, depth)
	case t.kind == numberToken:
		if n, err := strconv.Atoi(t.text); err == nil {
			return value{kind: number, n: n}
		}
	case t.kind == nameToken:
		return lx.members(lx.named(t.text, names, depth), names, depth)
	case t.text == "(":
		v := lx.expression(names, depth+1)
		if lx.peek().text == ")" {
			lx.next()
		}
		return lx.members(v, names, depth)
	case t.text == "!":
		v := lx.unary(names, depth+1)
		if b, known := v.truth(); known {
			return truthValue(!b)
		}
	case t.text == "-" && depth < 40:
		if n, ok := lx.unary(names, depth+1).asNumber(); ok {
			return value{kind: number, n: -n}
		}
	}
	return value{}
}

// named is the value of a name, or of a call to a conversion that does not change addresses.
func (lx *lexer) named(name string, names func(string) value, depth int) value {
	switch name {
	case "encodeURI", "encodeURIComponent", "escape", "unescape", "decodeURI", "String":
		if args, ok := lx.arguments(names, depth+1); ok && len(args) == 1 {
			return args[0]
		}
		return value{}
	case "parseInt", "Number", "eval":
		if args, ok := lx.arguments(names, depth+1); ok && len(args) > 0 {
			if n, ok := args[0].asNumber(); ok {
				return value{kind: number, n: n}
			}
		}
		return value{}
	case "new", "typeof", "void":
		lx.unary(names, depth+1)
		return value{}
	}
	return names(name)
}

// members skips .name, [index] and calls, which make a value unknown.
func (lx *lexer) members(v value, names func(string) value, depth int) value {
	for depth < 40 {
		switch lx.peek().text {
		case ".":
			lx.next()
			name := lx.next()
			if name.text == "toString" {
				lx.arguments(names, depth+1)
				continue
			}
		case "(":
			lx.arguments(names, depth+1)
		case "[":
			lx.next()
			lx.expression(names, depth+1)
			if lx.peek().text == "]" {
				lx.next()
			}
		default:
			return v
		}
		v = value{}
	}
	return value{}
}

// arguments evaluates a parenthesised list at the cursor.
func (lx *lexer) arguments(names func(string) value, depth int) ([]value, bool) {
	if lx.peek().text != "(" || depth > 40 {
		return nil, false
	}
	lx.next()
	var args []value
	for len(args) < 20 {
		if lx.peek().text == ")" {
			lx.next()
			return args, true
		}
		args = append(args, lx.expression(names, depth+1))
		switch t := lx.peek(); {
		case t.text == ",":
			lx.next()
		case t.text != ")":
			return args, false
		}
	}
	return args, false
}

// combine applies a binary operator.
func combine(op string, a, b value) value {
	if a.kind == unknown || b.kind == unknown {
		return value{}
	}
	x, xIsNumber := a.asNumber()
	y, yIsNumber := b.asNumber()
	if op == "+" && (a.kind == str || b.kind == str) {
		s := a.String() + b.String()
		if len(s) > maxString {
			return value{}
		}
		return value{kind: str, s: s}
	}
	switch op {
	case "==", "===":
		return truthValue(a.String() == b.String())
	case "!=", "!==":
		return truthValue(a.String() != b.String())
	case "&&", "||":
		isTrue, _ := a.truth()
		if isTrue == (op == "||") {
			return a
		}
		return b
	}
	if !xIsNumber || !yIsNumber {
		return value{}
	}
	return arithmetic(op, x, y)
}

func arithmetic(op string, x, y int) value {
	switch op {
	case "+":
		return value{kind: number, n: x + y}
	case "-":
		return value{kind: number, n: x - y}
	case "*":
		return value{kind: number, n: x * y}
	case "/", "%":
		if y == 0 {
			return value{}
		}
		if op == "/" {
			return value{kind: number, n: x / y}
		}
		return value{kind: number, n: x % y}
	case "<":
		return truthValue(x < y)
	case ">":
		return truthValue(x > y)
	case "<=":
		return truthValue(x <= y)
	case ">=":
		return truthValue(x >= y)
	}
	return value{}
}
