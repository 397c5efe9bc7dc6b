package tui

import (
	"strings"
	"time"

	"zonewire/feed"
)

// Headings stand in lists of leastGroupedHeight lines or more whose groups have leastPerGroup rows at the mean: where
// almost every row would have its own, a date column says the same in less room.
const (
	leastGroupedHeight = 8
	leastPerGroup      = 3
)

// group is what the rows below one heading have in common: the day, the zone or the source; the order says which.
func (l *list) group(h *feed.Headline) string {
	switch l.view.sort {
	case feed.ByZone:
		if h.ZoneName != "" {
			return h.ZoneName
		}
		return l.look.regionName(h.Region)
	case feed.BySource:
		return l.sources[h.Source]
	}
	return l.look.calendar.day(h.Published)
}

// decideGroups settles whether the rows get headings, by those of the first page: it does not change while the list
// is being scrolled.
func (l *list) decideGroups() {
	groups, rows := 0, l.win.rows
	for i := range rows {
		if i == 0 || l.group(&rows[i]) != l.group(&rows[i-1]) {
			groups++
		}
	}
	l.grouped = l.view.sort != feed.ByRelevance && groups*leastPerGroup <= len(rows) && len(rows) > 0
}

// headed reports whether row i has a heading above it, other than as the first on the screen.
func (l *list) headed(i int) bool {
	return i == 0 || l.group(&l.win.rows[i]) != l.group(&l.win.rows[i-1])
}

// headings reports whether there is room for headings.
func (l *list) headings() bool { return l.grouped && l.height >= leastGroupedHeight }

// rowLines is how many lines row i takes without its heading: one more for the text around a search's first hit.
func (l *list) rowLines(i int) int {
	if l.height >= leastGroupedHeight && l.view.search != nil && l.win.rows[i].Snippet != "" {
		return 2
	}
	return 1
}

// lowestOffset is the first row from which row at is still wholly on the screen.
func (l *list) lowestOffset(at int) int {
	lines := l.rowLines(at)
	if l.headings() {
		lines++ // the heading that the first row on the screen always has
	}
	for at > 0 {
		lines += l.rowLines(at - 1)
		if l.headings() && l.headed(at) {
			lines++
		}
		if lines > l.height {
			return at
		}
		at--
	}
	return 0
}

// page is how many rows are wholly on the screen.
func (l *list) page() int {
	lines, n := 0, 0
	for i := l.offset; i < len(l.win.rows); i++ {
		if lines += l.rowLines(i); l.headings() && (i == l.offset || l.headed(i)) {
			lines++
		}
		if lines > l.height {
			break
		}
		n++
	}
	return max(1, n)
}

// rowAt is the row that is drawn on a line of the pane, false for headings and the room below the last row.
func (l *list) rowAt(line int) (int, bool) {
	at := 0
	for i := l.offset; i < len(l.win.rows); i++ {
		if l.headings() && (i == l.offset || l.headed(i)) {
			if at == line {
				return 0, false
			}
			at++
		}
		if at += l.rowLines(i); line < at {
			return i, true
		}
	}
	return 0, false
}

// heading draws what the rows below have in common.
func (l *list) heading(h *feed.Headline, now time.Time) string {
	k := l.look
	name := l.group(h)
	switch {
	case l.view.sort == feed.ByZone:
		name = l.zoneName(h)
	case l.view.sort == feed.BySource:
	case name == "":
		name = k.texts.Field.NoDate
	default:
		name = k.texts.Rows.Day(k.calendar.time(h.Published), daysBetween(k.calendar.time(h.Published), now))
	}
	label := k.measure.Truncate(" "+name+" ", l.width, "")
	rest := (l.width - k.measure.Width(label)) / k.measure.Width(k.glyph.horizontal)
	return k.measure.Pad(k.muted.on(label)+k.rule.on(strings.Repeat(k.glyph.horizontal, max(0, rest))), l.width)
}

// snippet draws the text around the first hit of a search.
func (l *list) snippet(h *feed.Headline, selected, focused bool) string {
	k := l.look
	indent := blank(2 + markCells)
	room := max(0, l.width-k.measure.Width(indent)-1)
	text := k.measure.Pad(k.measure.Truncate(h.Snippet, room, "…"), room)
	if selected {
		row := k.row(focused)
		return row.on(indent) + k.foundAs(text, l.view.search, row, k.matchCurrent) + row.on(" ")
	}
	return indent + k.found(text, l.view.search, k.muted) + " "
}

// signs are marks behind a title: it has pictures, several sources carry it.
func (l *list) signs(h *feed.Headline, c listColumns) string {
	t, signs := l.look.texts.Rows, ""
	if c.title < leastTitleWithSigns {
		return ""
	}
	if h.Pictures {
		signs += " " + t.Picture
	}
	if h.Carriers > 1 {
		signs += " " + t.Reprint(h.Carriers)
	}
	return signs
}

// leastTitleWithSigns is the width of a title column that has room for signs.
const leastTitleWithSigns = 24

// zoneName is the zone or else the region of an article, in English with its romanised name where both fit.
func (l *list) zoneName(h *feed.Headline) string {
	name := h.ZoneName
	if english := l.zones[h.Zone]; english != "" {
		name = english + " " + name
	}
	if name == "" {
		name = l.look.regionName(h.Region)
	}
	return name
}
