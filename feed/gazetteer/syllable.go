package gazetteer

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

var (
	//go:embed data/syllables.txt
	syllableLines string
	//go:embed data/readings.txt
	readingLines string
)

// The block of Han characters that have a reading here: the unified ideographs of Unicode 1.0 and their additions.
const (
	firstHan = 0x4e00
	lastHan  = 0x9fff
)

// spelling tells how names are written in pinyin without tones, ü as v.
type spelling struct {
	syllables []string
	first     []uint16 // per Han character: 1 + index of its first reading, 0 none
	phrases   map[rune][]reading
}

// reading is how a phrase is read, one syllable a character.
type reading struct {
	phrase    []rune
	syllables []string
}

func readSpelling() *spelling {
	s := &spelling{first: make([]uint16, lastHan-firstHan+1), phrases: make(map[rune][]reading)}
	for line := range strings.Lines(syllableLines) {
		syllable, chars, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		s.syllables = append(s.syllables, syllable)
		for _, r := range chars {
			s.first[r-firstHan] = uint16(len(s.syllables))
		}
	}
	for line := range strings.Lines(readingLines) {
		f := strings.Fields(line)
		r := reading{phrase: []rune(f[0]), syllables: f[1:]}
		s.phrases[r.phrase[0]] = append(s.phrases[r.phrase[0]], r)
	}
	return s
}

// plain is the first reading of a character, "" for none.
func (s *spelling) plain(r rune) string {
	if r < firstHan || r > lastHan || s.first[r-firstHan] == 0 {
		return ""
	}
	return s.syllables[s.first[r-firstHan]-1]
}

// read returns a syllable for each character of text, "" for those that have none. Phrases with readings of their
// own count before single characters, the longest first.
func (s *spelling) read(text []rune) []string {
	all := make([]string, 0, len(text))
	for len(all) < len(text) {
		rest := text[len(all):]
		var best reading
		for _, r := range s.phrases[rest[0]] {
			if len(r.phrase) > len(best.phrase) && len(r.phrase) <= len(rest) && string(rest[:len(r.phrase)]) == string(r.phrase) {
				best = r
			}
		}
		if len(best.phrase) > 0 {
			all = append(all, best.syllables...)
		} else {
			all = append(all, s.plain(rest[0]))
		}
	}
	return all
}

// Pinyin is a name in pinyin without tones, syllables divided by spaces, for sorting and for matching: 重庆 is
// "chong qing". What is not Han stays as it is.
func (g *Gazetteer) Pinyin(name string) string {
	runes := []rune(name)
	var b strings.Builder
	han := false
	for i, syllable := range g.spelling().read(runes) {
		if i > 0 && (syllable != "" || han) {
			b.WriteByte(' ')
		}
		if han = syllable != ""; han {
			b.WriteString(syllable)
		} else {
			b.WriteString(strings.ToLower(string(runes[i])))
		}
	}
	return b.String()
}

// asciiWidth turns the full-width letters, digits and marks of input methods into their ASCII twins.
func asciiWidth(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '\u3000', r == utf8.RuneError:
		return ' '
	}
	return r
}

// Syllables are the readings of a text in pinyin without tones, one for each rune, "" for runes that have none.
func (g *Gazetteer) Syllables(text []rune) []string { return g.spelling().read(text) }
