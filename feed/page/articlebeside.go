package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// side is which neighbour a link leads to.
type side int

const (
	noSide side = iota
	prevSide
	nextSide
)

// besideLink is a link that shows a neighbour's headline without a word that says which neighbour it is.
type besideLink struct {
	side side
	sure bool // it says so itself; what only looks like it counts where both neighbours stand together
	node *html.Node
	feed.Link
}

// unlabelledNeighbours reads neighbours whose links are told apart by rel, by the name of a picture, by an arrow, or by
// class names such as prev and next.
func (a *reader) unlabelledNeighbours() (prev, next feed.Link) {
	var found []besideLink
	walk(a.doc.root, func(n *html.Node) bool {
		if n.DataAtom != atom.A || n.Type != html.ElementNode {
			return true
		}
		if b := a.besideAt(n); b.side != noSide && len(found) < 100 {
			found = append(found, b)
		}
		return false
	})
	for i, b := range found {
		together := func(other besideLink) bool {
			return other.side != noSide && other.side != b.side && (areNear(b.node, other.node) || areNear(other.node, b.node))
		}
		paired := i > 0 && together(found[i-1]) || i+1 < len(found) && together(found[i+1])
		switch {
		case !b.sure && !paired:
		case b.side == prevSide && prev == (feed.Link{}):
			prev = b.Link
		case b.side == nextSide && next == (feed.Link{}):
			next = b.Link
		}
	}
	return prev, next
}

// besideAt reads a link outside the article's text that shows a headline, or nothing.
func (a *reader) besideAt(n *html.Node) (b besideLink) {
	i, shown := a.lineOf(n)
	if !shown || i < a.title.span.to || a.inProse(i) {
		return b
	}
	b.node = n
	title := text(n)
	b.side, b.sure = sideSaid(n)
	trimmed := strings.Trim(title, "←→«»‹›<>《》 ")
	if b.side == noSide {
		b.side = sideByArrow(title, trimmed)
	}
	if b.side == noSide {
		b.side = sideByName(n)
	}
	kind, _ := controlKindOf(trimmed)
	if b.side == noSide || lettersIn(trimmed) < 5 || kind != noControl || isMenuWord(trimmed) || strings.HasPrefix(trimmed, "返回") ||
		noNeighbour().MatchString(trimmed) {
		return besideLink{}
	}
	b.Link = feed.Link{Title: trimmed, URL: a.doc.resolve(attr(n, "href"))}
	if b.URL == "" {
		return besideLink{}
	}
	return b
}

// lineOf is the line that an element's first text stands on.
func (a *reader) lineOf(n *html.Node) (int, bool) {
	if i, ok := a.page.of[n]; ok && n.Type == html.TextNode {
		return i, true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if i, ok := a.lineOf(c); ok {
			return i, true
		}
	}
	return 0, false
}

// sideSaid is what rel or the names of a link's pictures say.
func sideSaid(n *html.Node) (side, bool) {
	for word := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
		switch word {
		case "prev", "previous":
			return prevSide, true
		case "next":
			return nextSide, true
		}
	}
	for _, img := range all(n, atom.Img) {
		if label := squeeze(attr(img, "alt") + attr(img, "title")); neighbourLabel().MatchString(label) {
			return sideOfLabel(label), true
		}
	}
	return noSide, false
}

// sideByArrow is where an arrow at the edge of a link's text points.
func sideByArrow(title, trimmed string) side {
	switch before, after, _ := strings.Cut(title, trimmed); {
	case strings.ContainsAny(before, "←«‹<") && after == "":
		return prevSide
	case strings.ContainsAny(after, "→»›>") && before == "":
		return nextSide
	}
	return noSide
}

// sideByName is what the class names of a link and of the element around it say.
func sideByName(n *html.Node) side {
	for _, e := range [...]*html.Node{n, n.Parent} {
		for _, w := range [...]string{"prev", "previous", "pre"} {
			if hasWord(e, w) {
				return prevSide
			}
		}
		if hasWord(e, "next") {
			return nextSide
		}
	}
	return noSide
}
