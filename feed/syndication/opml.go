package syndication

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"zonewire/feed"
)

// Outline is a source in a list of feeds: OPML 2.0, http://opml.org/spec2.opml.
type Outline struct {
	Title  string
	URL    string   // address of a feed, "" for a site without one
	HTML   string   // address of the site
	Folder []string // names of the folders that it lies in, outermost first
	Tags   []string // the category attribute, where newsboat keeps its tags
}

// ParseOPML reads a list of feeds, in order. Broken XML is read as far as it goes. The error is Malformed for what is
// no OPML.
func ParseOPML(body []byte) ([]Outline, error) {
	text, _ := toUTF8(body)
	start := strings.Index(strings.ToLower(text[:min(len(text), rootWithin)]), "<opml")
	if start < 0 {
		return nil, &feed.Error{Kind: feed.Malformed, Op: "read OPML", Err: errors.New("no OPML in it")}
	}
	decoder := xml.NewDecoder(bytes.NewReader(mend(text[start:]).xml))
	var (
		outlines []Outline
		folders  []string // of each open element, "" for one that is no folder
	)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return outlines, nil
		}
		if err != nil {
			return outlines, &feed.Error{Kind: feed.Malformed, Op: "read OPML", Err: err}
		}
		switch t := token.(type) {
		case xml.StartElement:
			folder := ""
			if strings.EqualFold(t.Name.Local, "outline") {
				o, isSource := readOutline(t)
				if isSource {
					for _, f := range folders {
						if f != "" {
							o.Folder = append(o.Folder, f)
						}
					}
					outlines = append(outlines, o)
				} else {
					folder = o.Title
				}
			}
			folders = append(folders, folder)
		case xml.EndElement:
			folders = folders[:len(folders)-1]
		}
	}
}

// readOutline reads an element's attributes, whose names are written in any case. isSource is false for a folder.
func readOutline(e xml.StartElement) (o Outline, isSource bool) {
	value := func(names ...string) string {
		for _, name := range names {
			for _, a := range e.Attr {
				if strings.EqualFold(a.Name.Local, name) && strings.TrimSpace(a.Value) != "" {
					return strings.TrimSpace(a.Value)
				}
			}
		}
		return ""
	}
	o = Outline{Title: plain(value("title", "text")), URL: value("xmlUrl"), HTML: value("htmlUrl")}
	if o.URL == "" {
		switch strings.ToLower(value("type")) {
		case "rss", "atom", "json", "feed":
			o.URL = value("url")
		case "link":
			o.HTML = firstOf(value("url"), o.HTML)
		}
	}
	for tag := range strings.SplitSeq(value("category"), ",") {
		if tag = strings.Trim(tag, " /"); tag != "" {
			o.Tags = append(o.Tags, tag)
		}
	}
	return o, o.URL != "" || o.HTML != ""
}

// folder is a branch of the tree that is written: a source, or a folder with what lies in it.
type folder struct {
	name    string
	source  *Outline
	entries []*folder
}

// WriteOPML writes a list of feeds as OPML 2.0. Sources of one folder come together where the folder is first named.
// A source without a feed is written as a link, which is the specification's word for it.
func WriteOPML(w io.Writer, title string, outlines []Outline) error {
	root := &folder{}
	for i := range outlines {
		at := root
		for _, name := range outlines[i].Folder {
			at = at.sub(name)
		}
		at.entries = append(at.entries, &folder{source: &outlines[i]})
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<opml version="2.0">` + "\n\t<head>\n\t\t<title>")
	b.WriteString(quoted(title))
	b.WriteString("</title>\n\t</head>\n\t<body>\n")
	for _, e := range root.entries {
		e.write(&b, "\t\t")
	}
	b.WriteString("\t</body>\n</opml>\n")
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	return nil
}

// sub is the folder of that name within f, made if need be.
func (f *folder) sub(name string) *folder {
	for _, e := range f.entries {
		if e.source == nil && e.name == name {
			return e
		}
	}
	e := &folder{name: name}
	f.entries = append(f.entries, e)
	return e
}

func (f *folder) write(b *bytes.Buffer, indent string) {
	if f.source == nil {
		fmt.Fprintf(b, "%s<outline text=\"%s\">\n", indent, quoted(f.name))
		for _, e := range f.entries {
			e.write(b, indent+"\t")
		}
		b.WriteString(indent + "</outline>\n")
		return
	}
	o := f.source
	title := firstOf(o.Title, o.URL, o.HTML)
	fmt.Fprintf(b, `%s<outline text="%s" title="%s"`, indent, quoted(title), quoted(title))
	if o.URL == "" {
		fmt.Fprintf(b, ` type="link" url="%s"`, quoted(o.HTML))
	} else {
		fmt.Fprintf(b, ` type="rss" xmlUrl="%s"`, quoted(o.URL))
		if o.HTML != "" {
			fmt.Fprintf(b, ` htmlUrl="%s"`, quoted(o.HTML))
		}
	}
	if len(o.Tags) > 0 {
		fmt.Fprintf(b, ` category="%s"`, quoted(strings.Join(o.Tags, ",")))
	}
	b.WriteString("/>\n")
}

// quoted is foreign text as an attribute's value. The file may be shown in a terminal, so it passes the gate.
func quoted(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(feed.Clean(s))) // a strings.Builder does not fail
	return b.String()
}
