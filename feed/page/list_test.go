package page

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
)

//go:embed testdata/list
var listPages embed.FS

const columnURL = "http://www.linjiang.example/tzgg/index.html"

func listPage(t testing.TB, name string) []byte {
	t.Helper()
	b, err := listPages.ReadFile("testdata/list/" + name + ".html")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// headlines is the titles of the test pages, newest first.
func headlines() []string {
	return []string{
		"临江开发区与三家装备企业签订投资协议", "我区召开一季度项目建设推进会", "标准厂房二期主体工程全部封顶",
		"新材料产业园污水处理站通过验收", "关于公布2020年度科技创新奖补名单的通知", "园区企业稳岗返还资金开始发放",
		"外资企业联络员制度在全区推开", "北港大道延伸段建成通车", "智能仓储项目从签约到开工只用九十天", "管委会负责人走访台资企业",
		"关于招聘专职安全员的公告", "二手设备进口检验流程再压缩两天", "中试基地迎来首批入驻团队", "海关便利化措施座谈会在我区举行",
	}
}

// days is when they were published.
func days() []string {
	return []string{
		"2020-12-28", "2020-12-25", "2020-12-24", "2020-12-22", "2020-12-21", "2020-12-18", "2020-12-17", "2020-12-15",
		"2020-12-11", "2020-12-10", "2020-12-09", "2020-12-04", "2020-12-02", "2020-12-01",
	}
}

func TestListShapes(t *testing.T) {
	const site = "http://www.linjiang.example"
	for _, c := range []struct {
		page         string
		items        int
		first        string // address of the first item
		next         string
		unfollowable string
	}{
		{"trs", 12, "/tzgg/202012/t20201228_61100000.html", "/tzgg/index_1.html", ""},
		{"trsinline", 12, "/tzgg/202012/t20201228_61100000.html", "/tzgg/index_3.html", ""},
		{"trslast", 12, "/tzgg/202012/t20201228_61100000.html", "", ""},
		{
			"jcms", 12, "/art/2020/12/28/art_81_36100.html",
			"/module/web/jpage/dataproxy.jsp?page=1&webid=3&path=http://www.linjiang.example/&columnid=81&unitid=16&permissiontype=0", "",
		},
		{"jcmsproxy", 10, "/art/2020/12/1/art_81_36000.html", "/module/web/jpage/dataproxy.jsp?page=2&columnid=81&unitid=16", ""},
		{"dede", 10, "/a/xinwen/2020/1228/310.html", "/tzgg/list_12_2.html", ""},
		{"empire", 12, "/html/news/2203.html", "/e/action/ListInfo/index.php?page=1&classid=3&totalnum=231", ""},
		{
			"phpcms", 13, "/index.php?m=content&c=index&a=show&catid=12&id=501",
			"/tzgg/index.php?m=content&c=index&a=lists&catid=12&page=2", "",
		},
		{"siteserver", 9, "/contents/12/345.html", "/channels/12_2.html", ""},
		{"aspnet", 12, "/tzgg/NewsShow.aspx?NewsID=700", "", "POST"},
		{"gopage", 10, "/tzgg/shownews.jsp?newsId=9100", "/tzgg/newslist.jsp?column=7&pageNo=2", ""},
		{"getform", 10, "/tzgg/detail.do?id=40", "/tzgg/list.do?colid=6&currpage=2", ""},
		{"postform", 10, "/tzgg/detail.do?id=40", "", "POST"},
		{"definition", 9, "/news/view/1200", "/tzgg/index.html?page=2", ""},
		{"breaks", 11, "/shownews.asp?id=60", "/tzgg/news.asp?page=2&bigclassid=3", ""},
		{"datefirst", 8, "/xw/2020-12-28/4000.shtml", "/tzgg/index_2.shtml", ""},
		{"json", 10, "/news/detail/8800.html", "", ""},
		{"written", 9, "/2020/12/5100.htm", "", ""},
		{"twice", 10, "/news/66000.html", "/news/list/2", ""},
		{"base", 9, "/content/zs/3300.htm", "/content/zs/list2.htm", ""},
		{"groups", 14, "/info/1065/2000.htm", "/tzgg/tzgg/9.htm", ""},
		{"select", 9, "/tzgg/view-810.html", "/tzgg/list-2.html", ""},
		{"rows", 9, "/tzgg/detail.html?id=910", "/tzgg/list.html?p=2", ""},
		{"documents", 6, "/u/files/a1000.pdf", "", ""},
	} {
		t.Run(c.page, func(t *testing.T) {
			l, err := List(listPage(t, c.page), columnURL, time.Time{}, Hints{})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := titlesOf(l.Items), headlines()[:c.items]; !equalLines(got, want) {
				t.Errorf("titles\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			for i, e := range l.Items[:min(len(l.Items), c.items)] {
				if e.Published.Day() != days()[i] || e.Published.Exact < feed.ToDay {
					t.Errorf("date of %s is %s (%d), want %s", e.Title, e.Published, e.Published.Exact, days()[i])
				}
			}
			if l.Items[0].URL != site+c.first {
				t.Errorf("first address %s, want %s", l.Items[0].URL, site+c.first)
			}
			want := c.next
			if want != "" {
				want = site + want
			}
			if l.Next != want {
				t.Errorf("next %q, want %q", l.Next, want)
			}
			if (l.Unfollowable == "") != (c.unfollowable == "") || !strings.Contains(l.Unfollowable, c.unfollowable) {
				t.Errorf("unfollowable %q, want %q", l.Unfollowable, c.unfollowable)
			}
			if len(l.Reasons) == 0 {
				t.Error("no reasons given")
			}
		})
	}
}

func titlesOf(items []Item) []string {
	var titles []string
	for _, e := range items {
		titles = append(titles, e.Title)
	}
	return titles
}

func equalLines(a, b []string) bool { return strings.Join(a, "\n") == strings.Join(b, "\n") }

func TestListTakesTheLeadStory(t *testing.T) {
	l, err := List(listPage(t, "lead"), columnURL, time.Time{}, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Items) != 11 || l.Items[0].Title != "临江开发区举行新年第一场项目集中开工活动" {
		t.Fatalf("%d items, first %q", len(l.Items), l.Items[0].Title)
	}
	if !strings.Contains(l.Items[0].Summary, "二十一个项目开工") {
		t.Errorf("summary %q", l.Items[0].Summary)
	}
	if d := l.Items[0].Published; d.Day() != "2020-12-29" || d.Exact != feed.FromAddress {
		t.Errorf("date %s, exactness %d", d, d.Exact)
	}
}

func TestListIsNotTheSidebar(t *testing.T) {
	l, err := List(listPage(t, "undated"), columnURL, time.Time{}, Hints{})
	if err != nil || !equalLines(titlesOf(l.Items), headlines()[:8]) {
		t.Errorf("titles %q, %v", titlesOf(l.Items), err)
	}
}

func TestListOfScriptData(t *testing.T) {
	l, err := List(listPage(t, "jsdata"), columnURL, time.Time{}, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if got := titlesOf(l.Items); !equalLines(got, headlines()[:9]) {
		t.Errorf("titles %q", got)
	}
	if d := l.Items[0].Published.String(); d != "2020-12-28T08:00:00+08:00" {
		t.Errorf("date %s", d)
	}
	answer := []byte(`{"code":200,"rows":[` +
		`{"docTitle":"口岸作业区扩建工程开工","docPubUrl":"/a/1.html","docRelTime":"2021-03-02 09:00"},` +
		`{"docTitle":"三家企业入选专精特新名单","docPubUrl":"/a/2.html","docRelTime":"2021-03-01 10:30"},` +
		`{"docTitle":"开发区春季招聘会提供岗位两千个","docPubUrl":"/a/3.html","docRelTime":"2021-02-26"}]}`)
	if l, err = List(answer, columnURL, time.Time{}, Hints{}); err != nil || len(l.Items) != 3 {
		t.Fatalf("JSON answer: %d items, %v", len(l.Items), err)
	}
	if e := l.Items[2]; e.URL != "http://www.linjiang.example/a/3.html" || e.Published.Day() != "2021-02-26" {
		t.Errorf("third item %+v", e)
	}
}

func TestListDatesWithoutYear(t *testing.T) {
	at := time.Date(2021, 1, 5, 9, 0, 0, 0, feed.Beijing())
	l, err := List(listPage(t, "yearless"), columnURL, at, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range l.Items {
		if e.Published.Day() != days()[i] {
			t.Errorf("date %s, want %s", e.Published, days()[i])
		}
	}
	if l, err = List(listPage(t, "yearless"), columnURL, time.Time{}, Hints{}); err != nil {
		t.Fatal(err)
	}
	for i, e := range l.Items {
		if !e.Published.IsZero() || e.Title != headlines()[i] {
			t.Errorf("with no fetch time: %q %s", e.Title, e.Published)
		}
	}
}

func TestListOfFrontPage(t *testing.T) {
	l, err := List(listPage(t, "front"), "http://www.linjiang.example/", time.Time{}, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Items) != 23 || l.Next != "" {
		t.Errorf("%d items, next %q; want 23 and none", len(l.Items), l.Next)
	}
	for _, e := range l.Items {
		if strings.Contains(e.URL, "/zt/") || strings.Contains(e.URL, "example-") {
			t.Errorf("not an article: %s", e.URL)
		}
	}
}

func TestListWithoutMarkupNames(t *testing.T) {
	names, err := fs.Glob(listPages, "testdata/list/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		page, err := listPages.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := List(page, columnURL, time.Time{}, Hints{})
		if err != nil {
			t.Fatal(name, err)
		}
		bare := strings.NewReplacer(`class="`, `data-c="`, `id="`, `data-i="`).Replace
		got, err := List([]byte(bare(string(page))), columnURL, time.Time{}, Hints{})
		if err != nil {
			t.Fatal(name, err)
		}
		if !equalLines(titlesOf(got.Items), titlesOf(want.Items)) {
			t.Errorf("%s: %d items without class names, %d with", name, len(got.Items), len(want.Items))
		}
	}
}

func TestListHints(t *testing.T) {
	first, err := List(listPage(t, "trs"), columnURL, time.Time{}, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	learned := Hints{}.Learn(first.Found)
	if learned.List.Pattern == "" || learned.List.Block == "" {
		t.Fatalf("nothing learned: %+v", learned)
	}
	// On a page with two dated entries only, the sidebar is the larger block.
	short := shortened(string(listPage(t, "trs")), 2)
	for _, h := range []Hints{learned, {List: ListHints{Pattern: "elsewhere", Block: "nothing<that<fits"}}} {
		l, err := List([]byte(short), columnURL, time.Time{}, h)
		if err != nil || len(l.Items) != 2 || l.Items[0].Title != headlines()[0] {
			t.Errorf("hints %+v: %q, %v", h.List, titlesOf(l.Items), err)
		}
	}
}

// shortened keeps the first n list entries with a date of a page.
func shortened(page string, n int) string {
	parts := strings.Split(page, "<li><span>")
	end := strings.Index(parts[len(parts)-1], "</ul>")
	return strings.Join(parts[:n+1], "<li><span>") + parts[len(parts)-1][end:]
}

func TestListErrors(t *testing.T) {
	for _, c := range []struct {
		page string
		kind feed.Kind
	}{
		{"", feed.Empty},
		{"just text, no markup", feed.Malformed},
		{"<html><body><p>栏目建设中</p></body></html>", feed.Empty},
		{`<html><ul><li><a href="/">首页</a></li><li><a href="/a/">概况</a></li></ul></html>`, feed.Empty},
		{"{not json", feed.Empty},
	} {
		_, err := List([]byte(c.page), columnURL, time.Time{}, Hints{})
		var e *feed.Error
		if !errors.As(err, &e) || e.Kind != c.kind {
			t.Errorf("%.30q: %v, want kind %s", c.page, err, c.kind)
		}
	}
}

func TestListSurvivesMalice(t *testing.T) {
	for name, page := range map[string]string{
		"many links":  string(longPage()),
		"nested tags": strings.Repeat("<div><a href=/x/12345.html>标题标题标题标题标题标题", 50_000),
		"brackets":    "<script>" + strings.Repeat("[{", 200_000) + "</script><a href=/a/123456.html>开发区的一条长消息标题</a>",
		"recursion":   "<script>function f(n){f(n+1);f(n+2);document.write('<a href=x'+n+'>')} f(1);f(2,3,4)</script><a href=/a/123456.html>开发区的一条长消息标题</a>",
		"parentheses": "<script>x = " + strings.Repeat("(", 300_000) + "</script><a href=/a/123456.html>开发区的一条长消息标题</a>",
		"doubling":    "<script>var s='<a href=1>aaaaaaaaaaaaaaaa</a>';" + strings.Repeat("s=s+s;document.write(s);", 300) + "</script><p>",
		"pagers":      strings.Repeat(`<a href="javascript:go(2)">2</a><a href="javascript:go(3)">3</a> `, 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			l, _ := List([]byte(page), columnURL, time.Time{}, Hints{})
			t.Logf("%d items in %v", len(l.Items), time.Since(start))
			if name == "many links" && len(l.Items) != 30_000 {
				t.Errorf("%d items of 30,000", len(l.Items))
			}
		})
	}
}

func FuzzList(f *testing.F) {
	names, err := fs.Glob(listPages, "testdata/list/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		b, err := listPages.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		l, err := List(page, columnURL, time.Time{}, Hints{})
		if err == nil && len(l.Items) == 0 {
			t.Error("no items and no error")
		}
		seen := map[string]bool{}
		for _, e := range l.Items {
			if !strings.HasPrefix(e.URL, "http") || seen[e.URL] || e.Title == "" {
				t.Errorf("item %+v is not an article, or there twice", e)
			}
			seen[e.URL] = true
		}
		if l.Next != "" && (l.Unfollowable != "" || !strings.HasPrefix(l.Next, "http")) {
			t.Errorf("next %q, unfollowable %q", l.Next, l.Unfollowable)
		}
	})
}

// BenchmarkList reads the test pages, 2 to 9 KB each.
func BenchmarkList(b *testing.B) {
	var pages [][]byte
	names, err := fs.Glob(listPages, "testdata/list/*.html")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range names {
		page, err := listPages.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, page)
	}
	n := 0
	for b.Loop() {
		if _, err := List(pages[n%len(pages)], columnURL, time.Time{}, Hints{}); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
}

func TestListSaysWhatItDidNotRead(t *testing.T) {
	var page bytes.Buffer
	for i := range 20 {
		fmt.Fprintf(&page, "<li><a href=/a/2020/12/%d.html>第%d条消息说的是园区建设</a></li>\n", i, i)
	}
	l, err := List(page.Bytes(), columnURL, time.Time{}, Hints{})
	if err != nil || l.Unread != 0 || len(l.Items) != 20 {
		t.Fatalf("short page: %d items, %d bytes unread, %v", len(l.Items), l.Unread, err)
	}
	page.WriteString(strings.Repeat("<p>", maxListNodes))
	const last = "<a href=/a/2020/12/99.html>这一条消息在最后面</a>"
	page.WriteString(last)
	l, err = List(page.Bytes(), columnURL, time.Time{}, Hints{})
	if err != nil || l.Unread < len(last) || len(l.Items) != 20 {
		t.Fatalf("long page: %d items, %d bytes unread, %v", len(l.Items), l.Unread, err)
	}
	if !slices.ContainsFunc(l.Reasons, func(r Reason) bool { return r.Field == "unread" }) {
		t.Errorf("reasons %v do not tell", l.Reasons)
	}
}

// BenchmarkListLongPage reads a page of 30,000 links.
func BenchmarkListLongPage(b *testing.B) {
	page := longPage()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if l, err := List(page, columnURL, time.Time{}, Hints{}); err != nil || len(l.Items) != 30_000 {
			b.Fatal(len(l.Items), err)
		}
	}
}

func longPage() []byte {
	var page bytes.Buffer
	for i := range 30_000 {
		fmt.Fprintf(&page, "<a href=/a/2020/12/%d.html>第%d条消息说的是园区建设</a>\n", i, i)
	}
	return page.Bytes()
}
