package page

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// findNextPart is the address behind 下一页 when it continues this article: the same address with the next page number
// in it.
func (a *reader) findNextPart() string {
	next := ""
	number := partNumber(a.doc.address)
	walk(a.doc.root, func(n *html.Node) bool {
		if next != "" {
			return false
		}
		if n.Type != html.ElementNode || n.DataAtom != atom.A {
			return true
		}
		label := strings.Trim(text(n), " []【】>»›()（）")
		if label != "下一页" && label != "下页" && label != "后一页" && label != strconv.Itoa(number+1) && label != "余下全文" {
			return true
		}
		to := a.doc.resolve(attr(n, "href"))
		u, err := url.Parse(to)
		if to != "" && err == nil && u.Host == a.doc.address.Host && partNumber(u) == number+1 && stem(u) == stem(a.doc.address) {
			next = to
		}
		return true
	})
	return next
}

// partNumber is which page of an article an address is: 1 for 7.html, 2 for 7_2.html, 7-2.html and 7.html?page=2.
func partNumber(u *url.URL) int {
	if _, n, ok := splitPart(u); ok {
		return n
	}
	return 1
}

// stem is the address without its page number.
func stem(u *url.URL) string {
	s, _, _ := splitPart(u)
	return s
}

func splitPart(u *url.URL) (stem string, number int, ok bool) {
	query := u.Query()
	for _, key := range [...]string{"page", "p", "pageNo", "PageNo", "pn"} {
		if n, err := strconv.Atoi(query.Get(key)); err == nil && n > 0 && n < 1000 {
			query.Del(key)
			return u.Path + "?" + query.Encode(), n, true
		}
	}
	ext := path.Ext(u.Path)
	base := strings.TrimSuffix(u.Path, ext)
	if i := strings.LastIndexAny(base, "_-"); i > 0 && i > strings.LastIndexByte(base, '/') {
		if n, err := strconv.Atoi(base[i+1:]); err == nil && n > 0 && n < 200 {
			return base[:i] + ext + "?" + query.Encode(), n, true
		}
	}
	return u.Path + "?" + query.Encode(), 1, false
}

// JoinParts makes one article of the pages of its body, in their order: the first says everything but the text. A
// part that came twice is joined once.
func JoinParts(parts []Result) Result {
	if len(parts) == 0 {
		return Result{}
	}
	joined := parts[0]
	joined.NextPart = ""
	seen := map[string]bool{joined.Article.Body: true}
	for _, p := range parts[1:] {
		if p.Article.Body == "" || seen[p.Article.Body] {
			continue
		}
		seen[p.Article.Body] = true
		if joined.Article.Body != "" {
			joined.Article.Body += "\n\n"
		}
		joined.Article.Body += p.Article.Body
		joined.Article.Pictures = appendNew(joined.Article.Pictures, p.Article.Pictures, func(x feed.Picture) string { return x.URL })
		joined.Article.Attachments = appendNew(joined.Article.Attachments, p.Article.Attachments, func(x feed.Attachment) string { return x.URL })
	}
	last := parts[len(parts)-1].Article
	if joined.Article.Prev == (feed.Link{}) {
		joined.Article.Prev = last.Prev
	}
	if joined.Article.Next == (feed.Link{}) {
		joined.Article.Next = last.Next
	}
	return joined
}

// appendNew appends what is not there yet.
func appendNew[T any](have, more []T, key func(T) string) []T {
	seen := map[string]bool{}
	for _, x := range have {
		seen[key(x)] = true
	}
	for _, x := range more {
		if !seen[key(x)] {
			seen[key(x)] = true
			have = append(have, x)
		}
	}
	return have
}

// signature names the place of an element in the markup of a site: tag, id and classes of it and the two elements
// around it, digits left out because they number pages rather than places.
func signature(n *html.Node) string {
	var b strings.Builder
	for range 3 {
		if n == nil || n.Type != html.ElementNode {
			break
		}
		if b.Len() > 0 {
			b.WriteByte('<')
		}
		b.WriteString(n.Data)
		for _, key := range [...]string{"id", "class"} {
			for name := range strings.FieldsSeq(attr(n, key)) {
				b.WriteByte(map[string]byte{"id": '#', "class": '.'}[key])
				b.WriteString(strings.Map(func(r rune) rune {
					if isDigit(r) {
						return -1
					}
					return r
				}, name))
			}
		}
		n = n.Parent
	}
	return b.String()
}
