package page

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

const (
	maxPage      = 8 << 20 // bytes read of a page; fetch stops there too
	maxNodes     = 150_000 // about 100 MB of tree and outline; the largest of 63 real pages had 12,000
	maxListNodes = 220_000 // of a list page, which has no outline: 24,000 links with dates, or 55,000 bare ones
	maxDepth     = 100     // tags kept open when a page nests deeper than the parser allows (512)
)

// document is a parsed page.
type document struct {
	root    *html.Node
	address *url.URL // of the page
	base    *url.URL // that relative links are relative to
	cut     int      // bytes at the page's end that were not read
}

// parse reads of a UTF-8 page what makes at most so many nodes. Errors are *feed.Error of kind Empty or Malformed.
func parse(page []byte, address string, nodes int) (*document, error) {
	page = bytes.TrimLeftFunc(page, func(r rune) bool { return isSpace(r) || isZeroWidth(r) })
	whole := len(page)
	page = page[:min(whole, maxPage)]
	if len(page) == 0 {
		return nil, &feed.Error{Kind: feed.Empty, Op: "read page", Subject: address}
	}
	if !looksLikeHTML(page) {
		return nil, &feed.Error{Kind: feed.Malformed, Op: "read page", Subject: address, Err: errNotHTML}
	}
	page = page[:affordable(page, nodes)]
	root, err := parseTree(page)
	if err != nil {
		return nil, &feed.Error{Kind: feed.Malformed, Op: "read page", Subject: address, Err: err}
	}
	d := &document{root: root, cut: whole - len(page)}
	d.address, err = url.Parse(strings.TrimSpace(address))
	if err != nil {
		d.address = &url.URL{}
	}
	d.base = d.address
	if b := first(root, atom.Base); b != nil {
		if u, err := d.address.Parse(strings.TrimSpace(attr(b, "href"))); err == nil && u.Host != "" {
			d.base = u
		}
	}
	return d, nil
}

var errNotHTML = errors.New("not HTML")

// looksLikeHTML reports whether there is a tag near the start and no NUL, which no text has.
func looksLikeHTML(page []byte) bool {
	head := page[:min(len(page), 64<<10)]
	if bytes.IndexByte(head[:min(len(head), 1024)], 0) >= 0 || bytes.HasPrefix(head, []byte("%PDF-")) {
		return false
	}
	for i := 0; i+1 < len(head); i++ {
		if head[i] != '<' {
			continue
		}
		if c := head[i+1]; c == '!' || c == '/' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return true
		}
	}
	return false
}

// parseTree parses a page. One that nests too deep is parsed once more with the deepest tags
// left out.
func parseTree(page []byte) (root *html.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			root, err = nil, fmt.Errorf("parse: %v", r)
		}
	}()
	option := html.ParseOptionEnableScripting(false)
	if root, err = html.ParseWithOptions(bytes.NewReader(page), option); err == nil {
		return root, nil
	}
	return html.ParseWithOptions(bytes.NewReader(flattened(page)), option)
}

// affordable is how many bytes of the page make at most so many nodes. The parser reopens formatting elements that
// were left open in every block that follows, at most three of the same attributes, so each tag costs as many nodes as
// are open.
func affordable(page []byte, nodes int) int {
	if isSurelyAffordable(page, nodes) {
		return len(page)
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	read, cost, open := 0, 0, 0
	same := map[string]int{} // open formatting elements by tag as written
	var opened []string
	for cost < nodes {
		kind := z.Next()
		if kind == html.ErrorToken {
			return len(page)
		}
		raw := z.Raw()
		read += len(raw)
		cost++
		if kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		cost += open
		tag := string(raw[:min(len(raw), 200)])
		name, _ := z.TagName()
		if a := atom.Lookup(name); !isFormatting(a) || a == atom.A || a == atom.Nobr {
			continue
		}
		if kind == html.StartTagToken {
			if same[tag]++; same[tag] <= 3 {
				open++
				opened = append(opened, tag)
			}
		} else if n := len(opened); n > 0 {
			open--
			same[opened[n-1]]--
			opened = opened[:n-1]
		}
	}
	return read
}

// isSurelyAffordable reports whether a page is within the budget even if every bracket began a tag and every formatting
// element were left open.
func isSurelyAffordable(page []byte, nodes int) bool {
	tags, open := bytes.Count(page, []byte("<")), 0
	for rest := page; tags*(open+2) < nodes; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			return true
		}
		rest = rest[i+1:]
		var name [8]byte
		n := 0
		for n < min(len(rest), len(name)) && isLetter(rune(rest[n])) {
			name[n] = rest[n] | 0x20
			n++
		}
		if isFormatting(atom.Lookup(name[:n])) {
			open++
		}
	}
	return false
}

// isFormatting is the HTML standard's list of elements that survive the block they were opened in.
func isFormatting(a atom.Atom) bool {
	switch a {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike,
		atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// flattened is the page without the tags that lie deeper than maxDepth; their text stays.
func flattened(page []byte) []byte {
	z := html.NewTokenizer(bytes.NewReader(page))
	out := make([]byte, 0, len(page))
	depth, dropped := 0, 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out
		}
		raw := z.Raw()
		if kind == html.StartTagToken || kind == html.EndTagToken {
			name, _ := z.TagName()
			switch a := atom.Lookup(name); {
			case closesItself(a):
			case kind == html.StartTagToken && depth >= maxDepth:
				dropped++
				continue
			case kind == html.StartTagToken:
				depth++
			case dropped > 0:
				dropped--
				continue
			case depth > 0:
				depth--
			}
		}
		out = append(out, raw...)
	}
}

// closesItself reports whether an element cannot nest in itself or has no content, so that it does not add up.
func closesItself(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Li, atom.Dd, atom.Dt, atom.Option, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.A,
		atom.Br, atom.Hr, atom.Img, atom.Input, atom.Meta, atom.Link, atom.Base, atom.Area, atom.Col, atom.Embed,
		atom.Param, atom.Source, atom.Track, atom.Wbr, atom.Script, atom.Style, atom.Title, atom.Textarea,
		atom.Html, atom.Head, atom.Body:
		return true
	}
	return false
}

// resolve is the absolute address of a link as written in the page, without fragment, or "" when it leads nowhere
// that http or https reaches.
func (d *document) resolve(href string) string {
	href = strings.TrimFunc(href, isSpace)
	if href == "" || href[0] == '#' || len(href) > 4096 {
		return ""
	}
	u, err := d.base.Parse(href)
	if err != nil {
		u, err = d.base.Parse(escapeBad(href))
		if err != nil {
			return ""
		}
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// escapeBad makes a carelessly written address parseable: broken percent signs, controls and blanks are escaped.
func escapeBad(href string) string {
	var b strings.Builder
	for i := 0; i < len(href); i++ {
		c := href[i]
		switch {
		case c < 0x20 || c == 0x7f:
		case c == ' ':
			b.WriteString("%20")
		case c == '%' && (i+2 >= len(href) || !isHex(href[i+1]) || !isHex(href[i+2])):
			b.WriteString("%25")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}
