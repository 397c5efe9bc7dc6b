//go:build unix

package main

import (
	"golang.org/x/sys/unix"

	"zonewire/feed"
)

// freeSpace is how many bytes may still be written where dir is.
func freeSpace(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, &feed.Error{Kind: feed.Internal, Op: "measure disk", Subject: dir, Err: err}
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
