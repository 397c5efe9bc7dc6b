package syncer

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"sync"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
)

// doubtAfter is how many hosts have to fail, before any has answered, for the network itself to be in doubt.
const doubtAfter = 3

// outlook tells a machine without network from sources that fail: nobody is blamed while no host at all answers. Hosts
// that were well the last time are tried first; when they all fail, the rest is not tried.
type outlook struct {
	mu       sync.Mutex
	changed  *sync.Cond
	running  int             // visits
	answered bool            // a host did, be it with an error
	offline  error           // the system itself says that there is no network, or the way to it is gone
	failed   map[string]bool // hosts that could not be reached while none had answered
	fallen   map[string]bool // those of them that were well the last time
	held     []func()        // verdicts on their sources, to be recorded once there is an answer
}

func newOutlook() *outlook {
	o := &outlook{failed: map[string]bool{}, fallen: map[string]bool{}}
	o.changed = sync.NewCond(&o.mu)
	return o
}

// start waits, while the network is in doubt, for the running visits to resolve it. It is false when none did: then
// there is no network and no visit is to start.
func (o *outlook) start() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.doubtful(o.fallen) && o.running > 0 {
		o.changed.Wait()
	}
	if o.doubtful(o.fallen) {
		return false
	}
	o.running++
	return true
}

func (o *outlook) doubtful(failed map[string]bool) bool {
	return !o.answered && (o.offline != nil || len(failed) >= doubtAfter)
}

// end takes how a visit ended. record stores the verdict on its source: now, or when it is known that it was not the
// network's fault.
func (o *outlook) end(s feed.Source, entrance error, record func()) {
	o.mu.Lock()
	o.running--
	switch kind := feed.KindOf(entrance); {
	case kind == feed.Cancelled, kind == feed.Login && statusOf(entrance) == 0: // nobody was asked
	case kind == feed.Offline, kind == feed.NoProxy:
		o.offline = entrance
	case kind == feed.DNS, kind == feed.Refused, kind == feed.Timeout:
		host := hostOf(s.URL)
		o.failed[host] = true
		if wasWell(s) {
			o.fallen[host] = true
		}
	default:
		o.answered = true
	}
	o.held = append(o.held, record)
	due := o.due(false)
	o.changed.Broadcast()
	o.mu.Unlock()
	for _, f := range due {
		f()
	}
}

// due takes the verdicts that can be recorded: all of them when a host has answered or, at the end, when too few
// failed to doubt the network.
func (o *outlook) due(last bool) []func() {
	if !o.answered && (!last || o.doubtful(o.failed)) {
		return nil
	}
	due := o.held
	o.held = nil
	return due
}

// close ends the sync: it records what was held back, or returns feed.Offline when there was no network and
// feed.NoProxy when the proxy that leads to it was gone.
func (o *outlook) close() error {
	o.mu.Lock()
	due, doubtful, cause := o.due(true), o.doubtful(o.failed), o.offline
	o.mu.Unlock()
	for _, f := range due {
		f()
	}
	if !doubtful {
		return nil
	}
	if cause == nil {
		cause = errors.New("no host could be reached")
	}
	if feed.KindOf(cause) == feed.NoProxy {
		return cause
	}
	return &feed.Error{Kind: feed.Offline, Op: "sync", Err: cause}
}

// wasWell reports whether the source's last sync went well.
func wasWell(s feed.Source) bool { return s.Health.Kind == "" && !s.Health.LastGood.IsZero() }

// wellFirst puts the sources that were well the last time before the others.
func wellFirst(sources []feed.Source) {
	slices.SortStableFunc(sources, func(a, b feed.Source) int {
		switch well := wasWell(a); {
		case well == wasWell(b):
			return 0
		case well:
			return -1
		}
		return 1
	})
}

// statusOf is the HTTP status of an error, 0 when there was no answer.
func statusOf(err error) int {
	var e *feed.Error
	if errors.As(err, &e) {
		return e.Status
	}
	return 0
}

// hostOf is the host and port of an address.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Host
}

// visitAll syncs the sources, several at once. Its error is one of the cache, which ends all visits, or feed.Offline or NoProxy:
// no host could be reached.
func (e *Engine) visitAll(ctx context.Context, sources []feed.Source, places *gazetteer.Gazetteer, pages int, b *board) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	wellFirst(sources)
	o := newOutlook()
	slots := make(chan struct{}, e.opt.SourcesAtOnce)
	var wg sync.WaitGroup
	for _, s := range sources {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		if !o.start() {
			e.log.Debug("no further source is tried: no host can be reached")
			break
		}
		wg.Go(func() {
			defer func() { <-slots }()
			v := e.newVisit(s, places, pages, b)
			if err := v.sync(ctx); err != nil {
				stop(err)
			}
			o.end(s, v.report.entrance, func() { v.conclude(ctx) })
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return o.close()
}
