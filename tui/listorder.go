package tui

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// listOrder is how lists are shown, in this session and the next. It is kept as JSON.
type listOrder struct {
	Sort       feed.Sort `json:"sort,omitempty"` // never by relevance, which is for one search
	UnreadOnly bool      `json:"unread_only,omitempty"`
}

// listOrderKey is the setting that holds the order.
const listOrderKey = "list.order"

// keepOrder remembers how the list of a place is shown. What a search is sorted by is its own.
func (m *Model) keepOrder() tea.Cmd {
	v := m.list.view
	if v.search != nil {
		return nil
	}
	value, err := json.Marshal(listOrder{v.sort, v.unreadOnly})
	if err != nil {
		return m.fail(m.look.texts.Prompt.Saving, err)
	}
	return m.writing(m.io.saveSetting(listOrderKey, string(value)))
}

// onListOrder takes the order of an earlier session.
func (m *Model) onListOrder(value string) tea.Cmd {
	var o listOrder
	if value == "" || json.Unmarshal([]byte(value), &o) != nil {
		return nil // a setting that cannot be read is as good as none
	}
	switch o.Sort {
	case feed.ByDate, feed.ByOldest, feed.ByZone, feed.BySource:
	default:
		return nil
	}
	v := m.list.view
	if v.search != nil || v.sort == o.Sort && v.unreadOnly == o.UnreadOnly {
		return nil
	}
	v.sort, v.unreadOnly = o.Sort, o.UnreadOnly
	return m.showView(v)
}
