package demo

import (
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// perPage is how many articles a list page shows.
const perPage = 20

// answer is what a path leads to: how to make its body, and since when it has been what it is.
type answer struct {
	contentType string
	modified    time.Time
	make        func(*http.Request) ([]byte, error)
}

// articlePath is where a piece stands, in the manner of its template.
func articlePath(p *Piece) string {
	switch p.Template {
	case Tables:
		return fmt.Sprintf("/%s/%s/%d.htm", p.Column, p.moment.Format("2006/01"), p.ID)
	case Divs:
		return fmt.Sprintf("/%s/a/%d.html", subsiteOf(p), p.ID)
	}
	return fmt.Sprintf("/%s/%s/t%s_%d.html", p.Column, p.moment.Format("200601"), p.moment.Format("20060102"), p.ID)
}

// partPath is where the n-th body page of a piece stands, n > 1.
func partPath(p *Piece, n int) string {
	ext := path.Ext(p.Path)
	return fmt.Sprintf("%s_%d%s", strings.TrimSuffix(p.Path, ext), n, ext)
}

// mediaPath is where the n-th picture or file of a piece stands.
func mediaPath(p *Piece, folder string, n int, ext string) string {
	return fmt.Sprintf("/%s/%s/%d-%d%s", subsiteOf(p), folder, p.ID, n, ext)
}

func fileExt(name string) string { return path.Ext(name) }

// subsiteOf is the ID of the subsite that a piece is on.
func subsiteOf(p *Piece) string {
	id, _, _ := strings.Cut(p.Column, "/")
	return id
}

// listPath is the n-th page of a list that begins at home, in the manner of the subsite: counted in the file name
// from 2, in the query, or in the file name from 1 as createPageHTML of TRS WCM does.
func listPath(s *subsite, home string, n int) string {
	switch {
	case n == 1:
		return home
	case s.Template == Divs:
		return fmt.Sprintf("%s?page=%d", home, n)
	case s.ID == trsSite:
		return fmt.Sprintf("%sindex_%d.html", home, n-1)
	}
	return fmt.Sprintf("%sindex_%d.html", home, n)
}

// trsSite is the subsite whose list pages are linked by a script in the manner of TRS WCM.
const trsSite = "bx"

// media matches a picture or file of a piece.
var media = regexp.MustCompile(`^/([a-z]+)/(images|files)/(\d+)-(\d+)\.[a-z]+$`)

// ornament matches a picture of the pages' own.
var ornament = regexp.MustCompile(`^/[a-z]+/images/(dot|code|blank)\.png$`)

// listPage matches the address of a list page.
var listPage = regexp.MustCompile(`^(/.+/)(?:index(?:_(\d+))?\.html)?$`)

// find returns what stands at an address.
func (e *edition) find(u *url.URL) (answer, bool) {
	if part, ok := e.byPath[u.Path]; ok {
		return e.articleAnswer(part), true
	}
	if m := media.FindStringSubmatch(u.Path); m != nil {
		return e.mediaAnswer(u.Path, m)
	}
	if m := ornament.FindStringSubmatch(u.Path); m != nil {
		return ornamentAnswer(m[1]), true
	}
	switch u.Path {
	case "/", "/index.html":
		return e.portalAnswer(), true
	case "/robots.txt":
		return e.robotsAnswer(), true
	case "/sitemap.xml":
		return e.sitemapAnswer(), true
	case rssPath, atomPath, jsonPath:
		return e.feedAnswer(u), true
	}
	for _, s := range e.sites {
		rest, ok := strings.CutPrefix(u.Path, "/"+s.ID+"/")
		switch {
		case !ok:
		case rest == "" || rest == "index.html":
			return e.homeAnswer(s), true
		case rest == "contact.html":
			return e.contactAnswer(s), true
		case rest == "admin/login.html":
			return e.adminAnswer(s), true
		default:
			return e.listAnswer(s, u)
		}
	}
	return answer{}, false
}

// listAnswer finds a page of a column or of a region.
func (e *edition) listAnswer(s *subsite, u *url.URL) (answer, bool) {
	m := listPage.FindStringSubmatch(u.Path)
	if m == nil {
		return answer{}, false
	}
	number, first := m[2], 1
	if s.Template == Divs {
		number = u.Query().Get("page")
	} else if s.ID == trsSite {
		first = 0
	}
	n := 1
	if number != "" {
		var err error
		if n, err = strconv.Atoi(number); err != nil || n < first {
			return answer{}, false
		}
		n += 1 - first
	}
	for _, c := range s.Columns {
		if c.Home() == m[1] {
			return e.columnAnswer(s, listing{
				Title: c.Title, Home: c.Home(), Section: c.section, pieces: e.byColumn[c.key()], page: n,
			})
		}
	}
	if i := slices.IndexFunc(e.regions, func(r region) bool { return r.Path == m[1] }); i >= 0 {
		r := e.regions[i]
		return e.columnAnswer(s, listing{Title: r.Name, Home: r.Path, Section: "按地区", pieces: r.pieces, page: n})
	}
	return answer{}, false
}

// newest is when the newest of the pieces was published.
func newest(pieces []*Piece) time.Time {
	if len(pieces) == 0 {
		return firstDay()
	}
	return pieces[len(pieces)-1].moment
}
