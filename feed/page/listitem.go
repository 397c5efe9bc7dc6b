package page

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// recordReader turns records into items. The region tells where other records begin.
type recordReader struct {
	at     time.Time
	region *region
}

// describe fills in the entries of a block: dates from inside each record or from what stands between records.
func (rr recordReader) describe(b *block) {
	inside, year := 0, 0
	for _, rec := range b.records {
		if y := rr.yearAbove(rec.node); y > 0 {
			year = y
		}
		rr.in(year).read(rec)
		rec.yearless = rec.yearless && year == 0
		if !rec.entry.Published.IsZero() {
			inside++
		}
	}
	if inside*2 < len(b.records) {
		rr.readGaps(b)
	}
	for _, rec := range b.records {
		written := addressDate(rec.links[0].address, rr.at)
		switch p := &rec.entry.Published; {
		case p.IsZero():
			*p = written
		case rec.yearless && !written.IsZero():
			p.Time = written.Time // the address knows the year
		}
	}
}

// piece is one text node of a record, or the text that a picture stands for.
type piece struct {
	text string
	at   *html.Node // link that it lies in, nil for none
}

// piecesOf reads the text nodes below n in order, at most 200. Nodes for which stop answers true are not entered.
func (rr recordReader) piecesOf(n *html.Node, within *html.Node, out []piece) []piece {
	if len(out) >= 200 {
		return out
	}
	switch {
	case n.Type == html.TextNode:
		if s := squeeze(bounded(n.Data)); s != "" {
			out = append(out, piece{s, within})
		}
		return out
	case n.Type != html.ElementNode:
		return out
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Select, atom.Textarea, atom.Noscript, atom.Svg, atom.Iframe:
		return out
	}
	if l := rr.region.at[n]; l != nil {
		within = n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = rr.piecesOf(c, within, out)
	}
	return out
}

// read finds title, date and summary of a record by what is in it.
func (rr recordReader) read(rec *record) {
	pieces := rr.piecesOf(rec.node, nil, nil)
	e := &rec.entry
	e.URL = rec.links[0].url
	rest := pieces[:0:0]
	for i, p := range pieces {
		if d, ok := rr.dateOnly(p.text); ok {
			if e.Published.IsZero() {
				e.Published, rec.yearless = d.Published, d.Form == yearless
			}
			continue
		}
		if e.Published.IsZero() {
			if d, ok := splitDate(pieces[max(i-1, 0):min(i+2, len(pieces))], rr.at); ok {
				e.Published = d
			}
		}
		if len(pieces) > 1 && len(p.text) < 24 && dateDigits().MatchString(p.text) {
			continue
		}
		rest = append(rest, p)
	}
	e.Title = titleOf(rec, rest)
	e.Title, e.Published = rr.trimDate(e.Title, e.Published)
	e.Summary = summaryOf(rest, e.Title)
	if !e.Published.IsZero() {
		return
	}
	for _, p := range rest {
		if p.at != nil && strings.Contains(p.text, e.Title) {
			continue
		}
		if strings.Contains(e.Summary, p.text) && lettersIn(p.text) > 30 {
			continue // dates in a summary are what the news is about
		}
		if m, ok := findDate(p.text, rr.at); ok {
			e.Published, rec.yearless = m.Published, m.Form == yearless
			return
		}
	}
}

// dateOnly reads a piece that is a date and little else: 2020-12-29, [12-29], 发布时间：2020-12-29 08:30.
func (rr recordReader) dateOnly(s string) (dateMatch, bool) {
	if len(s) > 80 || !strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsAny(s, "昨今前刚二") {
		return dateMatch{}, false
	}
	m, ok := findDate(s, rr.at)
	return m, ok && lettersIn(s[:m.Start])+lettersIn(s[m.End:]) <= 6
}

// dateDigits is a piece that is a date or part of one and nothing else: 2025-03, 10, [12-28].
var dateDigits = pattern(`^[\[(（【\s]*\d{1,4}(?:\s*[-/.年月]\s*\d{1,4}){0,2}\s*[日月/.]?[\])）】\s]*$`)

