package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// destination is where a link or a picture leads, nil for another node.
func destination(n ast.Node) *[]byte {
	switch n := n.(type) {
	case *ast.Link:
		return &n.Destination
	case *ast.Image:
		return &n.Destination
	}
	return nil
}

// WithPictures returns a text in which each picture has the address that place returns for its own. A picture for
// which it returns "" keeps its own, and so does one whose address stands away from it, in a reference.
func WithPictures(markdown string, place func(address string) string) string {
	markdown = gate(markdown)
	document := newParser().Parse(text.NewReader([]byte(markdown)))
	var b strings.Builder
	at := 0 // of markdown, up to where it is in b
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		to := destination(n)
		if to == nil || entering { // what a link holds stands before its address
			return ast.WalkContinue, nil
		}
		from, ok := destinationIn(markdown[at:], string(*to))
		if !ok {
			return ast.WalkContinue, nil
		}
		from += at
		end := from + len(*to)
		b.WriteString(markdown[at:from])
		at = end
		placed := ""
		if own := address(string(*to)); own != "" && n.Kind() == ast.KindImage {
			placed = place(own)
		}
		if placed == "" {
			placed = markdown[from:end]
		}
		b.WriteString(placed)
		return ast.WalkContinue, nil
	})
	b.WriteString(markdown[at:])
	return b.String()
}

// destinationIn is where a destination stands behind the text of its link or picture for the first time.
func destinationIn(markdown, to string) (at int, ok bool) {
	if to == "" {
		return 0, false
	}
	for {
		n := strings.Index(markdown[at:], "](")
		if n < 0 {
			return 0, false
		}
		at += n + 2
		rest := strings.TrimLeft(markdown[at:], " \t\n")
		rest = strings.TrimPrefix(rest, "<")
		if strings.HasPrefix(rest, to) {
			return len(markdown) - len(rest), true
		}
	}
}
