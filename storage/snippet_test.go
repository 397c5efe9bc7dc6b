package storage

import "testing"

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"**园区**的[公告](http://a.example/1)，看！":                           "园区的公告，看！",
		"正文。 ![](http://a.example/1.png) ![图](http://a.example/2.png)": "正文。  图",
		"正文。 ![图](http://a.exam":                                       "正文。 图",
		"Go! [a] (b)":                                                  "Go! a (b)",
	} {
		if got := plain(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}
