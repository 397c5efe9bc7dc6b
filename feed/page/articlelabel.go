package page

import (
	"strings"
	"unicode/utf8"
)

// labelKind is what a label word such as 来源 announces.
type labelKind int

const (
	noLabel      labelKind = iota
	dateLabel              // 发布时间
	updateLabel            // 更新时间
	originLabel            // 来源
	officeLabel            // 发布机构: who is responsible; the source where no 来源 is given
	authorLabel            // 作者
	zoneLabel              // 发布开发区
	placeLabel             // 当前位置
	counterLabel           // 浏览次数, 字体, 责任编辑 and all that only ends the value before it
)

// labelled is a label with its value within a line.
type labelled struct {
	kind       labelKind
	value      string
	start, end int // bytes of the line, from the label's first to the value's last
}

// kindOfLabel is the kind of a label word without white space.
func kindOfLabel(word string) labelKind {
	switch word {
	case "发布时间", "发布日期", "发稿时间", "发稿日期", "发表时间", "发表日期", "发布于", "发表于", "时间", "日期", "刊发时间", "刊登时间",
		"上传时间", "上传日期", "添加时间", "添加日期", "录入时间", "录入日期", "加入时间", "文章时间", "编辑日期", "编辑时间", "上网时间",
		"上网日期", "公开日期", "公开时间", "發布時間", "發佈時間", "發布日期", "發佈日期", "時間", "公示时间", "创建时间", "文章日期", "新闻时间",
		"新闻日期", "提交时间", "发帖时间", "信息时间", "信息日期", "资讯时间", "投稿时间", "推送时间", "出稿时间", "发布", "Time", "Date", "Published":
		return dateLabel
	case "更新时间", "更新日期", "修改时间", "修改日期", "最后更新", "更新于", "最近更新", "发文日期", "发文时间", "成文日期", "生成日期", "生成时间",
		"印发日期", "更新", "最后更新时间", "更新時間":
		return updateLabel
	case "来源", "信息来源", "文章来源", "稿件来源", "新闻来源", "稿源", "来自", "来源于", "来源自", "转载来源", "内容来源", "资讯来源", "出处",
		"文章出处", "来源单位", "来源部门", "来源网站", "来源媒体", "來源", "資料來源", "新聞來源", "消息来源", "供稿", "供稿单位", "供稿部门",
		"供稿人", "转载自", "转自", "摘自", "文章来源于", "本文来源", "本文来源于", "本文来自", "文章来自", "选自", "原载", "原载于", "信息提供", "新闻出处", "来稿单位", "投稿单位", "Source", "From":
		return originLabel
	case "发布机构", "发布单位", "发布部门", "发文机关", "发文单位", "发文机构", "公开单位", "发布方", "信息发布", "报送单位",
		"责任部门", "上稿单位", "單位", "發布單位", "發佈單位", "发布机关":
		return officeLabel
	case "作者", "记者", "文章作者", "本报记者", "撰稿", "撰文", "作者单位":
		return authorLabel
	case "发布开发区", "所属开发区", "发布园区", "所在开发区":
		return zoneLabel
	case "当前位置", "您现在的位置", "你现在的位置", "您的位置", "你的位置", "所在位置", "您所在的位置", "你所在的位置", "您当前的位置",
		"您当前位置", "你当前的位置", "当前的位置", "现在位置", "您现在的位置是", "您所在位置", "您当前所在位置", "当前所在位置", "位置", "导航",
		"当前页面", "目前位置", "您目前的位置", "您的当前位置", "現在位置", "當前位置", "您現在的位置", "您当前所在的位置", "你现在位置", "您现在位置":
		return placeLabel
	case "浏览次数", "浏览量", "浏览", "阅读", "阅读量", "阅读数", "阅读次数", "点击", "点击数", "点击率", "点击量", "点击次数", "人气", "访问量",
		"访问次数", "访问", "字体", "字号", "字体大小", "大小", "文字大小", "编辑", "责任编辑", "责编", "审核", "审核人", "校对", "打印", "分享",
		"分享到", "分享至", "评论", "评论数", "关键词", "关键字", "标签", "索引号", "文号", "发文字号", "主题分类", "分类", "栏目", "所属栏目",
		"信息分类", "名称", "有效性", "状态", "签发", "审签", "初审", "复审", "终审", "监制", "摄影", "摄像", "通讯员", "统筹", "视力保护色",
		"背景色", "语音", "朗读", "收藏", "作者/编辑", "编审", "编发", "热度", "次数", "点赞", "下载", "主题词", "公开方式", "公开范围", "体裁分类",
		"组配分类", "服务对象", "语种", "类别", "图片来源", "数据来源", "资料来源", "点击数量", "被阅", "阅览", "阅览次数", "查看次数", "查看",
		"网站编辑", "背景颜色", "保护视力色", "信息编号", "发布人员", "发布者", "发布人", "查阅次数", "频道", "发布地址", "录入", "录入者", "录入人", "地区", "地址":
		return counterLabel
	}
	return noLabel
}

// maxByline is the longest line in runes that is searched for labels.
const maxByline = 200

// maxLabelRunes is the longest label word in runes.
const maxLabelRunes = 9

// fieldsOf finds the labels of a line and what stands behind them. A label is followed by a colon; at the start of
// the line or of an element a blank or an element's end does as well.
func (l *line) fieldsOf() []labelled {
	if !l.read {
		l.read = true
		if l.runes <= maxByline {
			l.fields = l.readFields()
		}
	}
	return l.fields
}

