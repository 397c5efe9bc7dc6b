package tui

import (
	"io"
	"os"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/picture"
	"zonewire/tui/prose"
)

// Pictures says where the pictures of articles come from and how they are drawn. The zero value draws none.
type Pictures struct {
	Kept     *storage.Pictures // nil: none are drawn
	Protocol picture.Protocol  // Auto counts as None: picture.Choose decides
	Fetch    bool              // when an article is opened; else only what is kept is drawn
	AskSixel bool              // the terminal is asked whether it has sixels when a picture is to have the screen

	send func(sequence string) error // to the terminal, past the screen; nil: os.Stdout
}

// mostDrawn is how many pictures of one article are drawn.
const mostDrawn = 40

// picturesRest is how long an article waits for more of its pictures before it is set anew.
const picturesRest = 60 * time.Millisecond

// pictures is what the model and its commands know of the pictures of articles.
type pictures struct {
	cfg      Pictures
	drawings *drawings
	turn     chan struct{} // one picture at a time is decoded: it may take 160 MB
	rows     int           // the most lines of a picture
	asked    map[pictureAsk]bool
	resting  bool
}

// pictureAsk is a picture on its way.
type pictureAsk struct {
	drawingID
	fetch bool
}

func newPictures(cfg Pictures) *pictures {
	if cfg.send == nil {
		// Bubble Tea writes a frame in one call and so is this: neither comes between the other.
		cfg.send = func(sequence string) error {
			_, err := io.WriteString(os.Stdout, sequence)
			return err
		}
	}
	return &pictures{cfg: cfg, drawings: newDrawings(), turn: make(chan struct{}, 1), asked: map[pictureAsk]bool{}}
}

// easel is for an article that is about to be set, nil where no pictures are drawn.
func (p *pictures) easel() *easel {
	if p.cfg.Kept == nil || p.cfg.Protocol == picture.None || p.cfg.Protocol == picture.Auto {
		return nil
	}
	return &easel{drawings: p.drawings, rows: p.rows, taken: map[int]drawingID{}}
}

// pictureRows is the most lines of a picture in a pane of a height: text is seen with it.
func pictureRows(height int) int { return max(1, height/2) }

// wantPictures has the pictures of the reader's article drawn that are not: fetched if it was opened.
func (m *Model) wantPictures() tea.Cmd {
	p, s := m.io.pictures, m.reader.sheet
	p.rows = pictureRows(m.reader.height)
	if s == nil || s.easel == nil {
		return nil
	}
	_, measure := m.look.column(s.width)
	var cmds []tea.Cmd
	due := false
	for _, pic := range s.page.Pictures[:min(len(s.page.Pictures), mostDrawn)] {
		id := drawingID{pic.URL, max(2, measure), p.rows}
		if _, ok := p.drawings.of(id); ok {
			due = due || s.easel.taken[pic.Number] != id
			continue
		}
		ask := pictureAsk{id, m.reader.opened && p.cfg.Fetch && m.cfg.Engine != nil}
		if pic.URL == "" || p.asked[ask] {
			continue
		}
		p.asked[ask] = true
		cmds = append(cmds, m.io.drawPicture(s.id, s.article.URL, ask))
	}
	if due {
		cmds = append(cmds, m.picturesDue(s.id))
	}
	return tea.Batch(cmds...)
}

// pictureDrawn says that a picture is among the drawings, or could not be had.
type pictureDrawn struct {
	article feed.ArticleID
	ask     pictureAsk
	ok      bool
}

// drawPicture fetches a picture of an article if it is to, and draws it.
func (c *commands) drawPicture(article feed.ArticleID, from string, ask pictureAsk) tea.Cmd {
	p := c.pictures
	options := picture.Options{
		Width: ask.width, Height: ask.height, Protocol: p.cfg.Protocol, Profile: c.look.theme.Profile, Key: ask.url,
	}
	if c.look.theme.ASCII || c.look.measure.Ambiguous == 2 { // half blocks and placeholders are not one cell wide
		options.Protocol, options.Solid = picture.Blocks, true
	}
	return func() tea.Msg {
		done := pictureDrawn{article: article, ask: ask}
		if ask.fetch {
			if _, err := c.engine.Picture(c.ctx, from, ask.url); err != nil {
				c.log.Info("picture", "article", from, "error", err)
			}
		}
		kept, ok, err := p.cfg.Kept.Of(c.ctx, ask.url)
		if err != nil {
			c.log.Error("read picture", "address", ask.url, "error", err)
		}
		if !ok {
			return done
		}
		done.ok = c.keepDrawing(kept, ask.drawingID, options)
		if err := p.cfg.Kept.MarkUsed(c.ctx, ask.url); err != nil && c.ctx.Err() == nil {
			c.log.Error("mark picture used", "address", ask.url, "error", err)
		}
		return done
	}
}

