package page

import (
	"encoding/base64"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// uncover shows what the page hides until its script runs: elements hidden by style, and HTML kept in textareas,
// templates, hidden fields and scripts of a text type. It reports whether anything changed.
func (a *reader) uncover() bool {
	changed := false
	walk(a.doc.root, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		if isHidden(n) {
			kept := n.Attr[:0]
			for _, at := range n.Attr {
				if at.Key != "style" && at.Key != "hidden" {
					kept = append(kept, at)
				}
			}
			n.Attr = kept
			changed = true
		}
		switch {
		case n.DataAtom == atom.Template:
			n.DataAtom, n.Data = atom.Div, "div"
			changed = true
		case n.DataAtom == atom.Textarea, n.DataAtom == atom.Script && isTextType(attr(n, "type")):
			if raw := rawText(n); strings.Contains(raw, "<") && hanCount(raw) >= 20 {
				replaceWithHTML(n, raw)
				changed = true
			}
		case n.DataAtom == atom.Input && strings.EqualFold(attr(n, "type"), "hidden"):
			if kept := unpacked(attr(n, "value")); strings.Contains(kept, "<") && hanCount(kept) >= 20 {
				replaceWithHTML(n, kept)
				changed = true
			}
		}
		return true
	})
	return changed
}

// isTextType reports whether a script's type says that it holds text to be shown rather than a program or data.
func isTextType(t string) bool {
	return strings.HasPrefix(t, "text/") && !strings.Contains(t, "javascript") && !strings.Contains(t, "json")
}

// replaceWithHTML turns n into a <div> that holds the parsed source.
func replaceWithHTML(n *html.Node, source string) {
	n.DataAtom, n.Data, n.Attr = atom.Div, "div", nil
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	tree, err := parseTree([]byte(source))
	if err != nil {
		return
	}
	if b := first(tree, atom.Body); b != nil {
		for b.FirstChild != nil {
			c := b.FirstChild
			b.RemoveChild(c)
			n.AppendChild(c)
		}
	}
}

// unpacked is the Chinese text that s holds percent-encoded or in Base64, else s itself.
func unpacked(s string) string {
	var plain string
	switch {
	case len(s) < 60:
		return s
	case strings.Contains(s, "%E") || strings.Contains(s, "%e"):
		plain, _ = url.PathUnescape(s)
	case strings.ContainsAny(s, "< ，。"):
	default:
		b, _ := base64.StdEncoding.DecodeString(s)
		plain = string(b)
	}
	if utf8.ValidString(plain) && hanCount(plain) >= 10 {
		return plain
	}
	return s
}

func hanCount(s string) int {
	n := 0
	for _, r := range s {
		if isHan(r) {
			n++
		}
	}
	return n
}
