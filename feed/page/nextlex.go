package page

import (
	"strconv"
	"strings"
	"unicode/utf16"
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
		return lx.quoted()
	case c == '\\' && lx.i+1 < len(lx.s): // of a regular expression: what follows opens nothing
		lx.i += 2
		return token{punctToken, lx.s[start:lx.i]}
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

// quoted reads the string literal at the cursor and decodes it. Only template strings run over line ends; a quote
// that nothing closes, as in a regular expression, is a mark of its own.
func (lx *lexer) quoted() token {
	start, quote := lx.i, lx.s[lx.i]
	escaped := false
	for i := start + 1; i < len(lx.s); i++ {
		c := lx.s[i]
		if c == '\\' {
			escaped = true
			i++
			continue
		}
		if c == '\n' && quote != '`' {
			break
		}
		if c == quote {
			lx.i = i + 1
			if raw := lx.s[start+1 : i]; !escaped {
				return token{stringToken, raw}
			} else {
				return token{stringToken, unescaped(raw)}
			}
		}
	}
	lx.i++
	return token{punctToken, lx.s[start:lx.i]}
}

// unescaped resolves the escapes of JavaScript strings.
func unescaped(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; c {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r', 'b', 'f', 'v', '\n':
		case 'x', 'u':
			r, n := codeEscape(s[i:])
			b.WriteRune(r)
			i += n
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// codeEscape reads xXX or uXXXX, with the second half of a surrogate pair behind it. n is the bytes behind the letter
// that belong to it; without digits the letter stands for itself.
func codeEscape(s string) (r rune, n int) {
	width := 2
	if s[0] == 'u' {
		width = 4
	}
	v, ok := hexDigits(s[1:], width)
	if !ok {
		return rune(s[0]), 0
	}
	if rest := s[1+width:]; utf16.IsSurrogate(v) && strings.HasPrefix(rest, `\u`) {
		if low, ok := hexDigits(rest[2:], 4); ok {
			return utf16.DecodeRune(v, low), width + 6
		}
	}
	return v, width
}

func hexDigits(s string, width int) (rune, bool) {
	if len(s) < width {
		return 0, false
	}
	v, err := strconv.ParseUint(s[:width], 16, 32)
	return rune(v), err == nil
}
