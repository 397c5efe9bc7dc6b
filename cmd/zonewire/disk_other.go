//go:build !unix

package main

import (
	"errors"

	"zonewire/feed"
)

// freeSpace is how many bytes may still be written where dir is; not known on this system.
func freeSpace(dir string) (int64, error) {
	return 0, &feed.Error{Kind: feed.Internal, Op: "measure disk", Subject: dir, Err: errors.ErrUnsupported}
}
