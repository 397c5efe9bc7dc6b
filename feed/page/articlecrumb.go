package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hasCrumbMark reports whether a line holds the marks that breadcrumbs are joined with.
func hasCrumbMark(s string) bool {
	return containsAny(s, ">", "＞", "»", "›", "→", "当前位置", "所在位置")
}

// findBreadcrumb is the path that the page shows above its article: behind a label such as 当前位置, or links joined by
// marks, or links that begin with the home page.
func (a *reader) findBreadcrumb() []string {
	var best []string
	bestPoints := 0
	for _, n := range a.page.order {
		s := a.page.spans[n]
		if s.to-s.from > 14 || s.to == s.from {
			continue
		}
		runes, links := 0, 0
		for i := s.from; i < s.to; i++ {
			runes += a.page.lines[i].runes
			links += a.page.lines[i].links
		}
		if links == 0 && s.to-s.from > 3 || runes > 220 || runes < 4 {
			continue
		}
		trail, points := a.readTrail(n)
		if len(trail) == 0 {
			continue
		}
		points += a.trailPlace(s)
		if points > bestPoints {
			best, bestPoints = trail, points
		}
	}
	if bestPoints < 20 {
		return a.withoutTitle(a.head.trail)
	}
	return best
}

// trailPlace gives points for standing above the article.
func (a *reader) trailPlace(s span) int {
	above := a.title.span.from
	if a.title.span.to == a.title.span.from {
		above = a.kept.from
	}
	switch {
	case s.to > above+1 && s.from >= a.kept.to:
		return -20
	case s.to > above+1:
		return -6
	case above-s.to < 6:
		return 10
	}
	return 4
}

// trailWriter reads links, bare text and marks below an element in order.
type trailWriter struct {
	steps   []string
	links   int
	marks   int
	labeled bool
	broken  bool // a step too long for a breadcrumb
	marked  bool // a mark stands before the next step
	closed  bool // the path has ended
	rest    strings.Builder
}

// readTrail reads an element as a breadcrumb.
func (a *reader) readTrail(n *html.Node) ([]string, int) {
	var t trailWriter
	t.add(n)
	t.flush()
	if t.broken || len(t.steps) == 0 {
		return nil, 0
	}
	home := isHomeName(t.steps[0])
	points := 0
	switch {
	case t.labeled && (t.links > 0 || t.marks > 0 || home):
		points = 40
	case t.marks > 0 && t.links > 0 && t.marks >= t.links-1 && t.marks <= len(t.steps)+1:
		points = 22
		if home {
			points += 12
		}
	case home && t.links >= 2 && len(t.steps) <= 6 && namesCrumb(n):
		points = 24
	case t.marks > 0 && home && len(t.steps) <= 7:
		points = 20
	default:
		return nil, 0
	}
	if len(t.steps) > 9 {
		return nil, 0
	}
	steps := a.withoutTitle(t.steps)
	if len(steps) == 0 {
		return nil, 0
	}
	return steps, points + min(len(steps), 5)
}

// namesCrumb looks for the words that breadcrumbs are called by in the names of n and the element around it.
func namesCrumb(n *html.Node) bool {
	for range 2 {
		if n == nil {
			return false
		}
		for word := range nameWords(attr(n, "class") + " " + attr(n, "id")) {
			switch word {
			case "crumb", "crumbs", "bread", "breadcrumb", "breadcrumbs", "mbx", "mianbao", "position", "location", "weizhi", "path", "place", "dqwz", "wz",
				"local", "current", "loc", "pos", "address", "site", "curmb":
				return true
			}
		}
		n = n.Parent
	}
	return false
}

