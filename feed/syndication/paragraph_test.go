package syndication

import (
	"net/url"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// converted are the Markdown of HTML as the converter and as plainParagraphs have it; false when the latter has not.
func converted(t testing.TB, source string) (byConverter, plain string, ok bool) {
	root := &nethtml.Node{Type: nethtml.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := nethtml.ParseFragment(strings.NewReader(source), root)
	if err != nil {
		return "", "", false
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	var c content
	c.clean(root, &url.URL{Scheme: "http", Host: "news.example"}, new(strings.Builder))
	plain, ok = plainParagraphs(root)
	out, err := newConverter().ConvertNode(root)
	if err != nil {
		t.Fatal(err)
	}
	return unindented(string(out)), plain, ok
}

func TestPlainParagraphs(t *testing.T) {
	for source, want := range map[string]bool{
		"<p>7月1日，园区与3家企业签约，投资12.5亿元。</p><p>“项目”明年投产 BioBAY，占地/面积100%。</p>": true,
		"\n<p class=x> 签约 </p>\n\n<p>\n投产\n</p>\n": true,
		"<p>1. 签约</p>":                               false,
		"<p>12.5亿元</p>":                              false, // not told from a list by its beginning
		"<p>签约*5*</p>":                               false,
		"<p>签约<b>了</b></p>":                          false,
		"<p>签约</p>投产":                                false,
		"<p>签约<br>投产</p>":                            false,
		"<p>签  约</p>":                                false,
		"<p>\u3000\u3000签约</p>":                      false,
		"<p></p>":                                    false,
		"<p>签约</p><p><img src=/a.jpg></p>":           false,
		"<div><p>签约</p></div>":                       false,
		"签约":                                         false,
		"<p>a_b</p><p>#c</p><p>- d</p><p>[e](f)</p>": false,
		"<p>签约</p><!-- --><p>投产</p>":                 true,
		"<p>&lt;b&gt;</p>":                           false,
		"<p>签约&nbsp;投产</p>":                          false,
		"<p>http://a.example/?b=1</p>":               false,
		"<p>第一条，总则；第二条/第三条？</p><p>A B, \"C\" 5%.</p>": true,
	} {
		byConverter, plain, ok := converted(t, source)
		if ok != want || ok && plain != byConverter {
			t.Errorf("%q: %t, %q; the converter has %q", source, ok, plain, byConverter)
		}
	}
}

func FuzzPlainParagraphs(f *testing.F) {
	for _, source := range []string{
		"<p>7月1日，园区与3家企业签约，投资12.5亿元。</p><p>“项目”明年投产</p>", "<p> a, b/c; \"d\"? 5%.</p> <p>1</p>", "<p>——</p><p>…</p>", "<p>a.b</p>\n<p>～</p>", "<p>/</p>",
	} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if byConverter, plain, ok := converted(t, source); ok && plain != byConverter {
			t.Errorf("%q: %q; the converter has %q", source, plain, byConverter)
		}
	})
}
