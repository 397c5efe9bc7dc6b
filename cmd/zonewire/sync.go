package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/syncer"
	"zonewire/tui/i18n"
	"zonewire/tui/typeset"
)

func syncCommand(a *app) *cobra.Command {
	var names []string
	var req syncer.Request
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "sync",
		Short:   a.text.SyncShort,
		Long:    a.text.SyncLong,
		Example: "  zonewire sync\n  zonewire sync --source 苏州 --pages 3\n  zonewire sync --due --json",
		Args:    a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			var err error
			if req.Sources, err = a.sourceIDs(cmd.Context(), names); err != nil {
				return err
			}
			defer debug.SetGCPercent(debug.SetGCPercent(collectorPercent))
			err = a.sync(cmd.Context(), a.engine(), req, asJSON)
			if unclean := a.cleanAfterSync(cmd.Context()); err == nil {
				err = unclean
			}
			return err
		},
	}
	cmd.Flags().StringArrayVar(&names, "source", nil, a.text.FlagSource)
	cmd.Flags().IntVar(&req.Pages, "pages", 0, a.text.FlagPages)
	cmd.Flags().BoolVar(&req.Due, "due", false, a.text.FlagDue)
	cmd.Flags().BoolVar(&req.Wait, "wait", false, a.text.FlagWait)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	return cmd
}

// sourceIDs finds sources by name; no names are all sources.
func (a *app) sourceIDs(ctx context.Context, names []string) ([]feed.SourceID, error) {
	var ids []feed.SourceID
	for _, n := range names {
		s, err := a.sourceByName(ctx, n)
		if err != nil {
			return nil, err
		}
		ids = append(ids, s.ID)
	}
	return ids, nil
}

// indexAfterSync is how many new articles the search index follows at once: what an hour brings, in half a second. More
// are left to the reader's idle moments and to the next syncs, and found all the same.
const indexAfterSync = 400

// indexAtMost is how long it may follow.
const indexAtMost = time.Second / 2

// collectorPercent is how much garbage may lie about in a sync, as a part of what is in use: less than a reader may
// leave, for a sync that runs beside other programs every quarter of an hour. A first sync of 10,000 articles takes
// 55 MiB with it, 3 less at half the figure but a fifth more time.
const collectorPercent = 75

// sync runs a sync and prints its snapshots; some failed sources are errPartial, all failed is a failure.
func (a *app) sync(ctx context.Context, e *syncer.Engine, req syncer.Request, asJSON bool) error {
	began := time.Now()
	var last syncer.Progress
	bar := progressBar{out: a.errOut, text: a.text}
	for p := range e.Run(ctx, req) {
		if p.Waiting && !last.Waiting {
			fmt.Fprintln(a.errOut, a.text.SyncWaiting)
		}
		last = p
		var err error
		if asJSON {
			err = printJSON(a.out, progressRecordOf(p), true)
		} else {
			err = bar.show(p)
		}
		if err != nil {
			return fmt.Errorf("print progress: %w", err)
		}
	}
	bar.end()
	unasked := last.Stopped && (feed.KindOf(last.LastError) == feed.Offline || feed.KindOf(last.LastError) == feed.NoProxy)
	if !asJSON && !unasked && (last.Sources > 0 || last.LastError == nil) {
		fmt.Fprintf(a.out, a.text.SyncDone+"\n", last.Sources, last.New, last.Updated, last.Broken,
			time.Since(began).Round(100*time.Millisecond))
	}
	if last.New > 0 && last.New <= indexAfterSync {
		e.CatchUp(ctx, indexAtMost)
	}
	if err := a.reportBroken(ctx, began); err != nil {
		return err
	}
	switch {
	case last.Stopped:
		return last.LastError
	case last.Broken > 0:
		return errPartial
	}
	return nil
}

// reportBroken prints a line on stderr for each source that was synced since and is not well, or has moved.
func (a *app) reportBroken(ctx context.Context, since time.Time) error {
	if ctx.Err() != nil {
		return nil
	}
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	since = since.Truncate(time.Millisecond) // as times are stored
	for _, s := range sources {
		if s.Health.LastSync.Before(since) {
			continue
		}
		if s.Health.Kind != "" {
			fmt.Fprintf(a.errOut, "zonewire: %s\n", a.about(s.Name, a.failing(s.Health)))
		}
		if s.Health.Moved != "" {
			fmt.Fprintf(a.errOut, "zonewire: %s\n", a.about(s.Name, a.words().Moved(s.Name, s.Health.Moved)))
		}
	}
	return nil
}

// failing says what is wrong with a source and what to do. What was seen is kept as the system said it, in English.
func (a *app) failing(h feed.Health) string {
	seen, means := feed.Clean(h.Detail), a.words().Failure(h.Kind)
	switch {
	case seen == "":
		return means
	case a.lang == i18n.Chinese:
		return means + "（" + seen + "）"
	}
	return seen + a.text.Dash + means
}

// progressRecord is a snapshot as scripts see it.
type progressRecord struct {
	Total   int       `json:"total"`
	Done    int       `json:"done"`
	Skipped int       `json:"skipped"`
	Failed  int       `json:"failed"`
	New     int       `json:"new"`
	Updated int       `json:"updated"`
	Stored  int       `json:"stored"`
	Current string    `json:"current"`
	Error   string    `json:"error"`
	Kind    feed.Kind `json:"kind"`
	Waiting bool      `json:"waiting,omitempty"`
	Final   bool      `json:"final"`
}

func progressRecordOf(p syncer.Progress) progressRecord {
	r := progressRecord{
		Total: p.Total, Done: p.Done, Skipped: p.Skipped, Failed: p.Failed, New: p.New, Updated: p.Updated,
		Stored: p.Stored, Current: p.Current, Kind: feed.KindOf(p.LastError), Waiting: p.Waiting,
		Final: p.Final,
	}
	if p.LastError != nil {
		r.Error = feed.Clean(p.LastError.Error())
	}
	return r
}

// progressBar draws snapshots over one another on one line of a terminal.
type progressBar struct {
	out   io.Writer
	text  *text
	drawn bool
	at    time.Time
}

// barEvery keeps a fast sync from spending its time on drawing.
const barEvery = 80 * time.Millisecond

const barCells = 24

func (b *progressBar) show(p syncer.Progress) error {
	if !isTerminal(b.out) || !p.Final && time.Since(b.at) < barEvery {
		return nil
	}
	b.at, b.drawn = time.Now(), true
	filled := 0
	if p.Total > 0 {
		filled = barCells * p.Done / p.Total
	}
	line := fmt.Sprintf("[%s%s] %d/%d %s", strings.Repeat("=", filled), strings.Repeat(" ", barCells-filled), p.Done,
		p.Total, p.Current)
	_, err := fmt.Fprintf(b.out, "\r%s\x1b[K", typeset.Truncate(line, 78, "…"))
	return err
}

// end leaves the line.
func (b *progressBar) end() {
	if b.drawn {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
