package tui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/cancelreader"
	"golang.org/x/term"

	"zonewire/feed"
	"zonewire/tui/picture"
	"zonewire/tui/prose"
)

// sixelLimit is how long a terminal may take to say whether it has sixels, over a slow line too.
const sixelLimit = 400 * time.Millisecond

// pictureView shows pictures, each on the whole screen, while the reader has let go of the terminal: nothing that it
// draws can be left among the reader's lines.
type pictureView struct {
	ctx        context.Context
	io         *commands
	pictures   []prose.Picture
	at         int
	cols, rows int // of the terminal, where it does not say
	sixel      bool
	cell       image.Point // size in pixels
	sent       int         // the picture that a kitty has in its memory, 0 for none
	in         io.Reader
	out        io.Writer
	keys       chan []byte
}

// SetStdin implements tea.ExecCommand.
func (v *pictureView) SetStdin(r io.Reader) { v.in = r }

// SetStdout implements tea.ExecCommand.
func (v *pictureView) SetStdout(w io.Writer) { v.out = w }

// SetStderr implements tea.ExecCommand.
func (v *pictureView) SetStderr(io.Writer) {}

// viewPictures shows the reader's pictures, beginning with the first one that is on screen or below.
func (m *Model) viewPictures() tea.Cmd {
	r := &m.reader
	p := m.io.pictures.cfg
	if r.sheet == nil || len(r.sheet.page.Pictures) == 0 || p.Kept == nil || p.Protocol == picture.None || p.Protocol == picture.Auto {
		return m.say(m.look.texts.Gallery.None)
	}
	v := &pictureView{
		ctx: m.io.ctx, io: m.io, pictures: r.sheet.page.Pictures, at: len(r.sheet.page.Pictures) - 1,
		cols: m.layout.Width, rows: m.layout.Height, sixel: p.Protocol == picture.SixelView, cell: image.Pt(10, 20),
	}
	for i, pic := range v.pictures {
		if b := r.sheet.page.Blocks[pic.Block]; r.sheet.body+b.Line+b.Lines > r.offset {
			v.at = i
			break
		}
	}
	return tea.Exec(v, func(err error) tea.Msg { return done{"", m.look.texts.Key.Pictures.Short, err} })
}

// Run implements tea.ExecCommand. It ends with a key, with the program, or when nothing more can be read.
func (v *pictureView) Run() error {
	if f, ok := v.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		before, err := term.MakeRaw(int(f.Fd()))
		if err != nil {
			return fmt.Errorf("look at pictures: %w", err)
		}
		defer func() { _ = term.Restore(int(f.Fd()), before) }()
	}
	reader, err := cancelreader.NewReader(v.in)
	if err != nil {
		return fmt.Errorf("look at pictures: %w", err)
	}
	ctx, stop := context.WithCancel(v.ctx)
	ended := make(chan struct{})
	v.keys = make(chan []byte)
	go func() {
		defer close(ended)
		v.listen(ctx, reader)
	}()
	err = v.show(ctx)
	stop()
	if reader.Cancel() {
		<-ended
	}
	if err = errors.Join(err, reader.Close()); err != nil {
		return fmt.Errorf("look at pictures: %w", err)
	}
	return nil
}

// listen hands over what the terminal sends.
func (v *pictureView) listen(ctx context.Context, reader io.Reader) {
	defer close(v.keys)
	for {
		buffer := make([]byte, 256)
		n, err := reader.Read(buffer)
		if err != nil {
			return
		}
		select {
		case v.keys <- buffer[:n]:
		case <-ctx.Done():
			return
		}
	}
}

// show takes a screen of its own and leaves it as it was.
func (v *pictureView) show(ctx context.Context) error {
	if _, err := io.WriteString(v.out, "\x1b[?1049h\x1b[?25l"); err != nil {
		return err
	}
	err := v.turn(ctx)
	_, leaving := io.WriteString(v.out, v.forget()+"\x1b[0m\x1b[2J\x1b[?25h\x1b[?1049l")
	return errors.Join(err, leaving)
}

// turn draws one picture after the other as the keys say.
func (v *pictureView) turn(ctx context.Context) error {
	if err := v.ask(ctx); err != nil {
		return err
	}
	for {
		if err := v.draw(); err != nil {
			return err
		}
		for stay := true; stay; {
			select {
			case <-ctx.Done():
				return nil
			case keys, open := <-v.keys:
				from := v.at
				if v.follow(keys) || !open {
					return nil
				}
				stay = v.at == from
			}
		}
	}
}

// keyOrReport is one key, or something that the terminal says of itself.
var keyOrReport = regexp.MustCompile(`(?s)\x1b[\[O][0-?]*[ -/]*[@-~]|.`)

// follow goes where keys lead, several of which may come at once, and reports whether one leads back.
func (v *pictureView) follow(keys []byte) (leave bool) {
	for _, key := range keyOrReport.FindAllString(string(keys), -1) {
		way, leave := wayOf(key)
		if leave {
			return true
		}
		v.at = max(0, min(v.at+way, len(v.pictures)-1))
	}
	return false
}

