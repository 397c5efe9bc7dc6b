package prose

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"zonewire/feed"
)

// Before and after a link's text in what glamour is given, so that its extent is known in what it returns. Both are
// of the private use area, which the gate removes from the source.
const (
	linkOpen = '\ue000'
	linkShut = '\ue001'
)

// inlines prepares what stands within parent for glamour: links lose their address, which is shown as a number, and
// lines that the source merely broke are joined.
func (d *Draft) inlines(parent ast.Node) {
	for node := parent.FirstChild(); node != nil; {
		next := node.NextSibling()
		switch n := node.(type) {
		case *ast.Text:
			d.joinLines(n)
			if parent.Kind() != ast.KindLink {
				next = d.bareAddress(parent, n)
			}
		case *ast.AutoLink:
			link := ast.NewLink()
			link.Destination = n.URL(d.source)
			if n.AutoLinkType == ast.AutoLinkEmail {
				link.Destination = append([]byte("mailto:"), link.Destination...)
			}
			link.AppendChild(link, d.newText(string(n.Label(d.source))))
			parent.ReplaceChild(parent, n, link)
			d.link(parent, link)
		case *ast.Link:
			d.inlines(n)
			d.link(parent, n)
		case *ast.RawHTML:
			d.rawHTML(parent, n)
		default:
			d.inlines(n)
		}
		node = next
	}
}

// bareAddress makes a link of the first address that stands in t as it is, and returns the node to go on with: what
// follows it. Unlike GitHub's rule this one asks for no space before it, because Chinese puts none there; the address
// ends where ASCII does.
func (d *Draft) bareAddress(parent ast.Node, t *ast.Text) ast.Node {
	value := t.Segment.Value(d.source)
	from := bytes.Index(value, []byte("http"))
	for ; from >= 0; from = after(value, from+1, "http") {
		n := addressLen(value[from:])
		if n == 0 {
			continue
		}
		before, found, rest := string(value[:from]), string(value[from:from+n]), string(value[from+n:])
		link := ast.NewLink()
		link.Destination = []byte(found)
		link.AppendChild(link, d.newText(found))
		tail := d.newText(rest)
		tail.SetHardLineBreak(t.HardLineBreak())
		parent.InsertBefore(parent, t, d.newText(before))
		parent.InsertBefore(parent, t, link)
		parent.ReplaceChild(parent, t, tail)
		d.link(parent, link)
		return tail
	}
	return t.NextSibling()
}

// after is bytes.Index from a place on; it counts from the start of s.
func after(s []byte, from int, part string) int {
	if n := bytes.Index(s[from:], []byte(part)); n >= 0 {
		return from + n
	}
	return -1
}

// addressLen is the length of the http or https address at the start of s, less the marks of the sentence that it
// ends; 0 when there is none.
func addressLen(s []byte) int {
	if !bytes.HasPrefix(s, []byte("http://")) && !bytes.HasPrefix(s, []byte("https://")) {
		return 0
	}
	n := 0
	for n < len(s) && s[n] > ' ' && s[n] < 0x7f && s[n] != '<' && s[n] != '"' {
		n++
	}
	found := bytes.TrimRight(s[:n], "?!.,:;*_~'")
	if !bytes.ContainsRune(found, '(') {
		found = bytes.TrimRight(found, ")?!.,:;*_~'")
	}
	if address(string(found)) == "" {
		return 0
	}
	return len(found)
}

// link numbers a link that can be opened, and marks its extent.
func (d *Draft) link(parent ast.Node, link *ast.Link) {
	to := address(string(link.Destination))
	link.Destination = []byte("#")
	if to == "" {
		return
	}
	number, known := d.known[to]
	if !known {
		number = len(d.links) + 1
		d.known[to] = number
		d.links = append(d.links, Link{Number: number, Text: plainText(link, d.source), URL: to, Block: len(d.todo)})
	}
	d.numbers = append(d.numbers, number)
	parent.InsertBefore(parent, link, d.newText(string(linkOpen)))
	parent.InsertAfter(parent, link, d.newText(string(linkShut)))
}

