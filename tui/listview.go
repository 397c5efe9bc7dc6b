package tui

import (
	"strings"
	"time"

	"zonewire/feed"
)

// listColumns is the widths of the list's columns in cells; 0 is a column that is not shown.
type listColumns struct {
	mark, date, title, zone, origin int
}

// columns shares a width out: the mark and the title always, then the date, the zone and the origin as they fit. In a
// zone's own list the zone is not repeated.
func (l *list) columns() listColumns {
	c := listColumns{mark: 1 + markCells + 1}
	left := l.width - c.mark - 1
	switch {
	case l.headings() && (l.view.sort == feed.ByDate || l.view.sort == feed.ByOldest): // the headings say it
	case left >= 56:
		c.date = len("2006-01-02")
	case left >= 24:
		c.date = len("01-02")
	}
	if c.date > 0 {
		left -= c.date + 1
	}
	if l.view.place.Kind != zonePlace && left >= 44 {
		c.zone = min(max(left/4, 12), 24)
		if l.zones != nil { // two spellings need more room
			c.zone = min(max(left/3, 12), 36)
		}
		left -= c.zone + 1
	}
	if left >= 64 {
		c.origin = min(left/4, 24)
		left -= c.origin + 1
	}
	c.title = max(0, left)
	return c
}

// View is the pane's lines.
func (l *list) View(focused bool, now time.Time) []string {
	if len(l.win.rows) == 0 {
		return l.emptyView()
	}
	c := l.columns()
	lines := make([]string, 0, l.height)
	for i := max(0, l.offset); i < len(l.win.rows) && len(lines) < l.height; i++ {
		h := &l.win.rows[i]
		if l.headings() && (i == l.offset || l.headed(i)) {
			lines = append(lines, l.heading(h, now))
		}
		lines = append(lines, l.line(h, c, i == l.cursor, focused, now))
		if l.rowLines(i) > 1 {
			lines = append(lines, l.snippet(h, i == l.cursor, focused))
		}
	}
	return fill(lines, l.width, l.height)
}

// emptyView says why there is nothing.
func (l *list) emptyView() []string {
	t := l.look.texts.List
	say := t.Nothing
	switch {
	case !l.loaded:
		say = t.Loading
	case l.view.search != nil:
		say = t.NothingFound
	case l.view.place.Kind == unreadPlace:
		say = t.NothingUnread
	}
	style := l.look.muted
	if l.failure != "" && l.loaded {
		say, style = l.failure, l.look.failure
	}
	lines := []string{blank(l.width)}
	for _, line := range l.look.measure.Break(say, max(1, l.width-4)) {
		lines = append(lines, "  "+l.look.measure.Pad(style.on(line), l.width-2))
	}
	return fill(lines, l.width, l.height)
}

// line draws one headline.
func (l *list) line(h *feed.Headline, c listColumns, selected, focused bool, now time.Time) string {
	k := l.look
	cursor, mark := k.cursorMark(selected, focused), k.mark(h.Status)
	date := ""
	if c.date > 0 {
		date = k.measure.Pad(k.shortDate(h.Published, c.date, now), c.date) + " "
	}
	gap := " "
	switch {
	case h.Watched && h.Status.Starred:
		gap = k.glyph.watched
	case h.Watched:
		mark = mark[:len(mark)-1] + k.glyph.watched // in the place of the star
	}
	if _, picked := l.picks.of[h.ID]; picked {
		gap = k.glyph.picked
	}
	signs := l.signs(h, c)
	title := k.measure.Pad(h.Title, max(0, c.title-k.measure.Width(signs)))
	var zone, origin string
	if c.zone > 0 {
		name := l.zoneName(h)
		if english := l.zones[h.Zone]; english != "" && k.measure.Width(name) > c.zone {
			name = english
		}
		zone = " " + k.measure.Pad(name, c.zone)
	}
	if c.origin > 0 {
		origin = " " + k.measure.Pad(h.Origin, c.origin)
	}
	if selected {
		row := k.row(focused)
		return row.on(cursor+mark+gap+date) + k.foundAs(title, l.view.search, row, k.matchCurrent) + row.on(signs+zone+origin+" ")
	}
	style := k.readTitle
	switch {
	case h.Watched && h.Status.Read:
		style = k.watchedRead
	case h.Watched:
		style = k.watched
	case !h.Status.Read:
		style = k.strong
	}
	var b strings.Builder
	b.WriteString(cursor)
	b.WriteString(k.markStyle(h.Status).on(mark + gap))
	b.WriteString(k.muted.on(date))
	b.WriteString(k.found(title, l.view.search, style))
	b.WriteString(k.muted.on(signs))
	b.WriteString(k.zone.on(zone))
	b.WriteString(k.muted.on(origin))
	b.WriteByte(' ')
	return b.String()
}

// shortDate is a date for a column of width cells: the whole date, or month and day in this year and the year before.
func (k *look) shortDate(p feed.Published, width int, now time.Time) string {
	day := k.calendar.day(p)
	switch {
	case day == "" || width >= len(day):
		return day
	case k.calendar.time(p).Year() == now.Year():
		return day[len("2006-"):]
	}
	return " " + day[:len("2006")]
}
