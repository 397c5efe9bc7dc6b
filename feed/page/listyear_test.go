package page

import (
	"strings"
	"testing"
	"time"
)

func TestListDatesUnderYears(t *testing.T) {
	var b strings.Builder
	b.WriteString("<html><body>")
	for i, title := range headlines()[:8] {
		switch i {
		case 0:
			b.WriteString("<h3>2019年</h3><ul>")
		case 4:
			b.WriteString("</ul><h3>2018年</h3><ul>")
		}
		b.WriteString("<li><a href=/a/" + strings.Repeat("7", i+1) + ".html>" + title + "</a><span>" + days()[i][5:] + "</span></li>")
	}
	b.WriteString("</ul></body></html>")
	for _, at := range [...]time.Time{{}, time.Date(2021, 1, 5, 9, 0, 0, 0, time.UTC)} {
		l, err := List([]byte(b.String()), columnURL, at, Hints{})
		if err != nil || len(l.Items) != 8 {
			t.Fatalf("%d items, %v", len(l.Items), err)
		}
		for i, e := range l.Items {
			year := "2019"
			if i >= 4 {
				year = "2018"
			}
			if want := year + days()[i][4:]; e.Published.Day() != want {
				t.Errorf("%s is dated %q, want %s", e.Title, e.Published.Day(), want)
			}
		}
	}
}

func TestShortTitleAmongDatedRows(t *testing.T) {
	for _, short := range [...]string{
		"<li><a href=/x/9.html>安全员招聘公告</a></li>",
		"<li><a href=/x/9.html>招聘公告</a><i></i></li>",
		"<li><a href=/tz/>安全员招聘公告</a></li>",
	} {
		var b strings.Builder
		b.WriteString("<html><body><div><a href=/gk/>园区概况</a><a href=/zs/>招商引资</a></div><ul>")
		for i, title := range headlines()[:8] {
			if i == 3 {
				b.WriteString(short)
			}
			b.WriteString("<li><a href=/a/" + strings.Repeat("7", i+1) + ".html>" + title + "</a><i>" + days()[i] + "</i></li>")
		}
		b.WriteString("</ul></body></html>")
		l, err := List([]byte(b.String()), columnURL, time.Time{}, Hints{})
		if err != nil || len(l.Items) != 9 || !strings.Contains(l.Items[3].Title, "招聘公告") {
			t.Errorf("%s: %d items, %v", short, len(l.Items), err)
		}
	}
}

func TestNextPageInAnAttribute(t *testing.T) {
	page := "<html><body><ul>"
	for i, title := range headlines()[:8] {
		page += "<li><a href=/a/" + strings.Repeat("7", i+1) + ".html>" + title + "</a><i>" + days()[i] + "</i></li>"
	}
	page += `</ul><span><a href="javascript:;" paged="2" tagname="/tzgg/2.html">下一页</a></span></body></html>`
	l, err := List([]byte(page), columnURL, time.Time{}, Hints{})
	if err != nil || !strings.HasSuffix(l.Next, ".example/tzgg/2.html") {
		t.Errorf("next page %q, %v", l.Next, err)
	}
}
