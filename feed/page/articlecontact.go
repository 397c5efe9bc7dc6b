package page

import (
	"regexp"
	"strings"

	"zonewire/feed"
)

var (
	phone     = pattern(`(?:联系电话|电\s*话|热线|Tel)\s*[:：.]?\s*(\(?（?\+?[0-9][0-9()（）\-—－ ]{5,24}[0-9])`)
	fax       = pattern(`(?:传\s*真|Fax)\s*[:：.]?\s*(\(?（?\+?[0-9][0-9()（）\-—－ ]{5,24}[0-9])`)
	mail      = pattern(`[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,12}`)
	place     = pattern(`(?:联系地址|单位地址|通讯地址|地\s*址)\s*[:：]\s*([^:：|｜]{4,60}?)(?:\s|邮编|邮政编码|电话|联系|传真|$)`)
	copyright = pattern(`(?i)版权所有|copyright|©`)
)

// findContact reads 与我们联系 and the copyright line outside the article.
func (a *reader) findContact() feed.Contact {
	var c feed.Contact
	for i := len(a.page.lines) - 1; i >= 0; i-- {
		l := &a.page.lines[i]
		if a.inProse(i) || l.runes > 400 {
			continue
		}
		if c.Phone == "" && containsAny(l.text, "电", "热线", "Tel") {
			c.Phone = contactOf(phone(), l.text)
		}
		if c.Fax == "" && containsAny(l.text, "传", "Fax") {
			c.Fax = contactOf(fax(), l.text)
		}
		if c.Address == "" && strings.Contains(l.text, "址") {
			c.Address = contactOf(place(), l.text)
		}
		if c.Mail == "" && strings.Contains(l.text, "@") {
			c.Mail = mail().FindString(l.text)
		}
		if c.Copyright == "" && l.runes <= 160 && copyright().MatchString(l.text) {
			c.Copyright = l.text
		}
	}
	return c
}

// contactOf is what the first group of a pattern matches in a line.
func contactOf(label *regexp.Regexp, line string) string {
	if m := label.FindStringSubmatch(line); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}
