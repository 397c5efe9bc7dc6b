package document

import (
	"fmt"
	"html"
	"net/url"
	"strings"

	"zonewire/feed"
	"zonewire/tui/i18n"
	"zonewire/tui/prose"
)

// Form is what a document is written in.
type Form int

// The forms.
const (
	Markdown Form = iota
	HTML
)

// Extension is that of a form's files, with its dot.
func (f Form) Extension() string {
	if f == HTML {
		return ".html"
	}
	return ".md"
}

// Words are what a document says that is not in the article.
type Words struct {
	Texts   *i18n.Texts
	Region  string                      // the article's, for a person
	Picture func(address string) string // where a picture is instead, as HTML and Markdown write it; "" or nil: there
}

// Write returns an article as a document.
func Write(a feed.Article, form Form, w Words) string {
	if form == HTML {
		return page(a, w)
	}
	return markdown(a, w)
}

// facts are when, from whom and for which place, as far as they are known.
func facts(a feed.Article, w Words) []string {
	f := w.Texts.Field
	place, label := w.Region, f.Region
	if zone := a.Zone.Name; zone != "" {
		place, label = zone, f.Zone
	} else if a.ZoneLabel != "" {
		place, label = a.ZoneLabel, f.Zone
	}
	var out []string
	for _, fact := range [][2]string{{f.Published, a.Published.String()}, {f.Origin, a.Origin}, {label, place}} {
		if fact[1] != "" {
			out = append(out, fact[0]+" "+feed.Clean(fact[1]))
		}
	}
	return out
}

// markdown writes CommonMark.
func markdown(a feed.Article, w Words) string {
	body := a.Body
	if w.Picture != nil {
		body = prose.WithPictures(body, w.Picture)
	}
	o := Outline{Title: literal(a.Title), Body: feed.CleanText(body)}
	for _, crumb := range a.Breadcrumb {
		o.Breadcrumb = append(o.Breadcrumb, literal(crumb))
	}
	for _, fact := range facts(a, w) {
		o.Facts = append(o.Facts, literal(fact))
	}
	for _, file := range a.Attachments {
		if link := webLink(file.URL); link != "" {
			o.Links = append(o.Links, Link{w.Texts.Field.Attachments, literal(file.Title), "<" + link + ">"})
		}
	}
	if link := webLink(a.URL); link != "" {
		o.Address = w.Texts.Field.Address + " <" + link + ">"
	}
	return o.Markdown() + "\n"
}

// literal returns a line of text so that Markdown shows it as it is.
func literal(text string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`).
		Replace(feed.Clean(text))
}

// page writes HTML that needs nothing else but its pictures.
func page(a feed.Article, w Words) string {
	var b strings.Builder
	text := func(s string) string { return html.EscapeString(feed.Clean(s)) }
	b.WriteString("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	fmt.Fprintf(&b, "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<article>\n", text(a.Title), sheetCSS)
	if len(a.Breadcrumb) > 0 {
		fmt.Fprintf(&b, "<p class=\"about\">%s</p>\n", text(strings.Join(a.Breadcrumb, " › ")))
	}
	fmt.Fprintf(&b, "<h1>%s</h1>\n", text(a.Title))
	if about := facts(a, w); len(about) > 0 {
		fmt.Fprintf(&b, "<p class=\"about\">%s</p>\n", text(strings.Join(about, " · ")))
	}
	b.WriteString(prose.HTML(a.Body, w.Picture))
	for _, file := range a.Attachments {
		if link := webLink(file.URL); link != "" {
			fmt.Fprintf(&b, "<p>%s <a href=\"%s\">%s</a></p>\n", text(w.Texts.Field.Attachments), html.EscapeString(link), text(file.Title))
		}
	}
	if link := webLink(a.URL); link != "" {
		link = html.EscapeString(link)
		fmt.Fprintf(&b, "<p class=\"about\">%s <a href=\"%s\">%s</a></p>\n", text(w.Texts.Field.Address), link, link)
	}
	b.WriteString("</article>\n</body>\n</html>\n")
	return b.String()
}

// sheetCSS sets a page as the reader does: 44 ideographs to a line, in light or dark.
const sheetCSS = `:root { color-scheme: light dark; }
body { margin: 2rem 1rem; font-family: system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
article { max-width: 44em; margin: auto; line-height: 1.8; }
img { max-width: 100%; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: .2em .6em; }
.about { opacity: .7; }
`

// webLink is a web address in printable ASCII, "" for all that is none.
func webLink(address string) string {
	u, err := url.Parse(feed.Clean(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(u.String())
}
