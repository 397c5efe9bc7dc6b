package page

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxLinks = 200_000 // links read of a page
	maxLabel = 2000    // bytes of a link's text that are looked at
)

// link is one clickable thing of a page.
type link struct {
	node    *html.Node
	order   int // position among all links
	url     string
	address *url.URL
	target  int // number of the distinct address, shared by links that lead to the same place
	kind    addressKind
	pattern int    // number of the address pattern
	label   string // visible text, else the title attribute, else the picture's alt
	letters int    // letters of the longest of label and title attribute; a Chinese character is one, two others too
	chance  float64
	menu    bool // isMenuWord(label)
	more    bool // isMoreWord(label)
}

// linkSet is the links of a page that lead somewhere, in page order.
type linkSet struct {
	links    []*link
	targets  map[string]int
	patterns map[string]int
	usage    []patternUse // by pattern number
	lengths  []int        // by target number: letters of its longest label
	dead     []*html.Node // links without an address: javascript:, #
}

// patternUse is how the links of one address pattern look on this page.
type patternUse struct {
	name    string
	targets int
	letters int // of all, for the mean
	columns int // how many have a column's address
}

// linksOf reads the links of the page. What an onclick or javascript: address leads to is asked of scripts.
func linksOf(d *document, scripts *scriptSet) *linkSet {
	set := &linkSet{targets: map[string]int{}, patterns: map[string]int{}}
	self := d.resolve(d.address.String())
	walk(d.root, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return n.Type == html.DocumentNode
		}
		if len(set.links) >= maxLinks || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return false
		}
		href, clickable := hrefOf(n)
		if !clickable {
			return true
		}
		address := d.resolve(href)
		if address == "" {
			address = d.resolve(scripts.follow(n))
		}
		switch {
		case address != "" && address != self:
			set.add(n, address)
		case n.DataAtom == atom.A:
			set.dead = append(set.dead, n)
		}
		return n.DataAtom != atom.A
	})
	set.judge()
	return set
}

// hrefOf is the address written at an element, and whether a click on it does anything. Besides <a> and <area>,
// elements with an onclick count when there is no link in them.
func hrefOf(n *html.Node) (string, bool) {
	switch n.DataAtom {
	case atom.A, atom.Area:
		return attr(n, "href"), true
	case atom.Li, atom.Div, atom.Tr, atom.Td, atom.Span, atom.P, atom.Dl, atom.Dd, atom.H3, atom.H4:
		if attr(n, "onclick") != "" && first(n, atom.A) == nil {
			return "", true
		}
	}
	return "", false
}

// add appends a link to a page, unless it is to a picture or another file.
func (set *linkSet) add(n *html.Node, address string) {
	u, err := url.Parse(address)
	if err != nil || isFile(u.Path) {
		return
	}
	target, seen := set.targets[address]
	if !seen {
		target = len(set.targets)
		set.targets[address] = target
		set.lengths = append(set.lengths, 0)
	}
	name := patternOf(u)
	pattern, known := set.patterns[name]
	if !known {
		pattern = len(set.usage)
		set.patterns[name] = pattern
		set.usage = append(set.usage, patternUse{name: name})
	}
	l := &link{
		node: n, order: len(set.links), url: address, address: u, target: target, kind: kindOf(u), pattern: pattern,
		label: linkLabel(n),
	}
	l.menu, l.more = isMenuWord(l.label), isMoreWord(l.label)
	l.letters = max(lettersIn(l.label), lettersIn(attr(n, "title")))
	set.links = append(set.links, l)
	use := &set.usage[pattern]
	if !seen {
		use.targets++
		if l.kind == columnAddress {
			use.columns++
		}
	}
	if more := l.letters - set.lengths[target]; more > 0 {
		set.lengths[target] += more
		use.letters += more
	}
}

// linkLabel is what a link shows: its text, else its title, else the alt of its picture.
func linkLabel(n *html.Node) string {
	s := bounded(text(n))
	if s == "" {
		s = squeeze(bounded(attr(n, "title")))
	}
	if s == "" {
		if img := first(n, atom.Img); img != nil {
			s = squeeze(bounded(attr(img, "alt")))
		}
	}
	return s
}

