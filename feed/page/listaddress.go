package page

import (
	"net/url"
	"strings"
)

// addressKind is what an address alone says about what is behind it.
type addressKind int

// From a column or menu entry to an article.
const (
	columnAddress  addressKind = iota - 1 // index.html, a bare directory, list-12.html
	openAddress                           // says nothing
	likelyAddress                         // a number of its own: news.asp?id=12, 842.html
	articleAddress                        // a date, a long number or hash, or a word such as content next to a number
)

// weight is what the kind adds to a link's chance of being a headline.
func (k addressKind) weight() float64 {
	switch k {
	case columnAddress:
		return -0.7
	case likelyAddress:
		return 0.5
	case articleAddress:
		return 1
	}
	return 0
}

// kindOf judges an address by its path and query.
func kindOf(u *url.URL) addressKind {
	path := u.EscapedPath()
	cut := strings.LastIndexByte(path, '/') + 1
	dir, stem := path[:cut], path[cut:]
	stem, _, _ = strings.Cut(stem, ".")
	name := shapeOf(stem)
	switch {
	case u.RawQuery != "" && !name.hash && name.longest < 4:
		return kindOfQuery(name, u.RawQuery)
	case stem == "":
		return kindOfDirectory(strings.TrimSuffix(dir, "/"))
	}
	where := shapeOf(dir)
	dated := shapeOf(path[:cut+len(stem)]).dated
	switch {
	case name.column && !name.article && !name.hash:
		// a column's index.html; an article's only where each article has a dated, numbered directory
		if strings.EqualFold(stem, "index") && where.dated && where.longest >= 5 {
			return likelyAddress
		}
		return columnAddress
	case name.hash, dated, name.longest >= 5:
		return articleAddress
	case name.longest == 0:
		return openAddress
	case name.article || where.article:
		return articleAddress
	case where.column || name.longest < 2:
		return openAddress
	}
	return likelyAddress
}

// kindOfDirectory judges an address that ends in a slash, given without it: a column, unless the directory has a
// number or a date for a name.
func kindOfDirectory(dir string) addressKind {
	cut := strings.LastIndexByte(dir, '/') + 1
	last, where := shapeOf(dir[cut:]), shapeOf(dir[:cut])
	switch {
	case last.column:
		return columnAddress
	case last.hash, last.longest >= 5, where.dated && last.letters > 8:
		return articleAddress
	case last.longest >= 2 && last.letters == 0 && where.article:
		return likelyAddress
	}
	return columnAddress
}

// kindOfQuery judges show.asp?id=12 and index.php?a=lists&catid=3. name is the shape of the file's name.
func kindOfQuery(name nameShape, query string) addressKind {
	column, article := name.column && !name.index, name.article
	numbered, columned := false, false
	for pair := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(pair, "=")
		key = strings.ToLower(key)
		shape := shapeOf(value)
		switch {
		case isArticleKey(key):
			numbered = numbered || shape.longest > 0 || shape.hash
		case isColumnKey(key):
			columned = columned || value != ""
		case len(key) <= 6 && shape.longest == 0: // a=show, m=lists
			article = article || shape.article && key != "m" && key != "c" // of m=content&a=lists, a decides
			column = column || shape.column && !shape.index
		}
	}
	switch {
	case column && !article:
		return columnAddress
	case numbered && (article || columned):
		return articleAddress
	case numbered:
		return likelyAddress
	case article:
		return openAddress
	case columned:
		return columnAddress
	}
	return openAddress
}

func isArticleKey(key string) bool {
	switch key {
	case "id", "aid", "nid", "newsid", "articleid", "infoid", "contentid", "docid", "p", "artid", "tid", "itemid", "guid",
		"uuid", "wbnewsid", "news_id", "article_id", "info_id":
		return true
	}
	return false
}

func isColumnKey(key string) bool {
	switch key {
	case "catid", "cid", "classid", "typeid", "columnid", "channelid", "sortid", "cat", "category", "column", "type",
		"class", "wbtreeid", "treeid", "colid", "nodeid", "lmid", "page", "bigclassid", "smallclassid", "categoryid":
		return true
	}
	return false
}

// nameShape is what the words and numbers of a path say.
type nameShape struct {
	letters int
	longest int  // digits of the longest number
	hash    bool // a run such as 342386a1ae3343d1 or FK64UGAV0001899O
	dated   bool // 2020/12/29, 202012/, t20201230, 20/0816
	article bool // content, show, art ...
	column  bool // list, class, index ...
	index   bool // index or default, which say "column" only when no query follows
}

