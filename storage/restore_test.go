package storage

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zonewire/feed"
)

// backedUp is a filled cache with a backup, and what has changed since.
func backedUp(t *testing.T) (s *Store, file string) {
	t.Helper()
	s, sources := filled(t, 120)
	if err := s.SaveSetting(t.Context(), "language", "zh"); err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	save(t, s, Batch{Source: sources[0], Articles: newCorpus(9, 200).articles(30)})
	if err := s.SaveSetting(t.Context(), "language", "en"); err != nil {
		t.Fatal(err)
	}
	return s, file
}

func TestRestoreBringsBackWhatWasBackedUp(t *testing.T) {
	s, file := backedUp(t)
	b := must[*Store](t)(Open(t.Context(), file, Options{}))
	all := feed.Query{Limit: 1000}
	want, wantStarred := headlines(t, b, all), headlines(t, b, feed.Query{Where: feed.IsStarred{}, Limit: 1000})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	before := must[int64](t)(s.Changes(t.Context()))
	had := len(headlines(t, s, all))
	newest := must[feed.ArticleID](t)(s.LastArrival(t.Context()))
	if err := s.MarkRead(t.Context(), []feed.ArticleID{want[0].ID}, true); err != nil {
		t.Fatal(err)
	}

	done := must[Restored](t)(Restore(t.Context(), s.Path(), file, Options{}))

	if done.Articles != len(want) || done.Sources != 2 {
		t.Errorf("%+v of %d articles", done, len(want))
	}
	if got := headlines(t, s, all); len(got) != len(want) {
		t.Errorf("%d articles of %d", len(got), len(want))
	}
	if got := headlines(t, s, feed.Query{Where: feed.IsStarred{}, Limit: 1000}); len(got) != len(wantStarred) || len(got) == 0 {
		t.Errorf("%d starred of %d", len(got), len(wantStarred))
	}
	if v := must[string](t)(s.Setting(t.Context(), "language")); v != "zh" {
		t.Errorf("setting %q", v)
	}
	if now := must[int64](t)(s.Changes(t.Context())); now <= before {
		t.Errorf("changes went from %d to %d: an open reader sees nothing", before, now)
	}
	if u, ok, err := s.Undo(t.Context()); ok || err != nil {
		t.Errorf("undo takes back %+v of before the restore, %v", u, err)
	}
	recount(t, s)
	if wrong := must[[]string](t)(s.Check(t.Context())); len(wrong) > 0 {
		t.Error(wrong)
	}
	sources := must[[]feed.Source](t)(s.Sources(t.Context()))
	fresh := save(t, s, Batch{Source: sources[0].ID, Articles: []feed.Article{{URL: "http://news.example/fresh", Title: "新"}}})
	if fresh.New != 1 {
		t.Fatalf("%+v", fresh)
	}
	if id, _, err := s.ArticleByURL(t.Context(), "http://news.example/fresh"); err != nil || id <= newest {
		t.Errorf("article %d took a number that was given before, up to %d: %v", id, newest, err)
	}

	kept := must[*Store](t)(Open(t.Context(), done.Kept, Options{}))
	defer kept.Close()
	if got := len(headlines(t, kept, all)); got != had {
		t.Errorf("%d of %d articles are kept", got, had)
	}
	if v := must[string](t)(kept.Setting(t.Context(), "language")); v != "en" {
		t.Errorf("kept setting %q", v)
	}
	left := must[[]string](t)(filepath.Glob(filepath.Join(filepath.Dir(s.Path()), ".zonewire*")))
	if len(left) > 0 {
		t.Error(left)
	}
}

func TestRestoreRefusesWhatIsNoBackup(t *testing.T) {
	s, file := backedUp(t)
	dir := t.TempDir()
	whole := must[[]byte](t)(os.ReadFile(file))
	write := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	// change is a copy of the backup on which a statement was run.
	change := func(name, statement string) string {
		path := write(name, whole)
		db := must[*sql.DB](t)(sql.Open("sqlite", path))
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	flipped := []byte(string(whole))
	for at := 5 * pageBytes; at < len(flipped); at += 3 * pageBytes {
		flipped[at+2] ^= 0xff
		flipped[at+7] ^= 0xff
	}
	before := len(headlines(t, s, feed.Query{Limit: 1000}))
	for _, c := range []struct {
		file string
		kind feed.Kind
	}{
		{filepath.Join(dir, "missing.db"), feed.NotFound},
		{dir, feed.Malformed},
		{s.Path(), feed.Invalid},
		{write("empty.db", nil), feed.Malformed},
		{write("text.db", []byte(strings.Repeat("不是备份", 100))), feed.Malformed},
		{write("cut.db", whole[:len(whole)/2]), feed.Malformed},
		{write("flipped.db", flipped), feed.Malformed},
		{change("other.db", `PRAGMA application_id = 7`), feed.Malformed},
		{change("newer.db", `PRAGMA user_version = 1000`), feed.NewerSchema},
	} {
		_, err := Restore(t.Context(), s.Path(), c.file, Options{})
		if feed.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want %s", filepath.Base(c.file), err, c.kind)
		}
	}
	if got := len(headlines(t, s, feed.Query{Limit: 1000})); got != before {
		t.Errorf("%d articles are left of %d", got, before)
	}
	left := must[[]string](t)(filepath.Glob(s.Path() + ".*"))
	if len(left) > 0 {
		t.Errorf("refused, and yet kept: %v", left)
	}
}

