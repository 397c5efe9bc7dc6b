package feed

import "time"

// ArticleID is an article's row in the cache. 0 is none.
type ArticleID int64

// Link is a title and an absolute http(s) address; either may be "".
type Link struct {
	Title string
	URL   string
}

// Picture is an image within an article.
type Picture struct {
	URL     string
	Alt     string
	Caption string
}

// Attachment is a file that an article offers: pdf, doc, xls, zip.
type Attachment struct {
	Title string
	URL   string
}

// Article is a piece of news as its page says it. Empty fields are values that the page does not give; nothing is
// guessed.
type Article struct {
	ID          ArticleID
	URL         string // canonical address
	Title       string
	Published   Published
	Origin      string // 来源 as printed: who wrote it
	Author      string
	ZoneLabel   string // 发布开发区 as printed
	Zone        Zone   // Name is "" when no zone is known
	Region      RegionCode
	Evidence    Evidence
	Breadcrumb  []string // 首页, 开发区新闻, 苏州, 文字新闻
	Body        string   // Markdown, without the title
	Prev, Next  Link     // 上一条, 下一条 in the site's own order
	Pictures    []Picture
	Attachments []Attachment
	Fetched     time.Time
	Source      SourceID // the source that brought it
}

// Section is the second step of the breadcrumb (开发区新闻), "" when there is none.
func (a Article) Section() string {
	if len(a.Breadcrumb) < 2 {
		return ""
	}
	return a.Breadcrumb[1]
}

// Channel is the last step of the breadcrumb (文字新闻), "" when there is none.
func (a Article) Channel() string {
	if len(a.Breadcrumb) < 2 {
		return ""
	}
	return a.Breadcrumb[len(a.Breadcrumb)-1]
}

// Status is what the reader did with an article. It is kept apart from the article and outlives it.
type Status struct {
	Read    bool
	Starred bool
}

// Headline is an article as a list shows it: everything but the body.
type Headline struct {
	ID        ArticleID
	Title     string
	Published Published
	Origin    string
	Zone      ZoneID
	ZoneName  string // short name of the zone, "" when none
	Region    RegionCode
	Channel   string
	Source    SourceID
	Carriers  int // how many sources carry it
	Pictures  bool
	Status    Status
	Watched   bool   // a watch rule matches it
	Snippet   string // text around the first hit of a search, else ""
	Rank      int64  // what a search by relevance sorts by; opaque to all but storage
}
