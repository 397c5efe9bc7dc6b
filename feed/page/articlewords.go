package page

import (
	"strings"
	"unicode"
)

var (
	// endHeading matches a whole short line that opens what follows an article.
	endHeading = words(`^[\[【〖◆■●▶>»|｜]?\s*((您?可能|猜你)(还|也)?(会)?(感兴趣|喜欢).{0,6}|` +
		`(更多)?(相關|相关|延伸|推荐|热门|精彩|热点|最新|拓展|关联|扩展|往期)(的)?(閱讀|新聞|連結|報導|阅读|新闻|链接|报道|文章|稿件|推荐|文档|信息|资讯|专题|视频|` +
		`话题|图片|附件|文件|评论|内容|导读|搜索|动态|回顾)(推荐|列表|区)?|为[您你]推荐|大家都在[看搜]|大家都爱看|今日推荐|编辑推荐|` +
		`(网友|最新|热门|全部|精彩|最热|发表|我要|网友的?|相关|文明|用户)?(评论|跟帖|跟贴|留言)(列表|区|专区|与评论)?(\s*[(（]?\d+[)）]?条?)?|留言与评论.{0,12}|` +
		`(本周|今日|一周|新闻|文章|热门|24小时|点击|阅读|热点|信息)?(热点)?(排行|排行榜|热文|热榜)|热词|特别声明|免责声明|版权声明|郑重声明|` +
		`热门文章|作者最新文章|网友还在看|我来说两句|登录后.{0,10}评论|上一[篇条则页个則].{0,60}|下一[篇条则个則].{0,60}|[前后]一[篇条].{0,60}|` +
		`分享(到|至|本文|按钮)?.{0,24}|(微信)?扫一扫.{0,30}|(用)?(微信|手机)扫.{0,30}|返回(顶部|列表|首页|上一页)|` +
		`责任编辑.{0,24}|責任編輯.{0,24}|责编.{0,16}|文章关键词.{0,40}|关键词[:：].{0,60}|(标签|[Tt]ags?)\s*[:：].{0,60})[\]】〗:：]?\s*(更多)?[>»]*$`)

	// furnitureLine matches a whole line that is never part of a body, wherever it stands.
	furnitureLine = words(`^(【?\s*(打\s*印|关\s*闭|收藏|分享|纠错|返回|复制|顶部|大|中|小|字体|字号|举报|点赞|推荐|转发|投稿|` +
		`评论|朗读|播放|暂停|繁体|简体|扫码|下载|保存|订阅)\s*】?(本页|此页|正文|窗口|本文|页面|该页|一下|文章)?[\s|｜/【】\[\]]*)+$|` +
		`^[\[【(（]?\s*(字体|字号|文字大小)(大小)?\s*[:：]?.{0,30}$|^(浏览|阅读|点击|访问)(次数|量|数|率)?\s*[:：]?\s*\d*\s*次?$|` +
		`^[\[【(（\s]*(责任编辑|责编|本文编辑|编辑|审核|审校|校对|校审|初审|复审|终审|签发|编审|编发|排版|录入|网络编辑|值班编辑|图文编辑|` +
		`监制|值班主任|值班总编|二审|三审|一审|统筹|策划|审签|供图|信息员|通讯员|撰稿|文字编辑|美编|责任校对)(人|员)?\s*[:：丨|/].{0,40}$|` +
		`^扫一扫.{0,30}$|^(微信)?(扫描|扫码|长按).{0,40}(二维码|关注|分享|手机).{0,20}$|^分享(到|至)?\s*[:：]?.{0,30}$|^点击(下载|进入|查看更多).{0,30}$|` +
		`^(原标题|本文来源|文章来源|信息来源|来源|稿件来源|稿源|供稿单位|供稿|发布机构|索引号|主题分类|发文日期)\s*[:：].{0,60}$|` +
		`^您访问的链接即将离开.*$|^(点击)?展开(全文|更多|阅读全文).{0,6}$|^相关附件[:：]?$|^正文$|^返回(列表|顶部|首页|上一页)$|^\d+/\d+$|` +
		`^(作者|记者)[:：].{2,30}$|^我要(纠错|评论|分享|反馈).{0,10}$|^【?(关闭窗口|打印本页|打印此页|加入收藏|我要打印).{0,30}$`)
)

// edgeButton matches what short lines just above or below an article's text are about when they belong to the page.
var edgeButton = words(`扫一扫|扫码|二维码|分享|收藏|打印|字体|字号|关闭|复制链接|客户端|公众号|微信|微博|点赞|评论|投稿|纠错|订阅|举报|` +
	`转载|版权|免责|返回|顶部|浏览|阅读|点击|推荐|下载|更多|登录|注册|关键词|标签|上一篇|下一篇|上一条|下一条|我要|网址[:：]|文章导航|编辑[:：]|审核[:：]|校对[:：]|来源[:：]`)

