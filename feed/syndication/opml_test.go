package syndication

import (
	"bytes"
	"encoding/xml"
	"errors"
	"reflect"
	"strings"
	"testing"

	"zonewire/feed"
)

func TestNewsboatExport(t *testing.T) {
	outlines, err := ParseOPML([]byte(`<?xml version="1.0"?>
<opml version="2.0"><head><title>newsboat - Exported Feeds</title></head><body>
<outline type="rss" xmlUrl="http://zone.example/rss.xml?a=1&amp;b=2" title="江南开发区" text="江南开发区" htmlUrl="http://zone.example/" category="要闻,经济/招商"/>
<outline type="rss" xmlUrl="https://b.example/atom"/>
<outline type="rss" xmlUrl="filter:~/bin/clean:http://c.example/" title="筛过的"/>
</body></opml>`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Outline{
		{Title: "江南开发区", URL: "http://zone.example/rss.xml?a=1&b=2", HTML: "http://zone.example/", Tags: []string{"要闻", "经济/招商"}},
		{URL: "https://b.example/atom"},
		{Title: "筛过的", URL: "filter:~/bin/clean:http://c.example/"},
	}
	if !reflect.DeepEqual(outlines, want) {
		t.Errorf("%+v", outlines)
	}
}

func TestOPMLAsOthersWriteIt(t *testing.T) {
	outlines, err := ParseOPML([]byte("\xef\xbb\xbf<!-- list --><OPML version=1.1><body>" +
		`<outline text="江苏"><outline title="苏州" ><outline TEXT="甲 & 乙" type="RSS" xmlurl="http://a.example/"></outline>` +
		`<outline text="栏目" type="link" url="http://b.example/news/"/></outline><outline text="丙" type="atom" url="http://c.example/"/></outline>` +
		`<outline text="空"/><outline text="丁" xmlUrl="http://d.example/">`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Outline{
		{Title: "甲 & 乙", URL: "http://a.example/", Folder: []string{"江苏", "苏州"}},
		{Title: "栏目", HTML: "http://b.example/news/", Folder: []string{"江苏", "苏州"}},
		{Title: "丙", URL: "http://c.example/", Folder: []string{"江苏"}},
		{Title: "丁", URL: "http://d.example/"},
	}
	if !reflect.DeepEqual(outlines, want) {
		t.Errorf("%+v", outlines)
	}
}

func TestWhatIsNoOPML(t *testing.T) {
	for _, doc := range []string{"", "<html></html>", "http://a.example/feed\nhttp://b.example/"} {
		if _, err := ParseOPML([]byte(doc)); feed.KindOf(err) != feed.Malformed {
			t.Errorf("%q: %v", doc, err)
		}
	}
}

func sample() []Outline {
	return []Outline{
		{Title: `甲 "<&>' 区`, URL: "http://a.example/?x=1&y=2", HTML: "http://a.example/", Tags: []string{"要闻", "招商"}},
		{Title: "乙", URL: "http://b.example/", Folder: []string{"江苏", "苏州"}},
		{Title: "丙", HTML: "http://c.example/news/", Folder: []string{"江苏"}},
		{Title: "丁", URL: "http://d.example/", Folder: []string{"浙江"}},
	}
}

func TestOPMLComesBackAsItWent(t *testing.T) {
	var b bytes.Buffer
	if err := WriteOPML(&b, "zonewire", sample()); err != nil {
		t.Fatal(err)
	}
	got, err := ParseOPML(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, sample()) {
		t.Errorf("%+v", got)
	}
}

// What OPML 2.0 asks for: head and body, a text on every outline, xmlUrl on those of type rss, url on links.
func TestOPMLIsValid(t *testing.T) {
	var b bytes.Buffer
	outlines := append(sample(), Outline{Title: "\x1b]0;x\x07坏\u202e", URL: "http://e.example/"})
	if err := WriteOPML(&b, "a & b", outlines); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\x07\u202e") {
		t.Errorf("control characters in %q", b.String())
	}
	type outline struct {
		Text     string    `xml:"text,attr"`
		Type     string    `xml:"type,attr"`
		XMLURL   string    `xml:"xmlUrl,attr"`
		URL      string    `xml:"url,attr"`
		Outlines []outline `xml:"outline"`
	}
	var doc struct {
		XMLName xml.Name  `xml:"opml"`
		Version string    `xml:"version,attr"`
		Title   string    `xml:"head>title"`
		Body    []outline `xml:"body>outline"`
	}
	if err := xml.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != "2.0" || doc.Title != "a & b" || len(doc.Body) != 4 {
		t.Errorf("%+v", doc)
	}
	var check func([]outline)
	check = func(list []outline) {
		for _, o := range list {
			if o.Text == "" || o.Type == "rss" && o.XMLURL == "" || o.Type == "link" && o.URL == "" || o.Type == "" && len(o.Outlines) == 0 {
				t.Errorf("%+v", o)
			}
			check(o.Outlines)
		}
	}
	check(doc.Body)
}

type brokenWriter struct{}

var errBroken = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteOPMLReportsItsWriter(t *testing.T) {
	if err := WriteOPML(brokenWriter{}, "x", sample()); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}

func FuzzOPML(f *testing.F) {
	var b bytes.Buffer
	if err := WriteOPML(&b, "zonewire", sample()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`<opml><body><outline text="江苏"><outline xmlUrl=http://a.example/ title="甲 & 乙"`))
	f.Add([]byte("<opml\xff\xfe version='1.0'><outline/><outline type=link url='x'/>"))
	f.Fuzz(func(t *testing.T, doc []byte) {
		outlines, err := ParseOPML(doc)
		if err != nil && feed.KindOf(err) != feed.Malformed {
			t.Fatal(err)
		}
		for _, o := range outlines {
			if o.URL == "" && o.HTML == "" {
				t.Fatalf("a source without an address: %+v", o)
			}
		}
		var first, second bytes.Buffer
		if err := WriteOPML(&first, "t", outlines); err != nil {
			t.Fatal(err)
		}
		again, err := ParseOPML(first.Bytes())
		if err != nil {
			t.Fatalf("%v in %s", err, first.Bytes())
		}
		if err := WriteOPML(&second, "t", again); err != nil {
			t.Fatal(err)
		}
		if len(again) > len(outlines) {
			t.Fatalf("%d sources became %d", len(outlines), len(again))
		}
	})
}
