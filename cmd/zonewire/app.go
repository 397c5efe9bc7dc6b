package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/feed/syncer"
	"zonewire/storage"
	"zonewire/tui/i18n"
)

// app is what the commands share. What is opened on demand is closed by close.
type app struct {
	home, langFlag string
	out, errOut    io.Writer
	lang           i18n.Lang
	text           *text
	paths          paths
	cfg            config
	log            *slog.Logger
	logFile        io.Closer
	logLevel       slog.Level
	places         *gazetteer.Gazetteer
	store          *storage.Store
	pictures       *storage.Pictures
	client         *fetch.Client
}

// newApp reads from the arguments only what the command texts need: the language.
func newApp(args []string, out, errOut io.Writer) *app {
	lang := i18n.Detect(os.Getenv)
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if l, ok := i18n.Parse(value); found && ok {
			lang = l
		}
	}
	return &app{
		out: out, errOut: errOut, lang: lang, text: textFor(lang),
		log: slog.New(slog.DiscardHandler), places: gazetteer.Load(),
	}
}

// words are the reader's texts, which say what kinds of error mean.
func (a *app) words() *i18n.Texts { return i18n.For(a.lang) }

// configure finds the folders and reads the configuration.
func (a *app) configure() error {
	if a.home != "" {
		a.paths = placesUnder(a.home)
	} else {
		userHome, err := os.UserHomeDir()
		if err != nil {
			return &feed.Error{Kind: feed.Invalid, Op: "find home folder", Err: err}
		}
		a.paths = placesOf(os.Getenv, userHome)
	}
	cfg, err := loadConfig(a.paths.configFile())
	if err != nil {
		return err
	}
	a.cfg = cfg
	if err := a.speakAsConfigured(); err != nil {
		return err
	}
	if err := cfg.check(a.paths.configFile(), a.text); err != nil {
		return err
	}
	return a.checkProxy()
}

// speakAsConfigured takes the language of --lang or else of config.toml.
func (a *app) speakAsConfigured() error {
	name := a.langFlag
	if name == "" {
		name = a.cfg.Lang
	}
	if name == "" {
		return nil
	}
	lang, ok := i18n.Parse(name)
	if !ok {
		where := "--lang"
		if a.langFlag == "" {
			where = a.paths.configFile() + ": lang"
		}
		return a.oneOf(where, name, "zh", "en")
	}
	a.lang, a.text = lang, textFor(lang)
	return nil
}

// openingIsSlow is how long opening may take before it is explained: only a backup before a migration takes longer.
const openingIsSlow = 700 * time.Millisecond

// open opens the cache, creating it when it is missing.
func (a *app) open(ctx context.Context) error {
	if a.store != nil {
		return nil
	}
	a.log, a.logFile = openLog(a.paths.logFile(), a.logLevel)
	if err := makeFolder(a.paths.data); err != nil {
		return unmade(a.paths.data, err)
	}
	slow := time.AfterFunc(openingIsSlow, func() { fmt.Fprintf(a.errOut, a.text.Opening+"\n", a.paths.database()) })
	s, err := storage.Open(ctx, a.paths.database(), storage.Options{Names: a.places.QueryNames})
	slow.Stop()
	if feed.KindOf(err) == feed.ReadOnly {
		// What is there can be read all the same; what cannot be written is said when it is to be.
		var readable error
		if s, readable = storage.Open(ctx, a.paths.database(), storage.Options{ReadOnly: true, Names: a.places.QueryNames}); readable == nil {
			fmt.Fprintf(a.errOut, a.text.ReadOnly+"\n", a.paths.data)
			err = nil
		}
	}
	if err != nil {
		return err
	}
	a.store = s
	return nil
}

// openIfThere opens the cache when there is one, for what also answers without.
func (a *app) openIfThere(ctx context.Context) error {
	if _, err := os.Stat(a.paths.database()); errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil
	}
	return a.open(ctx)
}

// network is the one HTTP client.
func (a *app) network() *fetch.Client {
	if a.client == nil {
		a.client = fetch.New(fetch.Config{
			UserAgent: "zonewire/" + version, PerHost: a.cfg.PerHost, PerSecond: a.cfg.PerSecond, AllowPrivate: a.cfg.AllowPrivate,
			Proxy: a.proxy(), Log: a.log,
			AllowLegacyTLS: func(host string) bool { return slices.Contains(a.cfg.LegacyTLS, host) },
		})
	}
	return a.client
}

// engine is the sync engine over the open store.
func (a *app) engine() *syncer.Engine { return a.engineReading(0) }

// engineReading is engine, with a limit to the pages that are read at once; 0 for none but the processors.
func (a *app) engineReading(pages int) *syncer.Engine {
	options := syncer.Options{
		PagesAtOnce: pages, Now: time.Now, Password: a.password, PicturesAtSync: a.cfg.Pictures == "all",
	}
	if options.PicturesAtSync {
		a.keepPictures()
	}
	options.Pictures = a.pictures
	return syncer.New(a.store, a.network(), a.places, a.log, options)
}

// close closes what was opened. An error in closing the cache is logged: there is nobody left to handle it.
func (a *app) close() {
	if a.client != nil {
		a.client.Close()
	}
	if a.pictures != nil {
		if err := a.pictures.Close(); err != nil {
			a.log.Error("close pictures", "error", err)
		}
	}
	if a.store != nil {
		if err := a.store.Close(); err != nil {
			a.log.Error("close cache", "error", err)
		}
	}
	if a.logFile != nil {
		_ = a.logFile.Close()
	}
}
