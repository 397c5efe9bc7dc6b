package tui

import (
	"context"
	"log/slog"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/feed/syncer"
	"zonewire/storage"
)

// commands makes the commands that read and write. Each works on the values it was made with and answers with a
// message that carries its request; none of them touches the model.
type commands struct {
	ctx    context.Context // ends when the program quits
	store  *storage.Store
	engine *syncer.Engine
	look   *look
	now    func() time.Time
	log    *slog.Logger
	open   func(url string) error
	copy   func(text string) error
	notify func(text string) error
	after  func(d time.Duration, msg tea.Msg) tea.Cmd

	pictures *pictures
}

// treeLoaded brings what the tree is built from.
type treeLoaded struct {
	roots    []*node
	arranged arrangement
	data     treeData
	err      error
}

// loadTree reads all counts and builds the tree.
func (c *commands) loadTree(a arrangement) tea.Cmd {
	now := c.now()
	return func() tea.Msg {
		d, err := c.readTree(now)
		if err != nil {
			return treeLoaded{err: err}
		}
		return treeLoaded{roots: buildTree(d, a, c.look.name, c.look.texts), arranged: a, data: d}
	}
}

func (c *commands) readTree(now time.Time) (d treeData, err error) {
	if d.changes, err = c.store.Changes(c.ctx); err != nil {
		return d, err
	}
	if d.unread, d.starred, d.total, err = c.store.Totals(c.ctx); err != nil {
		return d, err
	}
	today := placeID{Kind: todayPlace}.where(now)
	if d.today.Total, err = c.store.Count(c.ctx, feed.Query{Where: today}); err != nil {
		return d, err
	}
	if d.today.Unread, err = c.store.Count(c.ctx, feed.Query{Where: unreadOf(today)}); err != nil {
		return d, err
	}
	if d.counts, err = c.store.Counts(c.ctx); err != nil {
		return d, err
	}
	if d.zones, err = c.store.Zones(c.ctx); err != nil {
		return d, err
	}
	if d.sources, err = c.store.Sources(c.ctx); err != nil {
		return d, err
	}
	if d.sourceCounts, err = c.store.SourceCounts(c.ctx); err != nil {
		return d, err
	}
	d.kept, err = c.readKept(d)
	return d, err
}

// pageKind is which part of a list is asked for.
type pageKind int

const (
	firstPage pageKind = iota
	lastPage
	pageBefore
	pageAfter
	pageAround // an article, with the pages on both sides of it
	freshRows  // the rows that the window has, anew
)

// pageRequest asks for a part of the list. A result whose serial is not the list's is stale.
type pageRequest struct {
	serial int
	kind   pageKind
	query  feed.Query
	at     feed.Headline // for pageAround, and for freshRows when a row is selected
}

// pageLoaded answers a pageRequest.
type pageLoaded struct {
	pageRequest
	before, rows []feed.Headline // before: only with at
	gone         bool            // at is no longer stored
	err          error
}

// loadPage reads a part of the list.
func (c *commands) loadPage(r pageRequest) tea.Cmd {
	return func() tea.Msg {
		done := pageLoaded{pageRequest: r}
		if r.at.ID != 0 {
			back := r.query
			back.Backward = true
			if done.before, done.err = c.store.Headlines(c.ctx, back); done.err != nil {
				return done
			}
			at, err := c.store.Headline(c.ctx, r.at.ID)
			if done.gone = feed.KindOf(err) == feed.NotFound; err != nil && !done.gone {
				done.err = err
				return done
			}
			at.Snippet, at.Rank = r.at.Snippet, r.at.Rank // of the search that found it
			if !done.gone {
				done.at = at
			}
		}
		done.rows, done.err = c.store.Headlines(c.ctx, r.query)
		return done
	}
}

// counted answers countView.
type counted struct {
	serial        int
	unread, total int
	err           error
}

