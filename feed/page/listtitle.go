package page

import (
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

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

// isClipped reports whether a title ends in dots because it did not fit.
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
