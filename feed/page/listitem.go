package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// recordReader turns records into items. heads tells where other records begin.
type recordReader struct {
	at     time.Time
	region *region
}

// describe fills in the entries of a block: dates from inside each record or from what stands between records.
func (rr recordReader) describe(b *block) {
	inside := 0
	for _, rec := range b.records {
		rr.read(rec)
		if !rec.entry.Published.IsZero() {
			inside++
		}
	}
	if inside*2 < len(b.records) {
		rr.readGaps(b)
	}
	for _, rec := range b.records {
		l := rec.links[0]
		p := &rec.entry.Published
		shown := addressDate(l.address, rr.at)
		if p.IsZero() || !shown.IsZero() && p.Exact == feed.NoDate {
			*p = shown
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
	rest, splitAt := pieces[:0:0], -9
	for i, p := range pieces {
		if d, ok := rr.dateOnly(p.text); ok {
			if e.Published.IsZero() {
				e.Published = d
			}
			continue
		}
		if e.Published.IsZero() {
			if d, ok := splitDate(pieces[max(i-1, 0):min(i+2, len(pieces))], rr.at); ok {
				e.Published, splitAt = d, i
			}
		}
		if i <= splitAt+1 && i >= splitAt-1 && splitDigits.MatchString(p.text) {
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
			e.Published = m.Published
			return
		}
	}
}

// dateOnly reads a piece that is a date and little else: 2020-12-29, [12-29], 发布时间：2020-12-29 08:30.
func (rr recordReader) dateOnly(s string) (feed.Published, bool) {
	if len(s) > 80 || !strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsAny(s, "昨今前刚二") {
		return feed.Published{}, false
	}
	m, ok := findDate(s, rr.at)
	if !ok || lettersIn(s[:m.Start])+lettersIn(s[m.End:]) > 6 {
		return feed.Published{}, false
	}
	return m.Published, true
}

// splitDigits is a piece of a split date.
var splitDigits = regexp.MustCompile(`^[\d\s\-/.年月日\[\]【】()·]+$`)

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
						first = d
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
				date = d
			} else if lettersIn(p.text) >= 15 && len(p.text) > len(summary) {
				summary = p.text
			}
		}
		s = s.NextSibling
	}
	return date, summary
}

// titleOf is the full headline: the text of the best link of the record, or the title attribute when the text is
// cut or missing.
func titleOf(rec *record, pieces []piece) string {
	shown, full := "", ""
	for _, l := range rec.links {
		if s := headlineText(l, pieces); !isMenuWord(s) && betterTitle(s, shown) {
			shown = s
		}
		if s := cleanTitle(titleAttribute(l.node)); lettersIn(s) > lettersIn(full) && !isMenuWord(s) {
			full = s
		}
	}
	switch {
	case shown == "":
		return full
	case full == "":
		return shown
	}
	stem := strings.TrimRight(shown, ".…。 ")
	if len(full) > len(stem) && strings.HasPrefix(without(full), without(stem)) || isClipped(shown) && lettersIn(full) > 6 {
		return full
	}
	return shown
}

// betterTitle reports whether s says more than the title so far: whole beats cut; then the first that is long enough
// to be one.
func betterTitle(s, than string) bool {
	switch {
	case s == "":
		return false
	case than == "" || lettersIn(than) < 4:
		return lettersIn(s) > lettersIn(than) || than == ""
	case isClipped(than) && !isClipped(s):
		return strings.HasPrefix(without(s), without(strings.TrimRight(than, ".…")))
	}
	return false
}

