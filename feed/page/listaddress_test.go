package page

import (
	"net/url"
	"testing"
)

func TestAddressKinds(t *testing.T) {
	for address, want := range map[string]addressKind{
		"/":                                     columnAddress,
		"/xwzx/":                                columnAddress,
		"/xwzx/index.html":                      columnAddress,
		"/xwzx/index_2.shtml":                   columnAddress,
		"/xwzx/xwzx_list.shtml":                 columnAddress,
		"/col/col1234/index.html":               columnAddress,
		"/list-12-1.html":                       columnAddress,
		"/newslist.asp?classid=3":               columnAddress,
		"/index.php?m=content&a=lists&catid=12": columnAddress,
		"/channels/12.html":                     openAddress,
		"/about.html":                           columnAddress,
		"/lxwm.html":                            openAddress,
		"/xwzx/842.html":                        likelyAddress,
		"/news.asp?id=12":                       likelyAddress,
		"/xwzx/202012/t20201228_65849083.html":  articleAddress,
		"/art/2020/12/28/art_81_3610.html":      articleAddress,
		"/2020-12/28/c_1126.htm":                articleAddress,
		"/20/0816/22/FK6F0U6D0001899O.html":     articleAddress,
		"/info/1065/2631.htm":                   articleAddress,
		"/xw/content-4343.html":                 articleAddress,
		"/contents/12/345.html":                 articleAddress,
		"/show.php?classid=1&id=7":              articleAddress,
		"/index.php?a=show&catid=12&id=34":      articleAddress,
		"/p/65849083/":                          articleAddress,
		"/c/9d52073e1db611eb8b6f0242ac130003":   articleAddress,
	} {
		u, err := url.Parse("http://www.linjiang.example" + address)
		if err != nil {
			t.Fatal(err)
		}
		if got := kindOf(u); got != want {
			t.Errorf("%s is of kind %d, want %d", address, got, want)
		}
	}
}

func TestAddressPatterns(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"/xw/202012/t20201228_611.html", "/gg/202101/t20210104_7.html", true},
		{"/20/0816/22/FK6F0U6D0001899O.html", "/20/0704/05/FGLT3OS10001875O.html", true},
		{"/view.asp?id=7", "/view.asp?id=1205", true},
		{"/xw/index.html", "/xw/202012/t20201228_611.html", false},
		{"/list.asp?id=7", "/view.asp?id=7", false},
	} {
		a, _ := url.Parse("http://x.example" + c.a)
		b, _ := url.Parse("http://x.example" + c.b)
		if got := patternOf(a) == patternOf(b); got != c.same {
			t.Errorf("%s and %s: same pattern is %v (%s, %s)", c.a, c.b, got, patternOf(a), patternOf(b))
		}
	}
}
