package tui

import (
	"context"
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// placesRead is how far articles were read, in characters of their text as package prose sets it: a place that holds at
// every width of the pane.
type placesRead struct {
	at     map[feed.ArticleID]int // in this session, and before it
	stored map[feed.ArticleID]int // what storage has; 0 for an article that was read to its end
	due    map[feed.ArticleID]int // what storage is to have
}

func newPlacesRead() placesRead {
	return placesRead{at: map[feed.ArticleID]int{}, stored: map[feed.ArticleID]int{}, due: map[feed.ArticleID]int{}}
}

// learn takes what storage has for an article, unless this session knows better.
func (p *placesRead) learn(id feed.ArticleID, stored int) {
	if _, known := p.at[id]; known {
		return
	}
	p.at[id], p.stored[id] = stored, stored
}

// keepPlace remembers how far the article was read. One that was read to its end begins anew in the next session.
func (r *reader) keepPlace() {
	if r.sheet == nil || r.count() == 0 {
		return
	}
	id, at := r.sheet.id, r.sheet.page.PositionAt(r.offset-r.sheet.body)
	r.places.at[id] = at
	if r.atEnd() {
		at = 0
	}
	if at != r.places.stored[id] {
		r.places.due[id] = at
	} else {
		delete(r.places.due, id)
	}
}

// savePlaceDue comes some time after scrolling began.
type savePlaceDue struct{}

// placeMoved has the place saved soon, so that it is not lost with the terminal.
func (m *Model) placeMoved() tea.Cmd {
	if m.placeWait {
		return nil
	}
	m.placeWait = true
	return m.io.after(placeRests, savePlaceDue{})
}

// savePlaces stores how far articles were read.
func (m *Model) savePlaces() tea.Cmd {
	p := &m.reader.places
	m.reader.keepPlace()
	if len(p.due) == 0 {
		return nil
	}
	due := p.due
	maps.Copy(p.stored, due)
	p.due = map[feed.ArticleID]int{}
	return m.writing(m.io.savePlaces(due))
}

// savePlaces stores reading positions without a word.
func (c *commands) savePlaces(due map[feed.ArticleID]int) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		w := written{unseen: true}
		for id, at := range due {
			if w.err = c.store.SaveReadingPosition(ctx, id, at); w.err != nil {
				return w
			}
		}
		return w
	})
}
