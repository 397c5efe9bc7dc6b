package page

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// scriptValue is a string or number in a script with the name it is kept under: {"content": "…"} or var html = '…'.
type scriptValue struct {
	key   string
	value string
}

const (
	maxScriptBytes = 4 << 20 // bytes of script read per page
	maxScripts     = 20_000  // values kept per page
)

// scriptData is the values in the page's scripts, read once.
func (a *reader) scriptData() []scriptValue {
	if a.scripted {
		return a.scripts
	}
	a.scripted = true
	left := maxScriptBytes
	walk(a.doc.root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n.DataAtom == atom.Script && !has(n, "src") && left > 0 {
			s := rawText(n)
			s = s[:min(len(s), left)]
			left -= len(s)
			a.scripts = appendScriptValues(a.scripts, s)
		}
		return true
	})
	return a.scripts
}

// appendScriptValues scans JavaScript or JSON for named literals.
func appendScriptValues(found []scriptValue, s string) []scriptValue {
	for i := 0; i < len(s) && len(found) < maxScripts; {
		switch c := s[i]; {
		case c == '"' || c == '\'' || c == '`':
			value, end, ok := stringLiteral(s, i)
			if !ok {
				i++
				continue
			}
			if key := keyBefore(s, i); key != "" && len(value) >= 2 {
				found = append(found, scriptValue{key, value})
			}
			i = end
		case c >= '0' && c <= '9' && (i == 0 || !isLetter(rune(s[i-1])) && s[i-1] != '_'):
			end := i
			for end < len(s) && s[end] >= '0' && s[end] <= '9' {
				end++
			}
			if n := end - i; n == 10 || n == 13 {
				if key := keyBefore(s, i); key != "" {
					found = append(found, scriptValue{key, s[i:end]})
				}
			}
			i = end
		case c == '/' && i+1 < len(s) && s[i+1] == '*':
			end := strings.Index(s[i+2:], "*/")
			if end < 0 {
				return found
			}
			i += end + 4
		default:
			i++
		}
	}
	return found
}

// stringLiteral reads the string that begins with the quote at byte i. Only template strings run over line ends.
func stringLiteral(s string, i int) (value string, end int, ok bool) {
	quote := s[i]
	plain := true
	for j := i + 1; j < len(s); j++ {
		switch c := s[j]; {
		case c == quote:
			if plain {
				return s[i+1 : j], j + 1, true
			}
			return unescapeScript(s[i+1 : j]), j + 1, true
		case c == '\\':
			plain = false
			j++
		case c == '\n' && quote != '`':
			return "", 0, false
		}
	}
	return "", 0, false
}

// keyBefore is the name that the literal at byte i is given to: name: or "name": or name =.
func keyBefore(s string, i int) string {
	i = blanksBefore(s, i)
	if i == 0 || s[i-1] != ':' && s[i-1] != '=' {
		return ""
	}
	i = blanksBefore(s, i-1)
	if i > 0 && (s[i-1] == '"' || s[i-1] == '\'') {
		i--
	}
	end := i
	for i > 0 && (isLetter(rune(s[i-1])) || isDigit(rune(s[i-1])) || s[i-1] == '_' || s[i-1] == '$') && end-i < 40 {
		i--
	}
	return s[i:end]
}

func blanksBefore(s string, i int) int {
	for i > 0 && (s[i-1] == ' ' || s[i-1] == '\t' || s[i-1] == '\n' || s[i-1] == '\r') {
		i--
	}
	return i
}

