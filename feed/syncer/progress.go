package syncer

import "sync"

// Progress is a snapshot of a running sync. Total and Done count fetches known so far; both grow.
type Progress struct {
	Total   int // addresses to be fetched, as far as known
	Done    int // addresses fetched, skipped or failed
	Skipped int // addresses that had not changed
	Failed  int // addresses that could not be read
	New     int // articles stored for the first time
	Updated int // stored articles whose content changed
	Stored  int // transactions committed: grows when there is something new to show
	Sources int // sources in this sync
	Ended   int // sources that are through
	Broken  int // sources of those that failed

	Current   string // name of the source worked on last
	LastError error
	Stopped   bool // LastError is not about a source: it ended the sync, as a full disk does
	Waiting   bool // for another sync of the same cache
	Back      bool // the network is there again, after a sync of this engine that ended feed.Offline or NoProxy
	Final     bool
}

// board keeps the newest snapshot and hands it to whoever listens. It never waits for the listener: a snapshot that
// was not taken is replaced by the next.
type board struct {
	mu  sync.Mutex
	now Progress
	out chan Progress
}

func newBoard() *board { return &board{out: make(chan Progress, 1)} }

// post changes the snapshot and offers it.
func (b *board) post(change func(*Progress)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change(&b.now)
	b.offer()
}

// finish offers the final snapshot and closes the channel.
func (b *board) finish(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now.Final = true
	if err != nil {
		b.now.LastError, b.now.Stopped = err, true
	}
	b.offer()
	close(b.out)
}

// offer replaces what the channel holds. The lock makes it the only sender, so the send cannot block.
func (b *board) offer() {
	select {
	case <-b.out:
	default:
	}
	b.out <- b.now
}
