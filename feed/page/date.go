package page

import (
	"strings"
	"time"
	"unicode/utf8"

	"zonewire/feed"
)

// dateForm says how a date was written, most reliable first.
type dateForm int

const (
	fullDate  dateForm = iota // year, month and day
	shortYear                 // 19-01-04
	relative                  // 昨天, 3小时前; needs the fetch time
	yearless                  // 10-02; the year that puts it last before the fetch time
)

// dateMatch is a date within a text.
type dateMatch struct {
	Published  feed.Published
	Start, End int // bytes of the text it was read from, with the clock time behind it
	Form       dateForm
}

// findDate is the first date in s that names its year, else the first of any form.
func findDate(s string, at time.Time) (dateMatch, bool) {
	found := findDates(s, at)
	for _, m := range found {
		if m.Form == fullDate {
			return m, true
		}
	}
	if len(found) > 0 {
		return found[0], true
	}
	return dateMatch{}, false
}

// findDates is every date in s, in order. Relative and yearless ones are read against at and left out when at is
// zero. Dates before 1990 or more than a year after at are taken for something else.
func findDates(s string, at time.Time) []dateMatch {
	var found []dateMatch
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf && !isDigit(rune(s[i])) && !isLetter(rune(s[i])) {
			i++
			continue
		}
		sc := scanner{s: s, start: i, i: i, at: at}
		if m, ok := sc.date(); ok {
			m.Start, m.End = i, sc.i
			found = append(found, m)
			i = sc.i
			continue
		}
		i = sc.skipToken(i)
	}
	return found
}

// date reads one date at the cursor.
func (sc *scanner) date() (dateMatch, bool) {
	r := sc.peek()
	switch {
	case isDigit(r):
		return sc.numericDate()
	case r < utf8.RuneSelf:
		return sc.englishDate()
	case numeral(r) >= 0:
		return sc.numeralDate()
	case r == '民':
		return sc.republicDate()
	}
	return sc.relativeDay()
}

// skipToken is where to look on after no date was found at i: behind the run of digits or letters that began there.
func (sc *scanner) skipToken(i int) int {
	r, size := utf8.DecodeRuneInString(sc.s[i:])
	kind := tokenKind(r)
	i += size
	for kind != 0 && i < len(sc.s) {
		r, size = utf8.DecodeRuneInString(sc.s[i:])
		if tokenKind(r) != kind {
			break
		}
		i += size
	}
	return i
}

func tokenKind(r rune) int {
	switch {
	case isDigit(r):
		return 1
	case isLetter(r):
		return 2
	case numeral(r) >= 0:
		return 3
	}
	return 0
}

// numericDate reads 2019-10-02, 2019年10月2日, 20191002, 10/02/2019, 19-01-04, 10-02, 10月2日, 3小时前.
func (sc *scanner) numericDate() (dateMatch, bool) {
	digits, n := sc.number(14)
	switch {
	case digits == 4:
		return sc.afterYear(n)
	case digits == 8:
		return sc.finish(n/10000, n/100%100, n%100, fullDate)
	case digits == 14:
		m, ok := sc.finish(n/10_000_000_000, n/100_000_000%100, n/1_000_000%100, fullDate)
		if hour, minute := n/10000%100, n/100%100; ok && hour < 24 && minute < 60 {
			m.Published.Time = m.Published.Time.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
			m.Published.Exact = feed.ToMinute
		}
		return m, ok
	case digits > 2:
		return sc.ago(n)
	}
	if m, ok := sc.ago(n); ok {
		return m, true
	}
	if m, ok := sc.afterDay(n); ok {
		return m, true
	}
	return sc.afterSmall(n, digits)
}

// afterYear reads month and day behind a year of four digits.
func (sc *scanner) afterYear(year int) (dateMatch, bool) {
	mark, ok := sc.separator()
	if !ok {
		return dateMatch{}, false
	}
	digits, month := sc.number(2)
	if digits == 0 || digits > 2 {
		return dateMatch{}, false
	}
	if back, ok := sc.separator(); !ok || back != mark && (mark != '年' || back != '月') {
		return dateMatch{}, false
	}
	digits, day := sc.number(2)
	if digits == 0 || digits > 2 {
		return dateMatch{}, false
	}
	return sc.finish(year, month, day, fullDate)
}