// headlineText is the text of a link without dates; of a link around a whole card, its heading or first line.
func headlineText(l *link, pieces []piece) string {
	for _, a := range [...]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt} {
		if h := first(l.node, a); h != nil {
			if s := cleanTitle(bounded(text(h))); lettersIn(s) >= 4 {
				return s
			}
		}
	}
	parts := lines(l.node)
	if len(parts) > 1 {
		for _, line := range parts {
			if s := cleanTitle(line); lettersIn(s) >= 5 && !isDateText(s) {
				return s
			}
		}
	}
	var b strings.Builder
	for _, p := range pieces {
		if p.at != l.node {
			continue
		}
		if b.Len() > 0 && needsSpace(b.String(), p.text) {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	if s := cleanTitle(b.String()); s != "" {
		return s
	}
	if s := titleAttribute(l.node); s != "" {
		return cleanTitle(s)
	}
	if img := first(l.node, atom.Img); img != nil {
		return cleanTitle(squeeze(bounded(attr(img, "alt"))))
	}
	return ""
}

// needsSpace reports whether two pieces of a title are words that would run together.
func needsSpace(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	next, _ := utf8.DecodeRuneInString(b)
	return isLetter(last) && isLetter(next)
}

func isDateText(s string) bool {
	m, ok := findDate(s, time.Time{})
	return ok && lettersIn(s[:m.Start])+lettersIn(s[m.End:]) <= 2
}

// titleAttribute is the title attribute; of one that lists several facts in lines (标题：… 作者：…), the first.
func titleAttribute(n *html.Node) string {
	s := strings.TrimSpace(bounded(attr(n, "title")))
	if s == "" {
		if h := first(n, atom.H3); h != nil {
			s = strings.TrimSpace(bounded(attr(h, "title")))
		}
	}
	if s == "" && n.FirstChild != nil && n.FirstChild.NextSibling == nil && n.FirstChild.Type == html.ElementNode {
		s = strings.TrimSpace(bounded(attr(n.FirstChild, "title")))
	}
	for _, label := range [...]string{"文章标题：", "文章标题:", "标题：", "标题:", "标 题："} {
		if rest, ok := strings.CutPrefix(s, label); ok {
			s, _, _ = strings.Cut(strings.TrimSpace(rest), "\n")
		}
	}
	return squeeze(s)
}

// cleanTitle drops bullets and ranks before a title, and the marks of new articles.
func cleanTitle(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return isSpace(r) || strings.ContainsRune("•·▪■◆●○◇□▶►▸»›>-—–*※★☆・∙◎│|", r)
	})
	s = strings.TrimRightFunc(s, isSpace)
	for _, mark := range [...]string{"NEW", "new", "New!", "HOT"} {
		s = strings.TrimRightFunc(strings.TrimSuffix(s, mark), isSpace)
	}
	return s
}

// trimDate takes a date off the ends of a title: 关于…的公告 [2020-01-02]. It must be written with dashes, dots or
// slashes: 2020年1月2日 is part of what the title says.
func (rr recordReader) trimDate(title string, p feed.Published) (string, feed.Published) {
	for _, m := range findDates(title, rr.at) {
		if strings.Contains(title[m.Start:m.End], "年") || m.Form == relative || m.Form == yearless && !p.IsZero() {
			continue
		}
		head := strings.TrimRight(title[:m.Start], "[(【（ \u3000")
		tail := strings.TrimLeft(title[m.End:], "])】） \u3000")
		if head != "" && tail != "" || lettersIn(head)+lettersIn(tail) < 4 {
			continue
		}
		if head != "" && head == title[:m.Start] || tail != "" && tail == title[m.End:] {
			continue // glued to the words
		}
		if p.IsZero() {
			p = m.Published
		}
		return cleanTitle(head + tail), p
	}
	return title, p
}

// summaryOf is the longest text of a record besides its title.
func summaryOf(pieces []piece, title string) string {
	best := ""
	for _, p := range pieces {
		if len(p.text) > len(best) && lettersIn(p.text) >= 15 && !strings.Contains(title, p.text) &&
			!strings.Contains(p.text, title) {
			best = p.text
		}
	}
	return best
}

// isCut reports whether a title ends in dots because it did not fit.
func isClipped(s string) bool {
	return strings.HasSuffix(s, "..") || strings.HasSuffix(s, "…")
}

// without is s without white space, for comparing titles.
func without(s string) string {
	return strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, s)
}
