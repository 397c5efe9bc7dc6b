package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// style is what inline elements make of a piece of text.
type style struct {
	link   string // absolute address
	bold   bool
	italic bool
}

// textRun is a piece of a paragraph in one style.
type textRun struct {
	text string
	style
	breaks bool // a line break, no text
}

// flow collects the text of one place of the clean tree (the body, a list item, a cell, a quotation) and writes it
// there as paragraphs.
type flow struct {
	into    *html.Node
	inline  bool // paragraphs are joined by line breaks: headings
	runs    []textRun
	open    []byte // text of the run that is written to
	style   style  // its style
	breaks  int    // line breaks since the last text
	length  int    // runes since the last break
	gap     bool
	wrapped bool // the gap holds a line feed of the source
}

// wrapAt is the length in runes from which a line that ends in <br> is a paragraph rather than a line of an address
// or a poem.
const wrapAt = 30

// text adds text as found. White space is one blank, and none where only the source's line feed parts two Chinese
// characters.
func (f *flow) text(s string, st style) {
	lead := 0
	for i, r := range s {
		if isZeroWidth(r) {
			continue
		}
		if isSpace(r) {
			f.gap = true
			f.wrapped = f.wrapped || r == '\n' || r == '\r'
			if r == 0x3000 || r == 0xa0 || r == 0x2003 {
				lead++
			}
			continue
		}
		f.settleBreaks(lead)
		lead = 0
		f.settleGap(r, st)
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			end = i + 1
		}
		f.write(s[i:min(end, len(s))], st)
		f.length++
	}
}

// settleBreaks turns the line breaks before a character into a new paragraph or a line break.
func (f *flow) settleBreaks(indent int) {
	if f.breaks == 0 {
		return
	}
	if f.breaks > 1 || f.length >= wrapAt || indent >= 2 || f.endsSentence() {
		f.end()
	} else if f.filled() {
		f.seal()
		f.runs = append(f.runs, textRun{breaks: true})
	}
	f.breaks, f.length, f.gap, f.wrapped = 0, 0, false, false
}

// filled reports whether the paragraph has text.
func (f *flow) filled() bool { return len(f.runs) > 0 || len(f.open) > 0 }

// endsSentence reports whether the text so far ends with a full stop, perhaps within quotation marks.
func (f *flow) endsSentence() bool {
	tail := f.open
	if len(tail) == 0 && len(f.runs) > 0 {
		tail = []byte(f.runs[len(f.runs)-1].text)
	}
	s := strings.TrimRight(string(tail[max(0, len(tail)-24):]), "”’）) ")
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？")
}

func (f *flow) settleGap(next rune, st style) {
	if f.gap && len(f.open) > 0 {
		last, _ := utf8.DecodeLastRune(f.open)
		if !f.wrapped || !isWide(last) || !isWide(next) {
			st.bold = st.bold && f.style.bold
			f.write(" ", st)
		}
	}
	f.gap, f.wrapped = false, false
}

// isWide reports whether a character is Chinese text or punctuation, which is set without blanks.
func isWide(r rune) bool {
	return isHan(r) || r >= 0x3001 && r <= 0x303f || r >= 0xff01 && r <= 0xff60 || r == '“' || r == '”' || r == '‘' || r == '’'
}

func (f *flow) write(s string, st style) {
	if f.style != st {
		f.seal()
		f.style = st
	}
	f.open = append(f.open, s...)
}

// seal ends the run that is written to.
func (f *flow) seal() {
	if len(f.open) > 0 {
		f.runs = append(f.runs, textRun{text: string(f.open), style: f.style})
		f.open = f.open[:0]
	}
}

// lineBreak is <br>.
func (f *flow) lineBreak() {
	if f.filled() {
		f.breaks++
	}
}

// end writes the paragraph that is open.
func (f *flow) end() {
	f.seal()
	runs := settleEmphasis(f.runs)
	f.runs, f.breaks, f.length, f.gap, f.wrapped = nil, 0, 0, false, false
	if len(runs) == 0 {
		return
	}
	p := f.into
	if !f.inline {
		p = element(atom.P)
		f.into.AppendChild(p)
	} else if p.FirstChild != nil {
		p.AppendChild(element(atom.Br))
	}
	for _, r := range runs {
		appendRun(p, r)
	}
}

// appendRun writes a run: the link outermost, so that its brackets do not touch the marks of emphasis from within.
func appendRun(p *html.Node, r textRun) {
	if r.breaks {
		p.AppendChild(element(atom.Br))
		return
	}
	if r.link != "" {
		a := element(atom.A)
		a.Attr = []html.Attribute{{Key: "href", Val: r.link}}
		p.AppendChild(a)
		p = a
	}
	if r.bold {
		b := element(atom.Strong)
		p.AppendChild(b)
		p = b
	} else if r.italic {
		i := element(atom.Em)
		p.AppendChild(i)
		p = i
	}
	p.AppendChild(&html.Node{Type: html.TextNode, Data: r.text})
}

