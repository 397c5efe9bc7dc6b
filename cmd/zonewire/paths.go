package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"zonewire/feed"
)

// paths are the program's folders: the XDG base directories, or one folder for all.
type paths struct {
	config, data, state string
}

// placesUnder puts everything under one folder.
func placesUnder(home string) paths {
	return paths{config: home, data: home, state: home}
}

// placesOf follows the XDG Base Directory Specification 0.8. A relative value is ignored, as it says.
func placesOf(env func(string) string, userHome string) paths {
	dir := func(name, fallback string) string {
		if v := env(name); filepath.IsAbs(v) {
			return filepath.Join(v, "zonewire")
		}
		return filepath.Join(userHome, fallback, "zonewire")
	}
	return paths{
		config: dir("XDG_CONFIG_HOME", ".config"),
		data:   dir("XDG_DATA_HOME", filepath.Join(".local", "share")),
		state:  dir("XDG_STATE_HOME", filepath.Join(".local", "state")),
	}
}

func (p paths) database() string   { return filepath.Join(p.data, "news.db") }
func (p paths) configFile() string { return filepath.Join(p.config, "config.toml") }
func (p paths) logFile() string    { return filepath.Join(p.state, "zonewire.log") }

// exportFolder is where exported articles go: the folder that is configured, relative to the home folder where it is
// not absolute, or else a folder beside the cache.
func (p paths) exportFolder(configured string) string {
	if configured == "" {
		return filepath.Join(p.data, "export")
	}
	userHome, err := os.UserHomeDir()
	if filepath.IsAbs(configured) || err != nil {
		return configured
	}
	return filepath.Join(userHome, strings.TrimPrefix(configured, "~/"))
}

// private is the mode of folders: what someone reads is nobody else's business.
const private = 0o700

// unmade is the error of a folder that could not be made.
func unmade(dir string, err error) error {
	kind := feed.Invalid
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		kind = feed.ReadOnly
	}
	return &feed.Error{Kind: kind, Op: "create folder", Subject: dir, Err: err}
}

// makeFolder creates a folder of ours if it is missing.
func makeFolder(dir string) error { return os.MkdirAll(dir, private) }
