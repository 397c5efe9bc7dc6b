package page

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unwrapped is the page with CDATA sections opened, so that records kept as
// <record><![CDATA[<li><a …>]]></record> are read like any other markup.
//
// An answer that is JSON is made a page that holds it as script data.
func unwrapped(page []byte) []byte {
	if head := bytes.TrimLeft(page, "\ufeff \r\n\t"); len(head) > 0 && (head[0] == '{' || head[0] == '[') {
		return slices.Concat([]byte("<script>"), head, []byte("</script>"))
	}
	if !bytes.Contains(page, []byte("<![CDATA[")) {
		return page
	}
	page = bytes.ReplaceAll(page, []byte("<![CDATA["), nil)
	return bytes.ReplaceAll(page, []byte("]]>"), nil)
}

// graft puts markup that a page keeps in scripts and text areas into the tree, where the script stands: datastores of
// <record>s, templates of type text/html or text/xml, what document.write writes, and long strings of list items.
func graft(d *document, scripts *scriptSet) {
	written := scripts.written.String()
	if strings.Contains(written, "<a") {
		if body := first(d.root, atom.Body); body != nil {
			plant(body, nil, written)
		}
	}
	for i, n := range scripts.nodes {
		s := scripts.sources[i]
		if !strings.Contains(s, "<a ") && !strings.Contains(s, `\u003ca `) {
			continue
		}
		kind := attr(n, "type")
		switch {
		case kind != "" && !strings.Contains(kind, "javascript") && !strings.Contains(kind, "json"),
			strings.Contains(s, "<record"):
			plant(n.Parent, n, s)
		case !strings.Contains(written, "<a "):
			if s = literals(s); strings.Count(s, "<a ") >= 3 {
				plant(n.Parent, n, s)
			}
		}
	}
	for _, n := range all(d.root, atom.Textarea) {
		if n.FirstChild != nil && strings.Contains(n.FirstChild.Data, "<a ") {
			plant(n.Parent, n, n.FirstChild.Data)
		}
	}
}

// plant parses s and inserts it into parent before the node behind n; at the end when n is nil.
func plant(parent, n *html.Node, s string) {
	root, err := parseTree([]byte("<body>" + s))
	if err != nil || parent == nil {
		return
	}
	box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	body := first(root, atom.Body)
	for body != nil && body.FirstChild != nil {
		c := body.FirstChild
		body.RemoveChild(c)
		box.AppendChild(c)
	}
	if n != nil {
		parent.InsertBefore(box, n.NextSibling)
	} else {
		parent.AppendChild(box)
	}
}

// literals is the string literals of a script that hold markup, one after the other. Where code stands between two
// of them, an address or text that it would have made up is missing; such links come out with an address that
// resolves to nothing useful and are dropped with the rest of the menus.
func literals(s string) string {
	budget := maxTokens
	lx := &lexer{s: s, budget: &budget}
	var b strings.Builder
	for {
		switch t := lx.next(); t.kind {
		case endToken:
			return b.String()
		case stringToken:
			if strings.ContainsAny(t.text, "<>") || b.Len() > 0 && strings.Contains(t.text, "/") {
				b.WriteString(t.text)
			}
		}
	}
}
