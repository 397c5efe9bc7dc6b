package page

import (
	"strings"
	"time"
	"unicode/utf8"

	"zonewire/feed"
)

// scanner is a cursor over text that holds dates.
type scanner struct {
	s     string
	start int // of the date that is read
	i     int
	at    time.Time
}

func (sc *scanner) peek() rune {
	r, _ := utf8.DecodeRuneInString(sc.s[sc.i:])
	return r
}

func (sc *scanner) accept(want rune) bool {
	r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
	if r != want || size == 0 {
		return false
	}
	sc.i += size
	return true
}

func (sc *scanner) acceptAny(set string) bool {
	r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
	if size == 0 || !strings.ContainsRune(set, r) {
		return false
	}
	sc.i += size
	return true
}

func (sc *scanner) acceptWord(w string) bool {
	if !strings.HasPrefix(sc.s[sc.i:], w) {
		return false
	}
	sc.i += len(w)
	return true
}

// spaces skips white space and reports whether there was any.
func (sc *scanner) spaces() bool {
	start := sc.i
	for sc.i < len(sc.s) {
		r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
		if !isSpace(r) && !isZeroWidth(r) {
			break
		}
		sc.i += size
	}
	return sc.i > start
}

// number reads a run of ASCII or full-width digits. digits is the length of the run, which may be more than most;
// n is only right when it is not.
func (sc *scanner) number(most int) (digits, n int) {
	for sc.i < len(sc.s) {
		r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
		switch {
		case r >= '0' && r <= '9':
			r -= '0'
		case r >= '０' && r <= '９':
			r -= '０'
		default:
			return digits, n
		}
		sc.i += size
		digits++
		if digits <= most {
			n = n*10 + int(r)
		}
	}
	return digits, n
}

// separator reads what stands between the parts of a date and says of which kind it is.
func (sc *scanner) separator() (rune, bool) {
	start := sc.i
	sc.spaces()
	r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
	switch r {
	case '－', '–', '—', '‐', '‑':
		r = '-'
	case '／':
		r = '/'
	case '．':
		r = '.'
	case '-', '/', '.', '年', '月':
	default:
		sc.i = start
		return 0, false
	}
	sc.i += size
	sc.spaces()
	return r, true
}