// keepDrawing draws a picture and reports whether there is something to see. Bytes that are no picture are not looked
// at again.
func (c *commands) keepDrawing(kept storage.Picture, id drawingID, options picture.Options) bool {
	p := c.pictures
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-c.ctx.Done():
		return false
	}
	var drawing picture.Drawing
	img, err := picture.Decode(kept.Data)
	if err != nil {
		c.log.Info("decode picture", "address", id.url, "error", err)
	} else {
		drawing = picture.Draw(img, options)
	}
	if c.ctx.Err() != nil { // the terminal is no longer ours
		return false
	}
	if drawing.Send != "" {
		if err := p.cfg.send(drawing.Send); err != nil {
			c.log.Error("send picture", "error", err)
			drawing = picture.Drawing{}
		}
	}
	p.forget(p.drawings.keep(id, drawing))
	return len(drawing.Lines) > 0
}

// forget frees the terminal's memory of pictures. It has no use for an error: the terminal drops them in time.
func (p *pictures) forget(gone []picture.Drawing) {
	var b strings.Builder
	for _, drawing := range gone {
		if drawing.ID != 0 {
			b.WriteString(picture.Forget(drawing.ID))
		}
	}
	if b.Len() > 0 {
		_ = p.cfg.send(b.String())
	}
}

// onPicture has the article set anew when one of its pictures has come.
func (m *Model) onPicture(msg pictureDrawn) tea.Cmd {
	delete(m.io.pictures.asked, msg.ask)
	if !msg.ok || m.reader.sheet == nil || m.reader.sheet.id != msg.article {
		return nil
	}
	return m.picturesDue(msg.article)
}

// setPicturesDue ends the wait for more pictures.
type setPicturesDue struct{ article feed.ArticleID }

// picturesDue has an article set anew soon, with all pictures that have come by then.
func (m *Model) picturesDue(article feed.ArticleID) tea.Cmd {
	if m.io.pictures.resting {
		return nil
	}
	m.io.pictures.resting = true
	return m.io.after(picturesRest, setPicturesDue{article})
}

// setPictures sets the reader's article anew. Another one than was meant is looked at again: its wait was this one.
func (m *Model) setPictures(msg setPicturesDue) tea.Cmd {
	m.io.pictures.resting = false
	if m.reader.sheet == nil || !m.readerShown() {
		return nil
	}
	if m.reader.sheet.id != msg.article {
		return m.wantPictures()
	}
	return m.loadArticle(m.reader.sheet.id)
}

// replace shows a sheet in place of what is shown. The same article at the same width stays where it is: the text on
// the first line stays there, whatever came above it.
func (r *reader) replace(s *sheet) {
	old, at := r.sheet, r.offset
	r.keepPlace()
	r.set(s)
	if old == nil || old.id != s.id || old.width != s.width || len(old.page.Blocks) != len(s.page.Blocks) {
		return
	}
	r.offset = sameLine(old, s, at)
	r.scroll(0)
}

// sameLine is the line of the sheet to where the line at of the sheet from is. Both have the same blocks.
func sameLine(from, to *sheet, at int) int {
	line := at - from.body
	if line < 0 {
		return at
	}
	n := from.page.BlockAt(line)
	if n == len(from.page.Blocks) {
		return at + len(to.lines) - len(from.lines)
	}
	before, after := from.page.Blocks[n], to.page.Blocks[n]
	if before.Kind == prose.Figure && line >= before.Line {
		// A picture stands above its caption.
		return to.body + max(after.Line, after.Line+after.Lines-(before.Line+before.Lines-line))
	}
	return to.body + after.Line + line - before.Line
}