func (l *line) readFields() []labelled {
	var found []labelled
	for i := 0; i < len(l.text); {
		kind, end := l.labelAt(i)
		if kind == noLabel {
			_, size := utf8.DecodeRuneInString(l.text[i:])
			i += size
			continue
		}
		if n := len(found); n > 0 {
			found[n-1].end = i
		}
		found = append(found, labelled{kind: kind, start: i, end: len(l.text)})
		found[len(found)-1].value = l.text[end:] // cut below, when the next label is known
		i = end
	}
	for i := range found {
		f := &found[i]
		valueStart := len(l.text) - len(f.value)
		f.value = l.valueBetween(valueStart, max(f.end, valueStart))
	}
	return found
}

// labelAt reads a label that begins at byte i. end is where its value begins.
func (l *line) labelAt(i int) (kind labelKind, end int) {
	if i > 0 && !l.wordBegins(i) {
		return noLabel, 0
	}
	var word [maxLabelRunes * 4]byte
	n := 0
	for j, runes := i, 0; j < len(l.text) && runes < maxLabelRunes; {
		r, size := utf8.DecodeRuneInString(l.text[j:])
		j += size
		if r == ' ' {
			continue
		}
		if !isHan(r) && !isLetter(r) && r != '/' {
			break
		}
		n += copy(word[n:], l.text[j-size:j])
		runes++
		if k := kindOfLabel(string(word[:n])); k != noLabel {
			if e, ok := l.labelEnd(j, k, runes); ok {
				kind, end = k, e
			}
		}
	}
	return kind, end
}

// wordBegins reports whether a label may begin at byte i: not in the middle of a word, unless an element begins there.
func (l *line) wordBegins(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(l.text[:i])
	return !isHan(r) || l.isCut(i) || isHan(r) && (strings.HasSuffix(l.text[:i], "日") || strings.HasSuffix(l.text[:i], "次"))
}

// labelEnd reports whether the word that ends at byte j is a label, and where its value begins.
func (l *line) labelEnd(j int, kind labelKind, runes int) (int, bool) {
	k := j
	for k < len(l.text) && l.text[k] == ' ' {
		k++
	}
	rest := l.text[k:]
	for _, colon := range [...]string{":", "：", "﹕", "∶", "丨", "|", "】", "]", "／", "/"} {
		if strings.HasPrefix(rest, colon) && (colon == ":" || colon == "：" || colon == "﹕" || colon == "∶" || runes >= 2 && kind != counterLabel) {
			return k + len(colon), true
		}
	}
	if kind == originLabel && strings.HasPrefix(rest, "《") && isQuotedFrom(l.text[:j]) {
		return k, true
	}
	if kind == officeLabel && (k == len(l.text) || runes >= 4 && l.isCut(j)) {
		return k, true // an element of its own; the value is in the next
	}
	if kind == dateLabel || kind == updateLabel || kind == originLabel || kind == counterLabel {
		if runes >= 2 && (k > j || l.isCut(j) || k == len(l.text)) {
			return k, true
		}
		if _, ok := findDate(firstBytes(rest, 16), fixedDay()); ok && kind != originLabel && isDigit(rune(firstByte(rest))) {
			return k, true
		}
	}
	return 0, false
}

// isQuotedFrom reports whether a text ends in a label that the name of a paper follows without a colon: 摘自《园区观察》.
func isQuotedFrom(s string) bool {
	for _, end := range [...]string{"摘自", "选自", "转自", "转载自", "原载", "原载于"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func firstByte(s string) byte {
	if s == "" {
		return 0
	}
	return s[0]
}

func firstBytes(s string, n int) string { return s[:min(n, len(s))] }

// isCut reports whether an element begins or ends at byte i of the line.
func (l *line) isCut(i int) bool {
	for _, c := range l.cuts {
		if c == i {
			return true
		}
	}
	return false
}

// valueBetween is the value in bytes from..to of the line: up to the element's end, a blank or a mark that no name
// contains.
func (l *line) valueBetween(from, to int) string {
	end := to
	text := 0 // bytes of the value's own text so far
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(l.text[i:])
		if text > 0 && (l.isCut(i) || r == ' ' && !between(l.text, i)) {
			end = i
			break
		}
		if strings.ContainsRune("|｜丨【[；;。<>＞＜", r) && text > 0 {
			end = i
			break
		}
		if r != ' ' {
			text += size
		}
		i += size
	}
	return strings.Trim(l.text[from:end], " ：:|｜丨,，;；/")
}

// between reports whether the blank at byte i stands between two Latin words, as within China Daily.
func between(s string, i int) bool {
	return i > 0 && i+1 < len(s) && isLetter(rune(s[i-1])) && isLetter(rune(s[i+1]))
}

// isBareLabel reports whether a line is a label of a byline and nothing else, so that its value is the next line.
func (l *line) isBareLabel() bool {
	if l.runes < 2 || l.runes > maxLabelRunes+1 {
		return false
	}
	word := strings.Trim(l.text, " ：:")
	kind := kindOfLabel(strings.Join(strings.Fields(word), ""))
	return kind == originLabel || kind != noLabel && utf8.RuneCountInString(word) >= 4
}

// startsWithLabel reports whether a line begins with a label and a colon.
func startsWithLabel(s string) bool {
	head, _, ok := cutColon(s)
	if !ok || len(head) > maxLabelRunes*4 {
		return false
	}
	return kindOfLabel(strings.Join(strings.Fields(strings.Trim(head, "【[（( ")), "")) != noLabel
}

// cutColon splits at the first colon of either width.
func cutColon(s string) (before, after string, ok bool) {
	before, after, ok = strings.Cut(s, "：")
	if i := strings.IndexByte(before, ':'); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return before, after, ok
}
