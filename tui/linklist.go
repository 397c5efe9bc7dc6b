package tui

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
)

// linkItem is something that an article leads to: a link, a picture, a file, or a related piece in the cache.
type linkItem struct {
	mark    string // as it stands in the text: [1]
	text    string
	address string
	article feed.ArticleID // of a related piece, else 0
}

// items is what the reader's article leads to, links first, by their numbers.
func (r *reader) items() []linkItem {
	if r.sheet == nil {
		return nil
	}
	var all []linkItem
	marks := r.look.theme.Marks
	for _, l := range r.sheet.page.Links {
		all = append(all, linkItem{mark: "[" + strconv.Itoa(l.Number) + "]", text: l.Text, address: l.URL})
	}
	for _, p := range r.sheet.page.Pictures {
		if p.URL != "" {
			all = append(all, linkItem{mark: marks.Picture + " " + strconv.Itoa(p.Number), text: p.Alt, address: p.URL})
		}
	}
	for _, file := range r.sheet.article.Attachments {
		all = append(all, linkItem{mark: r.look.texts.Field.Attachments, text: file.Title, address: file.URL})
	}
	for _, h := range r.sheet.related {
		all = append(all, linkItem{mark: r.look.texts.Field.Related, text: h.Title, article: h.ID})
	}
	return all
}

// linkList is the overlay that lists where an article leads.
type linkList struct {
	look   *look
	items  []linkItem
	cursor int
	typed  string // digits of a link's number
	take   Action // ActionOpen, ActionBrowse or ActionCopy
}

// openLinks lists where the article leads.
func (m *Model) openLinks() tea.Cmd {
	items := m.reader.items()
	if len(items) == 0 {
		return m.say(m.look.texts.Status.NoLinks)
	}
	m.overlay = &linkList{look: m.look, items: items}
	return nil
}

// openLink opens the link that a digit names.
func (m *Model) openLink(digit string) tea.Cmd {
	n, err := strconv.Atoi(digit)
	if err != nil || m.reader.sheet == nil || n > len(m.reader.sheet.page.Links) {
		return m.say(m.look.texts.Status.NoSuchLink(digit))
	}
	return m.takeItem(linkItem{address: m.reader.sheet.page.Links[n-1].URL}, ActionOpen)
}

func (l *linkList) takesText() bool { return false }

// Key moves, takes a number, or says what is to be done with the item under the cursor.
func (l *linkList) Key(msg tea.KeyMsg) outcome {
	for _, key := range keysOf(msg) {
		if len(key) == 1 && key[0] >= '0' && key[0] <= '9' {
			l.number(key)
			continue
		}
		l.typed = ""
		switch key {
		case "esc", "q", "l", "h", "left":
			return closed
		case "j", "down", "tab":
			l.cursor = min(l.cursor+1, len(l.items)-1)
		case "k", "up", "shift+tab":
			l.cursor = max(0, l.cursor-1)
		case "g", "home":
			l.cursor = 0
		case "G", "end":
			l.cursor = len(l.items) - 1
		case "enter":
			l.take = ActionOpen
			return accepted
		case "o":
			l.take = ActionBrowse
			return accepted
		case "y":
			l.take = ActionCopy
			return accepted
		}
	}
	return stays
}

// number goes to the link that the digits typed so far name; a digit that leads nowhere begins a new number.
func (l *linkList) number(digit string) {
	for _, typed := range []string{l.typed + digit, digit} {
		for i, item := range l.items {
			if item.mark == "["+typed+"]" {
				l.typed, l.cursor = typed, i
				return
			}
		}
	}
	l.typed = ""
}

// View is the box: each item with its address.
func (l *linkList) View(width, height int) ([]string, int) {
	k, t := l.look, l.look.texts.Link
	inner := max(1, min(width-6, 92))
	rows := max(1, height-2)
	perItem := 1
	if rows >= 2*len(l.items) {
		perItem = 2
	}
	from := scrollTo(0, l.cursor, len(l.items), rows/perItem)
	var lines []string
	for i := from; i < len(l.items) && len(lines)+perItem <= rows; i++ {
		item := l.items[i]
		head := k.cursorMark(i == l.cursor, true) + item.mark + " "
		text := item.text
		address := k.address(item.address)
		switch {
		case address != item.address && perItem == 1:
			text = strings.TrimSpace(address + "  " + text) // what is cut off is the harmless end
		case perItem == 1 || text == "":
			text = strings.TrimSpace(text + "  " + address)
		}
		row := k.measure.Pad(head+text, inner)
		if i == l.cursor {
			lines = append(lines, k.selected.on(row))
		} else {
			lines = append(lines, k.text.on(row))
		}
		if perItem == 2 {
			address = blank(k.measure.Width(head)) + address
			lines = append(lines, k.muted.on(k.measure.Truncate(address, inner, "…")))
		}
	}
	return k.boxed(lines, inner, t.Title, t.Hint), inner + 4
}

// Line is nothing: the box says what can be done.
func (l *linkList) Line(int) string { return "" }

// takeItem opens or copies what an article leads to. What the cache has is opened here.
func (m *Model) takeItem(item linkItem, a Action) tea.Cmd {
	if item.article != 0 {
		return m.io.findArticle(item.article)
	}
	if a == ActionCopy {
		return m.io.copyLink(item.address)
	}
	host, ok := m.look.webHost(item.address)
	switch {
	case !ok:
		return m.say(m.look.texts.Status.BadLink)
	case a == ActionOpen:
		return m.io.follow(item.address, host)
	}
	return m.io.browse(item.address, host)
}

// follow opens an address: the article there when the cache has it, else the browser.
func (c *commands) follow(address, host string) tea.Cmd {
	find, browse := c.findLink(address), c.browse(address, host)
	return func() tea.Msg {
		if found, ok := find().(linkFound); ok && found.ok && found.err == nil {
			return found
		}
		return browse()
	}
}

// findArticle looks an article up by its number.
func (c *commands) findArticle(id feed.ArticleID) tea.Cmd {
	return func() tea.Msg {
		h, err := c.store.Headline(c.ctx, id)
		if feed.KindOf(err) == feed.NotFound {
			return linkFound{}
		}
		return linkFound{at: h, ok: err == nil, err: err}
	}
}
