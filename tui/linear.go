package tui

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/i18n"
	"zonewire/tui/prose"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// linearRows is how many headlines are listed at once.
const linearRows = 20

// linear is the reader for screen readers and logs: it takes commands as lines and writes lines, with nothing that
// moves a cursor or changes a colour.
type linear struct {
	cfg   Config
	look  *look
	out   io.Writer
	width int
	where feed.Expr
	rows  []feed.Headline // listed so far; numbers count from 1
	more  bool            // there may be more than these
	at    int             // number of the article read last, 0 for none
	err   error           // of the first write that failed
}

// RunLinear reads commands from in and writes to out, lines of at most width cells, until q, the end of in, or the end
// of ctx. A read from in that is under way when ctx ends is left behind: it ends with the program.
func RunLinear(ctx context.Context, cfg Config, in io.Reader, out io.Writer, width int) error {
	cfg = cfg.withDefaults()
	texts := i18n.For(cfg.Lang)
	k := newLook(theme.New(cfg.Theme.Name, theme.Plain, true), cfg.Measure, texts, namer{cfg.Gazetteer, texts.Lang})
	k.setting, k.calendar = cfg.Typesetting, calendar{cfg.Zone}
	k.setting.Hyperlinks, k.setting.Left = false, true
	l := &linear{cfg: cfg, look: k, out: out, width: width}
	lines := make(chan string)
	ended := make(chan error, 1)
	go func() {
		s := bufio.NewScanner(in)
		for s.Scan() {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
		ended <- s.Err()
	}()
	l.say(texts.Linear.Welcome)
	if err := l.list(ctx); err != nil {
		return err
	}
	for {
		l.print(texts.Linear.Prompt + ": ")
		select {
		case <-ctx.Done():
			l.say("")
			return l.err
		case err := <-ended:
			l.say("")
			return errors.Join(err, l.err)
		case line := <-lines:
			again, err := l.command(ctx, strings.TrimSpace(line))
			if err = errors.Join(err, l.err); err != nil || !again {
				return err
			}
		}
	}
}

// command does what a line asks for. It reports whether there is to be another.
func (l *linear) command(ctx context.Context, line string) (again bool, err error) {
	t := l.look.texts.Linear
	name := strings.Map(halfWidth, line)
	switch name {
	case "q":
		return false, nil
	case "?", "h":
		l.say(t.Help)
	case "", "m":
		err = l.page(ctx)
	case "n":
		err = l.read(ctx, l.at+1)
	case "p":
		err = l.read(ctx, l.at-1)
	case "l":
		err = l.list(ctx)
	case "u":
		if _, unread := l.where.(feed.IsUnread); unread {
			l.where = nil
		} else {
			l.where = feed.IsUnread{}
		}
		err = l.list(ctx)
	case "s", "o":
		err = l.take(ctx, name)
	default:
		if strings.HasPrefix(name, "/") {
			_, text, _ := strings.Cut(strings.Replace(line, "／", "/", 1), "/")
			return true, l.search(ctx, text)
		}
		n, wrong := strconv.Atoi(name)
		if wrong != nil {
			l.say(t.NoSuch)
			return true, nil
		}
		err = l.read(ctx, n)
	}
	return true, err
}

// list lists from the beginning.
func (l *linear) list(ctx context.Context) error {
	l.rows, l.more, l.at = nil, true, 0
	return l.page(ctx)
}

// fetch reads the next headlines of the list and returns how many came.
func (l *linear) fetch(ctx context.Context) (int, error) {
	if !l.more {
		return 0, nil
	}
	q := feed.Query{Where: l.where, Limit: linearRows}
	if n := len(l.rows); n > 0 {
		q.After = storage.CursorOf(l.rows[n-1], q.Sort)
	}
	rows, err := l.cfg.Store.Headlines(ctx, q)
	l.rows = append(l.rows, rows...)
	l.more = len(rows) == linearRows
	return len(rows), err
}

// page lists the next headlines, each with the number that reads it.
func (l *linear) page(ctx context.Context) error {
	t := l.look.texts
	n, err := l.fetch(ctx)
	if err != nil {
		return err
	}
	if n == 0 {
		if len(l.rows) == 0 {
			l.say(t.Linear.Nothing)
		} else {
			l.say(t.Linear.End)
		}
		return nil
	}
	for i := len(l.rows) - n; i < len(l.rows); i++ {
		h := l.rows[i]
		words := []string{strconv.Itoa(i+1) + "."}
		if !h.Status.Read {
			words = append(words, t.Field.Unread)
		}
		if h.Status.Starred {
			words = append(words, t.Field.Starred)
		}
		words = append(words, l.look.calendar.day(h.Published), h.ZoneName, h.Title)
		l.say(strings.Join(strings.Fields(strings.Join(words, " ")), " "))
	}
	total, err := l.cfg.Store.Count(ctx, feed.Query{Where: l.where})
	if err != nil {
		return err
	}
	l.say(t.Linear.Count(len(l.rows), total))
	return nil
}

// read prints an article and marks it read.
func (l *linear) read(ctx context.Context, number int) error {
	t := l.look.texts
	if number == len(l.rows)+1 {
		if _, err := l.fetch(ctx); err != nil {
			return err
		}
	}
	switch {
	case number == len(l.rows)+1 && l.at > 0:
		l.say(t.Status.LastArticle)
		return nil
	case number == 0 && l.at == 1:
		l.say(t.Status.FirstArticle)
		return nil
	case number < 1 || number > len(l.rows):
		l.say(t.Linear.NoSuch)
		return nil
	}
	h := &l.rows[number-1]
	a, status, err := l.cfg.Store.Article(ctx, h.ID)
	if err != nil {
		return err
	}
	carriers, err := l.cfg.Store.SourcesOf(ctx, h.ID)
	if err != nil {
		return err
	}
	l.at = number
	s := setSheet(l.look, a, carriers, l.width, 0, nil)
	l.say("")
	for _, line := range s.lines {
		l.say(strings.TrimRight(line, " "))
	}
	if a.URL != "" {
		l.say(t.Field.Address + " " + l.look.address(a.URL))
	}
	l.say("")
	l.say(t.Linear.Position(number))
	h.Status = feed.Status{Read: true, Starred: status.Starred}
	return l.cfg.Store.MarkOpened(ctx, h.ID)
}

// take stars the article that was read last, or opens its page in the browser.
func (l *linear) take(ctx context.Context, name string) error {
	t := l.look.texts
	if l.at == 0 {
		l.say(t.Linear.NoArticle)
		return nil
	}
	h := &l.rows[l.at-1]
	if name == "s" {
		h.Status.Starred = !h.Status.Starred
		if h.Status.Starred {
			l.say(t.Status.Starred)
		} else {
			l.say(t.Status.Unstarred)
		}
		return l.cfg.Store.Star(ctx, []feed.ArticleID{h.ID}, h.Status.Starred)
	}
	a, _, err := l.cfg.Store.Article(ctx, h.ID)
	if err != nil {
		return err
	}
	host, ok := l.look.webHost(a.URL)
	if !ok {
		l.say(t.Status.BadLink)
		return nil
	}
	if err := l.cfg.Open(a.URL); err != nil {
		l.say(t.Status.Failed(t.Prompt.OpeningLink, t.Failure(feed.KindOf(err))))
		return nil
	}
	l.say(t.Linear.OpenedLink(host))
	return nil
}

// search lists what a query finds; an empty one lists all.
func (l *linear) search(ctx context.Context, text string) error {
	t := l.look.texts
	zones, err := l.cfg.Store.Zones(ctx)
	if err != nil {
		return err
	}
	sources, err := l.cfg.Store.Sources(ctx)
	if err != nil {
		return err
	}
	where, err := feed.ParseQuery(text, l.cfg.Gazetteer.QueryNames(zones, sources, l.cfg.Now()))
	var wrong *feed.QueryError
	if errors.As(err, &wrong) {
		l.say(t.Query.BadQuery(wrong, text))
		return nil
	}
	if err != nil {
		return err
	}
	l.where = where
	return l.list(ctx)
}

// say writes a line. What is too long for a line is broken.
func (l *linear) say(text string) {
	for _, line := range l.look.measure.Break(typeset.Plain(text), max(prose.DefaultMeasure/4, l.width)) {
		l.print(strings.TrimRight(line, " ") + "\n")
	}
}

// print writes text as it is, and keeps the first error.
func (l *linear) print(text string) {
	if l.err == nil {
		_, l.err = fmt.Fprint(l.out, text)
	}
}
