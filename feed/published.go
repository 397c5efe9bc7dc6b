package feed

import "time"

// Exactness says how precisely, and how reliably, a publication time is known.
type Exactness int

// From worst to best. FromAddress is a day read out of the article's URL because the page shows none.
const (
	NoDate Exactness = iota
	FromAddress
	ToDay
	ToMinute
)

// Published is the time an article was published, in Beijing time, with how exact it is. The zero value is "not
// known".
type Published struct {
	Time  time.Time
	Exact Exactness
}

// Beijing is the one time zone of Chinese news: UTC+8 without summer time since 1992.
func Beijing() *time.Location { return time.FixedZone("CST", 8*60*60) }

// PublishedOn returns a day-exact date.
func PublishedOn(year int, month time.Month, day int) Published {
	return Published{Time: time.Date(year, month, day, 0, 0, 0, 0, Beijing()), Exact: ToDay}
}

// IsZero reports whether no date is known.
func (p Published) IsZero() bool { return p.Exact == NoDate }

// Day is the date as YYYY-MM-DD in Beijing time, or "".
func (p Published) Day() string {
	if p.IsZero() {
		return ""
	}
	return p.Time.In(Beijing()).Format(time.DateOnly)
}

// String is YYYY-MM-DD for a date known to the day, RFC 3339 for one known to the minute, "" for none.
func (p Published) String() string {
	if p.Exact == ToMinute {
		return p.Time.In(Beijing()).Format(time.RFC3339)
	}
	return p.Day()
}

// Before reports whether p is known to be earlier than other: by day, and within a day by the minute where both have
// it. A known date is earlier than none.
func (p Published) Before(other Published) bool {
	switch {
	case p.IsZero() || other.IsZero():
		return !p.IsZero() && other.IsZero()
	case p.Exact == ToMinute && other.Exact == ToMinute:
		return p.Time.Before(other.Time)
	}
	return p.Day() < other.Day()
}
