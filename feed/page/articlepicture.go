package page

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zonewire/feed"
)

// picture writes an image as a paragraph of its own.
func (m *markup) picture(n *html.Node, f *flow) {
	address := m.a.doc.resolve(pictureSource(n))
	if address == "" || isOrnament(n, address) || m.seen[address] {
		return
	}
	m.seen[address] = true
	alt := pictureText(attr(n, "alt"))
	if alt == "" {
		alt = pictureText(attr(n, "title"))
	}
	if folded(alt) == m.a.titleFold {
		alt = ""
	}
	m.pictures = append(m.pictures, feed.Picture{URL: address, Alt: alt})
	f.end()
	img := element(atom.Img)
	img.Attr = []html.Attribute{{Key: "src", Val: address}, {Key: "alt", Val: alt}}
	p := element(atom.P)
	p.AppendChild(img)
	f.into.AppendChild(p)
}

// pictureSource is the address of the picture itself: what loads late stands in another attribute than src.
func pictureSource(n *html.Node) string {
	for _, key := range [...]string{
		"data-src", "data-original", "data-lazy-src", "data-lazy", "data-lazyload", "data-url",
		"data-actualsrc", "data-echo", "lazy-src", "lazysrc", "original", "_src", "file", "src2", "data-img", "data-original-src",
	} {
		if v := strings.TrimSpace(attr(n, key)); v != "" && !strings.HasPrefix(v, "data:") && strings.ContainsAny(v, "./") {
			return v
		}
	}
	if src := strings.TrimSpace(attr(n, "src")); src != "" && !strings.HasPrefix(src, "data:") {
		return src
	}
	set := attr(n, "srcset")
	if set == "" {
		set = attr(n, "data-srcset")
	}
	candidate, _, _ := strings.Cut(strings.TrimSpace(set), " ")
	return strings.TrimRight(candidate, ",")
}

// isOrnament reports whether an image is an icon, a spacer or a counter rather than a picture.
func isOrnament(n *html.Node, address string) bool {
	if isTiny(n) {
		return true
	}
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	name := strings.ToLower(u.Path)
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	for _, word := range [...]string{"icon", "spacer", "blank.", "loading", "space.", "pixel", "grey.", "gray.", "placeholder", "arrow"} {
		if strings.HasPrefix(name, word) || strings.Contains(name, "_"+word) {
			return true
		}
	}
	return false
}

// pictureText is an alt or title that says something: file names and numbers do not.
func pictureText(s string) string {
	s = squeeze(s)
	if hanCount(s) < 2 && !strings.Contains(s, " ") || utf8.RuneCountInString(s) > 200 {
		return ""
	}
	switch s {
	case "图片", "点击查看原图", "点击放大", "图像":
		return ""
	}
	return s
}

// captions gives each picture the caption that stands under it in the clean tree.
func captions(root *html.Node, pictures []feed.Picture) {
	i := 0
	walk(root, func(n *html.Node) bool {
		if n.DataAtom != atom.Img || n.Type != html.ElementNode || i >= len(pictures) {
			return true
		}
		if p := n.Parent.NextSibling; p != nil && p.DataAtom == atom.P && p.FirstChild != nil {
			if s := text(p); isCaption(s) {
				pictures[i].Caption = s
			}
		}
		i++
		return true
	})
}

// isCaption reports whether a paragraph under a picture is about the picture.
func isCaption(s string) bool {
	n := utf8.RuneCountInString(s)
	if n == 0 || n > 120 {
		return false
	}
	for _, begin := range [...]string{"图为", "图：", "图:", "图片", "▲", "△", "↑"} {
		if strings.HasPrefix(s, begin) {
			return true
		}
	}
	for _, end := range [...]string{"摄", "摄）", "摄)", "供图", "供图）", "图）"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return n <= 30 && !strings.ContainsAny(s, "。！？：；")
}

// video writes a film as a link to it.
func (m *markup) video(n *html.Node, f *flow) {
	source := ""
	walk(n, func(n *html.Node) bool {
		if n.Type == html.ElementNode && source == "" {
			source = attr(n, "src")
			if source == "" {
				source = attr(n, "data-src")
			}
		}
		return source == ""
	})
	address := m.a.doc.resolve(source)
	if address == "" || m.seen[address] || (n.DataAtom == atom.Iframe || n.DataAtom == atom.Embed) && !isFilm(address) {
		return
	}
	m.seen[address] = true
	f.end()
	f.write("视频", style{link: address})
	f.end()
}

// isFilm reports whether an embedded frame plays something.
func isFilm(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	s := strings.ToLower(u.Host + u.Path)
	for _, word := range [...]string{"video", "player", "vod.", "/v/", ".mp4", ".m3u8", ".flv", ".swf", "v."} {
		if strings.Contains(s, word) && (word != "v." || strings.HasPrefix(s, word)) {
			return true
		}
	}
	return false
}

// findFrame is the address of a frame that may hold the body: on the same host, not a film and not tiny.
func (a *reader) findFrame() string {
	for _, n := range all(a.doc.root, atom.Iframe) {
		to := a.doc.resolve(attr(n, "src"))
		u, err := url.Parse(to)
		if to == "" || err != nil || u.Host != a.doc.address.Host || isFilm(to) || isHidden(n) {
			continue
		}
		small := false
		for _, key := range [...]string{"width", "height"} {
			if v, err := strconv.Atoi(strings.TrimSuffix(attr(n, key), "px")); err == nil && v < 120 {
				small = true
			}
		}
		if !small {
			return to
		}
	}
	return ""
}
