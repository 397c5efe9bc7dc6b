//go:build unix

package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"zonewire/feed"
)

// limitFiles lets no file of this process grow beyond n bytes, as a quota would.
func limitFiles(n string) error {
	size, err := strconv.ParseUint(n, 10, 64)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: size})
}

// TestDiskThatFillsUpLosesNothing lets a second process write until it may write no more, at different sizes.
func TestDiskThatFillsUpLosesNothing(t *testing.T) {
	for i, size := range []int{200_000, 700_000, 1_500_000, 3_000_000} {
		path := filepath.Join(t.TempDir(), "news.db")
		cmd := exec.Command(os.Args[0], "-test.run", "^$")
		cmd.Env = append(os.Environ(), "ZONEWIRE_TEST_WRITER="+path, "ZONEWIRE_TEST_SEED="+strconv.Itoa(i+1),
			"ZONEWIRE_TEST_LIMIT="+strconv.Itoa(size))
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.Output()
		_ = in.Close()
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			t.Fatalf("%d bytes: the writer did not fail: %v", size, err)
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		said := lines[len(lines)-1]
		if !strings.Contains(said, string(feed.DiskFull)) || strings.HasPrefix(said, "http") {
			t.Errorf("%d bytes: it ended with %q", size, said)
		}
		s := must[*Store](t)(Open(t.Context(), path, Options{}))
		for _, url := range lines[:len(lines)-1] {
			if _, ok, err := s.ArticleByURL(t.Context(), url); err != nil || !ok {
				t.Errorf("%d bytes: %s: %t %v", size, url, ok, err)
			}
		}
		recount(t, s)
		if wrong := must[[]string](t)(s.Check(t.Context())); len(wrong) > 0 {
			t.Error(wrong)
		}
		if err := s.SaveSetting(t.Context(), "k", "there is room again"); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		t.Logf("%d bytes: %d articles, then %q", size, len(lines)-1, said)
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	s, _ := filled(t, 20)
	missing := filepath.Join("/proc/self/fdinfo", "zonewire", "news.db")
	if _, err := Open(context.Background(), missing, Options{}); err == nil || feed.KindOf(err) == feed.Corrupt {
		t.Errorf("a folder that cannot be made: %v", err)
	}
	r, err := Open(t.Context(), s.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if n := len(headlines(t, r, feed.Query{})); n != 20 {
		t.Errorf("%d articles", n)
	}
	for what, err := range map[string]error{
		"save": func() error { _, err := r.Save(t.Context(), Batch{}); return err }(),
		"clean": func() error {
			_, err := r.Retain(t.Context(), Policy{Keep: Keep{Articles: 1}, Unread: true})
			return err
		}(),
		"compact": func() error { _, err := r.Compact(t.Context()); return err }(),
	} {
		if feed.KindOf(err) != feed.ReadOnly {
			t.Errorf("%s: %v", what, fmt.Sprint(err))
		}
	}
}
