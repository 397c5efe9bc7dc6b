package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/aymanbagabas/go-osc52/v2"
	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed/gazetteer"
	"zonewire/feed/syncer"
	"zonewire/storage"
	"zonewire/tui/i18n"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// Config is what the reader needs. Store, Gazetteer and Theme must be given.
type Config struct {
	Store        *storage.Store
	Engine       *syncer.Engine // nil: nothing can be synced
	Gazetteer    *gazetteer.Gazetteer
	Lang         i18n.Lang
	Theme        theme.Theme
	Measure      typeset.Measure  // how wide the terminal draws ambiguous characters
	Now          func() time.Time // time.Now when nil
	Zone         *time.Location   // of days and hours on the screen; Beijing when nil
	Version      string
	Typesetting  Typesetting
	Pictures     Pictures
	SyncAtStart  bool
	ExportFolder string                 // where exported articles go; "": nowhere
	Mouse        bool                   // take the mouse; the terminal's own selection then needs Shift
	Notice       Notice                 // how the terminal tells of an article that is watched for
	Open         func(url string) error // opens an address in the browser, without a shell
	Log          *slog.Logger           // nil: nothing is logged

	after func(time.Duration, tea.Msg) tea.Cmd // a timer; tests wind it by hand
	copy  func(text string) error              // the clipboard

	notify func(text string) error // tells of an article that is watched for
}

// framesPerSecond is the clock of the screen. A key waits for half a frame at the mean: 4 ms.
const framesPerSecond = 120

// Run runs the reader on the terminal until the person quits or ctx ends. The terminal is given back in any case.
func Run(ctx context.Context, cfg Config) error {
	ctx, cancel := context.WithCancel(ctx)
	var reading sync.WaitGroup
	defer reading.Wait()
	defer cancel()
	options := []tea.ProgramOption{tea.WithAltScreen(), tea.WithFPS(framesPerSecond), tea.WithContext(ctx)}
	if cfg.Mouse {
		options = append(options, tea.WithMouseCellMotion())
	}
	m := newModel(ctx, cfg)
	m.openEarly(&reading)
	_, err := tea.NewProgram(m, options...).Run()
	m.io.pictures.forget(m.io.pictures.drawings.clear())
	if ctx.Err() != nil && errors.Is(err, tea.ErrProgramKilled) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("run the reader: %w", err)
	}
	return nil
}

// New returns the reader as a Bubble Tea model, for programs that run it themselves.
func New(cfg Config) *Model { return newModel(context.Background(), cfg) }

// withDefaults fills in what may be left out.
func (cfg Config) withDefaults() Config {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	now, zone := cfg.Now, calendar{cfg.Zone}.location()
	cfg.Now = func() time.Time { return now().In(zone) }
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Open == nil {
		cfg.Open = func(string) error { return errors.New("no browser is set up") }
	}
	if cfg.after == nil {
		cfg.after = func(d time.Duration, msg tea.Msg) tea.Cmd {
			return tea.Tick(d, func(time.Time) tea.Msg { return msg })
		}
	}
	if cfg.copy == nil {
		cfg.copy = func(text string) error { return copyTo(os.Stdout, text, os.Getenv) }
	}
	if cfg.notify == nil {
		n := cfg.Notice
		cfg.notify = func(text string) error { return notify(os.Stdout, n, text, os.Getenv) }
	}
	return cfg
}

// copyTo asks the terminal at w to put text on the clipboard (OSC 52). Within screen the sequence is wrapped so that
// it reaches the terminal outside; tmux takes it as it is.
func copyTo(w io.Writer, text string, getenv func(string) string) error {
	sequence := osc52.New(text)
	if getenv("STY") != "" {
		sequence = sequence.Screen()
	}
	_, err := sequence.WriteTo(w)
	return err
}
