package i18n

import (
	"time"

	"zonewire/feed"
)

// Texts is all texts of one language. No field is empty.
type Texts struct {
	Lang    Lang
	Pane    Pane
	Place   Place
	Field   Field
	List    List
	Status  Status
	Prompt  Prompt
	Query   Query
	Picker  Picker
	Rows    Rows
	Rules   Rules
	Offers  Offers
	Link    Link
	Card    Card
	Carried Carried
	Gallery Gallery
	Linear  Linear
	Empty   Empty
	Help    Help
	Key     Keys
	Name    KeyNames

	// Undone is an action on n articles that was taken back; what is a storage.Action.
	Undone func(what string, n int) string
	// Failure is what a kind of failure means to a person, and what to do, in one clause.
	Failure func(feed.Kind) string
	// Moved says that a source's address leads to another for good, and the command that takes it over.
	Moved func(name, address string) string
	// FailureName is a kind of failure in a word or two, for a narrow column.
	FailureName func(feed.Kind) string
	// TooSmall says that a window of width x height cells is too small and what is needed.
	TooSmall func(width, height int) string
}

// Pane is the headings of the panes.
type Pane struct {
	Tree, List, Reader string
}

// Place is the names of the places in the tree that are no region and no zone.
type Place struct {
	All, Unread, Starred, Today string
	Regions, Sources            string // headings
	Nowhere                     string // articles of no region and no zone
	NoSources                   string

	Arranged func(PlaceOrder, feed.ZoneLevel, ZoneGroup) string // which zones the tree shows, and in which order
}

// Field is the labels of what an article has.
type Field struct {
	Published, Origin, Zone, Region string
	Previous, Next                  string // neighbours in the list being read
	SitePrevious, SiteNext          string // neighbours in the site's own order
	Attachments, Address, Related   string
	FromAddress                     string // behind a date that was read from the address
	NoDate                          string
	Unread, Read, Starred           string // marks in words
}

// List is what the list says about itself.
type List struct {
	Nothing       string // no article here
	NothingFound  string
	NothingUnread string
	Loading       string
	Position      func(at, total int) string
	Total         func(unread, total int) string
	UnreadCount   func(n int) string
	Filter        func(name string) string
	Search        func(text string) string
	Sort          func(feed.Sort) string
}

// Status is the sentences of the status line.
type Status struct {
	Loading        string
	Syncing        func(done, total, fresh int) string
	FailedCount    func(n int) string
	Synced         func(fresh, updated, failed int, took time.Duration) string
	SyncStopped    string
	SyncRunning    string
	SyncNothing    string
	SyncStopping   string
	NoSyncHere     string
	LastArticle    string
	FirstArticle   string
	NoMoreUnread   string
	NoArticle      string
	NoLink         string
	BadLink        string
	NotCached      string
	Opened         func(host string) string
	Copied         func(address string) string
	MarkedRead     string
	MarkedUnread   string
	Deleted        string
	Starred        string
	Unstarred      string
	AllRead        func(n int) string
	Assigned       func(zone string) string
	AssignedAll    func(zone string, n int) string
	Undone         func(what string) string
	NothingToUndo  string
	Filtered       func(name string) string
	FilterCleared  string
	NoFilter       string
	NoZone         string
	NoSource       string
	SourceAdded    func(name string) string
	SourceRemoved  func(name string) string
	SourceFailing  func(name, failure string, since, next time.Time) string
	NoEffect       func(key string) string
	PasteIgnored   string
	Finding        func(text string, at, total int) string
	NotFound       func(text string) string
	NoLinks        string
	NoExportFolder string
	Exported       func(n int, path string) string
	Piped          func(command string) string
	NoSuchLink     func(number string) string
	Failed         func(what, why string) string
	Quitting       string
	MoreFailing    func(n int) string // behind SourceFailing
	NoSourceHere   string
	PlacesMarked   func(n int) string
	NotJoined      string // a place that cannot be shown together with others
	ViewSaved      func(name string) string
	ViewRemoved    func(name string) string
	NoView         string
}

// Prompt is the questions of the bottom line.
type Prompt struct {
	Search, AddSource             string
	SearchHint, AddHint           string
	Find, FindHint                string
	Pipe, PipeHint, Exporting     string
	Piping                        func(command string) string
	Export                        func(folder string) string
	AllInList                     func(n int) string
	FoundAt                       func(at, total int) string // which of the matches in the article
	BadAddress                    string
	PasswordInAddress             string
	RemoveSource                  func(name string) string
	RemoveView                    func(name string) string
	NothingToSave                 string
	NameMissing, NameTaken        string
	Yes, No, ThisArticle          string
	AllOfLabel, AllOfSource       func(name string) string
	NoAnswer                      func(key string) string
	Moves                         func(n int) string // behind an answer: how many articles it moves
	Saving, ReadingCache, Syncing string             // what failed, in Status.Failed
	OpeningLink, CopyLink         string
}

// Picker is the texts of the zone picker.
type Picker struct {
	Jump, Assign string // headings
	Hint         string
	Nothing      func(typed string) string
	Shown        func(n int) string
	Marked       func(n int) string
	Unread       func(n int) string
}

// Link is the list of where an article leads.
type Link struct {
	Title, Hint string
	Really      func(host string) string // before an address that looks as if it led elsewhere
}

// Card is the labels of a source's contact card.
type Card struct {
	Phone, Fax, Mail, Address, Copyright, Site string
	Nothing                                    string

	State, Seen, Moved, Since, NextTry string // of a source that is not well
}

// Empty is the screen of a cache that holds nothing.
type Empty struct {
	Title, NoSources, NoArticles string
	Demo, Add, Sync, Help, Quit  string
	Syncing                      string
}

// Help is the headings of the help screen.
type Help struct {
	Title, Hint                               string
	Moving, Reading, Marking, Finding, Source string
	Program                                   string
	Only                                      func(long string, tree, list, reader bool) string // what a key does in some panes alone
}

// Key is what a key does: in a word for the footer, in a line for help.
type Key struct {
	Short, Long string
}

// Keys is what each action of the key map does.
type Keys struct {
	Up, Down, PageUp, PageDown, HalfUp, HalfDown, Top, Bottom Key
	Left, Right, PaneLeft, PaneRight, NextPane, PreviousPane  Key
	Open, Back, Fold, FoldAll                                 Key
	TreeOrder, ZoneLevel, ZoneType, MarkPlace, Rename         Key
	KeepQuery, Rules                                          Key
	ReadAbove, ReadBelow, Pick, Range, UnreadOnly             Key
	Next, Previous, NextUnread, PreviousUnread, ReadOn        Key
	SiteNext, SitePrevious, Zen                               Key
	ToggleRead, ToggleStar, MarkAllRead, AssignZone           Key
	Delete, Undo                                              Key
	PickZone, KeepFilter, ClearFilter, Search, Find, Sort     Key
	Sync, SyncAll, StopSync, AddSource, RemoveSource          Key
	Links, OpenLink, Card, Pictures, Export, Pipe             Key
	Browse, Copy, Help, Quit                                  Key
}

// KeyNames is the names of the keys that have no letter.
type KeyNames struct {
	Space, Enter, Escape, Tab, ShiftTab, PageUp, PageDown, Home, End, Up, Down, Left, Right string
}

// panesNamed joins the names of those of tree, list and reader that are asked for.
func panesNamed(separator string, names [3]string, asked ...bool) string {
	text := ""
	for i, name := range names {
		if asked[i] && text != "" {
			text += separator
		}
		if asked[i] {
			text += name
		}
	}
	return text
}
