package page

import "strings"

// trim narrows the body to the article: kept is the range of lines from the first to the last of it, dropped marks
// lines within that belong to the page.
func (a *reader) trim() {
	a.dropped = make([]bool, len(a.page.lines))
	a.kept = a.main.span
	if a.main.node == nil {
		return
	}
	a.kept.from = a.headEnd()
	a.dropFurniture()
	a.kept.to = a.tailStart()
	a.dropLinkLists()
	for a.kept.to > a.kept.from && (a.isTailWaste(a.kept.to-1) || a.isCodePicture(a.kept.to-1)) {
		a.kept.to--
	}
	a.dropHeadWaste()
}

// dropHeadWaste drops lines of the page above the first prose.
func (a *reader) dropHeadWaste() {
	for i := a.kept.from; i < a.kept.to && i < a.kept.from+12; i++ {
		l := &a.page.lines[i]
		if a.values[i] > 30 && !l.isEdgeWaste() {
			break
		}
		if l.isEdgeWaste() || a.isTailWaste(i) {
			a.dropped[i] = true
		}
	}
	for a.kept.from < a.kept.to && a.dropped[a.kept.from] {
		a.kept.from++
	}
}

// headEnd is the first line behind headline, byline and buttons, as far as they lie within the body's element. A line
// such as 时间：… below the first prose belongs to the text, the sooner when the byline stood above the element.
func (a *reader) headEnd() int {
	from := a.main.span.from
	patience := 40.0
	for i := a.title.span.to; i < from; i++ {
		if a.isByline(i) {
			patience = 5
		}
	}
	from = max(from, a.recordEnd())
	prose := 0.0
	for i := from; i < a.main.span.to && prose < patience; i++ {
		l := &a.page.lines[i]
		switch {
		case a.isByline(i) && a.valueBetween(i+1, a.main.span.to) < max(4, prose):
			return from // the date under the signature of a short notice
		case i >= a.title.span.from && i < a.title.span.to, a.isByline(i) && i < from+12, folded(l.text) == a.titleFold:
			from = i + 1
			if a.isByline(i) {
				patience = 5
				prose = 0
			}
			if l.isBareLabel() && from < a.main.span.to && a.page.lines[from].runes <= 20 {
				i++
				from++ // its value
			}
		case l.is(endingText | furnitureText):
		default:
			prose += max(0, a.values[i])
		}
	}
	return from
}

// recordEnd is the end of the table at the top of the body that registers a public document: 索引号, 发布机构, 文号. It is
// the body's start when there is none.
func (a *reader) recordEnd() int {
	end := a.main.span.from
	for _, n := range a.page.order {
		s := a.page.spans[n]
		if s.from < a.main.span.from || s.to > min(a.main.span.to, a.main.span.from+50) || s.to <= end {
			continue
		}
		labels, prose := 0, 0.0
		for i := s.from; i < s.to; i++ {
			if a.page.lines[i].startsRecord() {
				labels++
			}
			prose = max(prose, a.values[i])
		}
		if labels >= 3 && labels*3 >= s.to-s.from && prose < 90 {
			end = s.to
		}
	}
	return end
}

// startsRecord reports whether a line begins with one of the entries under which public documents are registered.
func (l *line) startsRecord() bool {
	head, _, ok := cutColon(l.text)
	if !ok && l.runes > 8 || len(head) > 40 {
		return false
	}
	switch strings.Join(strings.Fields(strings.Trim(head, "【】[]* ")), "") {
	case "索引号", "信息索引号", "索引", "主题分类", "体裁分类", "组配分类", "信息分类", "信息类别", "发布机构", "发文机关", "发文机构", "发文单位",
		"公开责任部门", "成文日期", "生成日期", "发文日期", "发布日期", "公开日期", "发布时间", "生成时间", "文号", "发文字号", "文件编号", "有效性", "时效性", "公开方式",
		"公开范围", "公开时限", "公开形式", "主题词", "关键词", "内容概述", "内容概要", "名称", "标题", "文件名称", "信息名称", "服务对象", "废止日期", "生效日期", "实施日期",
		"失效日期", "责任部门", "语种", "信息来源", "来源", "效力状态", "统一编号", "登记号", "主办单位", "有效期", "发布单位", "发布文号", "载体形式", "编号":
		return true
	}
	return false
}

// dropFurniture marks single lines that are never part of an article.
func (a *reader) dropFurniture() {
	for i := a.kept.from; i < a.kept.to; i++ {
		l := &a.page.lines[i]
		linkOnly := l.linked*10 >= l.runes*9 && l.linked > 0 && l.files == 0 && (l.hint == asideHint || strings.HasPrefix(l.text, "广告"))
		a.dropped[i] = l.copied || linkOnly || l.files == 0 && l.is(furnitureText|footerText)
	}
}

// tailStart is the line where the article has ended: a heading of what comes behind articles, with little prose
// after it.
func (a *reader) tailStart() int {
	total := a.valueBetween(a.kept.from, a.kept.to)
	before := 0.0
	for i := a.kept.from; i < a.kept.to; i++ {
		if before > 0.6*total && before > 10 && a.page.lines[i].is(endingText) {
			return i
		}
		before += max(0, a.values[i])
	}
	return a.kept.to
}

// dropLinkLists marks elements within the body that are lists of links to other pages.
func (a *reader) dropLinkLists() {
	for _, n := range a.page.order {
		s := a.page.spans[n]
		if s.from < a.kept.from || s.to > a.kept.to || s.to-s.from < 2 || n == a.main.node {
			continue
		}
		linked, runes, links := 0, 0, 0
		for i := s.from; i < s.to; i++ {
			l := &a.page.lines[i]
			runes += l.runes
			if l.files == 0 {
				linked += l.linked
				links += l.links
			}
		}
		if links >= 2 && linked*10 > runes*6 {
			for i := s.from; i < s.to; i++ {
				a.dropped[i] = true
			}
		}
	}
}

// isTailWaste reports whether the last line of the body can go: dropped, or a link to another page.
func (a *reader) isTailWaste(i int) bool {
	l := &a.page.lines[i]
	if l.isEdgeWaste() || l.announces() && i+1 == a.kept.to || len(l.fieldsOf()) >= 3 {
		return true // 发布:… | 分类:… | 浏览:… is a byline below the text
	}
	return a.dropped[i] || l.files == 0 && l.linked*10 > l.runes*8 && !l.picture || l.runes == 0 && !l.picture
}

// isCodePicture reports whether the last line of the body is a picture alone above a line that asks to scan or follow
// it.
func (a *reader) isCodePicture(i int) bool {
	if l := &a.page.lines[i]; l.runes > 0 || i+1 >= len(a.page.lines) {
		return false
	}
	below := &a.page.lines[i+1]
	return below.is(buttonText|noticeText) && containsAny(below.text, "二维码", "公众号", "扫", "关注")
}

// announces reports whether a line is a heading of what would follow it.
func (l *line) announces() bool {
	return l.runes <= 24 && !l.picture && l.files == 0 && (strings.HasSuffix(l.text, "：") || strings.HasSuffix(l.text, ":"))
}
