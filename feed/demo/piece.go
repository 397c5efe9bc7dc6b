package demo

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zonewire/feed"
)

// Template says which of the three layouts a page has.
type Template string

// The layouts: nested tables in GB18030 declared as gb2312, divs in UTF-8 with meaningless class names, and a
// government page with the standard meta tags.
const (
	Tables Template = "tables"
	Divs   Template = "divs"
	Gov    Template = "gov"
)

// Piece is an article of the demo as it truly is: what extraction must find on its page. Addresses are paths on the
// site (/tc/wz/2025/03/1042.htm), without host.
type Piece struct {
	ID          int
	Path        string
	Title       string
	Published   feed.Published // exact to what the page shows
	Origin      string         // 来源
	Author      string         // 作者, "" when the page has none
	Editor      string         // 责任编辑, "" when the page has none
	ZoneLabel   string         // 发布开发区 as printed, "" when the page has none
	Zone        string         // full name of the zone that it is about
	Province    string         // where that zone is, full names
	City        string
	County      string   // "" when the zone is a city's
	Breadcrumb  []string // 首页, 开发区新闻, 苏州, 文字新闻
	Paragraphs  []string // text of paragraphs and headings, in order, over all body pages, without indents
	Tables      [][][]string
	Pictures    []feed.Picture
	Attachments []feed.Attachment
	Prev, Next  feed.Link // as the page says: the one before and the one after it in its column
	Template    Template
	Column      string   // "tc/wz"
	Kind        string   // signing, stats, ...: the grammar rule, or what a written article is
	Parts       []string // paths of the further body pages
	Twin        string   // path of the same text reprinted in another column, "" when there is none

	written bool
	moment  time.Time // to the minute
	parts   [][]block
}

// block is a piece of body: text, a heading, a table or a picture.
type block struct {
	Heading bool
	Spans   []textSpan
	Rows    [][]cell
	Picture *feed.Picture
	scene   string
	File    *feed.Attachment
}

// textSpan is text in one style.
type textSpan struct {
	Text string
	Bold bool
}

// cell is a table cell; Span is how many rows it covers, 0 for one that a cell above covers.
type cell struct {
	Text string
	Span int
}

// Text is the block's text without marks.
func (b block) Text() string {
	var s strings.Builder
	for _, span := range b.Spans {
		s.WriteString(span.Text)
	}
	return s.String()
}

// parseBlock reads one paragraph of the texts' own markup: "## heading", "|a|b| ~ |c|d|" (a cell "^" belongs to the
// one above), "!scene!caption", "@file.pdf@title", **bold**.
func parseBlock(line string) block {
	switch {
	case strings.HasPrefix(line, "## "):
		return block{Heading: true, Spans: []textSpan{{Text: line[3:]}}}
	case line[0] == '|':
		return block{Rows: parseRows(strings.Split(line, " ~ "))}
	case line[0] == '!':
		scene, caption, _ := strings.Cut(line[1:], "!")
		return block{scene: scene, Picture: &feed.Picture{Alt: caption, Caption: caption}}
	case line[0] == '@':
		name, title, _ := strings.Cut(line[1:], "@")
		return block{File: &feed.Attachment{Title: title, URL: name}}
	}
	var spans []textSpan
	for i, text := range strings.Split(line, "**") {
		if text != "" {
			spans = append(spans, textSpan{Text: text, Bold: i%2 == 1})
		}
	}
	return block{Spans: spans}
}

func parseRows(lines []string) [][]cell {
	var rows [][]cell
	for _, line := range lines {
		var row []cell
		for i, text := range strings.Split(strings.Trim(line, "|"), "|") {
			if text != "^" {
				row = append(row, cell{Text: text, Span: 1})
				continue
			}
			row = append(row, cell{Text: cellAbove(rows, i).Text})
			cellAbove(rows, i).Span++
		}
		rows = append(rows, row)
	}
	return rows
}

// cellAbove is the nearest cell of a column that is not itself covered.
func cellAbove(rows [][]cell, column int) *cell {
	for _, row := range slices.Backward(rows) {
		if row[column].Span > 0 {
			return &row[column]
		}
	}
	panic("demo: table begins with a covered cell")
}

// settle fills in what follows from the blocks, once the piece has its path.
func (p *Piece) settle() {
	p.Paragraphs, p.Tables, p.Pictures, p.Attachments, p.Parts = nil, nil, nil, nil, nil
	for i, part := range p.parts {
		if i > 0 {
			p.Parts = append(p.Parts, partPath(p, i+1))
		}
		for _, b := range part {
			switch {
			case b.Picture != nil:
				b.Picture.URL = mediaPath(p, "images", len(p.Pictures)+1, ".png")
				p.Pictures = append(p.Pictures, *b.Picture)
			case b.File != nil:
				b.File.URL = mediaPath(p, "files", len(p.Attachments)+1, fileExt(b.File.URL))
				p.Attachments = append(p.Attachments, *b.File)
			case b.Rows != nil:
				p.Tables = append(p.Tables, tableText(b.Rows))
			default:
				p.Paragraphs = append(p.Paragraphs, b.Text())
			}
		}
	}
}

// tableText is a table's text with that of merged cells repeated in each row.
func tableText(rows [][]cell) [][]string {
	text := make([][]string, len(rows))
	for i, row := range rows {
		for _, c := range row {
			text[i] = append(text[i], c.Text)
		}
	}
	return text
}

// Summary is the beginning of the text as lists and feeds show it: at most 70 characters.
func (p *Piece) Summary() string {
	if len(p.Paragraphs) == 0 {
		return p.Title
	}
	return cut(p.Paragraphs[0], 70, "……")
}

// link is the piece as a neighbour or in a list.
func (p *Piece) link() feed.Link { return feed.Link{Title: p.Title, URL: p.Path} }

// cut shortens text to n characters and then says so.
func cut(text string, n int, more string) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n]) + more
}
