package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// HTML returns a text as HTML blocks, read as Render reads it. Raw HTML is left out, and links and pictures that do not
// lead to the web keep their text only. A picture gets the address that place returns for its own, when it returns one:
// that of a file beside, or a data URI of a PNG, JPEG, GIF or WebP. Place may be nil.
func HTML(markdown string, place func(address string) string) string {
	source := []byte(gate(markdown))
	document := newParser().Parse(text.NewReader(source))
	var astray []ast.Node
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		to := destination(n)
		if to == nil {
			return ast.WalkContinue, nil
		}
		if *to = []byte(address(string(*to))); len(*to) == 0 {
			astray = append(astray, n)
		} else if n.Kind() == ast.KindImage && place != nil {
			if placed := place(string(*to)); placed != "" {
				*to = []byte(placed)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, n := range astray {
		parent := n.Parent()
		for n.HasChildren() {
			parent.InsertBefore(parent, n, n.FirstChild())
		}
		parent.RemoveChild(parent, n)
	}
	var b strings.Builder
	r := renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(html.NewRenderer(), 1000),
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewTaskCheckBoxHTMLRenderer(), 500),
	))
	if err := r.Render(&b, source, document); err != nil {
		return "<p>" + string(util.EscapeHTML([]byte(plainText(document, source)))) + "</p>\n"
	}
	return strings.ReplaceAll(b.String(), "<!-- raw HTML omitted -->", "")
}
