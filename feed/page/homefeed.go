package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// feedsOf is the feeds that a page names: <link rel="alternate"> of a feed's type, and links whose address is that of
// a feed.
func feedsOf(d *document) []feed.Link {
	var feeds []feed.Link
	seen := map[string]bool{}
	add := func(title, href string) {
		address := d.resolve(href)
		if address == "" || seen[address] {
			return
		}
		seen[address] = true
		feeds = append(feeds, feed.Link{Title: squeeze(bounded(title)), URL: address})
	}
	for _, l := range all(d.root, atom.Link) {
		if hasToken(attr(l, "rel"), "alternate") && isFeedType(attr(l, "type")) {
			add(attr(l, "title"), attr(l, "href"))
		}
	}
	for _, a := range all(d.root, atom.A) {
		href := attr(a, "href")
		if u, err := url.Parse(href); err == nil && isFeedAddress(u) {
			add(linkLabel(a), href)
		}
	}
	return feeds
}

// isFeedType reports whether a media type is that of RSS, Atom or JSON Feed.
func isFeedType(kind string) bool {
	kind, _, _ = strings.Cut(strings.ToLower(kind), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/rss+xml":
		return true
	}
	return false
}

// isFeedAddress reports whether an address looks like a feed's: rss.xml, atom.xml, /feed/, feed.json, index.rss.
func isFeedAddress(u *url.URL) bool {
	path := strings.ToLower(strings.TrimSuffix(u.Path, "/"))
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch name {
	case "feed", "feed.json", "rss", "atom", "feed.xml", "rss.php", "rss.aspx", "rss.ashx":
		return true
	}
	if strings.HasSuffix(name, ".rss") || strings.HasSuffix(name, ".atom") {
		return true
	}
	return strings.HasSuffix(name, ".xml") && (strings.Contains(path, "rss") || strings.Contains(path, "atom") ||
		strings.Contains(path, "feed"))
}

// hasToken reports whether a space-separated attribute has a word.
func hasToken(s, word string) bool {
	for t := range strings.FieldsSeq(s) {
		if strings.EqualFold(t, word) {
			return true
		}
	}
	return false
}

// sitemapsOf is the XML sitemaps that a page names.
func sitemapsOf(d *document) []string {
	var found []string
	seen := map[string]bool{}
	for _, a := range [...]atom.Atom{atom.Link, atom.A} {
		for _, n := range all(d.root, a) {
			href := attr(n, "href")
			lower := strings.ToLower(href)
			isMap := strings.Contains(lower, "sitemap") && (strings.Contains(lower, ".xml") || strings.HasSuffix(lower, ".txt"))
			if !isMap && !hasToken(attr(n, "rel"), "sitemap") {
				continue
			}
			if address := d.resolve(href); address != "" && !seen[address] {
				seen[address] = true
				found = append(found, address)
			}
		}
	}
	return found
}
