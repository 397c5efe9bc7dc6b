package page

import (
	"fmt"
	"strconv"
	"strings"
)

// byCall reads calls of pagers whose code is in another file: createPageHTML(46, 0, "index", "html"), known by its
// arguments whatever its name: number of pages, this page, the stem and the suffix of the addresses. The n-th page is
// stem_n.suffix whether pages count from 0 or from 1, and the next one is always this plus one.
func (f *pagerFinder) byCall() bool {
	for _, c := range f.scripts.calls {
		var numbers []int
		for i, a := range c.args {
			if n, ok := a.asNumber(); ok && len(numbers) < 2 {
				numbers = append(numbers, n)
				continue
			}
			if a.kind != str || i+1 >= len(c.args) || len(numbers) < 2 || !isPageSuffix(c.args[i+1]) {
				continue
			}
			pages, here := numbers[0], numbers[1]
			stem, suffix := a.s, strings.TrimPrefix(c.args[i+1].s, ".")
			f.seen = true
			first := 0 // which number the first page has
			if here > 0 && !strings.HasSuffix(f.self, fmt.Sprintf("%s_%d.%s", stem, here, suffix)) && strings.HasSuffix(f.stemOfSelf(), stem) {
				first = 1
			} else if here > 1 && i > 2 {
				first = 1
			}
			if here+1 >= pages+first {
				f.current, f.last = pages, pages
				return false
			}
			if s := f.suffixOfSelf(); s != "" && !strings.EqualFold(s, suffix) && strings.Contains(suffix, s) {
				suffix = s // a mirror that renamed .shtml
			}
			return f.take(fmt.Sprintf("%s_%d.%s", stem, here+1, suffix),
				fmt.Sprintf("call of %s with %d pages, this one %d", c.name, pages, here))
		}
	}
	return false
}

func isPageSuffix(v value) bool {
	if v.kind != str {
		return false
	}
	switch strings.ToLower(strings.TrimPrefix(v.s, ".")) {
	case "html", "htm", "shtml", "jhtml", "xhtml", "aspx", "jsp", "php", "asp", "do":
		return true
	}
	return false
}

// stemOfSelf is this page's file name without suffix.
func (f *pagerFinder) stemOfSelf() string {
	name := f.document.address.Path[strings.LastIndexByte(f.document.address.Path, '/')+1:]
	stem, _, _ := strings.Cut(name, ".")
	return stem
}

func (f *pagerFinder) suffixOfSelf() string {
	name := f.document.address.Path[strings.LastIndexByte(f.document.address.Path, '/')+1:]
	_, suffix, _ := strings.Cut(name, ".")
	return suffix
}

var (
	// addresses with a hole for the page's number, as paging libraries take them
	pageTemplate = pattern(`["'#]([^"'#\s<>]{0,200}(?:\{page\}|\{p\}|\{pageNo\}|\{0\}|__id__|\[page\]|\?page\?|\$page\$|\(\*\)|\{\{page\}\})[^"'#\s<>]{0,60})["'#]`)
	pageHole     = pattern(`\{page\}|\{p\}|\{pageNo\}|\{0\}|__id__|\[page\]|\?page\?|\$page\$|\(\*\)|\{\{page\}\}`)
	// location.href = "…page=" + something
	pageJump = pattern(`location(?:\.href)?\s*=\s*["']([^"'\s<>]{0,200}[?&](?:page|p|pageNo|pageIndex|currentPage|curPage|pageNum|pn)=)["']\s*\+`)
	// how many pages a paging library is told of
	pageCount = pattern(`\b(?:pages|pageCount|totalPages?|total_?pages?|countPage|page_?count|pageTotal)["']?\s*[:=]\s*["']?(\d{1,5})\b`)
)

// byTemplate fills the next number into an address that a script holds for its paging library, when the script says
// that there are more pages.
func (f *pagerFinder) byTemplate() bool {
	if strings.Contains(f.scripts.written.String(), "下一页") {
		return false // the pager has been drawn, and it has no next page
	}
	for _, s := range f.scripts.sources {
		count := 0
		if m := pageCount().FindStringSubmatch(s); m != nil {
			count, _ = strconv.Atoi(m[1])
		}
		here := max(f.current, numberInAddress(f.document.address), 1)
		if f.last = max(f.last, count); f.last <= here {
			continue
		}
		next := strconv.Itoa(here + 1)
		if m := pageTemplate().FindStringSubmatch(s); m != nil && f.take(pageHole().ReplaceAllString(m[1], next), "address pattern in a script") {
			return true
		}
		if m := pageJump().FindStringSubmatch(s); m != nil && f.take(m[1]+next, "address in a script") {
			return true
		}
		f.seen = true
		f.blocked("the next page is drawn by a script that is not in the page")
	}
	return false
}
