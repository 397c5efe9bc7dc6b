package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fileButton matches the text of a link that offers a document without naming it.
var fileButton = pattern(`^[\[【(（\s]*(点击|立即|附件|文件|在线)?(下载|查看|预览|打开|阅读|附件)(附件|文件|此处|全文)?[\])）】\s]*$|^(?i:download|view|pdf|word)$`)

// fileName is what a link to a document is called: its label, or where that is only a button the longest other text of
// its row.
func (a *reader) fileName(n *html.Node, label string) string {
	if label != "" && !fileButton().MatchString(label) {
		return label
	}
	if full := squeeze(attr(n, "title")); full != "" && !fileButton().MatchString(full) {
		return full
	}
	for row := n.Parent; row != nil && !isBody(row); row = row.Parent {
		if s := bounded(text(row)); len(s) > 600 {
			break
		}
		if name := longestBesides(row, n); name != "" {
			return name
		}
		if row.DataAtom == atom.Tr || row.DataAtom == atom.Li {
			break
		}
	}
	return label
}

// longestBesides is the longest text below row that is not in n and says more than a button or a number.
func longestBesides(row, n *html.Node) string {
	best := ""
	walk(row, func(c *html.Node) bool {
		if c == n {
			return false
		}
		if c.Type == html.TextNode {
			s := strings.Trim(squeeze(c.Data), " ：:、.")
			if len(s) > len(best) && lettersIn(s) >= 3 && !fileButton().MatchString(s) {
				best = s
			}
		}
		return true
	})
	return best
}