// shapeOf reads the runs of letters and digits of a path, a file's name or a query's value.
func shapeOf(s string) nameShape {
	if len(s) > 400 {
		s = s[len(s)-400:]
	}
	var shape nameShape
	var numbers [3]string // the last three, oldest first, as long as one separator stands between them
	run, runDigits := 0, 0
	for i := 0; i < len(s); {
		start := i
		switch c := s[i]; {
		case isDigit(rune(c)):
			for i < len(s) && isDigit(rune(s[i])) {
				i++
			}
			run, runDigits = run+i-start, runDigits+i-start
			shape.longest = max(shape.longest, i-start)
			numbers = [3]string{numbers[1], numbers[2], s[start:i]}
			shape.dated = shape.dated || isDay(numbers)
		case isLetter(rune(c)):
			for i < len(s) && isLetter(rune(s[i])) {
				i++
			}
			run += i - start
			shape.letters += i - start
			shape.word(s[start:i])
			numbers = [3]string{}
		default:
			i++
			run, runDigits = 0, 0
			if c != '/' && c != '-' && c != '_' {
				numbers = [3]string{}
			}
		}
		shape.hash = shape.hash || run >= 12 && runDigits >= 3 && runDigits < run
	}
	return shape
}

// isDay reports whether numbers that follow each other in a path end in a date of the years 1990 to 2089.
func isDay(n [3]string) bool {
	last, before := n[2], n[1]
	switch {
	case len(last) == 8 || len(last) == 14:
		return isYear(last[:4]) && isMonth(last[4:6])
	case len(last) == 6:
		return isYear(last[:4]) && isMonth(last[4:])
	case len(last) == 4:
		return isYear(before) && isMonth(last[:2]) || len(before) == 2 && isMonth(last[:2]) && last[2:] <= "31"
	}
	return len(last) <= 2 && isMonth(before) && isYear(n[0])
}

func isYear(s string) bool { return len(s) == 4 && (s >= "1990" && s <= "2089") }

func isMonth(s string) bool {
	return len(s) == 1 && s != "0" || len(s) == 2 && s >= "01" && s <= "12"
}

// word notes one word of a path. CMSs join words: shownews, newslist, articlecolumn.
func (n *nameShape) word(w string) {
	if len(w) > 24 {
		return
	}
	w = strings.ToLower(w)
	switch w {
	case "art", "article", "articles", "archive", "archives", "contents", "details", "read", "story", "show", "view",
		"post", "posts", "info", "shownews", "showarticle", "showinfo", "displaynews", "xxnr", "nr", "xq", "item":
		n.article = true
		return
	case "default":
		n.column, n.index = true, true
		return
	case "home", "main", "lists", "more", "col", "cat", "catalog", "special", "zt", "ztzl", "tag", "tags", "search", "type",
		"sort", "lm", "lanmu", "about", "contact", "sitemap", "login", "register", "node", "topics":
		n.column = true
		return
	}
	for _, end := range [...]string{"detail", "show", "view", "info", "content", "article"} {
		if strings.HasSuffix(w, end) {
			n.article = true
			return
		}
	}
	for _, end := range [...]string{"list", "class", "column", "columns", "category", "channel", "channels", "topic"} {
		if strings.HasSuffix(w, end) {
			n.column = true
			return
		}
	}
	if w == "index" || strings.HasSuffix(w, "index") {
		n.column, n.index = true, true
	}
}

// patternOf is the shape that the articles of one site share: host, depth, digits as #, hashes as H. Directories that
// name a column are left out; the file's name and article words are not.
func patternOf(u *url.URL) string {
	path := strings.Trim(u.EscapedPath(), "/")
	if len(path) > 400 {
		path = path[len(path)-400:]
	}
	b := make([]byte, 0, len(u.Host)+len(path)+len(u.RawQuery)+1)
	b = append(b, u.Host...)
	for path != "" {
		segment, rest, more := strings.Cut(path, "/")
		path = rest
		b = append(b, '/')
		stem, suffix, _ := strings.Cut(segment, ".")
		shape := shapeOf(stem)
		switch {
		case shape.hash:
			b = append(append(b, 'H', '.'), suffix...)
		case !more || shape.article || shape.letters == 0:
			b = appendPattern(b, segment)
		default:
			b = append(b, '*')
		}
	}
	if u.RawQuery == "" {
		return string(b)
	}
	b = append(b, '?')
	for pair := range strings.SplitSeq(u.RawQuery[:min(len(u.RawQuery), 200)], "&") {
		key, value, _ := strings.Cut(pair, "=")
		b = append(append(b, key...), '=')
		if shape := shapeOf(value); shape.longest == 0 && len(value) < 12 {
			b = append(b, value...)
		}
		b = append(b, '&')
	}
	return string(b)
}

// appendPattern appends s with each run of digits as one #.
func appendPattern(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if !isDigit(rune(s[i])) {
			b = append(b, s[i])
		} else if i == 0 || !isDigit(rune(s[i-1])) {
			b = append(b, '#')
		}
	}
	return b
}

// isFile reports whether a path names a picture, a program or anything else that is no page. Documents (pdf, doc)
// count as pages: government lists link to them directly.
func isFile(path string) bool {
	i := strings.LastIndexByte(path, '.')
	if i < 0 || len(path)-i > 6 {
		return false
	}
	switch strings.ToLower(path[i+1:]) {
	case "jpg", "jpeg", "png", "gif", "bmp", "webp", "svg", "ico", "css", "js", "mp4", "flv", "mp3", "wmv", "avi", "exe",
		"apk", "zip", "rar", "7z", "swf":
		return true
	}
	return false
}
