package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/storage"
)

// retention is the part of config.toml that says what is kept; 0 is no bound. Starred articles are always kept.
type retention struct {
	KeepDays      int                   `toml:"keep_days"`
	KeepArticles  int                   `toml:"keep_articles"`
	KeepMegabytes int                   `toml:"keep_megabytes"`
	KeepUnread    *bool                 `toml:"keep_unread"` // missing: true
	Keep          map[string]keepConfig `toml:"keep"`        // by name of source
}

// whole is what bounds the whole cache.
func (r retention) whole() keepConfig {
	return keepConfig{Days: r.KeepDays, Articles: r.KeepArticles, Megabytes: r.KeepMegabytes}
}

// check refuses bounds that mean nothing.
func (r retention) check(t *text) error {
	err := t.notBelow0("keep_days, keep_articles, keep_megabytes", r.whole().valid())
	for name, keep := range r.Keep {
		err = firstOf(err, t.notBelow0(fmt.Sprintf("[keep.%q] days, articles, megabytes", name), keep.valid()))
	}
	return err
}

// keepConfig bounds what is kept of one source: a table [keep."NAME"] in config.toml.
type keepConfig struct {
	Days      int `toml:"days"`
	Articles  int `toml:"articles"`
	Megabytes int `toml:"megabytes"`
}

func (k keepConfig) bounds() storage.Keep {
	return storage.Keep{
		Age: time.Duration(k.Days) * 24 * time.Hour, Articles: k.Articles, Bytes: int64(k.Megabytes) << 20,
	}
}

// valid reports whether every bound means something; about 290 years is all that a duration holds.
func (k keepConfig) valid() bool {
	return k.Days >= 0 && k.Days < 100_000 && k.Articles >= 0 && k.Megabytes >= 0
}

func cleanCommand(a *app) *cobra.Command {
	var dry, asJSON, unread bool
	var over keepConfig
	cmd := &cobra.Command{
		Use:     "clean",
		Short:   a.text.CleanShort,
		Long:    a.text.CleanLong,
		Example: "  zonewire clean --dry-run\n  zonewire clean --days 365 --megabytes 2000",
		Args:    a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !over.valid() {
				return usageError{errors.New(a.text.NegativeKeep)}
			}
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			p, err := a.policy(cmd.Context())
			if err != nil {
				return err
			}
			p.DryRun, p.Unread = dry, p.Unread || unread
			if o := over.bounds(); o != (storage.Keep{}) {
				p.Keep, p.Sources = o, nil
			}
			return a.clean(cmd.Context(), p, asJSON)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&dry, "dry-run", false, a.text.FlagDryRun)
	f.IntVar(&over.Days, "days", 0, a.text.FlagDays)
	f.IntVar(&over.Articles, "articles", 0, a.text.FlagArticles)
	f.IntVar(&over.Megabytes, "megabytes", 0, a.text.FlagMegabytes)
	f.BoolVar(&unread, "unread", false, a.text.FlagCleanUnread)
	f.BoolVar(&asJSON, "json", false, a.text.FlagJSON)
	return cmd
}

// policy is what the configuration says is kept. Sources that are not there are left out.
func (a *app) policy(ctx context.Context) (storage.Policy, error) {
	p := storage.Policy{Keep: a.cfg.whole().bounds(), Unread: a.cfg.KeepUnread != nil && !*a.cfg.KeepUnread}
	for name, keep := range a.cfg.Keep {
		s, err := a.sourceByName(ctx, name)
		if feed.KindOf(err) == feed.NotFound {
			a.log.Warn("config.toml keeps articles of a source that is not there", "source", name)
			continue
		}
		if err != nil {
			return p, err
		}
		if p.Sources == nil {
			p.Sources = map[feed.SourceID]storage.Keep{}
		}
		p.Sources[s.ID] = keep.bounds()
	}
	return p, nil
}

// freedRecord is what was freed as scripts see it.
type freedRecord struct {
	Articles int   `json:"articles"`
	Bytes    int64 `json:"bytes"`
	DryRun   bool  `json:"dry_run"`
}

// clean deletes what a policy does not keep and says so. The room of what was deleted by hand is given back, too.
func (a *app) clean(ctx context.Context, p storage.Policy, asJSON bool) error {
	freed, err := a.store.Retain(ctx, p)
	if err == nil && freed.Articles == 0 && !p.DryRun {
		freed, err = a.store.Compact(ctx)
	}
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.out, freedRecord{freed.Articles, freed.Bytes, p.DryRun}, true)
	}
	if p.IsZero() {
		fmt.Fprintln(a.errOut, a.text.NothingBounded)
	}
	says := a.text.Cleaned
	if p.DryRun {
		says = a.text.WouldClean
	}
	_, err = fmt.Fprintf(a.out, says+"\n", freed.Articles, megabytes(freed.Bytes))
	return err
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/(1<<20)) }

// cleanAfterSync applies the configuration's bounds to what a sync has brought.
func (a *app) cleanAfterSync(ctx context.Context) error {
	p, err := a.policy(ctx)
	if err != nil || p.IsZero() || ctx.Err() != nil {
		return err
	}
	freed, err := a.store.Retain(ctx, p)
	if err == nil && freed.Articles > 0 {
		_, err = fmt.Fprintf(a.errOut, a.text.Cleaned+"\n", freed.Articles, megabytes(freed.Bytes))
	}
	return err
}

// The reader applies the bounds when it has been open for a while, and then from time to time.
const (
	cleanFirst = time.Minute
	cleanEvery = 6 * time.Hour
)

// cleanBehind applies the configuration's bounds while the reader is open. stop ends it and waits.
func (a *app) cleanBehind(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for wait := cleanFirst; ; wait = cleanEvery {
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
			}
			p, err := a.policy(ctx)
			var freed storage.Freed
			if err == nil {
				freed, err = a.store.Retain(ctx, p)
			}
			switch {
			case ctx.Err() != nil:
				return
			case err != nil:
				a.log.Error("clean cache", "error", err)
			case freed.Articles > 0:
				a.log.Info("cleaned cache", "articles", freed.Articles, "bytes", freed.Bytes)
			}
		}
	}()
	return func() { cancel(); <-done }
}
