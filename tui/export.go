package tui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/document"
)

// mostExported is how many articles of a list are exported at most.
const mostExported = 1000

// askExport asks in which form the picked articles, or else the one at hand, are written to the folder for exports, or
// all articles of the list.
func (m *Model) askExport() tea.Cmd {
	t, folder := m.look.texts, m.cfg.ExportFolder
	h, ok := m.target()
	switch {
	case folder == "":
		return m.say(t.Status.NoExportFolder)
	case !ok && m.list.total <= 0:
		return m.say(t.Status.NoArticle)
	}
	var answers []answer
	ids, question := []feed.ArticleID{h.ID}, t.Prompt.Export(folder)
	if picked := m.list.picks.ids(); len(picked) > 0 && m.focus == listPane {
		ids, question = picked, t.Rows.Picked(len(picked))+" "+m.look.glyph.separator+" "+question
	}
	if ok {
		these := func(context.Context) ([]feed.ArticleID, error) { return ids, nil }
		answers = append(answers, answer{"m", "Markdown", m.io.export(these, folder, document.Markdown)},
			answer{"h", "HTML", m.io.export(these, folder, document.HTML)})
	}
	if n := min(m.list.total, mostExported); n > 0 && m.focus != readerPane {
		all := m.io.listed(m.list.view.query(m.cfg.Now()))
		answers = append(answers, answer{"M", t.Prompt.AllInList(n) + " Markdown", m.io.export(all, folder, document.Markdown)},
			answer{"H", t.Prompt.AllInList(n) + " HTML", m.io.export(all, folder, document.HTML)})
	}
	m.overlay = &confirm{look: m.look, question: question, answers: answers}
	return nil
}

// listed finds the articles of a list, the first of them when there are very many.
func (c *commands) listed(q feed.Query) func(context.Context) ([]feed.ArticleID, error) {
	q.Limit = pageRows
	return func(ctx context.Context) ([]feed.ArticleID, error) {
		var ids []feed.ArticleID
		for len(ids) < mostExported {
			q.Limit = min(pageRows, mostExported-len(ids))
			rows, err := c.store.Headlines(ctx, q)
			if err != nil {
				return nil, err
			}
			for _, h := range rows {
				ids = append(ids, h.ID)
			}
			if len(rows) < q.Limit {
				break
			}
			q.After = storage.CursorOf(rows[len(rows)-1], q.Sort)
		}
		return ids, nil
	}
}

// export writes articles into a folder, each into a file of its own.
func (c *commands) export(which func(context.Context) ([]feed.ArticleID, error), folder string, form document.Form) tea.Cmd {
	t := c.look.texts
	return c.write(func(ctx context.Context) written {
		w := written{unseen: true, what: t.Prompt.Exporting}
		ids, err := which(ctx)
		name := ""
		for _, id := range ids {
			var a feed.Article
			if a, _, err = c.store.Article(ctx, id); err != nil {
				break
			}
			text := document.Write(a, form, document.Words{Texts: t, Region: c.look.regionPath(a.Region)})
			if name, err = writeNew(folder, fileName(a), form.Extension(), text); err != nil {
				break
			}
		}
		w.err = err
		if len(ids) == 1 {
			folder = filepath.Join(folder, name)
		}
		w.say = t.Status.Exported(len(ids), folder)
		return w
	})
}

// sameName is how many files may want one name.
const sameName = 1000

// writeNew writes a file that does not exist yet and returns its name: base and extension, with a number in between
// when the name is taken. The folder is made when it is missing; nothing is written outside it.
func writeNew(folder, base, extension, text string) (string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", exportError(folder, err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", exportError(folder, err)
	}
	defer root.Close()
	for n := 1; n <= sameName; n++ {
		name := base + extension
		if n > 1 {
			name = base + " (" + strconv.Itoa(n) + ")" + extension
		}
		f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", exportError(name, err)
		}
		_, err = f.WriteString(text)
		if err = errors.Join(err, f.Close()); err != nil {
			return "", exportError(name, errors.Join(err, root.Remove(name)))
		}
		return name, nil
	}
	return "", exportError(base, fs.ErrExist)
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
