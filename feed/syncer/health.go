package syncer

import (
	"fmt"
	"time"

	"zonewire/feed"
)

// report is how the visit of a source went.
type report struct {
	fetched  int // addresses read, well or not
	failed   int
	empty    int // articles without a body
	articles int
	fresh    int
	entrance error // the source's own address failed
	worst    error // the first failure, or the one of the entrance
	charset  string
	contact  feed.Contact
	drift    string // what is no longer found, "" when all is
	saved    time.Time
}

// add counts one result.
func (r *report) add(res result) {
	r.fetched++
	r.articles += len(res.articles)
	if res.charset != "" {
		r.charset = res.charset
	}
	if r.contact == (feed.Contact{}) {
		r.contact = res.contact
	}
	if res.err == nil || feed.KindOf(res.err) == feed.Cancelled {
		if res.err != nil && res.job.Depth == 1 && res.job.Page {
			r.entrance = res.err
		}
		return
	}
	r.failed++
	if feed.KindOf(res.err) == feed.Empty && !res.job.Page {
		r.empty++
	}
	if res.job.Page && res.job.Depth == 1 {
		r.entrance, r.worst = res.err, res.err
	}
	if r.worst == nil {
		r.worst = res.err
	}
}

// fail records what ended the visit.
func (r *report) fail(err error) {
	if r.worst == nil {
		r.worst = err
	}
}

// mark notes that a batch was stored now.
func (r *report) mark() { r.saved = time.Now() }

// older reports whether the last batch is longer ago than d.
func (r *report) older(d time.Duration) bool { return time.Since(r.saved) > d }

// driftAfter is how many articles of one visit must come out empty, and be the greater part, to say that the site's
// pages have changed rather than that some are odd.
const driftAfter = 3

// health is the source's new health. A visit that the person cancelled says nothing about the source.
func (r *report) health(before feed.Health, now time.Time) feed.Health {
	h := before
	kind := feed.KindOf(r.worst)
	if kind == feed.Cancelled {
		return h
	}
	h.LastSync = now
	if r.charset != "" {
		h.Charset = r.charset
	}
	if kind == "" {
		return feed.Health{LastSync: now, LastGood: now, Charset: h.Charset}
	}
	if r.empty >= driftAfter && r.empty > r.articles {
		kind = feed.Drifted
		r.drift = fmt.Sprintf("%d of %d articles came out empty", r.empty, r.empty+r.articles)
	}
	if kind != before.Kind || before.Since.IsZero() {
		h.Since = now
	}
	h.Kind = kind
	h.Failures = before.Failures + 1
	h.Detail = r.detail()
	return h
}

// detail is what was seen, for a person.
func (r *report) detail() string {
	switch {
	case r.drift != "":
		return r.drift
	case r.worst == nil:
		return ""
	case r.failed > 1 && r.entrance == nil:
		return fmt.Sprintf("%d of %d: %v", r.failed, r.fetched, r.worst)
	}
	return r.worst.Error()
}
