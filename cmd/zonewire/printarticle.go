package main

import (
	"fmt"
	"strings"

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
		return usageError{fmt.Errorf("--format %q", format)}
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

// markdownOf is the article as one Markdown document: title, what is known about it, body, neighbours.
func (a *app) markdownOf(r articleRecord) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", r.Title)
	if len(r.Breadcrumb) > 0 {
		fmt.Fprintf(&b, "%s\n\n", strings.Join(r.Breadcrumb, " › "))
	}
	facts := []string{r.Published, r.Source, r.Zone, strings.Join(r.Region, " ")}
	fmt.Fprintf(&b, "%s\n\n", strings.Join(notEmpty(facts), " · "))
	b.WriteString(strings.TrimSpace(r.Text))
	for _, f := range r.Attachments {
		fmt.Fprintf(&b, "\n\n%s [%s](%s)", a.text.Attachment, f.Title, f.URL)
	}
	for _, n := range []struct {
		label string
		link  linkRecord
	}{{a.text.Prev, r.Prev}, {a.text.Next, r.Next}} {
		if n.link.Title != "" {
			fmt.Fprintf(&b, "\n\n%s [%s](%s)", n.label, n.link.Title, n.link.URL)
		}
	}
	if r.URL != "" {
		fmt.Fprintf(&b, "\n\n<%s>", r.URL)
	}
	return b.String()
}

func notEmpty(in []string) []string {
	var out []string
	for _, s := range in {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