// afterSmall reads a date that begins with one or two digits: month or day first, or a year of two digits.
func (sc *scanner) afterSmall(a, aDigits int) (dateMatch, bool) {
	mark, ok := sc.separator()
	if !ok || mark == '年' && aDigits != 2 {
		return dateMatch{}, false
	}
	digits, b := sc.number(4)
	if digits == 0 || digits > 2 {
		return dateMatch{}, false
	}
	dayEnd := sc.i
	second, ok := sc.separator()
	if ok && second == mark || ok && mark == '年' && second == '月' {
		digits, c := sc.number(4)
		switch {
		case digits == 4 && mark != '年' && mark != '月':
			if a > 12 {
				a, b = b, a
			}
			return sc.finish(c, a, b, fullDate)
		case digits == 2 && aDigits == 2 && a >= 10 && (mark == '-' || mark == '年'):
			return sc.finish(2000+a, b, c, shortYear)
		}
		return dateMatch{}, false
	}
	sc.i = dayEnd
	if strings.HasSuffix(sc.s[:sc.start], "年") {
		return dateMatch{}, false
	}
	if mark != '月' && (mark != '-' && mark != '/' || aDigits != 2 || digits != 2 || sc.inToken()) {
		return dateMatch{}, false
	}
	if mark == '月' && !sc.accept('日') && !sc.accept('号') {
		return dateMatch{}, false
	}
	return sc.withoutYear(a, b)
}

// withoutYear gives month and day the year that puts them last before the fetch time.
func (sc *scanner) withoutYear(month, day int) (dateMatch, bool) {
	if sc.at.IsZero() {
		return dateMatch{}, false
	}
	year := sc.at.In(feed.Beijing()).Year()
	start := *sc
	m, ok := sc.finish(year, month, day, yearless)
	if ok && m.Published.Time.After(sc.at.Add(24*time.Hour)) {
		*sc = start
		m, ok = sc.finish(year-1, month, day, yearless)
	}
	return m, ok
}

// finish checks a day and reads the clock time behind it.
func (sc *scanner) finish(year, month, day int, form dateForm) (dateMatch, bool) {
	latest := 2100
	if !sc.at.IsZero() {
		latest = sc.at.Year() + 1
	}
	if year < 1990 || year > latest || month < 1 || month > 12 || day < 1 || day > 31 || sc.inToken() {
		return dateMatch{}, false
	}
	p := feed.PublishedOn(year, time.Month(month), day)
	if p.Time.Day() != day {
		return dateMatch{}, false
	}
	if !sc.accept('日') {
		sc.accept('号')
	}
	if after, ok := sc.clock(); ok {
		p.Time, p.Exact = p.Time.Add(after), feed.ToMinute
	}
	return dateMatch{Published: p, Form: form}, true
}

// clock reads the time of day behind a date: 16:20, 16:20:05, T08:20:05Z, 下午4:20, 16时20分, with a weekday before
// it. The result is the time since midnight in Beijing. Midnight to the second is how programs print "no time".
func (sc *scanner) clock() (time.Duration, bool) {
	start := *sc
	sc.spaces()
	sc.weekday()
	if !sc.accept('T') {
		sc.spaces()
	}
	later := sc.halfDay()
	digits, hour := sc.number(2)
	if digits == 0 || digits > 2 || hour > 24 {
		*sc = start
		return 0, false
	}
	if !sc.acceptAny(":：时点") {
		*sc = start
		return 0, false
	}
	digits, minute := sc.number(2)
	if digits == 0 || digits > 2 || minute > 59 {
		*sc = start
		return 0, false
	}
	second := 0
	if sc.acceptAny(":：分") {
		_, second = sc.number(2)
		sc.accept('秒')
	}
	if later == 0 {
		later = sc.halfDay()
	}
	if later > 0 && hour < 12 {
		hour += 12
	}
	since := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + sc.zone()
	return since, since != 0 || second != 0
}

// zone reads .000Z, +08:00, +0000 and returns what must be added to come to Beijing time. No zone means Beijing.
func (sc *scanner) zone() time.Duration {
	if sc.accept('.') {
		sc.number(9)
	}
	if sc.accept('Z') {
		return 8 * time.Hour
	}
	sign := time.Duration(1)
	start := *sc
	if sc.accept('-') {
		sign = -1
	} else if !sc.accept('+') {
		return 0
	}
	digits, hours := sc.number(4)
	minutes := 0
	switch {
	case digits == 4:
		hours, minutes = hours/100, hours%100
	case digits == 2 && sc.accept(':'):
		_, minutes = sc.number(2)
	default:
		*sc = start
		return 0
	}
	return 8*time.Hour - sign*(time.Duration(hours)*time.Hour+time.Duration(minutes)*time.Minute)
}
