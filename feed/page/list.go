package page

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// List reads a column page or a front page: its article links in page order, unique, and the next page. at is the
// fetch time that 昨天 is counted from; with a zero at such dates stay empty. Errors are *feed.Error of kind
// Malformed, or Empty when there are no article links.
//
// Links become headlines by their length, their address and how the other links of the same address pattern look;
// headlines that stand together become blocks; a column page gives its main block, a front page all blocks of news.
func List(page []byte, address string, at time.Time, hints Hints) (Listing, error) {
	d, err := parse(unwrapped(page), address, maxListNodes)
	if err != nil {
		return Listing{}, err
	}
	scripts := scriptsOf(d)
	graft(d, scripts)
	set := linksOf(d, scripts)
	pager := pagerOf(d, scripts)
	f := &finder{document: d, set: set, region: regionOf(d.root, set), at: at, hints: hints.List, paged: pager.seen}
	f.read()
	listing := Listing{Reasons: f.reasons}
	if listing.Unread = d.cut; d.cut > 0 {
		listing.reason("unread", fmt.Sprintf("%d bytes", d.cut), "more tags than a page may have; links at its end are missing")
	}
	listing.Items = f.items()
	data := itemsOfData(d, scripts, at)
	if len(data) > len(listing.Items) {
		listing.Items = data
		listing.reason("articles", fmt.Sprintf("%d links", len(data)), "script data of the page")
	}
	if len(listing.Items) == 0 {
		return listing, &feed.Error{Kind: feed.Empty, Op: "list articles", Subject: address}
	}
	listing.Next, listing.Unfollowable = pager.next, pager.unfollowable
	listing.reason("next", listing.Next, pager.why)
	listing.Found.List = f.found
	return listing, nil
}

func (l *Listing) reason(field, value, why string) {
	if why != "" {
		l.Reasons = append(l.Reasons, Reason{Field: field, Value: value, Why: why})
	}
}

// finder chooses the blocks that are the page's articles.
type finder struct {
	document *document
	set      *linkSet
	region   *region
	at       time.Time
	hints    ListHints
	title    string // of the page
	paged    bool   // the page has a pager, so it is a column
	blocks   []*block
	views    []view // what was seen of each block
	chosen   []int
	found    ListHints
	reasons  []Reason
}

// read looks at all blocks and chooses.
func (f *finder) read() {
	if n := first(f.document.root, atom.Title); n != nil && n.FirstChild != nil {
		f.title = squeeze(bounded(n.FirstChild.Data))
	}
	f.blocks = f.region.blocksOf(f.set)
	rr := recordReader{at: f.at, region: f.region}
	for _, b := range f.blocks {
		rr.describe(b)
		f.views = append(f.views, f.look(b))
	}
	main := f.main()
	if main < 0 {
		return
	}
	if why := f.frontPage(main); why != "" {
		f.because("kind", "front page", why)
		f.chooseAll(main)
	} else {
		f.because("kind", "column", f.views[main].String())
		f.chooseKin(main)
	}
	f.remember(main)
}

func (f *finder) because(field, value, why string) {
	f.reasons = append(f.reasons, Reason{Field: field, Value: value, Why: why})
}

// main is the block that most looks like a list of articles, -1 when there is none.
func (f *finder) main() int {
	best, most := -1, 0.0
	for i, v := range f.views {
		worth := v.worth
		if f.hints.Block != "" && f.hints.Block == signatureOf(f.blocks[i]) {
			worth *= 2
		}
		if worth > most {
			best, most = i, worth
		}
	}
	return best
}

// frontPage says why the page is one that shows several columns, "" when it is one column's list.
func (f *finder) frontPage(main int) string {
	if f.paged {
		return ""
	}
	targets, dated, others := 0, 0, 0
	seen := map[int]bool{} // a list that is there twice, for phones, is one
	count := func(i int) (fresh int) {
		for _, rec := range f.blocks[i].records {
			if target := rec.links[0].target; !seen[target] {
				seen[target] = true
				fresh++
				targets++
				if rec.entry.Published.Exact > feed.FromAddress {
					dated++
				}
			}
		}
		return fresh
	}
	count(main)
	for i, v := range f.views {
		if i != main && v.isNews() && count(i) >= 3 && !v.aside {
			others++
		}
	}
	m := f.views[main]
	more := 0
	for _, l := range f.set.links {
		if l.more {
			more++
		}
	}
	switch {
	case isHomeAddress(f.document.address.Path) && targets > m.targets:
		return "the address is a site's home"
	case columnsIn(f.blocks[main]) >= 3:
		return fmt.Sprintf("the largest block has headlines of %d columns, one after the other", columnsIn(f.blocks[main]))
	case m.targets*2 >= targets && m.dated*10 >= dated*7 && m.dated*10 >= m.targets*6:
		return ""
	case others >= 2 && m.targets*2 < targets:
		return fmt.Sprintf("%d blocks of news, the largest with %d of %d headlines", others+1, m.targets, targets)
	case others >= 3 && m.dated*2 < m.targets && dated-m.dated >= 8:
		return fmt.Sprintf("%d blocks of news, dated unlike the largest", others+1)
	case more >= 3 && others >= 1:
		return fmt.Sprintf("%d links to more", more)
	}
	return ""
}

