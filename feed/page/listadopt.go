package page

import (
	"golang.org/x/net/html"
)

const (
	adoptNear    = 8 // rows looked at on each side of one without a headline
	adoptLetters = 4 // a shorter label is a control's, whatever its row looks like
)

// adopt makes headlines of short links whose row is built like dated rows with headlines around it: 招聘公告 among
// longer titles. It reports whether there were any.
func (r *region) adopt(set *linkSet) bool {
	adopted := false
	for _, l := range set.links {
		if l.isHeadline() || l.menu || l.more || l.letters < adoptLetters {
			continue
		}
		row := l.node
		for range 5 {
			if row.Parent == nil || r.tallies[row] != nil || r.tallies[row.Parent] != nil {
				break
			}
			row = row.Parent
		}
		if row.Parent == nil || r.tallies[row] != nil || r.tallies[row.Parent] == nil || !r.isAmongDated(row) {
			continue
		}
		l.chance = 0.6
		adopted = true
	}
	return adopted
}

// isAmongDated reports whether at least three of the rows around one are of its kind and hold a headline with a date,
// and fewer hold none.
func (r *region) isAmongDated(row *html.Node) bool {
	dated, bare := 0, 0
	for _, next := range [...]func(*html.Node) *html.Node{
		func(n *html.Node) *html.Node { return n.PrevSibling },
		func(n *html.Node) *html.Node { return n.NextSibling },
	} {
		s := next(row)
		for steps := 0; s != nil && steps < adoptNear; s = next(s) {
			if s.Type != html.ElementNode {
				continue
			}
			steps++
			switch {
			case s.DataAtom != row.DataAtom:
			case r.tallies[s] == nil:
				bare++
			case r.tallies[s].only != severalTargets && r.showsDate(s):
				dated++
			}
		}
	}
	return dated >= 3 && bare < dated
}

// showsDate reports whether one of an element's texts is a date with or without its year.
func (r *region) showsDate(n *html.Node) bool {
	rr := recordReader{at: fixedDay(), region: r}
	for _, p := range rr.piecesOf(n, nil, nil) {
		if _, ok := rr.dateOnly(p.text); ok {
			return true
		}
	}
	return false
}
