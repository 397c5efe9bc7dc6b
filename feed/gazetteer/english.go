package gazetteer

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"zonewire/feed"
)

//go:embed data/english.txt
var englishLines string

// english holds the spellings that are not the pinyin, by Chinese name.
type english struct{ official map[string]string }

func readEnglish() *english {
	e := &english{official: make(map[string]string)}
	for line := range strings.Lines(englishLines) {
		if name, spelling, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			e.official[name] = spelling
		}
	}
	return e
}

// English is the romanised name of a region or zone: the official spelling (Shaanxi, Hohhot), else the pinyin in one
// word with the rank of districts and counties (Gulou District), and for zones the usual abbreviation of their kind
// (Zhangjiagang ETDZ). "" when the name has no Han characters.
func (g *Gazetteer) English(name string) string {
	if s := g.english().official[name]; s != "" {
		return s
	}
	if z, ok := g.builtIn(name); ok {
		return g.englishZone(z.Name, z.Region)
	}
	if m, ok := settle(regionsOnly(g.names().lookup(name))); ok && m.form != formerForm {
		if r, known := g.Region(m.region); known {
			return g.englishRegion(r, name)
		}
	}
	if s := g.englishShared(name); s != "" {
		return s
	}
	if zoneEnd.MatchString(name) {
		return g.englishZone(name, g.zoneRegion(name, surroundings{}))
	}
	return g.romanise(name)
}

// englishShared spells the full name of several regions (鼓楼区) when it is spelled alike for all of them, else "".
func (g *Gazetteer) englishShared(name string) (spelling string) {
	for _, m := range regionsOnly(g.names().lookup(name)) {
		r, known := g.Region(m.region)
		if !known || r.Name != name || m.form == formerForm {
			continue
		}
		s := g.englishRegion(r, name)
		if spelling != "" && s != spelling {
			return ""
		}
		spelling = s
	}
	return spelling
}

// englishRegion spells a region as the given form of its name says.
func (g *Gazetteer) englishRegion(r feed.Region, name string) string {
	short := shortRegion(r)
	for _, form := range []string{r.Name, short} {
		if s := g.english().official[form]; s != "" {
			return s
		}
	}
	for _, rank := range [][2]string{
		{"新区", " New Area"},
		{"林区", " Forestry District"},
		{"矿区", " Mining District"},
		{"特区", " Special District"},
		{"区", " District"},
		{"旗", " Banner"},
		{"县", " County"},
	} {
		if stem, ok := strings.CutSuffix(r.Name, rank[0]); ok && r.Code.Level() == feed.County {
			if utf8.RuneCountInString(stem) == 1 { // 宾县 is Binxian County
				return g.romanise(r.Name) + rank[1]
			}
			if short != r.Name {
				stem = strings.TrimSuffix(short, "新区")
			}
			if name != r.Name && name == stem {
				return g.romanise(stem)
			}
			return g.romanise(stem) + rank[1]
		}
	}
	return g.romanise(short)
}

// englishZone spells a zone: its proper name, then its kind.
func (g *Gazetteer) englishZone(name string, region feed.RegionCode) string {
	if s := g.english().official[name]; s != "" {
		return s
	}
	for _, kind := range [][2]string{
		{"经济技术开发区", "ETDZ"},
		{"经济开发区", "EDZ"},
		{"高新技术产业开发区", "HIDZ"},
		{"高技术产业开发区", "HIDZ"},
		{"高新技术产业园区", "HIDZ"},
		{"高新区", "HIDZ"},
		{"经开区", "ETDZ"},
		{"综合保税区", "Comprehensive Bonded Zone"},
		{"保税港区", "Bonded Port Area"},
		{"保税区", "Bonded Zone"},
		{"出口加工区", "Export Processing Zone"},
		{"边境经济合作区", "Border Economic Cooperation Zone"},
		{"经济合作区", "Economic Cooperation Zone"},
		{"台商投资区", "Taiwanese Investment Zone"},
		{"工业园区", "Industrial Park"},
		{"科技园区", "Science Park"},
		{"产业园区", "Industrial Park"},
		{"工业园", "Industrial Park"},
		{"产业园", "Industrial Park"},
		{"科技园", "Science Park"},
		{"软件园", "Software Park"},
		{"物流园", "Logistics Park"},
		{"工业集中区", "Industrial Park"},
		{"旅游度假区", "Tourist Resort"},
		{"度假区", "Resort"},
		{"示范区", "Demonstration Zone"},
		{"试验区", "Pilot Zone"},
		{"合作区", "Cooperation Zone"},
		{"科学城", "Science City"},
		{"科技城", "Science and Technology City"},
		{"新区", "New Area"},
		{"园区", "Park"},
		{"投资区", "Investment Zone"},
		{"工业区", "Industrial Zone"},
		{"开发区", "Development Zone"},
		{"区", "Zone"},
	} {
		if stem, ok := strings.CutSuffix(name, kind[0]); ok && stem != "" {
			return g.properName(stem, region) + " " + kind[1]
		}
	}
	return g.properName(name, region)
}

// properName spells the part of a zone's name before its kind; regions around the zone by their own spelling.
func (g *Gazetteer) properName(stem string, zone feed.RegionCode) string {
	text := []rune(stem)
	var words []string
	at := 0
	for _, e := range g.names().scan(text, regions) {
		m, ok := settle(e.meanings, zone)
		r, known := g.Region(m.region)
		if !ok || !known || !agree(zone, m.region) || len(words) == 0 && e.at > 0 {
			continue
		}
		if e.at > at {
			words = append(words, g.romanise(string(text[at:e.at])))
		}
		words = append(words, g.bareEnglish(r))
		at = e.end
	}
	if at < len(text) {
		words = append(words, g.romanise(string(text[at:])))
	}
	return strings.Join(words, " ")
}

// bareEnglish spells a region without its rank.
func (g *Gazetteer) bareEnglish(r feed.Region) string {
	spelling := g.englishRegion(r, shortRegion(r))
	for _, rank := range []string{" District", " County", " New Area", " Prefecture"} {
		spelling = strings.TrimSuffix(spelling, rank)
	}
	return spelling
}

// romanise joins syllables to a word by the rules of GB/T 28039: ü stays, an apostrophe before a, e or o inside.
func (g *Gazetteer) romanise(name string) string {
	runes := []rune(name)
	var b strings.Builder
	word := false
	for i, syllable := range g.spelling().read(runes) {
		if syllable == "" {
			if r := asciiWidth(runes[i]); r < utf8.RuneSelf && r > ' ' {
				b.WriteRune(r)
			}
			word = false
			continue
		}
		syllable = strings.ReplaceAll(syllable, "v", "ü")
		switch {
		case !word:
			syllable = strings.ToUpper(syllable[:1]) + syllable[1:]
		case strings.ContainsRune("aeo", rune(syllable[0])):
			b.WriteByte('\'')
		}
		b.WriteString(syllable)
		word = true
	}
	return b.String()
}
