package gazetteer

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"zonewire/feed"
)

//go:embed data/names.txt
var nameLines string

// handShorts returns the short names of zones that the rule does not give.
func handShorts() map[string]string {
	short := make(map[string]string)
	for f := range nameFields("zone") {
		if f[1] != "-" {
			short[f[0]] = f[1]
		}
	}
	return short
}

// nameFields yields what follows the kind on the lines of names.txt that have it.
func nameFields(kind string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(nameLines) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if f[0] == kind && !yield(f[1:]) {
				return
			}
		}
	}
}

// form says what sort of name a name is, and with that how far it can be trusted in running text.
type form int

const (
	formerForm form = iota
	shortForm       // a region's name without its rank
	fullForm        // a region's name with its rank
	zoneForm        // any name of a zone
)

// meaning is one thing that a name can stand for: a zone, or a region when zone is negative.
type meaning struct {
	form     form
	zone     int
	region   feed.RegionCode
	district bool // a short form that the word 区 is missing from: believed only within its city
}

// entry is a name with all its meanings.
type entry struct {
	name     string
	runes    int
	word     bool   // a common word, too
	left     string // characters after which it is part of other words
	right    string // the same before which
	meanings []meaning
	next     *entry // with the same first two characters, not longer than this
}

// names finds the names of regions and zones.
type names struct {
	byName map[string]*entry
	byHead map[[2]rune]*entry // the longest name with these first two characters
	apart  map[string]feed.RegionCode
	areas  map[string]feed.RegionCode // functional areas of the statistics: the region around them

	entries  []entry   // room for the next entries, so that each is not allocated alone
	meanings []meaning // the same for their first meanings
}

// lookup returns the meanings of exactly this name.
func (n *names) lookup(name string) []meaning {
	if e := n.byName[name]; e != nil {
		return e.meanings
	}
	return nil
}

func readNames(c *catalogue) *names {
	n := &names{
		byName: make(map[string]*entry, 4*len(c.regions)),
		byHead: make(map[[2]rune]*entry, 2*len(c.regions)),
		apart:  make(map[string]feed.RegionCode),
		areas:  make(map[string]feed.RegionCode),
	}
	for _, r := range c.regions {
		if Functional(r) {
			n.areas[r.Name] = r.Code.Parent()
			continue
		}
		if isPlaceholder(r) {
			continue
		}
		n.add(r.Name, meaning{form: fullForm, zone: -1, region: r.Code})
		for _, short := range shortForms(r) {
			n.add(short, meaning{form: shortForm, zone: -1, region: r.Code, district: isDistrict(r, short)})
		}
	}
	for f := range nameFields("former") {
		code := feed.RegionCode(f[1])
		n.add(f[0], meaning{form: formerForm, zone: -1, region: code})
		if stem, ok := strings.CutSuffix(f[0], "市"); ok && utf8.RuneCountInString(stem) > 1 {
			n.add(stem, meaning{form: formerForm, zone: -1, region: code})
		}
	}
	for f := range nameFields("within") {
		n.add(f[0], meaning{form: shortForm, zone: -1, region: feed.RegionCode(f[1])})
	}
	for f := range nameFields("apart") {
		n.apart[f[0]] = feed.RegionCode(f[1])
		n.add(f[0], meaning{form: zoneForm, zone: -1, region: feed.RegionCode(f[1])})
	}
	n.addZones(c)
	for word := range wordFields("word") {
		if e := n.byName[word]; e != nil {
			e.word = true
		}
	}
	n.addEdges()
	for phrase := range wordFields("phrase") {
		n.entry(phrase).meanings = nil
	}
	n.entries, n.meanings = nil, nil
	return n
}

// addEdges reads beside which characters a name is not believed.
func (n *names) addEdges() {
	for line := range strings.Lines(wordLines) {
		f := strings.Fields(line)
		if len(f) != 4 || f[0] != "edge" {
			continue
		}
		if e := n.byName[f[1]]; e != nil {
			e.left, e.right = f[2], f[3]
		}
		for _, rank := range []string{"省", "市", "县", "区"} {
			if e := n.byName[f[1]+rank]; e != nil {
				e.left = f[2]
			}
		}
	}
}

// isDistrict reports whether a short form means its region only within the region around it.
func isDistrict(r feed.Region, short string) bool {
	return strings.HasSuffix(r.Name, "区") && r.Code.Level() == feed.County && short != "浦东" && short != "神农架" ||
		strings.HasSuffix(r.Name, "自治州") && strings.HasSuffix(shortRegion(r), "州") && !strings.HasSuffix(short, "州")
}

