package page

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"zonewire/feed"
)

// fixedDay lets dates be recognised where only their presence counts.
func fixedDay() time.Time { return time.Date(2100, 1, 1, 0, 0, 0, 0, feed.Beijing()) }

// isByline reports whether line i is one of those that say when and by whom the article was published: it has a
// labelled date or source, or a date and hardly anything else.
func (a *reader) isByline(i int) bool {
	if a.bylines == nil {
		a.bylines = make([]int8, len(a.page.lines))
	}
	if a.bylines[i] == 0 {
		a.bylines[i] = -1
		if _, ok := a.datedInParts(i); ok || readsAsByline(&a.page.lines[i]) {
			a.bylines[i] = 1
		}
	}
	return a.bylines[i] > 0
}

func readsAsByline(l *line) bool {
	if l.runes > 200 || l.runes < 4 || strings.ContainsAny(l.text, "。！？") || l.linked*2 > l.runes && l.runes > 30 {
		return false
	}
	if l.isBareLabel() {
		return true
	}
	labels := 0
	for _, f := range l.fieldsOf() {
		switch f.kind {
		case dateLabel, updateLabel:
			if _, ok := findDate(f.value, fixedDay()); ok {
				return true
			}
			labels++
		case originLabel:
			if f.start == 0 || strings.ContainsAny(l.text[f.start:min(len(l.text), f.start+32)], ":：") {
				return utf8.RuneCountInString(f.value) <= 30
			}
		case authorLabel, officeLabel, counterLabel:
			labels++
		}
	}
	if labels >= 2 && l.runes < 100 {
		return true
	}
	m, ok := findDate(l.text, fixedDay())
	if !ok || m.Form == yearless && labels == 0 && m.Published.Exact != feed.ToMinute {
		return false
	}
	rest := l.text[:m.Start] + l.text[m.End:]
	return utf8.RuneCountInString(rest) <= 40 && !strings.ContainsAny(rest, "，,；")
}

// dateCandidate is a date with how much speaks for its being the article's.
type dateCandidate struct {
	feed.Published
	points int
	why    string
	line   int // -1 when not on the page
}

// findPublished chooses the date that the page shows for its article. Without one the head's counts, then one in the
// page's scripts, then the address.
func (a *reader) findPublished() dateCandidate {
	fromAddress := addressDate(a.doc.address, a.at)
	best := dateCandidate{points: 19, line: -1}
	for i := range a.page.lines {
		l := &a.page.lines[i]
		if l.runes > 200 || l.runes < 5 || a.inProse(i) {
			continue
		}
		if p, ok := a.datedInParts(i); ok {
			if c := a.judgeDate(i, dateMatch{Published: p, End: len(l.text)}); c.points > best.points {
				best = c
			}
			continue
		}
		for _, m := range l.dates(a.at) {
			c := a.judgeDate(i, m)
			if !fromAddress.IsZero() && c.Day() == fromAddress.Day() {
				c.points += 15
			}
			if c.points > best.points {
				best = c
			}
		}
	}
	if a.head.published.IsZero() {
		if best.line < 0 {
			return a.unseenDate(fromAddress)
		}
		return best
	}
	agree := best.Day() == a.head.published.Day()
	if best.points < 45 && !agree {
		return dateCandidate{a.head.published, 45, "meta tags", -1}
	}
	if best.Exact != feed.ToMinute && agree {
		best.Published = a.head.published
	}
	return best
}

// datedInParts reads a date of which line i is the last part, as where a large day stands above year and month:
// 17 | 2023-11.
func (a *reader) datedInParts(i int) (feed.Published, bool) {
	var parts []piece
	for k := max(i-1, 0); k <= i; k++ {
		l := &a.page.lines[k]
		if l.runes > 12 || !strings.ContainsFunc(l.text, unicode.IsDigit) && l.runes > 4 || strings.ContainsFunc(l.text, isHan) {
			parts = nil
			continue
		}
		for _, s := range l.pieces() {
			if s = strings.TrimSpace(s); s != "" {
				parts = append(parts, piece{text: s})
			}
		}
	}
	if len(parts) < 2 || len(parts) > 3 {
		return feed.Published{}, false
	}
	if p, ok := splitDate(parts, a.at); ok {
		return p, true
	}
	words := parts[0].text
	for _, p := range parts[1:] {
		words += " " + p.text // 04 | Mar | 2023
	}
	m, ok := findDate(words, a.at)
	return m.Published, ok && m.Form == fullDate && m.Start == 0 && m.End == len(words)
}

