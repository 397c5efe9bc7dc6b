package tui

import (
	"zonewire/feed"
)

// Sizes of the list's window in headlines. A page is what one query brings; the window never grows beyond maxRows, so
// that a list of a million articles takes no more memory than one of a thousand. Within margin rows of an end the
// next page is asked for: a held Page Down moves 50 rows in a frame, so there are three frames for the query.
const (
	pageRows = 200
	maxRows  = 800
	margin   = 150
)

// searchRows is the first page of a search: as many as a tall screen shows, for a snippet is cut for each of them while
// the person types. The next pages are as long as all.
const searchRows = 60

// window is the part of a list that is in memory.
type window struct {
	rows  []feed.Headline
	first int  // index of rows[0] in the whole list, -1 when not known
	top   bool // rows[0] is the list's first
	end   bool // the last row is the list's last
}

// index is the place in rows of an article, -1 when it is not there.
func (w *window) index(id feed.ArticleID) int {
	for i := range w.rows {
		if w.rows[i].ID == id {
			return i
		}
	}
	return -1
}

// replaceFromTop sets the window to the first page.
func (w *window) replaceFromTop(rows []feed.Headline, asked int) {
	*w = window{rows: rows, top: true, end: len(rows) < asked}
}

// replaceFromEnd sets the window to the last page.
func (w *window) replaceFromEnd(rows []feed.Headline, asked int) {
	*w = window{rows: rows, first: -1, end: true, top: len(rows) < asked}
	if w.top {
		w.first = 0
	}
}

// replaceAround sets the window to an article between the pages before and after it.
func (w *window) replaceAround(before []feed.Headline, at feed.Headline, after []feed.Headline, asked int) {
	rows := make([]feed.Headline, 0, len(before)+1+len(after))
	rows = append(append(append(rows, before...), at), after...)
	*w = window{rows: rows, first: -1, top: len(before) < asked, end: len(after) < asked}
	if w.top {
		w.first = 0
	}
}

// append adds the page behind the window and returns how many rows were dropped from its front.
func (w *window) append(rows []feed.Headline, asked int) (dropped int) {
	w.rows = append(w.rows, rows...)
	w.end = len(rows) < asked
	if dropped = len(w.rows) - maxRows; dropped <= 0 {
		return 0
	}
	w.rows = append(make([]feed.Headline, 0, maxRows+pageRows), w.rows[dropped:]...)
	w.top = false
	if w.first >= 0 {
		w.first += dropped
	}
	return dropped
}

// prepend adds the page before the window and returns how many rows stand before the old first one.
func (w *window) prepend(rows []feed.Headline, asked int) (added int) {
	all := make([]feed.Headline, 0, maxRows+pageRows)
	w.rows = append(append(all, rows...), w.rows...)
	w.top = len(rows) < asked
	if len(w.rows) > maxRows {
		w.rows = w.rows[:maxRows]
		w.end = false
	}
	switch {
	case w.top:
		w.first = 0
	case w.first >= len(rows):
		w.first -= len(rows)
	default:
		w.first = -1
	}
	return len(rows)
}

// refresh takes the rows that storage now has in place of the window's. Rows that keep holds stay where they were
// even when the query no longer finds them: an article that was just read does not vanish from the unread ones under
// the reader's eyes.
func (w *window) refresh(fresh window, keep map[feed.ArticleID]bool) {
	present := make(map[feed.ArticleID]bool, len(fresh.rows))
	for i := range fresh.rows {
		present[fresh.rows[i].ID] = true
	}
	behind := map[feed.ArticleID][]feed.Headline{} // kept rows, by the row that they stand behind; 0 is the start
	var last feed.ArticleID
	for _, row := range w.rows {
		switch {
		case present[row.ID]:
			last = row.ID
		case keep[row.ID]:
			behind[last] = append(behind[last], row)
		}
	}
	rows := make([]feed.Headline, 0, len(fresh.rows)+len(keep))
	rows = append(rows, behind[0]...)
	for _, row := range fresh.rows {
		rows = append(rows, row)
		rows = append(rows, behind[row.ID]...)
	}
	*w = fresh
	w.rows = rows
}

// setStatus changes the status of an article in the window.
func (w *window) setStatus(id feed.ArticleID, s feed.Status) {
	if i := w.index(id); i >= 0 {
		w.rows[i].Status = s
	}
}
