package page

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// headline is the title of the article and the lines of the page that show it, none when it is in the head only.
type headline struct {
	text  string
	span  span // from == to: not shown
	score float64
	why   string
}

// headlineCandidate is a run of lines that may be the headline.
type headlineCandidate struct {
	text string
	span span
}

// findHeadline chooses among the lines that look like headings by their markup, by how they agree with what the head
// says, and by the byline or body that follows. main is the body found so far; its node may be nil.
func (a *reader) findHeadline(main body) headline {
	best := headline{score: 20}
	for _, c := range a.headlineCandidates(main) {
		score, why := a.judgeHeadline(c, main)
		if score > best.score {
			best = headline{c.text, c.span, score, why}
		}
	}
	if best.text == "" {
		best = a.headlineOfHead()
	}
	return best
}

// headlineCandidates is every short line, and the runs of two or three lines that one element breaks with <br> or
// that belong together by what the head says. None stands deep within the body.
func (a *reader) headlineCandidates(main body) []headlineCandidate {
	var found []headlineCandidate
	lines := a.page.lines
	if main.node != nil {
		lines = lines[:min(len(lines), main.span.from+100)]
	}
	for i := range lines {
		if !lines[i].mayBeHeadline() {
			continue
		}
		if !lines[i].endsOpen() {
			found = append(found, headlineCandidate{lines[i].text, span{i, i + 1}})
		}
		text := lines[i].text
		begins := a.beginsHeadTitle(folded(text))
		for j := i + 1; j < min(i+3, len(lines)); j++ {
			if lines[j].runes == 0 || lines[j].runes > 80 {
				break
			}
			if !lines[j-1].endsOpen() {
				text += " "
			}
			text += lines[j].text
			joined := lines[j].node == lines[i].node && (lines[i].heading > 0 || lines[j].size == lines[i].size)
			if joined || begins && a.headAgrees(text) {
				found = append(found, headlineCandidate{text, span{i, j + 1}})
			}
		}
	}
	return found
}

// beginsHeadTitle reports whether a folded text is the beginning of a title that the head gives.
func (a *reader) beginsHeadTitle(f string) bool {
	for _, t := range a.head.titleFolds {
		if strings.HasPrefix(t, f) {
			return true
		}
	}
	return strings.HasPrefix(a.head.pageFold, f)
}

func (l *line) mayBeHeadline() bool {
	if l.title == 0 {
		l.title = -1
		if l.readsAsHeadline() {
			l.title = 1
		}
	}
	return l.title > 0
}

func (l *line) readsAsHeadline() bool {
	if l.runes < 4 && (l.heading != 1 || l.runes < 2) || l.runes > 120 || l.linked == l.runes && l.heading == 0 {
		return false
	}
	if l.is(footerText|furnitureText) || hasCrumbMark(l.text) {
		return false
	}
	if m, ok := findDate(l.text, fixedDay()); ok && len(l.text)-(m.End-m.Start) < 12 {
		return false
	}
	return !startsWithLabel(l.text)
}

// endsOpen reports whether a line ends in a colon, so that it is at most the first half of a headline.
func (l *line) endsOpen() bool {
	return strings.HasSuffix(l.text, "：") || strings.HasSuffix(l.text, ":")
}

// headAgrees reports whether the head gives this very title, alone or before the site's name.
func (a *reader) headAgrees(text string) bool {
	f := folded(text)
	return slices.Contains(a.head.titleFolds, f) ||
		utf8.RuneCountInString(f) >= 8 && strings.HasPrefix(a.head.pageFold, f)
}

// judgeHeadline gives points; 20 make a headline. why is the strongest reason.
func (a *reader) judgeHeadline(c headlineCandidate, main body) (score float64, why string) {
	l := &a.page.lines[c.span.from]
	why = "heading above the body"
	f := folded(c.text)
	n := utf8.RuneCountInString(f)
	if l.heading > 0 {
		score += [...]float64{0, 30, 18, 12, 6, 3, 3}[l.heading]
		why = "heading element"
	}
	score += fontPoints(l) + nameTitlePoints(l)
	agreement, said := a.agreement(f, n)
	if agreement > 0 {
		score += agreement
		why = said
	}
	if l.linked*2 > l.runes {
		score -= 25
	}
	if l.hint == asideHint {
		score -= 15
	}
	if hanCount(c.text) == 0 && !strings.Contains(c.text, " ") {
		score -= 20 // a number of a register
	}
	if strings.HasSuffix(c.text, "。") || strings.HasSuffix(c.text, "；") {
		score -= 15
	}
	if a.isSiteName(f) {
		score -= 45
	}
	score += a.lengthPoints(c, n) + a.headlinePlace(c, main)
	return score, why
}

// lengthPoints prefers the length of headlines to that of columns' names. A short text that the path above names is
// a column.
func (a *reader) lengthPoints(c headlineCandidate, n int) float64 {
	switch {
	case n > 80:
		return -10
	case n >= 9:
		return 6
	}
	for i := max(0, c.span.from-8); i < c.span.from; i++ {
		l := &a.page.lines[i]
		if hasCrumbMark(l.text) && strings.Contains(folded(l.text), folded(c.text)) {
			return -25
		}
	}
	if n < 7 {
		return -8
	}
	return 0
}

