package gazetteer

import (
	"strings"
	"unicode"
)

// Quality says how well typed letters fit a name; more is better.
type Quality int

// From worst to best. In all but Scattered the letters cover neighbouring characters.
const (
	NoMatch   Quality = iota
	Scattered         // characters with gaps between them
	InnerPart         // inside the name, a syllable begun but not finished
	Inner             // inside the name
	HeadPart          // from its beginning, a syllable begun but not finished
	Head              // from its beginning
	Stem              // the proper name in it: 张家港 of 张家港经开区
	Whole             // the whole name, each character by its syllable or its initial
)

// unit is what one step of typing matches: a Han character by its syllable, or a word in Latin letters.
type unit struct {
	at, end  int32  // runes of the name
	char     rune   // the Han character, 0 for a word
	spelling string // syllable or word in lower case
	other    string // second spelling, "" for none
}

// Key is a name prepared for matching. The zero Key matches nothing.
type Key struct {
	name     string
	units    []unit
	stem     int    // units before the word for the kind of zone, 0 when not known
	letters  uint64 // that occur in it, by letterBit
	initials uint64 // that its units begin with
}

// maxUnits bounds a key, and maxTyped what is typed, so that a match takes bounded time.
const (
	maxUnits = 32
	maxTyped = 48
)

// Keys prepares a name, Chinese or Latin, for matching.
func (g *Gazetteer) Keys(name string) Key {
	s := g.spelling()
	runes := []rune(name)
	k := Key{name: name, units: make([]unit, 0, min(len(runes), maxUnits))}
	for i, syllable := range s.read(runes) {
		if len(k.units) == maxUnits {
			break
		}
		r, at := unicode.ToLower(asciiWidth(runes[i])), int32(i)
		switch {
		case syllable != "":
			u := unit{at: at, end: at + 1, char: runes[i], spelling: syllable}
			if plain := s.plain(runes[i]); plain != syllable {
				u.other = plain
			}
			k.units = append(k.units, u)
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		default:
			if n := len(k.units); n > 0 && k.units[n-1].char == 0 && k.units[n-1].end == at {
				k.units[n-1].spelling += string(plainLetter(r))
				k.units[n-1].end++
			} else {
				k.units = append(k.units, unit{at: at, end: at + 1, spelling: string(plainLetter(r))})
			}
		}
	}
	for _, u := range k.units {
		for _, text := range []string{u.spelling, u.other} {
			for i := range text {
				k.letters |= letterBit(rune(text[i]))
			}
			if text != "" {
				k.initials |= letterBit(rune(text[0]))
			}
		}
	}
	return k
}

// plainLetter takes the marks off the letters that official spellings use.
func plainLetter(r rune) rune {
	switch r {
	case 'ü', 'û', 'ú', 'ù':
		return 'u'
	case 'ê', 'é', 'è', 'ë':
		return 'e'
	case 'ö', 'ô', 'ó':
		return 'o'
	case 'ä', 'â', 'á', 'à':
		return 'a'
	}
	return r
}

// letterBit maps a letter to a bit; v stands for ü and counts as u. Whatever is no letter has no bit.
func letterBit(r rune) uint64 {
	switch {
	case r == 'v':
		r = 'u'
	case r >= '0' && r <= '9':
		return 1 << (26 + r - '0')
	}
	if r >= 'a' && r <= 'z' {
		return 1 << (r - 'a')
	}
	return 0
}

// Typed is what a person typed, prepared for matching against many keys.
type Typed struct {
	letters []rune
	han     []rune // those of them that are Han
	needs   uint64
	head    uint64
}

// Type prepares typed text: lower case, ASCII for full-width letters, without spaces and marks.
func Type(text string) Typed {
	var t Typed
	for _, r := range text {
		r = plainLetter(unicode.ToLower(asciiWidth(r)))
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if len(t.letters) == maxTyped {
			break
		}
		if len(t.letters) == 0 {
			t.head = letterBit(r)
		}
		t.letters = append(t.letters, r)
		t.needs |= letterBit(r)
		if unicode.Is(unicode.Han, r) {
			t.han = append(t.han, r)
		}
	}
	return t
}

// IsEmpty reports whether nothing that could match was typed.
func (t Typed) IsEmpty() bool { return len(t.letters) == 0 }

// Match says how well text fits the name and which runes of it are matched.
func (k Key) Match(text string) (Quality, []int, bool) {
	q, cells := k.MatchTyped(Type(text))
	return q, cells, q != NoMatch
}

// MatchTyped is Match for prepared text.
func (k *Key) MatchTyped(t Typed) (Quality, []int) {
	quality, from, path := k.judge(t)
	if quality == NoMatch {
		return NoMatch, nil
	}
	return quality, k.cells(from, path)
}

