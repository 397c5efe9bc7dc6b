// Package syndication reads feeds and lists of feeds: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed become entries with a
// feed.Article each, sitemaps entries with an address only; OPML is read and written. Bytes in, values out.
//
// Real feeds are broken in every way. Before github.com/mmcdole/gofeed reads a document it is mended: what follows is
// always well-formed XML, holds every entry that was complete, and comes with a note of what was wrong.
//
// The text of articles is left as found, as Markdown with absolute links; the caller passes it through feed.Clean.
package syndication
