package syncer

import (
	"context"
	"math/rand/v2"
	"time"

	"zonewire/feed"
)

// The bounds of the time between two syncs of a source that sets none itself.
const (
	shortestInterval = 15 * time.Minute
	longestInterval  = 24 * time.Hour
	unknownInterval  = time.Hour // of a source without dates
	firstRetry       = 5 * time.Minute
)

// paceOf is how many of a source's articles tell how often it publishes.
const paceOf = 20

// Interval is how long after a good sync a source is worth the next look: a quarter of the time between two of its
// articles. times are when its newest ones were published; the silence since then counts, dates yet to come do not.
func Interval(times []time.Time, now time.Time) time.Duration {
	oldest, n := now, 0
	for _, t := range times {
		if t.After(now) {
			continue
		}
		n++
		if t.Before(oldest) {
			oldest = t
		}
	}
	if n == 0 {
		return unknownInterval
	}
	return min(max(now.Sub(oldest)/time.Duration(4*n), shortestInterval), longestInterval)
}

// BackOff is how long a source is left alone after so many failures in a row: twice as long each time, up to a day.
// chance, in [0, 1), spreads it by a quarter either way, so that sources which failed together do not come back
// together.
func BackOff(failures int, chance float64) time.Duration {
	wait := longestInterval
	if doublings := max(failures-1, 0); doublings < 16 {
		wait = min(firstRetry<<doublings, longestInterval)
	}
	return time.Duration(float64(wait) * (0.75 + chance/2))
}

// Due reports whether a source is to be synced now. A next try that lies further ahead than any schedule reaches was
// set by a clock that was wrong, and does not count.
func Due(h feed.Health, longest time.Duration, now time.Time) bool {
	return !h.NextTry.After(now) || h.NextTry.Sub(now) > 2*max(longest, longestInterval)
}

// NextDue is when the next source is due: in the past when one is due already, the zero time when one has never been
// synced, and far in the future when there are no sources. After a sync that found no network it is a little later,
// so that whoever waits for it may sync at once.
func (e *Engine) NextDue(ctx context.Context) (time.Time, error) {
	sources, err := e.store.Sources(ctx)
	if err != nil {
		return time.Time{}, err
	}
	now := e.opt.Now()
	next := now.AddDate(1, 0, 0)
	for _, s := range sources {
		if at := s.Health.NextTry; at.Before(next) || Due(s.Health, s.Interval, now) {
			next = at
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if next.Before(e.restUntil) {
		next = e.restUntil
	}
	return next, nil
}

// nextTry is when a source is due again after a visit that left it in health h.
func (v *visit) nextTry(ctx context.Context, h feed.Health, now time.Time) time.Time {
	if v.report.entrance != nil {
		return now.Add(max(BackOff(h.Failures, rand.Float64()), retryAfter(v.report.entrance)))
	}
	if v.source.Interval > 0 {
		return now.Add(v.source.Interval)
	}
	times, err := v.engine.store.PublicationTimes(ctx, v.source.ID, paceOf)
	if err != nil {
		v.engine.log.Error("read pace", "source", v.source.Name, "error", err)
		return now.Add(unknownInterval)
	}
	return now.Add(Interval(times, now))
}
