package main

import (
	"slices"
	"strings"
	"testing"
)

// TestSourceThatCannotBeReached is added, with the way to remove it, and its address is printed once.
func TestSourceThatCannotBeReached(t *testing.T) {
	home, address := t.TempDir(), "http://127.0.0.1:1/"
	out := mustRun(t, "--home", home, "sources", "add", address)
	first, hint, _ := strings.Cut(out, "\n")
	if strings.Count(first, address) != 1 || !strings.Contains(hint, "zonewire sources remove '"+address+"'") {
		t.Errorf("it prints %q", out)
	}
	if list := mustRun(t, "--home", home, "sources", "list"); !strings.Contains(strings.SplitN(list, "\n", 2)[0], "unread/all") {
		t.Errorf("the list has no heading: %q", list)
	}
	mustRun(t, "--home", home, "sources", "remove", address)
}

// TestWatchPrintsTheNewestFirst prints the articles in the order of list.
func TestWatchPrintsTheNewestFirst(t *testing.T) {
	home := syncedHome(t)
	listed := strings.Split(mustRun(t, "--home", home, "list", "--query", "重点项目"), "\n")
	watched := strings.Split(mustRun(t, "--home", home, "watch", "--query", "重点项目"), "\n")
	if len(listed) < 3 || !slices.Equal(listed, watched) {
		t.Errorf("watch prints %q, list %q", watched, listed)
	}
}
