package tui

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"

	"zonewire/feed"
)

// exportFolder is the folder that exports go to. Nothing is written outside it.
type exportFolder struct{ root *os.Root }

// openExport opens a folder for exports, and makes it when it is missing.
func openExport(folder string) (exportFolder, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return exportFolder{}, exportError(folder, err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return exportFolder{}, exportError(folder, err)
	}
	return exportFolder{root}, nil
}

// exportFile is a new file, and a folder beside it for what belongs to it.
type exportFile struct {
	root   *os.Root
	file   *os.File
	name   string
	beside string // made by add
	made   bool
}

// sameName is how many files may want one name.
const sameName = 1000

// create makes a file that does not exist yet: base and extension, with a number in between when the name is taken or
// that of the folder beside it.
func (x exportFolder) create(base, extension string) (*exportFile, error) {
	for n := 1; n <= sameName; n++ {
		stem := base
		if n > 1 {
			stem += " (" + strconv.Itoa(n) + ")"
		}
		f := &exportFile{root: x.root, name: stem + extension, beside: stem + ".files"}
		if _, err := x.root.Lstat(f.beside); err == nil {
			continue
		}
		var err error
		f.file, err = x.root.OpenFile(f.name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, exportError(f.name, err)
		}
		return f, nil
	}
	return nil, exportError(base, fs.ErrExist)
}

// add writes a file into the folder beside this one, and returns its path from here with slashes.
func (f *exportFile) add(name string, data []byte) (string, error) {
	if !f.made {
		if err := f.root.Mkdir(f.beside, 0o755); err != nil {
			return "", exportError(f.beside, err)
		}
		f.made = true
	}
	path := f.beside + "/" + name
	if err := f.root.WriteFile(path, data, 0o644); err != nil {
		return "", exportError(path, err)
	}
	return path, nil
}

// finish writes the text and closes the file. After a failure, this one or the one given, nothing is left of it.
func (f *exportFile) finish(text string, failure error) error {
	if failure == nil {
		_, failure = f.file.WriteString(text)
	}
	if failure = errors.Join(failure, f.file.Close()); failure == nil {
		return nil
	}
	failure = errors.Join(failure, f.root.Remove(f.name))
	if f.made {
		failure = errors.Join(failure, f.root.RemoveAll(f.beside))
	}
	return exportError(f.name, failure)
}

func exportError(subject string, err error) error {
	kind := feed.Invalid
	if errors.Is(err, syscall.ENOSPC) {
		kind = feed.DiskFull
	}
	return &feed.Error{Kind: kind, Op: "export", Subject: subject, Err: err}
}

// longestName is the most bytes of a name without extension: file systems take 255 bytes or 255 UTF-16 units, and room
// is left for a number, an extension and what synchronising programs add.
const longestName = 150

// fileName names an article's file by date and title, with nothing in it that Windows, macOS or a shell trips over.
func fileName(a feed.Article) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r), r < ' ':
			return '_'
		}
		return r
	}, feed.Clean(a.Title))
	if day := a.Published.Day(); day != "" {
		name = day + " " + name
	}
	name = headOf(name, longestName)
	// Windows drops dots and spaces at the end; a dot or dash at the start hides the file or reads as an option.
	name = strings.TrimLeft(strings.TrimRight(name, ". "), ".- ")
	if name == "" {
		name = "article " + strconv.FormatInt(int64(a.ID), 10)
	}
	if isReserved(name) {
		name = "_" + name
	}
	return name
}

// headOf is as many whole characters from the start of text as have at most so many bytes.
func headOf(text string, most int) string {
	end := 0
	for end < len(text) {
		cluster := firstCluster(text[end:])
		if end+len(cluster) > most {
			break
		}
		end += len(cluster)
	}
	return text[:end]
}

// isReserved reports whether Windows takes a name for a device, whatever extension follows.
func isReserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem = strings.TrimRight(stem, " "); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	for _, device := range []string{"COM", "LPT"} {
		if n, ok := strings.CutPrefix(stem, device); ok && len([]rune(n)) == 1 && strings.Contains("0123456789¹²³", n) {
			return true
		}
	}
	return false
}