// judge finds the best way to lay the letters over the name: how good it is, the first unit of it, and how many letters
// each unit takes.
func (k *Key) judge(t Typed) (Quality, int, [maxUnits]uint8) {
	if len(t.letters) == 0 || t.needs&^k.letters != 0 || t.head&^k.initials != 0 {
		return NoMatch, 0, [maxUnits]uint8{}
	}
	for _, r := range t.han {
		if !strings.ContainsRune(k.name, r) {
			return NoMatch, 0, [maxUnits]uint8{}
		}
	}
	w := walk{key: k, typed: t.letters}
	best, from := NoMatch, 0
	var path [maxUnits]uint8
	for _, w.pace = range []pace{toTheEnd, bySyllables, byLetters} {
		w.dead = [maxUnits + 1]uint64{}
		for start := range k.units {
			if start > 0 && w.pace == toTheEnd {
				break
			}
			if w.run(start, 0) {
				if q := w.quality(start); q > best {
					best, from, path = q, start, w.taken
				}
			}
		}
		if best > HeadPart {
			break
		}
	}
	if best == NoMatch && len(t.letters) > 1 && w.scattered() {
		best, from, path = Scattered, 0, w.taken
	}
	return best, from, path
}

// cells lists the runes that a path covers.
func (k *Key) cells(from int, path [maxUnits]uint8) []int {
	var cells []int
	for i := from; i < len(k.units); i++ {
		u := k.units[i]
		switch {
		case path[i] == 0:
		case u.char != 0:
			cells = append(cells, int(u.at))
		default:
			for n := range int(path[i]) {
				cells = append(cells, int(u.at)+n)
			}
		}
	}
	return cells
}

// pace says what a unit may take of the letters.
type pace int

const (
	toTheEnd    pace = iota // all of its spelling or its initial, and every unit takes some
	bySyllables             // all of its spelling or its initial
	byLetters               // any beginning of its spelling
)

// walk tries ways to lay typed letters over a key's units. taken is how many letters each unit took.
type walk struct {
	key   *Key
	typed []rune
	pace  pace
	taken [maxUnits]uint8
	dead  [maxUnits + 1]uint64 // per unit, the typed positions known to lead nowhere
}

// run lays the letters from j on over neighbouring units from i on, the longest spellings first.
func (w *walk) run(i, j int) bool {
	if j == len(w.typed) {
		if w.pace == toTheEnd && i < len(w.key.units) {
			return false
		}
		for ; i < len(w.key.units); i++ {
			w.taken[i] = 0
		}
		return true
	}
	if i == len(w.key.units) || w.dead[i]&(1<<j) != 0 {
		return false
	}
	for n := w.longest(i, j); n > 0; n-- {
		if w.pace < byLetters && !w.finished(&w.key.units[i], j, n) {
			continue
		}
		w.taken[i] = uint8(n)
		if w.run(i+1, j+n) {
			return true
		}
	}
	w.dead[i] |= 1 << j
	return false
}

// longest is how many of the letters from j on the unit can take.
func (w *walk) longest(i, j int) int {
	u := &w.key.units[i]
	if u.char != 0 && w.typed[j] == u.char {
		return 1
	}
	return max(sharedHead(u.spelling, w.typed[j:]), sharedHead(u.other, w.typed[j:]))
}

func sharedHead(s string, typed []rune) int {
	n := 0
	for n < len(s) && n < len(typed) && (rune(s[n]) == typed[n] || s[n] == 'v' && typed[n] == 'u') {
		n++
	}
	return n
}

// quality judges the way that run has found from start.
func (w *walk) quality(start int) Quality {
	end, whole := start, true
	at := 0
	for ; end < len(w.key.units) && w.taken[end] > 0; end++ {
		u, n := &w.key.units[end], int(w.taken[end])
		if !w.finished(u, at, n) {
			whole = false
		}
		at += n
	}
	switch {
	case start == 0 && whole && end == len(w.key.units):
		return Whole
	case start == 0 && whole && end == w.key.stem:
		return Stem
	case start == 0 && whole:
		return Head
	case start == 0:
		return HeadPart
	case whole:
		return Inner
	}
	return InnerPart
}

// finished reports whether n letters are all of a unit's spelling, or its initial (zh counts as one).
func (w *walk) finished(u *unit, at, n int) bool {
	if n == len(u.spelling) || u.other != "" && n == len(u.other) || n == 1 {
		return true
	}
	return n == 2 && u.char != 0 && w.typed[at+1] == 'h' && strings.ContainsRune("zcs", w.typed[at])
}

// scattered lays the letters over units with gaps: each unit takes its whole spelling or its initial.
func (w *walk) scattered() bool {
	w.taken = [maxUnits]uint8{}
	j := 0
	for i := 0; i < len(w.key.units) && j < len(w.typed); i++ {
		n := w.longest(i, j)
		if n == 0 {
			continue
		}
		if !w.finished(&w.key.units[i], j, n) {
			n = 1
		}
		w.taken[i] = uint8(n)
		j += n
	}
	return j == len(w.typed)
}
