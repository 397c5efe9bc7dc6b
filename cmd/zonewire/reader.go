package main

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"time"

	"zonewire/feed"
	"zonewire/tui"
	"zonewire/tui/typeset"
)

// read opens the reader on the cache.
func (a *app) read(ctx context.Context, syncAtStart bool) error {
	if !isTerminal(a.out) || !isTerminal(os.Stdin) {
		return said{a.text.NoTerminal, &feed.Error{Kind: feed.Invalid, Op: "open reader"}}
	}
	if err := a.open(ctx); err != nil {
		return err
	}
	defer a.cleanBehind(ctx)()
	return tui.Run(ctx, a.readerConfig(syncAtStart, a.lookOf()))
}

// plainWidth is how wide lines are where there is no terminal to ask.
const plainWidth = 80

// readPlain opens the line-based reader.
func (a *app) readPlain(ctx context.Context) error {
	if err := a.open(ctx); err != nil {
		return err
	}
	cfg := tui.Config{
		Store: a.store, Gazetteer: a.places, Lang: a.lang, Now: time.Now, Zone: a.cfg.zone(), Version: version, Open: openInBrowser, Log: a.log,
		Measure: typeset.Measure{Ambiguous: a.cfg.AmbiguousWidth}, Typesetting: a.cfg.typesetting(os.Getenv),
	}
	return tui.RunLinear(ctx, cfg, os.Stdin, a.out, terminalWidth(a.out, plainWidth))
}

// readerConfig is the reader on the open cache.
func (a *app) readerConfig(syncAtStart bool, l look) tui.Config {
	pictures := a.picturesFor(l) // before the engine, which fetches them
	return tui.Config{
		Pictures: pictures,
		Store:    a.store, Engine: a.engineReading(max(1, runtime.GOMAXPROCS(0)-1)), // the screen needs one too
		Gazetteer: a.places, Lang: a.lang,
		Theme: l.theme, Measure: l.measure, Now: time.Now, Zone: a.cfg.zone(), Version: version, SyncAtStart: syncAtStart,
		Mouse: a.cfg.Mouse, Notice: tui.Notice(a.cfg.WatchNotice), Open: openInBrowser, Log: a.log,
		Typesetting: a.cfg.typesetting(os.Getenv), ExportFolder: a.paths.exportFolder(a.cfg.ExportFolder),
	}
}

// openInBrowser hands an address to the desktop's opener, without a shell. The address has passed the gate for links.
func openInBrowser(address string) error {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	cmd := exec.Command(name, address)
	if err := cmd.Start(); err != nil {
		return &feed.Error{Kind: feed.NotFound, Op: "open browser", Subject: name, Err: err}
	}
	return cmd.Process.Release()
}
