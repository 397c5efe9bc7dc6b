package feed

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kind is a class of failure that a person can act on. Its text is stored and printed in JSON, so it never changes.
type Kind string

// The kinds. Wrapped causes say more; a Kind says what sort of remedy there is.
const (
	Offline     Kind = "offline"   // no network at all
	DNS         Kind = "dns"       // the name does not resolve
	Refused     Kind = "refused"   // nobody listens, or the connection broke
	NoProxy     Kind = "proxy"     // the proxy that leads to the network cannot be reached
	Timeout     Kind = "timeout"   // no answer in time
	TLS         Kind = "tls"       // certificate or protocol not acceptable
	BadStatus   Kind = "status"    // an HTTP status other than success
	Blocked     Kind = "blocked"   // 403, 412, 521 or a script challenge: the site turns programs away
	Abroad      Kind = "abroad"    // the site seems to turn away visitors from here: geo-blocking is suspected
	Login       Kind = "login"     // user and password are asked for, or cannot be had, or are not accepted
	Gone        Kind = "gone"      // 404 or 410
	Limited     Kind = "limited"   // 429 or 503 with Retry-After
	Robots      Kind = "robots"    // robots.txt forbids it
	Redirects   Kind = "redirects" // too many, or to a place that is not followed
	Charset     Kind = "charset"   // its bytes are text in no charset that is known
	Malformed   Kind = "malformed" // not what it should be: no HTML, broken XML, broken compression
	Empty       Kind = "empty"     // nothing in it
	TooLarge    Kind = "too large"
	Drifted     Kind = "drifted"   // the site answers, but its articles are no longer found
	Cancelled   Kind = "cancelled" // by the person
	NotFound    Kind = "not found" // no such article, source or zone here
	Invalid     Kind = "invalid"   // what the person asked for cannot be
	Corrupt     Kind = "corrupt"   // the cache file is damaged or is no cache
	NewerSchema Kind = "newer"     // the cache was written by a newer zonewire
	Busy        Kind = "busy"      // another zonewire holds what is needed
	DiskFull    Kind = "disk full"
	ReadOnly    Kind = "read-only" // a file or folder of ours cannot be written
	Internal    Kind = "internal"
)

// Error is a failure with its kind, the operation that failed and the thing it failed on.
type Error struct {
	Kind       Kind
	Op         string // "fetch", "read list"
	Subject    string // an address, a path, a name
	Status     int    // HTTP status, 0 when none
	RetryAfter time.Duration
	Err        error // cause, may be nil
}

// Error is "op subject: kind (status): cause", lower case, without the parts that are missing.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Op != "" {
		b.WriteString(e.Op)
	}
	if e.Subject != "" {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(e.Subject)
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(string(e.Kind))
	if e.Status != 0 {
		fmt.Fprintf(&b, " %d", e.Status)
	}
	if e.Err != nil {
		b.WriteString(": ")
		b.WriteString(e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf is the kind of the outermost Error within err; Cancelled and Timeout for a context's end; Internal for any
// other error; "" for nil.
func KindOf(err error) Kind {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Kind
	case errors.Is(err, context.Canceled):
		return Cancelled
	case errors.Is(err, context.DeadlineExceeded):
		return Timeout
	}
	return Internal
}
