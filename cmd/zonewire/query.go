package main

import (
	"context"
	"strings"
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
	return feed.ParseQuery(text, a.places.QueryNames(zones, sources, time.Now()))
}

// queryMistake says what is wrong in a query and what was expected.
func (a *app) queryMistake(q *feed.QueryError) string {
	return a.words().Prompt.BadQuery(a.words().QueryProblem(q.Problem), string(q.Field), strings.Join(q.Expected, " "))
}
