package syndication

import (
	"fmt"
	"slices"
	"strings"
)

// longestValue is how far away the end of a quoted attribute value may be, in bytes: behind that it is taken for
// unquoted.
const longestValue = 16 << 10

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

func isNameByte(c byte) bool {
	return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == ':'
}

// isEntry reports whether an element of that name is an entry of a feed.
func isEntry(name string) bool {
	switch strings.ToLower(localName(name)) {
	case "item", "entry":
		return true
	}
	return false
}

// isVoid reports whether an element of HTML has no end tag. link is not here: in feeds it has content.
func isVoid(name string) bool {
	switch strings.ToLower(name) {
	case "br", "hr", "img", "input", "wbr", "embed", "col", "area":
		return true
	}
	return false
}

func localName(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }

// name reads a name at m.at. A second colon, which namespaces do not allow, becomes an underscore.
func (m *mender) name() string {
	start := m.at
	for m.at < len(m.text) && isNameByte(m.text[m.at]) {
		m.at++
	}
	name := m.text[start:m.at]
	if prefix, local, found := strings.Cut(name, ":"); found {
		if local == "" {
			return prefix
		}
		name = prefix + ":" + strings.ReplaceAll(local, ":", "_")
		if !isNameStart(local[0]) {
			name = prefix + "_" + strings.ReplaceAll(local, ":", "_")
		}
	}
	return name
}

// startTag copies a start tag with its attributes quoted.
func (m *mender) startTag() {
	m.at++
	name := m.name()
	attributes, closed, whole := m.attributes()
	if !whole {
		return // the document ends within the tag
	}
	if isEntry(name) {
		m.entryBegins()
	}
	if len(m.open) >= deepest {
		m.problem("elements nested too deep")
		if !closed {
			m.skipped++
		}
		return
	}
	m.root = true
	if isEntry(name) {
		if m.entries++; m.entries > mostEntries {
			m.problem(fmt.Sprintf("more than %d entries", mostEntries))
			m.at = len(m.text)
			return
		}
		m.entryAt = m.out.Len()
	}
	m.out.WriteByte('<')
	m.out.WriteString(name)
	m.out.WriteString(attributes)
	if closed || isVoid(name) {
		m.out.WriteString("/>")
		return
	}
	m.out.WriteByte('>')
	m.open = append(m.open, name)
}

// entryBegins closes an entry that is still open: entries do not nest.
func (m *mender) entryBegins() {
	if at := m.openEntry(); at > 0 {
		m.problem("an unclosed entry")
		m.closeTo(at)
	}
}

// openEntry is the place of the entry among the open elements, 0 for none: the root is none.
func (m *mender) openEntry() int {
	return slices.IndexFunc(m.open[min(1, len(m.open)):], isEntry) + 1
}

// attributes reads the rest of a start tag and returns its attributes as XML; closed is whether it ends with />, whole
// whether it ends at all.
func (m *mender) attributes() (xml string, closed, whole bool) {
	var b strings.Builder
	seen := map[string]bool{}
	for m.at < len(m.text) {
		switch c := m.text[m.at]; {
		case c == '>':
			m.at++
			return b.String(), closed, true
		case c == '<':
			m.problem("an unclosed tag")
			return b.String(), closed, true
		case isNameStart(c):
			closed = false
			name := m.name()
			value, ok := m.value()
			if ok && !seen[name] {
				seen[name] = true
				b.WriteString(" " + name + `="` + m.escape(value) + `"`)
			}
		default:
			closed = c == '/'
			m.at++
		}
	}
	return "", false, false
}

// value reads the value of an attribute whose name was just read.
func (m *mender) value() (value string, ok bool) {
	m.blanks()
	if m.at == len(m.text) || m.text[m.at] != '=' {
		return "", false
	}
	m.at++
	m.blanks()
	if m.at == len(m.text) {
		return "", false
	}
	if quote := m.text[m.at]; quote == '"' || quote == '\'' {
		m.at++
		if end := m.seek(string(quote)); end >= 0 && end-m.at <= longestValue {
			value = m.text[m.at:end]
			m.at = end + 1
			return value, true
		}
		m.problem("an unclosed quote")
	}
	start := m.at
	for m.at < len(m.text) && !strings.ContainsRune(" \t\r\n<>", rune(m.text[m.at])) {
		m.at++
	}
	return strings.TrimRight(m.text[start:m.at], "/"), true
}

func (m *mender) blanks() {
	for m.at < len(m.text) && strings.IndexByte(" \t\r\n", m.text[m.at]) >= 0 {
		m.at++
	}
}

// endTag closes the innermost open element of that name and all within it; an end tag without a start goes.
func (m *mender) endTag() {
	m.at += 2
	name := m.name()
	if end := m.seek(">"); end >= 0 && strings.TrimSpace(m.text[m.at:end]) == "" {
		m.at = end + 1
	}
	if m.skipped > 0 && !isEntry(name) {
		m.skipped--
		return
	}
	for i := len(m.open) - 1; i >= 0; i-- {
		if strings.EqualFold(m.open[i], name) {
			if i < len(m.open)-1 || m.open[i] != name {
				m.problem("tags that do not match")
			}
			m.closeTo(i)
			return
		}
	}
	if !isVoid(name) {
		m.problem("tags that do not match")
	}
}

// closeTo closes open elements until only n are left.
func (m *mender) closeTo(n int) {
	for len(m.open) > n {
		last := len(m.open) - 1
		m.out.WriteString("</" + m.open[last] + ">")
		m.open = m.open[:last]
	}
	if n < deepest {
		m.skipped = 0
	}
}