// countView counts the articles of a list.
func (c *commands) countView(serial int, q feed.Query) tea.Cmd {
	return func() tea.Msg {
		total, err := c.store.Count(c.ctx, feed.Query{Where: q.Where})
		if err != nil {
			return counted{serial: serial, err: err}
		}
		n, err := c.store.Count(c.ctx, feed.Query{Where: unreadOf(q.Where)})
		return counted{serial: serial, unread: n, total: total, err: err}
	}
}

// unreadFound answers findUnread.
type unreadFound struct {
	serial int
	way    int
	at     feed.Headline
	ok     bool
	err    error
}

// findUnread looks beyond the window for the next unread article of a list, by way (1 or -1) from an article.
func (c *commands) findUnread(serial int, q feed.Query, from feed.ArticleID, way int) tea.Cmd {
	q.Where = unreadOf(q.Where)
	return func() tea.Msg {
		find := c.store.Next
		if way < 0 {
			find = c.store.Previous
		}
		h, ok, err := find(c.ctx, q, from)
		return unreadFound{serial: serial, way: way, at: h, ok: ok, err: err}
	}
}

// articleRequest asks for an article set for a width. Edition is the reader's: what it asked for before it knew of a
// change may not be what is stored.
type articleRequest struct {
	id      feed.ArticleID
	width   int
	shift   int // cells by which wide code is moved to the left
	edition int
}

// articleLoaded answers an articleRequest.
type articleLoaded struct {
	articleRequest
	sheet *sheet
	err   error
}

// loadArticle reads an article and sets it.
func (c *commands) loadArticle(r articleRequest) tea.Cmd {
	easel := c.pictures.easel()
	return func() tea.Msg {
		done := articleLoaded{articleRequest: r}
		var a feed.Article
		if a, _, done.err = c.store.Article(c.ctx, r.id); done.err != nil {
			return done
		}
		start, err := c.store.ReadingPosition(c.ctx, r.id)
		if err != nil {
			done.err = err
			return done
		}
		carriers, err := c.store.SourcesOf(c.ctx, r.id)
		if err != nil {
			done.err = err
			return done
		}
		done.sheet = setSheet(c.look, a, carriers, r.width, r.shift, easel)
		done.sheet.start = start
		watchers, err := c.store.Watchers(c.ctx, r.id)
		if done.err = err; err == nil {
			done.sheet.watchedBy(c.look, watchers)
		}
		return done
	}
}

// linkFound answers findLink.
type linkFound struct {
	at  feed.Headline
	ok  bool
	err error
}

// findLink looks for the article at an address.
func (c *commands) findLink(address string) tea.Cmd {
	return func() tea.Msg {
		id, ok, err := c.store.ArticleByURL(c.ctx, address)
		if err != nil || !ok {
			return linkFound{err: err}
		}
		h, err := c.store.Headline(c.ctx, id)
		return linkFound{at: h, ok: err == nil, err: err}
	}
}

// written says that something was stored, or could not be.
type written struct {
	say    string           // for the status line, "" for nothing
	what   string           // what failed
	id     feed.ArticleID   // the article whose status was written, 0 for none
	added  []feed.SourceID  // sources that are new: they are synced
	ids    []feed.ArticleID // articles that are gone
	unseen bool             // neither tree nor list shows what was written
	moved  bool             // articles are of another zone or region
	err    error
}

// markOpened sets an article read because it was opened.
func (c *commands) markOpened(id feed.ArticleID) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		return written{id: id, err: c.store.MarkOpened(ctx, id)}
	})
}

// markRead sets an article read or unread.
func (c *commands) markRead(id feed.ArticleID, read bool) tea.Cmd {
	say := c.look.texts.Status.MarkedUnread
	if read {
		say = c.look.texts.Status.MarkedRead
	}
	return c.write(func(ctx context.Context) written {
		return written{say: say, id: id, err: c.store.MarkRead(ctx, []feed.ArticleID{id}, read)}
	})
}

