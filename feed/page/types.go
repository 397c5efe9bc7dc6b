package page

import "zonewire/feed"

// Result is what an article page says.
type Result struct {
	Article  feed.Article // Body is Markdown; addresses are absolute http(s); Fetched is the time given to Article
	NextPart string       // address of the next page of the same article's body, "" when there is none
	Frame    string       // address of an iframe that seems to hold the body when the page itself has none
	Contact  feed.Contact // 与我们联系 and copyright, as far as the page shows them
	Reasons  []Reason
	Found    Hints // where things were found, for Hints.Learn
}

// Reason is one decision for people who ask why: the field, what was taken, and on what evidence.
type Reason struct{ Field, Value, Why string }

// Item is one article link of a list.
type Item struct {
	URL       string
	Title     string
	Published feed.Published
	Summary   string
}

// Listing is what a list page says.
type Listing struct {
	Items        []Item // in page order, unique by URL
	Next         string // address of the next list page, "" when there is none
	Unfollowable string // why there is a next page that cannot be followed (POST, script), else ""
	Unread       int    // bytes at the end of a page too large to be read whole, whose links are missing
	Reasons      []Reason
	Found        Hints // for Hints.Learn
}

// Column is one news column that a home page leads to, with its first headlines.
type Column struct {
	Title     string
	URL       string
	Headlines []Item
}

// Home is what a site's home page leads to, best first.
type Home struct {
	Columns  []Column
	Feeds    []feed.Link // RSS, Atom, JSON Feed
	Sitemaps []string
}

// Hints is what was learned about one site's markup. It marshals to JSON for feed.Source.Learned. The zero value is
// "nothing known". A hint is used only where it still fits the page.
type Hints struct {
	Article ArticleHints `json:"article,omitzero"`
	List    ListHints    `json:"list,omitzero"`
}
