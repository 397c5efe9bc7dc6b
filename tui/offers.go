package tui

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/syncer"
)

// offers is the overlay that lists what is behind a home page, with the first headlines of each.
type offers struct {
	look   *look
	list   []syncer.Offer
	had    []bool // which are sources already
	chosen []bool
	cursor int
}

func (o *offers) takesText() bool { return false }

// Key moves, marks and answers.
func (o *offers) Key(msg tea.KeyMsg) outcome {
	for _, key := range keysOf(msg) {
		switch key {
		case "j", "down", "tab":
			o.cursor = min(o.cursor+1, len(o.list)-1)
		case "k", "up", "shift+tab":
			o.cursor = max(o.cursor-1, 0)
		case " ", "*":
			o.chosen[o.cursor] = !o.chosen[o.cursor] && !o.had[o.cursor]
			o.cursor = min(o.cursor+1, len(o.list)-1)
		case "a":
			all := slices.Contains(o.open(), false)
			for i := range o.chosen {
				o.chosen[i] = all && !o.had[i]
			}
		case "enter":
			if len(o.picked()) == 0 {
				return stays
			}
			return accepted
		case "esc", "q":
			return closed
		}
	}
	return stays
}

// open says for each offer that can be chosen whether it is.
func (o *offers) open() []bool {
	var open []bool
	for i, chosen := range o.chosen {
		if !o.had[i] {
			open = append(open, chosen)
		}
	}
	return open
}

// picked is what was marked, or else what is under the cursor.
func (o *offers) picked() []syncer.Offer {
	var picked []syncer.Offer
	for i, chosen := range o.chosen {
		if chosen {
			picked = append(picked, o.list[i])
		}
	}
	if picked == nil && !o.had[o.cursor] {
		picked = o.list[o.cursor : o.cursor+1]
	}
	return picked
}

// View is the box: each offer with its headlines below, scrolled so that the one under the cursor is seen.
func (o *offers) View(width, height int) ([]string, int) {
	inner := min(width-6, 92)
	var lines []string
	last := 0 // line of the last headline of the offer under the cursor
	for i, offer := range o.list {
		lines = append(lines, o.line(i, inner))
		for _, link := range offer.Headlines {
			lines = append(lines, o.look.muted.on(o.look.measure.Truncate("     "+link.Title, inner, "…")))
		}
		if i == o.cursor {
			last = len(lines)
		}
	}
	rows := max(1, min(len(lines), height-2))
	from := max(0, min(last-rows, len(lines)-rows))
	return o.look.boxed(lines[from:from+rows], inner, o.look.texts.Offers.Title, o.look.texts.Offers.Hint), inner + 4
}

// line draws one offer: whether it is chosen, its name, kind and number of articles.
func (o *offers) line(i, width int) string {
	k, t, offer := o.look, o.look.texts.Offers, o.list[i]
	box := "[ ] "
	if o.chosen[i] {
		box = "[x] "
	}
	note := t.Site
	if offer.Kind == feed.FeedSource {
		note = t.Feed
	}
	note += " " + t.Articles(offer.Articles)
	if o.had[i] {
		note = t.Had
	}
	name := k.measure.Pad(k.cursorMark(i == o.cursor, true)+box+offer.Name, max(0, width-k.measure.Width(note)-1))
	if i == o.cursor {
		return k.selected.on(name + " " + note)
	}
	return k.text.on(name) + " " + k.muted.on(note)
}

// Line is nothing: the box says what its keys are.
func (o *offers) Line(int) string { return "" }

// discovered answers discover.
type discovered struct {
	typed feed.Source // as it would be added unseen
	found syncer.Discovery
	err   error
}

// discover looks what is behind an address.
func (c *commands) discover(s feed.Source) tea.Cmd {
	return func() tea.Msg {
		d, err := c.engine.Discover(c.ctx, s.URL)
		return discovered{s, d, err}
	}
}

// offersWait is how long what was found waits while something else is asked.
const offersWait = 500 * time.Millisecond

// onDiscovered adds a news column or a feed with what is known of it now, and lets a person choose among the columns
// of a home page. What cannot be reached is added as it was typed: the tree then says what is wrong with it.
func (m *Model) onDiscovered(msg discovered) tea.Cmd {
	found := msg.found.Offers
	switch {
	case feed.KindOf(msg.err) == feed.Cancelled && msg.err != nil:
		return nil
	case msg.err != nil || len(found) == 0:
		return m.writing(m.io.addSources([]feed.Source{msg.typed}))
	case !msg.found.Home:
		return m.addOffers(found[:1])
	case m.overlay != nil:
		return m.io.after(offersWait, msg)
	}
	m.said.text = ""
	o := &offers{look: m.look, list: found, had: make([]bool, len(found)), chosen: make([]bool, len(found))}
	for i, offer := range found {
		o.had[i] = slices.ContainsFunc(m.data.sources, func(s feed.Source) bool { return s.URL == offer.URL })
	}
	m.overlay = o
	return nil
}

// addOffers stores what was chosen as sources.
func (m *Model) addOffers(list []syncer.Offer) tea.Cmd {
	taken := map[string]bool{}
	for _, s := range m.data.sources {
		taken[s.Name] = true
	}
	sources := make([]feed.Source, len(list))
	for i, o := range list {
		name := feed.Clean(o.Name)
		if u, err := url.Parse(o.URL); err == nil && (name == "" || taken[name]) {
			name = u.Host + u.Path
		}
		for n := 2; taken[name]; n++ {
			name = feed.Clean(o.Name) + " " + strconv.Itoa(n)
		}
		taken[name] = true
		sources[i] = feed.Source{Name: name, URL: o.URL, Kind: o.Kind}
	}
	return m.writing(m.io.addSources(sources))
}

// addSources stores sources, which are synced then.
func (c *commands) addSources(list []feed.Source) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		w := written{say: c.look.texts.Status.SourceAdded(list[0].Name)}
		if len(list) > 1 {
			w.say = c.look.texts.Offers.Added(len(list))
		}
		for _, s := range list {
			id, err := c.store.AddSource(ctx, s)
			if err != nil {
				w.err = err
				return w
			}
			w.added = append(w.added, id)
		}
		return w
	})
}
