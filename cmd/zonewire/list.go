package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/typeset"
)

// listOptions are the conditions of `zonewire list`.
type listOptions struct {
	region, zone, query string
	unread, asJSON      bool
	limit               int
}

func listCommand(a *app) *cobra.Command {
	var o listOptions
	cmd := &cobra.Command{
		Use:     "list",
		Short:   a.text.ListShort,
		Long:    a.text.ListLong,
		Example: "  zonewire list --region 江苏 --unread\n  zonewire list --query 集成电路 --json --limit 10",
		Args:    a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.limit <= 0 {
				return a.notPositive("--limit", strconv.Itoa(o.limit))
			}
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			q, err := a.query(cmd.Context(), o)
			if err != nil {
				return err
			}
			return a.list(cmd.Context(), q, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.region, "region", "", a.text.FlagRegion)
	f.StringVar(&o.zone, "zone", "", a.text.FlagZone)
	f.StringVar(&o.query, "query", "", a.text.FlagQuery)
	f.BoolVar(&o.unread, "unread", false, a.text.FlagUnread)
	f.BoolVar(&o.asJSON, "json", false, a.text.FlagJSONLines)
	f.IntVar(&o.limit, "limit", 50, a.text.FlagLimit)
	return cmd
}

// query makes one query of the options.
func (a *app) query(ctx context.Context, o listOptions) (feed.Query, error) {
	var where feed.And
	if o.region != "" {
		in, err := a.inRegion(o.region)
		if err != nil {
			return feed.Query{}, err
		}
		where = append(where, in)
	}
	if o.zone != "" {
		in, err := a.inZone(ctx, o.zone)
		if err != nil {
			return feed.Query{}, err
		}
		where = append(where, in)
	}
	if o.unread {
		where = append(where, feed.IsUnread{})
	}
	q := feed.Query{Where: where, Limit: o.limit}
	if o.query != "" {
		parsed, err := a.parseQuery(ctx, o.query)
		if err != nil {
			return q, err
		}
		q.Where = append(where, parsed)
	}
	return q, nil
}

// pageSize is how many headlines are asked for at once.
const pageSize = 200

// list prints the articles, page by page.
func (a *app) list(ctx context.Context, q feed.Query, o listOptions) error {
	left := o.limit
	for left > 0 {
		q.Limit = min(left, pageSize)
		heads, err := a.store.Headlines(ctx, q)
		if err != nil {
			return err
		}
		for _, h := range heads {
			if err := a.printHeadline(ctx, h, o.asJSON); err != nil {
				return err
			}
		}
		if len(heads) < q.Limit {
			return nil
		}
		left -= len(heads)
		q.After = storage.CursorOf(heads[len(heads)-1], q.Sort)
	}
	return nil
}

// printHeadline prints one article: a record with its text, or one line.
func (a *app) printHeadline(ctx context.Context, h feed.Headline, asJSON bool) error {
	if asJSON {
		art, status, err := a.store.Article(ctx, h.ID)
		if err != nil {
			return err
		}
		return a.printRecord(ctx, art, status)
	}
	mark := " "
	if !h.Status.Read {
		mark = "●"
	}
	if h.Status.Starred {
		mark = "★"
	}
	place := h.ZoneName
	if place == "" {
		place = a.places.ShortRegion(h.Region)
	}
	line := fmt.Sprintf("%7d %s %-10s %s %s", h.ID, mark, h.Published.Day(), typeset.Pad(typeset.Truncate(place, 16, "…"), 16), h.Title)
	if isTerminal(a.out) {
		line = typeset.Truncate(line, terminalWidth(a.out, 80), "…")
	}
	_, err := fmt.Fprintln(a.out, line)
	return err
}
