package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// findTrouble hangs failing sources on the places that they are about: the zone whose own site one is, or else the
// smallest region shown that it belongs to.
func (b *regionBuilder) findTrouble(d treeData) {
	zones := map[string]feed.ZoneID{}
	for _, z := range d.zones {
		zones[z.Name] = z.ID
	}
	for _, s := range d.sources {
		if s.Health.Kind == "" {
			continue
		}
		if n := b.zones[zones[s.Zone]]; s.Zone != "" && n != nil {
			n.trouble = append(n.trouble, s.ID)
			continue
		}
		code := s.Region
		if z, ok := b.name.places.Zone(s.Zone); ok && code == "" {
			code = z.Region
		}
		for ; code != ""; code = code.Parent() {
			if n := b.regions[code]; n != nil {
				n.trouble = append(n.trouble, s.ID)
				break
			}
		}
	}
}

// troubled is the failing sources that are seen on a place's line: its own, and when it is folded those within it.
func (t *tree) troubled(n *node) []feed.SourceID {
	if len(n.children) == 0 || t.open(n) {
		return n.trouble
	}
	all := slices.Clone(n.trouble)
	t.walk(n.children, func(within *node) bool {
		all = append(all, within.trouble...)
		return true
	})
	return all
}

// sayTrouble says in full why sources fail: in the status line, and in the list while that is empty.
func (m *Model) sayTrouble(ids []feed.SourceID) tea.Cmd {
	t := m.look.texts.Status
	for _, s := range m.data.sources {
		if !slices.Contains(ids, s.ID) {
			continue
		}
		say := t.SourceFailing(s.Name, m.look.texts.Failure(s.Health.Kind), s.Health.Since, s.Health.NextTry)
		if len(ids) > 1 {
			say += t.MoreFailing(len(ids) - 1)
		}
		m.list.failure = say
		if seen := feed.Clean(s.Health.Detail); seen != "" {
			m.list.failure += " · " + seen
		}
		cmd := m.say(say)
		m.said.failed = true
		return cmd
	}
	return nil
}
