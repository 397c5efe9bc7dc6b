package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
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

// loadConfig reads config.toml. A missing file is the default; an unknown key or a value of the wrong type is an error
// that names the place. What the values mean is for check.
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
	return c, nil
}

// check refuses values that mean nothing, in the words of t.
func (c config) check(path string, t *text) error {
	err := firstOf(
		t.among("theme", c.Theme, string(theme.Paper), string(theme.Ink), string(theme.Contrast)),
		t.among("paragraphs", c.Paragraphs, "blank", "indent"),
		t.among("time_zone", c.TimeZone, "beijing", "local"),
		t.among("watch_notice", c.WatchNotice, string(tui.BellNotice), string(tui.MessageNotice), string(tui.NoNotice)),
		t.notBelow0("connections_per_host", c.PerHost >= 0),
		c.retention.check(t),
		c.pictureConfig.check(t),
	)
	if err == nil && (c.AmbiguousWidth < 0 || c.AmbiguousWidth > 2) {
		err = fmt.Errorf(t.OneOf, "ambiguous_width", strconv.Itoa(c.AmbiguousWidth), "1, 2")
	}
	if err != nil {
		return &feed.Error{Kind: feed.Invalid, Op: "read", Subject: path, Err: err}
	}
	return nil
}

// firstOf is the first error that is one.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// among refuses a setting that is none of the words allowed. "" is its default.
func (t *text) among(setting, value string, allowed ...string) error {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf(t.OneOf, setting, value, strings.Join(allowed, ", "))
}

// notBelow0 refuses settings that are not well.
func (t *text) notBelow0(settings string, well bool) error {
	if well {
		return nil
	}
	return fmt.Errorf(t.Below0, settings)
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
