package page

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// line is one line of the page as a browser would begin it: text between two block boundaries or line breaks.
type line struct {
	text    string
	cuts    []int      // bytes of text where an inline element begins or ends
	node    *html.Node // block element that holds it
	element *html.Node // innermost element of its first text
	runes   int
	linked  int // runes within links
	marks   int // sentence marks outside links
	bold    int // runes in bold
	heading int // 1 to 6 within <h1> to <h6>, else 0
	size    int // largest font size given inline, in pixels; 0 when none
	links   int
	files   int  // links to documents
	picture bool // holds one that is neither an icon nor a link to another page
	cell    bool // in a table cell
	hint    hint // what class names around it say
	nature  nature
	title   int8 // whether it may be a headline: 0 not looked at, 1 yes, -1 no
	fields  []labelled
	read    bool // fields has been read
	copied  bool // a long line that stood on the page before
}

// span is a range of lines, last exclusive.
type span struct{ from, to int }

// outline is the page as lines, with the range of lines of each element.
type outline struct {
	lines []line
	spans map[*html.Node]span
	order []*html.Node       // the elements of spans in document order
	of    map[*html.Node]int // text and picture node -> its line
}

// outlined reads the visible part of the tree below root.
func outlined(root *html.Node) *outline {
	o := &outlineWriter{outline: outline{spans: map[*html.Node]span{}, of: map[*html.Node]int{}}, seen: map[string]bool{}}
	o.add(root, context{})
	o.flush()
	return &o.outline
}

// context is what the elements around a piece of text make of it.
type context struct {
	block   *html.Node
	element *html.Node
	link    *html.Node
	bold    bool
	cell    bool
	heading int
	size    int
	hint    hint
}

type outlineWriter struct {
	outline
	t    textWriter
	cur  line
	seen map[string]bool
}

func (o *outlineWriter) add(n *html.Node, c context) {
	switch n.Type {
	case html.TextNode:
		o.text(n, c)
		return
	case html.ElementNode:
		if isUnseen(n) {
			if n.DataAtom == atom.Noscript && first(n, atom.Img) != nil || n.DataAtom == atom.Video {
				o.picture(n, c)
			}
			return
		}
		switch n.DataAtom {
		case atom.Br:
			o.flush()
			return
		case atom.Img:
			o.picture(n, c)
			return
		}
		c = c.within(n)
	case html.DocumentNode:
	default:
		return
	}
	isBlockElement := n.Type == html.ElementNode && isBlock(n.DataAtom)
	if isBlockElement {
		o.flush()
		c.block = n
	}
	o.cut()
	if n.DataAtom == atom.A && n.Type == html.ElementNode {
		o.cur.links++
		if isDocument(attr(n, "href")) {
			o.cur.files++
		}
	}
	from, mid := len(o.lines), o.t.Len() > 0
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		o.add(child, c)
	}
	o.cut()
	if isBlockElement {
		o.flush()
	}
	if n.Type == html.ElementNode && (isBlockElement || len(o.lines) > from) && !mid {
		o.spans[n] = span{from, len(o.lines)}
		o.order = append(o.order, n)
	}
}

// within is the context of n's children.
func (c context) within(n *html.Node) context {
	c.element = n
	switch n.DataAtom {
	case atom.A:
		c.link = n
	case atom.B, atom.Strong:
		c.bold = true
	case atom.Td, atom.Th:
		c.cell = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.heading = int(n.Data[1] - '0')
	}
	if size := fontSize(n); size > 0 {
		c.size = size
	}
	c.hint = c.hint.with(n)
	return c
}

// cut notes an element boundary within the line.
func (o *outlineWriter) cut() {
	if n := o.t.Len(); n > 0 && (len(o.cur.cuts) == 0 || o.cur.cuts[len(o.cur.cuts)-1] != n) {
		o.cur.cuts = append(o.cur.cuts, n)
	}
}

