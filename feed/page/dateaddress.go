package page

import (
	"net/url"
	"time"

	"zonewire/feed"
)

// addressDate is the day that an article's address carries (/2019/10/02/, /201910/t20191002_1.html, ?d=2019-10-02),
// with exactness feed.FromAddress; zero when there is none.
func addressDate(u *url.URL, at time.Time) feed.Published {
	for _, part := range [2]string{u.Path, u.RawQuery} {
		for i := 0; i < len(part); i++ {
			if part[i] != '1' && part[i] != '2' || i > 0 && isDigit(rune(part[i-1])) {
				continue
			}
			sc := scanner{s: part, i: i, at: at}
			if p, ok := sc.addressDay(); ok {
				p.Exact = feed.FromAddress
				return p
			}
		}
	}
	return feed.Published{}
}

// addressDay reads 20191002, 20191002162005, 2019/10/2, 2019-10/02, 2019/1002, 201910/02 at the cursor.
func (sc *scanner) addressDay() (feed.Published, bool) {
	digits, n := sc.number(14)
	switch digits {
	case 14:
		n /= 1_000_000
		fallthrough
	case 8:
		return sc.onDay(n/10000, n/100%100, n%100)
	case 6:
		if d, day := sc.part(); d == 2 && sc.peek() == '/' {
			return sc.onDay(n/100, n%100, day)
		}
	case 4:
		d, rest := sc.part()
		if d == 4 {
			return sc.onDay(n, rest/100, rest%100)
		}
		if d2, day := sc.part(); (d == 1 || d == 2) && (d2 == 1 || d2 == 2) {
			return sc.onDay(n, rest, day)
		}
	}
	return feed.Published{}, false
}

// part reads the next number behind one separator.
func (sc *scanner) part() (digits, n int) {
	if !sc.acceptAny("/-_.") {
		return 0, 0
	}
	return sc.number(4)
}

func (sc *scanner) onDay(year, month, day int) (feed.Published, bool) {
	if sc.i < len(sc.s) && isLetter(sc.peek()) {
		return feed.Published{}, false
	}
	m, ok := (&scanner{at: sc.at}).finish(year, month, day, fullDate)
	return m.Published, ok
}
