package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// record is the part of a page that belongs to one headline: the highest element that has no other headline in it.
type record struct {
	node     *html.Node
	links    []*link // all to the same target, in page order
	entry    Item
	yearless bool // the date shown has no year; it is counted back from the fetch time
}

// block is a run of records that stand together: a list, a row of cards, or a single headline.
type block struct {
	outer    *html.Node // the highest element that has no headlines but the block's
	records  []*record
	heads    int        // headline links in it
	parts    int        // how many runs it was merged from
	end      *html.Node // outer element of the last run
	shape    string     // of the first run
	headless bool       // nothing to read comes before its first record
}

// tally is what lies below an element.
type tally struct {
	only  int // target of its headlines; noTarget or severalTargets
	heads int // headline links
	links int // links that lead somewhere
	mores int // of them, links to more
}

const (
	noTarget       = -1
	severalTargets = -2
)

// region knows for each element that holds headlines what else it holds.
type region struct {
	tallies map[*html.Node]*tally
	at      map[*html.Node]*link
}

func regionOf(root *html.Node, set *linkSet) *region {
	r := &region{tallies: map[*html.Node]*tally{}, at: make(map[*html.Node]*link, len(set.links))}
	for _, l := range set.links {
		r.at[l.node] = l
	}
	r.measure(root)
	if r.adopt(set) {
		clear(r.tallies)
		r.measure(root)
	}
	return r
}

// measure counts what is at and below n and remembers it where there are headlines.
func (r *region) measure(n *html.Node) tally {
	t := tally{only: noTarget}
	if l := r.at[n]; l != nil {
		t.links = 1
		if l.more {
			t.mores = 1
		}
		if l.isHeadline() {
			t.heads, t.only = 1, l.target
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		below := r.measure(c)
		t.links += below.links
		t.heads += below.heads
		t.mores += below.mores
		switch {
		case below.only == noTarget || below.only == t.only:
		case t.only == noTarget:
			t.only = below.only
		default:
			t.only = severalTargets
		}
	}
	if t.heads > 0 {
		r.tallies[n] = &t
	}
	return t
}

// maxStrangers is how many links besides its headline a record may hold: category, author, comments, "more".
const maxStrangers = 8

// recordNode is the highest element around l that has no other headline and few other links.
func (r *region) recordNode(l *link) *html.Node {
	n := l.node
	for p := n.Parent; p != nil && p.Type == html.ElementNode && p.DataAtom != atom.Body; p = p.Parent {
		t := r.tallies[p]
		if t.only != l.target || t.links-t.heads > maxStrangers {
			break
		}
		n = p
	}
	return n
}

// blocksOf groups the headlines into blocks, in page order.
func (r *region) blocksOf(set *linkSet) []*block {
	var blocks []*block
	byParent := map[*html.Node]*block{}
	byNode := map[*html.Node]*record{}
	for _, l := range set.links {
		if !l.isHeadline() {
			continue
		}
		n := r.recordNode(l)
		if known := byNode[n]; known != nil {
			known.links = append(known.links, l)
			byParent[n.Parent].heads++
			continue
		}
		b := byParent[n.Parent]
		if b == nil {
			b = &block{outer: n.Parent, parts: 1}
			if n.Parent.DataAtom == atom.Body {
				b.outer = n
			}
			byParent[n.Parent] = b
			blocks = append(blocks, b)
		}
		rec := &record{node: n, links: []*link{l}}
		byNode[n] = rec
		b.records = append(b.records, rec)
		b.heads++
	}
	for range 5 {
		before := len(blocks)
		if blocks = r.mergeSiblings(blocks); len(blocks) == before {
			break
		}
	}
	return blocks
}

// mergeSiblings joins neighbours that are one list cut into groups: same shape, same parent, and nothing readable
// before or between their records, no link to more at the end of one.
func (r *region) mergeSiblings(blocks []*block) []*block {
	var merged []*block
	for _, b := range blocks {
		r.widen(b)
		b.end, b.shape, b.headless = b.outer, shapeOfBlock(b), isHeadless(b)
		if len(merged) > 0 {
			last := merged[len(merged)-1]
			if last.end.Parent == b.outer.Parent && last.end != b.outer && last.shape == b.shape &&
				r.tallies[last.end].mores == 0 && last.headless && b.headless && isBare(last.end, b.outer) {
				last.records = append(last.records, b.records...)
				last.heads += b.heads
				last.parts += b.parts
				last.end = b.outer
				continue
			}
		}
		merged = append(merged, b)
	}
	for _, b := range merged {
		if b.end != b.outer {
			b.outer = b.outer.Parent
		}
	}
	return merged
}

// widen moves the block's outer element up while nothing but the block's headlines is in it.
func (r *region) widen(b *block) {
	for p := b.outer.Parent; p != nil && p.Type == html.ElementNode && p.DataAtom != atom.Body; p = p.Parent {
		if t := r.tallies[p]; t == nil || t.heads > b.heads || t.links-t.heads > maxStrangers+b.heads {
			return
		}
		b.outer = p
	}
}

// shapeOfBlock is the tags from the outer element down to the first headline.
func shapeOfBlock(b *block) string {
	var path []string
	for n := b.records[0].links[0].node; n != nil && len(path) < 40; n = n.Parent {
		path = append(path, n.Data)
		if n == b.outer {
			break
		}
	}
	return strings.Join(path, "<")
}

// isBare reports whether there is nothing to read between two siblings.
func isBare(before, behind *html.Node) bool {
	for n := before.NextSibling; n != nil && n != behind; n = n.NextSibling {
		if lettersIn(bounded(text(n))) > 0 {
			return false
		}
	}
	return true
}

// isHeadless reports whether a block's first record comes first in its outer element, with no heading before it.
func isHeadless(b *block) bool {
	for n := b.records[0].node; n != nil && n != b.outer; n = n.Parent {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type != html.CommentNode && lettersIn(bounded(text(s))) > 0 {
				return false
			}
		}
	}
	return true
}