// edgeNotice matches what noticeText needs more than a word for.
var edgeNotice = pattern(`未经.{0,12}(授权|许可|允许|同意)|^(特别|郑重|免责|版权|重要)(声明|提示|提醒)[:：]|责编[:：]|(扫描|长按|识别).{0,10}二维码|` +
	`下载.{0,8}客户端|原标题[:：]|观点.{0,6}不代表|^(.{0,3}编辑|.{0,3}审核|.{0,3}校对|初审|终审)[:：]`)

// isNotice reports whether a text is about rights, editors or codes to scan. Such sentences stand above or below an
// article's text.
func isNotice(s string) bool {
	return containsAny(s, "不得转载", "转载请", "请注明出处", "请注明来源", "仅代表作者", "仅代表个人", "不代表本", "版权归", "如有侵权", "涉及侵权",
		"免责声明", "版权声明", "责任编辑", "責任編輯", "扫一扫", "本文链接", "本文地址", "本文网址", "阅读原文") ||
		containsAny(s, "未经", "声明", "提示", "提醒", "责编", "二维码", "客户端", "原标题", "观点", "编辑", "审核", "校对", "初审", "终审") &&
			edgeNotice().MatchString(s)
}

// isFooter reports whether a text is of the kind that stands at the foot of every page of a site.
func isFooter(s string) bool {
	if containsAny(s, "版权所有", "版權所有", "著作權", "ICP备", "ICP证", "ICP備", "公网安备", "公安备案", "网站标识码", "许可证编号", "最佳浏览",
		"不良信息举报", "网络视听许可证") || indexFold(s, "copyright") >= 0 || indexFold(s, "all rights reserved") >= 0 {
		return true
	}
	for _, begin := range [...]string{"主办单位", "主办：", "主办:", "承办单位", "承办：", "承办:", "技术支持", "网站地图", "邮编：", "邮编:", "举报电话："} {
		if strings.HasPrefix(s, begin) {
			return true
		}
	}
	return containsAny(s, "建议使用", "未经") && footerSentence().MatchString(s)
}

var footerSentence = pattern(`建议使用.{0,30}(浏览器|分辨率|浏览)|未经.{0,12}(授权|许可|书面).{0,20}(转载|使用|复制)`)

func containsAny(s string, parts ...string) bool {
	for _, w := range parts {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// nature is what the words of a line say it is. The zero value is "not looked at".
type nature uint8

const (
	judgedText    nature = 1 << iota
	footerText           // stands at the foot of every page of a site
	furnitureText        // belongs to the page wherever it stands
	endingText           // heading of what comes behind articles
	noticeText           // about rights, editors, codes to scan
	buttonText           // sharing, printing
)

// is reports whether the line is of one of the given natures.
func (l *line) is(n nature) bool {
	if l.nature == 0 {
		l.nature = judgedText | natureOf(l.text, l.runes)
	}
	return l.nature&n != 0
}

// natureOf judges a text of so many runes. Long texts are prose whatever words they hold.
func natureOf(s string, runes int) nature {
	var n nature
	if runes == 0 || runes > 400 {
		return 0
	}
	if isFooter(s) {
		n |= footerText
	}
	if runes > 90 {
		return n
	}
	if isNotice(s) {
		n |= noticeText
	}
	if strings.HasSuffix(s, "。") {
		return n
	}
	if furnitureLine().MatchString(s) {
		n |= furnitureText
	}
	if runes <= 80 && endHeading().MatchString(s) {
		n |= endingText
	}
	if runes <= 26 && edgeButton().MatchString(s) {
		n |= buttonText
	}
	return n
}

// isEdgeWaste reports whether a line above or below the text belongs to the page: nothing but marks, or a short line
// about sharing, printing, rights or editors.
func (l *line) isEdgeWaste() bool {
	if l.picture || l.files > 0 {
		return false
	}
	if !strings.ContainsFunc(l.text, unicode.IsLetter) && !strings.ContainsFunc(l.text, unicode.IsDigit) {
		return true
	}
	return l.is(noticeText) || l.is(buttonText) && l.marks <= 2
}

// folded is s for comparison: white space gone, width and quotes unified, letters in lower case.
func folded(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r >= 0x4e00 && r <= 0x9fff:
			b.WriteRune(r)
			continue
		case isSpace(r), isZeroWidth(r):
			continue
		case r >= 0xff01 && r <= 0xff5e:
			r -= 0xfee0
		}
		switch r {
		case '“', '”', '「', '」', '＂', '„':
			r = '"'
		case '‘', '’':
			r = '\''
		case '—', '–', '－', '―':
			r = '-'
		case '•', '・', '●':
			r = '·'
		case '丨', '｜':
			r = '|'
		}
		if r >= 'A' && r <= 'Z' {
			r |= 0x20
		}
		b.WriteRune(r)
	}
	return b.String()
}