// bounded cuts s to maxLabel bytes at a character's edge.
func bounded(s string) string {
	if len(s) <= maxLabel {
		return s
	}
	s = s[:maxLabel]
	for len(s) > 0 && !utf8.RuneStart(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s[:max(len(s)-1, 0)]
}

// lettersIn measures a label: one for a Chinese character, half for any other letter or digit.
func lettersIn(s string) int {
	halves := 0
	for _, r := range s {
		switch {
		case isHan(r):
			halves += 2
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			halves++
		}
	}
	return halves / 2
}

// judge gives every link its chance of being a headline: by its length, its address, and how the other links with
// the same address pattern look.
func (set *linkSet) judge() {
	for _, l := range set.links {
		l.chance = l.kind.weight() + lengthWeight(l.letters)
		use := set.usage[l.pattern]
		mean := float64(use.letters) / float64(use.targets)
		switch {
		case l.kind == columnAddress && use.targets >= 8 && mean >= 14 && use.columns > use.targets/2:
			l.chance += 0.7 // a site whose articles are directories
		case l.kind == columnAddress:
		case use.targets >= 4 && mean >= 9:
			l.chance += 0.5
		case use.targets >= 4 && mean < 5.5:
			l.chance -= 0.4
		}
		if l.menu {
			l.chance = -1
		}
	}
}

// lengthWeight is how much a label's length says for a headline.
func lengthWeight(letters int) float64 {
	switch {
	case letters >= 11:
		return 1
	case letters >= 8:
		return 0.7
	case letters >= 6:
		return 0.3
	case letters < 5:
		return -0.3
	}
	return 0
}

// isHeadline reports whether a link taken by itself may be a headline.
func (l *link) isHeadline() bool { return l.chance >= 0.6 }

// isMenuWord reports whether a label is the text of a control and never a headline.
func isMenuWord(label string) bool {
	if len(label) > 40 {
		return false
	}
	s := strings.TrimFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if s == "" || strings.Trim(s, "0123456789") == "" {
		return true
	}
	switch strings.ToLower(s) {
	case "首页", "网站首页", "返回首页", "上一页", "下一页", "尾页", "末页", "第一页", "最后一页", "返回", "返回顶部", "设为首页",
		"加入收藏", "联系我们", "关于我们", "网站地图", "登录", "注册", "english", "rss", "rss订阅", "打印", "关闭", "分享", "评论",
		"详情", "详细", "查看", "查看详情", "查看详细", "阅读全文", "查看全文", "点击查看", "了解详情", "阅读更多", "全文", "下载",
		"隐私政策", "免责声明", "版权声明", "网站声明", "使用帮助", "无障碍浏览", "站点地图", "联系方式", "意见反馈", "公司简介":
		return true
	}
	return isMoreWord(s) || isCounter(s) || strings.Contains(s, "ICP备") || strings.Contains(s, "公网安备")
}

// isCounter reports whether a label counts readers: 跟贴 1234, 12条评论.
func isCounter(s string) bool {
	var letters [8]rune
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			if n == len(letters) {
				return false
			}
			letters[n] = r
			n++
		}
	}
	switch word := string(letters[:n]); word {
	case "跟贴", "评论", "条评论", "回复", "阅读", "次阅读", "浏览", "点赞", "赞", "转发", "收藏", "人参与", "参与", "点击", "点击量",
		"浏览次数", "阅读量", "万":
		return true
	}
	return n == 4 && letters[0] == letters[2] && letters[1] == letters[3] // 跟贴跟贴
}

// isMoreWord reports whether a label leads from a block to its column: 更多, MORE>>, 查看更多.
func isMoreWord(label string) bool {
	if len(label) > 40 {
		return false
	}
	s := strings.ToLower(strings.TrimFunc(label, func(r rune) bool { return !unicode.IsLetter(r) }))
	switch strings.ReplaceAll(s, " ", "") {
	case "更多", "more", "查看更多", "了解更多", "更多内容", "更多信息", "更多新闻", "viewmore", "readmore", "查看全部", "全部",
		"更多动态", "更多资讯", "点击更多", "浏览更多", "more更多", "更多more", "加载更多", "进入栏目", "进入频道":
		return true
	}
	return false
}
