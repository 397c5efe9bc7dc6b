package syndication

import (
	"fmt"
	"html"
	"net/url"
	"path"
	"strings"

	"github.com/mmcdole/gofeed"

	"zonewire/feed"
)

// add makes an entry of an item. from is the source that the item names itself, if the format has a place for it.
func (r *reader) add(item *gofeed.Item, from string) {
	e := Entry{Article: feed.Article{
		URL:     resolve(r.base, item.Link),
		Title:   plain(item.Title),
		Author:  authors(item),
		Origin:  origin(item, from),
		Fetched: r.at,
	}}
	var problems []string
	if e.Article.URL == "" {
		problems = append(problems, "no address")
	}
	written := firstOf(item.Published, item.Updated)
	e.Article.Published = published(written, r.at)
	if written == "" {
		problems = append(problems, "no date")
	} else if e.Article.Published.IsZero() {
		problems = append(problems, fmt.Sprintf("a date that cannot be: %.40q", written))
	}
	base := r.base
	if u := parseBase(e.Article.URL); u != nil {
		base = u
	}
	c, full := r.body(item, base)
	e.Full = full
	e.Article.Body, e.Article.Pictures, e.Article.Attachments = c.markdown, c.pictures, c.attachments
	addMedia(&e.Article, item, base)
	e.ID = r.identify(item, &e.Article)
	e.Problem = strings.Join(problems, "; ")
	r.feed.Entries = append(r.feed.Entries, e)
}

// identify is the entry's own id, or its address, or its title and date; made unique within the feed, for servers
// that give all entries the same.
func (r *reader) identify(item *gofeed.Item, a *feed.Article) string {
	id := firstOf(item.GUID, a.URL, strings.TrimSpace(a.Title+" "+a.Published.String()), "entry")
	for _, candidate := range []string{id, id + " " + a.URL, id + " " + a.URL + " " + a.Title} {
		if !r.ids[candidate] {
			r.ids[candidate] = true
			return candidate
		}
	}
	for n := len(r.ids); ; n++ {
		if candidate := fmt.Sprintf("%s #%d", id, n); !r.ids[candidate] {
			r.ids[candidate] = true
			return candidate
		}
	}
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

func authors(item *gofeed.Item) string {
	var names []string
	for _, p := range item.Authors {
		if p != nil && firstOf(p.Name, p.Email) != "" {
			names = append(names, plain(firstOf(p.Name, p.Email)))
		}
	}
	return strings.Join(names, "、")
}

// origin is the source that an item names: its source element, or dc:source if that is not an address.
func origin(item *gofeed.Item, from string) string {
	if from != "" || item.DublinCoreExt == nil {
		return plain(from)
	}
	for _, s := range item.DublinCoreExt.Source {
		if s = plain(s); s != "" && !strings.Contains(s, "://") {
			return s
		}
	}
	return ""
}

// addMedia takes over enclosures and the pictures of Media RSS that are not in the body.
func addMedia(a *feed.Article, item *gofeed.Item, base *url.URL) {
	seen := map[string]bool{}
	for _, p := range a.Pictures {
		seen[p.URL] = true
	}
	for _, f := range a.Attachments {
		seen[f.URL] = true
	}
	for _, e := range item.Enclosures {
		u := resolve(base, e.URL)
		if u == "" || seen[u] {
			continue
		}
		seen[u] = true
		if strings.HasPrefix(e.Type, "image/") || e.Type == "" && isPicture(u) {
			a.Pictures = append(a.Pictures, feed.Picture{URL: u})
		} else {
			a.Attachments = append(a.Attachments, feed.Attachment{Title: fileName(u), URL: u})
		}
	}
	for _, name := range [...]string{"content", "thumbnail"} {
		for _, m := range item.Extensions["media"][name] {
			u := resolve(base, m.Attrs["url"])
			if u == "" || seen[u] || name == "content" && m.Attrs["medium"] != "image" && !strings.HasPrefix(m.Attrs["type"], "image/") {
				continue
			}
			seen[u] = true
			a.Pictures = append(a.Pictures, feed.Picture{URL: u})
		}
	}
}

// fileName is the last part of an address's path.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil || strings.Trim(u.Path, "/") == "" {
		return address
	}
	return path.Base(u.Path)
}

func extension(address string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(fileName(address)), "."))
}

func isPicture(address string) bool {
	switch extension(address) {
	case "jpg", "jpeg", "png", "gif", "webp", "bmp", "svg":
		return true
	}
	return false
}

func isDocument(address string) bool {
	switch extension(address) {
	case "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "ofd", "zip", "rar", "7z", "csv", "rtf", "txt":
		return true
	}
	return false
}

var tagPattern = pattern(`</?[a-zA-Z][^<>]*>`)

// plain is a title or name without the markup that many feeds put into it.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(tagPattern().ReplaceAllString(s, ""))
	}
	return strings.Join(strings.Fields(s), " ")
}
