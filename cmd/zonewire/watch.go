package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/storage"
)

// errNothing is a watch that found nothing new, when it was asked for by --exit-code.
var errNothing = errors.New("nothing new")

func watchCommand(a *app) *cobra.Command {
	var query string
	var asJSON, exitCode bool
	cmd := &cobra.Command{
		Use:     "watch",
		Short:   a.text.WatchShort,
		Long:    a.text.WatchLong,
		Example: "  zonewire sync --due && zonewire watch --exit-code && notify-send zonewire\n  zonewire watch --query 'region:苏州 芯片' --json",
		Args:    a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			n, err := a.watch(cmd.Context(), query, asJSON)
			if err == nil && n == 0 && exitCode {
				return errNothing
			}
			return err
		},
	}
	cmd.Flags().StringVar(&query, "query", "", a.text.FlagWatchQuery)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, a.text.FlagExitCode)
	return cmd
}

// watch prints, newest first, the articles that came since it was run last for the same query, and returns how many. The first run
// has the unread ones. Where it was is stored after they are printed: broken off, it prints them again.
func (a *app) watch(ctx context.Context, query string, asJSON bool) (int, error) {
	where, err := a.watched(ctx, query)
	if err != nil {
		return 0, err
	}
	key := "watch:" + query
	mark, err := a.store.Setting(ctx, key)
	if err != nil {
		return 0, err
	}
	var seen int64
	if mark == "" {
		where = feed.And{where, feed.IsUnread{}}
	} else if seen, err = strconv.ParseInt(mark, 10, 64); err != nil {
		return 0, &feed.Error{Kind: feed.Corrupt, Op: "read setting", Subject: key, Err: err}
	}
	last, err := a.store.LastArrival(ctx)
	if err != nil {
		return 0, err
	}
	var came []feed.Headline
	for after := feed.ArticleID(seen); ; {
		page, err := a.store.Arrived(ctx, where, after, pageSize)
		if err != nil {
			return 0, err
		}
		for _, h := range page {
			after = h.ID
			if h.ID <= last {
				came = append(came, h)
			}
		}
		if len(page) < pageSize {
			break
		}
	}
	slices.SortFunc(came, func(x, y feed.Headline) int {
		return cmp.Or(cmp.Compare(y.Published.Day(), x.Published.Day()), cmp.Compare(y.ID, x.ID))
	})
	for i, h := range came {
		if err := a.printHeadline(ctx, h, asJSON); err != nil {
			return i, fmt.Errorf("print article: %w", err)
		}
	}
	return len(came), a.store.SaveSetting(ctx, key, strconv.FormatInt(int64(last), 10))
}

// watched is the condition that is watched for.
func (a *app) watched(ctx context.Context, query string) (feed.Expr, error) {
	if query != "" {
		return a.parseQuery(ctx, query)
	}
	rules, err := a.store.KeptQueries(ctx, storage.UseWatch)
	if err == nil && len(rules) == 0 {
		err = usageError{errors.New(a.text.NothingWatched)}
	}
	return feed.IsWatched{}, err
}
