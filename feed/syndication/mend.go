package syndication

import (
	"bytes"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mended is a well-formed XML document made of one that need not be.
type mended struct {
	xml      []byte
	problems []string
}

// deepest is how many elements may be open at once. Feeds need ten; a reader recurses on what it is given.
const deepest = 200

// mostEntries is how many entries of a document are read: real feeds have up to a few hundred, archives thousands.
const mostEntries = 20_000

// mender copies a document from text to out and keeps the elements balanced.
type mender struct {
	text     string
	at       int // what is before is done
	out      bytes.Buffer
	open     []string // names of the open elements
	skipped  int      // elements beyond the deepest that are open
	root     bool     // the root was opened
	entryAt  int      // where in out the open entry began
	entries  int      // begun so far
	problems []string
	seeks    map[string]int
}

// mend makes text, which is UTF-8, a single well-formed element: characters that XML forbids go, HTML entities are
// resolved, ampersands and angle brackets that mean themselves are escaped, tags are closed in order. Comments,
// processing instructions and the document type go, and with it all entities that it may declare. If the document
// ends within an entry, that entry is dropped. It takes time linear in the text.
func mend(text string) mended {
	m := &mender{text: text, seeks: map[string]int{}}
	for m.at < len(m.text) && (!m.root || len(m.open) > 0) {
		switch rest := m.text[m.at:]; {
		case rest[0] != '<':
			m.characters()
		case strings.HasPrefix(rest, "<![CDATA["):
			m.cdata()
		case strings.HasPrefix(rest, "<!--"):
			m.drop("-->")
		case strings.HasPrefix(rest, "<?"):
			m.drop("?>")
		case strings.HasPrefix(rest, "<!"):
			m.doctype()
		case len(rest) > 1 && isNameStart(rest[1]):
			m.startTag()
		case len(rest) > 2 && rest[1] == '/' && isNameStart(rest[2]):
			m.endTag()
		default:
			m.problem("an unescaped <")
			m.write("&lt;")
			m.at++
		}
	}
	m.finish()
	return mended{xml: m.out.Bytes(), problems: m.problems}
}

func (m *mender) problem(what string) {
	if !slices.Contains(m.problems, what) {
		m.problems = append(m.problems, what)
	}
}

// write puts character data out, if it is within the root.
func (m *mender) write(s string) {
	if len(m.open) > 0 {
		m.out.WriteString(s)
	}
}

// seek is the index of the next what at or behind m.at, -1 for none. It looks at each byte once for each what.
func (m *mender) seek(what string) int {
	if at, known := m.seeks[what]; known && (at < 0 || at >= m.at) {
		return at
	}
	at := strings.Index(m.text[m.at:], what)
	if at >= 0 {
		at += m.at
	}
	m.seeks[what] = at
	return at
}

// characters copies text up to the next tag.
func (m *mender) characters() {
	end := strings.IndexByte(m.text[m.at:], '<')
	if end < 0 {
		end = len(m.text) - m.at
	}
	m.write(m.escape(m.text[m.at : m.at+end]))
	m.at += end
}

// escape makes s valid as character data and within quotes: references that XML knows stay, those of HTML are
// resolved.
func (m *mender) escape(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '&':
			text, size := reference(s[i:])
			switch {
			case size == 1:
				m.problem("an unescaped &")
			case text == "":
				m.problem("characters that XML forbids")
			case text[0] != '&':
				m.problem("undeclared entities")
			}
			b.WriteString(text)
			i += size
		case c == '<':
			b.WriteString("&lt;")
			i++
		case c == '>':
			b.WriteString("&gt;")
			i++
		case c == '"':
			b.WriteString("&#34;")
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if isXML(r) && (r != utf8.RuneError || size > 1) {
				b.WriteString(s[i : i+size])
			} else {
				m.problem("characters that XML forbids")
			}
			i += size
		}
	}
	return b.String()
}

