package page

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A pager's numbers stand together: 1 2 3 … 46. number finds the run that is one, which page this is, and how many
// there are. Numbers that are no pager (a calendar, ranks before titles) do not stand so.
func (f *pagerFinder) number() {
	best := f.longestRun()
	here, total := pageOf(bodyText(f.document.root))
	worded := false
	for _, c := range f.controls {
		worded = worded || (c.kind == nextControl || c.kind == lastControl) && hasHan(c.label)
	}
	f.seen = worded || total > 1
	if len(best) >= 2 && (f.seen || f.leadsToPages(best)) {
		f.seen = true
		for _, c := range best {
			f.last = max(f.last, c.number)
		}
		f.current = f.here(best)
	} else {
		best = nil
	}
	if f.current == 0 {
		f.current = here
	}
	f.last = max(f.last, total)
	kept := make([]control, 0, len(f.controls))
	inRun := map[*html.Node]bool{}
	for _, c := range best {
		inRun[c.node] = true
	}
	for _, c := range f.controls {
		if c.kind != numberControl || inRun[c.node] {
			kept = append(kept, c)
		}
	}
	f.controls = kept
}

func hasHan(s string) bool { return strings.ContainsFunc(s, isHan) }

// leadsToPages tells the numbers of a pager from those of a slide show: their addresses differ in one number, which
// rises or falls evenly with them, or a script or form makes an address of them.
func (f *pagerFinder) leadsToPages(run []control) bool {
	var addresses []string
	var numbers []int
	for _, c := range run {
		address := f.document.resolve(attr(c.node, "href"))
		if address == "" {
			if r := f.scripts.run(codeOf(c.node)); r.submits != "" {
				return true
			} else if r.went != "" {
				address = f.document.resolve(r.went)
			}
		}
		if address != "" && address != f.self {
			addresses, numbers = append(addresses, address), append(numbers, c.number)
		}
	}
	if len(addresses) > 2 && numbers[0] == 1 && !samePattern(addresses[0], addresses[1]) {
		addresses, numbers = addresses[1:], numbers[1:] // the first page often has no number
	}
	if len(addresses) == 0 {
		return false
	}
	if len(addresses) == 1 {
		u, err := url.Parse(addresses[0])
		return err == nil && kindOf(u) < articleAddress
	}
	step, ok := stepBetween(addresses[0], addresses[1], numbers[1]-numbers[0])
	if len(addresses) == 2 && step*step != 1 && !strings.Contains(addresses[0], "?") {
		return false
	}
	for i := 2; ok && i < len(addresses); i++ {
		var next int
		next, ok = stepBetween(addresses[i-1], addresses[i], numbers[i]-numbers[i-1])
		ok = ok && next == step
	}
	return ok
}

// stepBetween is how much the one number in which two addresses differ grows per page, when they are pages apart.
func stepBetween(a, b string, pages int) (step int, ok bool) {
	x, y := runsOfDigits(a), runsOfDigits(b)
	if !samePattern(a, b) || len(x) != len(y) || pages == 0 {
		return 0, false
	}
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		m, errM := strconv.Atoi(x[i])
		n, errN := strconv.Atoi(y[i])
		if step != 0 || errM != nil || errN != nil || (n-m)%pages != 0 {
			return 0, false
		}
		step = (n - m) / pages
	}
	return step, step != 0
}

func samePattern(a, b string) bool {
	return string(appendPattern(nil, a)) == string(appendPattern(nil, b))
}

func runsOfDigits(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isDigit(r) })
}

// longestRun is the longest run of rising page numbers in one neighbourhood, at least one of them a link.
func (f *pagerFinder) longestRun() []control {
	var best, run []control
	links := 0
	flush := func() {
		if links > 0 && len(run) > 1 && len(run) > len(best) && run[0].number <= run[len(run)-1].number && isPagerRun(run) {
			best = run
		}
		run, links = nil, 0
	}
	for _, c := range f.controls {
		if c.kind != numberControl {
			continue
		}
		if len(run) > 0 {
			last := run[len(run)-1]
			if c.number <= last.number || !standNear(last.node, c.node) {
				flush()
			}
		}
		run = append(run, c)
		if c.node.DataAtom == atom.A || attr(c.node, "onclick") != "" {
			links++
		}
	}
	flush()
	return best
}

