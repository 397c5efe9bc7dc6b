package prose

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// deepest is how many lists and quotes within each other are shown by a prefix; deeper ones stand where the last did.
const deepest = 8

// block is a part of the text that is yet to be set.
type block struct {
	kind        Kind
	level       int
	node        ast.Node // its children are inline; a table; a code block; nil for an empty item or a footnote
	text        string   // a footnote's
	picture     int      // index of a figure's picture
	quoted      bool
	first, rest string // prefixes of its first line and the others
	gap         bool   // a blank line stands above it
	gapPrefix   string // on that line
}

// frame is where blocks stand: within which lists and quotes.
type frame struct {
	first, rest string // prefixes of the next line and those after it
	above       string // prefix of a blank line before the next line
	depth       int    // lists and quotes around
	lists       int    // lists around
	quoted      bool
	tight       bool // no blank lines between blocks
	item        bool // the next paragraph begins a list item
}

// take returns the prefixes of the next block: the marker is drawn once.
func (f *frame) take() (first, rest string) {
	first, f.first, f.above, f.item = f.first, f.rest, f.rest, false
	return first, f.rest
}

// blocks appends the blocks within parent.
func (d *Draft) blocks(parent ast.Node, f *frame) {
	for node := parent.FirstChild(); node != nil; {
		next := node.NextSibling() // node may move
		switch n := node.(type) {
		case *ast.Heading:
			images := looseImages(n)
			d.inlines(n)
			d.add(block{kind: Heading, level: n.Level, node: n}, f)
			for _, image := range images {
				d.figure(image, f)
			}
		case *ast.Paragraph, *ast.TextBlock:
			d.paragraph(n, f)
		case *ast.List:
			d.list(n, f)
		case *ast.Blockquote:
			inner := *f
			inner.quoted, inner.tight = true, false
			if inner.depth++; inner.depth <= deepest {
				bar := d.o.Style.Quote.Render(d.o.Style.Marks.Quote) + " "
				inner.first, inner.rest = inner.first+bar, inner.rest+bar
			}
			d.blocks(n, &inner)
			f.take()
		case *ast.FencedCodeBlock:
			d.add(block{kind: Code, node: n}, f)
		case *xast.Table:
			d.prepareTable(n)
			d.add(block{kind: Table, node: n}, f)
		case *ast.ThematicBreak:
			d.add(block{kind: Rule}, f)
		case *ast.HTMLBlock:
			d.add(block{kind: Paragraph, node: n}, f)
		}
		node = next
	}
}

// add appends b in its frame.
func (d *Draft) add(b block, f *frame) {
	b.quoted = f.quoted
	if b.kind == Paragraph && f.item {
		b.kind = Item
	}
	b.gapPrefix = strings.TrimRight(f.above, " ")
	b.first, b.rest = f.take()
	if len(d.todo) > 0 {
		last := d.todo[len(d.todo)-1].kind
		together := d.o.Indent && b.kind == Paragraph && (last == Paragraph || last == Heading) && !b.quoted
		b.gap = !together && !(f.tight && b.kind != Heading) && !(b.kind == Footnote && last == Footnote)
	}
	if d.o.Indent && b.kind == Paragraph && f.depth == 0 {
		b.first += "    "
	}
	d.todo = append(d.todo, b)
}

// paragraph appends a paragraph, parted where pictures stand in it.
func (d *Draft) paragraph(node ast.Node, f *frame) {
	d.trimIndent(node)
	for child := node.FirstChild(); child != nil; {
		next := child.NextSibling()
		if pictures := soleImages(child); len(pictures) > 0 {
			if before := d.splitBefore(node, child); before != nil {
				d.inlines(before)
				d.add(block{kind: Paragraph, node: before}, f)
			}
			node.RemoveChild(node, child)
			for _, image := range pictures {
				d.figure(image, f)
			}
		}
		child = next
	}
	images := looseImages(node)
	if node.HasChildren() || f.item {
		d.inlines(node)
		d.add(block{kind: Paragraph, node: node}, f)
	}
	for _, image := range images {
		d.figure(image, f)
	}
}

// figure appends a picture's caption.
func (d *Draft) figure(image *ast.Image, f *frame) {
	alt := plainText(image, d.source)
	d.pictures = append(d.pictures, Picture{
		Number: len(d.pictures) + 1, Alt: alt, URL: address(string(image.Destination)), Block: len(d.todo),
	})
	d.add(block{kind: Figure, picture: len(d.pictures) - 1}, f)
}

// list appends the items of a list.
func (d *Draft) list(list *ast.List, f *frame) {
	marks := d.o.Style.Marks
	widest := len(strconv.Itoa(list.Start + list.ChildCount() - 1))
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		inner := *f
		inner.tight, inner.item = list.IsTight, true
		inner.lists++
		marker := marks.Bullets[min(f.lists, len(marks.Bullets)-1)] + " "
		if list.IsOrdered() {
			digits := strconv.Itoa(number)
			marker = strings.Repeat(" ", widest-len(digits)) + digits + string(list.Marker) + " "
			number++
		}
		marker += taskMark(item)
		if inner.depth++; inner.depth <= deepest {
			inner.first = f.first + marker
			inner.rest = f.rest + strings.Repeat(" ", d.o.Measure.Width(marker))
		}
		// The first item of a list within an item stands on a line of its own; so do all that follow.
		before := len(d.todo)
		d.blocks(item, &inner)
		if len(d.todo) == before {
			d.add(block{kind: Item}, &inner)
		}
		if item == list.FirstChild() && !f.tight && before < len(d.todo) && before > 0 {
			d.todo[before].gap = true
		}
		f.take()
	}
}

// taskMark takes the check box off an item and returns how it is drawn, "" when there is none.
func taskMark(item ast.Node) string {
	if item.FirstChild() == nil {
		return ""
	}
	box, ok := item.FirstChild().FirstChild().(*xast.TaskCheckBox)
	if !ok {
		return ""
	}
	box.Parent().RemoveChild(box.Parent(), box)
	if box.IsChecked {
		return "[x] "
	}
	return "[ ] "
}
