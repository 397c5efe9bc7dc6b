package syncer

import (
	"net/url"

	"zonewire/feed"
)

// gated passes every string of an article through the gate for foreign text, and drops addresses that are not
// http(s).
func gated(a feed.Article) feed.Article {
	a.URL = webAddress(a.URL)
	for _, s := range []*string{&a.Title, &a.Origin, &a.Author, &a.ZoneLabel} {
		*s = feed.Clean(*s)
	}
	a.Body = feed.CleanText(a.Body)
	crumbs := make([]string, 0, len(a.Breadcrumb))
	for _, c := range a.Breadcrumb {
		if c = feed.Clean(c); c != "" {
			crumbs = append(crumbs, c)
		}
	}
	a.Breadcrumb = crumbs
	a.Prev, a.Next = gatedLink(a.Prev), gatedLink(a.Next)
	var pictures []feed.Picture
	for _, p := range a.Pictures {
		if p.URL = webAddress(p.URL); p.URL != "" {
			pictures = append(pictures, feed.Picture{URL: p.URL, Alt: feed.Clean(p.Alt), Caption: feed.Clean(p.Caption)})
		}
	}
	a.Pictures = pictures
	var files []feed.Attachment
	for _, f := range a.Attachments {
		if f.URL = webAddress(f.URL); f.URL != "" {
			files = append(files, feed.Attachment{Title: feed.Clean(f.Title), URL: f.URL})
		}
	}
	a.Attachments = files
	return a
}

func gatedLink(l feed.Link) feed.Link {
	return feed.Link{Title: feed.Clean(l.Title), URL: webAddress(l.URL)}
}

// gatedContact is the same for an "about" card.
func gatedContact(c feed.Contact) feed.Contact {
	for _, s := range []*string{&c.Phone, &c.Fax, &c.Mail, &c.Address, &c.Copyright} {
		*s = feed.Clean(*s)
	}
	return c
}

// webAddress is the address in its escaped form when it is http or https with a host, else "".
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
