package demo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"zonewire/feed"
)

// writtenPieces reads the articles written by hand. A file begins with "name: value" lines up to a blank one (title,
// date, column, zone, origin, kind; author may follow), then one paragraph per line; "=====" begins the next body page. A second "column"
// and "date" make a reprint.
func writtenPieces(sites []*subsite, zones []zone) []*Piece {
	entries, err := texts.ReadDir("texts/written")
	if err != nil {
		panic(fmt.Sprintf("demo: list embedded texts: %v", err))
	}
	var pieces []*Piece
	for _, entry := range entries {
		head, body, ok := strings.Cut(readText("written/"+entry.Name()), "\n\n")
		if !ok {
			panic("demo: " + entry.Name() + " has no body")
		}
		fields := map[string][]string{}
		for line := range strings.Lines(head) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			fields[name] = append(fields[name], value)
		}
		for i := range fields["column"] {
			pieces = append(pieces, writtenPiece(entry.Name(), fields, i, body, sites, zones))
		}
	}
	return pieces
}

// writtenPiece makes the i-th printing of a written article.
func writtenPiece(file string, fields map[string][]string, i int, body string, sites []*subsite, zones []zone) *Piece {
	value := func(name string) string {
		if len(fields[name]) == 0 {
			return ""
		}
		return fields[name][min(i, len(fields[name])-1)]
	}
	moment, err := time.ParseInLocation("2006-01-02 15:04", value("date"), feed.Beijing())
	if err != nil {
		panic(fmt.Sprintf("demo: %s: %v", file, err))
	}
	c := columnNamed(sites, value("column"))
	z := slices.IndexFunc(zones, func(z zone) bool { return z.name == value("zone") })
	if c == nil || z < 0 {
		panic("demo: " + file + " is of no known column or zone")
	}
	p := &Piece{
		Title: value("title"), Kind: value("kind"), Origin: value("origin"), Author: value("author"),
		moment: moment, written: true,
	}
	for part := range strings.SplitSeq(body, "\n=====\n") {
		var blocks []block
		for line := range strings.Lines(part) {
			if line = strings.TrimSpace(line); line != "" {
				blocks = append(blocks, parseBlock(line))
			}
		}
		p.parts = append(p.parts, blocks)
	}
	p.belong(c, zones[z])
	return p
}

// columnNamed finds a column by its key, nil when there is none.
func columnNamed(sites []*subsite, key string) *column {
	for _, s := range sites {
		for _, c := range s.Columns {
			if c.key() == key {
				return c
			}
		}
	}
	return nil
}
