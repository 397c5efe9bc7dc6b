package main

import (
	"fmt"
	"slices"
	"strings"

	"zonewire/tui/document"
	"zonewire/tui/link"
	"zonewire/tui/prose"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// defaultWidth is the width of typeset output when none is asked for and there is no terminal: 40 ideographs.
const defaultWidth = 80

// printArticle prints an article in one of the formats md, text, json and ansi. Width is in cells; 0 is the
// terminal's.
func (a *app) printArticle(r articleRecord, format string, width int) error {
	if width <= 0 {
		width = min(terminalWidth(a.out, defaultWidth), 100)
	}
	switch format {
	case "json":
		return printJSON(a.out, r, false)
	case "md":
		_, err := fmt.Fprintln(a.out, a.markdownOf(r))
		return err
	case "text", "ansi":
	default:
		return a.oneOf("--format", format, articleFormats()...)
	}
	look := theme.New(theme.Name(a.cfg.Theme), theme.Plain, false)
	if format == "ansi" {
		look = theme.New(theme.Name(a.cfg.Theme), theme.ANSI256, false)
	}
	for _, line := range prose.Render(a.markdownOf(r), prose.Options{Width: width, Style: look}).Lines {
		if format == "text" {
			line = strings.TrimRight(typeset.Plain(line), " ")
		}
		if _, err := fmt.Fprintln(a.out, line); err != nil {
			return err
		}
	}
	return nil
}

// markdownOf is the article as one Markdown document: title, what is known about it, body, neighbours. Its shape is
// promised to scripts.
func (a *app) markdownOf(r articleRecord) string {
	o := document.Outline{Title: r.Title, Breadcrumb: r.Breadcrumb, Body: r.Text}
	for _, fact := range []string{r.Published, r.Source, r.Zone, strings.Join(r.Region, " ")} {
		if fact != "" {
			o.Facts = append(o.Facts, fact)
		}
	}
	for _, f := range r.Attachments {
		o.Links = append(o.Links, document.Link{Label: a.text.Attachment, Title: f.Title, Target: f.URL})
	}
	if r.Prev.Title != "" {
		o.Links = append(o.Links, document.Link{Label: a.text.Prev, Title: r.Prev.Title, Target: r.Prev.URL})
	}
	if r.Next.Title != "" {
		o.Links = append(o.Links, document.Link{Label: a.text.Next, Title: r.Next.Title, Target: r.Next.URL})
	}
	if r.URL != "" {
		o.Address = "<" + r.URL + ">"
	}
	markdown := o.Markdown()
	return markdown + a.warnings(markdown, r)
}

// warnings are a line for each address of an article that looks as if it led elsewhere.
func (a *app) warnings(markdown string, r articleRecord) string {
	page := prose.Render(markdown, prose.Options{Width: defaultWidth, Style: theme.New("", theme.Plain, false)})
	addresses := []string{r.URL, r.Prev.URL, r.Next.URL}
	for _, l := range page.Links {
		addresses = append(addresses, l.URL)
	}
	for _, p := range page.Pictures {
		addresses = append(addresses, p.URL)
	}
	var b strings.Builder
	for i, address := range addresses {
		host, deceptive := link.Host(address)
		if deceptive && !slices.Contains(addresses[:i], address) {
			fmt.Fprintf(&b, "\n\n%s`%s`", a.words().Link.Really(host), address)
		}
	}
	return b.String()
}
