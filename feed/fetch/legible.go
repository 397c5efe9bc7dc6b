package fetch

import "unicode/utf8"

// leastForeign is how many bytes beyond ASCII a page must have to be judged by them.
const leastForeign = 40

// Legible reports whether body, of which Decode makes text in charset, reads as text: of its characters beyond ASCII
// most are frequent ones, or in UTF-8 less than a fifth are replacements. What is not was written in a charset that is
// not known, or is no text.
func Legible(body, text []byte, charset string) bool {
	foreign := 0
	for _, b := range body {
		if b >= utf8.RuneSelf {
			foreign++
		}
	}
	if foreign < leastForeign {
		return true
	}
	if isChinese(charset) {
		return quality(body, charset) >= 0
	}
	all, wrong := 0, 0
	for _, r := range string(text) {
		if r >= utf8.RuneSelf {
			all++
		}
		if r == utf8.RuneError {
			wrong++
		}
	}
	return wrong*5 < all
}