// rawHTML replaces a tag: a line break by one, all others by nothing.
func (d *Draft) rawHTML(parent ast.Node, tag *ast.RawHTML) {
	var b bytes.Buffer
	for i := range tag.Segments.Len() {
		s := tag.Segments.At(i)
		b.Write(s.Value(d.source))
	}
	name := strings.ToLower(strings.Trim(b.String(), "</> \n"))
	if name == "br" {
		line := d.newText("")
		line.SetHardLineBreak(true)
		parent.InsertBefore(parent, tag, line)
	}
	parent.RemoveChild(parent, tag)
}

// joinLines undoes a line break that only the source has: a space takes its place between Latin words, nothing
// beside Chinese.
func (d *Draft) joinLines(t *ast.Text) {
	if !t.SoftLineBreak() {
		return
	}
	t.SetSoftLineBreak(false)
	before, _ := utf8.DecodeLastRune(t.Segment.Value(d.source))
	next := firstText(t.NextSibling())
	if next == nil {
		return
	}
	after, _ := utf8.DecodeRune(next.Segment.Value(d.source))
	if !isEastAsian(before) && !isEastAsian(after) && before != utf8.RuneError && before != ' ' {
		next.Segment.Padding++
	}
}

// firstText returns the first text at node or after it, nil when there is none.
func firstText(node ast.Node) *ast.Text {
	for ; node != nil; node = node.NextSibling() {
		if t, ok := node.(*ast.Text); ok && t.Segment.Len() > 0 {
			return t
		}
		if t := firstText(node.FirstChild()); t != nil {
			return t
		}
	}
	return nil
}

// newText returns a text node for s, which is added to the source.
func (d *Draft) newText(s string) *ast.Text {
	from := len(d.source)
	d.source = append(d.source, s...)
	return ast.NewTextSegment(text.NewSegment(from, len(d.source)))
}

// trimIndent takes off the ideographic spaces that a paragraph was indented with.
func (d *Draft) trimIndent(paragraph ast.Node) {
	t, ok := paragraph.FirstChild().(*ast.Text)
	if !ok {
		return
	}
	value := t.Segment.Value(d.source)
	t.Segment.Start += len(value) - len(bytes.TrimLeft(value, "\u3000 "))
	t.Segment.Padding = 0
}

// splitBefore moves the children before child into a paragraph of their own; nil when they are nothing but space.
func (d *Draft) splitBefore(node, child ast.Node) ast.Node {
	paragraph := ast.NewParagraph()
	blank := true
	for node.FirstChild() != child {
		first := node.FirstChild()
		if t, ok := first.(*ast.Text); !ok || len(bytes.TrimSpace(t.Segment.Value(d.source))) > 0 {
			blank = false
		}
		paragraph.AppendChild(paragraph, first)
	}
	if blank {
		return nil
	}
	return paragraph
}

// soleImages returns the images of a node that is one, or that holds nothing else.
func soleImages(node ast.Node) []*ast.Image {
	switch n := node.(type) {
	case *ast.Image:
		return []*ast.Image{n}
	case *ast.Link, *ast.Emphasis:
		var out []*ast.Image
		for child := n.FirstChild(); child != nil; child = child.NextSibling() {
			inner := soleImages(child)
			if len(inner) == 0 {
				return nil
			}
			out = append(out, inner...)
		}
		return out
	}
	return nil
}

// looseImages takes the images out of a node and returns them.
func looseImages(node ast.Node) []*ast.Image {
	var out []*ast.Image
	for child := node.FirstChild(); child != nil; {
		next := child.NextSibling()
		if image, ok := child.(*ast.Image); ok {
			node.RemoveChild(node, child)
			out = append(out, image)
		} else {
			out = append(out, looseImages(child)...)
		}
		child = next
	}
	return out
}

// plainText returns what is written in a node, on one line.
func plainText(node ast.Node, source []byte) string {
	var b strings.Builder
	var walk func(ast.Node)
	walk = func(n ast.Node) {
		if t, ok := n.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		for child := n.FirstChild(); child != nil; child = child.NextSibling() {
			walk(child)
		}
	}
	walk(node)
	return feed.Clean(html.UnescapeString(b.String()))
}
