package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"zonewire/feed"
	"zonewire/storage"
)

// fillCache adds articles with these headlines to the cache under home, and returns the store's path.
func fillCache(t *testing.T, home string, headlines ...string) string {
	t.Helper()
	path := placesUnder(home).database()
	s, err := storage.Open(t.Context(), path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	source, err := s.SourceByName(t.Context(), "园区")
	if err != nil {
		if source.ID, err = s.AddSource(t.Context(), feed.Source{Name: "园区", URL: "http://127.0.0.1:9/", Kind: feed.SiteSource}); err != nil {
			t.Fatal(err)
		}
	}
	b := storage.Batch{Source: source.ID}
	for i, h := range headlines {
		b.Articles = append(b.Articles, feed.Article{
			URL: "http://127.0.0.1:9/" + h, Title: h, Body: strings.Repeat("当天上午，"+h+"正式签约。", 20),
			Published: feed.Published{Time: time.Date(2025, 3, 1+i%28, 0, 0, 0, 0, feed.Beijing()), Exact: feed.ToDay},
		})
	}
	if _, err := s.Save(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestRestoreBesideAReader restores in one process while another has the reader open: it shows what was restored.
func TestRestoreBesideAReader(t *testing.T) {
	home := t.TempDir()
	writeFile(t, home+"/config.toml", "sync_at_start = false\n")
	elsewhere, file := t.TempDir(), filepath.Join(t.TempDir(), "backup.db")
	fillCache(t, elsewhere, "备份里的项目")
	mustRun(t, "--home", elsewhere, "backup", file)
	fillCache(t, home, "后来的项目甲", "后来的项目乙")

	cmd := program(t, "--home", home)
	cmd.Env = append(cmd.Env, "TERM=xterm-256color")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 120, Rows: 30})
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	readUntil(t, tty, []byte("后来的项目乙"))
	out, err := program(t, "--home", home, "restore", file).CombinedOutput()
	if err != nil {
		t.Fatalf("restore: %v, %s", err, out)
	}
	kept, err := filepath.Glob(home + "/news.db.before-restore-*")
	if err != nil || len(kept) != 1 || !strings.Contains(string(out), kept[0]) {
		t.Errorf("kept %v, said %s", kept, out)
	}
	readUntil(t, tty, []byte("备份里的项目"))
	if _, err := tty.WriteString("gm"); err != nil { // the reader still writes
		t.Fatal(err)
	}
	unread := func() string { return mustRun(t, "--home", home, "list", "--unread") }
	for wait := 0; unread() != "" && wait < 100; wait++ {
		time.Sleep(100 * time.Millisecond)
	}
	if left := unread(); left != "" {
		t.Errorf("after the restore the reader marked nothing: %s", left)
	}
	if _, err := tty.WriteString("q"); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the reader ended with %v", err)
	}
}

func TestRestoreWaitsForNoSync(t *testing.T) {
	base, asked, open := gatedSite(t)
	home := t.TempDir()
	mustRun(t, "--home", home, "sources", "add", base+"/", "--name", "园区", "--kind", "site")
	file := filepath.Join(t.TempDir(), "backup.db")
	mustRun(t, "--home", home, "backup", file)
	running := start(t, "--home", home, "sync")
	<-asked
	if o := zonewire(t, "--home", home, "restore", file); o.status != exitFailed || !strings.Contains(o.err, "sync of this cache is running") {
		t.Errorf("beside a running sync restore exits with %d and says %q", o.status, o.err)
	}
	open()
	if status := running.ended(t); status != exitWell {
		t.Errorf("the sync ended with %d: %s", status, running.printed.String())
	}
	if o := zonewire(t, "--home", home, "restore", file); o.status != exitWell {
		t.Errorf("after the sync restore says %q", o.err)
	}
}

// TestKilledRestore kills a restoring process at random moments: the cache has the old contents, or all of the new.
func TestKilledRestore(t *testing.T) {
	home := t.TempDir()
	var few, many []string
	for n := range 400 {
		many = append(many, fmt.Sprintf("旧项目第%d号", n))
		few = append(few, fmt.Sprintf("新项目第%d号", n))
	}
	fillCache(t, home, few[:300]...)
	file := filepath.Join(t.TempDir(), "backup.db")
	mustRun(t, "--home", home, "backup", file)
	old := t.TempDir()
	fillCache(t, old, many...)
	random := rand.New(rand.NewPCG(7, 7))
	began := time.Now()
	if err := program(t, "--home", t.TempDir(), "restore", file).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(began)
	states := map[int]int{}
	for range 12 {
		home := t.TempDir()
		if err := os.CopyFS(home, os.DirFS(old)); err != nil {
			t.Fatal(err)
		}
		p := start(t, "--home", home, "restore", file)
		time.Sleep(whole/4 + time.Duration(random.Int64N(int64(whole))))
		_ = p.Process.Kill()
		_ = p.Wait()
		s, err := storage.Open(t.Context(), placesUnder(home).database(), storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if wrong, err := s.Check(t.Context()); err != nil || len(wrong) > 0 {
			t.Errorf("damaged: %v, %v", wrong, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		n := len(addresses(t, home))
		states[n]++
		if n != 400 && n != 300 {
			t.Errorf("%d articles: neither the old nor the new ones", n)
		}
		mustRun(t, "--home", home, "restore", file)
		left, err := filepath.Glob(home + "/.zonewire-*")
		if urls := addresses(t, home); len(urls) != 300 || len(left) > 0 || err != nil || !slices.IsSorted(urls) {
			t.Errorf("restored after a kill: %d articles, %v is left", len(urls), left)
		}
	}
	t.Logf("12 kills within %v: %d with the old contents, %d with the new", whole, states[400], states[300])
}
