package demo

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Addresses of the feeds: RSS with full text, Atom and JSON Feed with summaries.
const (
	rssPath  = "/gc/rss/zs.xml"
	atomPath = "/js/atom.xml"
	jsonPath = "/gc/feed.json"
)

// briefEntries is how many entries the feeds with summaries have.
const briefEntries = 30

// robotsAnswer allows everything but the administration of each subsite.
func (e *edition) robotsAnswer() answer {
	return answer{contentType: "text/plain; charset=utf-8", modified: firstDay(), make: func(r *http.Request) ([]byte, error) {
		var b bytes.Buffer
		b.WriteString("User-agent: *\nAllow: /\n")
		for _, s := range e.sites {
			fmt.Fprintf(&b, "Disallow: /%s/admin/\n", s.ID)
		}
		fmt.Fprintf(&b, "\nSitemap: http://%s/sitemap.xml\n", r.Host)
		return b.Bytes(), nil
	}}
}

// feedAnswer is one of the feeds.
func (e *edition) feedAnswer(u *url.URL) answer {
	key, kind, write := feedColumn, "application/rss+xml; charset=utf-8", writeRSS
	switch u.Path {
	case atomPath:
		key, kind, write = "js/tjsj", "application/atom+xml; charset=utf-8", writeAtom
	case jsonPath:
		key, kind, write = "gc/cy", "application/feed+json; charset=utf-8", writeJSON
	}
	c, pieces := columnNamed(e.sites, key), e.byColumn[key]
	return answer{contentType: kind, modified: newest(pieces), make: func(r *http.Request) ([]byte, error) {
		latest := slices.Clone(pieces)
		slices.Reverse(latest)
		return write(c, latest, "http://"+r.Host)
	}}
}

type rssItem struct {
	Title   string `xml:"title"`
	Link    string `xml:"link"`
	GUID    string `xml:"guid"`
	PubDate string `xml:"pubDate"`
	Source  string `xml:"http://purl.org/dc/elements/1.1/ creator"`
	Summary string `xml:"description"`
	Content string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
}

// writeRSS writes all pieces of a column with their full text.
func writeRSS(c *column, pieces []*Piece, base string) ([]byte, error) {
	type channel struct {
		Title       string    `xml:"title"`
		Link        string    `xml:"link"`
		Description string    `xml:"description"`
		Language    string    `xml:"language"`
		Items       []rssItem `xml:"item"`
	}
	rss := struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Channel channel  `xml:"channel"`
	}{Version: "2.0", Channel: channel{
		Title: c.site.Name + "－" + c.Title, Link: base + c.Home(), Description: c.Title, Language: "zh-cn",
	}}
	for _, p := range pieces {
		content, err := fullText(p, base)
		if err != nil {
			return nil, err
		}
		rss.Channel.Items = append(rss.Channel.Items, rssItem{
			Title: p.Title, Link: base + p.Path, GUID: base + p.Path, PubDate: p.moment.Format(time.RFC1123Z),
			Source: p.Origin, Summary: p.Summary(), Content: content,
		})
	}
	return encodeXML(rss)
}

// fullText is a piece's body as a feed carries it.
func fullText(p *Piece, base string) (string, error) {
	var b bytes.Buffer
	for _, part := range p.parts {
		for _, bl := range part {
			if bl.Picture != nil {
				fmt.Fprintf(&b, `<p><img src="%s" alt="%s"></p><p>%[2]s</p>`, base+bl.Picture.URL,
					template.HTMLEscapeString(bl.Picture.Caption))
				continue
			}
			if err := layouts().ExecuteTemplate(&b, "divs/block", bl); err != nil {
				return "", fmt.Errorf("demo: full text of %s: %w", p.Path, err)
			}
		}
	}
	return b.String(), nil
}

type atomLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr,omitempty"`
}

type atomEntry struct {
	Title   string   `xml:"title"`
	Link    atomLink `xml:"link"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Summary string   `xml:"summary"`
}

// writeAtom writes the newest pieces of a column with summaries.
func writeAtom(c *column, pieces []*Piece, base string) ([]byte, error) {
	atom := struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string      `xml:"title"`
		ID      string      `xml:"id"`
		Updated string      `xml:"updated"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}{
		Title: c.site.Name + "－" + c.Title, ID: base + c.Home(), Updated: pieces[0].moment.Format(time.RFC3339),
		Links: []atomLink{{Href: base + c.Home()}, {Href: base + atomPath, Rel: "self"}},
	}
	for _, p := range pieces[:min(len(pieces), briefEntries)] {
		atom.Entries = append(atom.Entries, atomEntry{
			Title: p.Title, Link: atomLink{Href: base + p.Path}, ID: base + p.Path,
			Updated: p.moment.Format(time.RFC3339), Author: p.Origin, Summary: p.Summary(),
		})
	}
	return encodeXML(atom)
}

type jsonItem struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Summary   string `json:"content_text"`
	Published string `json:"date_published"`
}

// writeJSON writes the newest pieces of a column with summaries (JSON Feed 1.1).
func writeJSON(c *column, pieces []*Piece, base string) ([]byte, error) {
	jsonFeed := struct {
		Version string     `json:"version"`
		Title   string     `json:"title"`
		Home    string     `json:"home_page_url"`
		Feed    string     `json:"feed_url"`
		Items   []jsonItem `json:"items"`
	}{
		Version: "https://jsonfeed.org/version/1.1", Title: c.site.Name + "－" + c.Title,
		Home: base + c.Home(), Feed: base + jsonPath,
	}
	for _, p := range pieces[:min(len(pieces), briefEntries)] {
		jsonFeed.Items = append(jsonFeed.Items, jsonItem{
			ID: base + p.Path, URL: base + p.Path, Title: p.Title, Summary: p.Summary(),
			Published: p.moment.Format(time.RFC3339),
		})
	}
	body, err := json.MarshalIndent(jsonFeed, "", " ")
	if err != nil {
		return nil, fmt.Errorf("demo: encode JSON feed: %w", err)
	}
	return body, nil
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
}

// sitemapAnswer lists columns and articles.
func (e *edition) sitemapAnswer() answer {
	return answer{contentType: "application/xml", modified: newest(e.pieces), make: func(r *http.Request) ([]byte, error) {
		set := struct {
			XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
			URLs    []sitemapURL `xml:"url"`
		}{}
		base := "http://" + r.Host
		for _, s := range e.sites {
			for _, c := range s.Columns {
				day := newest(e.byColumn[c.key()]).Format(time.DateOnly)
				set.URLs = append(set.URLs, sitemapURL{Loc: base + c.Home(), LastMod: day})
			}
		}
		for _, p := range slices.Backward(e.pieces) {
			set.URLs = append(set.URLs, sitemapURL{Loc: base + p.Path, LastMod: p.moment.Format(time.DateOnly)})
		}
		return encodeXML(set)
	}}
}

func encodeXML(v any) ([]byte, error) {
	body, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, fmt.Errorf("demo: encode XML: %w", err)
	}
	return append([]byte(xml.Header), body...), nil
}
