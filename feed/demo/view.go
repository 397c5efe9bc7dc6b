package demo

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zonewire/feed"
)

//go:embed templates/*.html
var templateFiles embed.FS

// layouts are parsed when first needed: every start of the program would pay for them.
var layouts = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(templateFiles, "templates/*.html"))
})

// frame is what is around every page of a subsite.
type frame struct {
	Site      *subsite
	Sites     []*subsite
	PageTitle string
	Crumbs    []feed.Link
	Hot       []feed.Link
	Regions   []region
	Year      int
}

// articleView is an article page.
type articleView struct {
	frame
	*Piece
	Shown   string // the date and time as printed
	Blocks  []block
	Part    int
	Pager   []feed.Link // the body pages
	Next    feed.Link   // the next body page
	Related []feed.Link
	Visits  int
	Style   int // which of the ways to write paragraphs
}

// listing is what a list page shows.
type listing struct {
	Title, Home, Section string
	pieces               []*Piece // oldest first
	page                 int
}

// listView is a list page.
type listView struct {
	frame
	List       listing
	Items      []item
	Page       int
	Pages      int
	Numbers    []pageLink
	First      string
	Prev, Next string // "" when there is none
	Last       string
	Script     template.JS // what the government layout pages with
	Linked     bool        // whether it also links its pages to the script
}

// Before and After are the numbers of the pages around.
func (v listView) Before() int { return v.Page - 1 }

// After is the number of the next page.
func (v listView) After() int { return v.Page + 1 }

// pagingScript is how the government layout gets from page to page: by createPageHTML as TRS WCM does, or by a
// function that the page's links call.
func pagingScript(s *subsite, page, pages int) template.JS {
	if s.ID == trsSite {
		return template.JS(fmt.Sprintf(`createPageHTML(%d, %d, "index", "html");
function createPageHTML(total, current, name, ext) {
  for (var i = 0; i < total; i++) {
    document.write(i == current ? "<span>" + (i + 1) + "</span>" :
      "<a href='" + name + (i ? "_" + i : "") + "." + ext + "'>" + (i + 1) + "</a>");
  }
}`, pages, page-1))
	}
	return template.JS(fmt.Sprintf(`var pageCount = %d;
function goPage(n) {
  if (n == 1) {
    location.href = "index.html";
  } else {
    location.href = "index_" + n + ".html";
  }
}`, pages))
}

type pageLink struct {
	N    int
	URL  string
	Here bool
}

// item is an article in a list.
type item struct {
	Title, Short, URL, Summary, Day, MonthDay string
	Picture                                   string
}

// homeView is the home page of a subsite or of the portal.
type homeView struct {
	frame
	Blocks []homeBlock
}

type homeBlock struct {
	Title, URL string
	Items      []item
}

// render executes a template of a subsite and encodes it as that subsite does.
func render(t Template, name string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := layouts().ExecuteTemplate(&b, name, view); err != nil {
		return nil, fmt.Errorf("demo: render %s: %w", name, err)
	}
	if t != Tables {
		return b.Bytes(), nil
	}
	encoded, err := simplifiedchinese.GB18030.NewEncoder().Bytes(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("demo: encode %s: %w", name, err)
	}
	return encoded, nil
}

// htmlType is the content type of a page. The tables site leaves its charset to the page, as old servers do.
func htmlType(t Template) string {
	if t == Tables {
		return "text/html"
	}
	return "text/html; charset=utf-8"
}

// pageAnswer is an HTML page.
func pageAnswer(t Template, name string, modified time.Time, view func() any) answer {
	return answer{contentType: htmlType(t), modified: modified, make: func(*http.Request) ([]byte, error) {
		return render(t, string(t)+"/"+name, view())
	}}
}

// frame is what is around a page of a subsite.
func (e *edition) frame(s *subsite, title string, crumbs ...feed.Link) frame {
	home := feed.Link{Title: "首页", URL: "/" + s.ID + "/"}
	return frame{
		Site: s, Sites: e.sites, PageTitle: title, Crumbs: append([]feed.Link{home}, crumbs...),
		Hot: e.hot[s.ID], Regions: e.regions, Year: firstDay().Year() + 2,
	}
}

func (e *edition) articleAnswer(at pagePart) answer {
	p := at.piece
	modified := p.moment
	if next, ok := e.byPath[p.Next.URL]; ok {
		modified = next.piece.moment // the page changed when it got its 下一条
	}
	return pageAnswer(p.Template, "article", modified, func() any {
		c := columnNamed(e.sites, p.Column)
		v := articleView{
			frame: e.frame(c.site, p.Title, e.crumbs(c, p)...), Piece: p, Shown: p.Published.Day(),
			Blocks: p.parts[at.part], Part: at.part + 1, Related: e.related(p),
			Visits: int(seed(p.Path) % 4000), Style: p.ID % 3,
		}
		if p.Published.Exact == feed.ToMinute {
			v.Shown = p.moment.Format("2006-01-02 15:04")
		}
		if len(p.Parts) > 0 {
			for i, path := range append([]string{p.Path}, p.Parts...) {
				v.Pager = append(v.Pager, feed.Link{Title: fmt.Sprint(i + 1), URL: path})
			}
			if at.part < len(p.Parts) {
				v.Next = feed.Link{Title: "下一页", URL: p.Parts[at.part]}
			}
		}
		return v
	})
}

