package syndication

import (
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"github.com/mmcdole/gofeed"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// content is the HTML of an entry, read.
type content struct {
	markdown    string
	text        string // without any markup
	blocks      int    // paragraphs and line breaks
	pictures    []feed.Picture
	attachments []feed.Attachment
}

// body is the text of an item, and whether it is all of it. An item has a content and a description, or either: the
// content is the full text unless it ends as summaries do; the description only if it reads like a whole article.
func (r *reader) body(item *gofeed.Item, base *url.URL) (content, bool) {
	description := r.readContent(item.Description, base)
	if strings.TrimSpace(item.Content) == "" {
		return description, isWhole(description)
	}
	c := r.readContent(item.Content, base)
	switch {
	case c.text == "" && len(c.pictures) == 0:
		return description, isWhole(description)
	case utf8.RuneCountInString(c.text) < utf8.RuneCountInString(description.text):
		return description, isWhole(description)
	case c.text == description.text:
		return c, isWhole(c)
	}
	return c, !isCut(c.text) && c.text != plain(item.Title)
}

// isWhole judges a text that may be a summary: a whole one ends with a sentence, and is long or has paragraphs.
func isWhole(c content) bool {
	if isCut(c.text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(c.text)
	if !strings.ContainsRune("。！？；.!?”’」』）)》】", last) {
		return false
	}
	n := utf8.RuneCountInString(c.text)
	return n >= 400 || n >= 150 && c.blocks >= 2
}

// isCut reports whether a text ends as one that goes on elsewhere.
func isCut(text string) bool {
	text = strings.ToLower(strings.TrimRight(text, " \n\t　>»)）]】"))
	for _, end := range [...]string{
		"…", "...", "[...", "[…", "。。。", "阅读全文", "查看全文", "查看详情", "查看更多", "点击查看", "阅读更多", "更多", "全文", "详情",
		"read more", "continue reading", "more",
	} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// readContent turns HTML, or plain text, into Markdown with absolute links, and collects its pictures and files.
func (r *reader) readContent(source string, baseURL *url.URL) content {
	if strings.TrimSpace(source) == "" {
		return content{}
	}
	if !tagPattern().MatchString(source) {
		source = paragraphs(html.UnescapeString(source))
	}
	root := &nethtml.Node{Type: nethtml.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := nethtml.ParseFragment(strings.NewReader(source), root)
	if err != nil { // nested too deep
		text := plain(source)
		return content{markdown: text, text: text}
	}
	var c content
	for _, n := range nodes {
		root.AppendChild(n)
	}
	var text strings.Builder
	c.clean(root, baseURL, &text)
	c.text = strings.Join(strings.Fields(text.String()), " ")
	if plain, ok := plainParagraphs(root); ok {
		c.markdown = plain
		return c
	}
	out, err := r.converter.ConvertNode(root)
	if err != nil {
		c.markdown = c.text
		return c
	}
	c.markdown = unindented(string(out))
	return c
}

func newConverter() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false)),
		table.NewTablePlugin(table.WithHeaderPromotion(true), table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal)),
	))
}

// clean makes the links below n absolute, takes out what is not text, and collects text, pictures and files.
func (c *content) clean(n *nethtml.Node, base *url.URL, text *strings.Builder) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch child.Type {
		case nethtml.TextNode:
			text.WriteString(child.Data)
		case nethtml.ElementNode:
			if isInvisible(child.DataAtom) {
				n.RemoveChild(child)
				break
			}
			c.element(child, base)
			if isBlock(child.DataAtom) {
				c.blocks++
				text.WriteByte(' ')
			}
			c.clean(child, base, text)
		default:
			n.RemoveChild(child)
		}
		child = next
	}
}

// element makes the address of a link, a picture or a film absolute and notes it.
func (c *content) element(n *nethtml.Node, base *url.URL) {
	switch n.DataAtom {
	case atom.A:
		u := resolve(base, attribute(n, "href"))
		if u == "" {
			unwrap(n)
			return
		}
		n.Attr = []nethtml.Attribute{{Key: "href", Val: u}}
		if isDocument(u) && !slices.ContainsFunc(c.attachments, func(a feed.Attachment) bool { return a.URL == u }) {
			c.attachments = append(c.attachments, feed.Attachment{Title: firstOf(textOf(n), fileName(u)), URL: u})
		}
	case atom.Img:
		u := resolve(base, firstOf(attribute(n, "data-original"), attribute(n, "data-src"), attribute(n, "src")))
		if u == "" {
			unwrap(n)
			return
		}
		alt := plain(attribute(n, "alt"))
		n.Attr = []nethtml.Attribute{{Key: "src", Val: u}, {Key: "alt", Val: alt}}
		c.pictures = append(c.pictures, feed.Picture{URL: u, Alt: alt})
	case atom.Iframe, atom.Video, atom.Audio, atom.Embed:
		u := resolve(base, attribute(n, "src"))
		if u == "" {
			unwrap(n)
			return
		}
		n.Data, n.DataAtom, n.Attr = "a", atom.A, []nethtml.Attribute{{Key: "href", Val: u}}
		if n.FirstChild == nil {
			n.AppendChild(&nethtml.Node{Type: nethtml.TextNode, Data: fileName(u)})
		}
	}
}

// unwrap makes n an element without meaning.
func unwrap(n *nethtml.Node) { n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil }

func isInvisible(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Object, atom.Form, atom.Button, atom.Input, atom.Title, atom.Meta, atom.Link:
		return true
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Br, atom.Div, atom.Li, atom.Tr, atom.H1, atom.H2, atom.H3, atom.H4, atom.Blockquote, atom.Section, atom.Td, atom.Th:
		return true
	}
	return false
}

func attribute(n *nethtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *nethtml.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == nethtml.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// paragraphs is plain text as HTML.
func paragraphs(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString("<p>" + html.EscapeString(line) + "</p>")
		}
	}
	return b.String()
}

// unindented drops the full-width spaces that Chinese paragraphs are indented by.
func unindented(markdown string) string {
	lines := strings.Split(strings.TrimSpace(markdown), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(strings.TrimLeft(line, "\u3000\u00a0"), "\u3000\u00a0")
	}
	return strings.Join(lines, "\n")
}