// isClean reports whether s needs no escaping: the common case, decided without an allocation.
func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c == '&' || c == '<' || c == '>' || c == '"' || c >= 0xed && c <= 0xef {
			return !strings.ContainsAny(s[i:], "&<>\"") && allXML(s[i:])
		}
	}
	return utf8.ValidString(s)
}

func allXML(s string) bool {
	for i, r := range s {
		if !isXML(r) || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return false
		}
	}
	return true
}

// isXML reports whether a document may hold r: XML 1.0, production 2.
func isXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= 0x10ffff
}

// reference is what the & at the start of s stands for, in XML, and how long it is: a reference that XML knows, the
// character that HTML means, or the & itself.
func reference(s string) (text string, size int) {
	const longest = 34 // the longest name in HTML has 31 letters
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return "&amp;", 1
	}
	name := s[1:end]
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return s[:end+1], end + 1
	}
	if name[0] == '#' {
		digits, base := name[1:], 10
		if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
			digits, base = digits[1:], 16
		}
		n, err := strconv.ParseInt(digits, base, 32)
		switch {
		case err != nil:
			return "&amp;", 1
		case !isXML(rune(n)):
			return "", end + 1
		}
		return "&#" + strconv.FormatInt(n, 10) + ";", end + 1
	}
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf || !isNameByte(byte(r)) }) >= 0 {
		return "&amp;", 1
	}
	if text := html.UnescapeString(s[:end+1]); !strings.HasPrefix(text, "&") && !strings.HasSuffix(text, ";") {
		return text, end + 1
	}
	return "&amp;", 1
}

// cdata copies a CDATA section. One that is not closed before the entry ends is closed where its
// element is.
func (m *mender) cdata() {
	m.at += len("<![CDATA[")
	end, behind := m.seek("]]>"), len("]]>")
	for _, entry := range [...]string{"</item>", "</entry>"} {
		if at := m.seek(entry); at >= 0 && (end < 0 || at < end) && len(m.open) > 0 {
			m.problem("an unclosed CDATA section")
			top := m.seek("</" + m.open[len(m.open)-1] + ">")
			if top < 0 || top > at {
				top = at
			}
			end, behind = top, 0
		}
	}
	if end < 0 {
		end, behind = len(m.text), 0
	}
	text := strings.ReplaceAll(m.permitted(m.text[m.at:end]), "]]>", "]]]]><![CDATA[>")
	m.write("<![CDATA[" + text + "]]>")
	m.at = end + behind
}

// permitted is s without the characters that XML forbids.
func (m *mender) permitted(s string) string {
	if allXML(s) {
		return s
	}
	m.problem("characters that XML forbids")
	var b strings.Builder
	for i, r := range s {
		if isXML(r) && (r != utf8.RuneError || strings.HasPrefix(s[i:], "\uFFFD")) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// drop leaves out what ends with end, or only the opening bracket if there is no end.
func (m *mender) drop(end string) {
	if at := m.seek(end); at >= 0 {
		m.at = at + len(end)
		return
	}
	m.problem("an unclosed " + m.text[m.at:m.at+2])
	m.at += 2
}

// doctype leaves out a document type declaration, with its internal subset.
func (m *mender) doctype() {
	end := m.seek(">")
	if bracket := m.seek("["); bracket >= 0 && end >= 0 && bracket < end {
		if closed := m.seek("]>"); closed >= 0 {
			end = closed + 1
		}
	}
	if end < 0 {
		m.at += 2
		return
	}
	m.at = end + 1
}

// finish closes what is open. An entry that is open is incomplete and goes.
func (m *mender) finish() {
	if len(m.open) == 0 {
		return
	}
	m.problem("the document ends too early")
	if at := m.openEntry(); at > 0 {
		m.problem("its last entry is cut off")
		m.out.Truncate(m.entryAt)
		m.open = m.open[:at]
	}
	m.closeTo(0)
}
