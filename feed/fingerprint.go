package feed

import (
	"hash/fnv"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Fingerprint is what the pieces that may be the same as an article are looked up by: equal titles, or texts that share
// one of their keys. They make candidates; SameArticle decides.
type Fingerprint struct {
	Title uint64           // hash of the title's letters and digits; 0 when it has none
	Text  [TextKeys]uint64 // two least hashes of the text's shingles each, under hash functions of their own (Broder 1997); 0 for none
}

// TextKeys is how many keys a text has. Texts that share a part j of their shingles share each key with a probability
// of j*j, one of three with 0.99 for nine tenths and 0.92 for three quarters, and with 0.001 for a fiftieth, which any
// two pieces about development zones share.
const TextKeys = 3

// FingerprintOf is the fingerprint of an article.
func FingerprintOf(a Article) Fingerprint {
	var f Fingerprint
	if title := letters(a.Title); len(title) > 0 {
		f.Title = hashRunes(title)
	}
	var least [2 * TextKeys]uint64
	eachShingle(letters(a.Body), func(h uint64) {
		for i := range least {
			if x := mix(h + uint64(i)); least[i] == 0 || x < least[i] {
				least[i] = x
			}
		}
	})
	if least[0] == 0 {
		return f
	}
	for i := range f.Text {
		// The least hashes have no high bits.
		f.Text[i] = mix(least[2*i])<<32 | mix(least[2*i+1])&(1<<32-1)
	}
	return f
}

// The measures by which two pieces are the same, chosen on the pairs in testdata/pairs.json: texts share this much of
// their shingles, or nearly all of the shorter one; and a notice that is printed again with other numbers is another.
const (
	shingleLength  = 4
	sharedOfBoth   = 0.72
	sharedOfLesser = 0.93
	lesserPart     = 0.45
	sharedNumbers  = 0.75
	shortText      = 40
)

// ReprintedIn is how long after a piece it may be printed again.
const ReprintedIn = 31 * 24 * time.Hour

// Head is the title and date of an article, ready to be held against those of others.
type Head struct {
	published Published
	title     []rune // its letters
	digits    []rune
	pairs     map[uint64]struct{} // of letters of the title
}

// HeadOf is the head of an article.
func HeadOf(a Article) Head {
	h := Head{published: a.Published, title: letters(a.Title)}
	h.digits = slices.DeleteFunc(slices.Clone(h.title), func(r rune) bool { return !isDigit(r) })
	h.pairs = pairsOf(h.title)
	return h
}

// Same reports whether two pieces may be one by their titles and dates alone; if not, SameArticle is false whatever
// the texts are.
func (h Head) Same(b Article) bool {
	if !h.published.IsZero() && !b.Published.IsZero() && h.published.Time.Sub(b.Published.Time).Abs() > ReprintedIn {
		return false
	}
	title := letters(b.Title)
	n := 0
	for _, r := range title {
		if !isDigit(r) {
			continue
		}
		if n == len(h.digits) || h.digits[n] != r {
			return false
		}
		n++
	}
	return n == len(h.digits) && h.alike(title)
}

// alike reports whether two titles may head one piece: one holds the other, or they share most of their pairs of
// letters. A name that was exchanged for another tells them apart.
func (h Head) alike(title []rune) bool {
	if len(h.title) == 0 || len(title) == 0 {
		return true
	}
	if pairs := pairsOf(title); float64(common(h.pairs, pairs)) >= 0.6*float64(min(len(h.pairs), len(pairs))) {
		return true
	}
	return strings.Contains(string(h.title), string(title)) || strings.Contains(string(title), string(h.title))
}

func pairsOf(title []rune) map[uint64]struct{} {
	set := make(map[uint64]struct{}, len(title))
	for i := 0; i+1 < len(title); i++ {
		set[uint64(title[i])<<32|uint64(title[i+1])] = struct{}{}
	}
	return set
}

// isDigit reports whether a letter of a title is a digit, or one that Chinese writes as a letter.
func isDigit(r rune) bool {
	switch r {
	case '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return unicode.IsDigit(r)
}

// SameArticle reports whether two pieces are one: printed twice, with another head or tail, other punctuation or small
// corrections. A piece of the same form with other names, dates or amounts is not.
func SameArticle(a, b Article) bool {
	if !HeadOf(a).Same(b) {
		return false
	}
	textA, textB := letters(a.Body), letters(b.Body)
	if len(textA) < shortText || len(textB) < shortText {
		return string(letters(a.Title)) == string(letters(b.Title)) && string(textA) == string(textB) && len(textA) > 0 &&
			a.Published.Day() == b.Published.Day()
	}
	shinglesA, shinglesB := shinglesOf(textA), shinglesOf(textB)
	shared := common(shinglesA, shinglesB)
	lesser, greater := min(len(shinglesA), len(shinglesB)), max(len(shinglesA), len(shinglesB))
	both := float64(shared) / float64(lesser+greater-shared)
	part := float64(shared) / float64(lesser)
	if both < sharedOfBoth && (part < sharedOfLesser || float64(lesser) < lesserPart*float64(greater)) {
		return false
	}
	numbersA, numbersB := numbers(a.Body), numbers(b.Body)
	if n := min(len(numbersA), len(numbersB)); n > 0 && float64(common(numbersA, numbersB)) < sharedNumbers*float64(n) {
		return false
	}
	return !renamed(a.Body, b.Body)
}

// letters are the letters and digits of a text, narrow and in lower case: what stays when punctuation, spaces and
// marks are set differently.
func letters(text string) []rune {
	all := make([]rune, 0, len(text)/3)
	for _, r := range text {
		switch {
		case r >= '一' && r <= '鿿':
			// Most of a text; the tables of unicode take ten times as long.
			all = append(all, r)
			continue
		case r == '，' || r == '。' || r == '、':
			continue
		}
		if r = asciiTwin(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			all = append(all, unicode.ToLower(r))
		}
	}
	return all
}

// eachShingle gives the hash of each run of shingleLength letters.
func eachShingle(text []rune, do func(uint64)) {
	for i := 0; i+shingleLength <= len(text); i++ {
		h := uint64(0)
		for _, r := range text[i : i+shingleLength] {
			h = h<<16 ^ h>>48 ^ uint64(r)
		}
		do(mix(h))
	}
}

func shinglesOf(text []rune) map[uint64]struct{} {
	all := make(map[uint64]struct{}, len(text))
	eachShingle(text, func(h uint64) { all[h] = struct{}{} })
	return all
}

// numbers are the hashes of a text's numbers.
func numbers(text string) map[uint64]struct{} {
	all := map[uint64]struct{}{}
	for _, field := range strings.FieldsFunc(text, func(r rune) bool {
		r = asciiTwin(r)
		return !unicode.IsDigit(r) && r != '.'
	}) {
		if number := strings.Trim(narrow(field), "."); number != "" {
			all[hashRunes([]rune(number))] = struct{}{}
		}
	}
	return all
}

func common(a, b map[uint64]struct{}) int {
	n := 0
	for h := range a {
		if _, ok := b[h]; ok {
			n++
		}
	}
	return n
}

func hashRunes(text []rune) uint64 {
	h := fnv.New64a()
	for _, r := range text {
		_, _ = h.Write([]byte{byte(r), byte(r >> 8), byte(r >> 16)})
	}
	return h.Sum64()
}

// mix spreads the bits of x: one round of splitmix64 (Steele et al. 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
