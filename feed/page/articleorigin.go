package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// origin is the source as printed, with why it was taken.
type origin struct {
	name   string
	points int
	why    string
}

// findOrigin is what stands behind 来源 near the headline or under the body, else what the head says, else a bare name
// beside the date.
func (a *reader) findOrigin(date dateCandidate) origin {
	best := origin{points: 9}
	for i := range a.page.lines {
		l := &a.page.lines[i]
		if l.runes > 200 && !a.isEdge(i) {
			continue
		}
		for _, f := range l.fieldsOf() {
			if f.kind != originLabel && f.kind != officeLabel {
				continue
			}
			if a.inProse(i) && !a.isEdge(i) {
				continue
			}
			name := a.originValue(i, f)
			if points := a.judgeOrigin(i, f, date); name != "" && points > best.points {
				best = origin{name, points, "label on the page"}
			}
		}
	}
	if best.name == "" {
		best = a.bracketedOrigin(best)
	}
	if best.name == "" && a.head.origin != "" {
		best = origin{a.head.origin, 10, "meta tags"}
	}
	if best.name == "" && a.scriptOrigin != "" {
		best = origin{a.scriptOrigin, 10, "beside the text in a script"}
	}
	if best.name == "" {
		best = a.bareOrigin(date)
	}
	return best
}

// isEdge reports whether line i is among the first two or last three of the body, where some sites print the byline.
func (a *reader) isEdge(i int) bool {
	return i >= a.kept.from && i < a.kept.from+2 || i < a.kept.to && i >= a.kept.to-3
}

// originValue is the name behind a label; it may stand on the next line.
func (a *reader) originValue(i int, f labelled) string {
	if name := trimOrigin(f.value); name != "" || f.end < len(a.page.lines[i].text) {
		return name
	}
	if i+1 >= len(a.page.lines) || f.value != "" {
		return ""
	}
	next := &a.page.lines[i+1]
	if next.is(footerText) || !areNear(a.page.lines[i].node, next.node) {
		return ""
	}
	if next.runes > 24 || next.marks > 1 || len(next.fieldsOf()) > 0 || a.inProse(i+1) || next.is(furnitureText) {
		return ""
	}
	if i+1 >= a.title.span.from && i+1 < a.title.span.to {
		return ""
	}
	return trimOrigin(next.text)
}

// areNear reports whether two elements lie in one that is at most two levels above the first, as the cells of a row do.
func areNear(x, y *html.Node) bool {
	for range 3 {
		if x == nil || isBody(x) {
			return false
		}
		if contains(x, y) {
			return true
		}
		x = x.Parent
	}
	return false
}

func isBody(n *html.Node) bool { return n.DataAtom == atom.Body && n.Type == html.ElementNode }

func (a *reader) judgeOrigin(i int, f labelled, date dateCandidate) int {
	points, near := 10, 3
	if f.kind == officeLabel {
		points, near = 0, 12 // entries of a record stand between it and the date
	}
	if f.start == 0 || a.isByline(i) {
		points += 6
	}
	if date.line >= 0 && i >= date.line-near && i <= date.line+near {
		points += 20
	}
	if place := a.placePoints(i); place > 0 {
		points += place
	} else if !a.isEdge(i) {
		points -= 8
	}
	if a.page.lines[i].hint == asideHint {
		points -= 6
	}
	return points
}

var (
	originEnd = pattern(`\s*[(（【\[](转载|字体|字号|作者|编辑|大|打印|记者|点击|浏览|阅读|责任).*$|\s*(字体|字号|作者|编辑|浏览|点击|阅读|打印|责任编辑|` +
		`发布时间|发布日期|分享|评论|时间|日期)\s*[:：].*$|\s*(我要评论|我要分享|打印|评论\d*|字体|字号|大 中 小|关闭).*$`)
	// inBrackets is the source at the end of a body: （来源：…）
	inBrackets = pattern(`[(（【\[]\s*(?:(?:本文|文章|信息|稿件|新闻)?(?:来源[于自]?|来自|摘自|选自|转自|转载自|原载|供稿(?:单位)?|稿源)\s*[:：]\s*` +
		`([^()（）\[\]【】:：]{2,30}?)|(?:原载|摘自|选自|转自|据)于?\s*(《[^《》]{2,20}》)[^()（）\[\]【】]{0,20})\s*[)）】\]]\s*$`)
	noOrigin = pattern(`^(无|暂无|未知|不详|整理|综合|编译|综合整理|佚名|转载|admin|administrator|null|undefined|[\d\s:：./-]+|` +
		`document\.write.*|来源|大|中|小|字体.*|作者.*|浏览.*|点击.*|分享.*|打印.*|责任编辑.*|时间.*|发布.*)$`)
)

// trimOrigin is a source's name without what is printed around it; "" for what is no name.
func trimOrigin(s string) string {
	s = squeeze(s)
	s = originEnd().ReplaceAllString(s, "")
	for _, m := range findDates(s, fixedDay()) {
		if m.Form == fullDate {
			s = s[:m.Start] + " " + s[m.End:]
			break
		}
	}
	s = strings.TrimFunc(s, func(r rune) bool { return strings.ContainsRune(" :：|｜丨,，;；/·-—>＞。、", r) })
	if strings.Count(s, "（")+strings.Count(s, "(") == 0 {
		s = strings.TrimRight(s, ")）】]")
	}
	if strings.Count(s, "【")+strings.Count(s, "[") > strings.Count(s, "】")+strings.Count(s, "]") {
		s = strings.TrimLeft(s, "【[")
	}
	s = withoutTitleMarks(s)
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 40 || strings.ContainsAny(s, "。？！，<>{};=") && n > 20 || noOrigin().MatchString(s) || strings.Contains(s, "document.") {
		return ""
	}
	return s
}