// addZones adds the zones' names. An alias made by rule gives way to one written by hand and to any full name.
func (n *names) addZones(c *catalogue) {
	taken := make(map[string]bool)
	zone := func(i int, name string) {
		taken[name] = true
		n.add(name, meaning{form: zoneForm, zone: i, region: c.zones[i].Region})
	}
	index := make(map[string]int, len(c.zones))
	for i, z := range c.zones {
		index[z.Name] = i
		zone(i, z.Name)
	}
	for f := range nameFields("zone") {
		for _, alias := range strings.Fields(f[2]) {
			zone(index[f[0]], alias)
		}
	}
	byRule := make(map[string][]int)
	for i, z := range c.zones {
		for _, alias := range append(aliases(z), z.Short) {
			if _, apart := n.apart[alias]; !apart && !taken[alias] && !slices.Contains(byRule[alias], i) {
				byRule[alias] = append(byRule[alias], i)
			}
		}
	}
	for alias, zones := range byRule {
		for _, i := range zones {
			n.add(alias, meaning{form: zoneForm, zone: i, region: c.zones[i].Region})
		}
	}
}

func (n *names) add(name string, m meaning) {
	if isSingle(name) {
		return
	}
	e := n.entry(name)
	if len(e.meanings) > 0 {
		if !slices.Contains(e.meanings, m) {
			e.meanings = append(e.meanings, m)
		}
		return
	}
	if len(n.meanings) == cap(n.meanings) {
		n.meanings = make([]meaning, 0, block)
	}
	at := len(n.meanings)
	n.meanings = append(n.meanings, m)
	e.meanings = n.meanings[at : at+1 : at+1]
}

// block is how many entries are allocated at once.
const block = 1024

// entry returns the entry of a name, which it makes when there is none.
func (n *names) entry(name string) *entry {
	if e := n.byName[name]; e != nil {
		return e
	}
	if len(n.entries) == cap(n.entries) {
		n.entries = make([]entry, 0, block)
	}
	n.entries = append(n.entries, entry{name: name, runes: utf8.RuneCountInString(name)})
	e := &n.entries[len(n.entries)-1]
	n.byName[name] = e
	head := headOf(name)
	first := n.byHead[head]
	if first == nil || first.runes < e.runes {
		e.next = first
		n.byHead[head] = e
		return e
	}
	for first.next != nil && first.next.runes >= e.runes {
		first = first.next
	}
	e.next, first.next = first.next, e
	return e
}

// headOf is the first two characters of a name that has them.
func headOf(name string) [2]rune {
	a, size := utf8.DecodeRuneInString(name)
	b, _ := utf8.DecodeRuneInString(name[size:])
	return [2]rune{a, b}
}

// shortForms are the forms in which a region is named besides the official one: 张家港, 延边 and 延边州, 长阳 and
// 长阳县, 吴江 for the district.
func shortForms(r feed.Region) []string {
	short := shortRegion(r)
	var forms []string
	if short != r.Name {
		forms = append(forms, short)
	}
	stem, rank := short, ""
	switch {
	case strings.HasSuffix(r.Name, "自治州"):
		rank = "州"
		if bare, ok := strings.CutSuffix(short, rank); ok {
			forms = append(forms, bare)
		}
	case strings.HasSuffix(r.Name, "自治县"):
		rank = "县"
	case strings.HasSuffix(r.Name, "自治旗"):
		rank = "旗"
	case strings.HasSuffix(r.Name, "新区"):
		forms = append(forms, strings.TrimSuffix(r.Name, "新区"))
	case r.Code.Level() == feed.County && strings.HasSuffix(r.Name, "区"):
		forms = append(forms, strings.TrimSuffix(r.Name, "区"))
	case r.Code == "81" || r.Code == "82":
		rank = "特区"
	case strings.HasSuffix(r.Name, "自治区") && r.Code != "15":
		rank = "自治区"
	}
	if rank != "" && !strings.HasSuffix(stem, rank) {
		forms = append(forms, stem+rank)
	}
	return slices.DeleteFunc(forms, func(s string) bool { return utf8.RuneCountInString(s) < 2 || s == r.Name })
}

// aliases are the names that news give a national zone by habit: 昆山经开区, 昆山开发区, 昆山经济开发区.
func aliases(z feed.Zone) []string {
	kinds := []string{"经开区", "经济开发区", "开发区"}
	stem, ok := strings.CutSuffix(z.Name, "经济技术开发区")
	if z.Type == feed.HighTechZone {
		kinds = []string{"高新区", "高新技术开发区", "高新开发区", "高新技术产业园区", "高新技术产业园", "高新技术区", "高新园区"}
		stem, ok = strings.CutSuffix(z.Name, "高新技术产业开发区")
	}
	if !ok {
		return nil
	}
	all := make([]string, len(kinds))
	for i, kind := range kinds {
		all[i] = stem + kind
	}
	return all
}
