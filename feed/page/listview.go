package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// view is what was seen of a block.
type view struct {
	targets  int
	dated    int     // records with a date that the page shows
	letters  float64 // mean length of the titles
	articles int     // records whose address is an article's
	foreign  int     // records on other sites
	hosts    int     // different other sites
	links    int     // links of the outer element, headlines included
	pattern  string  // most frequent address pattern
	chance   float64 // mean chance of the headlines
	aside    bool    // sidebar: hot news, recommendations
	menu     bool    // navigation, footer, friend links
	worth    float64
}

func (v view) String() string {
	return fmt.Sprintf("block of %d links, %d dated, %.0f letters each, %d with an article's address", v.targets, v.dated,
		v.letters, v.articles)
}

// look measures a block.
func (f *finder) look(b *block) view {
	var v view
	seen := map[int]bool{}
	hosts := map[string]bool{}
	patterns := map[int]int{}
	total := 0
	for _, rec := range b.records {
		l := rec.links[0]
		if rec.entry.Published.Exact > feed.FromAddress {
			v.dated++
		}
		if seen[l.target] {
			continue
		}
		seen[l.target] = true
		v.targets++
		total += lettersIn(rec.entry.Title)
		v.chance += l.chance
		if l.kind >= likelyAddress {
			v.articles++
		}
		if !sameSite(l.address.Host, f.document.address.Host) {
			v.foreign++
			hosts[l.address.Host] = true
		}
		patterns[l.pattern]++
		if patterns[l.pattern] > patterns[f.set.patterns[v.pattern]] || v.pattern == "" {
			v.pattern = f.set.usage[l.pattern].name
		}
	}
	v.hosts = len(hosts)
	v.letters = float64(total) / float64(v.targets)
	v.chance /= float64(v.targets)
	v.links = f.region.tallies[b.outer].links
	v.menu, v.aside = furniture(b.outer)
	v.aside = v.aside || f.hasAsideHeading(b)
	v.dated = min(v.dated, v.targets)
	v.worth = v.weigh(f.hints)
	return v
}

// weigh says how much the block looks like the list that the page is about.
func (v view) weigh(hints ListHints) float64 {
	n := float64(v.targets)
	w := n * (0.4 + float64(v.articles)/n*0.4 + float64(v.dated)/n*2) * min(max(v.letters/14, 0.3), 1.4)
	if v.pattern == hints.Pattern {
		w *= 1.5
	}
	if v.aside {
		w *= 0.4
	}
	if !v.isNews() {
		w *= 0.05
	}
	return w
}

// isNews reports whether the block's headlines are articles rather than menus, friend links or advertisements.
func (v view) isNews() bool {
	n := v.targets
	switch {
	case v.menu:
		return false
	case v.dated*2 >= n && v.dated > 0 && v.letters >= 5:
		return true
	case v.foreign*10 >= n*7 && (v.letters < 8 || v.hosts*2 > n):
		return false
	case n == 1:
		return v.chance >= 1.3
	case v.letters < 6 || v.letters < 7.5 && v.chance < 1.2:
		return false
	case v.links > 3*n+8 && v.letters < 10:
		return false
	}
	return v.chance >= 0.9
}

// sameSite reports whether two hosts share their last two labels, or three where the second is com, gov, org ….
func sameSite(a, b string) bool {
	return siteOf(a) == siteOf(b)
}

func siteOf(host string) string {
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	labels := strings.Split(host, ".")
	keep := 2
	if len(labels) > 2 {
		switch labels[len(labels)-2] {
		case "com", "gov", "org", "net", "edu", "ac", "mil":
			keep = 3
		}
	}
	return strings.Join(labels[max(len(labels)-keep, 0):], ".")
}

// furniture reports whether an element lies in the page's menus or footer, and whether it lies at the side: by its
// ancestors' tags, and by common words in their class names and ids.
func furniture(n *html.Node) (menu, aside bool) {
	for ; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Footer:
			menu = true
		case atom.Aside:
			aside = true
		case atom.Body, atom.Html:
			return menu, aside
		}
		for _, key := range [...]string{"class", "id"} {
			for word := range strings.FieldsFuncSeq(attr(n, key), func(r rune) bool { return !isLetter(r) }) {
				switch strings.ToLower(word) {
				case "nav", "navbar", "navigation", "menu", "footer", "foot", "copyright", "breadcrumb", "friendlink",
					"friendlinks", "crumb", "crumbs", "topbar":
					menu = true
				case "sidebar", "aside", "side", "hot", "rank", "ranking", "recommend", "related", "hotnews":
					aside = true
				}
			}
		}
	}
	return menu, aside
}

// hasAsideHeading reports whether the text before a block calls it hot, recommended or the like, and the page is not
// itself called so.
func (f *finder) hasAsideHeading(b *block) bool {
	n := b.records[0].node
	for range 40 {
		if n = preceding(n); n == nil || n.DataAtom == atom.Body {
			return false
		}
		if l := f.region.at[n]; l != nil && l.isHeadline() {
			return false
		}
		s := squeeze(bounded(n.Data))
		if n.Type != html.TextNode || lettersIn(s) < 2 || isMoreWord(s) {
			continue
		}
		return lettersIn(s) <= 10 && isAsideName(s) && !strings.Contains(f.title, s)
	}
	return false
}

// preceding is the node before n in document order, its parent when it is the first child.
func preceding(n *html.Node) *html.Node {
	if n.PrevSibling == nil {
		return n.Parent
	}
	n = n.PrevSibling
	for n.LastChild != nil {
		n = n.LastChild
	}
	return n
}

func isAsideName(s string) bool {
	for _, w := range [...]string{
		"热点", "热门", "排行", "推荐", "相关", "点击", "精彩", "猜你喜欢", "热文", "热读", "友情链接", "专题", "图片新闻", "最新文章",
		"阅读榜", "热榜", "大家都在看",
	} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// signatureOf describes where a block stands: tags, classes and ids from the body to the first headline.
func signatureOf(b *block) string {
	var path []string
	for n := b.records[0].links[0].node; n != nil && n.DataAtom != atom.Body && len(path) < 40; n = n.Parent {
		s := n.Data
		if id := attr(n, "id"); id != "" && !strings.ContainsAny(id, "0123456789") && len(id) < 40 {
			s += "#" + id
		}
		if class, _, _ := strings.Cut(strings.TrimSpace(attr(n, "class")), " "); class != "" && n.DataAtom != atom.Li && len(class) < 40 {
			s += "." + class
		}
		path = append(path, s)
	}
	return strings.Join(path, "<")
}
