package main

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
)

// maxLog is the size at which the log starts anew; one older file is kept.
const maxLog = 4 << 20

// openLog opens the log file. The program works without one: a full or read-only disk must not keep anyone from
// reading, so then the log goes nowhere. Records below the level are left out.
func openLog(path string, level slog.Level) (*slog.Logger, io.Closer) {
	nowhere := slog.New(slog.DiscardHandler)
	if err := makeFolder(filepath.Dir(path)); err != nil {
		return nowhere, io.NopCloser(nil)
	}
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		if err := os.Rename(path, path+".old"); err != nil {
			return nowhere, io.NopCloser(nil)
		}
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nowhere, io.NopCloser(nil)
	}
	return slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: level})), f
}
