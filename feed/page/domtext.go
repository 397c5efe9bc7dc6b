package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of an attribute, "" when it is missing.
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

// has reports whether an attribute is present, with or without a value.
func has(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// walk visits n and what is below it in document order. What visit answers false for is not entered.
func walk(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling // visit may detach c
		walk(c, visit)
		c = next
	}
}

// first is the first element of a kind at or below n, nil when there is none.
func first(n *html.Node, a atom.Atom) *html.Node {
	if n.Type == html.ElementNode && n.DataAtom == a {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := first(c, a); f != nil {
			return f
		}
	}
	return nil
}

// all is every element of a kind at or below n.
func all(n *html.Node, a atom.Atom) []*html.Node {
	var found []*html.Node
	walk(n, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n.DataAtom == a {
			found = append(found, n)
		}
		return true
	})
	return found
}

// contains reports whether n is inner or one of its ancestors.
func contains(n, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == n {
			return true
		}
	}
	return false
}

// isUnseen reports whether nothing of an element is shown as text: scripts, forms' inner workings, and what the page
// hides by attribute or style.
func isUnseen(n *html.Node) bool {
	if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Iframe, atom.Object,
		atom.Embed, atom.Select, atom.Textarea, atom.Svg, atom.Audio, atom.Video, atom.Datalist:
		return true
	}
	return isHidden(n)
}

// isHidden reports whether an element hides itself by attribute or inline style.
func isHidden(n *html.Node) bool {
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "hidden":
			return true
		case "style":
			if hidesByStyle(n.Attr[i].Val) {
				return true
			}
		}
	}
	return false
}

func hidesByStyle(style string) bool {
	for _, property := range [2]string{"display", "visibility"} {
		i := indexFold(style, property)
		if i < 0 {
			continue
		}
		value := strings.TrimLeft(style[i+len(property):], " \t:")
		if len(value) >= 4 && strings.EqualFold(value[:4], "none") ||
			len(value) >= 6 && strings.EqualFold(value[:6], "hidden") {
			return true
		}
	}
	return false
}

// indexFold is strings.Index for an ASCII needle in lower case, without regard to case.
func indexFold(s, needle string) int {
	for i := 0; i+len(needle) <= len(s); i++ {
		if s[i]|0x20 == needle[0]|0x20 && strings.EqualFold(s[i:i+len(needle)], needle) {
			return i
		}
	}
	return -1
}

// isBlock reports whether an element begins and ends a line.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer,
		atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html,
		atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table,
		atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Caption:
		return true
	}
	return false
}

// text is the visible text of n on one line: white space is one space, block ends count as white space.
func text(n *html.Node) string {
	var t textWriter
	t.add(n)
	return t.String()
}

// lines is the visible text of n, one string per line that a browser would begin because of a block or <br>.
func lines(n *html.Node) []string {
	t := textWriter{lines: true}
	t.add(n)
	if t.Len() == 0 {
		return nil
	}
	return strings.Split(t.String(), "\n")
}

// textWriter collects visible text. Gaps are written only between characters, so there is none at the ends.
type textWriter struct {
	strings.Builder
	lines bool
	gap   byte // what separates the next character from the last: 0, ' ' or '\n'
}

func (t *textWriter) add(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		t.write(n.Data)
		return
	case html.ElementNode:
		if isUnseen(n) {
			return
		}
		if n.DataAtom == atom.Br {
			t.widen('\n')
			return
		}
	}
	block := n.Type == html.ElementNode && isBlock(n.DataAtom)
	if block {
		t.widen('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.add(c)
	}
	if block {
		t.widen('\n')
	}
}

func (t *textWriter) widen(gap byte) {
	if gap == '\n' && !t.lines {
		gap = ' '
	}
	if t.gap != '\n' {
		t.gap = gap
	}
}

func (t *textWriter) write(s string) {
	for len(s) > 0 {
		n := wordEnd(s)
		if n > 0 {
			if t.gap != 0 && t.Len() > 0 {
				t.WriteByte(t.gap)
			}
			t.gap = 0
			t.WriteString(s[:n])
			s = s[n:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		if !isZeroWidth(r) {
			t.widen(' ')
		}
		s = s[size:]
	}
}

// wordEnd is the length of s up to the first white space or character without width.
func wordEnd(s string) int {
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if isZeroWidth(r) || isSpace(r) {
			return i
		}
		i += size
	}
	return len(s)
}

// isSpace is white space as pages use it, with the no-break and the ideographic space.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v', 0xa0, 0x3000, 0x85, 0x2028, 0x2029:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

func isZeroWidth(r rune) bool {
	return r >= 0x200b && r <= 0x200f || r == 0xfeff || r == 0x2060
}

// squeeze makes white space one space and trims the ends, as text does.
func squeeze(s string) string {
	var t textWriter
	t.write(s)
	return t.String()
}

// isHan reports whether r is a Chinese character.
func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r >= 0x20000 && r <= 0x3ffff || r == '〇'
}
