package main

import (
	"context"
	"fmt"
	"os"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// The picture's window, in cells.
const pictureCols, pictureRows = 160, 45

// drawPicture runs the model in a window of the picture's size, presses some keys, and writes the screen as SVG.
func drawPicture(ctx context.Context, m tea.Model, path string) error {
	d := driver{model: m, results: make(chan tea.Msg)}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	d.run(ctx, m.Init())
	d.send(ctx, tea.WindowSizeMsg{Width: pictureCols, Height: pictureRows})
	for _, k := range []string{"tab", "j", "j", "enter"} {
		d.send(ctx, keyPress(k))
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("draw picture: %w", err)
	}
	if err := writeSVG(f, d.model.View()); err != nil {
		_ = f.Close()
		return fmt.Errorf("draw picture %s: %w", path, err)
	}
	return f.Close()
}

// keyPress is the message of a key by its name.
func keyPress(name string) tea.Msg {
	switch name {
	case "enter":
		return tea.KeyMsg{Type: tea.KeyEnter}
	case "tab":
		return tea.KeyMsg{Type: tea.KeyTab}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// driver runs a model without a terminal: it hands over messages and runs commands until all is quiet.
type driver struct {
	model   tea.Model
	results chan tea.Msg
	waiting int
}

// quiet is how long nothing may come before the model counts as settled; what blinks or polls stays behind.
const quiet = 300 * time.Millisecond

func (d *driver) send(ctx context.Context, msg tea.Msg) {
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	d.run(ctx, cmd)
}

// run starts a command and takes messages until none is outstanding or it has been quiet.
func (d *driver) run(ctx context.Context, cmd tea.Cmd) {
	d.start(ctx, cmd)
	for d.waiting > 0 {
		select {
		case msg := <-d.results:
			d.waiting--
			if batch, ok := msg.(tea.BatchMsg); ok {
				for _, c := range batch {
					d.start(ctx, c)
				}
				continue
			}
			if msg != nil {
				d.model, cmd = d.model.Update(msg)
				d.start(ctx, cmd)
			}
		case <-time.After(quiet):
			return
		case <-ctx.Done():
			return
		}
	}
}

func (d *driver) start(ctx context.Context, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	d.waiting++
	go func() {
		msg := cmd()
		select {
		case d.results <- msg:
		case <-ctx.Done():
		}
	}()
}