// isPagerRun tells a pager from a calendar: most numbers follow their predecessor, and it does not count the days of
// a month one by one.
func isPagerRun(run []control) bool {
	steps := 0
	for i := 1; i < len(run); i++ {
		if run[i].number == run[i-1].number+1 {
			steps++
		}
	}
	isMonth := len(run) >= 28 && len(run) <= 31 && run[0].number == 1
	return steps*2 >= len(run)-1 && !isMonth
}

// standNear reports whether two elements have a common ancestor at most three levels up from each.
func standNear(a, b *html.Node) bool {
	if a.Parent == b.Parent {
		return true
	}
	x := a
	for range 3 {
		if x = x.Parent; x == nil || x.DataAtom == atom.Body {
			return false
		}
		y := b
		for range 3 {
			if y = y.Parent; y == nil {
				break
			}
			if x == y {
				return true
			}
		}
	}
	return false
}

// here is the number of this page within a run: the one that is no link, that leads to this page or nowhere, or that
// is marked; else the one that is missing.
func (f *pagerFinder) here(run []control) int {
	marked, dead, deads, missing := 0, 0, 0, 0
	for i, c := range run {
		address := f.document.resolve(attr(c.node, "href"))
		switch {
		case c.here && marked == 0:
			marked = c.number
		case address == f.self:
			dead, deads = c.number, deads+1
		case address == "" && f.scripts.follow(c.node) == "" && codeOf(c.node) == "":
			if deads == 0 {
				dead = c.number
			}
			deads++
		}
		if i > 0 && c.number == run[i-1].number+2 && missing == 0 {
			missing = c.number - 1
		}
	}
	switch {
	case marked > 0:
		return marked
	case deads == 1:
		return dead
	case missing > 0:
		return missing
	case run[0].number == 2:
		return 1
	case deads > 1:
		return dead
	}
	if n := numberInAddress(f.document.address); n > 0 && n <= run[len(run)-1].number {
		return n
	}
	return run[0].number
}

// numberInAddress is the page number that an address carries in its query, 0 when it has none.
func numberInAddress(u *url.URL) int {
	for key, values := range u.Query() {
		if isPageKey(key) {
			if n, err := strconv.Atoi(values[0]); err == nil && n > 0 && n < 100_000 {
				return n
			}
		}
	}
	return 0
}

func isPageKey(key string) bool {
	switch strings.ToLower(key) {
	case "page", "p", "pn", "pageno", "pageindex", "curpage", "currentpage", "currpage", "pagenum", "pagenumber", "paged",
		"cpage", "pg":
		return true
	}
	return false
}

var (
	pageOfPages = pattern(`(?:第|当前|页次[:：]?)\s*(\d{1,4})\s*页?\s*[/／,，、]?\s*共?\s*(\d{1,4})\s*页`)
	pagesInAll  = pattern(`共\s*(\d{1,4})\s*页`)
)

// pageOf reads 第1页/共46页, 页次：1/46页, 共46页.
func pageOf(s string) (here, total int) {
	if m := pageOfPages().FindStringSubmatch(s); m != nil {
		here, _ = strconv.Atoi(m[1])
		total, _ = strconv.Atoi(m[2])
		if here <= total {
			return here, total
		}
	}
	if m := pagesInAll().FindStringSubmatch(s); m != nil {
		total, _ = strconv.Atoi(m[1])
	}
	return 0, total
}

// bodyText is the last part of the visible text, where pagers stand.
func bodyText(root *html.Node) string {
	s := text(root)
	if len(s) > 200_000 {
		s = s[len(s)-200_000:]
	}
	return s
}
