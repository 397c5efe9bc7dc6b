package page

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pager is what a page says about the pages that continue it.
type pager struct {
	next         string
	unfollowable string
	why          string
	seen         bool // there are page controls, followable or not
}

// pagerFinder looks for the next page. The first way that gives an address wins; the order is from what is meant for
// programs, over words and numbers, to what scripts would draw.
type pagerFinder struct {
	document *document
	scripts  *scriptSet
	controls []control
	self     string
	current  int // number of this page, 0 when unknown
	last     int // highest page number seen, 0 when unknown
	pager
}

func pagerOf(d *document, scripts *scriptSet) pager {
	f := &pagerFinder{document: d, scripts: scripts, self: d.resolve(d.address.String())}
	f.controls = controlsOf(d)
	f.number()
	ways := [...]func() bool{
		f.byRelation, f.byWord, f.byNumber, f.bySymbol, f.bySelect, f.byDatastore, f.byCall, f.byTemplate,
	}
	for _, way := range ways {
		if way() {
			f.unfollowable = ""
			break
		}
	}
	if f.next == "" && f.current > 0 && f.current == f.last {
		f.unfollowable = ""
	}
	return f.pager
}

// take accepts an address as the next page's, unless it leads away or back here.
func (f *pagerFinder) take(address, why string) bool {
	address = f.document.resolve(address)
	if address == "" || address == f.self {
		return false
	}
	u, err := url.Parse(address)
	if err != nil || !sameSite(u.Host, f.document.address.Host) || isFile(u.Path) || isFirstPageOf(f.self, address) {
		return false
	}
	f.next, f.why, f.seen = address, why, true
	return true
}

// isFirstPageOf reports whether an address is self without its file's name or its page number: no page leads on to
// the first.
func isFirstPageOf(self, address string) bool {
	dir := self[:strings.LastIndexByte(self, '/')+1]
	return address == dir || strings.TrimSuffix(address, "?") == strings.TrimSuffix(self, "#")
}

// byRelation follows <link rel="next"> and <a rel="next">.
func (f *pagerFinder) byRelation() bool {
	for _, a := range [...]atom.Atom{atom.Link, atom.A} {
		for _, n := range all(f.document.root, a) {
			if strings.EqualFold(attr(n, "rel"), "next") && f.take(attr(n, "href"), `rel="next"`) {
				return true
			}
		}
	}
	return false
}

// byWord follows 下一页.
func (f *pagerFinder) byWord() bool {
	for _, c := range f.controls {
		if c.kind != nextControl {
			continue
		}
		if f.open(c, "link "+strconv.Quote(c.label)) {
			return true
		}
	}
	return false
}

// byNumber follows the number after this page's.
func (f *pagerFinder) byNumber() bool {
	if f.current == 0 {
		return false
	}
	for _, c := range f.controls {
		if c.kind == numberControl && c.number == f.current+1 {
			if f.open(c, fmt.Sprintf("page number %d after %d", c.number, f.current)) {
				return true
			}
		}
	}
	return false
}

// bySymbol follows > and », when they stand beside page numbers or their mirror image.
func (f *pagerFinder) bySymbol() bool {
	for i, c := range f.controls {
		if c.kind != symbolControl {
			continue
		}
		beside := false
		for j := max(i-12, 0); j < min(i+3, len(f.controls)); j++ {
			k := f.controls[j].kind
			beside = beside || j != i && (k == numberControl || k == previousControl)
		}
		if beside && (f.last == 0 || f.current != f.last) {
			if f.open(c, "link "+strconv.Quote(c.label)) {
				return true
			}
		}
	}
	return false
}

// open follows a control by its address or its code. What cannot be followed is noted.
func (f *pagerFinder) open(c control, why string) bool {
	if c.disabled {
		return false
	}
	href := attr(c.node, "href")
	if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(href)), "javascript:") && f.take(href, why) {
		return true
	}
	for _, a := range c.node.Attr {
		if isOwnAddress(a) && f.take(a.Val, why) {
			return true
		}
	}
	code := codeOf(c.node)
	if strings.Contains(code, "__doPostBack") {
		f.blocked("the next page is asked for by POST (ASP.NET postback)")
		return false
	}
	r := f.scripts.run(code)
	if r.went != "" && f.take(r.went, why+" through its script") {
		return true
	}
	if r.submits != "" || c.submits {
		return f.submit(c.node, r, why)
	}
	if f.seen && c.kind != symbolControl && (len(code) > 0 || strings.HasPrefix(href, "#") && len(href) > 1) {
		f.blocked("the next page is drawn by a script that is not in the page")
	}
	return false
}

// isOwnAddress reports whether an attribute that HTML does not know holds an address for the page's scripts:
// data-url="/news/2.html".
func isOwnAddress(a html.Attribute) bool {
	switch a.Key {
	case "href", "src", "class", "id", "style", "title", "target", "onclick":
		return false
	}
	v := strings.ToLower(a.Val)
	return (strings.HasPrefix(v, "/") || strings.HasPrefix(v, "http") || strings.Contains(v, ".htm") || strings.HasPrefix(a.Key, "data-") && strings.ContainsAny(v, "./?")) &&
		!strings.ContainsAny(v, " (){};<>")
}

func (f *pagerFinder) blocked(why string) {
	if f.unfollowable == "" {
		f.unfollowable = why
	}
}

// bySelect follows a <select> of page addresses.
func (f *pagerFinder) bySelect() bool {
	for _, s := range all(f.document.root, atom.Select) {
		options := all(s, atom.Option)
		if len(options) < 2 || len(options) > 2000 {
			continue
		}
		here := -1
		for i, o := range options {
			if has(o, "selected") || here < 0 && f.document.resolve(attr(o, "value")) == f.self {
				here = i
			}
		}
		if here < 0 {
			here = 0
		}
		if here+1 >= len(options) || !isPageNumber(optionText(options[here])) || !isPageNumber(optionText(options[here+1])) {
			continue
		}
		v := attr(options[here+1], "value")
		if strings.ContainsAny(v, "./?") && f.take(v, "list of pages to select from") {
			return true
		}
	}
	return false
}

func optionText(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return squeeze(n.FirstChild.Data)
}

func isPageNumber(s string) bool {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "第"), "页")
	_, err := strconv.Atoi(strings.TrimSpace(s))
	return err == nil
}

// byDatastore follows <nextgroup><a href=…>, the continuation of a <datastore> of <record>s.
func (f *pagerFinder) byDatastore() bool {
	found := false
	walk(f.document.root, func(n *html.Node) bool {
		if !found && n.Type == html.ElementNode && n.Data == "nextgroup" {
			if a := first(n, atom.A); a != nil {
				found = f.take(attr(a, "href"), "next group of the datastore")
			}
		}
		return !found
	})
	return found
}
