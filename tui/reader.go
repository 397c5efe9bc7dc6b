package tui

import (
	"strconv"

	"zonewire/feed"
	"zonewire/tui/prose"
)

// keptSheets is how many set articles are kept: the one shown, its neighbours, and those just left.
const keptSheets = 12

// reader is the pane of the article.
type reader struct {
	look          *look
	width, height int
	head          feed.Headline // what is shown; ID 0 is nothing
	opened        bool          // not merely looked at while moving through the list
	sheet         *sheet        // nil until it is set
	failure       string        // why it cannot be shown
	around        neighbours
	tail          []string
	offset        int       // first line shown
	shift         int       // cells by which wide code is moved to the left
	search        feed.Expr // what is to be seen in the body, nil for nothing
	matches       []prose.Match
	title         []string // the title's lines with what the search found in them; nil: as the sheet has them
	find          textFind
	sheets        []*sheet
	edition       int // of what is stored, as far as the reader knows
	places        placesRead
}

func newReader(k *look) reader { return reader{look: k, places: newPlacesRead()} }

// SetSize gives the pane its size in cells. An article set for another width stays on screen, cut, until it is set
// anew.
func (r *reader) SetSize(width, height int) {
	if r.width != width {
		r.keepPlace()
	}
	r.width, r.height = width, height
	r.setTail()
	r.scroll(0)
}

// kept is the sheet of an article for the present width, nil when there is none. Wide code that was moved is where it
// begins when an article is turned to again.
func (r *reader) kept(id feed.ArticleID) *sheet {
	for _, s := range r.sheets {
		if s.id == id && s.width == r.width && (s.shift == 0 || s == r.sheet) {
			return s
		}
	}
	return nil
}

// keep stores a sheet, the newest first. It replaces the article's older one.
func (r *reader) keep(s *sheet) {
	kept := []*sheet{s}
	for _, old := range r.sheets {
		if old.id != s.id && len(kept) < keptSheets {
			kept = append(kept, old)
		}
	}
	r.sheets = kept
}

// show turns to an article. It reports whether its sheet was at hand.
func (r *reader) show(h feed.Headline, opened bool) bool {
	if r.head.ID == h.ID {
		r.head = h
		r.opened = r.opened || opened
		return r.sheet != nil && r.sheet.width == r.width
	}
	r.keepPlace()
	r.endFind()
	r.head, r.opened, r.failure = h, opened, ""
	r.sheet, r.shift = nil, 0
	r.around = neighbours{}
	if s := r.kept(h.ID); s != nil {
		r.set(s)
		return true
	}
	r.setTail()
	r.offset = 0
	return false
}

// set shows a sheet at the place where the article was left.
func (r *reader) set(s *sheet) {
	r.sheet = s
	r.places.learn(s.id, s.start)
	r.findWords()
	r.around.sitePrevious, r.around.siteNext = s.article.Prev.Title, s.article.Next.Title
	r.around.address, r.around.related = s.article.URL, s.related
	r.setTail()
	r.offset = 0
	if at := r.places.at[s.id]; at > 0 {
		r.scroll(s.body + s.page.LineAt(at))
	}
	r.findAgain()
}

// setSearch marks what a search finds in the title and the body.
func (r *reader) setSearch(search feed.Expr) {
	if search == nil && r.search == nil {
		return
	}
	r.search = search
	r.findWords()
}

// findWords finds in the title and the body what the search is for, in order.
func (r *reader) findWords() {
	r.matches, r.title = nil, nil
	if r.sheet == nil || r.search == nil || r.look.hits == nil {
		return
	}
	_, measure := r.look.column(r.sheet.width)
	r.title = r.look.measure.Break(r.look.found(r.sheet.article.Title, r.search, r.look.title), measure)
	for block := range r.sheet.page.Blocks {
		for _, hit := range r.look.hits(r.sheet.page.Blocks[block].Text, r.search) {
			r.matches = append(r.matches, r.sheet.page.Match(block, hit[0], hit[1]))
		}
	}
}

// marked is a line of the body with what the find in the article, or else the search, found in it.
func (r *reader) marked(line int) string {
	matches, current := r.matches, -1
	if r.find.on {
		matches, current = r.find.matches, r.find.at
	}
	if len(matches) == 0 {
		return r.sheet.page.Lines[line]
	}
	return r.sheet.page.Highlight(line, matches, func(match int, text string) string {
		if match == current {
			return r.look.matchCurrent.on(text)
		}
		return r.look.match.on(text)
	})
}

