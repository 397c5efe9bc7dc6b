package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/pelletier/go-toml/v2"

	"zonewire/feed"
)

// config is config.toml. The zero value of a field means its default.
type config struct {
	Lang        string  `toml:"lang"`          // "zh" or "en"; "": by the environment
	Theme       string  `toml:"theme"`         // "paper", "ink" or "contrast"; "": by the terminal's background
	SyncAtStart bool    `toml:"sync_at_start"` // default true
	PerHost     int     `toml:"connections_per_host"`
	PerSecond   float64 `toml:"requests_per_second"`
}

// loadConfig reads config.toml. A missing file is the default; an unknown key or a wrong value is an error that names
// the place.
func loadConfig(path string) (config, error) {
	c := config{SyncAtStart: true}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, &feed.Error{Kind: feed.Invalid, Op: "read", Subject: path, Err: err}
	}
	defer f.Close()
	d := toml.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return c, &feed.Error{Kind: feed.Invalid, Op: "read", Subject: path, Err: tomlPlace(err)}
	}
	return c, nil
}

// tomlPlace makes the parser's error say where.
func tomlPlace(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		return errors.New(strict.String())
	}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		return errors.New(decode.String())
	}
	return err
}
