package storage

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"zonewire/feed"
)

// TestMain turns the test binary into a second zonewire when it is asked to be one.
func TestMain(m *testing.M) {
	if path := os.Getenv("ZONEWIRE_TEST_WRITER"); path != "" {
		if size := os.Getenv("ZONEWIRE_TEST_LIMIT"); size != "" {
			if err := limitFiles(size); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
		if err := writeForEver(path, os.Getenv("ZONEWIRE_TEST_SEED")); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// writeForEver saves and indexes articles and prints the address of each that was reported stored.
func writeForEver(path, seed string) error {
	number, err := strconv.ParseUint(seed, 10, 64)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		// The pipe ends with the parent, so that no writer outlives a test that was broken off.
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	c := newCorpus(number, 200)
	for {
		all := c.articles(5)
		for i := range all {
			all[i].URL += "?" + seed
		}
		if _, err := s.Save(ctx, Batch{Source: feed.SourceID(number), Articles: all}); err != nil {
			return err
		}
		for _, a := range all {
			fmt.Println(a.URL)
		}
		if _, err := s.IndexSome(ctx, 3); err != nil {
			return err
		}
	}
}

// startWriter runs a second process that writes into the cache at path.
func startWriter(t *testing.T, path string, seed int) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^$")
	cmd.Env = append(os.Environ(), "ZONEWIRE_TEST_WRITER="+path, "ZONEWIRE_TEST_SEED="+strconv.Itoa(seed))
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stdin.Close() })
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

func TestKilledWriterLosesNothingThatItReported(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	var reported []string
	for seed := 1; seed <= 6; seed++ {
		cmd, lines := startWriter(t, path, seed)
		limit := rand.IntN(60)
		for n := 0; n < limit && lines.Scan(); n++ {
			reported = append(reported, lines.Text())
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			reported = append(reported, lines.Text())
		}
		_ = cmd.Wait()
	}
	s := must[*Store](t)(Open(t.Context(), path, Options{}))
	defer s.Close()
	for i, url := range reported {
		if !strings.HasPrefix(url, "http") {
			t.Fatalf("a writer failed: %s", url)
		}
		if _, ok, err := s.ArticleByURL(t.Context(), url); err != nil || !ok {
			t.Errorf("%d of %d, %s: %t %v", i, len(reported), url, ok, err)
		}
	}
	recount(t, s)
	var verdict string
	if err := s.pool.QueryRowContext(t.Context(), `PRAGMA integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
		t.Error(verdict, err)
	}
}

func TestTwoProcessesWriteAtTheSameTime(t *testing.T) {
	s, source := open(t)
	cmd, lines := startWriter(t, s.Path(), 77)
	theirs := 0
	if lines.Scan() {
		// It writes from now on.
		theirs++
	}
	c := newCorpus(1, 200)
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			for range 30 {
				if _, err := s.Headlines(t.Context(), feed.Query{Where: feed.Words{Text: "开发"}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	saved := 0
	for range 40 {
		save(t, s, Batch{Source: source, Articles: c.articles(5)})
		saved += 5
	}
	wait.Wait()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), "http") {
			t.Fatalf("the other process failed: %s", lines.Text())
		}
		theirs++
	}
	_ = cmd.Wait()
	if theirs < 2 {
		t.Error("the other process wrote nothing while we did")
	}
	if n := must[int](t)(s.Count(t.Context(), feed.Query{})); n < saved+theirs {
		t.Errorf("%d articles of %d and %d", n, saved, theirs)
	}
	recount(t, s)
}

func TestLockHeldTooLongIsBusyAndPasses(t *testing.T) {
	s, _ := open(t)
	other := must[*Store](t)(Open(t.Context(), s.Path(), Options{}))
	defer other.Close()
	if _, err := other.writer.conn.ExecContext(t.Context(), `PRAGMA busy_timeout = 1`); err != nil {
		t.Fatal(err)
	}
	err := s.write(t.Context(), "hold", "the lock", func(*tx) error {
		if err := other.SaveSetting(t.Context(), "k", "v"); feed.KindOf(err) != feed.Busy {
			t.Errorf("while the lock was held: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.SaveSetting(t.Context(), "k", "v"); err != nil {
		t.Error(err)
	}
	if v := must[string](t)(s.Setting(t.Context(), "k")); v != "v" {
		t.Errorf("setting %q", v)
	}
}

func TestFailedTransactionLeavesNothing(t *testing.T) {
	s, source := open(t)
	broken := errors.New("broken")
	err := s.write(t.Context(), "fail", "half way", func(t *tx) error {
		if _, err := t.insertArticle(feed.Article{URL: "http://news.example/1"}, feed.Fingerprint{}, 0); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Error(err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = s.write(t.Context(), "panic", "half way", func(t *tx) error {
			_, _ = t.insertArticle(feed.Article{URL: "http://news.example/2"}, feed.Fingerprint{}, 0)
			panic("half way")
		})
	}()
	if n := must[int](t)(s.Count(t.Context(), feed.Query{})); n != 0 {
		t.Errorf("%d articles", n)
	}
	save(t, s, Batch{Source: source, Articles: []feed.Article{{URL: "http://news.example/3"}}})
	recount(t, s)
}
