package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// markup copies the article's part of the page into a clean tree of paragraphs, headings, lists, quotations, tables
// and pictures.
type markup struct {
	a        *reader
	pictures []feed.Picture
	files    []feed.Attachment
	seen     map[string]bool // addresses of pictures and files
}

// fillBody writes the body and what hangs on it into the result.
func (a *reader) fillBody() {
	if a.main.node == nil || a.kept.from >= a.kept.to {
		a.result.Frame = a.findFrame()
		return
	}
	m := &markup{a: a, seen: map[string]bool{}}
	root := element(atom.Div)
	f := &flow{into: root}
	m.children(a.main.node, style{}, f)
	f.end()
	captions(root, m.pictures)
	art := &a.result.Article
	art.Body = markdown(root)
	art.Pictures = m.pictures
	m.filesAfter(a.kept.to)
	art.Attachments = m.files
	if a.main.value < thinBody {
		a.result.Frame = a.findFrame()
	}
	a.because("body", signature(a.main.node), "element with most prose and fewest links")
}

// shown reports whether a text or picture node belongs to the article.
func (m *markup) shown(n *html.Node) bool {
	i, ok := m.a.page.of[n]
	return ok && i >= m.a.kept.from && i < m.a.kept.to && !m.a.dropped[i]
}

func (m *markup) children(n *html.Node, st style, f *flow) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.node(c, st, f)
	}
}

func (m *markup) node(n *html.Node, st style, f *flow) {
	switch {
	case n.Type == html.TextNode:
		if m.shown(n) {
			f.text(n.Data, st)
		} else if strings.TrimFunc(n.Data, isSpace) == "" {
			f.text(n.Data, st)
		}
		return
	case n.Type != html.ElementNode:
		return
	case n.DataAtom == atom.Video, n.DataAtom == atom.Embed, n.DataAtom == atom.Iframe, n.DataAtom == atom.Object:
		m.video(n, f)
		return
	case n.DataAtom == atom.Noscript:
		if img := first(n, atom.Img); img != nil && m.shown(n) {
			m.picture(img, f)
		}
		return
	case isUnseen(n):
		return
	}
	switch n.DataAtom {
	case atom.Br:
		f.lineBreak()
	case atom.Img:
		if m.shown(n) {
			m.picture(n, f)
		}
	case atom.A:
		m.link(n, st, f)
	case atom.B, atom.Strong:
		st.bold = true
		m.children(n, st, f)
	case atom.I, atom.Em:
		st.italic = true
		m.children(n, st, f)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		m.heading(n, f)
	case atom.Ul, atom.Ol:
		m.list(n, st, f)
	case atom.Blockquote:
		m.nested(n, element(atom.Blockquote), st, f)
	case atom.Table:
		m.table(n, st, f)
	default:
		if isBold(n) {
			st.bold = true
		}
		if !isBlock(n.DataAtom) {
			m.children(n, st, f)
			return
		}
		f.end()
		m.children(n, st, f)
		f.end()
	}
}

// isBold reads font-weight of an inline style.
func isBold(n *html.Node) bool {
	s := attr(n, "style")
	i := indexFold(s, "font-weight")
	if i < 0 {
		return false
	}
	v := strings.TrimLeft(s[i+len("font-weight"):], " :")
	return strings.HasPrefix(v, "bold") || len(v) >= 3 && v[0] >= '6' && v[0] <= '9' && v[1:3] == "00"
}

// link keeps the address of a link that leads somewhere; the text stays in any case.
func (m *markup) link(n *html.Node, st style, f *flow) {
	if to := m.a.doc.resolve(attr(n, "href")); to != "" && st.link == "" {
		st.link = to
		label := text(n)
		if (isDocument(to) || isDocument(label)) && m.anyShown(n) {
			m.file(m.a.fileName(n, label), to)
		}
	}
	m.children(n, st, f)
}

func (m *markup) anyShown(n *html.Node) bool {
	found := false
	walk(n, func(n *html.Node) bool {
		found = found || m.shown(n)
		return !found
	})
	return found
}

func (m *markup) file(title, address string) {
	if !m.seen[address] {
		m.seen[address] = true
		m.files = append(m.files, feed.Attachment{Title: title, URL: address})
	}
}

// filesAfter lists the documents that are offered just below the body.
func (m *markup) filesAfter(line int) {
	lines := m.a.page.lines
	for i := line; i < min(line+15, len(lines)); i++ {
		if lines[i].files == 0 || lines[i].hint == asideHint || lines[i].node == nil {
			continue
		}
		for _, n := range all(lines[i].node, atom.A) {
			if to := m.a.doc.resolve(attr(n, "href")); to != "" && isDocument(to) {
				m.file(m.a.fileName(n, text(n)), to)
			}
		}
	}
}

// heading keeps short headings; long ones are paragraphs that were made large.
func (m *markup) heading(n *html.Node, f *flow) {
	f.end()
	if utf8.RuneCountInString(text(n)) > 60 || first(n, atom.Table) != nil || first(n, atom.P) != nil {
		m.children(n, style{}, f)
		f.end()
		return
	}
	level := n.DataAtom
	if level == atom.H1 {
		level = atom.H2
	}
	h := element(level)
	inner := &flow{into: h, inline: true}
	m.children(n, style{}, inner)
	inner.seal()
	for i := range inner.runs {
		inner.runs[i].bold = false
	}
	inner.end()
	appendFilled(f.into, h)
}

func (m *markup) list(n *html.Node, st style, f *flow) {
	f.end()
	list := element(n.DataAtom)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || isUnseen(c) {
			continue
		}
		if c.DataAtom != atom.Li {
			inner := &flow{into: f.into}
			m.node(c, st, inner)
			inner.end()
			continue
		}
		item := element(atom.Li)
		inner := &flow{into: item}
		m.children(c, st, inner)
		inner.end()
		appendFilled(list, item)
	}
	appendFilled(f.into, list)
}

// nested copies n's content into one element of the clean tree.
func (m *markup) nested(n, into *html.Node, st style, f *flow) {
	f.end()
	inner := &flow{into: into}
	m.children(n, st, inner)
	inner.end()
	appendFilled(f.into, into)
}

func appendFilled(parent, n *html.Node) {
	if n.FirstChild != nil {
		parent.AppendChild(n)
	}
}
