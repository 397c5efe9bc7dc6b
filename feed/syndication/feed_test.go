package syndication

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zonewire/feed"
)

// fetched is the time at which the tests' feeds were fetched.
func fetched() time.Time { return time.Date(2019, 10, 8, 9, 0, 0, 0, feed.Beijing()) }

const whole = "开发区管委会今天上午举行项目签约仪式，十二个项目正式落户，总投资八十六亿元。"

// long is text of n sentences in paragraphs.
func long(n int) string { return strings.Repeat("<p>　　"+whole+"</p>", n) }

func rssFeed(items string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>江南开发区</title><link>http://zone.example/</link><description>要闻</description>` + items + `</channel></rss>`
}

func parse(t *testing.T, doc string) Feed {
	t.Helper()
	f, err := Parse([]byte(doc), "http://zone.example/feeds/news.xml", fetched())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func titles(f Feed) string {
	var all []string
	for _, e := range f.Entries {
		all = append(all, e.Article.Title)
	}
	return strings.Join(all, "|")
}

func TestRSS(t *testing.T) {
	f := parse(t, rssFeed(`<item><title>项目&amp;nbsp;签约 &lt;b&gt;仪式&lt;/b&gt;</title><link>/art/1.html</link><guid isPermaLink="false">g1</guid>
		<pubDate>Wed, 02 Oct 2019 16:20:00 +0800</pubDate><dc:creator>王一</dc:creator><source url="http://daily.example/">江南日报</source>
		<description>摘要……</description><content:encoded><![CDATA[`+long(3)+`<p><a href="../f/plan.pdf">规划图</a><img src="p.jpg" alt="现场"></p><script>x()</script>]]></content:encoded>
		<enclosure url="http://zone.example/v.mp4" type="video/mp4" length="1"/><enclosure url="/c.jpg" type="image/jpeg" length="1"/>
		<media:content url="http://zone.example/m.jpg" medium="image"/></item>`))
	if f.Title != "江南开发区" || f.Link != "http://zone.example/" || f.Problem != "" || len(f.Entries) != 1 {
		t.Fatalf("%+v", f)
	}
	e := f.Entries[0]
	a := e.Article
	if e.ID != "g1" || !e.Full || e.Problem != "" || a.URL != "http://zone.example/art/1.html" || a.Title != "项目 签约 仪式" ||
		a.Author != "王一" || a.Origin != "江南日报" || a.Published.String() != "2019-10-02T16:20:00+08:00" || !a.Fetched.Equal(fetched()) {
		t.Errorf("%+v", e)
	}
	if want := strings.TrimSpace(strings.Repeat(whole+"\n\n", 3)) +
		"\n\n[规划图](http://zone.example/f/plan.pdf)![现场](http://zone.example/art/p.jpg)"; a.Body != want {
		t.Errorf("body = %q, want %q", a.Body, want)
	}
	if got := fmt.Sprint(a.Pictures); got != "[{http://zone.example/art/p.jpg 现场 } {http://zone.example/c.jpg  } {http://zone.example/m.jpg  }]" {
		t.Errorf("pictures %s", got)
	}
	if got := fmt.Sprint(a.Attachments); got != "[{规划图 http://zone.example/f/plan.pdf} {v.mp4 http://zone.example/v.mp4}]" {
		t.Errorf("attachments %s", got)
	}
}

func TestOtherFormats(t *testing.T) {
	for name, doc := range map[string]string{
		"rss 0.91": `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x/rss-0.91.dtd"><rss version="0.91"><channel>
			<title>甲</title><link>http://zone.example/</link><item><title>一</title><link>http://zone.example/1</link><description>二</description></item></channel></rss>`,
		"rss 1.0": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
			<channel rdf:about="x"><title>甲</title><link>http://zone.example/</link></channel>
			<item rdf:about="y"><title>一</title><link>http://zone.example/1</link><dc:date>2019-10-02</dc:date><dc:source>江南日报</dc:source></item></rdf:RDF>`,
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://zone.example/"><title>甲</title><link href="http://zone.example/"/><author><name>编辑部</name></author>
			<entry><title type="html">&lt;i&gt;一&lt;/i&gt;</title><id>urn:1</id><link rel="alternate" href="1"/><updated>2019-10-02T08:00:00Z</updated>
			<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>` + whole + `</p></div></content></entry></feed>`,
		"json feed": `{"version":"https://jsonfeed.org/version/1.1","title":"甲","home_page_url":"http://zone.example/","items":[null,
			{"id":7,"url":"1","title":"一","content_text":"` + whole + "\n" + `第二段","date_published":"2019-10-02T08:00:00+08:00","authors":[null,{"name":"王一"}],
			"attachments":[{"url":"/a.pdf","mime_type":"application/pdf","title":"附件一"}]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			f := parse(t, doc)
			if f.Title != "甲" || f.Link != "http://zone.example/" || len(f.Entries) != 1 {
				t.Fatalf("%+v", f)
			}
			e := f.Entries[0]
			if e.Article.Title != "一" || e.Article.URL != "http://zone.example/1" || name != "rss 0.91" && e.Article.Published.Day() != "2019-10-02" {
				t.Errorf("%+v", e)
			}
			switch name {
			case "rss 1.0":
				if e.Article.Origin != "江南日报" || e.Article.Published.Exact != feed.ToDay || e.Full {
					t.Errorf("%+v", e)
				}
			case "atom":
				if e.Article.Body != whole || !e.Full || e.Article.Author != "编辑部" || e.ID != "urn:1" {
					t.Errorf("%+v", e)
				}
			case "json feed":
				if e.Article.Body != whole+"\n\n第二段" || e.ID != "7" || e.Article.Author != "王一" || e.Article.Attachments[0].Title != "附件一" {
					t.Errorf("%+v", e)
				}
			}
		})
	}
}

// What comes of broken feeds: the entries that can be read, and a word on what was wrong.
func TestBrokenFeeds(t *testing.T) {
	item := func(n int) string {
		return fmt.Sprintf("<item><title>第%d条</title><link>http://zone.example/%d</link><description>%s</description></item>", n, n, whole)
	}
	gb := func(s string) string {
		b, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	good := rssFeed(item(1) + item(2))
	for _, c := range []struct{ name, doc, titles, problem string }{
		{"nothing", good, "第1条|第2条", ""},
		{"mark", "\xef\xbb\xbf\n " + good, "第1条|第2条", ""},
		{"controls", strings.ReplaceAll(good, "签约", "签\x0b\x00约&#x1f;"), "第1条|第2条", "characters that XML forbids"},
		{"entities", strings.ReplaceAll(good, "签约", "签约&nbsp;&mdash;&hellip;"), "第1条|第2条", "undeclared entities"},
		{"ampersands", strings.ReplaceAll(good, "签约", "R&D & A&B;"), "第1条|第2条", "an unescaped &"},
		{"angles", strings.ReplaceAll(good, "签约", "<通知> 3 < 5 >"), "第1条|第2条", "an unescaped <"},
		{"declared as gb2312, is utf-8", strings.Replace(good, "UTF-8", "gb2312", 1), "第1条|第2条", ""},
		{"declared as gb2312", gb(strings.Replace(good, "UTF-8", "gb2312", 1)), "第1条|第2条", ""},
		{"declared as utf-8, is gb18030", gb(good), "第1条|第2条", `declared as "utf-8" but GB18030`},
		{"damaged utf-8", strings.Replace(good, "签约", "签\xe7\xba约", 1), "第1条|第2条", "broken UTF-8"},
		{"unknown encoding", strings.Replace(good, "UTF-8", "x-nothing", 1), "第1条|第2条", ""},
		{"cut in an entry", good[:strings.Index(good, "第2条")+20], "第1条", "the document ends too early; its last entry is cut off"},
		{"cut in a tag", good[:strings.LastIndex(good, "<link")+3], "第1条", "the document ends too early; its last entry is cut off"},
		{"cut between entries", strings.TrimSuffix(good, "</channel></rss>"), "第1条|第2条", "the document ends too early"},
		{"entry without end", rssFeed(strings.Replace(item(1), "</item>", "", 1) + item(2)), "第1条|第2条", "an unclosed entry"},
		{"html unescaped", rssFeed(strings.Replace(item(1), whole, "<p>甲<br>乙<img src=a.jpg></p><p>丙", 1) + item(2)), "第1条|第2条", "tags that do not match"},
		{"cdata without end", rssFeed(strings.Replace(item(1), whole, "<![CDATA["+whole, 1) + item(2)), "第1条|第2条", "an unclosed CDATA section"},
		{"messages before it", "<br />\n<b>Warning</b>: mysql_connect() in /a.php\n" + good, "第1条|第2条", "text before the feed"},
		{"messages behind it", good + "<!-- 0.1 s --><script>x()</script>", "第1条|第2条", ""},
		{"comments before it", "<!-- made by <cms> --><?xml-stylesheet href='a.xsl'?>" + good, "第1条|第2条", ""},
		{"attributes unquoted", strings.Replace(good, `version="2.0"`, `version=2.0 checked a="<&"`, 1), "第1条|第2条", "an unescaped &"},
		{"entity bomb", `<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>` + strings.Replace(good, "签约", "&b;", 1), "第1条|第2条", "text before the feed; an unescaped &"},
		{"no entries", rssFeed(""), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := parse(t, c.doc)
			if titles(f) != c.titles || f.Problem != c.problem {
				t.Errorf("titles %q, problem %q; want %q, %q", titles(f), f.Problem, c.titles, c.problem)
			}
		})
	}
}

func TestBrokenJSONFeed(t *testing.T) {
	doc := `{"version":"https://jsonfeed.org/version/1","title":"甲","items":[{"id":"1","url":"http://zone.example/1","title":"一"},{"id":"2","title":["x"]},{"id":"3","title":"三`
	f := parse(t, doc)
	if titles(f) != "一" || !strings.Contains(f.Problem, "ends too early") || !strings.Contains(f.Problem, "cannot be read") {
		t.Errorf("%s: %s", titles(f), f.Problem)
	}
}

func TestWhatIsNoFeed(t *testing.T) {
	for doc, want := range map[string]struct {
		kind feed.Kind
		text string
	}{
		"<!DOCTYPE html><html><body>页面不存在</body></html>": {feed.Malformed, "an HTML page"},
		"<HTML lang=zh><rss>":                              {feed.Malformed, "an HTML page"},
		`<opml version="1.0"><body/></opml>`:               {feed.Malformed, "an OPML list"},
		`<?xml version="1.0"?><urlset xmlns="x"></urlset>`: {feed.Malformed, "a sitemap"},
		`{"code":0,"data":[]}`:                             {feed.Malformed, "not JSON Feed"},
		"系统繁忙":                                             {feed.Malformed, "neither"},
		"":                                                 {feed.Empty, ""},
		" \n\x00":                                          {feed.Empty, ""},
	} {
		_, err := Parse([]byte(doc), "http://zone.example/rss", fetched())
		var e *feed.Error
		if !errors.As(err, &e) || e.Kind != want.kind || !strings.Contains(err.Error(), want.text) || e.Subject != "http://zone.example/rss" {
			t.Errorf("%q: %v", doc, err)
		}
	}
}

func TestDuplicateIDsSurvive(t *testing.T) {
	one := "<item><title>%s</title><link>http://zone.example/%s</link><guid>same</guid></item>"
	f := parse(t, rssFeed(fmt.Sprintf(one, "一", "1")+fmt.Sprintf(one, "二", "2")+fmt.Sprintf(one, "三", "2")+fmt.Sprintf(one, "三", "2")))
	seen := map[string]bool{}
	for _, e := range f.Entries {
		seen[e.ID] = true
	}
	if len(f.Entries) != 4 || len(seen) != 4 {
		t.Errorf("%d entries, ids %v", len(f.Entries), seen)
	}
}

func TestLinkOfAnEntry(t *testing.T) {
	for item, want := range map[string]string{
		"<link>http://zone.example/1?a=1&amp;b=2</link>":                    "http://zone.example/1?a=1&b=2",
		"<guid>http://zone.example/2</guid>":                                "http://zone.example/2",
		`<guid isPermaLink="false">http://zone.example/3</guid>`:            "",
		"<link>javascript:alert(1)</link>":                                  "",
		"<link>\n  //other.example/4\n</link>":                              "http://other.example/4",
		"<link><![CDATA[art/5.html]]></link>":                               "http://zone.example/art/5.html",
		`<link>file:///etc/passwd</link><guid isPermaLink="false">x</guid>`: "",
	} {
		f := parse(t, rssFeed("<item><title>一</title>"+item+"</item>"))
		if got := f.Entries[0].Article.URL; got != want {
			t.Errorf("%s: %q, want %q", item, got, want)
		}
		if (want == "") != strings.Contains(f.Entries[0].Problem, "no address") {
			t.Errorf("%s: problem %q", item, f.Entries[0].Problem)
		}
	}
}

func TestSummaryOrFull(t *testing.T) {
	description := func(s string) string { return "<description><![CDATA[" + s + "]]></description>" }
	encoded := func(s string) string { return "<content:encoded><![CDATA[" + s + "]]></content:encoded>" }
	for _, c := range []struct {
		name, item string
		full       bool
	}{
		{"a sentence", description(whole), false},
		{"an article in the description", description(long(5)), true},
		{"a long text in one paragraph", description(strings.Repeat(whole, 12)), true},
		{"a long summary", description(strings.Repeat(whole, 12) + "……"), false},
		{"a summary cut by length", description(strings.Repeat(whole, 12) + "会议指"), false},
		{"a link to the whole", description(long(5) + `<a href="/1">阅读全文&gt;&gt;</a>`), false},
		{"a short content beside a summary", description("项目签约") + encoded(whole), true},
		{"a content that is the summary again", description(whole) + encoded(whole), false},
		{"a cut content", encoded(long(2) + "[…]"), false},
		{"a content that is the title", encoded("一"), false},
		{"a picture story", description("一") + encoded(`<img src="a.jpg">`+whole), true},
		{"nothing", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := parse(t, rssFeed("<item><title>一</title>"+c.item+"</item>"))
			if got := f.Entries[0].Full; got != c.full {
				t.Errorf("full = %v", got)
			}
		})
	}
}

func TestMarkdown(t *testing.T) {
	for source, want := range map[string]string{
		"一\n\n二 & 三":                                  "一\n\n二 & 三",
		"a*b*c &lt;x&gt;":                             `a\*b\*c &lt;x&gt;`,
		"<p>一<br>二</p>":                               "一  \n二",
		`<a href="javascript:x()">一</a>`:              "一",
		`<a href="b?x=1">一</a>`:                       "[一](http://zone.example/art/b?x=1)",
		`<img src="data:image/png;base64,x">一`:        "一",
		`<img data-src="b.jpg" src="blank.gif">`:      "![](http://zone.example/art/b.jpg)",
		`<iframe src="//v.example/1"></iframe>`:       "[1](http://v.example/1)",
		"<style>p{}</style><script>x</script><p>一":    "一",
		"<table><tr><th>甲<th>乙<tr><td>1<td>2</table>": "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
	} {
		if got := newReader("", fetched()).readContent(source, parseBase("http://zone.example/art/a.html")).markdown; got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}

func TestPublished(t *testing.T) {
	for s, want := range map[string]string{
		"Wed, 02 Oct 2019 16:20:00 +0800":            "2019-10-02T16:20:00+08:00",
		"Wed, 02 Oct 2019 08:20:00 GMT":              "2019-10-02T16:20:00+08:00",
		"Wed, 2 Oct 19 08:20 Z":                      "2019-10-02T16:20:00+08:00",
		"2 Oct 2019 04:20:00 EDT":                    "2019-10-02T16:20:00+08:00",
		"Wed Oct 02 16:20:00 CST 2019":               "2019-10-02T16:20:00+08:00",
		"Wed Oct 02 2019 16:20:00 GMT+0800 (中国标准时间)": "2019-10-02T16:20:00+08:00",
		"October 2, 2019 4:20 PM":                    "2019-10-02T16:20:00+08:00",
		"2019-10-02T08:20:00.123Z":                   "2019-10-02T16:20:00+08:00",
		"2019-10-02T16:20:00":                        "2019-10-02T16:20:00+08:00",
		"2019-10-02T16:20+08:00":                     "2019-10-02T16:20:00+08:00",
		"2019-10-02 16:20:05":                        "2019-10-02T16:20:05+08:00",
		"2019/10/2 16:20":                            "2019-10-02T16:20:00+08:00",
		"２０１９－１０－２　１６：２０":                            "2019-10-02T16:20:00+08:00",
		"2019年10月2日 16:20":                           "2019-10-02T16:20:00+08:00",
		"2019年10月2日 下午4时20分":                         "2019-10-02T16:20:00+08:00",
		"发布时间：2019年10月02日 星期三":                       "2019-10-02",
		"2019-10-02":                                 "2019-10-02",
		"2019-10-02+08:00":                           "2019-10-02",
		"20191002":                                   "2019-10-02",
		"20191002T162000":                            "2019-10-02T16:20:00+08:00",
		"10/02/2019":                                 "2019-10-02",
		"25/09/2019 10:00":                           "2019-09-25T10:00:00+08:00",
		"Wed, 02 Oct 2019 00:00:00 GMT":              "2019-10-02",
		"1570004400":                                 "2019-10-02T16:20:00+08:00",
		"1570004400000":                              "2019-10-02T16:20:00+08:00",
		"Tue, 08 Oct 2019 08:30:00 GMT":              "2019-10-08T08:30:00+08:00", // Beijing's clock, declared as GMT
		"Wed, 32 Oct 2019 16:20:00 +0800":            "",
		"2019-02-30":                                 "",
		"2019-13-01":                                 "",
		"0001-01-01T00:00:00Z":                       "",
		"Thu, 01 Jan 1970 00:00:00 GMT":              "",
		"2029-10-02":                                 "",
		"昨天":                                         "",
		"":                                           "",
	} {
		if got := published(s, fetched()).String(); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	f := parse(t, rssFeed("<item><title>一</title><pubDate>Wed, 32 Oct 2019</pubDate></item><item><title>二</title></item>"))
	if titles(f) != "一|二" || !strings.Contains(f.Entries[0].Problem, "cannot be") || !strings.Contains(f.Entries[1].Problem, "no date") {
		t.Errorf("%+v", f.Entries)
	}
}
