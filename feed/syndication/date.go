package syndication

import (
	"strconv"
	"strings"
	"time"

	"zonewire/feed"
)

var (
	// 2019-10-02T16:20:00+08:00, 2019/10/2 16:20, 2019年10月2日 下午4时20分
	yearFirstPattern = pattern(`^\D{0,12}?(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(.*)$`)
	// Wed, 02 Oct 2019 16:20:00 GMT
	dayFirstPattern = pattern(`^(?:[A-Za-z]{3,9}\.?,?\s*)?(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{2,4}),?(.*)$`)
	// Wed Oct 02 16:20:00 CST 2019, as Java prints it; October 2, 2019 4:20 PM
	monthFirstPattern = pattern(`^(?:[A-Za-z]{3,9}\.?,?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(.*?)\s*(\d{4})(.*)$`)
	// 20191002T162000Z and 20191002
	compactPattern = pattern(`^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(\D.*)?$`)
	// 10/02/2019 16:20, the month first unless it cannot be
	slashPattern  = pattern(`^(\d{1,2})/(\d{1,2})/(\d{4})(.*)$`)
	clockPattern  = pattern(`(?i)(上午|下午|晚上|中午|凌晨|am|pm)?\s*(\d{1,2})\s*[:：时点]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2}))?(?:[.,]\d+)?秒?\s*(am\b|pm\b)?\s*(.*)$`)
	offsetPattern = pattern(`([+-])(\d{1,2}):?(\d{2})?`)
	epochPattern  = pattern(`^(\d{10})(?:\d{3})?$`)
)

// published reads a date as feeds write it, against the time at which the feed was fetched. A time without a zone,
// and CST, is Beijing time; a midnight is a day. Dates before 1990 or more than two days after at are wrong and count
// as none. Beijing time that is declared as GMT, a common fault, gives itself away by lying ahead.
func published(s string, at time.Time) feed.Published {
	p, isUTC := parseDate(narrow(s))
	if p.IsZero() || p.Time.Year() < 1990 {
		return feed.Published{}
	}
	if at.IsZero() {
		return p
	}
	const ahead = 8 * time.Hour
	if isUTC && p.Time.After(at.Add(10*time.Minute)) && !p.Time.Add(-ahead).After(at) {
		p.Time = p.Time.Add(-ahead)
	}
	if p.Time.After(at.Add(48 * time.Hour)) {
		return feed.Published{}
	}
	return p
}

// narrow turns full-width digits and marks into ASCII and all white space into single spaces.
func narrow(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r > 0xff00 && r < 0xff5f {
			return r - 0xfee0
		}
		return r
	}, s)), " ")
}

// parseDate reads a date; isUTC is whether it says that its clock is Greenwich's.
func parseDate(s string) (p feed.Published, isUTC bool) {
	if m := epochPattern().FindStringSubmatch(s); m != nil {
		seconds, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil {
			return feed.Published{}, false
		}
		return feed.Published{Time: time.Unix(seconds, 0).In(feed.Beijing()), Exact: feed.ToMinute}, false
	}
	if m := yearFirstPattern().FindStringSubmatch(s); m != nil {
		return moment(number(m[1]), number(m[2]), number(m[3]), m[4])
	}
	if m := compactPattern().FindStringSubmatch(s); m != nil {
		clock := ""
		if m[4] != "" {
			clock = m[4] + ":" + m[5] + ":" + firstOf(m[6], "00") + m[7]
		}
		return moment(number(m[1]), number(m[2]), number(m[3]), clock)
	}
	if m := slashPattern().FindStringSubmatch(s); m != nil {
		month, day := number(m[1]), number(m[2])
		if month > 12 {
			month, day = day, month
		}
		return moment(number(m[3]), month, day, m[4])
	}
	if m := dayFirstPattern().FindStringSubmatch(s); m != nil {
		return moment(fullYear(number(m[3])), month(m[2]), number(m[1]), m[4])
	}
	if m := monthFirstPattern().FindStringSubmatch(s); m != nil {
		return moment(number(m[4]), month(m[1]), number(m[2]), m[3]+" "+m[5])
	}
	return feed.Published{}, false
}

// moment is a day with the clock time and the zone that rest may hold.
func moment(year, month, day int, rest string) (p feed.Published, isUTC bool) {
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return feed.Published{}, false
	}
	on := feed.PublishedOn(year, time.Month(month), day)
	m := clockPattern().FindStringSubmatch(rest)
	if m == nil || strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, "-") { // a zone alone
		return on, false
	}
	hour, minute, second := number(m[2]), number(m[3]), number(m[4])
	switch strings.ToLower(m[1] + m[5]) {
	case "下午", "晚上", "pm":
		if hour < 12 {
			hour += 12
		}
	case "am", "上午", "凌晨":
		if hour == 12 {
			hour = 0
		}
	}
	if hour > 24 || minute > 59 || second > 60 || hour+minute+second == 0 {
		return on, false
	}
	offset, isUTC := zoneOffset(m[6])
	t := time.Date(year, time.Month(month), day, hour, minute, second, 0, time.FixedZone("", offset))
	return feed.Published{Time: t.In(feed.Beijing()), Exact: feed.ToMinute}, isUTC
}

// zoneOffset is the offset from Greenwich, in seconds, of the zone at the start of s; Beijing's when there is none.
// CST is China's standard time here: Java prints it on servers in China.
func zoneOffset(s string) (seconds int, isUTC bool) {
	name := strings.ToUpper(strings.TrimSpace(s))
	if m := offsetPattern().FindStringSubmatch(name); m != nil {
		seconds = number(m[2])*3600 + number(m[3])*60
		if m[1] == "-" {
			seconds = -seconds
		}
		if seconds < -14*3600 || seconds > 14*3600 {
			return 8 * 3600, false
		}
		return seconds, seconds == 0
	}
	name, _, _ = strings.Cut(name, " ")
	switch strings.Trim(name, "()") {
	case "Z", "UT", "UTC", "GMT", "WET":
		return 0, true
	case "EDT":
		return -4 * 3600, false
	case "EST", "CDT":
		return -5 * 3600, false
	case "MDT":
		return -6 * 3600, false
	case "MST", "PDT":
		return -7 * 3600, false
	case "PST":
		return -8 * 3600, false
	case "CET", "BST":
		return 3600, false
	case "CEST", "EET":
		return 2 * 3600, false
	case "JST", "KST":
		return 9 * 3600, false
	}
	return 8 * 3600, false
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// month is the number of a month by the first three letters of its English name, 0 if it is none.
func month(name string) int {
	if len(name) < 3 {
		return 0
	}
	at := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(name[:3]))
	if at < 0 || at%3 != 0 {
		return 0
	}
	return at/3 + 1
}

// fullYear is a year of two digits by RFC 2822, section 4.3.
func fullYear(y int) int {
	switch {
	case y < 50:
		return 2000 + y
	case y < 1000:
		return 1900 + y
	}
	return y
}

// number is the value of digits that a pattern matched, 0 for none.
func number(digits string) int {
	n, _ := strconv.Atoi(digits) // at most four digits: it cannot fail but for ""
	return n
}
