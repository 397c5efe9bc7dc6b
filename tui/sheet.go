package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/tui/prose"
)

// sheet is an article set for a pane of a width: lines ready to be drawn.
type sheet struct {
	id      feed.ArticleID
	width   int // of the pane
	shift   int // of wide code
	article feed.Article
	lines   []string
	page    prose.Page
	title   int // line at which the title begins
	body    int // line at which page begins
	related []feed.Headline
	start   int // how far the article had been read, in characters of the page's text
	easel   *easel
}

// rehearsed is the width of a pane for the rehearsal, in cells.
const rehearsed = 80

// setSheet sets an article: breadcrumb, title, date with origin, zone and the sources that carry it, body, attachments,
// address. Wide code is moved to the left by shift cells. The easel has the article's pictures; it may be nil.
func setSheet(k *look, a feed.Article, carriers []feed.Source, width, shift int, pictures *easel) *sheet {
	_, measure := k.column(width)
	s := &sheet{id: a.ID, width: width, shift: shift, article: a, easel: pictures}
	if len(a.Breadcrumb) > 0 {
		crumbs := strings.Join(a.Breadcrumb, " > ")
		s.lines = append(s.lines, k.muted.on(k.measure.Truncate(crumbs, measure, "…")))
	}
	s.title = len(s.lines)
	for _, line := range k.measure.Break(a.Title, measure) {
		s.lines = append(s.lines, k.title.on(line))
	}
	s.lines = append(s.lines, k.facts(a, carriers, measure)...)
	s.lines = append(s.lines, k.ruled(measure), "")
	s.body = len(s.lines)
	options := k.setting.options(k, measure)
	options.Shift = shift
	if pictures != nil {
		options.Picture = pictures.draw
	}
	s.page = prose.Render(a.Body, options)
	s.lines = append(s.lines, s.page.Lines...)
	if len(a.Attachments) > 0 {
		s.lines = append(s.lines, "", k.muted.on(k.measure.Truncate(k.texts.Field.Attachments, measure, "…")))
		for _, file := range a.Attachments {
			s.lines = append(s.lines, k.measure.Break("  "+file.Title+" "+k.address(file.URL), measure)...)
		}
	}
	return s
}

// rehearse sets an article that nobody sees: the first setting makes the Markdown parser and the theme's styles, on a
// processor that is idle while the cache is being read.
func (c *commands) rehearse() tea.Cmd {
	return func() tea.Msg {
		setSheet(c.look, feed.Article{Title: "开发区", Body: "开发区**新闻**，2026年。\n\n- 园区"}, nil, rehearsed, 0, nil)
		return nil
	}
}

// ruled is a thin rule as wide as the text.
func (k *look) ruled(measure int) string {
	return k.rule.on(strings.Repeat(k.glyph.horizontal, measure))
}

// facts is when, from whom, for which zone and carried by which sources, in as many lines as it takes.
func (k *look) facts(a feed.Article, carriers []feed.Source, measure int) []string {
	f := k.texts.Field
	date := strings.Replace(a.Published.String(), "T", " ", 1)
	if a.Published.Exact == feed.ToMinute {
		date = k.calendar.minute(a.Published)
	}
	switch a.Published.Exact {
	case feed.NoDate:
		date = f.NoDate
	case feed.FromAddress:
		date += " (" + f.FromAddress + ")"
	}
	parts := []string{k.muted.on(f.Published+" ") + k.text.on(date)}
	add := func(label, value string) {
		if value != "" {
			parts = append(parts, k.muted.on(label+" ")+k.text.on(value))
		}
	}
	add(f.Origin, a.Origin)
	zone := a.ZoneLabel
	if a.Zone.Name != "" {
		zone = a.Zone.Name
	}
	if zone != "" {
		add(f.Zone, k.name.romanised(zone, zone))
	} else {
		add(f.Region, k.regionPath(a.Region))
	}
	add(k.texts.Carried.By, k.carriedBy(a, carriers))
	return k.flow(parts, "   ", measure)
}

// carriersNamed is how many of the sources that carry an article are named.
const carriersNamed = 8

// carriedBy names the sources that carry an article, the original's first. The only one is not worth a word where the
// article itself says whence it is.
func (k *look) carriedBy(a feed.Article, carriers []feed.Source) string {
	if len(carriers) == 0 || len(carriers) == 1 && a.Origin != "" {
		return ""
	}
	var names []string
	for _, source := range carriers[:min(len(carriers), carriersNamed)] {
		names = append(names, source.Name)
	}
	if len(carriers) > 1 && carriers[0].ID == a.Source {
		names[0] = k.texts.Carried.Original(names[0])
	}
	return k.texts.Carried.Names(names, len(carriers))
}

// regionPath is a region with those above it: 江苏 苏州 张家港.
func (k *look) regionPath(code feed.RegionCode) string {
	var names []string
	for _, r := range k.name.places.Path(code) {
		names = append(names, k.name.region(r))
	}
	return strings.Join(names, " ")
}

// flow sets parts side by side with gap between them, each whole on a line when it fits.
func (k *look) flow(parts []string, gap string, width int) []string {
	var lines []string
	line := ""
	for _, part := range parts {
		switch {
		case line == "":
			line = part
		case k.measure.Width(line)+k.measure.Width(gap)+k.measure.Width(part) <= width:
			line += gap + part
		default:
			lines = append(lines, k.measure.Break(line, width)...)
			line = part
		}
	}
	if line != "" {
		lines = append(lines, k.measure.Break(line, width)...)
	}
	return lines
}

// neighbours is what stands around an article: in the list being read, and in the site's own order.
type neighbours struct {
	previous, next         string // titles
	sitePrevious, siteNext string
	address                string
	related                []feed.Headline
}

// tail sets the neighbours below the body, each behind the key that leads there.
func (k *look) tail(n neighbours, measure int) []string {
	f := k.texts.Field
	lines := []string{"", k.ruled(measure)}
	add := func(key, label, title string) {
		if title == "" {
			return
		}
		head := k.key.on(k.measure.Pad(key, 2)) + k.muted.on(label+" ")
		lines = append(lines, head+k.text.on(k.measure.Truncate(title, measure-k.measure.Width(head), "…")))
	}
	add("p", f.Previous, n.previous)
	add("n", f.Next, n.next)
	add("[", f.SitePrevious, n.sitePrevious)
	add("]", f.SiteNext, n.siteNext)
	add("o", f.Address, n.address)
	for _, h := range n.related {
		add("l", f.Related, h.Title)
	}
	return lines
}
