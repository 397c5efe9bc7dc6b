package storage

import (
	"bufio"
	"bytes"
	_ "embed"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// simplified has one pair a line: a traditional character and the simplified one that stands for it.
//
//go:embed data/simplified.txt
var simplified []byte

// unit is what a search compares: one Han, kana or Hangul character, or one word of other letters and digits, folded.
type unit struct {
	han    rune   // 0 for a word
	word   string // "" for a character
	start  int32  // byte range in the text
	end    int32
	joined bool // follows another character with nothing between them
}

// folder cuts text into folded units. It is read-only once made.
type folder struct {
	han [hanLast - hanFirst + 1]rune // simplified form
	far map[rune]rune                // the same beyond that range
}

// The block where nearly all Han characters are: Extension A to the end of Unified Ideographs.
const (
	hanFirst = 0x3400
	hanLast  = 0x9fff
)

func newFolder() *folder {
	f := &folder{far: map[rune]rune{}}
	for i := range f.han {
		f.han[i] = rune(hanFirst + i)
	}
	lines := bufio.NewScanner(bytes.NewReader(simplified))
	for lines.Scan() {
		from, size := utf8.DecodeRune(lines.Bytes())
		to, _ := utf8.DecodeRune(lines.Bytes()[size:])
		if from >= hanFirst && from <= hanLast {
			f.han[from-hanFirst] = to
		} else {
			f.far[from] = to
		}
	}
	return f
}

// simple is the simplified form of a Han character.
func (f *folder) simple(r rune) rune {
	if r >= hanFirst && r <= hanLast {
		return f.han[r-hanFirst]
	}
	if to, ok := f.far[r]; ok {
		return to
	}
	return r
}

// standsAlone reports whether a folded rune is a unit of its own: scripts written without spaces between words.
func standsAlone(r rune) bool {
	if r >= hanFirst && r <= hanLast {
		return true
	}
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// cutter is a text being cut.
type cutter struct {
	f     *folder
	units []unit
	word  []byte // folded letters of the word being read
	start int    // where it began
	end   int
	run   bool // the last thing read was a character
}

// cut appends the units of a Markdown text to dst. Emphasis marks and link targets are not there for a search, so
// that **重点**工作 holds 重点工作.
func (f *folder) cut(dst []unit, text string) []unit {
	c := cutter{f: f, units: dst}
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			i = c.ascii(text, i)
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r >= hanFirst && r <= hanLast:
			c.character(r, i, i+size)
		case isMark(r):
			c.gap()
		case r >= 0xff01 && r <= 0xff5e:
			c.narrow(byte(r-0xff01+'!'), i, i+size)
		default:
			c.other(r, i, i+size)
		}
		i += size
	}
	c.gap()
	return c.units
}

// isMark reports whether a rune is punctuation of the blocks that have most of it.
func isMark(r rune) bool {
	return r >= 0x2010 && r <= 0x206f || r >= 0x3000 && r <= 0x3004 || r >= 0x3008 && r <= 0x303f
}

// ascii reads the ASCII byte at i and returns where to go on.
func (c *cutter) ascii(text string, i int) int {
	switch b := text[i]; b {
	case '*', '_', '`', '~', '\\', '[':
	case ']':
		if n := targetLen(text[i+1:]); n > 0 {
			return i + 1 + n
		}
	default:
		c.narrow(b, i, i+1)
	}
	return i + 1
}

// targetLen is the length of a link's target in parentheses at the start of s, 0 when there is none.
func targetLen(s string) int {
	if s == "" || s[0] != '(' {
		return 0
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\n':
			return 0
		}
	}
	return 0
}

// narrow reads an ASCII character that is not markup.
func (c *cutter) narrow(b byte, start, end int) {
	switch {
	case b >= 'a' && b <= 'z', b >= '0' && b <= '9':
		c.letter(b, start, end)
	case b >= 'A' && b <= 'Z':
		c.letter(b+'a'-'A', start, end)
	default:
		c.gap()
	}
}

func (c *cutter) letter(b byte, start, end int) {
	if len(c.word) == 0 {
		c.start = start
	}
	c.word, c.end, c.run = append(c.word, b), end, false
}

// character reads a character that is a unit of its own.
func (c *cutter) character(r rune, start, end int) {
	c.endWord()
	c.units = append(c.units, unit{han: c.f.simple(r), start: int32(start), end: int32(end), joined: c.run})
	c.run = true
}

// other reads a rune that is none of the frequent ones: its compatibility decomposition in lower case, without marks.
func (c *cutter) other(r rune, start, end int) {
	if unicode.Is(unicode.Mn, r) {
		return
	}
	if !unicode.In(r, unicode.L, unicode.N, unicode.So) {
		c.gap()
		return
	}
	kept := false
	for _, part := range norm.NFKD.String(string(r)) {
		part = unicode.ToLower(part)
		switch {
		case unicode.Is(unicode.Mn, part) || !unicode.In(part, unicode.L, unicode.N):
		case standsAlone(part):
			c.character(part, start, end)
			kept = true
		default:
			if len(c.word) == 0 {
				c.start = start
			}
			c.word, c.end, c.run, kept = utf8.AppendRune(c.word, part), end, false, true
		}
	}
	if !kept {
		c.gap()
	}
}

func (c *cutter) gap() {
	c.endWord()
	c.run = false
}

func (c *cutter) endWord() {
	if len(c.word) == 0 {
		return
	}
	c.units = append(c.units, unit{word: string(c.word), start: int32(c.start), end: int32(c.end)})
	c.word, c.run = c.word[:0], false
}
