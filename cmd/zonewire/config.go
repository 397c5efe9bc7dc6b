package main

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/pelletier/go-toml/v2"

	"zonewire/feed"
	"zonewire/tui"
	"zonewire/tui/theme"
)

// config is config.toml. The zero value of a field means its default.
type config struct {
	Lang        string  `toml:"lang"`          // "zh" or "en"; "": by the environment
	Theme       string  `toml:"theme"`         // "paper", "ink" or "contrast"; "": by the terminal's background
	SyncAtStart bool    `toml:"sync_at_start"` // default true
	ASCII       bool    `toml:"ascii"`         // borders and marks in ASCII
	Mouse       bool    `toml:"mouse"`         // default true
	PerHost     int     `toml:"connections_per_host"`
	PerSecond   float64 `toml:"requests_per_second"`

	Proxy        string   `toml:"proxy"`         // "http://HOST:PORT" or "socks5://HOST:PORT"; "": by the environment
	LegacyTLS    []string `toml:"legacy_tls"`    // hosts that may be spoken to in TLS 1.0 and 1.1
	AllowPrivate bool     `toml:"allow_private"` // pages may lead to private and loopback addresses

	Paragraphs   string `toml:"paragraphs"`    // "blank" or "indent"; "": blank
	LineLength   int    `toml:"line_length"`   // ideographs; 0: 44, below 0: as long as the pane is wide
	Centre       bool   `toml:"centre"`        // default true
	Justify      bool   `toml:"justify"`       // fill lines up to the right edge
	Footnotes    bool   `toml:"footnotes"`     // default true: addresses of links and pictures below the text
	Hyperlinks   *bool  `toml:"hyperlinks"`    // OSC 8; missing: where the terminal is known to follow them
	ExportFolder string `toml:"export_folder"` // "": export in the data folder; ~/ is the home folder

	retention
	pictureConfig

	TimeZone    string `toml:"time_zone"`    // "beijing" or "local"; "": beijing
	WatchNotice string `toml:"watch_notice"` // "bell", "notice" or "none"; "": bell

	AmbiguousWidth int `toml:"ambiguous_width"` // cells of “ ” … — · ●: 1 or 2; 0: ask the terminal
}

// loadConfig reads config.toml. A missing file is the default; an unknown key or a wrong value is an error that names
// the place.
func loadConfig(path string) (config, error) {
	c := config{SyncAtStart: true, Mouse: true, Centre: true, Footnotes: true}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return c, nil
	}
	if err != nil {
		return c, &feed.Error{Kind: feed.Invalid, Op: "read", Subject: path, Err: bare(err)}
	}
	defer f.Close()
	d := toml.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return c, &feed.Error{Kind: feed.Invalid, Op: "read", Subject: path, Err: tomlPlace(err)}
	}
	return c, c.check(path)
}

// check refuses values that mean nothing.
func (c config) check(path string) error {
	wrong := func(what string) error {
		return &feed.Error{Kind: feed.Invalid, Op: "read", Subject: path, Err: errors.New(what)}
	}
	if c.Theme != "" {
		if _, err := theme.ParseName(c.Theme); err != nil {
			return wrong(err.Error())
		}
	}
	if c.AmbiguousWidth < 0 || c.AmbiguousWidth > 2 {
		return wrong("ambiguous_width is 1 or 2")
	}
	if c.Paragraphs != "" && c.Paragraphs != "blank" && c.Paragraphs != "indent" {
		return wrong(`paragraphs is "blank" or "indent"`)
	}
	if err := c.retention.check(); err != nil {
		return wrong(err.Error())
	}
	if err := c.pictureConfig.check(); err != nil {
		return wrong(err.Error())
	}
	if c.TimeZone != "" && c.TimeZone != "beijing" && c.TimeZone != "local" {
		return wrong(`time_zone is "beijing" or "local"`)
	}
	switch tui.Notice(c.WatchNotice) {
	case "", tui.BellNotice, tui.MessageNotice, tui.NoNotice:
	default:
		return wrong(`watch_notice is "bell", "notice" or "none"`)
	}
	if c.PerHost < 0 {
		return wrong("connections_per_host is at least 1")
	}
	return nil
}

// zone is where days begin and hours are told on the screen.
func (c config) zone() *time.Location {
	if c.TimeZone == "local" {
		return time.Local
	}
	return feed.Beijing()
}

// typesetting is how the reader sets articles on the terminal that env describes.
func (c config) typesetting(env func(string) string) tui.Typesetting {
	t := tui.Typesetting{
		Indent: c.Paragraphs == "indent", Justify: c.Justify, Left: !c.Centre, Ideographs: c.LineLength,
		NoFootnotes: !c.Footnotes, Hyperlinks: theme.Hyperlinks(env),
	}
	if c.Hyperlinks != nil {
		t.Hyperlinks = *c.Hyperlinks
	}
	return t
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
