package tui

import (
	"zonewire/feed"
)

// list is the pane of headlines: a window into the articles of a view.
type list struct {
	look          *look
	width, height int
	view          view
	win           window
	cursor        int // index in win.rows
	offset        int // index in win.rows of the first line shown
	unread, total int // of the whole view, -1 when not known
	touched       map[feed.ArticleID]bool
	loaded        bool                   // the first page of this view came
	zones         map[feed.ZoneID]string // English names of zones, nil where the language does not ask for them
	sources       map[feed.SourceID]string
	grouped       bool // rows have headings
	picks         picks
	failure       string // why the source that is shown fails, "" when it does not
}

func newList(k *look) list {
	return list{look: k, unread: -1, total: -1, touched: map[feed.ArticleID]bool{}}
}

// SetSize gives the pane its size in cells.
func (l *list) SetSize(width, height int) {
	l.width, l.height = width, height
	l.follow()
}

// show turns to another view. The rows of the old one are drawn until the first page of the new one is taken, but
// none of them can be selected.
func (l *list) show(v view) {
	l.view, l.loaded = v, false
	l.picks = picks{}
	l.failure = ""
	l.unread, l.total = -1, -1
	l.touched = map[feed.ArticleID]bool{}
}

// take puts a page that was asked for into the window.
func (l *list) take(p pageLoaded) {
	asked := p.query.Limit
	switch p.kind {
	case firstPage:
		l.win.replaceFromTop(p.rows, asked)
		l.cursor, l.offset = 0, 0
	case lastPage:
		l.win.replaceFromEnd(p.rows, asked)
		l.cursor = len(l.win.rows) - 1
	case pageAround:
		l.win.replaceAround(p.before, p.at, p.rows, asked)
		l.cursor = len(p.before)
		l.offset = l.cursor - l.height/2
	case pageBefore:
		added := l.win.prepend(p.rows, asked)
		l.cursor, l.offset = l.cursor+added, l.offset+added
	case pageAfter:
		dropped := l.win.append(p.rows, asked)
		l.cursor, l.offset = l.cursor-dropped, l.offset-dropped
	case freshRows:
		l.refresh(p)
	}
	l.loaded = true
	if p.kind == firstPage || p.kind == lastPage || p.kind == pageAround {
		l.decideGroups()
	}
	l.follow()
}

// selected is the headline under the cursor.
func (l *list) selected() (feed.Headline, bool) { return l.neighbour(0) }

// neighbour is the headline n lines from the cursor.
func (l *list) neighbour(n int) (feed.Headline, bool) {
	if at := l.cursor + n; l.loaded && at >= 0 && at < len(l.win.rows) {
		return l.win.rows[at], true
	}
	return feed.Headline{}, false
}

// unreadFrom is how many lines from the cursor the next unread headline stands, going by way (1 or -1); ok is false
// when there is none in the window.
func (l *list) unreadFrom(way int) (n int, ok bool) {
	for n = way; ; n += way {
		h, in := l.neighbour(n)
		if !in {
			return 0, false
		}
		if !h.Status.Read {
			return n, true
		}
	}
}

// atEdge reports whether no more rows can come in the direction of way.
func (l *list) atEdge(way int) bool {
	if way > 0 {
		return l.win.end
	}
	return l.win.top
}

// selectArticle puts the cursor on an article and reports whether it is in the window.
func (l *list) selectArticle(id feed.ArticleID) bool {
	i := l.win.index(id)
	if i < 0 {
		return false
	}
	l.cursor = i
	l.follow()
	return true
}

// follow scrolls so that the cursor is shown.
func (l *list) follow() {
	l.cursor = max(0, min(l.cursor, len(l.win.rows)-1))
	if len(l.win.rows) == 0 || l.height == 0 {
		l.offset = 0
		return
	}
	l.offset = max(min(l.offset, l.cursor), l.lowestOffset(l.cursor))
	l.offset = min(l.offset, l.lowestOffset(len(l.win.rows)-1))
}

// Update moves the cursor. It returns actionSelect when another headline is under it.
func (l *list) Update(a Action) Action {
	switch a {
	case ActionUp:
		return l.step(-1)
	case ActionDown:
		return l.step(1)
	case ActionPageUp:
		return l.step(-l.page())
	case ActionPageDown:
		return l.step(l.page())
	case ActionHalfUp:
		return l.step(-l.page() / 2)
	case ActionHalfDown:
		return l.step(l.page() / 2)
	case ActionTop:
		if !l.win.top {
			return actionFirstPage
		}
		return l.step(-len(l.win.rows))
	case ActionBottom:
		if !l.win.end {
			return actionLastPage
		}
		return l.step(len(l.win.rows))
	case ActionLeft:
		return ActionPaneLeft
	case ActionRight:
		return ActionPaneRight
	}
	return actionNone
}

// step moves the cursor by n lines.
func (l *list) step(n int) Action {
	to := max(0, min(l.cursor+n, len(l.win.rows)-1))
	if to == l.cursor {
		return actionNone
	}
	if l.picks.ranging {
		l.stretch(l.cursor, to)
	}
	l.cursor = to
	l.follow()
	return actionSelect
}

// wants is the pages that should be asked for, given where the cursor is: at most one in each direction.
func (l *list) wants() (before, after bool) {
	if !l.loaded || len(l.win.rows) == 0 {
		return false, false
	}
	return !l.win.top && l.cursor < margin, !l.win.end && l.cursor >= len(l.win.rows)-margin
}

// position is the cursor's place in the whole list, counted from 1; 0 when not known.
func (l *list) position() int {
	switch rows := len(l.win.rows); {
	case rows == 0:
		return 0
	case l.win.first >= 0:
		return l.win.first + l.cursor + 1
	case l.win.end && l.total >= rows:
		return l.total - rows + l.cursor + 1
	}
	return 0
}

// refresh takes the rows around the selected one as they are now. The selection stays on its article, even when the
// query no longer finds it, and the article on its line of the screen; at the top of the list new rows push it down
// so that they are seen.
func (l *list) refresh(p pageLoaded) {
	line, atTop := l.cursor-l.offset, l.offset == 0
	selected, had := l.selected()
	rows := p.before
	if p.at.ID != 0 && !p.gone {
		rows = append(rows, p.at)
	}
	fresh := window{rows: append(rows, p.rows...), first: -1, end: len(p.rows) < p.query.Limit}
	if fresh.top = len(p.before) < p.query.Limit; fresh.top {
		fresh.first = 0
	}
	l.win.refresh(fresh, l.touched)
	if i := l.win.index(selected.ID); had && i >= 0 {
		l.cursor = i
	}
	l.cursor = min(l.cursor, max(0, len(l.win.rows)-1))
	l.offset = l.cursor - line
	if atTop && fresh.top {
		l.offset = 0
	}
}