// unescapeScript resolves the escapes of JavaScript strings.
func unescapeScript(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 >= len(s) {
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
		case 'x':
			if v, err := strconv.ParseUint(firstBytes(s[i+1:], 2), 16, 8); err == nil {
				b.WriteRune(rune(v))
				i += 2
			}
		case 'u':
			r, n := unicodeEscape(s[i+1:])
			b.WriteRune(r)
			i += n
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unicodeEscape reads the digits of \uXXXX, with the second half of a surrogate pair behind it.
func unicodeEscape(s string) (rune, int) {
	if len(s) < 4 {
		return utf8.RuneError, 0
	}
	v, err := strconv.ParseUint(s[:4], 16, 16)
	if err != nil {
		return utf8.RuneError, 0
	}
	if utf16.IsSurrogate(rune(v)) && len(s) >= 10 && s[4] == '\\' && s[5] == 'u' {
		if low, err := strconv.ParseUint(s[6:10], 16, 16); err == nil {
			return utf16.DecodeRune(rune(v), rune(low)), 10
		}
	}
	return rune(v), 4
}

// takeScriptBody looks for the body among the strings of the scripts and hangs it into the page as the body.
func (a *reader) takeScriptBody() {
	best, bestHan, place := scriptValue{key: "articleBody"}, max(30, hanCount(text(a.doc.root))/3), -1
	if n := hanCount(a.head.bodyText); n > bestHan {
		best.value, bestHan = a.head.bodyText, n
	}
	for i, v := range a.scriptData() {
		n := hanCount(v.value)
		if n > bestHan && isBodyKey(v.key) && !looksLikeProgram(v.value) {
			best, bestHan, place = v, n, i
		}
	}
	where := first(a.doc.root, atom.Body)
	if best.value == "" || where == nil {
		return
	}
	source := best.value
	if !strings.Contains(source, "<") && strings.Contains(source, "&lt;") {
		source = html.UnescapeString(source)
	}
	if !strings.Contains(source, "<") {
		source = "<p>" + strings.ReplaceAll(html.EscapeString(source), "\n", "</p><p>") + "</p>"
	}
	holder := &html.Node{Type: html.ElementNode}
	replaceWithHTML(holder, source)
	where.AppendChild(holder)
	a.page = outlined(a.doc.root)
	a.bylines = nil
	a.setTitle(a.findHeadline(body{}))
	a.takeScriptNames(place)
	a.weigh()
	s := a.page.spans[holder]
	a.main = body{holder, s, a.valueBetween(s.from, s.to)}
	a.because("body", best.key, "text kept in a script")
}

// takeScriptNames reads headline and source of the record whose text is value number place of the scripts.
func (a *reader) takeScriptNames(place int) {
	if place < 0 {
		return
	}
	for i := max(0, place-25); i < min(place+25, len(a.scripts)); i++ {
		v := a.scripts[i]
		key := strings.ToLower(v.key)
		n := utf8.RuneCountInString(v.value)
		switch {
		case a.title.span.to == 0 && strings.HasSuffix(key, "title") && n >= 4 && n <= 100 && (a.scriptTitle == "" || i < place):
			a.scriptTitle = squeeze(v.value)
		case a.scriptOrigin == "" && n <= 40 && hanCount(v.value) >= 2 &&
			(strings.Contains(key, "source") || strings.Contains(key, "origin") || strings.Contains(key, "copyfrom") || strings.Contains(key, "media")):
			a.scriptOrigin = trimOrigin(v.value)
		}
	}
	if a.scriptTitle != "" && !strings.HasPrefix(folded(a.head.page), folded(a.scriptTitle)) {
		a.setTitle(headline{text: a.scriptTitle, why: "beside the text in a script"})
	}
}

// isBodyKey reports whether a name says that it holds an article's text.
func isBodyKey(key string) bool {
	key = strings.ToLower(key)
	for _, word := range [...]string{"content", "body", "html", "text", "article", "detail", "neirong", "zhengwen", "desc", "data"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// looksLikeProgram reports whether a string is code or a template rather than text.
func looksLikeProgram(s string) bool {
	return strings.Contains(s, "function(") || strings.Contains(s, "{{") || strings.Contains(s, "<%")
}

// scriptDate is the publication date that scripts carry under a name such as publishTime, when all of them agree.
func (a *reader) scriptDate() feed.Published {
	var found feed.Published
	for _, v := range a.scriptData() {
		if len(v.value) > 40 || !isDateKey(v.key) {
			continue
		}
		p := readTime(v.value, a.at)
		if p.IsZero() {
			continue
		}
		if !found.IsZero() && found.Day() != p.Day() {
			return feed.Published{}
		}
		if found.Exact < p.Exact {
			found = p
		}
	}
	return found
}

func isDateKey(key string) bool {
	key = strings.ToLower(key)
	if !strings.Contains(key, "time") && !strings.Contains(key, "date") {
		return false
	}
	return strings.Contains(key, "pub") || strings.Contains(key, "release") || strings.Contains(key, "issue") || key == "ptime"
}

// readTime reads a date or a Unix time in seconds or milliseconds.
func readTime(s string, at time.Time) feed.Published {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err == nil && len(s) == 13:
		n /= 1000
	case err != nil || len(s) != 10:
		if d, ok := findDate(s, at); ok && d.Form == fullDate {
			return d.Published
		}
		return feed.Published{}
	}
	t := time.Unix(n, 0).In(feed.Beijing())
	if t.Year() < 1995 || t.Year() > 2100 {
		return feed.Published{}
	}
	return feed.Published{Time: t.Truncate(time.Minute), Exact: feed.ToMinute}
}