// crumbs are the links of a piece's breadcrumb after 首页.
func (e *edition) crumbs(c *column, p *Piece) []feed.Link {
	var links []feed.Link
	for _, name := range p.Breadcrumb[1:] {
		link := feed.Link{Title: name, URL: c.Home()}
		if c.site.Template == Tables && name != c.Title && name != c.section {
			i := slices.IndexFunc(e.regions, func(r region) bool { return r.Name == shortProvince(p.Province) })
			link.URL = e.regions[i].Path
		}
		links = append(links, link)
	}
	return links
}

// related are up to five older pieces of the same province in the same column.
func (e *edition) related(p *Piece) []feed.Link {
	var links []feed.Link
	for _, other := range slices.Backward(e.byColumn[p.Column]) {
		if other.ID < p.ID && other.Province == p.Province && len(links) < 5 {
			links = append(links, other.link())
		}
	}
	return links
}

// columnAnswer is a page of a list.
func (e *edition) columnAnswer(s *subsite, l listing) (answer, bool) {
	pages := max(1, (len(l.pieces)+perPage-1)/perPage)
	if l.page > pages {
		return answer{}, false
	}
	return pageAnswer(s.Template, "list", newest(l.pieces), func() any {
		v := listView{
			frame: e.frame(s, l.Title, feed.Link{Title: l.Section}, feed.Link{Title: l.Title, URL: l.Home}),
			List:  l, Page: l.page, Pages: pages, First: l.Home, Last: listPath(s, l.Home, pages),
			Script: pagingScript(s, l.page, pages), Linked: s.ID != trsSite,
		}
		if l.page > 1 {
			v.Prev = listPath(s, l.Home, l.page-1)
		}
		if l.page < pages {
			v.Next = listPath(s, l.Home, l.page+1)
		}
		for n := max(1, l.page-4); n <= min(pages, l.page+4); n++ {
			v.Numbers = append(v.Numbers, pageLink{N: n, URL: listPath(s, l.Home, n), Here: n == l.page})
		}
		end := len(l.pieces) - (l.page-1)*perPage
		v.Items = items(l.pieces[max(0, end-perPage):end])
		if s.Template == Gov {
			for i := range v.Items { // as TRS WCM links: ./202503/t20250314_1042.html
				v.Items[i].URL = "./" + strings.TrimPrefix(v.Items[i].URL, l.Home)
			}
		}
		return v
	}), true
}

// items are pieces as a list shows them, newest first.
func items(pieces []*Piece) []item {
	var list []item
	for _, p := range slices.Backward(pieces) {
		i := item{
			Title: p.Title, Short: cut(p.Title, 26, "..."), URL: p.Path, Summary: p.Summary(),
			Day: p.Published.Day(), MonthDay: p.moment.Format("01-02"),
		}
		if len(p.Pictures) > 0 {
			i.Picture = p.Pictures[0].URL
		}
		list = append(list, i)
	}
	return list
}

// homeAnswer is the home page of a subsite: its columns with the newest of each.
func (e *edition) homeAnswer(s *subsite) answer {
	var latest time.Time
	for _, c := range s.Columns {
		if at := newest(e.byColumn[c.key()]); at.After(latest) {
			latest = at
		}
	}
	return pageAnswer(s.Template, "home", latest, func() any {
		return homeView{frame: e.frame(s, s.Name), Blocks: e.homeBlocks(s, 8)}
	})
}

func (e *edition) homeBlocks(s *subsite, n int) []homeBlock {
	var blocks []homeBlock
	for _, c := range s.Columns {
		pieces := e.byColumn[c.key()]
		blocks = append(blocks, homeBlock{
			Title: c.Title, URL: c.Home(), Items: items(pieces[max(0, len(pieces)-n):]),
		})
	}
	return blocks
}

// portalAnswer is the home page over all subsites.
func (e *edition) portalAnswer() answer {
	return pageAnswer(Divs, "portal", newest(e.pieces), func() any {
		v := homeView{frame: frame{Sites: e.sites, PageTitle: "开发区新闻演示门户", Year: firstDay().Year() + 2}}
		for _, s := range e.sites {
			v.Blocks = append(v.Blocks, e.homeBlocks(s, 5)...)
		}
		return v
	})
}

// contactAnswer is 与我们联系 of a subsite.
func (e *edition) contactAnswer(s *subsite) answer {
	return pageAnswer(s.Template, "contact", firstDay(), func() any {
		return e.frame(s, "与我们联系", feed.Link{Title: "与我们联系"})
	})
}

// adminAnswer is the page behind the path that robots.txt closes.
func (e *edition) adminAnswer(s *subsite) answer {
	return pageAnswer(s.Template, "admin", firstDay(), func() any {
		return e.frame(s, "管理登录", feed.Link{Title: "管理登录"})
	})
}
