package tui

import (
	"time"

	"zonewire/feed"
)

// calendar tells days and hours in one time zone. Its zero value is that of Beijing.
type calendar struct{ zone *time.Location }

func (c calendar) location() *time.Location {
	if c.zone == nil {
		return feed.Beijing()
	}
	return c.zone
}

// time is when an article was published, by this calendar. A day without an hour is the one that the page prints,
// wherever it is read; so is midnight, which many sites print for no hour.
func (c calendar) time(p feed.Published) time.Time {
	t := p.Time.In(feed.Beijing())
	if p.Exact != feed.ToMinute || t.Hour() == 0 && t.Minute() == 0 {
		return t
	}
	return t.In(c.location())
}

// day is an article's day as YYYY-MM-DD, "" for none.
func (c calendar) day(p feed.Published) string {
	if p.IsZero() {
		return ""
	}
	return c.time(p).Format(time.DateOnly)
}

// minute is when an article was published, with its zone where that is not Beijing's; to be used where it is known to
// the minute.
func (c calendar) minute(p feed.Published) string {
	t := c.time(p)
	if _, offset := t.Zone(); offset == beijingOffset {
		return t.Format("2006-01-02 15:04")
	}
	return t.Format("2006-01-02 15:04 MST")
}

// beijingOffset is Beijing's distance from UTC in seconds.
const beijingOffset = 8 * 60 * 60

// onDayOf is the condition on articles of the day of now, by now's time zone.
func onDayOf(now time.Time) feed.Expr {
	year, month, day := now.Date()
	from := time.Date(year, month, day, 0, 0, 0, 0, now.Location())
	until := time.Date(year, month, day+1, 0, 0, 0, 0, now.Location())
	printed := func(plus int) feed.Between {
		midnight := time.Date(year, month, day+plus, 0, 0, 0, 0, feed.Beijing())
		return feed.Between{From: midnight, Until: midnight.Add(time.Second)}
	}
	if from.Equal(printed(0).From) {
		return feed.Between{From: from, Until: until}
	}
	within := feed.And{feed.Between{From: from, Until: until}}
	for _, plus := range []int{-1, 1} {
		if at := printed(plus); !at.From.Before(from) && at.From.Before(until) {
			within = append(within, feed.Not{Of: at})
		}
	}
	return feed.Or{within, printed(0)}
}

// daysBetween is how many days of the calendar lie between two moments, each by its own time zone.
func daysBetween(a, b time.Time) int {
	return int(date(b).Sub(date(a)).Hours() / 24)
}

// date is the day of a moment, as midnight in UTC.
func date(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