// withoutTitle drops the headline and what is no step from the end.
func (a *reader) withoutTitle(steps []string) []string {
	var kept []string
	for i, s := range steps {
		f := folded(s)
		if f == a.titleFold || i == len(steps)-1 && i > 0 && (isCut(f, a.titleFold) || utf8.RuneCountInString(f) > 24) {
			continue
		}
		if n := len(kept); n > 0 && kept[n-1] == s {
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

func (t *trailWriter) add(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		t.rest.WriteString(n.Data)
		return
	case html.ElementNode:
		if isUnseen(n) {
			return
		}
		if n.DataAtom == atom.A {
			t.flush()
			if s := text(n); s != "" {
				t.links++
				t.text(s)
			}
			return
		}
		if isBlock(n.DataAtom) || n.DataAtom == atom.Span || n.DataAtom == atom.Br {
			t.flush()
			defer t.flush()
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.add(c)
	}
}

func (t *trailWriter) flush() {
	s := squeeze(t.rest.String())
	t.rest.Reset()
	if s != "" {
		t.text(s)
	}
}

// text splits a piece at the marks and keeps the steps.
func (t *trailWriter) text(s string) {
	if head, rest, ok := cutPlaceLabel(s); ok {
		t.labeled = true
		if len(t.steps) > 0 && head == "" {
			t.steps, t.links, t.marks = nil, 0, 0
		}
		s = rest
	}
	for s != "" {
		i := strings.IndexFunc(s, isStepMark)
		if i < 0 {
			t.step(s)
			return
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		mark := s[i : i+size]
		if (mark == "|" || mark == "｜") && !t.labeled {
			t.broken = true // a menu
		}
		if !strings.ContainsAny(mark, ">＞»›→") && i > 0 && (s[i-1] != ' ' || !strings.HasPrefix(s[i+size:], " ")) {
			// A hyphen or bar within a name is part of it.
			j := strings.IndexFunc(s[i+size:], isArrow)
			if j < 0 {
				t.step(s)
				return
			}
			t.step(s[:i+size+j])
			s = s[i+size+j:]
			continue
		}
		t.step(s[:i])
		s = strings.TrimLeft(s[i+size:], ">＞»›→-— /")
		if !t.closed {
			t.marks++
			t.marked = true
		}
	}
}

// isArrow reports whether a character stands between the steps of a path and nowhere else.
func isArrow(r rune) bool {
	switch r {
	case '>', '＞', '»', '›', '→':
		return true
	}
	return false
}

// isStepMark reports whether a character may stand between the steps of a path.
func isStepMark(r rune) bool {
	switch r {
	case '/', '\\', '|', '｜', '-', '－', '—', '·':
		return true
	}
	return isArrow(r)
}

func (t *trailWriter) step(s string) {
	s = strings.Trim(s, " ：:,，;；[]【】")
	if s == "" || t.closed {
		return
	}
	if t.marks > 0 && !t.marked {
		// No mark before it: what stands beside the path. Behind a path of two steps that is its end.
		if len(t.steps) > 1 {
			t.closed = true
			return
		}
		t.steps, t.marks, t.links = nil, 0, min(t.links, 1)
	} else if t.marked && t.marks == 1 && len(t.steps) > 1 {
		// The first mark stands behind several pieces: only the last of them begins the path.
		t.steps = t.steps[len(t.steps)-1:]
	}
	t.marked = false
	if utf8.RuneCountInString(s) > 80 {
		t.broken = true
	}
	t.steps = append(t.steps, s)
}

// cutPlaceLabel drops 当前位置： and its kin.
func cutPlaceLabel(s string) (head, rest string, ok bool) {
	head, rest, ok = cutColon(s)
	if ok && kindOfLabel(strings.Join(strings.Fields(strings.Trim(head, "【[ ")), "")) == placeLabel {
		return "", strings.Trim(rest, " 】]"), true
	}
	if kindOfLabel(strings.Trim(s, "【】[] ")) == placeLabel {
		return "", "", true
	}
	if after, found := strings.CutPrefix(s, "当前位置"); found {
		return "", strings.TrimLeft(after, " ：:】]"), true
	}
	return s, "", false
}

// isHomeName reports whether a step is the home page.
func isHomeName(s string) bool {
	switch strings.TrimSpace(s) {
	case "首页", "网站首页", "主页", "首頁", "本站首页", "返回首页", "门户首页", "Home", "home", "HOME", "官网首页", "站点首页", "网站主页":
		return true
	}
	return strings.HasSuffix(s, "首页") && utf8.RuneCountInString(s) <= 12
}
