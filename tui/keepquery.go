package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/storage"
)

// keepTyped asks under which name the query in the search prompt is to be kept; a view that it began with gives its
// own.
func (m *Model) keepTyped(search *prompt) tea.Cmd {
	text, ok := m.readableQuery(search)
	if !ok {
		return nil
	}
	q := storage.KeptQuery{Use: storage.UseView, Text: text}
	if v, ok := m.savedView(search.edits); ok {
		q = v.KeptQuery
		q.Text = text
	}
	m.askName(q, nil)
	return nil
}

// keepShown asks under which name what the list shows is to be kept as a query.
func (m *Model) keepShown() tea.Cmd {
	text, ok := m.queryText(m.list.view)
	if !ok {
		return m.say(m.look.texts.Rules.NotKept)
	}
	m.askName(storage.KeptQuery{Use: storage.UseView, Text: text}, nil)
	return nil
}

// queryText writes a view down as a query, false when it cannot be said in one.
func (m *Model) queryText(v view) (string, bool) {
	places := []placeID{v.place}
	if v.place.Kind == severalPlace {
		places = nil
		for _, f := range m.tree.marked {
			places = append(places, f.place)
		}
	}
	text, ok := m.placesText(places)
	if !ok {
		return "", false
	}
	var kept []placeID
	for _, f := range v.filters {
		if f.place != v.place {
			kept = append(kept, f.place)
		}
	}
	within, ok := m.placesText(kept)
	if !ok {
		return "", false
	}
	text = bothOf(text, bothOf(within, strings.TrimSpace(v.typed)))
	if v.unreadOnly {
		text = bothOf(text, "is:unread")
	}
	return text, text != ""
}

// bothOf is a query that finds what both of two find; one that is empty finds everything.
func bothOf(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return within(a) + " " + within(b)
}

// within puts a query that an OR could take apart into parentheses.
func within(query string) string {
	if strings.Contains(query, " OR ") {
		return "(" + query + ")"
	}
	return query
}

// placesText writes places down as a query that finds what is in any of them.
func (m *Model) placesText(places []placeID) (string, bool) {
	var parts []string
	for _, p := range places {
		part, ok := m.placeText(p)
		if !ok {
			return "", false
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " OR "), true
}

// placeText writes a place down as a query, "" for everything.
func (m *Model) placeText(p placeID) (string, bool) {
	named := func(field feed.QueryField, name string) (string, bool) {
		if strings.ContainsAny(name, ` ()":`) {
			name = `"` + strings.ReplaceAll(name, `"`, "") + `"`
		}
		return string(field) + ":" + name, name != ""
	}
	switch p.Kind {
	case allPlace:
		return "", true
	case unreadPlace:
		return "is:unread", true
	case starredPlace:
		return "is:starred", true
	case watchedPlace:
		return "is:watched", true
	case regionPlace:
		r, ok := m.cfg.Gazetteer.Region(p.Region)
		if !ok {
			return "", false
		}
		return named(feed.QueryRegion, r.Name)
	case zonePlace:
		for _, z := range m.data.zones {
			if z.ID == p.Zone {
				return named(feed.QueryZone, z.Name)
			}
		}
	case sourcePlace:
		for _, s := range m.data.sources {
			if s.ID == p.Source {
				return named(feed.QuerySource, s.Name)
			}
		}
	case viewPlace:
		v, ok := m.savedView(p)
		return within(v.Text), ok
	}
	return "", false
}
