// Package page reads HTML pages of Chinese news sites that it has never seen: an article page becomes a feed.Article
// (Article), a column page a list of article links and the address of its next page (List), a home page its news
// columns (ReadHome).
//
// There are no rules for particular sites. What is used holds on the web at large: standard meta tags, JSON-LD and
// OpenGraph, label words (来源, 发布时间, 上一篇), the shape of dates, density of text, punctuation and links, and where
// things stand relative to each other. Hints carry what was learned about a site from its earlier pages; they make
// reading surer and are dropped where they no longer fit.
//
// Bytes go in, values come out: the package never touches the network. Input is UTF-8 (fetch.Decode makes it) and
// hostile: size, nesting and work are bounded. Strings come out as found; the caller passes them through feed.Clean
// before storing or showing them.
package page
