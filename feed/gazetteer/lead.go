package gazetteer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"zonewire/feed"
)

var (
	// agency matches the dateline of an agency: its reporter sits in the provincial capital and tells of the province.
	agency = regexp.MustCompile(`^[\s\x{3000}（(]*(?:新华社|中新社|中新网|人民网|央视网|中国网)([\p{Han}]{2,6}?)(?:\d+月)?\d*日?(?:电|讯)`)
	// local matches the dateline of a paper: 本报张家港讯.
	local = regexp.MustCompile(`^[\s\x{3000}（(]*本[报台网]([\p{Han}]{2,8}?)(?:\d+月\d+日)?[讯电]`)
)

// The first paragraphs beyond these say no more about where an article belongs.
const (
	leadSentences = 3
	leadRunes     = 300
)

// led is the place that the first sentences name. It must lie where the breadcrumb, title and source lead.
func (g *Gazetteer) led(lead string, around surroundings, title feed.RegionCode) (feed.Zone, feed.RegionCode) {
	bounds := []feed.RegionCode{around.breadcrumb, around.source, title}
	if m := agency.FindStringSubmatch(lead); m != nil {
		lead = strings.TrimPrefix(lead, m[0])
		if code := g.exactly(m[1], around); code != "" && code != "11" { // 新华社北京 is its head office
			return g.ledWithin(lead, around, append(bounds, code[:2]), code[:2])
		}
	}
	if m := local.FindStringSubmatch(lead); m != nil {
		if code := g.exactly(m[1], around); code != "" {
			return g.ledWithin(strings.TrimPrefix(lead, m[0]), around, append(bounds, code), code)
		}
	}
	return g.ledWithin(lead, around, bounds, "")
}

// exactly is the region that a name alone means.
func (g *Gazetteer) exactly(name string, around surroundings) feed.RegionCode {
	m, ok := settle(regionsOnly(g.names().lookup(name)), around.binding())
	if !ok {
		return ""
	}
	return g.real(m.region)
}

// ledWithin decides by the first sentence that names a place within all bounds, else by the dateline.
func (g *Gazetteer) ledWithin(lead string, around surroundings, bounds []feed.RegionCode, region feed.RegionCode) (feed.Zone, feed.RegionCode) {
	for _, sentence := range firstSentences(lead, leadSentences, leadRunes) {
		places := g.tell(sentence, around)
		for i := range places { // in running text 在 and 从 say where it happened
			if places[i].part == passing && !company.MatchString(string(sentence[places[i].end:])) {
				places[i].part = subject
			}
		}
		places = slices.DeleteFunc(places, func(t told) bool {
			return t.part == passing || slices.ContainsFunc(bounds, func(b feed.RegionCode) bool { return !agree(b, t.region) })
		})
		if zone, code := decide(places); code != "" {
			return zone, g.real(narrower(region, code))
		}
	}
	if slices.ContainsFunc(bounds, func(b feed.RegionCode) bool { return !agree(b, region) }) {
		return feed.Zone{}, ""
	}
	return feed.Zone{}, region
}

// firstSentences cuts a text into at most n sentences of at most limit runes together.
func firstSentences(text string, n, limit int) [][]rune {
	if len(text) > 4*limit {
		text = text[:4*limit]
	}
	runes := []rune(text)
	runes = runes[:min(limit, len(runes))]
	var sentences [][]rune
	at := 0
	for i, r := range runes {
		if r == '。' || r == '\n' || r == '！' || r == '？' || r == utf8.RuneError {
			if i > at {
				sentences = append(sentences, runes[at:i])
			}
			at = i + 1
		}
		if len(sentences) == n {
			return sentences
		}
	}
	if at < len(runes) {
		sentences = append(sentences, runes[at:])
	}
	return sentences
}