func (o *outlineWriter) begin(n *html.Node, c context) {
	if o.cur.node == nil {
		o.cur.node, o.cur.element, o.cur.heading, o.cur.cell, o.cur.hint = c.block, c.element, c.heading, c.cell, c.hint
	}
	o.of[n] = len(o.lines)
}

func (o *outlineWriter) text(n *html.Node, c context) {
	before := o.t.Len()
	o.t.write(n.Data)
	if o.t.Len() == before {
		return
	}
	o.begin(n, c)
	added := o.t.String()[before:]
	count := utf8.RuneCountInString(added)
	o.cur.runes += count
	if c.link != nil {
		o.cur.linked += count
	} else {
		o.cur.marks += sentenceMarks(added)
	}
	if c.bold {
		o.cur.bold += count
	}
	o.cur.size = max(o.cur.size, c.size)
}

func (o *outlineWriter) picture(n *html.Node, c context) {
	o.begin(n, c)
	if c.link == nil || isPictureFile(attr(c.link, "href")) {
		o.cur.picture = o.cur.picture || !isTiny(n)
	}
}

// isTiny reports whether an image is given the size of an icon.
func isTiny(n *html.Node) bool {
	for _, key := range [...]string{"width", "height"} {
		v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(n, key)), "px"))
		if err == nil && v > 0 && v <= 40 {
			return true
		}
	}
	return false
}

// flush ends the line.
func (o *outlineWriter) flush() {
	if o.cur.node != nil {
		b := o.cur
		b.text = o.t.String()
		if b.runes >= 30 {
			b.copied = o.seen[b.text]
			o.seen[b.text] = true
		}
		o.lines = append(o.lines, b)
	}
	o.t = textWriter{}
	o.cur = line{}
}

// sentenceMarks counts the marks that prose has and menus have not.
func sentenceMarks(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case '，', '。', '；', '！', '？', '、', '”', '：', '｡', '﹐':
			n++
		}
	}
	return n
}

// extension is how the file that a link leads to ends, in lower case without the dot, "" when it has no ending.
func extension(href string) string {
	href, _, _ = strings.Cut(href, "#")
	path, _, _ := strings.Cut(href, "?")
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 || len(path)-dot > 6 {
		return ""
	}
	return strings.ToLower(path[dot+1:])
}

func isPictureFile(href string) bool {
	switch extension(href) {
	case "jpg", "jpeg", "png", "gif", "webp", "bmp":
		return true
	}
	return false
}

// isDocument reports whether a link leads to a file that is an attachment rather than a page.
func isDocument(href string) bool {
	switch extension(href) {
	case "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "ppt", "pptx", "zip", "rar", "7z", "ofd", "txt", "ceb",
		"rtf", "dwg":
		return true
	}
	return false
}

// fontSize is the size that an element gives its text, in pixels, 0 when it gives none.
func fontSize(n *html.Node) int {
	for i := range n.Attr {
		switch v := n.Attr[i].Val; n.Attr[i].Key {
		case "style":
			return styleSize(v)
		case "size":
			if n.DataAtom == atom.Font && len(v) == 1 && v[0] >= '1' && v[0] <= '7' {
				return [...]int{10, 13, 16, 18, 24, 32, 48}[v[0]-'1']
			}
		}
	}
	return 0
}

// styleSize reads font-size of an inline style: px, pt, em, rem.
func styleSize(style string) int {
	i := indexFold(style, "font-size")
	if i < 0 {
		return 0
	}
	v := strings.TrimLeft(style[i+len("font-size"):], " :")
	n, j := 0, 0
	for j < len(v) && j < 4 && v[j] >= '0' && v[j] <= '9' {
		n = n*10 + int(v[j]-'0')
		j++
	}
	switch unit := v[j:]; {
	case strings.HasPrefix(unit, "pt"):
		return n * 4 / 3
	case strings.HasPrefix(unit, "em"), strings.HasPrefix(unit, "rem"):
		return n * 16
	case strings.HasPrefix(unit, "px"), strings.HasPrefix(unit, "."):
		return n
	}
	return 0
}