// dates is the dates of a line; where its elements stand without a blank between them, those of each.
func (l *line) dates(at time.Time) []dateMatch {
	found := findDates(l.text, at)
	start := 0
	for _, end := range append(slices.Clone(l.cuts), len(l.text)) {
		if len(found) > 0 || end <= start || l.runes > 200 {
			continue
		}
		for _, m := range findDates(l.text[start:end], at) {
			m.Start += start
			m.End += start
			found = append(found, m)
		}
		start = end
	}
	return found
}

// judgeDate gives points to a date on line i.
func (a *reader) judgeDate(i int, m dateMatch) dateCandidate {
	l := &a.page.lines[i]
	c := dateCandidate{Published: m.Published, line: i, why: "date near the headline"}
	switch m.Form {
	case fullDate:
		c.points += 10
	case relative:
		c.points += 4
	case yearless:
		c.points -= 6
	}
	if m.Published.Exact == feed.ToMinute {
		c.points += 6
	}
	switch a.labelBefore(i, m) {
	case dateLabel:
		c.points += 30
		c.why = "label before the date"
	case updateLabel:
		c.points += 12
		c.why = "label of an update"
	case originLabel, authorLabel, officeLabel:
		c.points += 10
	case counterLabel:
		c.points -= 5
	}
	c.points += a.placePoints(i)
	rest := l.runes - utf8.RuneCountInString(l.text[m.Start:m.End])
	switch {
	case l.linked*2 > l.runes && rest > 6 && i > a.title.span.to+2:
		c.points -= 40
	case rest <= 3:
		c.points += 5
	case rest > 70:
		c.points -= 10
	}
	if l.is(footerText) || strings.HasPrefix(l.text, "今天是") || strings.HasPrefix(l.text, "今天") {
		c.points -= 60
	}
	if l.hint == asideHint {
		c.points -= 12
	}
	if i > 0 && m.Start == 0 && rest <= 3 && a.page.lines[i-1].linked > 8 || i+1 < len(a.page.lines) && rest <= 3 && a.page.lines[i+1].linked > 8 {
		c.points -= 15 // a row of a list
	}
	return c
}

// labelBefore is the kind of the label that a date on line i stands behind; the label may be all of the line above.
func (a *reader) labelBefore(i int, m dateMatch) labelKind {
	kind := noLabel
	for _, f := range a.page.lines[i].fieldsOf() {
		if f.start <= m.Start {
			kind = f.kind
		}
	}
	if kind == noLabel && m.Start <= 3 && i > 0 {
		above := a.page.lines[i-1].fieldsOf()
		if n := len(above); n > 0 && above[n-1].value == "" {
			return above[n-1].kind
		}
	}
	return kind
}

// placePoints says how fit the place of line i is for a byline: right behind the headline, just above it, or right
// behind the body.
func (a *reader) placePoints(i int) int {
	title := a.title.span
	if title.to > title.from {
		switch after := i - title.to; {
		case i >= title.from && i < title.to:
			return -20
		case after >= 0 && after <= 10 && i < max(a.kept.from, title.to+3):
			return 32 - 2*after
		case after < 0 && i >= title.from-4:
			return 16
		}
	}
	if a.main.node == nil {
		return 0
	}
	switch {
	case i < a.kept.from && i >= a.kept.from-10:
		return 24
	case i >= a.kept.to && i < a.kept.to+5:
		return 10
	case i < a.kept.from:
		return 0
	}
	return -15
}

// inProse reports whether line i belongs to the article's text.
func (a *reader) inProse(i int) bool {
	return i >= a.kept.from && i < a.kept.to && !a.dropped[i]
}

// unseenDate is for pages that print their date by script or not at all.
func (a *reader) unseenDate(fromAddress feed.Published) dateCandidate {
	if !a.head.updated.IsZero() && (fromAddress.IsZero() || a.head.updated.Day() == fromAddress.Day()) {
		return dateCandidate{a.head.updated, 30, "update in the meta tags", -1}
	}
	if p := a.scriptDate(); !p.IsZero() && (fromAddress.IsZero() || p.Day() == fromAddress.Day()) {
		return dateCandidate{p, 30, "data in a script", -1}
	}
	if !fromAddress.IsZero() {
		return dateCandidate{fromAddress, 20, "address of the page", -1}
	}
	// What is left is the date under a notice's signature, or the issue of the paper that it was taken from.
	for i := a.kept.to - 1; i >= max(a.kept.from, a.kept.to-4); i-- {
		l := &a.page.lines[i]
		if l.runes > 40 || strings.HasSuffix(l.text, "。") {
			continue
		}
		if m, ok := findDate(l.text, a.at); ok && m.Form == fullDate && (strings.Trim(l.text[:m.Start], "（([【 ") == "" && strings.Trim(l.text[m.End:], "）)]】。 ") == "" || strings.Contains(l.text[m.End:], "版")) {
			return dateCandidate{m.Published, 15, "date at the end of the body", i}
		}
	}
	return dateCandidate{line: -1}
}
