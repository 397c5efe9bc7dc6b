package main

import (
	"context"
	"errors"
	"time"

	"zonewire/feed"
)

// parseQuery reads the search language with the names of this cache.
func (a *app) parseQuery(ctx context.Context, text string) (feed.Expr, error) {
	zones, err := a.store.Zones(ctx)
	if err != nil {
		return nil, err
	}
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	where, err := feed.ParseQuery(text, a.places.QueryNames(zones, sources, time.Now()))
	if q := (*feed.QueryError)(nil); errors.As(err, &q) {
		return nil, said{a.words().Query.BadQuery(q, text), err}
	}
	return where, err
}
