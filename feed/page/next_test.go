package page

import (
	"strings"
	"testing"
)

const fifthURL = "http://www.linjiang.example/xw/list_5.html"

// pagerIn reads the pager of a page that consists of body.
func pagerIn(t *testing.T, address, body string) pager {
	t.Helper()
	d, err := parse([]byte("<html><body>"+body+"</body></html>"), address, maxListNodes)
	if err != nil {
		t.Fatal(err)
	}
	scripts := scriptsOf(d)
	graft(d, scripts)
	return pagerOf(d, scripts)
}

func TestNextPage(t *testing.T) {
	const dir = "http://www.linjiang.example/xw/"
	for _, c := range []struct{ name, body, next, unfollowable string }{
		{"word", `<a href="list_4.html">上一页</a> <a href="list_6.html">下一页</a> <a href="list_9.html">&gt;&gt;</a>`, "list_6.html", ""},
		{"word in brackets", `<a href="list_6.html">[下一页]</a>`, "list_6.html", ""},
		{"word with arrow", `<a href="list_6.html">下一页 »</a>`, "list_6.html", ""},
		{"picture", `<a href="list_6.html"><img src="x.gif" alt="下一页"></a>`, "list_6.html", ""},
		{"traditional", `<a href="list_6.html">下一頁</a>`, "list_6.html", ""},
		{"relation", `<link rel="next" href="list_6.html">`, "list_6.html", ""},
		{"numbers", `<a href="list.html">1</a><a href="list_4.html">4</a><b>5</b><a href="list_6.html">6</a>`, "list_6.html", ""},
		{"own number is a link", `<a href="list_4.html">4</a><a href="list_5.html">5</a><a href="list_6.html">6</a>`, "list_6.html", ""},
		{"marked number", `<ul><li><a href="list_4.html">4</a></li><li class="active"><a href="#">5</a></li><li><a href="list_6.html">6</a></li></ul>`, "list_6.html", ""},
		{"counting down", `<span>1</span><a href="xw/12.htm">2</a><a href="xw/11.htm">3</a>`, "xw/12.htm", ""},
		{"symbol beside numbers", `<a href="list_4.html">&lt;</a><a href="list_6.html">&gt;</a>`, "list_6.html", ""},
		{"button", `<button onclick="location='list_6.html'">下一页</button>`, "list_6.html", ""},
		{"encoded", `<a href="#" onclick="location.href=encodeURI('list_6.html');">下一页</a>`, "list_6.html", ""},
		{"function", `<script>var base="list_";function turn(n){if(n<1){return;}window.location.href=base+n+".html";}</script><a href="javascript:turn(6);">下一页</a>`, "list_6.html", ""},
		{"drawn by a function", `<script>function draw(count,cur,name,ext){if(cur<count-1){document.write('<a href="'+name+"_"+(cur+1)+"."+ext+'">下一页</a>');}else{document.write("下一页");}} draw(9,5,"list","html");</script>`, "list_6.html", ""},
		{"drawn elsewhere", `<script>createPageHTML(9, 5, "list", "html");</script>`, "list_6.html", ""},
		{"drawn elsewhere, into an element", `<script>window.onload=function(){createPageHTML('page_div',9, 5,'list','html',120);}</script>`, "list_6.html", ""},
		{"pattern of a library", `<script>var pager = {url:'list_{page}.html', pages:9};</script><b>5</b><a href="javascript:;">6</a><a>尾页</a>`, "list_6.html", ""},
		{"address of a library", `<script>laypage({pages: 9, jump: function(o){ location.href = 'list.html?page=' + o.curr; }});</script>第5页/共9页`, "list.html?page=6", ""},

		{"last by word", `<a href="list_4.html">上一页</a> <span>下一页</span>`, "", ""},
		{"last by number", `<a href="list_4.html">4</a><b>5</b> <a href="javascript:;">下一页</a>`, "", ""},
		{"last drawn", `<script>createPageHTML(6, 5, "list", "html");</script>`, "", ""},
		{"last to itself", `<a href="list_4.html">上一页</a><a href="list_5.html">下一页</a>`, "", ""},
		{"disabled", `<a href="list_4.html">上一页</a><a class="disabled" href="list_9.html">下一页</a>`, "", ""},
		{"next article", `<a href="6.html">下一篇</a>`, "", ""},
		{"slides", `<a href="javascript:;">1</a><a href="javascript:;">2</a><a href="javascript:;">3</a>`, "", ""},
		{"slides of articles", `<a href="/a/611.html">1</a><a href="/a/648.html">2</a><a href="/a/603.html">3</a>`, "", ""},
		{"carousel", `<a href="#show" data-slide="prev">‹</a><a href="#show" data-slide="next">Next</a>`, "", ""},
		{"elsewhere", `<a href="http://ads.example.com/">下一页</a>`, "", ""},

		{"post", `<form method="post" name="f"><input name="pageNo"></form><script>function go(n){document.f.pageNo.value=n;document.f.submit();}</script><a href="javascript:go(6)">下一页</a>`, "", "POST (field pageNo)"},
		{"get", `<form name="f" action="find.do"><input name="pageNo"><input name="col" value="7"></form><script>function go(n){document.f.pageNo.value=n;document.f.submit();}</script><a href="javascript:go(6)">下一页</a>`, "find.do?col=7&pageNo=6", ""},
		{"postback", `<a href="javascript:__doPostBack('pager','6')">下一页</a>`, "", "POST"},
		{"unknown script", `<a href="javascript:;" onclick="vm.load(6)">下一页</a>`, "", "script"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagerIn(t, fifthURL, c.body)
			want := c.next
			if want != "" {
				want = dir + want
			}
			if p.next != want {
				t.Errorf("next %q, want %q", p.next, want)
			}
			if (p.unfollowable == "") != (c.unfollowable == "") || !strings.Contains(p.unfollowable, c.unfollowable) {
				t.Errorf("unfollowable %q, want %q", p.unfollowable, c.unfollowable)
			}
		})
	}
}

func TestExpression(t *testing.T) {
	names := func(s string) value {
		switch s {
		case "n":
			return value{kind: number, n: 4}
		case "s":
			return value{kind: str, s: "list"}
		}
		return value{}
	}
	for code, want := range map[string]string{
		`"a" + 'b'`:                   "ab",
		`s + "_" + (n + 1) + ".html"`: "list_5.html",
		`s+n+1`:                       "list41",
		`n*3-2`:                       "10",
		`parseInt("4") + n`:           "8",
		`encodeURI('x.jsp?p=' + n)`:   "x.jsp?p=4",
		`"\u4e0b\x2f\"\/"`:            `下/"/`,
		`n > 3 && s`:                  "list",
		`unknown + "a"`:               "",
		`obj.field + "a"`:             "",
		`n % 0`:                       "",
	} {
		budget := 1000
		v := (&lexer{s: code, budget: &budget}).expression(names, 0)
		if v.String() != want {
			t.Errorf("%s is %q, want %q", code, v, want)
		}
	}
}
