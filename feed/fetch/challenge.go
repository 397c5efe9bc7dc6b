package fetch

import (
	"bytes"
	"regexp"
)

// What protection services put into the small pages that they send before they let a browser in, and how pages
// without text send every browser on.
var (
	protectorPattern = regexp.MustCompile(`\$_ts\b|acw_sc__|__jsl_clearance|/cdn-cgi/challenge-platform/|cf-browser-verification|cf_chl_|_guard/(?:auto|click|slide)|var arg1\s*=\s*'[0-9A-F]{20,}|aliyun_waf|captcha\.(?:gtimg|qq)\.com|yunsuo_session`)
	cookiePattern    = regexp.MustCompile(`(?i)document\s*\.\s*cookie\s*=|document\s*\[\s*['"]cookie['"]\s*\]`)
	reloadPattern    = regexp.MustCompile(`(?i)location\s*(?:\.\s*(?:href|pathname|search|replace|reload)|=|\[)`)
	refreshPattern   = regexp.MustCompile(`(?is)<meta\b[^>]*http-equiv\s*=\s*["']?refresh\b[^>]*content\s*=\s*["']?\s*[0-5](?:\.\d*)?\s*[;,]\s*url\s*=\s*['"]?([^"'>\s]+)`)
	locationPattern  = regexp.MustCompile(`(?i)\blocation(?:\.href\s*=|\s*=|\.replace\s*\()\s*(?:"([^"\s]+)"|'([^'\s]+)')\s*\)?\s*(?:;|}|</script)`)
)

const (
	largestChallenge = 128 << 10 // bytes
	largestRefresh   = 4 << 10
	littleText       = 60 // bytes of text outside scripts and tags: 20 Chinese characters
)

// isChallenge reports whether an answer is no page but a script that has to prove a browser: one of a known protection
// service, or one that sets a cookie and loads the page anew.
func isChallenge(a answer) bool {
	if len(a.body) > largestChallenge || a.status < 400 && hasText(a.body) {
		return false
	}
	return protectorPattern.Match(a.body) ||
		cookiePattern.Match(a.body) && reloadPattern.Match(a.body) && !hasText(a.body)
}

// refreshTarget is the address that a page without text of its own sends every browser to at once, by a meta element
// or a script that does nothing else; "" if it is not such a page. Home pages are often like that.
func refreshTarget(a answer) string {
	if len(a.body) == 0 || len(a.body) > largestRefresh || hasText(a.body) {
		return ""
	}
	var to []byte
	if m := refreshPattern.FindSubmatch(a.body); m != nil {
		to = m[1]
	} else if bytes.Contains(a.body, []byte("navigator")) || cookiePattern.Match(a.body) {
		return "" // not every browser
	} else if m := locationPattern.FindSubmatch(a.body); m != nil {
		to = append(m[1], m[2]...)
	}
	return string(bytes.ReplaceAll(to, []byte("&amp;"), []byte("&")))
}

// hasText reports whether a page has more than a little text outside of its title, scripts, styles and tags.
func hasText(page []byte) bool {
	for n := 0; len(page) > 0; {
		switch b := page[0]; {
		case b == '<':
			page = behindMarkup(page[1:])
			continue
		case b > ' ':
			n++
		}
		if n >= littleText {
			return true
		}
		page = page[1:]
	}
	return false
}

// behindMarkup is what follows the tag, the comment or the element without text whose inside begins with b.
func behindMarkup(b []byte) []byte {
	if comment, ok := bytes.CutPrefix(b, []byte("!--")); ok {
		_, rest, _ := bytes.Cut(comment, []byte("-->"))
		return rest
	}
	for _, name := range [...]string{"script", "style", "noscript", "title"} {
		if !hasPrefixFold(b, name) {
			continue
		}
		for {
			_, rest, found := bytes.Cut(b, []byte("</"))
			if !found {
				return nil
			}
			if b = rest; hasPrefixFold(b, name) {
				break
			}
		}
	}
	_, rest, _ := bytes.Cut(b, []byte(">"))
	return rest
}

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}
