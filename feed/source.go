package feed

import "time"

// SourceID is a source's row in the cache. 0 is none.
type SourceID int64

// SourceKind says how a source is read.
type SourceKind string

// A site is the address of a news column or home page; a feed is RSS, Atom or JSON Feed.
const (
	SiteSource SourceKind = "site"
	FeedSource SourceKind = "feed"
)

// FullText says whether a feed's articles are completed from their pages.
type FullText string

// By default it is decided by looking at what the feed gives.
const (
	FullTextAuto   FullText = ""
	FullTextAlways FullText = "always"
	FullTextNever  FullText = "never"
)

// Contact is a source's "about" card: 与我们联系 and copyright, as its pages print them.
type Contact struct {
	Phone, Fax, Mail, Address, Copyright string
}

// Source is an address that zonewire syncs.
type Source struct {
	ID       SourceID
	Name     string // unique among sources
	URL      string // without user and password
	Kind     SourceKind
	Region   RegionCode // where its articles belong when they do not say, "" for nowhere
	Zone     string     // full name of the zone whose own site this is, "" for none
	Pages    int        // list pages read in one sync at most; 0 means DefaultPages
	Interval time.Duration
	FullText FullText
	Contact  Contact
	Learned  []byte // what feed/page found out about the site's markup, opaque to all others; nil when nothing
	Health   Health
	Access   Access
}

// Access is what a source needs beyond its address to be let in. The zero value is nothing. Its password is never here.
type Access struct {
	Login     string // the user's name for HTTP basic authentication, "" for none
	Command   string // prints the password; "" with a login: the password is in the system's keyring
	LegacyTLS bool   // its own host may be spoken to in TLS 1.0 and 1.1
}

// DefaultPages is how many list pages of a source one sync reads at most when the source does not say.
const DefaultPages = 5

// Health is how a source's last syncs went. The zero value is "never synced".
type Health struct {
	Kind     Kind      // "" when the last sync went well
	Detail   string    // what was seen, for a person
	Since    time.Time // since when Kind holds; zero when well
	LastSync time.Time
	LastGood time.Time
	NextTry  time.Time
	Failures int    // in a row
	Charset  string // that its pages really have
	Moved    string // the address that Source.URL leads to for good, "" when it has not moved
}
