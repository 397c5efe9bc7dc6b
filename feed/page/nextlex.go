package page

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// token is one lexical unit of a script.
type token struct {
	kind tokenType
	text string // decoded for a string literal
}

type tokenType int

const (
	endToken tokenType = iota
	nameToken
	numberToken
	stringToken
	punctToken
)

// lexer reads tokens of a script. It never fails: what it does not know is a one-character token.
type lexer struct {
	s      string
	i      int
	budget *int // tokens left to read; shared by all lexers of a page
}

func (lx *lexer) peek() token {
	at := *lx
	return at.next()
}

func (lx *lexer) next() token {
	lx.skipBlank()
	if lx.i >= len(lx.s) || *lx.budget <= 0 {
		lx.i = len(lx.s)
		return token{}
	}
	*lx.budget--
	start := lx.i
	switch c := lx.s[lx.i]; {
	case isNameStart(c):
		for lx.i < len(lx.s) && (isNameStart(lx.s[lx.i]) || isDigit(rune(lx.s[lx.i]))) {
			lx.i++
		}
		return token{nameToken, lx.s[start:lx.i]}
	case isDigit(rune(c)):
		for lx.i < len(lx.s) && (isDigit(rune(lx.s[lx.i])) || lx.s[lx.i] == '.') {
			lx.i++
		}
		return token{numberToken, lx.s[start:lx.i]}
	case c == '"' || c == '\'' || c == '`':
		return token{stringToken, lx.quoted(c)}
	}
	for _, op := range [...]string{"===", "!==", "==", "!=", "<=", ">=", "&&", "||", "+=", "++", "--", "=>"} {
		if strings.HasPrefix(lx.s[lx.i:], op) {
			lx.i += len(op)
			return token{punctToken, op}
		}
	}
	_, size := utf8.DecodeRuneInString(lx.s[lx.i:])
	lx.i += size
	return token{punctToken, lx.s[start:lx.i]}
}

func isNameStart(c byte) bool {
	return c == '_' || c == '$' || isLetter(rune(c))
}

// skipBlank skips white space and comments.
func (lx *lexer) skipBlank() {
	for lx.i < len(lx.s) {
		rest := lx.s[lx.i:]
		switch {
		case rest[0] <= ' ':
			lx.i++
		case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "<!--"):
			end := strings.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			lx.i += end
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest, "*/")
			if end < 0 {
				end = len(rest) - 2
			}
			lx.i += end + 2
		default:
			return
		}
	}
}

// quoted reads a string literal at the cursor and decodes it. One without an end stops at the line's end.
func (lx *lexer) quoted(quote byte) string {
	lx.i++
	start := lx.i
	escaped := false
	for ; lx.i < len(lx.s); lx.i++ {
		switch c := lx.s[lx.i]; {
		case c == '\\':
			escaped = true
			lx.i++
		case c == quote:
			raw := lx.s[start:lx.i]
			lx.i++
			if escaped {
				return unescaped(raw)
			}
			return raw
		case c == '\n' && quote != '`':
			return lx.s[start:lx.i]
		}
	}
	lx.i = min(lx.i, len(lx.s))
	return lx.s[start:lx.i]
}

// unescaped decodes \n, \/, \", \x2f, \u4e2d.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		width := 0
		switch s[i] {
		case 'n', 'r', 't':
			b.WriteByte(' ')
			continue
		case 'u':
			width = 4
		case 'x':
			width = 2
		}
		if width > 0 && i+width < len(s) {
			if r, err := strconv.ParseUint(s[i+1:i+1+width], 16, 32); err == nil {
				b.WriteRune(rune(r))
				i += width
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
