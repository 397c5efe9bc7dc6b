package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// relatedShown is how many related pieces stand below an article.
const relatedShown = 3

// relatedFound brings the related pieces of an article. They come after the article: reading it waits for nothing.
type relatedFound struct {
	id      feed.ArticleID
	related []feed.Headline
	err     error
}

func (c *commands) findRelated(id feed.ArticleID) tea.Cmd {
	return func() tea.Msg {
		related, err := c.store.Related(c.ctx, id, relatedShown)
		return relatedFound{id, related, err}
	}
}

// onRelated shows the related pieces below their article, if it is still at hand.
func (m *Model) onRelated(msg relatedFound) tea.Cmd {
	r := &m.reader
	s := r.kept(msg.id)
	switch {
	case msg.err != nil:
		return m.fail(m.look.texts.Prompt.ReadingCache, msg.err)
	case s == nil:
		return nil
	}
	s.related = msg.related
	if r.sheet == s {
		r.around.related = s.related
		r.setTail()
	}
	return nil
}
