package page

import (
	"strings"
	"time"
	"unicode/utf8"

	"zonewire/feed"
)

// Article reads an article page. page is UTF-8; address is where it was fetched from; at is when, for dates such as
// 昨天, and the zero time leaves those out. The error is a *feed.Error: Malformed for what is no HTML, Empty for a page
// that shows neither a headline nor a body.
func Article(page []byte, address string, at time.Time, hints Hints) (Result, error) {
	doc, err := parse(page, address, maxNodes)
	if err != nil {
		return Result{}, err
	}
	a := &reader{doc: doc, at: at, hints: hints.Article, head: readMeta(doc.root, at)}
	a.read()
	if a.result.Article.Title == "" && a.result.Article.Body == "" {
		return Result{}, &feed.Error{Kind: feed.Empty, Op: "read article", Subject: address}
	}
	return a.result, nil
}

// reader is one article page while it is read.
type reader struct {
	doc   *document
	at    time.Time
	hints ArticleHints
	head  meta
	page  *outline

	values    []float64 // of each line for being part of the body
	prose     []float64 // sums of the positive values before each line
	title     headline
	titleFold string
	main      body   // element that holds the body
	kept      span   // lines of the article within it
	dropped   []bool // lines within kept that are not the article's
	bylines   []int8 // whether a line is one: 0 not looked at, 1 yes, -1 no
	scripts   []scriptValue
	scripted  bool // scripts have been read

	scriptPlace               int    // of the body among scripts, from 1; 0 when it is not from there
	scriptTitle, scriptOrigin string // beside that body

	result Result
}

func (a *reader) read() {
	a.locate()
	if a.main.value < thinBody && a.uncover() {
		a.locate()
	}
	if a.main.value < thinBody {
		a.takeScriptBody()
	}
	a.trim()
	a.fill()
}

// thinBody is the value below which a body may not be one and other places are tried: a notice of one sentence has
// more.
const thinBody = 60

// locate finds headline and body, each with the help of the other.
func (a *reader) locate() {
	a.page = outlined(a.doc.root)
	a.bylines = nil
	a.values = a.page.values(-1)
	a.sumProse()
	a.main = a.page.findBody(a.values)
	a.setTitle(a.findHeadline(a.main))
	a.weigh()
	a.main = a.page.findBody(a.values)
	a.useHint()
	a.setTitle(a.findHeadline(a.main))
}

// weigh values the lines with the headline known: bylines below it are no prose.
func (a *reader) weigh() {
	a.values = a.page.values(a.title.span.to - 1)
	for i := a.title.span.from; i < min(a.title.span.to+12, len(a.values)); i++ {
		if i < a.title.span.to || a.isByline(i) {
			a.values[i] = min(a.values[i], 0)
		}
	}
	a.sumProse()
}

func (a *reader) sumProse() {
	a.prose = make([]float64, len(a.values)+1)
	for i, v := range a.values {
		a.prose[i+1] = a.prose[i] + max(0, v)
	}
}

// valueBetween is how much prose there is in a range of lines.
func (a *reader) valueBetween(from, to int) float64 {
	if from >= to {
		return 0
	}
	return a.prose[to] - a.prose[from]
}

func (a *reader) setTitle(h headline) {
	a.title = h
	a.titleFold = folded(h.text)
}

// useHint takes the element that held the body on other pages of the site when it holds most of this one's, too.
func (a *reader) useHint() {
	if a.hints.Body == "" {
		return
	}
	for _, n := range a.page.order {
		if signature(n) != a.hints.Body {
			continue
		}
		s := a.page.spans[n]
		if v := a.valueBetween(s.from, s.to); v >= 0.6*a.main.value {
			a.main = body{n, s, v}
			a.because("body", a.hints.Body, "same place as on other pages of the site")
			return
		}
	}
}

// fill makes the article out of what was located.
func (a *reader) fill() {
	art := &a.result.Article
	art.URL = a.canonical()
	art.Fetched = a.at
	art.Title = a.title.text
	a.because("title", art.Title, a.title.why)

	date := a.findPublished()
	art.Published = date.Published
	if !art.Published.IsZero() {
		a.because("published", art.Published.String(), date.why)
	}
	origin := a.findOrigin(date)
	art.Origin = origin.name
	if origin.name != "" {
		a.because("source", origin.name, origin.why)
	}
	art.Author, art.ZoneLabel = a.findPeople()
	art.Breadcrumb = a.findBreadcrumb()
	if len(art.Breadcrumb) > 0 {
		a.because("breadcrumb", strings.Join(art.Breadcrumb, " > "), "path above the article")
	}
	art.Prev, art.Next = a.findNeighbours()
	a.fillBody()
	a.result.NextPart = a.findNextPart()
	a.result.Contact = a.findContact()
	if a.main.node != nil {
		a.result.Found.Article.Body = signature(a.main.node)
	}
}

// canonical is the page's own statement of its address when it lies on the same host, else the address given.
func (a *reader) canonical() string {
	if c := a.doc.resolve(a.head.canonical); c != "" {
		if u, err := a.doc.base.Parse(c); err == nil && u.Host == a.doc.address.Host && len(u.Path) > 1 {
			return c
		}
	}
	return a.doc.address.String()
}

// findPeople is 作者 and 发布开发区 as printed near the article.
func (a *reader) findPeople() (author, zone string) {
	for i := range a.page.lines {
		l := &a.page.lines[i]
		if l.runes > 200 || a.inProse(i) && !a.isEdge(i) {
			continue
		}
		for _, f := range l.fieldsOf() {
			switch {
			case f.kind == authorLabel && author == "" && a.placePoints(i) > 0:
				author = personName(f.value)
			case f.kind == zoneLabel && zone == "":
				zone = f.value
				if zone == "" && i+1 < len(a.page.lines) && a.page.lines[i+1].runes <= 40 {
					zone = a.page.lines[i+1].text
				}
			}
		}
	}
	if author == "" {
		author = personName(a.head.author)
	}
	return author, zone
}

// personName is a value of 作者 unless it is empty of meaning.
func personName(s string) string {
	s = strings.Trim(squeeze(s), " :：|,，/")
	if n := utf8.RuneCountInString(s); n < 2 || n > 30 || noOrigin().MatchString(s) {
		return ""
	}
	return s
}

func (a *reader) because(field, value, why string) {
	a.result.Reasons = append(a.result.Reasons, Reason{field, value, why})
}
