package main

import (
	"os"

	"zonewire/tui/picture"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// look is how the reader is to be drawn on this terminal.
type look struct {
	theme    theme.Theme
	measure  typeset.Measure
	pictures picture.Protocol
}

// lookOf asks the environment and, within a limit, the terminal itself for what the configuration leaves open. It is
// called before the program owns the terminal.
func (a *app) lookOf() look {
	background := theme.BackgroundOf(os.Getenv)
	ambiguous := a.cfg.AmbiguousWidth
	if ambiguous == 0 || background == theme.Unknown && a.cfg.Theme == "" {
		t, err := theme.Ask(os.Stdin, os.Stdout, theme.AskLimit)
		if err != nil {
			a.log.Warn("ask the terminal", "error", err)
		}
		if ambiguous == 0 {
			ambiguous = t.Ambiguous
		}
		if background == theme.Unknown {
			background = t.Background
		}
	}
	name := theme.Name(a.cfg.Theme)
	if name == "" {
		name = theme.Choose(background)
	}
	profile := theme.ProfileOf(os.Getenv, isTerminal(a.out))
	ascii := a.cfg.ASCII || !theme.UTF8(os.Getenv)
	l := look{theme: theme.New(name, profile, ascii), measure: typeset.Measure{Ambiguous: ambiguous}}
	l.pictures = a.cfg.protocol(l, os.Getenv)
	return l
}
