package page

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// besideText is how many values of a script before and behind an article's text may belong to the same record.
const besideText = 25

// takeScriptBody looks for the body among the strings of the scripts and hangs it into the page as the body.
func (a *reader) takeScriptBody() {
	best, bestHan, place := scriptValue{key: "articleBody"}, max(30, hanCount(text(a.doc.root))/3), -1
	if n := hanCount(a.head.bodyText); n > bestHan {
		best.value, bestHan = a.head.bodyText, n
	}
	for i, v := range a.scriptData() {
		n := hanCount(v.value)
		if n > bestHan && isBodyKey(v.key) && !looksLikeProgram(v.value) {
			best, bestHan, place = v, n, i
		}
	}
	where := first(a.doc.root, atom.Body)
	if best.value == "" || where == nil {
		return
	}
	source := best.value
	if !strings.Contains(source, "<") && strings.Contains(source, "&lt;") {
		source = html.UnescapeString(source)
	}
	if !strings.Contains(source, "<") {
		source = "<p>" + strings.ReplaceAll(html.EscapeString(source), "\n", "</p><p>") + "</p>"
	}
	holder := &html.Node{Type: html.ElementNode}
	replaceWithHTML(holder, source)
	where.AppendChild(holder)
	a.page = outlined(a.doc.root)
	a.bylines = nil
	a.setTitle(a.findHeadline(body{}))
	a.takeScriptNames(place)
	a.weigh()
	s := a.page.spans[holder]
	a.main = body{holder, s, a.valueBetween(s.from, s.to)}
	a.because("body", best.key, "text kept in a script")
}

// takeScriptNames reads headline and source of the record whose text is value number place of the scripts.
func (a *reader) takeScriptNames(place int) {
	if place < 0 {
		return
	}
	a.scriptPlace = place + 1
	for i := max(0, place-besideText); i < min(place+besideText, len(a.scripts)); i++ {
		v := a.scripts[i]
		key := strings.ToLower(v.key)
		n := utf8.RuneCountInString(v.value)
		switch {
		case a.title.span.to == 0 && isTitleKey(key) && n >= 4 && n <= 100 && (a.scriptTitle == "" || i < place):
			a.scriptTitle = squeeze(v.value)
		case a.scriptOrigin == "" && n <= 40 && hanCount(v.value) >= 2 &&
			(strings.Contains(key, "source") || strings.Contains(key, "origin") || strings.Contains(key, "copyfrom") || strings.Contains(key, "media") || key == "from"):
			a.scriptOrigin = trimOrigin(v.value)
		}
	}
	if a.scriptTitle != "" {
		a.setTitle(headline{text: a.scriptTitle, why: "beside the text in a script"})
	}
}

// isTitleKey reports whether a name in lower case says that it holds a headline.
func isTitleKey(key string) bool {
	return strings.HasSuffix(key, "title") || strings.HasSuffix(key, "headline") || key == "subject" || key == "biaoti"
}

// isBodyKey reports whether a name says that it holds an article's text.
func isBodyKey(key string) bool {
	key = strings.ToLower(key)
	for _, word := range [...]string{"content", "body", "html", "text", "article", "detail", "neirong", "zhengwen", "desc", "data"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// looksLikeProgram reports whether a string is code or a template rather than text.
func looksLikeProgram(s string) bool {
	return strings.Contains(s, "function(") || strings.Contains(s, "{{") || strings.Contains(s, "<%")
}

// scriptDate is the publication date that scripts carry: beside the article's text under any name of a date, else
// where all dates under a name such as publishTime agree, else all under a name such as createTime.
func (a *reader) scriptDate() feed.Published {
	values := a.scriptData()
	for _, isKey := range [...]func(string) bool{isDateKey, isEntryKey} {
		for distance := 1; a.scriptPlace > 0 && distance <= besideText; distance++ {
			for _, i := range [...]int{a.scriptPlace - 1 - distance, a.scriptPlace - 1 + distance} {
				if i >= 0 && i < len(values) && isKey(values[i].key) {
					if p := readTime(values[i].value, a.at); !p.IsZero() {
						return p
					}
				}
			}
		}
	}
	for _, isKey := range [...]func(string) bool{isDateKey, isEntryKey} {
		if p, any := a.agreedDate(values, isKey); any {
			return p
		}
	}
	return feed.Published{}
}

// agreedDate is the date of all values under such names, the zero date when they differ. any is whether there are some.
func (a *reader) agreedDate(values []scriptValue, isKey func(string) bool) (found feed.Published, any bool) {
	for _, v := range values {
		if len(v.value) > 40 || !isKey(v.key) {
			continue
		}
		p := readTime(v.value, a.at)
		if p.IsZero() {
			continue
		}
		if any && found.Day() != p.Day() {
			return feed.Published{}, true
		}
		if found.Exact < p.Exact {
			found = p
		}
		any = true
	}
	return found, any
}

// isDateKey reports whether a name says that it holds the date of publication.
func isDateKey(key string) bool {
	key = strings.ToLower(key)
	return containsAny(key, "time", "date") && containsAny(key, "pub", "release", "issue") || key == "ptime"
}

// isEntryKey reports whether a name says that it holds the time when the article was entered.
func isEntryKey(key string) bool {
	key = strings.ToLower(key)
	switch key {
	case "time", "date", "datetime", "ctime":
		return true
	}
	return containsAny(key, "time", "date") && containsAny(key, "create", "news", "input", "add", "show", "send", "post", "article")
}

// readTime reads a date or a Unix time in seconds or milliseconds.
func readTime(s string, at time.Time) feed.Published {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err == nil && len(s) == 13:
		n /= 1000
	case err != nil || len(s) != 10:
		if d, ok := findDate(s, at); ok && d.Form == fullDate {
			return d.Published
		}
		return feed.Published{}
	}
	t := time.Unix(n, 0).In(feed.Beijing())
	if t.Year() < 1995 || t.Year() > 2100 {
		return feed.Published{}
	}
	return feed.Published{Time: t.Truncate(time.Minute), Exact: feed.ToMinute}
}
