package tui

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// maxMatches is how many places the picker lists: more letters are a shorter way than so many lines.
const maxMatches = 200

// places finds places by letters: every region and zone of the gazetteer and of the cache.
type places struct {
	index   *gazetteer.Index
	zones   map[string]feed.ZoneID // that the cache knows, by name
	byZone  map[string]gazetteer.Weight
	regions map[feed.RegionCode]gazetteer.Weight
}

// weigh is what the reader knows of a place.
func (p *places) weigh(c gazetteer.Candidate) gazetteer.Weight {
	if c.Zone.Name != "" {
		return p.byZone[c.Zone.Name]
	}
	return p.regions[c.Region.Code]
}

// picker is the overlay that jumps to a place by a few letters, or assigns an article to one.
type picker struct {
	look    *look
	assign  *feed.Headline // the article to be assigned, nil for jumping
	field   input
	places  *places // nil until they are ready
	matches []gazetteer.Match
	marked  []filter // places to be shown as one list
	cursor  int
	offset  int
	rows    int // lines of matches at the last size
}

// openPicker opens the picker over the places that are known.
func (m *Model) openPicker(assign bool) tea.Cmd {
	p := &picker{look: m.look, rows: max(1, m.layout.Body.H-4)}
	if assign {
		h, ok := m.target()
		if !ok {
			return m.say(m.look.texts.Status.NoArticle)
		}
		p.assign = &h
	}
	m.overlay = p
	return m.io.findPlaces(m.data, m.uses)
}

// foundPlaces brings the picker's places.
type foundPlaces struct{ places *places }

// take lists the places, by what was typed meanwhile.
func (p *picker) take(f foundPlaces) {
	p.places = f.places
	p.find()
}

// find ranks the places by what was typed.
func (p *picker) find() {
	p.cursor, p.offset = 0, 0
	if p.places != nil {
		p.matches = p.places.index.Find(p.field.text(), p.places.weigh, maxMatches)
	}
}

func (p *picker) takesText() bool { return true }

// Key edits what is typed or moves among the matches.
func (p *picker) Key(msg tea.KeyMsg) outcome {
	switch msg.Type {
	case tea.KeyEsc:
		return closed
	case tea.KeyEnter:
		if p.cursor < len(p.matches) || len(p.marked) > 0 {
			return accepted
		}
		return stays
	case tea.KeyTab:
		p.mark()
		return stays
	case tea.KeyUp, tea.KeyCtrlP, tea.KeyShiftTab:
		p.move(-1)
		return stays
	case tea.KeyDown, tea.KeyCtrlN:
		p.move(1)
		return stays
	case tea.KeyPgUp:
		p.move(-p.rows)
		return stays
	case tea.KeyPgDown:
		p.move(p.rows)
		return stays
	}
	before := p.field.text()
	p.field.key(msg)
	if p.field.text() == before {
		return stays
	}
	return edited
}

// mark marks the match under the cursor, or takes its mark away, and goes on to the next one.
func (p *picker) mark() {
	if p.assign != nil || p.cursor >= len(p.matches) {
		return
	}
	id, _ := p.place(p.matches[p.cursor])
	t := tree{marked: p.marked}
	t.mark(filter{id, p.matches[p.cursor].Name})
	p.marked = t.marked
	p.move(1)
}

// place is the identity of a match in the tree, and the name under which its use is counted.
func (p *picker) place(c gazetteer.Match) (placeID, string) {
	if c.Zone.Name == "" {
		return placeID{Kind: regionPlace, Region: c.Region.Code}, string(c.Region.Code)
	}
	if id := p.places.zones[c.Zone.Name]; id != 0 {
		return placeID{Kind: zonePlace, Zone: id}, c.Zone.Name
	}
	return placeID{Kind: absentPlace, Region: c.Region.Code}, c.Zone.Name
}

func (p *picker) move(n int) {
	p.cursor = max(0, min(p.cursor+n, len(p.matches)-1))
	p.offset = scrollTo(p.offset, p.cursor, len(p.matches), p.rows)
}

// View is the box: the field, then the matches.
func (p *picker) View(width, height int) ([]string, int) {
	k, t := p.look, p.look.texts.Picker
	inner := min(width-6, 92)
	rows := min(max(1, height-4), 24)
	offset := scrollTo(p.offset, p.cursor, len(p.matches), rows)
	count := ""
	switch {
	case len(p.marked) > 0:
		count = t.Marked(len(p.marked))
	case p.places != nil:
		count = t.Shown(len(p.matches))
	}
	field := p.field.view(k.measure, max(2, inner-k.measure.Width(count)-1), k.cursor.on)
	lines := []string{k.measure.Pad(field, max(0, inner-k.measure.Width(count)-1)) + " " + k.muted.on(count), ""}
	for i := offset; i < len(p.matches) && i < offset+rows; i++ {
		lines = append(lines, p.line(p.matches[i], i == p.cursor, inner))
	}
	if p.places == nil {
		lines = append(lines, k.muted.on(k.measure.Truncate(k.texts.List.Loading, inner, "…")))
	} else if len(p.matches) == 0 {
		lines = append(lines, k.muted.on(k.measure.Truncate(t.Nothing(p.field.text()), inner, "…")))
	}
	for len(lines) < rows+2 && len(lines) < height-2 {
		lines = append(lines, "")
	}
	lines = lines[:max(1, min(len(lines), height-2))]
	title := t.Jump
	if p.assign != nil {
		title = t.Assign
	}
	return k.boxed(lines, inner, title, t.Hint), inner + 4
}

