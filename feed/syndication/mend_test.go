package syndication

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zonewire/feed"
)

// tokens are the names, attributes and text of a document, without comments and other instructions.
func tokens(doc []byte) (list []string, err error) {
	d := xml.NewDecoder(bytes.NewReader(doc))
	text := ""
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		switch t := token.(type) {
		case xml.CharData:
			if depth > 0 {
				text += string(t)
			}
			continue
		case xml.StartElement:
			depth++
			list = append(list, text, fmt.Sprint("<", t.Name, t.Attr))
		case xml.EndElement:
			depth--
			list = append(list, text, fmt.Sprint(">", t.Name))
		default:
			continue
		}
		text = ""
	}
}

func TestMendLeavesGoodDocumentsAlone(t *testing.T) {
	for _, doc := range []string{
		rssFeed("<item><title>一 &amp; 二 &#38; &#x4e00; ]]&gt;</title><description><![CDATA[<p>a & b</p>]]>尾</description></item>"),
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href='a?b=1&amp;c="2"'/><content type="xhtml"><div xmlns="x"><br/>乙</div></content></entry></feed>`,
		`<rdf:RDF xmlns:rdf="r"><item rdf:about="a"><media:x xmlns:media="m" url="1"/></item></rdf:RDF>`,
	} {
		m := mend(doc[strings.Index(doc, "<r")*max(0, 1-strings.Count(doc, "<feed")):])
		want, err := tokens([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		got, err := tokens(m.xml)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) || len(m.problems) > 0 {
			t.Errorf("%v, %v, problems %q\n%s", got, err, m.problems, m.xml)
		}
	}
}

// Whatever would be quadratic takes seconds to minutes here; all of it together has to be done long before the
// deadline of the test.
func TestParseIsLinear(t *testing.T) {
	const size = 1 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, doc := range map[string]string{
		"nested":              "<rss><channel>" + repeat("<a>"),
		"nested with ends":    "<rss><channel>" + strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000) + "</channel></rss>",
		"nested html":         rssFeed("<item><description><![CDATA[" + strings.Repeat("<div>", 100_000) + "]]></description></item>"),
		"unclosed cdata":      "<rss><channel>" + repeat("<item><![CDATA[x</item>"),
		"unclosed comments":   "<rss><channel>" + repeat("<!--"),
		"unclosed quotes":     "<rss><channel>" + repeat("<a b=\""),
		"odd quotes":          "<rss><channel>" + repeat("<a b='\" "),
		"ampersands":          "<rss><channel><title>" + repeat("&"),
		"ends without starts": "<rss><channel>" + repeat("</b>"),
		"doctypes":            "<rss><channel>" + repeat("<!["),
		"one line":            rssFeed("<item><title>" + strings.Repeat("长", size/3) + "</title></item>"),
		"same ids":            rssFeed(strings.Repeat("<item><guid>a</guid></item>", 20_000)),
	} {
		start := time.Now()
		_, err := Parse([]byte(doc), "http://zone.example/", fetched())
		if err != nil && feed.KindOf(err) != feed.Malformed {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %v", name, time.Since(start))
	}
}

func FuzzMend(f *testing.F) {
	f.Add("<rss><item a=1 b='2'>&nbsp;&amp<![CDATA[x]]></rss>")
	f.Add("<feed><entry><a:b:c d><x></feed></entry>")
	f.Add("<entry><a><entry><</entry>")
	f.Add("<rss><![CDATA[]]\x16></a>]]></rss>")
	f.Add("<a>&nbsp&p&nbsp;&copy=2;&notit;")
	f.Fuzz(func(t *testing.T, doc string) {
		if !utf8.ValidString(doc) {
			return
		}
		m := mend(doc)
		if len(m.xml) == 0 {
			return
		}
		again, err := tokens(m.xml)
		if err != nil {
			t.Fatalf("%v in %q, from %q", err, m.xml, doc)
		}
		// What is mended needs no mending.
		twice := mend(string(m.xml))
		if list, err := tokens(twice.xml); err != nil || fmt.Sprint(list) != fmt.Sprint(again) || len(twice.problems) > 0 {
			t.Fatalf("%q became %q with problems %q", m.xml, twice.xml, twice.problems)
		}
	})
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(rssFeed("<item><title>一</title><link>/1</link><pubDate>Wed, 02 Oct 2019 16:20:00 +0800</pubDate><description><![CDATA[" + long(2) + "]]></description></item>")))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>一</title><id>1</id><link href="1"/><updated>2019-10-02T08:00:00Z</updated><source><title>x</title></source></entry></feed>`))
	f.Add([]byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item rdf:about="y"><title>一</title></item></rdf:RDF>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[null,{"id":1,"url":"a","authors":[null],"attachments":[{"url":"b"}]}]}`))
	f.Add([]byte(`<urlset xmlns:news="n"><url><loc>http://x/1042.html</loc><news:news><news:title>一</news:title></news:news></url><url>`))
	f.Add([]byte("<rss><channel><item><title>\xd2\xbb</title><enclosure url=x type=image/png>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := Parse(body, "http://zone.example/feed", fetched())
		if err != nil {
			if kind := feed.KindOf(err); kind != feed.Malformed && kind != feed.Empty {
				t.Fatal(err)
			}
			return
		}
		ids := map[string]bool{}
		for _, e := range got.Entries {
			if ids[e.ID] {
				t.Fatalf("id %q twice", e.ID)
			}
			ids[e.ID] = true
			u := e.Article.URL
			if u != "" && !strings.HasPrefix(u, "http://") && !strings.HasPrefix(u, "https://") {
				t.Fatalf("address %q", u)
			}
			if !utf8.ValidString(e.Article.Title) || !utf8.ValidString(e.Article.Body) {
				t.Fatalf("not UTF-8: %+v", e.Article)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for name, sentences := range map[string]int{"summaries": 1, "full text": 20} {
		b.Run(name, func(b *testing.B) { benchmarkParse(b, sentences) })
	}
}

// benchmarkParse parses a feed of 50 entries.
func benchmarkParse(b *testing.B, sentences int) {
	var items strings.Builder
	for n := range 50 {
		fmt.Fprintf(&items, "<item><title>第%d条</title><link>http://zone.example/%d</link><pubDate>Wed, 02 Oct 2019 16:20:00 +0800</pubDate><description><![CDATA[%s]]></description></item>", n, n, long(sentences))
	}
	doc := []byte(rssFeed(items.String()))
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		if _, err := Parse(doc, "http://zone.example/", fetched()); err != nil {
			b.Fatal(err)
		}
	}
}