// wayOf is where a key leads: to the next picture (1), to the one before (-1), or back. A late answer of the terminal is
// no key.
func wayOf(key string) (way int, leave bool) {
	switch key {
	case "n", " ", "j", "l", "\x1b[C", "\x1b[B", "\x1b[6~":
		return 1, false
	case "p", "k", "h", "b", "\x1b[D", "\x1b[A", "\x1b[5~":
		return -1, false
	case "\x1b", "q", "I", "\r", "\x03":
		return 0, true
	}
	return 0, false
}

var (
	attributesReport = regexp.MustCompile(`\x1b\[\?([\d;]+)c`)
	cellReport       = regexp.MustCompile(`\x1b\[6;(\d+);(\d+)t`)
)

// ask asks for the size of a cell in pixels, and for the terminal's attributes (DA1), of which 4 is sixels. All
// terminals answer the latter: with it, or after the limit, all answers have come.
func (v *pictureView) ask(ctx context.Context) error {
	if !v.io.pictures.cfg.AskSixel && !v.sixel {
		return nil
	}
	if _, err := io.WriteString(v.out, "\x1b[16t\x1b[c"); err != nil {
		return err
	}
	timer := time.NewTimer(sixelLimit)
	defer timer.Stop()
	var heard []byte
	for attributesReport.Find(heard) == nil {
		select {
		case part, open := <-v.keys:
			if !open {
				return nil
			}
			heard = append(heard, part...)
			continue
		case <-timer.C:
		case <-ctx.Done():
		}
		break
	}
	if report := attributesReport.FindSubmatch(heard); report != nil {
		for _, attribute := range bytes.Split(report[1], []byte(";")) {
			v.sixel = v.sixel || string(attribute) == "4"
		}
	}
	if report := cellReport.FindSubmatch(heard); report != nil {
		height, _ := strconv.Atoi(string(report[1]))
		width, _ := strconv.Atoi(string(report[2]))
		if width >= 2 && width <= 200 && height >= 2 && height <= 400 {
			v.cell = image.Pt(width, height)
		}
	}
	return nil
}

// draw draws the picture at hand and its caption, which has the last line.
func (v *pictureView) draw() error {
	if f, ok := v.out.(*os.File); ok {
		if cols, rows, err := term.GetSize(int(f.Fd())); err == nil {
			v.cols, v.rows = cols, rows
		}
	}
	k := v.io.look
	pic := v.pictures[v.at]
	var b bytes.Buffer
	b.WriteString(v.forget() + "\x1b[0m\x1b[2J")
	img, err := v.load(pic.URL)
	if err != nil {
		return err
	}
	if img == nil {
		b.WriteString("\x1b[H" + k.measure.Truncate(k.texts.Gallery.Missing, v.cols, ""))
	} else {
		v.drawImage(&b, img, pic.URL)
	}
	caption := fmt.Sprintf("%d/%d  %s", v.at+1, len(v.pictures), k.texts.Gallery.Hint)
	if alt := feed.Clean(pic.Alt); alt != "" {
		caption += "  " + alt
	}
	fmt.Fprintf(&b, "\x1b[%d;1H%s", v.rows, k.measure.Truncate(caption, v.cols-1, "…"))
	_, err = v.out.Write(b.Bytes())
	return err
}

// drawImage draws in the middle of all lines but the last two: sixels that reach the last line scroll the screen.
func (v *pictureView) drawImage(b *bytes.Buffer, img image.Image, key string) {
	rows := v.rows - 2
	if v.sixel {
		width, height := picture.SixelSize(img.Bounds(), v.cols*v.cell.X, rows*v.cell.Y)
		if width > 0 {
			fmt.Fprintf(b, "\x1b[1;%dH", 1+(v.cols-(width+v.cell.X-1)/v.cell.X)/2)
			b.Write(picture.Sixel(img, width, height))
		}
		return
	}
	options := picture.Options{
		Width: v.cols, Height: rows, Protocol: v.io.pictures.cfg.Protocol, Profile: v.io.look.theme.Profile, Key: key,
	}
	if v.io.look.theme.ASCII || v.io.look.measure.Ambiguous == 2 {
		options.Protocol, options.Solid = picture.Blocks, true
	}
	drawing := picture.Draw(img, options)
	b.WriteString(drawing.Send)
	v.sent = drawing.ID
	for i, line := range drawing.Lines {
		fmt.Fprintf(b, "\x1b[%d;%dH%s", i+1, 1+(v.cols-drawing.Cells)/2, strings.TrimRight(line, "\n"))
	}
}

// forget frees the terminal's memory of what was drawn last.
func (v *pictureView) forget() string {
	id := v.sent
	if v.sent = 0; id == 0 {
		return ""
	}
	return picture.Forget(id)
}

// load reads a picture that is kept; nil for one that is not, or is none.
func (v *pictureView) load(address string) (image.Image, error) {
	p := v.io.pictures
	kept, ok, err := p.cfg.Kept.Of(v.ctx, address)
	if err != nil || !ok {
		return nil, err
	}
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-v.ctx.Done():
		return nil, nil
	}
	img, err := picture.Decode(kept.Data)
	if err != nil {
		v.io.log.Info("decode picture", "address", address, "error", err)
		return nil, nil
	}
	return img, nil
}
