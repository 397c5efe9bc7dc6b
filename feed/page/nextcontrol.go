package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// control is an element of a pager.
type control struct {
	node     *html.Node
	kind     controlKind
	label    string
	number   int  // of a numberControl
	here     bool // it marks this page
	disabled bool
	submits  bool // a submit button
}

type controlKind int

const (
	noControl controlKind = iota
	nextControl
	previousControl // also: first
	lastControl
	numberControl
	symbolControl // > » →
)

const maxControls = 4000

// controlsOf reads the page's pager elements in page order: links, buttons, and plain numbers beside them.
func controlsOf(d *document) []control {
	var controls []control
	walk(d.root, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return n.Type == html.DocumentNode
		}
		if len(controls) >= maxControls || n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Select {
			return false
		}
		if c, ok := controlAt(n); ok {
			controls = append(controls, c)
			return false
		}
		return n.DataAtom != atom.A
	})
	return controls
}

// controlAt reads one element as a pager control.
func controlAt(n *html.Node) (control, bool) {
	c := control{node: n}
	switch n.DataAtom {
	case atom.A, atom.Button, atom.Area:
		c.label = controlLabel(n)
	case atom.Input:
		kind := strings.ToLower(attr(n, "type"))
		if kind != "button" && kind != "submit" && kind != "image" {
			return c, false
		}
		c.label, c.submits = attr(n, "value")+attr(n, "alt"), kind != "button"
	case atom.Span, atom.Li, atom.B, atom.Strong, atom.Em, atom.Font, atom.I, atom.Td, atom.Div, atom.P:
		if !isLeaf(n) {
			return c, false
		}
		c.label = controlLabel(n)
	default:
		return c, false
	}
	if c.label == "" || len(c.label) > 40 {
		return c, false
	}
	c.kind, c.number = controlKindOf(c.label)
	clickable := n.DataAtom == atom.A || n.DataAtom == atom.Button || n.DataAtom == atom.Input || attr(n, "onclick") != ""
	if !clickable && c.kind != numberControl {
		return c, false
	}
	c.here = !clickable || marksHere(n)
	c.disabled = has(n, "disabled") || hasWord(n, "disabled") || n.Parent != nil && hasWord(n.Parent, "disabled")
	return c, c.kind != noControl
}

// isLeaf reports whether an element holds one short text and nothing else.
func isLeaf(n *html.Node) bool {
	t := n.FirstChild
	return t != nil && t.NextSibling == nil && t.Type == html.TextNode && len(t.Data) < 40
}

// controlLabel is an element's text, title or picture's name, as far as a pager control has one.
func controlLabel(n *html.Node) string {
	t := n.FirstChild
	for depth := 0; t != nil && depth < 3 && t.Type == html.ElementNode && t.NextSibling == nil; depth++ {
		t = t.FirstChild
	}
	if t != nil && t.Type == html.TextNode && len(t.Data) > 40 && len(strings.TrimSpace(t.Data)) > 40 {
		return ""
	}
	s := bounded(text(n))
	if kind, _ := controlKindOf(s); kind != noControl || lettersIn(s) > 0 {
		return s
	}
	for _, key := range [...]string{"title", "aria-label"} {
		if v := attr(n, key); v != "" {
			return v
		}
	}
	if img := first(n, atom.Img); img != nil {
		return attr(img, "alt")
	}
	return s
}

const pagerBlanks = " \t\n\f\r"

// bracketedNumber reads a label that is a page's number of one to four digits: 3, [3], 第 3 页.
func bracketedNumber(s string) (int, bool) {
	s = strings.TrimLeft(cutOne(s, "[", "(", "（", "【", "<", "《"), pagerBlanks)
	s = strings.TrimLeft(cutOne(s, "第"), pagerBlanks)
	n, digits := 0, 0
	for digits < len(s) && isDigit(rune(s[digits])) {
		if digits == 4 {
			return 0, false
		}
		n = n*10 + int(s[digits]-'0')
		digits++
	}
	s = strings.TrimLeft(s[digits:], pagerBlanks)
	s = strings.TrimLeft(cutOne(s, "页"), pagerBlanks)
	return n, digits > 0 && cutOne(s, "]", ")", "）", "】", ">", "》") == ""
}

// cutOne is s without the first of the given beginnings that it has.
func cutOne(s string, begins ...string) string {
	for _, b := range begins {
		if rest, ok := strings.CutPrefix(s, b); ok {
			return rest
		}
	}
	return s
}

// controlKindOf reads a label. Its number is that of a page number.
func controlKindOf(label string) (controlKind, int) {
	s := strings.TrimSpace(label)
	if n, ok := bracketedNumber(s); ok {
		return numberControl, n
	}
	word := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s))
	switch word {
	case "下一页", "下页", "下一頁", "下頁", "后一页", "后页", "次页", "翻下页", "下一版页", "往后翻页", "向后翻页", "next", "nextpage",
		"下一页next", "next下一页", "older", "olderposts", "较旧文章", "较早文章", "早期文章", "更早的文章", "旧文章", "加载更多", "点击加载更多", "查看更多文章", "下一頁next", "下一页下一页":
		return nextControl, 0
	case "上一页", "上页", "上一頁", "前一页", "前页", "prev", "previous", "首页", "第一页", "首頁", "first", "previouspage":
		return previousControl, 0
	case "尾页", "末页", "最后一页", "最末页", "last", "尾頁", "末頁":
		return lastControl, 0
	case "":
		switch strings.ReplaceAll(s, " ", "") {
		case ">", "»", "›", "→", ">>", "＞", "》", "▶", "►", "&gt;", "»»", "＞＞":
			return symbolControl, 0
		case "<", "«", "‹", "←", "<<", "＜", "《", "◀":
			return previousControl, 0
		}
	}
	return noControl, 0
}

// marksHere reports whether a page number's own or parent's class says that it is this page's, or that its link is
// dead.
func marksHere(n *html.Node) bool {
	for _, e := range [...]*html.Node{n, n.Parent} {
		if e == nil || e.DataAtom != atom.Li && e != n {
			continue
		}
		for _, w := range [...]string{"current", "cur", "active", "on", "selected", "this", "thisclass", "now", "hover"} {
			if hasWord(e, w) {
				return true
			}
		}
	}
	return false
}

// hasWord reports whether a class name of n is w, alone or as a part set off by - or _.
func hasWord(n *html.Node, w string) bool {
	for part := range strings.FieldsFuncSeq(attr(n, "class"), func(r rune) bool { return !isLetter(r) }) {
		if strings.EqualFold(part, w) {
			return true
		}
	}
	return false
}

// codeOf is what a click on n runs.
func codeOf(n *html.Node) string {
	code := attr(n, "onclick")
	href := strings.TrimSpace(attr(n, "href"))
	if len(href) > 11 && strings.EqualFold(href[:11], "javascript:") {
		if s := strings.Trim(href[11:], " ;"); s != "" && !strings.HasPrefix(s, "void") {
			code = s + ";" + code
		}
	}
	if len(code) > 4096 {
		return ""
	}
	return code
}
