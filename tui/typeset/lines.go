package typeset

import "strings"

// Layout says how a paragraph is set.
type Layout struct {
	Width   int    // cells of a line with its prefix; less than 2 counts as 2
	First   string // before the first line: a list marker, a quote's bar, an indent
	Rest    string // before the other lines
	Justify bool   // spread what is left of a line, but the last, between its characters
}

// Line is one line of a broken paragraph. The text between one line's To and the next one's From is the white space
// that vanished at the break, so that the paragraph's plain text can be put together again.
type Line struct {
	Text     string // styled, with its prefix
	From, To int    // bytes of the paragraph's plain text
	Indent   int    // cells of the prefix
	Spread   []int  // bytes of the plain text before which justification put one space each
}

// leastText is the number of cells that a prefix leaves for text: four ideographs with no room for anything better.
const leastText = 8

// Lines breaks styled into lines of at most l.Width cells. A line feed in it ends a line. An empty text is one empty
// line.
func (m Measure) Lines(styled string, l Layout) []Line {
	l.Width = max(2, l.Width)
	p := m.parse(styled)
	first, rest := m.fit(l.First, l.Width), m.fit(l.Rest, l.Width)
	lines, forced := p.set(l, first, rest)
	if forced && (first.blank || rest.cells > 0) {
		// A short line left no choice but to break a rule: without the indent there may be one.
		if first.blank {
			first = prefix{blank: true}
		}
		if better, worse := p.set(l, first, prefix{blank: true}); !worse {
			lines = better
		}
	}
	return lines
}

// prefix is what stands before a line.
type prefix struct {
	text  string
	cells int
	blank bool // nothing but spaces
}

// fit returns text as a prefix of lines of w cells. One that would leave too little loses spaces at its left, and
// all of it when that is not enough.
func (m Measure) fit(text string, w int) prefix {
	most := max(0, w-min(w, leastText))
	cells := m.Width(text)
	for cells > most && strings.HasPrefix(text, " ") {
		text = text[1:]
		cells--
	}
	if cells > most && (cells > w-2 || strings.TrimSpace(Plain(text)) == "") {
		return prefix{blank: true}
	}
	return prefix{text: text, cells: cells, blank: strings.TrimSpace(Plain(text)) == ""}
}

// paragraph is a text split up for breaking.
type paragraph struct {
	m     Measure
	plain string
	list  []cluster
	cost  []cost
	marks []escape // in order
}

// escape is an escape sequence before the plain text's byte at.
type escape struct {
	at   int
	text string
}

func (m Measure) parse(styled string) *paragraph {
	p := &paragraph{m: m, plain: styled}
	if strings.IndexByte(styled, 0x1b) >= 0 {
		var b strings.Builder
		b.Grow(len(styled))
		for s := styled; s != ""; {
			if n := escapeLen(s); n > 0 {
				p.marks = append(p.marks, escape{at: b.Len(), text: s[:n]})
				s = s[n:]
				continue
			}
			n := strings.IndexByte(s, 0x1b)
			if n < 0 {
				n = len(s)
			}
			b.WriteString(s[:n])
			s = s[n:]
		}
		p.plain = b.String()
	}
	p.list = m.clusters(p.plain)
	p.cost = costs(p.plain, p.list)
	return p
}

// set breaks p. It reports whether a rule had to be broken because a line was too short to keep it.
func (p *paragraph) set(l Layout, first, rest prefix) (lines []Line, forced bool) {
	w := writer{p: p}
	before := first
	for at := 0; ; {
		end, next, broken := p.line(at, l.Width-before.cells, l.Width-rest.cells)
		forced = forced || broken
		line := Line{From: p.offset(at), To: p.offset(end), Indent: before.cells}
		hard := next > at && p.list[next-1].last == '\n'
		if l.Justify && next < len(p.list) && !hard {
			line.Spread = p.spread(at, end, l.Width-before.cells)
		}
		line.Text = w.write(before.text, line)
		lines = append(lines, line)
		if next >= len(p.list) && !hard {
			return lines, forced
		}
		at, before = next, rest
	}
}

func (p *paragraph) offset(i int) int {
	if i < len(p.list) {
		return p.list[i].at
	}
	return len(p.plain)
}

// line returns the end of the line that begins at the cluster at and has room cells, and the start of the next one,
// for which there are later cells. Between the two is white space or a line feed.
func (p *paragraph) line(at, room, later int) (end, next int, forced bool) {
	fit, used := at, 0
	for ; fit < len(p.list); fit++ {
		c := p.list[fit]
		if c.first == '\n' || c.last == '\n' {
			return p.ink(at, fit), fit + 1, false
		}
		if used += int(c.width); used > room && !c.isSpace() {
			break
		}
	}
	if fit == len(p.list) {
		return p.ink(at, fit), fit, false
	}
	next, forced = p.choose(at, fit, later)
	return p.ink(at, next), next, forced
}

// choose returns where a line that begins at the cluster at and has no room for the cluster fit is best broken.
func (p *paragraph) choose(at, fit, later int) (next int, forced bool) {
	next = at
	for limit := free; limit < never; limit++ {
		for i := fit; i > next; i-- {
			if p.cost[i] <= limit {
				next = i
				break
			}
		}
		if next > at && p.fits(next, later, limit) {
			return next, p.cost[next] >= kinsoku
		}
	}
	if next == at {
		next = max(fit, at+1)
	}
	return next, p.cost[min(next, len(p.cost)-1)] >= kinsoku
}

// fits reports whether a line of room cells can hold what begins at the cluster from, up to the next break of at most
// limit.
func (p *paragraph) fits(from, room int, limit cost) bool {
	used, ink := 0, 0
	for i := from; i < len(p.list); i++ {
		c := p.list[i]
		if c.first == '\n' || i > from && p.cost[i] <= limit {
			break
		}
		used += int(c.width)
		if !c.isSpace() {
			ink = used
		}
		if ink > room {
			return false
		}
	}
	return true
}

// ink returns end less the spaces before it, but not before from.
func (p *paragraph) ink(from, end int) int {
	for end > from && p.list[end-1].isSpace() {
		end--
	}
	return end
}

// writer puts lines together, in order, and keeps the style from one to the next.
type writer struct {
	p     *paragraph
	now   style
	marks int // sequences followed so far
}

func (w *writer) write(before string, line Line) string {
	var b strings.Builder
	b.Grow(len(before) + line.To - line.From + 32)
	if line.From == line.To {
		before = strings.TrimRight(before, " ")
	}
	b.WriteString(before)
	marks := w.p.marks
	for w.marks < len(marks) && marks[w.marks].at <= line.From {
		w.now.apply(marks[w.marks].text)
		w.marks++
	}
	if line.From == line.To {
		return b.String()
	}
	b.WriteString(w.now.open())
	at, spread := line.From, line.Spread
	for at < line.To {
		stop := line.To
		if w.marks < len(marks) && marks[w.marks].at < stop {
			stop = marks[w.marks].at
		}
		if len(spread) > 0 && spread[0] <= stop && spread[0] < line.To {
			b.WriteString(w.p.plain[at:spread[0]] + " ")
			at, spread = spread[0], spread[1:]
			continue
		}
		b.WriteString(w.p.plain[at:stop])
		at = stop
		for at < line.To && w.marks < len(marks) && marks[w.marks].at == at {
			w.now.apply(marks[w.marks].text)
			b.WriteString(marks[w.marks].text)
			w.marks++
		}
	}
	b.WriteString(w.now.shut())
	return b.String()
}
