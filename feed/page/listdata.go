package page

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"zonewire/feed"
)

// itemsOfData reads article lists that are kept as data: JSON or JavaScript objects in scripts with a title and an
// address each. The largest list wins; the order is the page's.
func itemsOfData(d *document, scripts *scriptSet, at time.Time) []Item {
	var best []Item
	for i, s := range scripts.sources {
		if strings.Contains(attr(scripts.nodes[i], "type"), "ld+json") || !strings.Contains(s, "{") {
			continue
		}
		for _, list := range listsIn(s) {
			if items := d.itemsOf(list, at); len(items) > len(best) {
				best = items
			}
		}
	}
	if len(best) < 3 {
		return nil
	}
	return best
}

// listsIn is the arrays of objects in a script, outermost first.
func listsIn(s string) [][]map[string]any {
	budget := maxTokens
	var lists [][]map[string]any
	for i := 0; i < len(s) && len(lists) < 50; i++ {
		if s[i] != '[' && s[i] != '{' {
			continue
		}
		lx := &lexer{s: s, i: i, budget: &budget}
		v, ok := lx.literal(0)
		if !ok {
			continue
		}
		lists = gather(v, lists, 0)
		i = lx.i - 1
	}
	return lists
}

// gather appends every array of objects in v.
func gather(v any, lists [][]map[string]any, depth int) [][]map[string]any {
	if depth > 12 || len(lists) >= 50 {
		return lists
	}
	switch v := v.(type) {
	case []any:
		var list []map[string]any
		for _, e := range v {
			if m, ok := e.(map[string]any); ok {
				list = append(list, m)
			}
		}
		if len(list) > 0 {
			lists = append(lists, list)
		}
		for _, e := range v {
			lists = gather(e, lists, depth+1)
		}
	case map[string]any:
		for _, e := range v {
			lists = gather(e, lists, depth+1)
		}
	case string:
		if strings.HasPrefix(v, "[{") && json.Valid([]byte(v)) {
			lists = append(lists, listsIn(v)...)
		}
	}
	return lists
}

// literal reads an array, object, string, number or word written as JSON or as JavaScript.
func (lx *lexer) literal(depth int) (any, bool) {
	t := lx.next()
	switch {
	case t.kind == stringToken:
		return t.text, true
	case t.kind == numberToken:
		return t.text, true
	case t.kind == nameToken:
		return t.text, t.text == "true" || t.text == "false" || t.text == "null" || t.text == "undefined"
	case depth > 30:
		return nil, false
	case t.text == "-":
		v, ok := lx.literal(depth + 1)
		return v, ok
	case t.text == "[":
		return lx.array(depth)
	case t.text == "{":
		return lx.object(depth)
	}
	return nil, false
}

func (lx *lexer) array(depth int) (any, bool) {
	list := []any{}
	for {
		if lx.peek().text == "]" {
			lx.next()
			return list, true
		}
		v, ok := lx.literal(depth + 1)
		if !ok {
			return nil, false
		}
		list = append(list, v)
		if t := lx.peek(); t.text == "," {
			lx.next()
		} else if t.text != "]" {
			return nil, false
		}
	}
}

func (lx *lexer) object(depth int) (any, bool) {
	m := map[string]any{}
	for {
		key := lx.next()
		if key.kind == punctToken && key.text == "}" {
			return m, true
		}
		if key.kind == endToken || key.kind == punctToken || lx.next().text != ":" {
			return nil, false
		}
		v, ok := lx.literal(depth + 1)
		if !ok {
			return nil, false
		}
		m[key.text] = v
		if t := lx.peek(); t.text == "," {
			lx.next()
		} else if t.text != "}" {
			return nil, false
		}
	}
}

// itemsOf reads the objects of a list as articles; those without title or address are left out.
func (d *document) itemsOf(list []map[string]any, at time.Time) []Item {
	var items []Item
	seen := map[string]bool{}
	for _, m := range list {
		title := squeeze(markupText(field(m, "title", "headline", "doctitle", "infotitle", "newstitle", "showtitle", "subject",
			"articletitle", "name", "linktitle")))
		address := d.resolve(field(m, "url", "link", "href", "docpuburl", "puburl", "linkurl", "infourl", "weburl", "docurl",
			"articleurl", "visiturl", "newsurl", "pageurl", "static_url", "staticurl"))
		if lettersIn(title) < 5 || address == "" || seen[address] {
			continue
		}
		seen[address] = true
		e := Item{URL: address, Title: cleanTitle(title)}
		e.Published = dateField(m, at)
		e.Summary = squeeze(bounded(markupText(field(m, "summary", "description", "abstract", "digest", "intro", "docabstract"))))
		items = append(items, e)
	}
	return items
}

// markupText is s without tags.
func markupText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	root, err := html.Parse(strings.NewReader(bounded(s)))
	if err != nil {
		return ""
	}
	return text(root)
}

// field is the first of the named fields that is a text; names are compared in lower case.
func field(m map[string]any, names ...string) string {
	for _, name := range names {
		if s, ok := m[name].(string); ok && s != "" && s != "null" {
			return s
		}
	}
	for _, name := range names {
		for key, v := range m {
			if s, ok := v.(string); ok && s != "" && s != "null" && strings.EqualFold(key, name) {
				return s
			}
		}
	}
	return ""
}

// dateField is the publication date of a data record: a text, or seconds or milliseconds since 1970.
func dateField(m map[string]any, at time.Time) feed.Published {
	s := field(m, "pubdate", "publishtime", "publishdate", "publish_time", "publish_date", "pubtime", "pub_time", "docreltime",
		"docpubtime", "releasetime", "showtime", "inputtime", "time", "date", "datetime", "ptime", "createtime", "create_time",
		"created_at", "addtime", "infodate", "updatetime", "published")
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			n /= 1000
		}
		return feed.Published{Time: time.Unix(n, 0).In(feed.Beijing()).Truncate(time.Minute), Exact: feed.ToMinute}
	}
	if d, ok := findDate(s, at); ok {
		return d.Published
	}
	return feed.Published{}
}