// headlinePlace prefers what stands just above a byline and just above or at the top of the body.
func (a *reader) headlinePlace(c headlineCandidate, main body) float64 {
	points := 0.0
	for i := c.span.to; i < min(c.span.to+8, len(a.page.lines)); i++ {
		if a.isByline(i) {
			points = 26 - 3*float64(i-c.span.to)
			break
		}
	}
	if main.node == nil {
		return points
	}
	switch gap := main.span.from - c.span.to; {
	case gap >= 0 && gap <= 12:
		points += 16 - float64(gap)
	case gap < 0 && a.valueBetween(main.span.from, c.span.from) < 10:
		points += max(4, 14-float64(c.span.from-main.span.from))
	case gap < 0:
		points -= 40
	}
	return points
}

func fontPoints(l *line) float64 {
	points := 0.0
	switch {
	case l.size >= 20:
		points += 14
	case l.size >= 16:
		points += 6
	}
	if l.bold*10 >= l.runes*9 {
		points += 6
	}
	if attr(l.node, "align") == "center" || strings.Contains(attr(l.node, "style"), "center") || l.node.Data == "center" {
		points += 5
	}
	return points
}

// nameTitlePoints looks for words like "title" in the names of the element and the one around it.
func nameTitlePoints(l *line) float64 {
	n := l.element
	for range 2 {
		if n == nil {
			break
		}
		for word := range nameWords(attr(n, "class") + " " + attr(n, "id")) {
			switch word {
			case "title", "tit", "headline", "biaoti", "bt":
				return 12
			}
		}
		n = n.Parent
	}
	return 0
}

// agreement is how well a folded text of n runes agrees with the titles that the head gives.
func (a *reader) agreement(f string, n int) (points float64, why string) {
	page := a.head.pageFold
	length := float64(min(n, 40)) / 4
	switch {
	case n < 4 || page == "":
	case page == f:
		points, why = 45+length, "same as <title>"
	case strings.HasPrefix(page, f) && n >= 5:
		points, why = 40+length, "<title> begins with it"
	case strings.Contains(page, f) && n >= 6:
		points, why = 22+length, "<title> contains it"
	case isCut(page, f):
		points, why = 40, "<title> is its beginning"
	}
	for _, t := range a.head.titleFolds {
		if t == f || isCut(t, f) {
			if points < 60 {
				points, why = 60, "same as the title in the meta tags"
			}
		}
	}
	return points, why
}

// isCut reports whether short is the beginning of long, with or without dots at its end.
func isCut(short, long string) bool {
	short = strings.TrimRight(short, ".…")
	return utf8.RuneCountInString(short) >= 8 && strings.HasPrefix(long, short)
}

// isSiteName reports whether a folded text is the part of <title> behind the headline.
func (a *reader) isSiteName(f string) bool {
	return slices.Contains(a.head.siteFolds, f)
}

// headlineOfHead is the title when no line of the page shows it.
func (a *reader) headlineOfHead() headline {
	for _, t := range a.head.titles {
		if t = a.withoutSiteName(t); utf8.RuneCountInString(t) >= 4 {
			return headline{text: t, why: "meta tags"}
		}
	}
	return headline{text: a.withoutSiteName(a.head.page), why: "<title> without the site's name"}
}

// withoutSiteName drops the parts of a title behind a mark that separates it from the names of column and site.
func (a *reader) withoutSiteName(t string) string {
	parts := splitTitle(t)
	if len(parts) == 0 {
		return ""
	}
	return parts[0]
}

// splitTitle splits <title> where sites put their names: _, |, spaced or doubled hyphens, and single hyphens and
// dashes before a last part that is short.
func splitTitle(t string) []string {
	t = squeeze(t)
	for _, mark := range [...]string{"_", "|", "｜", " - ", " – ", " — ", " -", "- ", "--", ">>", "<<", " · ", " > "} {
		if parts := splitTrimmed(t, mark); len(parts) > 1 && utf8.RuneCountInString(parts[0]) >= 4 {
			return parts
		}
	}
	for _, mark := range [...]string{"-", "－", "—"} {
		head, tail, ok := cutLast(t, mark)
		if ok && !strings.HasSuffix(head, mark) && utf8.RuneCountInString(head) >= 6 && isSiteLike(tail) {
			return []string{strings.TrimSpace(head), strings.TrimSpace(tail)}
		}
	}
	if t == "" {
		return nil
	}
	return []string{t}
}

// isSiteLike reports whether the end of a title is the name of a site or column.
func isSiteLike(s string) bool {
	s = strings.TrimSpace(s)
	for _, end := range [...]string{
		"网", "网站", "政府", "频道", "局", "委员会", "厅", "在线", "日报", "委", "管委会", "中心", "新闻", "动态",
		"官网", "平台", "门户", "公司", "大学", "学院", "协会", "部", "办公室",
	} {
		if strings.HasSuffix(s, end) {
			return utf8.RuneCountInString(s) <= 24
		}
	}
	return false
}

func splitTrimmed(s, mark string) []string {
	var parts []string
	for p := range strings.SplitSeq(s, mark) {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

func cutLast(s, mark string) (before, after string, ok bool) {
	i := strings.LastIndex(s, mark)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(mark):], true
}
