package prose

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/charmbracelet/glamour/ansi"
	"github.com/muesli/termenv"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"zonewire/tui/theme"
)

// Draft is a text that is being set, as far as it was asked for. Links and pictures are known from the start. One
// goroutine at a time may use it.
type Draft struct {
	o        Options
	width    int    // of a line without the left margin
	left     string // margin that centres the text
	source   []byte
	glamour  renderer.Renderer
	links    []Link
	known    map[string]int // numbers of links by their address
	numbers  []int          // of the links in the order in which they stand in the text
	pictures []Picture
	todo     []block
	done     int // blocks of todo that are set
	used     int // numbers that are set
	page     Page
}

// Begin reads a text. Extend sets it.
func Begin(markdown string, o Options) *Draft {
	o.Width = max(2, o.Width)
	d := &Draft{o: o, width: o.Width, source: []byte(gate(markdown)), known: map[string]int{}}
	if o.MaxWidth > 0 {
		d.width = max(2, min(o.Width, o.MaxWidth))
	}
	if o.Center {
		d.left = strings.Repeat(" ", (o.Width-d.width)/2)
	}
	d.page.measure = o.Measure
	d.glamour = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(ansi.NewRenderer(ansi.Options{
		WordWrap:     0,
		ColorProfile: colours(o.Style.Profile),
		Styles:       o.Style.Article,
	}), 1000)))
	d.blocks(newParser().Parse(text.NewReader(d.source)), &frame{})
	if o.Footnotes {
		d.footnotes()
	}
	return d
}

// colours is the profile by which glamour turns the theme's colours into sequences; the theme has chosen them for
// its own profile already.
func colours(p theme.Profile) termenv.Profile {
	switch p {
	case theme.TrueColor:
		return termenv.TrueColor
	case theme.ANSI256:
		return termenv.ANSI256
	case theme.ANSI16:
		return termenv.ANSI
	}
	return termenv.Ascii
}

// footnotes appends the addresses of links and pictures.
func (d *Draft) footnotes() {
	hang := func(mark, address string) {
		mark += " "
		if d.o.Address != nil {
			address = d.o.Address(address)
		}
		f := &frame{first: mark, rest: strings.Repeat(" ", d.o.Measure.Width(mark))}
		d.add(block{kind: Footnote, text: address}, f)
	}
	for _, l := range d.links {
		hang("["+strconv.Itoa(l.Number)+"]", l.URL)
	}
	for _, p := range d.pictures {
		if p.URL != "" {
			hang(d.o.Style.Marks.Picture+" "+strconv.Itoa(p.Number), p.URL)
		}
	}
}

// Extend sets blocks until the page has at least the given number of lines. It reports whether there are more.
func (d *Draft) Extend(lines int) bool {
	for d.done < len(d.todo) && len(d.page.Lines) < lines {
		d.set(d.todo[d.done])
		d.done++
	}
	return d.done < len(d.todo)
}

// Page returns what is set so far. Later calls of Extend do not change it.
func (d *Draft) Page() Page {
	p := d.page
	p.Lines = p.Lines[:len(p.Lines):len(p.Lines)]
	p.Blocks = p.Blocks[:len(p.Blocks):len(p.Blocks)]
	p.places = p.places[:len(p.places):len(p.places)]
	p.Links, p.Pictures = d.links, d.pictures
	p.Complete = d.done == len(d.todo)
	return p
}

// inline returns the text of b as glamour styles it, on one line, with its links numbered. A forced line break is a
// line feed.
func (d *Draft) inline(b block) string {
	if b.node == nil {
		return ""
	}
	var holder ast.Node = ast.NewParagraph()
	switch n := b.node.(type) {
	case *ast.Heading:
		holder = ast.NewHeading(n.Level)
	case *ast.HTMLBlock:
		return d.markup(n)
	}
	for b.node.HasChildren() {
		holder.AppendChild(holder, b.node.FirstChild())
	}
	document := ast.NewDocument()
	document.AppendChild(document, holder)
	return d.numbered(d.render(document))
}

// render returns what glamour makes of a document of one block.
func (d *Draft) render(document *ast.Document) string {
	var b bytes.Buffer
	if err := d.glamour.Render(&b, d.source, document); err != nil {
		return plainText(document, d.source)
	}
	return strings.Trim(onlyStyles(b.String()), "\n")
}

// markup returns the text of a block of HTML, without its tags.
func (d *Draft) markup(n *ast.HTMLBlock) string {
	document := ast.NewDocument()
	document.AppendChild(document, n)
	return strings.Join(strings.Fields(d.render(document)), " ")
}

// numbered replaces the marks around links by OSC 8 and a number.
func (d *Draft) numbered(s string) string {
	if !strings.ContainsRune(s, linkOpen) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch r {
		case linkOpen:
			if d.o.Hyperlinks {
				l := d.links[d.numbers[d.used]-1]
				b.WriteString("\x1b]8;id=z" + strconv.Itoa(d.used) + ";" + l.URL + "\x1b\\")
			}
		case linkShut:
			if d.o.Hyperlinks {
				b.WriteString("\x1b]8;;\x1b\\")
			}
			if !d.o.HideNumbers {
				b.WriteString(d.o.Style.LinkNumber.Render("[" + strconv.Itoa(d.numbers[d.used]) + "]"))
			}
			d.used++
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
