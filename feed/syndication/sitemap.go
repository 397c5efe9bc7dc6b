package syndication

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"zonewire/feed"
)

// siteURL is a <url> of a sitemap (sitemaps.org 0.9) with its news extension (Google's sitemap-news 0.9).
type siteURL struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod"`
	News    struct {
		Title     string `xml:"title"`
		Published string `xml:"publication_date"`
		Name      string `xml:"publication>name"`
	} `xml:"news"`
}

// articleAddress is an address with a number of at least three digits in its last step, as articles have and columns do
// not: /a/1042.html, /202503/t20250320_1166.html, /view?id=30512.
var articleAddress = pattern(`[0-9]{3,}[^/]*$`)

// sitemap reads the addresses of a sitemap as entries without text: of a news sitemap all, of another those that look
// like articles. Its dates are when a page changed, which for a piece of news is when it came out, to the day.
func (r *reader) sitemap(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for len(r.feed.Entries) < mostEntries {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.problems = append(r.problems, "broken sitemap: "+err.Error())
			break
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" {
			continue
		}
		var u siteURL
		if err := d.DecodeElement(&u, &start); err != nil {
			r.problems = append(r.problems, "broken sitemap: "+err.Error())
			break
		}
		r.addSiteURL(u)
	}
	if len(r.feed.Entries) == 0 {
		return errors.New("a sitemap without articles")
	}
	return nil
}

func (r *reader) addSiteURL(u siteURL) {
	address := strings.TrimSpace(u.Loc)
	if u.News.Title == "" && !articleAddress().MatchString(address) || r.ids[address] || address == "" {
		return
	}
	r.ids[address] = true
	e := Entry{ID: address, Article: feed.Article{
		URL: address, Title: strings.TrimSpace(u.News.Title), Origin: strings.TrimSpace(u.News.Name), Fetched: r.at,
	}}
	e.Article.Published = published(u.News.Published, r.at)
	if e.Article.Published.IsZero() {
		if e.Article.Published = published(u.Lastmod, r.at); !e.Article.Published.IsZero() {
			e.Article.Published.Exact = feed.ToDay
		}
	}
	r.feed.Entries = append(r.feed.Entries, e)
}
