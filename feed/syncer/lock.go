package syncer

import (
	"context"
	"errors"
	"io/fs"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"zonewire/feed"
)

// lockEvery is how often a sync that waits for another one looks whether it has ended.
const lockEvery = 100 * time.Millisecond

// Lock keeps syncs from the cache at path until release, for what must not meet one. While one runs it is feed.Busy.
func Lock(path string) (release func() error, err error) {
	file := lockFile(path)
	held, err := file.TryLock()
	if err != nil {
		return nil, unlockable(file, "lock", err)
	}
	if !held {
		return nil, running(path, "lock")
	}
	return file.Close, nil
}

// lockFile is the lock that makes a sync the only one of the cache at path.
func lockFile(path string) *flock.Flock { return flock.New(path + ".sync") }

func unlockable(file *flock.Flock, op string, err error) error {
	kind := feed.Invalid
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		kind = feed.ReadOnly
	}
	return &feed.Error{Kind: kind, Op: op, Subject: file.Path(), Err: err}
}

func running(path, op string) error {
	return &feed.Error{Kind: feed.Busy, Op: op, Subject: path, Err: errors.New("another sync of this cache is running")}
}

// hold makes this the only sync of the cache, whichever process the other ones are in. The lock is the operating
// system's, on a file beside the cache: it ends with its process, however that ends. Without wait a running sync is
// feed.Busy. Reading never needs it.
func (e *Engine) hold(ctx context.Context, wait bool, b *board) (release func(), err error) {
	const op = "sync"
	file := lockFile(e.store.Path())
	held, err := file.TryLock()
	if err == nil && !held && wait {
		b.post(func(p *Progress) { p.Waiting = true })
		held, err = file.TryLockContext(ctx, lockEvery)
		b.post(func(p *Progress) { p.Waiting = false })
	}
	switch {
	case ctx.Err() != nil:
		return nil, errors.Join(&feed.Error{Kind: feed.KindOf(ctx.Err()), Op: op, Err: ctx.Err()}, file.Close())
	case err != nil:
		return nil, unlockable(file, op, err)
	case !held:
		return nil, running(e.store.Path(), op)
	}
	return func() {
		if err := file.Close(); err != nil {
			e.log.Error("release lock", "file", file.Path(), "error", err)
		}
	}, nil
}
