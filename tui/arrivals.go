package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// arrivals is what is known of the articles that came while the reader is open.
type arrivals struct {
	last    feed.ArticleID // the article that was stored last, when that was asked
	known   bool
	looking bool
	again   bool // something was stored while it was being looked at
	hits    int  // articles that are watched for, since the last sync began
	rung    time.Time
}

// ringEvery is how long there is silence after a bell or notice: a sync that finds a hundred rings once.
const ringEvery = 10 * time.Second

// hitsAtMost is how many hits are counted at once.
const hitsAtMost = 1000

// arrivalsSeen answers seeArrivals.
type arrivalsSeen struct {
	last feed.ArticleID
	hits []feed.Headline // unread ones that a watch rule matches
	rule string          // the first rule that matches the last hit
	err  error
}

// seeArrivals looks which articles that came after one are watched for. Without watched it only looks which was last.
func (c *commands) seeArrivals(after feed.ArticleID, watched bool) tea.Cmd {
	return func() tea.Msg {
		seen := arrivalsSeen{}
		if seen.last, seen.err = c.store.LastArrival(c.ctx); seen.err != nil || !watched || seen.last <= after {
			return seen
		}
		where := feed.And{feed.IsWatched{}, feed.IsUnread{}}
		if seen.hits, seen.err = c.store.Arrived(c.ctx, where, after, hitsAtMost); seen.err != nil || len(seen.hits) == 0 {
			return seen
		}
		last := seen.hits[len(seen.hits)-1].ID
		seen.last = max(seen.last, last)
		names, err := c.store.Watchers(c.ctx, last)
		if seen.err = err; len(names) > 0 {
			seen.rule = names[0]
		}
		return seen
	}
}

// lookForArrivals looks for articles that are watched for after something was stored. What is there when the reader
// starts, or when the first rule is made, is no news.
func (m *Model) lookForArrivals() tea.Cmd {
	a := &m.arrivals
	if a.looking {
		a.again = true
		return nil
	}
	a.looking, a.again = true, false
	return m.io.seeArrivals(a.last, a.known && m.data.watches())
}

// onArrivals announces the articles that are watched for. The first time the sync that is due may begin: what it
// brings is news.
func (m *Model) onArrivals(msg arrivalsSeen) tea.Cmd {
	a := &m.arrivals
	first := !a.known
	a.looking = false
	var cmds []tea.Cmd
	if msg.err != nil {
		cmds = append(cmds, m.fail(m.look.texts.Prompt.ReadingCache, msg.err))
	} else {
		a.last = msg.last
	}
	a.known = true
	if first {
		cmds = append(cmds, m.watchSchedule())
	}
	if n := len(msg.hits); n > 0 {
		a.hits += n
		cmds = append(cmds, m.announce(msg.rule, msg.hits[n-1].Title, a.hits))
	}
	if a.again {
		cmds = append(cmds, m.lookForArrivals())
	}
	return tea.Batch(cmds...)
}

// announce says which article came that is watched for, and rings or sends a notice.
func (m *Model) announce(rule, title string, hits int) tea.Cmd {
	t := m.look.texts.Rules
	text := t.Hit(rule, title)
	if hits > 1 {
		text += " " + m.look.glyph.separator + " " + t.Hits(hits)
	}
	say := m.say(text)
	now := m.cfg.Now()
	if m.cfg.Notice == NoNotice || now.Sub(m.arrivals.rung) < ringEvery {
		return say
	}
	m.arrivals.rung = now
	return tea.Batch(say, m.io.ring(text))
}

// ring rings the terminal's bell or has it show a text.
func (c *commands) ring(text string) tea.Cmd {
	return func() tea.Msg {
		if err := c.notify(text); err != nil {
			return done{what: c.look.texts.Rules.Watched, err: err}
		}
		return nil
	}
}

// watchedBy puts the rules that watch for the article below its facts.
func (s *sheet) watchedBy(k *look, rules []string) {
	if len(rules) == 0 {
		return
	}
	_, measure := k.column(s.width)
	line := k.glyph.watched + " " + k.texts.Rules.Watched
	for _, name := range rules {
		line += " " + name
	}
	const below = 2 // the rule and the blank line above the body
	at := s.body - below
	line = k.watched.on(k.measure.Truncate(line, measure, "…"))
	s.lines = append(s.lines[:at:at], append([]string{line}, s.lines[at:]...)...)
	s.body++
}
