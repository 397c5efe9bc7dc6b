package gazetteer

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zonewire/feed"
)

//go:embed data/words.txt
var wordLines string

// wordFields yields the names on the lines of words.txt that begin with the kind.
func wordFields(kind string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(wordLines) {
			f := strings.Fields(line)
			if len(f) == 0 || f[0] != kind {
				continue
			}
			for _, name := range f[1:] {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// mention is a name found in a text, with what it can stand for there.
type mention struct {
	at, end  int  // runes
	word     bool // the name is a common word, too
	meanings []meaning
}

// trust says which names count in a text.
type trust int

const (
	strict  trust = iota // running text: not what may be a common word, nor a district without 区
	loose                // a label: every name
	regions              // a part of a zone's name: every name of a region
)

// scan finds the names of regions and zones in a text, from left to right, the longest name at each place, none
// overlapping another. Names that only look like one (streets, directions) are left out.
func (n *names) scan(text []rune, t trust) []mention {
	var found []mention
	for i := 0; i+1 < len(text); {
		m := n.at(text, i, found, t)
		if m.end == 0 {
			i++
			continue
		}
		if len(m.meanings) > 0 {
			found = append(found, m)
		}
		i = m.end
	}
	return found
}

// at finds the longest name that begins at i and its possible meanings. One without meanings is a phrase that hides
// the name; the zero mention is none.
func (n *names) at(text []rune, i int, before []mention, t trust) mention {
	for e := n.byHead[[2]rune{text[i], text[i+1]}]; e != nil; e = e.next {
		if i+e.runes > len(text) || !equalRunes(text[i:i+e.runes], e.name) {
			continue
		}
		if len(e.meanings) == 0 {
			return mention{at: i, end: i + e.runes}
		}
		s := site{text: text, at: i, end: i + e.runes, trust: t, word: e.word}
		if len(before) > 0 && before[len(before)-1].end == i {
			s.before = &before[len(before)-1]
		}
		if s.isSevered(e) {
			continue
		}
		if s.isStreet() {
			return mention{at: i, end: s.end}
		}
		if m := s.admit(e.meanings); len(m) > 0 {
			return mention{at: i, end: s.end, word: e.word, meanings: m}
		}
	}
	return mention{}
}

func equalRunes(text []rune, s string) bool {
	i := 0
	for _, r := range s {
		if text[i] != r {
			return false
		}
		i++
	}
	return true
}

// site is where in a text a name stands.
type site struct {
	text    []rune
	at, end int
	before  *mention // the name that ends where this one begins
	trust   trust
	word    bool // the name is a common word, too
}

// isSevered reports whether the characters beside the name belong to other words that only meet in it: 隆重庆祝.
func (s site) isSevered(e *entry) bool {
	if s.before == nil && s.at > 0 && strings.ContainsRune(e.left, s.text[s.at-1]) {
		return true
	}
	return s.end < len(s.text) && strings.ContainsRune(e.right, s.text[s.end])
}

// admit returns the meanings that the name can have at this place: those within the region named just before it,
// when there are any.
func (s site) admit(meanings []meaning) []meaning {
	var inside, alone []meaning
	for _, m := range meanings {
		if m.form == zoneForm && s.trust == regions {
			continue
		}
		if m.form == zoneForm {
			alone = append(alone, m)
			if s.isInside(m.region) {
				inside = append(inside, m)
			}
			continue
		}
		if !s.endsWell(m) {
			continue
		}
		if s.isInside(m.region) {
			inside = append(inside, m)
		} else if s.standsAlone(m) {
			alone = append(alone, m)
		}
	}
	if len(inside) > 0 {
		return inside
	}
	return alone
}

func (s site) isInside(code feed.RegionCode) bool {
	if s.before == nil {
		return false
	}
	return slices.ContainsFunc(s.before.meanings, func(m meaning) bool {
		return m.zone < 0 && m.region != code && m.region.Contains(code)
	})
}

// endsWell reports whether the character after the name does not make another word of its end: 区域, 市场, 旗帜,
// 和平镇, and a bay is not the place that it is named after.
func (s site) endsWell(m meaning) bool {
	if s.end >= len(s.text) {
		return true
	}
	last, next := s.text[s.end-1], s.text[s.end]
	if next == '湾' && s.trust == strict && m.form == shortForm {
		return false // 通州湾, 莱州湾: a bay, with zones of its own
	}
	switch last {
	case '区':
		return !strings.ContainsRune("域间块位别", next)
	case '市':
		return next != '场'
	case '旗':
		return !strings.ContainsRune("帜舰袍", next)
	case '县':
		return next != '域'
	}
	return m.form != shortForm || m.region.Level() != feed.County || !strings.ContainsRune("镇乡村屯寨", next)
}

// standsAlone reports whether the name can be believed without the region around it being named before it.
func (s site) standsAlone(m meaning) bool {
	if s.trust != strict {
		return true
	}
	if s.word || s.isDirection() {
		return false
	}
	if m.form == shortForm {
		return m.region.Level() != feed.County || !m.district
	}
	return s.end-s.at > 2 || m.region.Level() != feed.County || s.beginsPhrase()
}

// beginsPhrase reports whether no Han character that could belong to the name stands before it.
func (s site) beginsPhrase() bool {
	if s.at == 0 || s.before != nil {
		return true
	}
	prev := s.text[s.at-1]
	return !unicode.Is(unicode.Han, prev) || strings.ContainsRune("在赴到于自为和与及对日由", prev)
}

// isDirection reports whether 河南, 山东, 海南 and the like only say on which side of a river, hill or sea.
func (s site) isDirection() bool {
	if s.end-s.at != 2 || !strings.ContainsRune("河江海湖山", s.text[s.at]) || !strings.ContainsRune("东南西北", s.text[s.at+1]) {
		return false
	}
	if s.end < len(s.text) && strings.ContainsRune("岸段侧边麓坡端面", s.text[s.end]) {
		return true
	}
	return s.at > 0 && s.before == nil && strings.ContainsRune("运淮黄沿长湘珠东渤泰太华嵩衡恒洞巢西沙辽汾渭汉赣钱富老大小内外护塘浏清龙渡跨环", s.text[s.at-1])
}

// isStreet reports whether the name is the name of a street, bridge or gate.
func (s site) isStreet() bool {
	rest := s.text[s.end:min(s.end+4, len(s.text))]
	if len(rest) > 1 && strings.ContainsRune("东西南北中", rest[0]) {
		if strings.ContainsRune("路街", rest[1]) {
			return true
		}
	}
	if len(rest) == 0 {
		return false
	}
	switch rest[0] {
	case '路', '巷', '街':
		return len(rest) < 2 || rest[0] != '路' ||
			!strings.ContainsRune("径线演由桥", rest[1]) && (len(rest) < 3 || rest[2] != '区')
	case '大':
		return len(rest) > 1 && (rest[1] == '道' || rest[1] == '街' || rest[1] == '桥')
	case '胡':
		return len(rest) > 1 && rest[1] == '同'
	case '门':
		return len(rest) > 1 && strings.ContainsRune("大外内", rest[1])
	}
	return false
}

// isSingle reports whether a name is too short to be one.
func isSingle(name string) bool { return utf8.RuneCountInString(name) < 2 }