// splitDate reads a date that is set in several elements: 10 | 2025-03, 2025.03 | 10, 03-10 | 2025. The middle of
// the neighbours must be part of it.
func splitDate(neighbours []piece, at time.Time) (feed.Published, bool) {
	var numbers []int
	for _, p := range neighbours {
		fields := strings.FieldsFunc(p.text, func(r rune) bool {
			return strings.ContainsRune("-/.年月日· []【】()", r) || isSpace(r)
		})
		found := numbers
		for _, f := range fields {
			n, err := strconv.Atoi(f)
			if err != nil || len(f) > 4 || len(found) == 3 {
				found = nil
				break
			}
			found = append(found, n)
		}
		if found == nil && len(numbers) > 0 {
			break
		}
		numbers = found
	}
	if len(numbers) != 3 {
		return feed.Published{}, false
	}
	a, b, c := numbers[0], numbers[1], numbers[2]
	switch {
	case a > 1900: // 2025 03 10
	case b > 1900: // 10 2025 03
		a, b, c = b, c, a
	case c > 1900 && a > 12: // 28 12 2020
		a, c = c, a
	case c > 1900: // 12 28 2020
		a, b, c = c, a, b
	default:
		return feed.Published{}, false
	}
	if b < 1 || b > 12 || c < 1 || c > 31 || a < 1990 {
		return feed.Published{}, false
	}
	m, ok := findDate(strconv.Itoa(a)+"-"+strconv.Itoa(b)+"-"+strconv.Itoa(c), at)
	return m.Published, ok
}

// readGaps gives dates that stand between the records, as in <dt>title<dd>date or title date<br>, to the record
// before them; or to the one behind when there is a date before the first record and none behind the last.
func (rr recordReader) readGaps(b *block) {
	n := len(b.records)
	behind := make([]feed.Published, n)
	summaries := make([]string, n)
	for i, rec := range b.records {
		behind[i], summaries[i] = rr.gap(rec.node.NextSibling)
	}
	var first feed.Published
	if b.records[0].node.Parent != nil {
		for s, steps := b.records[0].node.PrevSibling, 0; s != nil && steps < 4 && first.IsZero(); steps++ {
			if rr.region.tallies[s] == nil {
				for _, p := range rr.piecesOf(s, nil, nil) {
					if d, ok := rr.dateOnly(p.text); ok {
						first = d.Published
					}
				}
			}
			s = s.PrevSibling
		}
	}
	for i, rec := range b.records {
		date := behind[i]
		if !first.IsZero() && behind[n-1].IsZero() {
			date = first
			if i > 0 {
				date = behind[i-1]
			}
		}
		if rec.entry.Published.IsZero() {
			rec.entry.Published = date
		}
		if rec.entry.Summary == "" {
			rec.entry.Summary = summaries[i]
		}
	}
}

// gap reads the date and the longest text among the siblings from s up to the next record.
func (rr recordReader) gap(s *html.Node) (date feed.Published, summary string) {
	for steps := 0; s != nil && steps < 12 && rr.region.tallies[s] == nil; steps++ {
		for _, p := range rr.piecesOf(s, nil, nil) {
			if d, ok := rr.dateOnly(p.text); ok && date.IsZero() {
				date = d.Published
			} else if lettersIn(p.text) >= 15 && len(p.text) > len(summary) {
				summary = p.text
			}
		}
		s = s.NextSibling
	}
	return date, summary
}

// summaryOf is the longest text of a record besides its title.
func summaryOf(pieces []piece, title string) string {
	best := ""
	for _, p := range pieces {
		stem := strings.TrimRight(p.text, ".… ")
		if len(p.text) > len(best) && lettersIn(p.text) >= 15 && !strings.Contains(title, stem) &&
			!strings.HasSuffix(cleanTitle(p.text), title) {
			best = p.text
		}
	}
	return best
}
