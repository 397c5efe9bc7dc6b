package prose

import (
	"strings"
	"testing"
)

func TestWithPictures(t *testing.T) {
	place := func(address string) string {
		if strings.HasSuffix(address, "/no.jpg") {
			return ""
		}
		return "甲.files/1.jpg"
	}
	for in, want := range map[string]string{
		"![图](http://a.cn/1.jpg)":                             "![图](甲.files/1.jpg)",
		"![图](http://a.cn/no.jpg)":                            "![图](http://a.cn/no.jpg)",
		"![](<http://a.cn/1.jpg> \"题\") 后":                    "![](<甲.files/1.jpg> \"题\") 后",
		"[![图](http://a.cn/1.jpg)](http://a.cn/1.jpg)":        "[![图](甲.files/1.jpg)](http://a.cn/1.jpg)",
		"[见](http://a.cn/1.jpg) ![图](http://a.cn/1.jpg)":      "[见](http://a.cn/1.jpg) ![图](甲.files/1.jpg)",
		"```\n![图](http://a.cn/1.jpg)\n```":                   "```\n![图](http://a.cn/1.jpg)\n```",
		"![图][1]\n\n[1]: http://a.cn/1.jpg":                   "![图][1]\n\n[1]: http://a.cn/1.jpg",
		"![图](file:///etc/passwd)":                            "![图](file:///etc/passwd)",
		"| 甲 |\n|---|\n| ![图](http://a.cn/1.jpg?a=1&amp;b) |": "| 甲 |\n|---|\n| ![图](甲.files/1.jpg) |",
	} {
		if got := WithPictures(in, place); got != want {
			t.Errorf("%q becomes\n%q, want\n%q", in, got, want)
		}
	}
}

// FuzzWithPictures checks that a text keeps all but the addresses of its pictures.
func FuzzWithPictures(f *testing.F) {
	for _, seed := range []string{"![a](http://x/1)", "[![a](http://x/1 'b')](<http://x/1>)", "![a][b]\n\n[b]: http://x", "`![a](http://x)`", "![\\](](http://x)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := WithPictures(text, func(string) string { return "" }); got != gate(text) {
			t.Errorf("%q becomes %q", text, got)
		}
		var addresses []string
		got := WithPictures(text, func(address string) string {
			addresses = append(addresses, address)
			return "http://placed"
		})
		if n := strings.Count(got, "http://placed"); n != len(addresses)+strings.Count(gate(text), "http://placed") && !strings.Contains(text, "placed") {
			t.Errorf("%q: %d of %d pictures are placed in %q", text, n, len(addresses), got)
		}
	})
}
