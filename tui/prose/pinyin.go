package prose

import (
	"strings"
	"unicode"
)

// Speller gives a text's syllables in pinyin without tones, one for each rune, "" for runes that have none.
type Speller func(text []rune) []string

// Finder looks for many needles in one page: the page's syllables are read once.
type Finder struct {
	page  Page
	runes [][]rune   // of each block
	spell [][]string // of each block, nil until letters are looked for
	by    Speller
}

// NewFinder prepares a page. Without a speller only what is written is found.
func NewFinder(p Page, by Speller) *Finder {
	f := &Finder{page: p, by: by, runes: make([][]rune, len(p.Blocks)), spell: make([][]string, len(p.Blocks))}
	for i, b := range p.Blocks {
		f.runes[i] = []rune(b.Text)
	}
	return f
}

// leastLetters is how many letters are taken for pinyin: one alone is the initial of every tenth character. More than
// mostLetters are looked for as they are written only, which bounds the time.
const (
	leastLetters = 2
	mostLetters  = 48
)

// Find returns where needle occurs, in order and without overlaps. Letters match in either case, and from two on they
// match characters by pinyin: each by its syllable or its initial, the last also by a syllable that is only begun.
// Spaces between syllables are allowed.
func (f *Finder) Find(needle string) []Match {
	wanted := []rune(strings.ToLower(needle))
	letters := []rune(strings.Join(strings.FieldsFunc(string(wanted), func(r rune) bool { return r == ' ' || r == '\'' }), ""))
	spelled := f.by != nil && isSpelled(letters)
	var out []Match
	for block, text := range f.runes {
		if spelled && f.spell[block] == nil {
			f.spell[block] = f.by(text)
		}
		offset := 0
		for at := 0; at < len(text); {
			n := written(text[at:], wanted)
			if n == 0 && spelled && f.spell[block][at] != "" {
				n = sounds(text[at:], f.spell[block][at:], letters)
			}
			size := len(string(text[at : at+max(1, n)]))
			if n > 0 {
				out = append(out, f.page.Match(block, offset, offset+size))
			}
			at += max(1, n)
			offset += size
		}
	}
	return out
}

// isSpelled reports whether a needle may be pinyin: letters, or letters and characters mixed.
func isSpelled(needle []rune) bool {
	n := 0
	for _, r := range needle {
		switch {
		case r >= 'a' && r <= 'z':
			n++
		case !unicode.Is(unicode.Han, r):
			return false
		}
	}
	return n > 0 && len(needle) >= leastLetters && len(needle) <= mostLetters
}

// written is the number of runes at the start of text that are wanted as they are, 0 when it begins otherwise.
func written(text, wanted []rune) int {
	if len(wanted) == 0 || len(wanted) > len(text) {
		return 0
	}
	for i, w := range wanted {
		if unicode.ToLower(text[i]) != w {
			return 0
		}
	}
	return len(wanted)
}

// sounds is the number of runes at the start of text that the letters spell, 0 when they do not. A rune takes its
// syllable, its initial, or at the end of the letters a part of its syllable.
func sounds(text []rune, spell []string, letters []rune) int {
	if len(text) == 0 || len(letters) == 0 {
		return 0
	}
	shared := 0
	for syllable := spell[0]; shared < min(len(syllable), len(letters)) && rune(syllable[shared]) == letters[shared]; {
		shared++
	}
	for taken := min(max(shared, 1), len(letters)); taken > 0; taken-- {
		as := taken == 1 && unicode.ToLower(text[0]) == letters[0] // as it is written
		switch {
		case taken == shared && (shared == len(spell[0]) || shared == len(letters)):
		case taken == 2 && shared >= 2 && spell[0][1] == 'h': // zh, ch, sh
		case taken == 1 && shared >= 1, as:
		default:
			continue
		}
		if taken == len(letters) {
			return 1
		}
		if n := sounds(text[1:], spell[1:], letters[taken:]); n > 0 {
			return n + 1
		}
	}
	return 0
}