// TestRestoreOfAnOlderBackup makes one with the first schema only, as an early zonewire wrote it.
func TestRestoreOfAnOlderBackup(t *testing.T) {
	s, _ := filled(t, 5)
	file := filepath.Join(t.TempDir(), "old.db")
	all := must[[]string](t)(steps())
	db := must[*sql.DB](t)(sql.Open("sqlite", file))
	for _, statement := range []string{
		all[0], `PRAGMA application_id = 1515083602`, `PRAGMA user_version = 1`,
		`INSERT INTO settings VALUES ('language', 'zh')`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	untouched := must[[]byte](t)(os.ReadFile(file))
	must[Restored](t)(Restore(t.Context(), s.Path(), file, Options{}))
	if v := must[string](t)(s.Setting(t.Context(), "language")); v != "zh" {
		t.Errorf("setting %q", v)
	}
	if version := must[int](t)(schemaVersion(t.Context(), s.pool)); version != latest() {
		t.Errorf("schema %d", version)
	}
	if now := must[[]byte](t)(os.ReadFile(file)); string(now) != string(untouched) {
		t.Error("the backup itself was changed")
	}
}

func TestRestoreOverNothingAndOverWrecks(t *testing.T) {
	_, file := backedUp(t)
	whole := must[[]byte](t)(os.ReadFile(file))
	torn := []byte(string(whole))
	for at := 4 * pageBytes; at < len(torn); at++ {
		torn[at] = 0xa5
	}
	for name, b := range map[string][]byte{
		"nothing": nil, "no database": []byte(strings.Repeat("x", 9000)), "first page lost": append(make([]byte, pageBytes), whole[pageBytes:]...),
		"most pages lost": torn,
	} {
		path := filepath.Join(t.TempDir(), "news.db")
		if name != "nothing" {
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		done := must[Restored](t)(Restore(t.Context(), path, file, Options{}))
		s := must[*Store](t)(Open(t.Context(), path, Options{}))
		recount(t, s)
		if n := must[int](t)(s.Count(t.Context(), feed.Query{})); n != done.Articles || n == 0 {
			t.Errorf("%s: %d articles of %d", name, n, done.Articles)
		}
		var journal string
		if err := s.writer.conn.QueryRowContext(t.Context(), `PRAGMA journal_mode`).Scan(&journal); err != nil || journal != "wal" {
			t.Errorf("%s: journal mode %q, %v", name, journal, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if name == "nothing" {
			if done.Kept != "" {
				t.Errorf("nothing is kept in %s", done.Kept)
			}
			continue
		}
		if kept, err := os.ReadFile(done.Kept); err != nil || string(kept) != string(b) {
			t.Errorf("%s: kept %d bytes of %d, %v", name, len(kept), len(b), err)
		}
	}
}

// TestACopiedBackupIsACacheLikeAnother puts a backup in the place of a cache by hand: it is opened, restored over, and
// kept, though a backup has no write-ahead log.
func TestACopiedBackupIsACacheLikeAnother(t *testing.T) {
	_, file := backedUp(t)
	whole := must[[]byte](t)(os.ReadFile(file))
	for _, opened := range []bool{true, false} {
		path := filepath.Join(t.TempDir(), "news.db")
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		if opened {
			s := must[*Store](t)(Open(t.Context(), path, Options{}))
			var journal string
			if err := s.writer.conn.QueryRowContext(t.Context(), `PRAGMA journal_mode`).Scan(&journal); err != nil || journal != "wal" {
				t.Errorf("journal mode %q, %v", journal, err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
		done := must[Restored](t)(Restore(t.Context(), path, file, Options{}))
		if _, err := os.Stat(done.Kept); err != nil || done.Articles == 0 {
			t.Errorf("opened before %v: %+v, %v", opened, done, err)
		}
	}
}

// TestRestoreWhileOthersWrite lets a second process write all the while.
func TestRestoreWhileOthersWrite(t *testing.T) {
	s, file := backedUp(t)
	cmd, lines := startWriter(t, s.Path(), 78)
	lines.Scan() // it writes from now on
	for range 5 {
		done := must[Restored](t)(Restore(t.Context(), s.Path(), file, Options{}))
		kept := must[*Store](t)(Open(t.Context(), done.Kept, Options{}))
		recount(t, kept)
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
		for range 10 {
			lines.Scan()
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), "http") {
			t.Fatalf("the other process failed: %s", lines.Text())
		}
	}
	_ = cmd.Wait()
	recount(t, s)
	if wrong := must[[]string](t)(s.Check(t.Context())); len(wrong) > 0 {
		t.Error(wrong)
	}
}
