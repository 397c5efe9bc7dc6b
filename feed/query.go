package feed

import "time"

// Query is the one way to ask for articles. The zero Query is everything, newest first.
type Query struct {
	Where Expr // nil: everything
	Sort  Sort
	After Cursor // the last headline already had; zero: from the start
	Limit int    // 0: 100

	// Backward walks towards the start: the Limit headlines that stand right before After, or the last ones of the
	// list when After is zero. They come in the list's own order all the same.
	Backward bool
}

// Sort is an order of articles.
type Sort string

// Newest first is the default; ties are broken by id, highest first, in every order.
const (
	ByDate      Sort = ""
	ByRelevance Sort = "relevance" // only with words in Where
	ByZone      Sort = "zone"
	BySource    Sort = "source"
	ByOldest    Sort = "oldest"
)

// Cursor is a place in a sorted list: the sort key and id of the headline before it.
type Cursor struct {
	Key string // opaque to all but storage
	ID  ArticleID
}

// Expr is a condition on articles: one of the types below.
type Expr interface{ expr() }

// The conditions. And of nothing is everything; Or of nothing is nothing.
type (
	And []Expr
	Or  []Expr
	Not struct{ Of Expr }

	// Words is text to be found in title, body or origin, in that order of weight. A phrase must stand as written;
	// for Han text there is no difference.
	Words struct {
		Text   string
		Phrase bool
		Title  bool // in the title only
	}

	InRegion struct{ Code RegionCode } // the region and all within it; "" is articles that have no region
	InZone   struct{ ID ZoneID }       // 0 is articles that have no zone
	InSource struct{ ID SourceID }
	InText   struct { // a field contains the text: zone's or channel's name, origin
		Field TextField
		Text  string
	}
	InLanguage struct{ Code string } // zh, en, ja, ko
	IsUnread   struct{}
	IsStarred  struct{}
	IsWatched  struct{} // a watch rule matches it
	Has        struct{ What Part }
	Between    struct{ From, Until time.Time } // published in [From, Until); a zero time is open
)

// TextField names a text column that InText looks into.
type TextField string

// The text fields.
const (
	FieldChannel TextField = "channel"
	FieldOrigin  TextField = "origin"
	FieldZone    TextField = "zone"
	FieldSource  TextField = "source"
)

// Part is something an article may have.
type Part string

// The parts.
const (
	HasPicture    Part = "picture"
	HasAttachment Part = "attachment"
)

func (And) expr()        {}
func (Or) expr()         {}
func (Not) expr()        {}
func (Words) expr()      {}
func (InRegion) expr()   {}
func (InZone) expr()     {}
func (InSource) expr()   {}
func (InText) expr()     {}
func (InLanguage) expr() {}
func (IsUnread) expr()   {}
func (IsStarred) expr()  {}
func (IsWatched) expr()  {}
func (Has) expr()        {}
func (Between) expr()    {}
