package storage

import (
	"context"
	"slices"
	"sync"

	"zonewire/feed"
)

// together is how many decisions share a transaction at most: as many as take a twentieth of a second.
const together = 8

// decision is something to be written that may share its transaction with others. do may be run twice: once with
// others, in vain, and once alone.
type decision struct {
	do   func(*tx) error
	over chan struct{} // closed when someone else has run it
	kept bool          // what it wrote is stored; valid when over
	err  error         // of the whole transaction, not of do; valid when over
}

// waiting are the decisions that wait for the writer.
type waiting struct {
	mu   sync.Mutex
	list []*decision
}

func (w *waiting) add(d *decision) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.list = append(w.list, d)
}

// withdraw takes d out, and reports false when someone has begun to run it.
func (w *waiting) withdraw(d *decision) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.Index(w.list, d)
	if i >= 0 {
		w.list = slices.Delete(w.list, i, i+1)
	}
	return i >= 0
}

// companions takes out the decisions that run with one that was withdrawn.
func (w *waiting) companions() []*decision {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := min(together-1, len(w.list))
	taken := slices.Clone(w.list[:n])
	w.list = slices.Delete(w.list, 0, n)
	return taken
}

// writeTogether is write for what many bring at once, such as the sources of a sync: whoever gets the turn writes
// what the others are waiting to write too, for a commit takes as long as twenty articles. When one of them fails,
// nothing of all is stored and each is written alone, so that it fails alone.
func (s *Store) writeTogether(ctx context.Context, op, subject string, do func(*tx) error) error {
	if s.writer == nil {
		return s.write(ctx, op, subject, do)
	}
	w := s.writer
	d := &decision{do: do, over: make(chan struct{})}
	w.waiting.add(d)
	select {
	case w.turn <- struct{}{}:
		if w.waiting.withdraw(d) {
			defer func() { <-w.turn }()
			return failed(op, subject, s.lead(ctx, d))
		}
		<-w.turn
		<-d.over
	case <-d.over:
	case <-ctx.Done():
		if w.waiting.withdraw(d) {
			return failed(op, subject, ctx.Err())
		}
		<-d.over
	}
	if d.kept || d.err != nil {
		return failed(op, subject, d.err)
	}
	return s.write(ctx, op, subject, do)
}

// lead runs a decision and those that wait with it. The caller has the turn.
func (s *Store) lead(ctx context.Context, d *decision) error {
	others := s.writer.waiting.companions()
	if len(others) == 0 {
		return s.writer.transactPatiently(ctx, noted(d.do))
	}
	var err error
	kept := false
	defer func() {
		for _, other := range others {
			other.kept = kept
			if kindOf(err) == feed.Busy {
				other.err = err
			}
			close(other.over)
		}
	}()
	err = s.writer.transactPatiently(ctx, noted(func(t *tx) error {
		for _, one := range append([]*decision{d}, others...) {
			if err := one.do(t); err != nil {
				return err
			}
		}
		return nil
	}))
	kept = err == nil
	if kept || kindOf(err) == feed.Busy {
		return err
	}
	return s.writer.transactPatiently(ctx, noted(d.do))
}
