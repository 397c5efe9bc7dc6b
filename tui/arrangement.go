package tui

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/tui/i18n"
)

// arrangement is how the regions are shown: in which order, and which zones of them. The zero value shows all in the
// standard order of provinces. It is kept as JSON.
type arrangement struct {
	Order i18n.PlaceOrder `json:"order,omitempty"`
	Level feed.ZoneLevel  `json:"level,omitempty"` // LevelUnknown: all
	Type  i18n.ZoneGroup  `json:"type,omitempty"`
}

// arrangementKey is the setting that holds the arrangement.
const arrangementKey = "tree.arrangement"

// narrows reports whether only some zones are shown.
func (a arrangement) narrows() bool { return a.Level != feed.LevelUnknown || a.Type != i18n.AnyZone }

// fits reports whether a zone is among those that are shown. Zones that pages named and no catalogue knows count as
// provincial, but for the bonded and border ones, which the State Council approves.
func (a arrangement) fits(z feed.Zone) bool {
	national := z.Level == feed.National ||
		z.Level == feed.LevelUnknown && (z.Type == feed.BondedZone || z.Type == feed.BorderZone)
	switch {
	case a.Level == feed.National && !national, a.Level == feed.Provincial && national:
		return false
	}
	return a.Type == i18n.AnyZone || a.Type == groupOf(z.Type)
}

func groupOf(t feed.ZoneType) i18n.ZoneGroup {
	switch t {
	case feed.EconomicZone:
		return i18n.EconomicZones
	case feed.HighTechZone:
		return i18n.HighTechZones
	case feed.BondedZone:
		return i18n.BondedZones
	}
	return i18n.OtherZones
}

// after is the one behind at in a list, the first behind the last.
func after[T comparable](list []T, at T) T { return list[(slices.Index(list, at)+1)%len(list)] }

// rearrange changes the order or the zones of the tree.
func (m *Model) rearrange(a Action) tea.Cmd {
	t := &m.arranged
	switch a {
	case ActionTreeOrder:
		t.Order = after(i18n.PlaceOrders(), t.Order)
	case ActionZoneLevel:
		t.Level = after([]feed.ZoneLevel{feed.LevelUnknown, feed.National, feed.Provincial}, t.Level)
	case ActionZoneType:
		t.Type = after(i18n.ZoneGroups(), t.Type)
	}
	value, err := json.Marshal(t)
	if err != nil {
		return m.fail(m.look.texts.Prompt.Saving, err)
	}
	saved := m.writing(m.io.saveSetting(arrangementKey, string(value)))
	say := m.say(m.look.texts.Place.Arranged(t.Order, t.Level, t.Type))
	return tea.Batch(m.rebuildTree(), saved, say)
}

// rebuildTree arranges what is known anew. The list follows when its place looks different now.
func (m *Model) rebuildTree() tea.Cmd {
	at := m.tree.place()
	m.tree.setRoots(buildTree(m.data, m.arranged, m.look.name, m.look.texts))
	m.tree.setViewCounts(m.viewCounts)
	narrowed := m.list.view.place.Kind == regionPlace
	if len(m.tree.marked) == 0 && m.list.view.search == nil && (m.tree.place() != at || narrowed && m.tree.place() == m.list.view.place) {
		return m.showPlace()
	}
	m.countFromTree()
	return nil
}

// arrangedAs says how the tree is arranged, nothing for the standard order of all.
func (m *Model) arrangedAs() string {
	if m.arranged == (arrangement{}) {
		return ""
	}
	return m.look.texts.Place.Arranged(m.arranged.Order, m.arranged.Level, m.arranged.Type)
}

// onArrangement takes the arrangement of an earlier session.
func (m *Model) onArrangement(value string) tea.Cmd {
	var a arrangement
	if value == "" || json.Unmarshal([]byte(value), &a) != nil {
		return nil // a setting that cannot be read is as good as none
	}
	if !slices.Contains(i18n.PlaceOrders(), a.Order) || !slices.Contains(i18n.ZoneGroups(), a.Type) {
		return nil
	}
	m.arranged = a
	if m.treeKnown {
		return m.rebuildTree()
	}
	return nil
}

// sort orders places that are beside each other and those within them: regions before zones, regions by code, zones
// by name, unless the arrangement has something before that.
func (a arrangement) sort(nodes []*node, name namer) {
	if a.Order == i18n.PinyinOrder {
		for _, n := range nodes {
			n.pinyin = name.places.Pinyin(n.short)
		}
	}
	slices.SortFunc(nodes, func(x, y *node) int {
		first := 0
		switch a.Order {
		case i18n.NewsFirst:
			first = cmp.Compare(min(y.unread, 1), min(x.unread, 1))
		case i18n.UnreadOrder:
			first = cmp.Compare(y.unread, x.unread)
		}
		return cmp.Or(
			first,
			cmp.Compare(x.id.Kind, y.id.Kind),
			strings.Compare(x.pinyin, y.pinyin),
			cmp.Compare(x.id.Region, y.id.Region),
			strings.Compare(x.label, y.label),
			cmp.Compare(x.id.Zone, y.id.Zone),
		)
	})
	for _, n := range nodes {
		a.sort(n.children, name)
	}
}
