package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
)

func TestBackupIsWholeAndReplacesNothing(t *testing.T) {
	s, _ := filled(t, 120)
	must[int](t)(s.IndexSome(t.Context(), 50))
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	b := must[*Store](t)(Open(t.Context(), file, Options{}))
	defer b.Close()
	recount(t, b)
	if wrong := must[[]string](t)(b.Check(t.Context())); len(wrong) > 0 {
		t.Error(wrong)
	}
	for _, q := range []feed.Query{{}, {Where: feed.Words{Text: "开发区"}}, {Where: feed.IsStarred{}}} {
		q.Limit = 1000
		ours, theirs := headlines(t, s, q), headlines(t, b, q)
		if len(ours) != len(theirs) || len(ours) == 0 {
			t.Errorf("%#v: %d, in the backup %d", q.Where, len(ours), len(theirs))
		}
	}
	if err := s.Backup(t.Context(), file); feed.KindOf(err) != feed.Invalid {
		t.Errorf("a second time: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), ".zonewire*"))
	if err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}

// TestBackupRemovesWhatAKilledOneLeft: the draft of a backup that was killed goes, that of one that still runs stays.
func TestBackupRemovesWhatAKilledOneLeft(t *testing.T) {
	s, _ := filled(t, 10)
	dir := t.TempDir()
	dead, running := filepath.Join(dir, backupFolder+"1"), filepath.Join(dir, backupFolder+"2")
	for folder, age := range map[string]time.Duration{dead: time.Hour, running: 0} {
		written := time.Now().Add(-age)
		draft := filepath.Join(folder, "news.db")
		if err := errors.Join(os.Mkdir(folder, 0o700), os.WriteFile(draft, []byte("half"), 0o600),
			os.Chtimes(draft, written, written), os.Chtimes(folder, time.Now().Add(-time.Hour), time.Now().Add(-time.Hour))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Backup(t.Context(), filepath.Join(dir, "backup.db")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dead); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the killed one's folder is there (%v)", err)
	}
	if _, err := os.Stat(filepath.Join(running, "news.db")); err != nil {
		t.Errorf("the running one's draft: %v", err)
	}
}

// TestCopiesBeforeOneMigrationMeet: processes that open an old cache at the same time each copy it; one copy is kept.
func TestCopiesBeforeOneMigrationMeet(t *testing.T) {
	s, _ := filled(t, 100)
	failures := make(chan error)
	const processes = 6
	for range processes {
		go func() { failures <- s.copyBeforeMigration(t.Context(), 1) }()
	}
	for range processes {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(s.path + ".before-2"); err != nil {
		t.Error(err)
	}
}

// TestSalvageTakesWhatIsReadable damages the pages of a cache one after the other.
func TestSalvageTakesWhatIsReadable(t *testing.T) {
	s, _ := filled(t, 300)
	starred := headlines(t, s, feed.Query{Where: feed.IsStarred{}, Limit: 1000})
	file := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	whole := must[[]byte](t)(os.ReadFile(file))
	const page = 4096
	hurt, salvaged := 0, 0
	for at := page; at < len(whole); at += page * (1 + len(whole)/page/12) {
		dir := t.TempDir()
		damaged, into := filepath.Join(dir, "damaged.db"), filepath.Join(dir, "new.db")
		bytes := append([]byte(nil), whole...)
		for i := range page {
			bytes[at+i] = 0xa5
		}
		if err := os.WriteFile(damaged, bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		done, err := Salvage(t.Context(), damaged, into, Options{})
		if err != nil {
			t.Errorf("page %d: %v", at/page, err)
			continue
		}
		if done.Articles+done.Lost < 300 || done.Lost > 0 {
			hurt++
		}
		salvaged += done.Articles
		n := must[*Store](t)(Open(t.Context(), into, Options{}))
		recount(t, n)
		if wrong := must[[]string](t)(n.Check(t.Context())); len(wrong) > 0 {
			t.Error(wrong)
		}
		if done.Articles == 300 && len(headlines(t, n, feed.Query{Where: feed.IsStarred{}, Limit: 1000})) != len(starred) {
			t.Errorf("page %d: stars were lost", at/page)
		}
		if err := n.Close(); err != nil {
			t.Error(err)
		}
		if after := must[[]byte](t)(os.ReadFile(damaged)); string(after) != string(bytes) {
			t.Errorf("page %d: the damaged file was changed", at/page)
		}
	}
	if salvaged == 0 || hurt > 6 {
		t.Errorf("%d articles in all, %d caches hurt", salvaged, hurt)
	}
	if _, err := Salvage(t.Context(), file, file, Options{}); feed.KindOf(err) != feed.Invalid {
		t.Errorf("into itself: %v", err)
	}
}

func TestSalvageWithoutTheFirstPage(t *testing.T) {
	s, _ := filled(t, 200)
	must[int](t)(s.IndexSome(t.Context(), 150))
	if err := s.checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	whole := must[[]byte](t)(os.ReadFile(s.Path()))
	salvage := func(damage func([]byte) []byte, beside bool) (Salvaged, string, error) {
		dir := t.TempDir()
		damaged, into := filepath.Join(dir, "damaged.db"), filepath.Join(dir, "new.db")
		if err := os.WriteFile(damaged, damage(append([]byte(nil), whole...)), 0o600); err != nil {
			t.Fatal(err)
		}
		if beside {
			for _, n := range []string{"2", "10", "x"} {
				if err := os.WriteFile(damaged+".before-"+n, whole, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		done, err := Salvage(t.Context(), damaged, into, Options{})
		if left, globErr := filepath.Glob(filepath.Join(dir, ".zonewire*")); globErr != nil || len(left) > 0 {
			t.Error(left, globErr)
		}
		return done, damaged, err
	}
	for _, size := range []int{100, pageBytes} {
		done, damaged, err := salvage(func(b []byte) []byte { clear(b[:size]); return b }, false)
		if err != nil || done.Articles != 200 || done.From != damaged {
			t.Errorf("%d bytes gone: %+v %v", size, done, err)
		}
	}
	for _, c := range []struct{ percent, articles int }{{95, 190}, {80, 120}, {60, 20}} {
		done, damaged, err := salvage(func(b []byte) []byte { return b[:len(b)*c.percent/100] }, true)
		if err != nil || done.Articles < c.articles || done.From != damaged {
			t.Errorf("cut off at %d %%: %+v %v", c.percent, done, err)
		}
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("short.db", whole[:len(whole)*9/10], 0o600); err != nil {
		t.Fatal(err)
	}
	if done, err := Salvage(t.Context(), "short.db", "rescued.db", Options{}); err != nil || done.Articles < 150 {
		t.Errorf("a name without a folder: %+v %v", done, err)
	}
	nothing := func(b []byte) []byte { clear(b); return b }
	done, damaged, err := salvage(nothing, true)
	if err != nil || done.Articles != 200 || done.From != damaged+".before-10" {
		t.Errorf("all gone, with copies: %+v %v", done, err)
	}
	if done, _, err := salvage(nothing, false); feed.KindOf(err) != feed.Corrupt {
		t.Errorf("all gone: %+v %v", done, err)
	}
}

func TestRulesMoveArticlesNowAndLaterAndAreUndone(t *testing.T) {
	s, source := open(t)
	ctx := t.Context()
	label := func(n, label string) feed.Article {
		return feed.Article{URL: "http://news.example/" + n, Title: n, ZoneLabel: label, Zone: feed.Zone{Name: label}, Region: "32", Evidence: feed.FromLabel}
	}
	save(t, s, Batch{Source: source, Articles: []feed.Article{label("1", "甲区"), label("2", "甲区"), label("3", "乙区")}})
	rule := Rule{Kind: ByLabel, Text: "甲区", Zone: feed.Zone{Name: "张家港保税区"}, Region: "320582"}
	if n := must[int](t)(s.AddRule(ctx, rule)); n != 2 {
		t.Errorf("%d moved", n)
	}
	save(t, s, Batch{Source: source, Articles: []feed.Article{label("4", "甲区"), label("1", "甲区")}})
	if n := must[int](t)(s.Count(ctx, feed.Query{Where: feed.InRegion{Code: "320582"}})); n != 3 {
		t.Errorf("%d in the region", n)
	}
	recount(t, s)
	if rules := must[[]Rule](t)(s.Rules(ctx)); len(rules) != 1 || rules[0].Zone.Name != "张家港保税区" {
		t.Errorf("%+v", rules)
	}
	if undone, ok, err := s.Undo(ctx); err != nil || !ok || undone != (Undone{ActAddRule, 2}) {
		t.Fatal(undone, ok, err)
	}
	if rules := must[[]Rule](t)(s.Rules(ctx)); len(rules) != 0 {
		t.Errorf("%+v", rules)
	}
	if n := must[int](t)(s.Count(ctx, feed.Query{Where: feed.InRegion{Code: "320582"}})); n != 1 {
		t.Errorf("%d in the region after undo", n)
	}
	recount(t, s)
	if n := must[int](t)(s.AddRule(ctx, Rule{Kind: BySource, Text: "1", Region: "44"})); n != 4 {
		t.Errorf("%d of the source moved", n)
	}
	rules := must[[]Rule](t)(s.Rules(ctx))
	if err := s.RemoveRule(ctx, rules[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveRule(ctx, rules[0].ID); feed.KindOf(err) != feed.NotFound {
		t.Errorf("removed twice: %v", err)
	}
}

func TestFullDiskIsSaidAndNothingIsHalfStored(t *testing.T) {
	s, source := open(t)
	save(t, s, Batch{Source: source, Articles: newCorpus(1, 100).articles(5)})
	if _, err := s.writer.conn.ExecContext(t.Context(), `PRAGMA max_page_count = 1`); err != nil {
		t.Fatal(err)
	}
	_, err := s.Save(t.Context(), Batch{Source: source, Articles: newCorpus(2, 5000).articles(50)})
	if feed.KindOf(err) != feed.DiskFull || !strings.Contains(err.Error(), "save") {
		t.Errorf("%v", err)
	}
	recount(t, s)
	if n := must[int](t)(s.Count(t.Context(), feed.Query{})); n != 5 {
		t.Errorf("%d articles", n)
	}
}

func TestAccessOfASourceIsKept(t *testing.T) {
	s, id := open(t)
	x := must[feed.Source](t)(s.SourceByName(t.Context(), "新闻"))
	if x.Access != (feed.Access{}) {
		t.Errorf("a new source has %+v", x.Access)
	}
	x.Access = feed.Access{Login: "reader", Command: "pass show zone", LegacyTLS: true}
	if err := s.UpdateSource(t.Context(), x); err != nil {
		t.Fatal(err)
	}
	if got := must[feed.Source](t)(s.SourceByName(t.Context(), "新闻")); got.Access != x.Access {
		t.Errorf("%+v", got.Access)
	}
	for _, address := range []string{"http://u:secret@news.example/", "https://u@news.example/"} {
		x.URL = address
		_, err := s.AddSource(t.Context(), feed.Source{Name: "另", URL: address})
		for _, err := range []error{err, s.UpdateSource(t.Context(), x)} {
			if feed.KindOf(err) != feed.Invalid || strings.Contains(err.Error(), "secret") {
				t.Errorf("%s: %v", address, err)
			}
		}
	}
	// As a cache of before may have it.
	if _, err := s.writer.conn.ExecContext(t.Context(), `UPDATE sources SET url = 'http://u:secret@news.example/'`); err != nil {
		t.Fatal(err)
	}
	if got := must[[]feed.Source](t)(s.Sources(t.Context())); got[0].URL != "http://news.example/" {
		t.Errorf("%s", got[0].URL)
	}
	if err := s.RemoveSource(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := s.pool.QueryRowContext(t.Context(), `SELECT count(*) FROM access`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d are left, %v", left, err)
	}
}
