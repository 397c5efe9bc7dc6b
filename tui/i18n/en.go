package i18n

import (
	"fmt"
	"time"

	"zonewire/feed"
)

// english is the English texts.
func english() *Texts {
	return &Texts{
		Lang: English,
		Pane: Pane{Tree: "Places", List: "Articles", Reader: "Article"},
		Place: Place{
			All: "All", Unread: "Unread", Starred: "Starred", Today: "Today",
			Regions: "Regions", Sources: "Sources", Nowhere: "Unplaced", NoSources: "press a to add",
			Arranged: englishArranged,
		},
		Field: Field{
			Published: "Published", Origin: "Source", Zone: "Zone", Region: "Region",
			Previous: "Previous", Next: "Next", SitePrevious: "Site's previous", SiteNext: "Site's next",
			Attachments: "Files", Related: "Related", Address: "Original", FromAddress: "from the address", NoDate: "no date",
			Unread: "unread", Read: "read", Starred: "starred",
		},
		List: List{
			Nothing: "No articles here yet", NothingFound: "Nothing found", NothingUnread: "All read", Loading: "Loading…",
			Position:    func(at, total int) string { return fmt.Sprintf("%d/%d", at, total) },
			Total:       func(unread, total int) string { return fmt.Sprintf("%d unread · %d", unread, total) },
			UnreadCount: func(n int) string { return fmt.Sprintf("%d unread", n) },
			Filter:      func(name string) string { return "only " + name },
			Search:      func(text string) string { return "search " + text },
			Sort:        englishSort,
		},
		Status:  englishStatus(),
		Prompt:  englishPrompt(),
		Query:   englishQuery(),
		Picker:  englishPicker(),
		Rows:    englishRows(),
		Rules:   englishRules(),
		Offers:  englishOffers(),
		Carried: englishCarried(),
		Gallery: englishGallery(),
		Link:    Link{Title: "Links", Hint: "Enter opens · o browser · y copies · Esc back", Really: func(host string) string { return "! really " + host + ": " }},
		Card: Card{
			Phone: "Phone", Fax: "Fax", Mail: "Mail", Address: "Address", Copyright: "Copyright", Site: "Website",
			Nothing: "The pages of this source print no contact",
			State:   "State", Seen: "Seen", Moved: "Moved", Since: "Since", NextTry: "Next try",
		},
		Linear:      englishLinear(),
		Empty:       englishEmpty(),
		Help:        englishHelp(),
		Key:         englishKeys(),
		Name:        englishKeyNames(),
		Undone:      englishUndone,
		Failure:     englishFailure,
		FailureName: englishFailureName,
		Moved:       englishMoved,
		TooSmall: func(width, height int) string {
			return fmt.Sprintf("Window too small: needs %d×%d", width, height)
		},
	}
}

