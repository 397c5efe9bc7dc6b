package main

import (
	"context"
	"errors"
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
	where, err := feed.ParseQuery(text, a.places.QueryNames(zones, sources, time.Now()))
	if q := (*feed.QueryError)(nil); errors.As(err, &q) {
		return nil, queryMistake{err, q, feed.Clean(text[min(q.Start, len(text)):min(q.End, len(text))])}
	}
	return where, err
}

// queryMistake is a mistake in a query with the part of it that is wrong.
type queryMistake struct {
	error
	what *feed.QueryError
	part string
}

// Unwrap returns what the parser said.
func (m queryMistake) Unwrap() error { return m.error }

// longestPart is how much of a query a sentence repeats, in characters.
const longestPart = 40

// mistake says what is wrong in a query and what was expected.
func (a *app) mistake(m queryMistake) string {
	part := []rune(m.part)
	if len(part) > longestPart {
		part = append(part[:longestPart:longestPart], '…')
	}
	return a.words().Prompt.BadQuery(a.words().QueryProblem(m.what.Problem), string(part), strings.Join(m.what.Expected, " "))
}