func element(a atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
}

// settleEmphasis makes emphasis work in CommonMark: a run of * opens only where no letter stands before it and
// punctuation behind it, and closes only the other way round (spec 0.31, 6.2). Chinese bolds 重点： with its colon and
// puts no blank behind it, so punctuation and blanks at the edges of emphasis go outside where they would break it.
func settleEmphasis(runs []textRun) []textRun {
	for i := range runs {
		r := &runs[i]
		if r.italic && (r.bold || i > 0 && runs[i-1].bold || i+1 < len(runs) && runs[i+1].bold) {
			r.italic = false // * beside ** is ambiguous
		}
	}
	var out []textRun
	for i, r := range runs {
		if !r.bold && !r.italic || r.breaks {
			out = appendMerged(out, r)
			continue
		}
		before, after := edgeRune(runs, i, -1), edgeRune(runs, i, 1)
		if len(out) > 0 {
			before = lastRune(out, r.link)
		}
		lead, core, tail := splitEmphasis(r.text, before, after)
		lead, core, tail = withBrackets(lead, core, tail)
		plain := textRun{text: lead, style: style{link: r.link}}
		out = appendMerged(out, plain)
		out = appendMerged(out, textRun{text: core, style: r.style})
		plain.text = tail
		out = appendMerged(out, plain)
	}
	return trimRuns(out)
}

func appendMerged(runs []textRun, r textRun) []textRun {
	if r.text == "" && !r.breaks {
		return runs
	}
	if n := len(runs); n > 0 && runs[n-1].style == r.style && !r.breaks && !runs[n-1].breaks {
		runs[n-1].text += r.text
		return runs
	}
	return append(runs, r)
}

// edgeRune is the character that stands beside run i in the Markdown: 0 at the paragraph's ends and line breaks, a
// bracket where a link begins or ends.
func edgeRune(runs []textRun, i, step int) rune {
	j := i + step
	if j < 0 || j >= len(runs) || runs[j].breaks {
		return 0
	}
	if runs[j].link != runs[i].link {
		return '['
	}
	if step < 0 {
		r, _ := utf8.DecodeLastRuneInString(runs[j].text)
		return r
	}
	r, _ := utf8.DecodeRuneInString(runs[j].text)
	return r
}

func lastRune(out []textRun, link string) rune {
	last := out[len(out)-1]
	if last.breaks {
		return 0
	}
	if last.link != link {
		return '['
	}
	r, _ := utf8.DecodeLastRuneInString(last.text)
	return r
}

// splitEmphasis takes off what must stand outside the emphasis. before and after are its neighbours.
func splitEmphasis(s string, before, after rune) (lead, core, tail string) {
	core = s
	for core != "" {
		r, size := utf8.DecodeRuneInString(core)
		if !unicode.IsSpace(r) && (!isPunctuation(r) || isOpen(before)) {
			break
		}
		lead += core[:size]
		core = core[size:]
		before = r
	}
	for core != "" {
		r, size := utf8.DecodeLastRuneInString(core)
		if !unicode.IsSpace(r) && (!isPunctuation(r) || isOpen(after)) {
			break
		}
		tail = core[len(core)-size:] + tail
		core = core[:len(core)-size]
		after = r
	}
	return lead, core, tail
}

// withBrackets takes the second of a pair of brackets or quotes out as well when the first went.
func withBrackets(lead, core, tail string) (string, string, string) {
	for _, pair := range [...][2]string{{"（", "）"}, {"(", ")"}, {"“", "”"}, {"《", "》"}, {"【", "】"}, {"‘", "’"}} {
		if strings.HasPrefix(tail, pair[1]) && strings.HasPrefix(core, pair[0]) && strings.Count(core, pair[0]) > strings.Count(core, pair[1]) {
			return lead + pair[0], core[len(pair[0]):], tail
		}
		if strings.HasSuffix(lead, pair[0]) && strings.HasSuffix(core, pair[1]) && strings.Count(core, pair[1]) > strings.Count(core, pair[0]) {
			return lead, core[:len(core)-len(pair[1])], pair[1] + tail
		}
	}
	return lead, core, tail
}

// isOpen reports whether a neighbour lets emphasis begin or end beside punctuation.
func isOpen(r rune) bool { return r == 0 || unicode.IsSpace(r) || isPunctuation(r) }

// isPunctuation is CommonMark's: general categories P and S.
func isPunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// trimRuns takes blanks and line breaks off the ends.
func trimRuns(runs []textRun) []textRun {
	for len(runs) > 0 {
		r := &runs[0]
		r.text = strings.TrimLeft(r.text, " ")
		if r.text != "" {
			break
		}
		runs = runs[1:]
	}
	for len(runs) > 0 {
		r := &runs[len(runs)-1]
		r.text = strings.TrimRight(r.text, " ")
		if r.text != "" {
			break
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}
