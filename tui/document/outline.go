package document

import (
	"fmt"
	"strings"
)

// Outline is an article as Markdown is written from it. All of it is Markdown already: who fills it in escapes what is
// to be shown as it is.
type Outline struct {
	Title      string
	Breadcrumb []string
	Facts      []string // when, from whom, for which place
	Body       string
	Links      []Link
	Address    string // the last line, "" for none
}

// Link is a line of a label and a link. Target is its destination.
type Link struct {
	Label, Title, Target string
}

// Markdown writes an outline as CommonMark without a line feed at its end.
func (o Outline) Markdown() string {
	blocks := []string{"# " + o.Title, strings.Join(o.Breadcrumb, " › "), strings.Join(o.Facts, " · "), strings.TrimSpace(o.Body)}
	for _, l := range o.Links {
		blocks = append(blocks, fmt.Sprintf("%s [%s](%s)", l.Label, l.Title, l.Target))
	}
	blocks = append(blocks, o.Address)
	var b strings.Builder
	for _, block := range blocks {
		if block == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(block)
	}
	return b.String()
}
