package storage

import (
	"unicode"

	"zonewire/feed"
)

// language is the language of an article by its letters: zh, ja, ko, or en for any in Latin letters; "" for others.
func language(a feed.Article) string {
	const enough = 400
	var han, kana, hangul, latin int
	seen := 0
	for _, r := range a.Title + a.Body {
		switch {
		case r >= hanFirst && r <= hanLast:
			han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
		if seen++; seen == enough {
			break
		}
	}
	switch {
	case kana > 0 && kana*8 > han:
		return "ja"
	case hangul > han:
		return "ko"
	// A Latin word is as long as five or six letters; a Chinese one as two.
	case han*3 >= latin && han > 0:
		return "zh"
	case latin > 0:
		return "en"
	}
	return ""
}
