package syndication

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zonewire/feed"
)

// Entry is one piece of news in a feed.
type Entry struct {
	ID      string // unique within the feed, the same at the next fetch
	Article feed.Article
	Full    bool   // Article.Body is the full text; otherwise a summary, or nothing
	Problem string // what was wrong with the entry, "" for nothing
}

// Feed is a feed as far as it could be read.
type Feed struct {
	Title, Link string // the site that it belongs to
	Entries     []Entry
	Problem     string // what was broken and yet survived, "" for nothing
}

// Parse reads RSS 0.9x, 1.0, 2.0, Atom, JSON Feed or a sitemap. body is UTF-8, whatever its declaration says, or in the charset
// of its XML declaration. address is where it came from: relative links start there, or at the feed's own link. at is
// when it was fetched; dates long after it are wrong. A broken document is read as far as it goes. Errors are of the
// kinds Malformed, for what is no feed, and Empty.
func Parse(body []byte, address string, at time.Time) (Feed, error) {
	text, problem := toUTF8(body)
	text = strings.TrimSpace(strings.TrimPrefix(text, "\uFEFF"))
	r := newReader(address, at)
	if problem != "" {
		r.problems = append(r.problems, problem)
	}
	var err error
	switch {
	case strings.Trim(text, "\x00 ") == "":
		return Feed{}, &feed.Error{Kind: feed.Empty, Op: "read feed", Subject: address}
	case text[0] == '{':
		err = r.json(text)
	default:
		err = r.xml(text)
	}
	if err != nil {
		return Feed{}, &feed.Error{Kind: feed.Malformed, Op: "read feed", Subject: address, Err: err}
	}
	r.feed.Problem = strings.Join(r.problems, "; ")
	return r.feed, nil
}

// reader builds a Feed.
type reader struct {
	feed      Feed
	base      *url.URL
	at        time.Time
	ids       map[string]bool
	problems  []string
	converter *converter.Converter
}

func newReader(address string, at time.Time) *reader {
	return &reader{base: parseBase(address), at: at, ids: map[string]bool{}, converter: newConverter()}
}

var (
	rootPattern     = pattern(`(?i)<(?:[a-z0-9_]+:)?(rss|feed|rdf)[\s>]`)
	foreignPattern  = pattern(`(?i)<(?:!doctype\s+)?(html|opml|urlset|sitemapindex)[\s>]`)
	encodingPattern = pattern(`^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']`)
)

// rootWithin is how far into a document its root element may begin, in bytes: what comes before is messages of the
// server's programs.
const rootWithin = 64 << 10

func (r *reader) xml(text string) error {
	head := text[:min(len(text), rootWithin)]
	root := rootPattern().FindStringSubmatchIndex(head)
	if m := foreignPattern().FindStringSubmatchIndex(head); m != nil && (root == nil || m[0] < root[0]) {
		if strings.EqualFold(head[m[2]:m[3]], "urlset") {
			return r.sitemap(text[m[0]:])
		}
		return errors.New(whatInstead(head[m[2]:m[3]]))
	}
	if root == nil {
		return errors.New("neither RSS, Atom nor JSON Feed")
	}
	m := mend(text[root[0]:])
	if strings.Trim(encodingPattern().ReplaceAllString(head[:root[0]], ""), "\ufeff \t\r\n") != "" && !isProlog(head[:root[0]]) {
		r.problems = append(r.problems, "text before the feed")
	}
	r.problems = append(r.problems, m.problems...)
	if strings.EqualFold(head[root[2]:root[3]], "feed") {
		f, err := new(atom.Parser).Parse(bytes.NewReader(m.xml))
		if err != nil {
			return err
		}
		return r.atom(f)
	}
	f, err := new(rss.Parser).Parse(bytes.NewReader(m.xml))
	if err != nil {
		return err
	}
	return r.rss(f)
}

func whatInstead(root string) string {
	switch strings.ToLower(root) {
	case "html":
		return "an HTML page, not a feed"
	case "opml":
		return "an OPML list of feeds, not a feed"
	}
	return "an index of sitemaps, not a feed"
}

// isProlog reports whether what stands before the root is declarations, comments and processing instructions only.
func isProlog(s string) bool {
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		var found bool
		switch {
		case strings.HasPrefix(s, "<?"):
			_, s, found = strings.Cut(s, "?>")
		case strings.HasPrefix(s, "<!--"):
			_, s, found = strings.Cut(s, "-->")
		case strings.HasPrefix(s, "<!"):
			_, s, found = strings.Cut(s, ">")
		}
		if !found {
			return false
		}
	}
	return true
}

func (r *reader) rss(f *rss.Feed) error {
	translated, err := new(gofeed.DefaultRSSTranslator).Translate(f)
	if err != nil {
		return err
	}
	r.head(translated)
	for i, item := range translated.Items {
		var from string
		if source := f.Items[i].Source; source != nil {
			from = source.Title
		}
		if guid := f.Items[i].GUID; item.Link == "" && guid != nil && guid.IsPermalink != "false" {
			item.Link = guid.Value
		}
		r.add(item, from)
	}
	return nil
}

func (r *reader) atom(f *atom.Feed) error {
	translated, err := new(gofeed.DefaultAtomTranslator).Translate(f)
	if err != nil {
		return err
	}
	r.head(translated)
	for i, item := range translated.Items {
		var from string
		if source := f.Entries[i].Source; source != nil {
			from = source.Title
		}
		if content := f.Entries[i].Content; content != nil && content.Src != "" {
			item.Content = ""
			if item.Link == "" {
				item.Link = content.Src
			}
		}
		if len(item.Authors) == 0 {
			item.Authors = translated.Authors
		}
		r.add(item, from)
	}
	return nil
}

// head takes over what a feed says of itself.
func (r *reader) head(f *gofeed.Feed) {
	r.feed.Title = plain(f.Title)
	if u := resolve(r.base, f.Link); u != "" {
		r.feed.Link = u
		r.base = parseBase(u)
	}
}

// toUTF8 decodes a document that is not UTF-8 by its XML declaration, or, if that is wrong, as GB18030.
func toUTF8(body []byte) (text, problem string) {
	if utf8.Valid(body) {
		return string(body), ""
	}
	label := ""
	if m := encodingPattern().FindSubmatch(body[:min(len(body), 1024)]); m != nil {
		label = strings.ToLower(string(m[1]))
	}
	declared, err := htmlindex.Get(label)
	if err == nil && !strings.HasPrefix(label, "gb") && !strings.HasPrefix(label, "utf-8") {
		if b, err := declared.NewDecoder().Bytes(body); err == nil {
			return string(b), ""
		}
	}
	damaged := strings.ToValidUTF8(string(body), "\uFFFD")
	b, err := simplifiedchinese.GB18030.NewDecoder().Bytes(body)
	if err != nil || strings.Count(damaged, "\uFFFD") < bytes.Count(b, []byte("\uFFFD")) {
		return damaged, "broken UTF-8"
	}
	if strings.HasPrefix(label, "gb") {
		return string(b), ""
	}
	return string(b), fmt.Sprintf("declared as %q but GB18030", label)
}

// parseBase is the address that relative links start from, nil if it cannot be read.
func parseBase(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}

// resolve is the absolute http(s) address that link means at base, "" if it has none.
func resolve(base *url.URL, link string) string {
	link = strings.TrimSpace(link)
	if link == "" {
		return ""
	}
	u, err := url.Parse(link)
	if err == nil && base != nil {
		u = base.ResolveReference(u)
	}
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
