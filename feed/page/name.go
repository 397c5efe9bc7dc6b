package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// maxName is the length of a page's name in letters; what is longer is a headline or a list of search words.
const maxName = 40

// Name is what a page calls itself in its <title>, for naming a source: 园区动态-宾西经济开发区. "" when it does not say.
func Name(page []byte, address string) string {
	d, err := parse(page, address, maxNodes)
	if err != nil {
		return ""
	}
	title := first(d.root, atom.Title)
	if title == nil || title.FirstChild == nil {
		return ""
	}
	name := []rune(strings.Trim(squeeze(title.FirstChild.Data), "-_|—·>» "))
	if len(name) > maxName {
		name = name[:maxName]
	}
	return strings.TrimSpace(string(name))
}