// englishUndone uses the names of package storage, which are English.
func englishUndone(what string, n int) string {
	if what == "assign zone" || what == "add rule" {
		return "zone of " + counted(n, "article", "articles")
	}
	if n <= 1 {
		return what
	}
	return fmt.Sprintf("%s (%d articles)", what, n)
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func englishSort(sort feed.Sort) string {
	switch sort {
	case feed.ByRelevance:
		return "by relevance"
	case feed.ByZone:
		return "by zone"
	case feed.BySource:
		return "by source"
	case feed.ByOldest:
		return "oldest first"
	}
	return "newest first"
}

func englishStatus() Status {
	return Status{
		Loading: "Loading…",
		Syncing: func(done, total, fresh int) string {
			return fmt.Sprintf("Syncing %d/%d · %d new", done, total, fresh)
		},
		FailedCount: func(n int) string { return fmt.Sprintf("%d failed", n) },
		Synced: func(fresh, updated, failed int, took time.Duration) string {
			s := fmt.Sprintf("Synced: %d new, %d updated", fresh, updated)
			if failed > 0 {
				s += fmt.Sprintf(", %d failed", failed)
			}
			return s + " in " + seconds(took) + " s"
		},
		SyncStopped:  "Sync stopped; the next one goes on from here",
		SyncRunning:  "A sync is running; S stops it",
		SyncNothing:  "No sync is running",
		SyncStopping: "Stopping the sync…",
		NoSyncHere:   "No sources yet; press a to add one",
		LastArticle:  "This is the last article",
		FirstArticle: "This is the first article",
		NoMoreUnread: "Nothing more unread",
		NoArticle:    "No article selected",
		NoLink:       "This article has no link",
		BadLink:      "Only http and https links are opened",
		NotCached:    "That article has not been fetched yet",
		Opened:       func(host string) string { return "Opened in the browser: " + host },
		Copied:       func(address string) string { return "Copied " + address },
		MarkedRead:   "Marked read",
		MarkedUnread: "Marked unread",
		Deleted:      "Deleted; u brings it back",
		Starred:      "Starred",
		Unstarred:    "Star removed",
		AllRead:      func(n int) string { return fmt.Sprintf("%d marked read; u takes it back", n) },
		Assigned:     func(zone string) string { return "Assigned to " + zone },
		AssignedAll:  func(zone string, n int) string { return fmt.Sprintf("%d assigned to %s, and all to come", n, zone) },
		Undone:       func(what string) string { return "Undone: " + what },

		NothingToUndo: "Nothing to undo",
		Filtered:      func(name string) string { return "Only " + name + "; F shows all again" },
		FilterCleared: "Filter cleared",
		NoFilter:      "No filter is set",
		NoSource:      "Select a source first",
		NoZone:        "There is no zone here to filter by",
		SourceAdded:   func(name string) string { return "Added " + name + ", syncing" },
		SourceRemoved: func(name string) string { return "Removed " + name + "; its articles stay" },
		SourceFailing: func(name, failure string, since, next time.Time) string {
			return name + ": " + failure + day(" · since ", since) + day(" · next try ", next)
		},
		MoreFailing:  func(n int) string { return "; " + counted(n, "more source fails", "more sources fail") },
		NoSourceHere: "No source belongs here; R syncs all",
		PlacesMarked: func(n int) string { return counted(n, "place", "places") + " in one list; Esc ends that" },
		NotJoined:    "This cannot be shown together with others",
		ViewSaved:    func(name string) string { return "Saved as " + name },
		ViewRemoved:  func(name string) string { return "Removed the view " + name },
		NoView:       "Select a saved view first",
		NoEffect:     func(key string) string { return key + " does nothing here; ? lists all keys" },
		Finding: func(text string, at, total int) string {
			return fmt.Sprintf("“%s” %d of %d · n/N next, previous · Esc ends", text, at, total)
		},
		NoExportFolder: "No folder is set up for exports",
		Exported: func(n int, path string) string {
			if n == 1 {
				return "Exported " + path
			}
			return fmt.Sprintf("Exported %d articles to %s", n, path)
		},
		Piped:        func(command string) string { return "Done: " + command },
		NoLinks:      "This article leads nowhere",
		NoSuchLink:   func(number string) string { return "There is no link " + number },
		NotFound:     func(text string) string { return "“" + text + "” is not in this article" },
		PasteIgnored: "Pasted text was not used; press / first to search",
		Failed:       func(what, why string) string { return what + " failed: " + why },
		Quitting:     "Quitting…",
	}
}

func englishPrompt() Prompt {
	return Prompt{
		Search: "Search", AddSource: "Source address",
		SearchHint: "Ctrl-S saves a view or rule · Tab completes · Enter keeps · Esc cancels", AddHint: "a news column or a feed · Enter adds · Esc cancels",
		Pipe: "Pipe to", PipeHint: "a command that takes Markdown · Enter runs it · Esc cancels", Exporting: "Exporting",
		Piping:    func(command string) string { return "“" + command + "”" },
		Export:    func(folder string) string { return "Export to " + folder },
		AllInList: func(n int) string { return fmt.Sprintf("all %d as", n) },
		Find:      "Find here", FindHint: "characters or pinyin · Enter keeps · Esc ends",
		FoundAt:           func(at, total int) string { return fmt.Sprintf("match %d of %d", at, total) },
		BadAddress:        "Type an address that begins with http:// or https://",
		PasswordInAddress: "No password in the address; then: zonewire sources set NAME --login USER --keyring",
		RemoveSource: func(name string) string {
			return "Remove the source " + name + "? Its articles stay"
		},
		RemoveView: func(name string) string {
			return "Remove the view " + name + "? Its articles stay"
		},
		NothingToSave: "Type what to search for first", NameMissing: "Type a name", NameTaken: "That name is taken",
		Yes: "yes", No: "no", ThisArticle: "this article",
		AllOfLabel:  func(label string) string { return "all labelled “" + label + "”" },
		AllOfSource: func(name string) string { return "all of " + name },
		NoAnswer:    func(key string) string { return key + " does nothing here" },
		Moves:       func(n int) string { return fmt.Sprintf(" (%d)", n) },
		Saving:      "Saving", ReadingCache: "Reading the cache", Syncing: "The sync",
		OpeningLink: "Opening the link", CopyLink: "Copying the link",
	}
}

func englishPicker() Picker {
	return Picker{
		Jump: "Jump to", Assign: "Assign to",
		Hint:    "pinyin, initials or characters · Enter picks · Tab marks · Esc back",
		Nothing: func(typed string) string { return "No place matches “" + typed + "”" },
		Shown:   func(n int) string { return counted(n, "place", "places") },
		Marked:  func(n int) string { return fmt.Sprintf("%d marked", n) },
		Unread:  func(n int) string { return fmt.Sprintf("%d unread", n) },
	}
}

func englishEmpty() Empty {
	return Empty{
		Title:      "News of China's development zones, in your terminal, on your disk",
		NoSources:  "There are no sources and no articles yet.",
		NoArticles: "There are sources, but no articles yet.",
		Demo:       "quit, then run zonewire demo to try the built-in site",
		Add:        "add a source: the address of a news column or feed",
		Sync:       "sync all sources",
		Help:       "all keys",
		Quit:       "quit",
		Syncing:    "Fetching the first articles…",
	}
}

func englishHelp() Help {
	return Help{
		Title: "Keys", Hint: "j/k scroll · Esc back",
		Moving: "Moving", Reading: "Reading", Marking: "Marking", Finding: "Finding", Source: "Sources and sync",
		Program: "Program",
		Only: func(long string, tree, list, reader bool) string {
			return long + " (" + panesNamed(", ", [3]string{"tree", "list", "reader"}, tree, list, reader) + ")"
		},
	}
}

func englishKeys() Keys {
	return Keys{
		Up:             Key{"up", "one line up"},
		Down:           Key{"down", "one line down"},
		PageUp:         Key{"page up", "one page up"},
		PageDown:       Key{"page down", "one page down"},
		HalfUp:         Key{"half up", "half a page up"},
		HalfDown:       Key{"half down", "half a page down"},
		Top:            Key{"top", "to the start"},
		Bottom:         Key{"end", "to the end"},
		Left:           Key{"fold", "fold; wide code back; the pane to the left"},
		Right:          Key{"unfold", "unfold; wide code on; the pane to the right"},
		PaneLeft:       Key{"left", "the pane to the left"},
		PaneRight:      Key{"right", "the pane to the right"},
		NextPane:       Key{"pane", "the next pane"},
		PreviousPane:   Key{"pane", "the pane before"},
		Open:           Key{"open", "open"},
		Back:           Key{"back", "back; ends a search"},
		Fold:           Key{"fold", "fold or unfold this level"},
		FoldAll:        Key{"fold all", "fold or unfold everything"},
		ReadAbove:      Key{"above", "mark all above the cursor read"},
		ReadBelow:      Key{"below", "mark all below the cursor read"},
		Pick:           Key{"pick", "pick the article, to mark several at once"},
		Range:          Key{"range", "begin or end picking a range"},
		UnreadOnly:     Key{"unread", "hide what is read, or show it again"},
		TreeOrder:      Key{"order", "order of places: province, unread first, most unread, pinyin"},
		ZoneLevel:      Key{"level", "only national zones, provincial ones, or all"},
		ZoneType:       Key{"type", "only ETDZ, HIDZ, bonded or other zones, or all"},
		MarkPlace:      Key{"join", "mark places to be shown as one list"},
		Rename:         Key{"rename", "rename the saved view"},
		KeepQuery:      Key{"keep", "keep the search or place as a view, or as a rule to watch, mark read or mute"},
		Rules:          Key{"rules", "views and rules: name, query, kind, delete"},
		Next:           Key{"next", "next article"},
		Previous:       Key{"previous", "previous article"},
		NextUnread:     Key{"unread", "next unread article"},
		PreviousUnread: Key{"unread", "previous unread article"},
		ReadOn:         Key{"read on", "page on; at the end, the next unread"},
		SiteNext:       Key{"next", "the site's own next article"},
		SitePrevious:   Key{"previous", "the site's own previous article"},
		Zen:            Key{"zen", "the article alone, or all panes again"},
		ToggleRead:     Key{"read", "mark read or unread"},
		ToggleStar:     Key{"star", "star or unstar"},
		MarkAllRead:    Key{"all read", "mark everything here read"},
		AssignZone:     Key{"assign", "give the article another zone"},
		Delete:         Key{"delete", "delete the article for good"},
		Undo:           Key{"undo", "take back the last step"},
		PickZone:       Key{"jump", "jump to a zone by pinyin or initials"},
		KeepFilter:     Key{"filter", "keep this zone as a filter while moving on"},
		ClearFilter:    Key{"no filter", "clear the filter"},
		Search:         Key{"search", "search all articles"},
		Find:           Key{"find", "find in the article; then n and N go among the matches"},
		Sort:           Key{"sort", "newest first, oldest first, by zone, by source"},
		Sync:           Key{"sync", "sync this source or region"},
		SyncAll:        Key{"sync all", "sync all sources"},
		StopSync:       Key{"stop", "stop the sync"},
		AddSource:      Key{"add", "add a source"},
		RemoveSource:   Key{"remove", "remove the selected source or view"},
		Links:          Key{"links", "the links, pictures and files of the article: open or copy"},
		OpenLink:       Key{"link", "open the link of that number"},
		Pictures:       Key{"pictures", "the article's pictures, each on the whole screen"},
		Card:           Key{"source", "how the source is and why; its contact: phone, fax, mail, copyright"},
		Browse:         Key{"browser", "open the original in the browser"},
		Copy:           Key{"copy", "copy the link"},
		Export:         Key{"export", "export the article, the picked ones or all of the list, with pictures"},
		Pipe:           Key{"pipe", "pipe the article as Markdown to a command"},
		Help:           Key{"keys", "all keys"},
		Quit:           Key{"quit", "quit"},
	}
}

func englishKeyNames() KeyNames {
	return KeyNames{
		Space: "Space", Enter: "Enter", Escape: "Esc", Tab: "Tab", ShiftTab: "Shift+Tab", PageUp: "PgUp", PageDown: "PgDn",
		Home: "Home", End: "End", Up: "↑", Down: "↓", Left: "←", Right: "→",
	}
}