// columnsIn is how many columns a block shows one after the other, judged by the directories of the articles; 1 when
// they are mixed, as in one column that collects from others.
func columnsIn(b *block) int {
	sizes, runs, last := map[string]int{}, 0, ""
	for _, rec := range b.records {
		dir := columnDirectory(rec.links[0].address.Path)
		if runs == 0 || dir != last {
			runs++
		}
		last = dir
		sizes[dir]++
	}
	large := 0
	for _, n := range sizes {
		if n >= 3 {
			large++
		}
	}
	if runs*2 > len(sizes)*3 {
		return 1
	}
	return large
}

// columnDirectory is the directory of an article's address up to the first part that is a number or a date.
func columnDirectory(path string) string {
	dir := path[:strings.LastIndexByte(path, '/')+1]
	for i := 0; i < len(dir); i++ {
		if dir[i] != '/' || i+1 == len(dir) {
			continue
		}
		end := i + 1 + strings.IndexByte(dir[i+1:], '/')
		if strings.Trim(dir[i+1:end], "0123456789-_") == "" {
			return dir[:i+1]
		}
	}
	return dir
}

// isHomeAddress reports whether a path is a site's first page.
func isHomeAddress(path string) bool {
	name := strings.ToLower(strings.Trim(path, "/"))
	stem, suffix, _ := strings.Cut(name, ".")
	if strings.Contains(suffix, "/") {
		return false
	}
	return name == "" || stem == "index" || stem == "default" || stem == "home" || stem == "main"
}

// chooseAll takes every block of news.
func (f *finder) chooseAll(main int) {
	for i, v := range f.views {
		if i == main || v.isNews() {
			f.chosen = append(f.chosen, i)
		}
	}
}

// chooseKin takes the main block and those that are its continuation: the same shape with the same kind of address,
// or a lead story beside it.
func (f *finder) chooseKin(main int) {
	m, mainShape := f.views[main], signatureOf(f.blocks[main])
	for i, v := range f.views {
		b := f.blocks[i]
		switch {
		case i == main:
		case !v.isNews() || v.aside && !m.aside:
			continue
		case signatureOf(b) == mainShape && (v.dated*2 >= v.targets || m.dated*2 < m.targets && v.pattern == m.pattern):
		case v.pattern == m.pattern && m.dated*2 >= m.targets && v.dated*2 >= v.targets && f.follows(i, main):
		case v.pattern == m.pattern && v.targets <= 2 && b.outer.Parent == f.blocks[main].outer.Parent && precedes(b.outer, f.blocks[main].outer):
		default:
			continue
		}
		f.chosen = append(f.chosen, i)
	}
}

// follows reports whether blocks i and k stand directly one after the other, with nothing but a date between them:
// one list that broken markup cut in two.
func (f *finder) follows(i, k int) bool {
	if i > k {
		i, k = k, i
	}
	records := f.blocks[i].records
	n, last := records[len(records)-1].node, f.blocks[k].records[0].links[0].node
	for n.LastChild != nil {
		n = n.LastChild
	}
	letters := 0
	for range 300 {
		if n = following(n); n == last || n == nil {
			return n != nil
		}
		if n.Type == html.TextNode && n.Parent.DataAtom != atom.Style && n.Parent.DataAtom != atom.Script {
			if letters += lettersIn(bounded(n.Data)); letters > 12 {
				return false
			}
		}
	}
	return false
}

// following is the next node in document order.
func following(n *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != nil && n.NextSibling == nil {
		n = n.Parent
	}
	if n == nil {
		return nil
	}
	return n.NextSibling
}

// precedes reports whether a is an earlier sibling of b.
func precedes(a, b *html.Node) bool {
	for steps := 0; b != nil && steps < 50; steps++ {
		if b = b.PrevSibling; b == a {
			return true
		}
	}
	return false
}

// items is the entries of the chosen blocks, each address once with the best title and date that it has anywhere on
// the page.
func (f *finder) items() []Item {
	most := 0
	for _, i := range f.chosen {
		most += len(f.blocks[i].records)
	}
	items := make([]Item, 0, most)
	index := make(map[string]int, most)
	for _, i := range f.chosen {
		for _, rec := range f.blocks[i].records {
			if _, seen := index[rec.entry.URL]; !seen && f.belongs(rec, f.views[i]) {
				index[rec.entry.URL] = len(items)
				items = append(items, rec.entry)
			}
		}
	}
	for _, b := range f.blocks {
		for _, rec := range b.records {
			if k, seen := index[rec.entry.URL]; seen {
				items[k].merge(rec.entry)
			}
		}
	}
	return items
}

// merge takes from a second entry for the same address what is better there.
func (e *Item) merge(other Item) {
	if betterTitle(other.Title, e.Title) {
		e.Title = other.Title
	}
	if other.Published.Exact > e.Published.Exact {
		e.Published = other.Published
	}
	if e.Summary == "" {
		e.Summary = other.Summary
	}
}

// belongs reports whether a record of a chosen block is an article: menus that stand in a list's block are not.
func (f *finder) belongs(rec *record, v view) bool {
	l := rec.links[0]
	if rec.entry.Title == "" || isMenuWord(rec.entry.Title) {
		return false
	}
	return lettersIn(rec.entry.Title) >= 5 || v.letters >= 8 || l.kind == articleAddress && !rec.entry.Published.IsZero()
}

// remember keeps what a later page of the site can be checked against.
func (f *finder) remember(main int) {
	f.found = ListHints{Pattern: f.views[main].pattern, Block: signatureOf(f.blocks[main])}
}
