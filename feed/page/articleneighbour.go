package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

var (
	neighbourLabel = words(`^[\[【〖<>《«‹←↑↓▲▼△▽◀▶◆■●·•\s]*(上一?[篇条则個个則條]|[上下]一(?:新闻|文章|信息|主题|资讯|公告|页)|` +
		`(?:较早|较旧|更早|较新|更新)的?(?:文章|一篇)|前一[篇条则个則條]|上[篇条]|下一?[篇条则個个則條]|[后後]一[篇条则个則條]|下[篇条]|(?i:previous|prev|next)\b)` +
		`(文章|新闻|信息|资讯|公告|稿件|内容)?\s*[\]】〗>»›→]?\s*[:：·|｜丨]?\s*[>»›]?\s*`)
	noNeighbour = pattern(`^[\[【(（\s:：]*(无|暂无|没有了?|没了|到头了|到底了|没有(更多|上|下|前|后|文章|新闻|内容|数据|相关|记录).{0,12}|` +
		`(已是|已经是|这是|此为|当前为)(第一|最后|最新|首|末|最后一|头一).{0,8}|抱歉.{0,14}|(很)?对不起.{0,14}|返回.{0,4}列表|(第一|最后一)[篇条]了?)[!！。.\]】)）\s]*$|^[:：\s\d]*$`)
)

// findNeighbours is the previous and the next article as the page names them.
func (a *reader) findNeighbours() (prev, next feed.Link) {
	prev, next = a.neighboursIn(span{a.title.span.from, len(a.page.lines)})
	if prev == (feed.Link{}) && next == (feed.Link{}) {
		prev, next = a.neighboursIn(span{0, a.title.span.from}) // papers print them above the headline
	}
	if prev == (feed.Link{}) && next == (feed.Link{}) {
		prev, next = a.unlabelledNeighbours()
	}
	return prev, next
}

// neighboursIn looks for the labels of neighbours in a range of lines.
func (a *reader) neighboursIn(s span) (prev, next feed.Link) {
	for i := s.from; i < s.to; i++ {
		l := &a.page.lines[i]
		if l.runes > 240 || a.inProse(i) && l.links == 0 {
			continue
		}
		at := 0
		for at < len(l.text) {
			if at > 0 && !l.isCut(at) && l.text[at-1] != ' ' {
				at++
				continue
			}
			m := neighbourLabel().FindStringSubmatchIndex(l.text[at:])
			if m == nil {
				at++
				continue
			}
			label := l.text[at+m[2] : at+m[3]]
			link := a.neighbourAt(i, at, at+m[1])
			target := &next
			if sideOfLabel(label) == prevSide {
				target = &prev
			}
			if turnsPages(label, l.text[at:], m[1], link.Title) {
				at += m[1]
				continue
			}
			if target.Title == "" && target.URL == "" {
				*target = link
			}
			at += m[1]
		}
	}
	return prev, next
}

// turnsPages reports whether a label is that of a pager rather than of a neighbour: Next without a title, and 下一页 unless
// a colon and a headline follow on the line. rest is the line from the label on; its title begins at byte from.
func turnsPages(label, rest string, from int, title string) bool {
	if strings.HasSuffix(label, "页") {
		return !containsAny(rest[:from], ":", "：") || from == len(rest) || lettersIn(title) < 5
	}
	return isLetter(rune(label[0])) && title == ""
}

// sideOfLabel is which neighbour a label announces.
func sideOfLabel(label string) side {
	label = strings.TrimLeft(label, "[【〖<>《«‹←↑↓▲▼△▽◀▶◆■●·• ")
	for _, begin := range [...]string{"上", "前", "较早", "较旧", "更早", "p", "P"} {
		if strings.HasPrefix(label, begin) {
			return prevSide
		}
	}
	return nextSide
}

// neighbourAt reads the link whose label begins at byte at of line i and whose title begins at byte from, or is the line
// below when nothing follows. A link that is only the label has no title.
func (a *reader) neighbourAt(i, at, from int) feed.Link {
	l := &a.page.lines[i]
	title := l.text[from:]
	for at := 0; at < len(title); at++ {
		if (at == 0 || l.isCut(from+at) || title[at-1] == ' ') && neighbourLabel().MatchString(title[at:]) {
			title = title[:at]
			break
		}
	}
	title = strings.Trim(title, " |｜")
	row := i
	if title == "" {
		k := i + 1
		if k < len(a.page.lines) && strings.Trim(a.page.lines[k].text, ":： ") == "" {
			k++ // the colon has a cell of its own
		}
		if k < len(a.page.lines) {
			below := &a.page.lines[k]
			if below.linked > 0 && !neighbourLabel().MatchString(below.text) {
				title, row = below.text, k
			}
		}
	}
	if title != "" && noNeighbour().MatchString(title) {
		return feed.Link{}
	}
	anchor := a.linkTitled(row, title)
	if title == "" {
		anchor = a.linkTitled(row, strings.TrimSpace(l.text[at:from]))
	}
	if anchor == nil {
		return feed.Link{}
	}
	if s := text(anchor); title != "" && !neighbourLabel().MatchString(s) && strings.HasPrefix(title, s) {
		title = s
	}
	if full := squeeze(attr(anchor, "title")); full != "" && (title == "" || isCut(folded(title), folded(full))) {
		title = full
	}
	return feed.Link{Title: title, URL: a.doc.resolve(attr(anchor, "href"))}
}

// linkTitled is the link on line i whose text ends with title, nil when there is none.
func (a *reader) linkTitled(i int, title string) *html.Node {
	var found *html.Node
	within := a.page.lines[i].node
	if within == nil {
		return nil
	}
	for _, n := range all(within, atom.A) {
		s := text(n)
		if s == "" || title == "" {
			continue
		}
		if strings.HasSuffix(s, title) || strings.HasPrefix(title, s) && len(s) > 8 {
			found = n
			break
		}
	}
	for n := within; n != nil && found == nil && title != "" && !isBody(n); n = n.Parent {
		if n.DataAtom == atom.A {
			return n // around label and title
		}
	}
	return found
}
