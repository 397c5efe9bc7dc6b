package page

import "testing"

func TestName(t *testing.T) {
	for page, want := range map[string]string{
		"<html><head><title>\n 园区动态_宾西经济开发区 - </title></head><body>x</body></html>": "园区动态_宾西经济开发区",
		"<html><head><title></title></head><body>x</body></html>":                   "",
		"<html><body>没有标题的页面</body></html>":                                         "",
	} {
		if got := Name([]byte(page), "http://x.example/"); got != want {
			t.Errorf("Name(%q) = %q, want %q", page, got, want)
		}
	}
}
