package tui

import (
	"context"
	"path/filepath"

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
		answers = append(answers, answer{key: "m", text: "Markdown", then: m.io.export(these, folder, document.Markdown)},
			answer{key: "h", text: "HTML", then: m.io.export(these, folder, document.HTML)})
	}
	if n := min(m.list.total, mostExported); n > 0 && m.focus != readerPane {
		all := m.io.listed(m.list.view.query(m.cfg.Now()))
		answers = append(answers, answer{key: "M", text: t.Prompt.AllInList(n) + " Markdown", then: m.io.export(all, folder, document.Markdown)},
			answer{key: "H", text: t.Prompt.AllInList(n) + " HTML", then: m.io.export(all, folder, document.HTML)})
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
		var ids []feed.ArticleID
		if ids, w.err = which(ctx); w.err != nil {
			return w
		}
		out, err := openExport(folder)
		if err != nil {
			w.err = err
			return w
		}
		defer out.root.Close()
		name := ""
		for _, id := range ids {
			if name, w.err = c.exportOne(ctx, out, id, form); w.err != nil {
				return w
			}
		}
		if len(ids) == 1 {
			folder = filepath.Join(folder, name)
		}
		w.say = t.Status.Exported(len(ids), folder)
		return w
	})
}

// exportOne writes an article with those of its pictures that are kept, and returns the name of its file. HTML has them
// in itself, so that it is one file to pass on; Markdown has them in a folder beside it.
func (c *commands) exportOne(ctx context.Context, out exportFolder, id feed.ArticleID, form document.Form) (string, error) {
	a, _, err := c.store.Article(ctx, id)
	if err != nil {
		return "", err
	}
	f, err := out.create(fileName(a), form.Extension())
	if err != nil {
		return "", err
	}
	words := document.Words{Texts: c.look.texts, Region: c.look.regionPath(a.Region)}
	taken := takenPictures{ctx: ctx, kept: c.pictures.cfg.Kept, file: f, placed: map[string]string{}}
	if taken.kept != nil {
		words.Picture = taken.beside
		if form == document.HTML {
			words.Picture = taken.within
		}
	}
	text := document.Write(a, form, words)
	return f.name, f.finish(text, taken.err)
}
