package tui

import (
	"cmp"
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// Related pieces: as many as are shown, out of the newest so many of the zone. Reading these headlines takes well under
// a millisecond, and it happens in the background.
const (
	relatedShown  = 3
	relatedAmong  = 80
	relatedCommon = 3 // pairs of characters that two titles share beyond the zone's name
)

// relatedFound brings the related pieces of an article. They come after the article: reading it waits for nothing.
type relatedFound struct {
	id      feed.ArticleID
	related []feed.Headline
	err     error
}

func (c *commands) findRelated(a feed.Article) tea.Cmd {
	return func() tea.Msg {
		related, err := c.related(c.ctx, a)
		return relatedFound{a.ID, related, err}
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

// related is the articles of the same zone whose titles have most in common with a's, best first.
func (c *commands) related(ctx context.Context, a feed.Article) ([]feed.Headline, error) {
	if a.Zone.ID == 0 {
		return nil, nil
	}
	all, err := c.store.Headlines(ctx, feed.Query{Where: feed.InZone{ID: a.Zone.ID}, Limit: relatedAmong})
	if err != nil {
		return nil, err
	}
	type near struct {
		feed.Headline
		common int
	}
	own := pairs(a.Title)
	for pair := range pairs(a.Zone.Name + a.Zone.Short) {
		delete(own, pair)
	}
	var found []near
	for _, h := range all {
		n := near{Headline: h}
		for pair := range pairs(h.Title) {
			if own[pair] {
				n.common++
			}
		}
		if h.ID != a.ID && n.common >= relatedCommon {
			found = append(found, n)
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(b.common, a.common) })
	var out []feed.Headline
	for _, n := range found[:min(relatedShown, len(found))] {
		out = append(out, n.Headline)
	}
	return out, nil
}

// pairs is the neighbouring characters of a title.
func pairs(title string) map[[2]rune]bool {
	set := map[[2]rune]bool{}
	var before rune
	for _, r := range title {
		if before != 0 {
			set[[2]rune{before, r}] = true
		}
		before = r
	}
	return set
}
