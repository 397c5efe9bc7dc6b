package tui

import (
	"context"
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// picks is the articles of a list that the next action is for, and the range that is being picked.
type picks struct {
	of      map[feed.ArticleID]feed.Status
	ranging bool
	from    int // rows from where the range began to the cursor, negative upwards
}

// toggle picks an article or lets go of it.
func (p *picks) toggle(h feed.Headline) {
	if _, had := p.of[h.ID]; had {
		delete(p.of, h.ID)
		return
	}
	p.add(h)
}

func (p *picks) add(h feed.Headline) {
	if p.of == nil {
		p.of = map[feed.ArticleID]feed.Status{}
	}
	p.of[h.ID] = h.Status
}

// ids are the picked articles, lowest first.
func (p *picks) ids() []feed.ArticleID { return slices.Sorted(maps.Keys(p.of)) }

// pick acts on the keys that pick articles.
func (m *Model) pick(a Action) tea.Cmd {
	l := &m.list
	h, ok := l.selected()
	if !ok {
		return m.say(m.look.texts.Status.NoArticle)
	}
	if a == ActionPick {
		l.picks.ranging = false
		l.picks.toggle(h)
		return tea.Batch(m.fromList(l.step(1)), m.sayPicked())
	}
	if l.picks.ranging {
		l.picks.ranging = false
		return m.sayPicked()
	}
	l.picks.ranging, l.picks.from = true, 0
	l.picks.add(h)
	return m.say(m.look.texts.Rows.Ranging)
}

func (m *Model) sayPicked() tea.Cmd { return m.say(m.look.texts.Rows.Picked(len(m.list.picks.of))) }

// stretch takes the rows that the cursor passes into the range, or lets go of those that it comes back over.
func (l *list) stretch(from, to int) {
	for at := from; at != to; {
		way := 1
		if to < at {
			way = -1
		}
		back := l.picks.from*way < 0
		if back {
			delete(l.picks.of, l.win.rows[at].ID)
		}
		at += way
		l.picks.from += way
		if !back {
			l.picks.add(l.win.rows[at])
		}
	}
}

// forPicked does to all picked articles what a key does to one; false when none is picked or the key is for one alone.
func (m *Model) forPicked(a Action) (cmd tea.Cmd, ok bool) {
	p := &m.list.picks
	if m.focus != listPane || len(p.of) == 0 {
		return nil, false
	}
	ids, t := p.ids(), m.look.texts.Rows
	switch a {
	case ActionToggleRead:
		read := false // unless one of them is unread, they become unread
		for _, s := range p.of {
			read = read || !s.Read
		}
		m.showStatus(func(s feed.Status) feed.Status { s.Read = read; return s })
		cmd = m.io.markMany(ids, read)
	case ActionToggleStar:
		starred := false
		for _, s := range p.of {
			starred = starred || !s.Starred
		}
		m.showStatus(func(s feed.Status) feed.Status { s.Starred = starred; return s })
		cmd = m.io.starMany(ids, starred)
	case ActionDelete:
		cmd = m.io.write(func(ctx context.Context) written {
			return written{say: t.Deleted(len(ids)), ids: ids, err: m.io.store.DeleteArticles(ctx, ids)}
		})
	case ActionAssignZone:
		return m.openPicker(true), true
	default:
		return nil, false
	}
	*p = picks{}
	return m.writing(cmd), true
}

// showStatus shows the picked rows as they will be.
func (m *Model) showStatus(change func(feed.Status) feed.Status) {
	for id, s := range m.list.picks.of {
		m.list.win.setStatus(id, change(s))
		m.list.touched[id] = true
		if m.reader.head.ID == id {
			m.reader.head.Status = change(s)
		}
	}
}

// markMany sets articles read or unread.
func (c *commands) markMany(ids []feed.ArticleID, read bool) tea.Cmd {
	say := c.look.texts.Rows.Unread(len(ids))
	if read {
		say = c.look.texts.Rows.Read(len(ids))
	}
	return c.write(func(ctx context.Context) written {
		return written{say: say, err: c.store.MarkRead(ctx, ids, read)}
	})
}

// starMany sets or takes the stars of articles.
func (c *commands) starMany(ids []feed.ArticleID, starred bool) tea.Cmd {
	say := c.look.texts.Rows.Unstarred(len(ids))
	if starred {
		say = c.look.texts.Rows.Starred(len(ids))
	}
	return c.write(func(ctx context.Context) written {
		return written{say: say, err: c.store.Star(ctx, ids, starred)}
	})
}

// assignPicked gives all picked articles to a place.
func (m *Model) assignPicked(c gazetteer.Match) tea.Cmd {
	ids, say := m.list.picks.ids(), m.look.texts.Rows.Assigned(len(m.list.picks.of), c.Name)
	m.list.picks = picks{}
	return m.writing(m.io.write(func(ctx context.Context) written {
		return written{say: say, moved: true, err: m.io.store.AssignZone(ctx, ids, c.Zone, c.Region.Code)}
	}))
}

// markSide marks all articles above (-1) or below (1) the cursor read, in the whole list and not only in its window.
func (m *Model) markSide(way int) tea.Cmd {
	h, ok := m.list.selected()
	if !ok {
		return m.say(m.look.texts.Status.NoArticle)
	}
	rows := m.list.win.rows
	for i := m.list.cursor + way; i >= 0 && i < len(rows); i += way {
		if !rows[i].Status.Read {
			rows[i].Status.Read = true
			m.list.touched[rows[i].ID] = true
		}
	}
	return m.writing(m.io.markSide(m.list.view.query(m.cfg.Now()), h, way))
}

// sidePage is how many headlines are read at once on the way to a list's end.
const sidePage = 1000

// markSide marks the articles of a query before (-1) or behind (1) one of them read, as one step.
func (c *commands) markSide(q feed.Query, from feed.Headline, way int) tea.Cmd {
	q.Where, q.Limit, q.Backward = unreadOf(q.Where), sidePage, way < 0
	return c.write(func(ctx context.Context) written {
		var ids []feed.ArticleID
		for q.After = storage.CursorOf(from, q.Sort); ; {
			page, err := c.store.Headlines(ctx, q)
			if err != nil {
				return written{err: err}
			}
			for i := range page {
				ids = append(ids, page[i].ID)
			}
			if len(page) < sidePage {
				break
			}
			end := page[len(page)-1]
			if q.Backward {
				end = page[0]
			}
			q.After = storage.CursorOf(end, q.Sort)
		}
		if len(ids) == 0 {
			return written{say: c.look.texts.Status.AllRead(0)}
		}
		return written{say: c.look.texts.Status.AllRead(len(ids)), err: c.store.MarkRead(ctx, ids, true)}
	})
}

// toggleUnreadOnly hides the articles that are read, or shows them again. The selected one stays in any case.
func (m *Model) toggleUnreadOnly() tea.Cmd {
	v := m.list.view
	v.unreadOnly = !v.unreadOnly
	h, ok := m.list.selected()
	m.list.show(v)
	m.wanted = NoAction
	say := m.look.texts.Rows.ReadToo
	if v.unreadOnly {
		say = m.look.texts.Rows.UnreadOnly
	}
	if !ok {
		return tea.Batch(m.loadView(firstPage, feed.Headline{}), m.keepOrder(), m.say(say))
	}
	m.list.touched[h.ID] = true
	return tea.Batch(m.loadView(pageAround, h), m.keepOrder(), m.say(say))
}