// clear shows nothing.
func (r *reader) clear() {
	r.keepPlace()
	r.endFind()
	r.head, r.sheet, r.tail, r.offset, r.failure = feed.Headline{}, nil, nil, 0, ""
}

// setNeighbours shows the titles of the articles before and after in the list.
func (r *reader) setNeighbours(previous, next string) {
	r.around.previous, r.around.next = previous, next
	r.setTail()
}

func (r *reader) setTail() {
	r.tail = nil
	if r.sheet != nil {
		_, measure := r.look.column(r.width)
		r.tail = r.look.tail(r.around, measure)
	}
}

// count is the number of lines.
func (r *reader) count() int {
	if r.sheet == nil {
		return 0
	}
	return len(r.sheet.lines) + len(r.tail)
}

// scroll moves by n lines and reports whether anything moved.
func (r *reader) scroll(n int) bool {
	to := max(0, min(r.offset+n, r.count()-r.height))
	moved := to != r.offset
	r.offset = to
	return moved
}

// atEnd reports whether the last line is on screen.
func (r *reader) atEnd() bool { return r.offset+r.height >= r.count() }

// page is how far a page goes: two lines stay to read on from.
func (r *reader) page() int { return max(1, r.height-2) }

// shiftCells is how far a key moves wide code.
const shiftCells = 16

// move moves wide code to the left, back to the right for a negative n, and reports whether it moves.
func (r *reader) move(n int) bool {
	if r.sheet == nil {
		return false
	}
	to := max(0, min(r.shift+n, r.sheet.page.Hidden))
	moved := to != r.shift
	r.shift = to
	return moved
}

// Update scrolls. ActionReadOn at the end gives actionEnd, moving wide code gives actionShift.
func (r *reader) Update(a Action) Action {
	n := 0
	switch a {
	case ActionUp:
		n = -1
	case ActionDown:
		n = 1
	case ActionPageUp:
		n = -r.page()
	case ActionPageDown:
		n = r.page()
	case ActionHalfUp:
		n = -r.height / 2
	case ActionHalfDown:
		n = r.height / 2
	case ActionTop:
		n = -r.count()
	case ActionBottom:
		n = r.count()
	case ActionReadOn:
		if r.atEnd() {
			return actionEnd
		}
		n = r.page()
	case ActionLeft:
		if r.move(-shiftCells) {
			return actionShift
		}
		return ActionPaneLeft
	case ActionRight:
		if r.move(shiftCells) {
			return actionShift
		}
		return actionNone
	default:
		return actionNone
	}
	if !r.scroll(n) {
		return actionNone
	}
	return NoAction
}

// progress is how much of the article has been on screen, "" when nothing is shown.
func (r *reader) progress() string {
	if r.sheet == nil || r.count() == 0 {
		return ""
	}
	return strconv.Itoa(min(100, (r.offset+r.height)*100/r.count())) + "%"
}

// View is the pane's lines.
func (r *reader) View() []string {
	k := r.look
	left, measure := k.column(r.width)
	margin, rest := blank(left), blank(r.width-left-measure)
	lines := make([]string, 0, r.height)
	line := func(i int) string {
		if at := i - r.sheet.body; at >= 0 && at < len(r.sheet.page.Lines) {
			return r.marked(at)
		}
		if at := i - r.sheet.title; at >= 0 && at < len(r.title) {
			return r.title[at]
		}
		if i < len(r.sheet.lines) {
			return r.sheet.lines[i]
		}
		return r.tail[i-len(r.sheet.lines)]
	}
	switch {
	case r.head.ID == 0:
	case r.sheet == nil:
		for _, title := range k.measure.Break(r.head.Title, measure) {
			lines = append(lines, margin+k.measure.Pad(k.title.on(title), measure)+rest)
		}
		say := k.muted.on(k.texts.List.Loading)
		if r.failure != "" {
			say = k.failure.on(r.failure)
		}
		lines = append(lines, blank(r.width), margin+k.measure.Pad(say, measure)+rest)
	default:
		for i := r.offset; i < r.count() && len(lines) < r.height; i++ {
			lines = append(lines, margin+k.measure.Pad(line(i), measure)+rest)
		}
	}
	return fill(lines, r.width, r.height)
}