// inToken reports whether a number or word goes on at the cursor, so that what was read is only its beginning.
func (sc *scanner) inToken() bool {
	if sc.i >= len(sc.s) {
		return false
	}
	r := sc.peek()
	return isDigit(r) || isLetter(r) && r != 'T' || r == '%' || r == '％'
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' && r < utf8.RuneSelf }

// weekday skips 星期三, （周三）, (Wed).
func (sc *scanner) weekday() {
	start := sc.i
	bracket := sc.acceptAny("(（[【")
	switch {
	case sc.acceptWord("星期"), sc.acceptWord("周"), sc.acceptWord("礼拜"), sc.acceptWord("週"):
		if !sc.acceptAny("一二三四五六日天") {
			sc.i = start
			return
		}
	case bracket && isLetter(sc.peek()):
		for sc.i < len(sc.s) && isLetter(sc.peek()) {
			sc.i++
		}
	default:
		sc.i = start
		return
	}
	if bracket && !sc.acceptAny(")）]】") {
		sc.i = start
		return
	}
	sc.spaces()
}

// halfDay reads 上午 or 下午: 12 for the second half of the day, -12 for the first, 0 for no word.
func (sc *scanner) halfDay() int {
	start := sc.i
	sc.spaces()
	half := 0
	switch {
	case sc.acceptWord("下午"), sc.acceptWord("晚上"), sc.acceptWord("PM"), sc.acceptWord("pm"):
		half = 12
	case sc.acceptWord("上午"), sc.acceptWord("凌晨"), sc.acceptWord("早上"), sc.acceptWord("中午"), sc.acceptWord("AM"),
		sc.acceptWord("am"):
		half = -12
	default:
		sc.i = start
		return 0
	}
	sc.spaces()
	return half
}

// ago reads what follows the n of 5分钟前, 3小时前, 2天前.
func (sc *scanner) ago(n int) (dateMatch, bool) {
	if sc.at.IsZero() {
		return dateMatch{}, false
	}
	start := sc.i
	sc.spaces()
	unit, exact := time.Duration(0), feed.ToMinute
	switch {
	case sc.acceptWord("分钟"), sc.acceptWord("分鐘"), sc.acceptWord("分"):
		unit = time.Minute
	case sc.acceptWord("个小时"), sc.acceptWord("小时"), sc.acceptWord("小時"):
		unit = time.Hour
	case sc.acceptWord("天"), sc.acceptWord("日"):
		unit, exact = 24*time.Hour, feed.ToDay
	case sc.acceptWord("秒"):
		unit = time.Second
	}
	sc.spaces()
	if unit == 0 || n > 1000 || !sc.accept('前') {
		sc.i = start
		return dateMatch{}, false
	}
	at := sc.at.Add(-time.Duration(n) * unit).In(feed.Beijing()).Truncate(time.Minute)
	if exact == feed.ToDay {
		at = dayOf(at)
	}
	return dateMatch{Published: feed.Published{Time: at, Exact: exact}, Form: relative}, true
}

// relativeDay reads 刚刚, 今天 16:20, 昨天, 前天.
func (sc *scanner) relativeDay() (dateMatch, bool) {
	back := 0
	switch {
	case sc.at.IsZero():
		return dateMatch{}, false
	case sc.acceptWord("刚刚"), sc.acceptWord("剛剛"):
		p := feed.Published{Time: sc.at.In(feed.Beijing()).Truncate(time.Minute), Exact: feed.ToMinute}
		return dateMatch{Published: p, Form: relative}, true
	case sc.acceptWord("今天"), sc.acceptWord("今日"):
	case sc.acceptWord("昨天"), sc.acceptWord("昨日"):
		back = 1
	case sc.acceptWord("前天"):
		back = 2
	default:
		return dateMatch{}, false
	}
	p := feed.Published{Time: dayOf(sc.at.In(feed.Beijing())).AddDate(0, 0, -back), Exact: feed.ToDay}
	if after, ok := sc.clock(); ok {
		p.Time, p.Exact = p.Time.Add(after), feed.ToMinute
	}
	return dateMatch{Published: p, Form: relative}, true
}

func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// numeral is the value of a Chinese numeral, 10 for 十, -1 for any other character.
func numeral(r rune) int {
	switch r {
	case '〇', '○', '零', 'Ο', 'О', '◯': // people type what looks like a circle
		return 0
	case '一', '元':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	}
	return -1
}

// numeralDate reads 二〇一九年十月二日.
func (sc *scanner) numeralDate() (dateMatch, bool) {
	year := 0
	for range 4 {
		r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
		v := numeral(r)
		if v < 0 || v > 9 {
			return dateMatch{}, false
		}
		year = year*10 + v
		sc.i += size
	}
	if !sc.accept('年') {
		return dateMatch{}, false
	}
	month := sc.numeralNumber()
	if !sc.accept('月') {
		return dateMatch{}, false
	}
	day := sc.numeralNumber()
	if !strings.HasPrefix(sc.s[sc.i:], "日") {
		return dateMatch{}, false
	}
	return sc.finish(year, month, day, fullDate)
}

// numeralNumber reads 二, 十, 十二, 二十, 二十一; also the digits of 2 and 21 that some mix in. 0 when there is none.
func (sc *scanner) numeralNumber() int {
	if digits, n := sc.number(2); digits > 0 {
		return n
	}
	n := 0
	for {
		r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
		v := numeral(r)
		switch {
		case v < 0:
			return n
		case v == 10:
			n = max(n, 1) * 10
		case n%10 == 0:
			n += v
		default:
			n = n*10 + v
		}
		sc.i += size
		if n > 99 {
			return n
		}
	}
}

// republicDate reads 民國108年10月2日: years since 1912.
func (sc *scanner) republicDate() (dateMatch, bool) {
	if !sc.acceptWord("民國") && !sc.acceptWord("民国") {
		return dateMatch{}, false
	}
	sc.spaces()
	digits, year := sc.number(3)
	if digits == 0 || digits > 3 {
		return dateMatch{}, false
	}
	return sc.afterYear(year + 1911)
}

// englishDate reads Oct 2, 2019 and Oct 02 16:20:00 CST 2019, as Java prints it.
func (sc *scanner) englishDate() (dateMatch, bool) {
	month := sc.monthName()
	if month == 0 || !sc.acceptAny(". ") && !sc.spaces() {
		return dateMatch{}, false
	}
	sc.spaces()
	digits, day := sc.number(2)
	if digits == 0 || digits > 2 {
		return dateMatch{}, false
	}
	after, timed := sc.clock()
	sc.acceptAny(",，")
	sc.spaces()
	if timed && isLetter(sc.peek()) {
		for sc.i < len(sc.s) && isLetter(sc.peek()) {
			sc.i++
		}
		sc.spaces()
	}
	digits, year := sc.number(4)
	if digits != 4 {
		return dateMatch{}, false
	}
	m, ok := sc.finish(year, month, day, fullDate)
	if ok && timed && m.Published.Exact == feed.ToDay {
		m.Published.Time, m.Published.Exact = m.Published.Time.Add(after), feed.ToMinute
	}
	return m, ok
}

// afterDay reads month and year behind a day: 2 October 2019.
func (sc *scanner) afterDay(day int) (dateMatch, bool) {
	start := sc.i
	sc.spaces()
	if month := sc.monthName(); month > 0 {
		sc.acceptAny(".,，")
		sc.spaces()
		if digits, year := sc.number(4); digits == 4 {
			return sc.finish(year, month, day, fullDate)
		}
	}
	sc.i = start
	return dateMatch{}, false
}

func (sc *scanner) monthName() int {
	end := sc.i
	for end < len(sc.s) && isLetter(rune(sc.s[end])) {
		end++
	}
	word := sc.s[sc.i:end]
	if len(word) < 3 || len(word) > 9 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		if strings.EqualFold(word, name) || strings.EqualFold(word, name[:3]) {
			sc.i = end
			return int(m)
		}
	}
	return 0
}
