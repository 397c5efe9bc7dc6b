package page

import (
	"strconv"
	"time"

	"golang.org/x/net/html"

	"zonewire/feed"
)

// yearHeading matches a heading of a list by years: 2024, 2024年, 2024年度.
var yearHeading = pattern(`^[\[【(（\s]*((?:19|20)\d\d)\s*年?度?[\])）】\s:：]*$`)

// yearAbove is the year that stands as a heading just above a record, 0 when there is none.
func (rr recordReader) yearAbove(n *html.Node) int {
	for range 3 {
		steps := 0
		for s := n.PrevSibling; s != nil && steps < 4; s = s.PrevSibling {
			if rr.region.tallies[s] != nil {
				return 0
			}
			t := s.Data
			if s.Type == html.ElementNode {
				t = bounded(text(s))
			} else if s.Type != html.TextNode || squeeze(bounded(t)) == "" {
				continue
			}
			if m := yearHeading().FindStringSubmatch(bounded(t)); m != nil {
				year, _ := strconv.Atoi(m[1])
				return year
			}
			if t != "" {
				return 0
			}
			steps++
		}
		if n = n.Parent; n == nil || isBody(n) {
			return 0
		}
	}
	return 0
}

// in reads dates without a year as those of the given one; 0 leaves the fetch time to decide.
func (rr recordReader) in(year int) recordReader {
	if year > 0 {
		if end := time.Date(year, 12, 31, 23, 59, 0, 0, feed.Beijing()); rr.at.IsZero() || end.Before(rr.at) || year < rr.at.Year() {
			rr.at = end
		}
	}
	return rr
}
