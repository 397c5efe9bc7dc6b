package page

import (
	"encoding/json"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// meta is what a page's head says about the article.
type meta struct {
	page      string   // <title>
	titles    []string // ArticleTitle, og:title, JSON-LD headline; best first
	origin    string   // ContentSource
	author    string
	column    string   // ColumnName
	trail     []string // JSON-LD BreadcrumbList
	published feed.Published
	updated   feed.Published // only where no other date is known
	canonical string         // as written
	lead      string         // description
	bodyText  string         // JSON-LD articleBody

	pageFold   string   // page, folded
	titleFolds []string // titles, folded
	siteFolds  []string // the parts of page behind the first, folded
}

// readMeta reads the standard meta tags of Chinese government sites (国办发〔2017〕47号), OpenGraph, Dublin Core and
// JSON-LD.
func readMeta(root *html.Node, at time.Time) meta {
	var m meta
	values := map[string]string{}
	walk(root, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		switch n.DataAtom {
		case atom.Title:
			if m.page == "" && !inSVG(n) {
				m.page = squeeze(rawText(n))
			}
		case atom.Meta:
			key := strings.ToLower(attr(n, "name") + attr(n, "property") + attr(n, "itemprop"))
			if v := squeeze(attr(n, "content")); v != "" && values[key] == "" {
				values[key] = v
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				m.canonical = attr(n, "href")
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") {
				m.readLinkedData(rawText(n), at)
			}
		}
		return true
	})
	m.readTags(values, at)
	m.fold()
	return m
}

// fold prepares the titles for the comparison with every line of the page.
func (m *meta) fold() {
	m.pageFold = folded(m.page)
	for _, t := range m.titles {
		m.titleFolds = append(m.titleFolds, folded(t))
	}
	parts := splitTitle(m.page)
	for _, p := range parts[min(1, len(parts)):] {
		m.siteFolds = append(m.siteFolds, folded(p))
	}
}

func inSVG(n *html.Node) bool { return n.Namespace != "" }

// rawText is the text of n as it is in the tree, whether a browser shows it or not.
func rawText(n *html.Node) string {
	var b strings.Builder
	walk(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		return true
	})
	return b.String()
}

// pickValue is the first of the keys that has a value.
func pickValue(values map[string]string, keys ...string) string {
	for _, k := range keys {
		if v := values[k]; v != "" {
			return v
		}
	}
	return ""
}

// readTags takes over what the tags say. Values that JSON-LD gave stay behind those of the article's own tags.
func (m *meta) readTags(values map[string]string, at time.Time) {
	var titles []string
	for _, k := range [...]string{"articletitle", "og:title", "title", "twitter:title", "dc.title", "headline"} {
		if values[k] != "" {
			titles = append(titles, values[k])
		}
	}
	m.titles = append(titles, m.titles...)
	m.origin = trimOrigin(pickValue(values, "contentsource", "source", "article:source", "publishsource", "sourcename",
		"dc.source", "og:article:source"))
	m.column = pickValue(values, "columnname")
	if m.author == "" {
		m.author = pickValue(values, "author", "article:author", "og:article:author", "byl")
	}
	m.lead = pickValue(values, "description", "og:description")
	if m.canonical == "" {
		m.canonical = values["og:url"]
	}
	for _, k := range [...]string{"dateupdate", "datemodified", "article:modified_time", "lastmodified", "og:updated_time"} {
		if d, ok := findDate(values[k], at); ok && d.Form == fullDate {
			m.updated = d.Published
			break
		}
	}
	for _, k := range [...]string{
		"pubdate", "article:published_time", "publishdate", "og:published_time", "og:release_date",
		"datepublished", "publishtime", "publish-date", "date", "dc.date", "dc.date.issued", "weibo:article:create_at",
		"bytedance:published_time", "apub:time", "releasedate", "sailthru.date", "og:time", "publish_time",
	} {
		if d, ok := findDate(values[k], at); ok && d.Form == fullDate {
			m.published = d.Published
			return
		}
	}
}

// readLinkedData reads an Article, NewsArticle or similar out of a JSON-LD script.
func (m *meta) readLinkedData(s string, at time.Time) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(s)), &v) != nil {
		// Broken by raw line feeds within strings more often than by anything else.
		if json.Unmarshal([]byte(strings.Join(strings.Fields(s), " ")), &v) != nil {
			return
		}
	}
	m.linkedObject(v, at, 0)
}

func (m *meta) linkedObject(v any, at time.Time, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.linkedObject(e, at, depth+1)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			m.linkedObject(graph, at, depth+1)
		}
		kind := strings.ToLower(jsonText(v["@type"]))
		if kind == "breadcrumblist" {
			m.readTrail(v["itemListElement"])
		}
		isArticle := strings.Contains(kind, "article") || strings.Contains(kind, "posting") || strings.Contains(kind, "report")
		// cambrian.jsonld is Baidu's context for pages of news; it has no headline but "title".
		if !isArticle && !strings.Contains(jsonText(v["@context"]), "cambrian") {
			return
		}
		for _, k := range [...]string{"headline", "title", "name"} {
			if t := squeeze(jsonText(v[k])); t != "" {
				m.titles = append(m.titles, html.UnescapeString(t))
			}
		}
		for _, k := range [...]string{"datePublished", "pubDate", "dateCreated"} {
			if d, ok := findDate(jsonText(v[k]), at); ok && m.published.IsZero() && d.Form == fullDate {
				m.published = d.Published
			}
		}
		if m.bodyText == "" {
			m.bodyText = jsonText(v["articleBody"])
		}
		if author, ok := v["author"].(map[string]any); ok {
			m.author = jsonText(author["name"])
		}
	}
}

// readTrail reads the names of a BreadcrumbList.
func (m *meta) readTrail(v any) {
	list, _ := v.([]any)
	m.trail = nil
	for _, e := range list[:min(len(list), 9)] {
		step, _ := e.(map[string]any)
		name := jsonText(step["name"])
		if item, ok := step["item"].(map[string]any); ok && name == "" {
			name = jsonText(item["name"])
		}
		if name = squeeze(name); name != "" {
			m.trail = append(m.trail, name)
		}
	}
}

// jsonText is v if it is a string, or the first string of an array.
func jsonText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return jsonText(v[0])
		}
	}
	return ""
}