// Line is nothing: the field is in the box.
func (p *picker) Line(int) string { return "" }

// line draws one match: its name with what was matched, where it lies, what is unread.
func (p *picker) line(c gazetteer.Match, selected bool, width int) string {
	k := p.look
	unread := ""
	if c.Unread > 0 {
		unread = " " + k.texts.Picker.Unread(c.Unread)
	} else if c.Total > 0 {
		unread = " " + strconv.Itoa(c.Total)
	}
	cursor := k.cursorMark(selected, true)
	if len(p.marked) > 0 {
		if id, _ := p.place(c); (&tree{marked: p.marked}).isMarked(id) {
			cursor = k.glyph.picked
		}
	}
	room := max(0, width-1-k.measure.Width(unread))
	name := k.measure.Truncate(c.Name, room, "…")
	path := k.measure.Pad("  "+p.whereabouts(c), max(0, room-k.measure.Width(name)))
	if selected {
		return k.selected.on(cursor + name + path + unread)
	}
	return cursor + k.highlight(name, c.Cells) + k.muted.on(path) + k.count.on(unread)
}

// whereabouts is the full name of a place where it was found by another one, and the regions that it lies in.
func (p *picker) whereabouts(c gazetteer.Match) string {
	full, code := c.Region.Name, c.Region.Code.Parent()
	if c.Zone.Name != "" {
		full, code = c.Zone.Name, c.Region.Code
	}
	path := p.look.regionPath(code)
	if english := p.look.name.english(full); english != "" && english != c.Name {
		path = strings.TrimSpace(english + "  " + path)
	}
	if !strings.Contains(c.Name, full) && !strings.HasPrefix(full, c.Name) {
		path = strings.TrimSpace(full + "  " + path)
	}
	return path
}

// highlight draws the runes of text at the indexes as matched.
func (k *look) highlight(text string, cells []int) string {
	if len(cells) == 0 {
		return k.text.on(text)
	}
	var b strings.Builder
	i, from, in := 0, 0, false
	for at := range text {
		if hit := slices.Contains(cells, i); hit != in {
			b.WriteString(k.piece(text[from:at], in))
			from, in = at, hit
		}
		i++
	}
	b.WriteString(k.piece(text[from:], in))
	return b.String()
}

func (k *look) piece(text string, hit bool) string {
	if hit {
		return k.match.on(text)
	}
	return k.text.on(text)
}

// findPlaces prepares the picker's places and what is unread in each.
func (c *commands) findPlaces(d treeData, uses map[string]int) tea.Cmd {
	used := maps.Clone(uses)
	return func() tea.Msg {
		p := &places{
			index: c.look.name.places.Index(d.zones), zones: map[string]feed.ZoneID{},
			byZone: map[string]gazetteer.Weight{}, regions: map[feed.RegionCode]gazetteer.Weight{},
		}
		names := map[feed.ZoneID]string{}
		for _, z := range d.zones {
			p.zones[z.Name], names[z.ID] = z.ID, z.Name
		}
		for _, n := range d.counts {
			if name := names[n.Zone]; name != "" {
				p.byZone[name] = add(p.byZone[name], n)
			}
			for code := n.Region; code != ""; code = code.Parent() {
				p.regions[code] = add(p.regions[code], n)
			}
		}
		for name, n := range used {
			if code := feed.RegionCode(name); p.regions[code].Total > 0 {
				w := p.regions[code]
				w.Uses = n
				p.regions[code] = w
			} else {
				w := p.byZone[name]
				w.Uses = n
				p.byZone[name] = w
			}
		}
		p.index.Find("a", p.weigh, 1) // the keys are made by the first search
		return foundPlaces{p}
	}
}

func add(w gazetteer.Weight, n storage.Count) gazetteer.Weight {
	w.Unread += n.Unread
	w.Total += n.Total
	return w
}

// usesKey is the setting that counts how often each place was picked, by zone name or region code.
const usesKey = "picker.uses"

// picked goes to the place that was chosen, or gives the article to it.
func (m *Model) picked(p *picker) tea.Cmd {
	m.overlay = nil
	if len(p.marked) > 0 {
		m.tree.marked = p.marked
		return tea.Batch(m.showMarked(), m.setFocus(listPane))
	}
	c := p.matches[p.cursor]
	if p.assign != nil && len(m.list.picks.of) > 0 && m.focus == listPane {
		return m.assignPicked(c)
	}
	if p.assign != nil {
		return m.assign(*p.assign, c)
	}
	id, key := p.place(c)
	used := m.use(key)
	m.tree.marked = nil
	if m.tree.reveal(id) {
		return tea.Batch(m.showPlace(), m.setFocus(listPane), used)
	}
	for code := c.Region.Code; code != "" && !m.tree.reveal(placeID{Kind: regionPlace, Region: code}); {
		code = code.Parent() // the tree's cursor goes as near as it can
	}
	v := view{place: id, name: c.Name, filters: m.list.view.filters, unreadOnly: m.list.view.unreadOnly}
	return tea.Batch(m.showView(v), m.setFocus(listPane), used)
}

// use counts that a place was picked.
func (m *Model) use(key string) tea.Cmd {
	m.uses[key]++
	value, err := json.Marshal(m.uses)
	if err != nil {
		return m.fail(m.look.texts.Prompt.Saving, err)
	}
	return m.writing(m.io.saveSetting(usesKey, string(value)))
}
