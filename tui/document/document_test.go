package document

import (
	"strings"
	"testing"

	"zonewire/feed"
	"zonewire/tui/i18n"
)

// hostile is an article whose every field tries to be more than text.
func hostile() feed.Article {
	return feed.Article{
		Title: "<script>alert(1)</script>*题*", Origin: `"><img src=x>`, Breadcrumb: []string{"[首页](javascript:x)", "新闻"},
		Body: "正文<script>alert(2)</script>**重点：**加快。[坏](javascript:alert(3)) ![图](data:x)\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
		URL:  "http://a.example.cn/x\"><b>.html", Attachments: []feed.Attachment{{Title: "表](x)", URL: "file:///etc/passwd"}, {Title: "好", URL: "http://a.example.cn/1.pdf"}},
		Published: feed.PublishedOn(2019, 10, 2),
	}
}

func TestHTMLIsText(t *testing.T) {
	got := Write(hostile(), HTML, Words{Texts: i18n.For(i18n.Chinese), Region: "江苏 苏州"})
	for _, bad := range []string{"<script", "=\"javascript:", "<img", "data:", "file:", "\"><b>", "omitted"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is in\n%s", bad, got)
		}
	}
	for _, want := range []string{"<strong>重点：</strong>加快", "<td>1</td>", "地区 江苏 苏州", "发布时间 2019-10-02", "1.pdf", "图", "坏"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestMarkdown(t *testing.T) {
	got := Write(hostile(), Markdown, Words{Texts: i18n.For(i18n.English)})
	for _, want := range []string{`# \<script>alert(1)\</script>\*题\*`, `\[首页\](javascript:x) › 新闻`, "**重点：**加快", "[好](<http://a.example.cn/1.pdf>)"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "file:") || strings.Contains(got, "Region") {
		t.Errorf("too much is in\n%s", got)
	}
}