// star sets or takes an article's star.
func (c *commands) star(id feed.ArticleID, starred bool) tea.Cmd {
	say := c.look.texts.Status.Unstarred
	if starred {
		say = c.look.texts.Status.Starred
	}
	return c.write(func(ctx context.Context) written {
		return written{say: say, id: id, err: c.store.Star(ctx, []feed.ArticleID{id}, starred)}
	})
}

// markAllRead sets all articles of a query read.
func (c *commands) markAllRead(q feed.Query) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		n, err := c.store.MarkAllRead(ctx, q)
		return written{say: c.look.texts.Status.AllRead(n), err: err}
	})
}

// deleteArticle removes an article for good; undo brings it back.
func (c *commands) deleteArticle(id feed.ArticleID) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		err := c.store.DeleteArticles(ctx, []feed.ArticleID{id})
		return written{say: c.look.texts.Status.Deleted, ids: []feed.ArticleID{id}, err: err}
	})
}

// assign gives an article another zone and region.
func (c *commands) assign(id feed.ArticleID, zone feed.Zone, region feed.RegionCode, name string) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		err := c.store.AssignZone(ctx, []feed.ArticleID{id}, zone, region)
		return written{say: c.look.texts.Status.Assigned(name), moved: true, err: err}
	})
}

// addRule gives all articles of a label or a source another zone, now and later.
func (c *commands) addRule(r storage.Rule, name string) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		n, err := c.store.AddRule(ctx, r)
		return written{say: c.look.texts.Status.AssignedAll(name, n), moved: true, err: err}
	})
}

// undo takes back the last step.
func (c *commands) undo() tea.Cmd {
	return c.write(func(ctx context.Context) written {
		undone, ok, err := c.store.Undo(ctx)
		if err != nil || !ok {
			return written{say: c.look.texts.Status.NothingToUndo, err: err}
		}
		what := c.look.texts.Undone(string(undone.Action), undone.Articles)
		moved := slices.Contains([]storage.Action{storage.ActAssign, storage.ActAddRule, storage.ActForget}, undone.Action)
		return written{say: c.look.texts.Status.Undone(what), moved: moved}
	})
}

// removeSource forgets a source; its articles stay.
func (c *commands) removeSource(id feed.SourceID, name string) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		return written{say: c.look.texts.Status.SourceRemoved(name), err: c.store.RemoveSource(ctx, id)}
	})
}

// saveSetting stores a setting without a word.
func (c *commands) saveSetting(key, value string) tea.Cmd {
	return c.write(func(ctx context.Context) written {
		return written{err: c.store.SaveSetting(ctx, key, value)}
	})
}

// write runs a writing command. Writes that were asked for are finished even while the program quits.
func (c *commands) write(do func(context.Context) written) tea.Cmd {
	return func() tea.Msg {
		w := do(context.WithoutCancel(c.ctx))
		if w.what == "" {
			w.what = c.look.texts.Prompt.Saving
		}
		return w
	}
}

// changesSeen answers seeChanges.
type changesSeen struct {
	n   int64
	err error
}

// seeChanges asks how often the cache has changed, by this or another process.
func (c *commands) seeChanges() tea.Cmd {
	return func() tea.Msg {
		n, err := c.store.Changes(c.ctx)
		return changesSeen{n, err}
	}
}

// done says that something outside was done, or failed.
type done struct {
	say, what string
	err       error
}

// browse opens an address in the browser.
func (c *commands) browse(address, host string) tea.Cmd {
	return func() tea.Msg {
		return done{c.look.texts.Status.Opened(host), c.look.texts.Prompt.OpeningLink, c.open(address)}
	}
}

// copyLink puts an address on the terminal's clipboard.
func (c *commands) copyLink(address string) tea.Cmd {
	return func() tea.Msg {
		return done{c.look.texts.Status.Copied(c.look.address(address)), c.look.texts.Prompt.CopyLink, c.copy(address)}
	}
}
