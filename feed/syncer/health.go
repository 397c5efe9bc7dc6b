package syncer

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"zonewire/feed"
)

// report is how the visit of a source went.
type report struct {
	fetched   int // addresses read, well or not
	failed    int
	empty     int // articles without a body
	articles  int
	fresh     int
	entrance  error // the source's own address failed
	worst     error // the first failure, or the one of the entrance
	charset   string
	contact   feed.Contact
	unchanged bool   // the list or feed was not sent again: what was seen of it then is so still
	undated   bool   // the list had dates, and has none now
	moved     string // the new address of the source, when it moved for good
	stuck     string // why the list's further pages cannot be read, "" when they can
	cut       string // what of the list was not taken, "" when all was
	saved     time.Time
}

// add counts one result.
func (r *report) add(res result) {
	r.fetched++
	r.articles += len(res.articles)
	if res.charset != "" {
		r.charset = res.charset
	}
	if res.moved != "" {
		r.moved = res.moved
	}
	r.unchanged = r.unchanged || res.unchanged && res.job.Page && res.job.Depth == 1
	r.undated = r.undated || res.undated
	if res.stuck != "" {
		r.stuck = res.stuck
	}
	if res.cut != "" {
		r.cut = res.cut
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

// blameless reports whether the visit says nothing about the source: it was cancelled, or there was no network.
func (r *report) blameless() bool {
	kind := feed.KindOf(r.worst)
	return kind == feed.Cancelled || kind == feed.Offline
}

// driftAfter is how many articles of one visit must come out empty, and be the greater part, to say that the site's
// pages have changed rather than that some are odd.
const driftAfter = 3

// judge adds what only the whole visit shows: that the site answers as ever, and yet is no longer read.
func (r *report) judge(address string) {
	var seen error
	switch {
	case r.blameless(), feed.KindOf(r.worst) == feed.Drifted:
		return
	case r.empty >= driftAfter && r.empty > r.articles:
		seen = fmt.Errorf("%d of %d articles came out empty", r.empty, r.empty+r.articles)
	case r.undated:
		seen = errors.New("the list no longer has dates")
	default:
		return
	}
	r.worst = &feed.Error{Kind: feed.Drifted, Op: "read", Subject: address, Err: seen}
	r.failed = max(r.failed, 1)
}

// health is the source's new health, without the time of its next try.
func (r *report) health(before feed.Health, now time.Time) feed.Health {
	h := feed.Health{LastSync: now, LastGood: before.LastGood, Charset: before.Charset, Moved: r.moved}
	if r.entrance != nil {
		h.Moved = before.Moved
	}
	if r.charset != "" {
		h.Charset = r.charset
	}
	h.Detail = r.detail()
	if r.unchanged && r.worst == nil && before.Kind == "" {
		h.Detail = before.Detail
	}
	if r.worst == nil {
		h.LastGood = now
		return h
	}
	h.Kind = feed.KindOf(r.worst)
	h.Failures = before.Failures + 1
	h.Since = before.Since
	if h.Kind != before.Kind || before.Since.IsZero() {
		h.Since = now
	}
	return h
}

// detail is what was seen, for a person: "" when there is nothing to tell.
func (r *report) detail() string {
	var seen []string
	switch {
	case r.worst == nil:
	case r.failed > 1 && r.entrance == nil && feed.KindOf(r.worst) != feed.Drifted:
		seen = append(seen, fmt.Sprintf("%d of %d: %v", r.failed, r.fetched, r.worst))
	default:
		seen = append(seen, r.worst.Error())
	}
	if r.stuck != "" {
		seen = append(seen, "further pages not read: "+r.stuck)
	}
	if r.cut != "" {
		seen = append(seen, "list not read whole: "+r.cut)
	}
	return strings.Join(seen, "; ")
}

// retryAfter is how long the other side wants to be left alone, 0 when it did not say.
func retryAfter(err error) time.Duration {
	var e *feed.Error
	if errors.As(err, &e) {
		return e.RetryAfter
	}
	return 0
}
