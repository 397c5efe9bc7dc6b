package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hint is what the words of element, class and id names around a text say about it. Names lie, so a hint only tips
// the scales; nothing is decided on one alone.
type hint int8

const (
	noHint hint = iota
	bodyHint
	asideHint // navigation, footer, comments, recommendations, sharing
)

// with is the hint within n. An aside stays one, whatever its parts are called.
func (h hint) with(n *html.Node) hint {
	if h == asideHint {
		return h
	}
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside:
		return asideHint
	case atom.Body, atom.Html:
		return h
	case atom.Article:
		h = bodyHint
	}
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "class", "id":
			switch nameHint(n.Attr[i].Val) {
			case asideHint:
				return asideHint
			case bodyHint:
				h = bodyHint
			}
		}
	}
	return h
}

// nameHint judges the value of a class or id attribute by its words.
func nameHint(names string) hint {
	h := noHint
	for word := range nameWords(names) {
		switch wordHint(word) {
		case asideHint:
			return asideHint
		case bodyHint:
			h = bodyHint
		}
	}
	return h
}

// nameWords splits a class or id at what is no letter and where a capital follows a small letter.
func nameWords(names string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(names); i++ {
			edge := i == len(names) || !isLetter(rune(names[i]))
			hump := !edge && i > start && names[i] < 'a' && names[i-1] >= 'a'
			if !edge && !hump {
				continue
			}
			if i > start && !yield(strings.ToLower(names[start:i])) {
				return
			}
			start = i
			if edge {
				start++
			}
		}
	}
}

func wordHint(word string) hint {
	switch word {
	case "nav", "navi", "navbar", "menu", "foot", "footer", "aside", "sidebar", "side", "comment", "comments", "pinglun",
		"reply", "related", "relate", "relevant", "recommend", "recommended", "recom", "tuijian", "share", "sharing", "crumb",
		"crumbs", "breadcrumb", "breadcrumbs", "copyright", "rank", "ranking", "hot", "ad", "ads", "advert", "banner",
		"toolbar", "pagination", "pager", "login", "search", "xgwz", "xiangguan", "friendlink", "friendlinks", "links",
		"weibo", "bdshare", "qrcode", "ewm", "popup", "modal", "dialog", "feedback", "disclaimer", "statement":
		return asideHint
	case "article", "content", "contents", "editor", "body", "text", "txt", "zoom", "detail", "details", "entry", "post",
		"story", "neirong", "zhengwen", "nr", "con", "cont", "maintext", "textbody", "richtext", "rich":
		return bodyHint
	}
	return noHint
}
