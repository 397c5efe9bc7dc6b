package document

import "testing"

func TestOutline(t *testing.T) {
	full := Outline{
		Title: "题", Breadcrumb: []string{"首页", "新闻"}, Facts: []string{"2019-10-02", "市商务局"}, Body: "\n\n一。\n\n二。\n",
		Links: []Link{{"附件：", "表", "http://a.cn/1"}, {"上一条：", "前", "http://a.cn/2"}}, Address: "<http://a.cn/>",
	}
	want := "# 题\n\n首页 › 新闻\n\n2019-10-02 · 市商务局\n\n一。\n\n二。\n\n附件： [表](http://a.cn/1)\n\n上一条： [前](http://a.cn/2)\n\n<http://a.cn/>"
	if got := full.Markdown(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := (Outline{Title: "题", Body: "文。"}).Markdown(); got != "# 题\n\n文。" {
		t.Errorf("what is missing leaves %q", got)
	}
}