// withoutTitleMarks is the paper that a source names, without marks and issue: 《园区观察》2017年第4期.
func withoutTitleMarks(s string) string {
	inner, marked := strings.CutPrefix(s, "《")
	name, issue, closed := strings.Cut(inner, "》")
	if !marked || !closed || strings.Contains(issue, "《") {
		return s
	}
	issue = strings.TrimLeft(issue, " ")
	r, _ := utf8.DecodeRuneInString(issue)
	if issue == "" || isDigit(r) || strings.HasPrefix(issue, "第") {
		return name
	}
	return s
}

// bracketedOrigin looks at the end of the body for （来源：…）.
func (a *reader) bracketedOrigin(best origin) origin {
	for i := a.kept.to - 1; i >= max(a.kept.from, a.kept.to-3); i-- {
		if m := inBrackets().FindStringSubmatch(lastBytes(a.page.lines[i].text, 160)); m != nil {
			if name := trimOrigin(m[1] + m[2]); name != "" {
				return origin{name, 10, "brackets at the end of the body"}
			}
		}
	}
	return best
}

func lastBytes(s string, n int) string { return s[max(0, len(s)-n):] }

// bareOrigin is a name without a label beside the date: on its line (新华社 2019-10-02 16:20), or alone on a line near
// it between headline and body, as platforms print the account.
func (a *reader) bareOrigin(date dateCandidate) origin {
	anchor := date.line
	for i := a.title.span.to; anchor < 0 && i < min(a.kept.from, a.title.span.to+6); i++ {
		if a.isByline(i) {
			anchor = i
		}
	}
	undated := anchor < 0
	if undated {
		anchor = a.title.span.to
	}
	if a.placePoints(anchor) < 10 || undated && anchor >= a.kept.from {
		return origin{}
	}
	for _, i := range [...]int{anchor, anchor - 1, anchor + 1, anchor - 2} {
		if i != anchor && (i < a.title.span.to || i >= a.kept.from) || i < 0 || i >= len(a.page.lines) {
			continue
		}
		if name := a.bareNameOn(i); name != "" && (!undated || isMediumLike(name)) {
			return origin{name, 10, "name beside the date"}
		}
	}
	return origin{}
}

// bareNameOn is the one name on line i that can be that of a medium.
func (a *reader) bareNameOn(i int) string {
	l := &a.page.lines[i]
	if l.runes > 60 || l.marks > 2 || l.is(footerText) {
		return ""
	}
	for _, f := range l.fieldsOf() {
		named := f.kind == authorLabel && strings.ContainsAny(l.text[f.start:f.end], ":：") // its piece is no bare name
		if f.kind != dateLabel && f.kind != counterLabel && f.kind != updateLabel && !named {
			return ""
		}
	}
	name, persons, names, media := "", 0, 0, 0
	for _, piece := range l.pieces() {
		switch s := bareName(piece); {
		case s == "":
		case isMediumLike(s):
			if media++; media == 1 {
				name = s
			}
		case isPersonLike(s):
			persons++
		default:
			if names++; media == 0 {
				name = s
			}
		}
	}
	if media == 1 {
		return name
	}
	if names+media != 1 || persons > 0 {
		return ""
	}
	return name
}

// pieces is the line split at element boundaries, blanks and bars.
func (l *line) pieces() []string {
	var found []string
	start := 0
	for i, r := range l.text {
		if l.isCut(i) || strings.ContainsRune(" |｜丨/·[【(（", r) {
			found = append(found, l.text[start:i])
			start = i
		}
	}
	return append(found, l.text[start:])
}

// bareName is a piece of the byline if it can be a name: not a date, a counter, a button or an address.
func bareName(piece string) string {
	piece = strings.Trim(piece, " |｜丨/·[]【】()（）")
	n := utf8.RuneCountInString(piece)
	if n < 2 || n > 16 || natureOf(piece, n)&(furnitureText|footerText) != 0 || strings.ContainsAny(piece, ":：，。.0123456789+") {
		return ""
	}
	switch piece {
	case "网络", "互联网", "本站", "原创":
		return ""
	}
	if month := (scanner{s: piece}); month.monthName() > 0 || kindOfLabel(piece) != noLabel || buttonName().MatchString(piece) {
		return ""
	}
	return trimOrigin(piece)
}

// isPersonLike reports whether a name is as short as those of persons, so that it cannot be told from one.
func isPersonLike(s string) bool {
	return utf8.RuneCountInString(s) <= 3 && !isMediumLike(s)
}

// isMediumLike reports whether a name ends like that of a newspaper, station, site or office.
func isMediumLike(s string) bool {
	return mediumEnd().MatchString(s)
}

var mediumEnd = words(`(网|报|社|台|刊|局|厅|委|办|部|处|中心|频道|客户端|发布|新闻|日报|晚报|晨报|时报|周刊|杂志|公司|大学|学院|集团|政府|街道|镇|乡|` +
	`管委会|开发区|科技|财经|资讯|在线|融媒|传媒|电视|广播|新媒体|公众号)$`)

var buttonName = words(`作者$|认证|^我[有要来]|属地|^記者|報導$|^官方|分享|评论|收藏|打印|字体|字号|关注|举报|阅读|浏览|参与|跟贴|点赞|转发|微信|微博|空间|扫码|手机|下载|朗读|播放|` +
	`扫一扫|投稿|订阅|纠错|^编辑|责编|^记者|^作者|^发布(于|时间|日期)?$|^更新|小时|分钟|星期|上午|下午|登录|注册|返回|首页|^关闭|^正文$|^原创$|人气|热度|展开|收起`)
