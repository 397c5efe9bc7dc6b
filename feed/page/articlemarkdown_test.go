package page

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
)

// bodyOf is the Markdown of a page that holds source between two paragraphs of prose.
func bodyOf(t *testing.T, source string) string {
	t.Helper()
	const before, after = "开发区今天开会，部署下一步工作，四十家企业参加。", "会议要求，各部门抓紧落实，谁的问题谁解决。"
	r, err := Article([]byte("<html><title>开发区开会部署工作</title><body><h1>开发区开会部署工作</h1><div><p>"+before+"</p>"+source+"<p>"+after+"</p></div></body></html>"),
		"http://h.example/a/1.html", time.Time{}, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	body, ok := strings.CutPrefix(r.Article.Body, before)
	if ok {
		body, ok = strings.CutSuffix(body, after)
	}
	if !ok {
		t.Fatalf("body lost a paragraph: %q", r.Article.Body)
	}
	return strings.TrimSpace(body)
}

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"<p><b>重点：</b>加快</p>":                               "**重点**：加快",
		"<p>要<b>“先行先试”</b>，敢为人先</p>":                        "要“**先行先试**”，敢为人先",
		"<p><b>一、总体要求</b></p>":                              "**一、总体要求**",
		"<p><b>（一）</b>加快</p>":                               "（**一**）加快",
		"<p><b>。</b>加快</p>":                                 "。加快",
		"<p><b>加</b><b>快</b>建设</p>":                         "**加快**建设",
		"<p><b>加快 </b>建设</p>":                               "**加快** 建设",
		"<p>见<b><a href='/x'>方案</a></b>全文</p>":              "见[**方案**](http://h.example/x)全文",
		"<p>见<a href='javascript:go()'>方案</a>全文</p>":        "见方案全文",
		"<p>见<a href='data:text/html,x'>方案</a>全文</p>":       "见方案全文",
		"<p>　　开发\n区</p>":                                    "开发区",
		"<p>Data\ncenter</p>":                               "Data center",
		"<p>&nbsp;</p><p>&#8203;</p>":                       "",
		"<p>1. 夜间免费</p>":                                    `1\. 夜间免费`,
		"<p># 井号</p>":                                       `\# 井号`,
		"<p>- 横线</p>":                                       `\- 横线`,
		"<p>邮箱zhao_qian_sun@h.example</p>":                  "邮箱zhao_qian_sun@h.example",
		"<p>3*4*5</p>":                                      `3\*4\*5`,
		"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>":      `\<script>alert(1)\</script>`,
		"<h3><b>一、总体要求</b></h3>":                            "### 一、总体要求",
		"<ul><li>甲园区</li><li><p>乙园区</p></li></ul>":          "- 甲园区\n- 乙园区",
		"<ol><li>甲园区</li><li>乙园区</li></ol>":                 "1. 甲园区\n2. 乙园区",
		"<blockquote><p>他说。</p></blockquote>":               "> 他说。",
		"<p>投促局<br>2019年10月2日</p>":                          "投促局  \n2019年10月2日",
		"<p><span style='font-weight:bold'>加快</span>建设</p>": "**加快**建设",
		"<table><tr><th>甲</th><th>乙</th></tr><tr><td>一</td><td>二<br>三</td></tr></table>": "| 甲 | 乙 |\n|---|---|\n| 一 | 二 三 |",
		"<table><tr><td><p>版式表格里的一段话。</p></td></tr></table>":                             "版式表格里的一段话。",
		"<p><img src='/s.gif' data-src='/i/2.jpg' alt='车间一角'></p>":                       "![车间一角](http://h.example/i/2.jpg)",
		"<p><img src='data:image/png;base64,AA'></p>":                                    "",
		"<p><noscript><img src='/i/3.jpg'></noscript></p>":                               "![](http://h.example/i/3.jpg)",
	} {
		if got := bodyOf(t, in); got != want {
			t.Errorf("%s\n got %q\nwant %q", in, got, want)
		}
	}
}

// Whatever is bold on the page has to be bold in CommonMark, and no mark may be left in the text.
func TestBoldIsReadAsBold(t *testing.T) {
	md := goldmark.New()
	marks := []string{"", "：", "“", "”", "（", "）", "。", "、", "％", "+", "—"}
	for _, outer := range marks {
		for _, left := range marks {
			for _, right := range marks {
				body := bodyOf(t, "<p>要"+outer+"<b>"+left+"加快"+right+"</b>"+outer+"建设</p>")
				var out bytes.Buffer
				if err := md.Convert([]byte(body), &out); err != nil {
					t.Fatal(err)
				}
				if s := out.String(); !strings.Contains(s, "加快") || !strings.Contains(s, "<strong>") || strings.Contains(s, "*") {
					t.Errorf("%q became %q", body, s)
				}
			}
		}
	}
}
