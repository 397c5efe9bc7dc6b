package storage

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zonewire/feed"
)

// contents are all rows that a salvage is to bring over.
func contents(t *testing.T, path string) map[string][]string {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", dsn(path, "mode", "ro")))
	defer db.Close()
	all := map[string][]string{}
	read := func(name, query string) {
		rows, err := db.QueryContext(t.Context(), query)
		err = eachRow(rows, err, func(rows *sql.Rows) error {
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			row := make([]sql.NullString, len(columns))
			dest := make([]any, len(columns))
			for i := range row {
				dest[i] = &row[i]
			}
			err = rows.Scan(dest...)
			all[name] = append(all[name], fmt.Sprint(row))
			return err
		})
		if err != nil {
			t.Fatal(name, err)
		}
	}
	for _, s := range smallTables() {
		read(s.name, s.query("ASC"))
	}
	read("articles", `SELECT id, url, title, published, exact, origin, label, lang, zone, region, evidence, source, pictures,
		attachments, read, starred, fetched FROM articles ORDER BY id`)
	read("texts", `SELECT * FROM texts ORDER BY article`)
	read("addresses", `SELECT * FROM addresses ORDER BY url`)
	read("carried", `SELECT * FROM carried ORDER BY source, published, article`)
	return all
}

// furnished is a cache of n articles with something in every table.
func furnished(t *testing.T, n int) *Store {
	t.Helper()
	s, _ := filled(t, n)
	ctx := t.Context()
	long := newCorpus(9, 6000).articles(5) // longer than a page
	for i := range long {
		long[i].URL = fmt.Sprintf("http://news.example/long/%d", i)
	}
	save(t, s, Batch{Source: 1, Articles: long})
	if err := s.DeleteArticles(ctx, ids(headlines(t, s, feed.Query{Limit: 9}))); err != nil {
		t.Fatal(err)
	}
	must[int](t)(s.AddRule(ctx, Rule{Kind: ByLabel, Text: "甲区", Zone: feed.Zone{Name: "乙区"}, Region: "3205"}))
	must[int](t)(s.IndexSome(ctx, n/2))
	return s
}

// sameContents compares a salvaged cache with the one that was damaged.
func sameContents(t *testing.T, name string, got, want map[string][]string) {
	t.Helper()
	for table, rows := range want {
		if !slices.Equal(got[table], rows) {
			t.Errorf("%s: %s has %d rows of %d, or other ones", name, table, len(got[table]), len(rows))
		}
	}
}

// noise overwrites b with bytes that are always the same.
func noise(b []byte) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
}

// schemaLeaves are the pages below the first one that hold the schema.
func schemaLeaves(t *testing.T, file []byte) []uint32 {
	t.Helper()
	n := must[node](t)(nodeAt(file[:pageBytes], 1))
	if !n.inner() {
		t.Fatal("the schema is all in the first page")
	}
	var pages []uint32
	for _, at := range must[[]int](t)(n.children()) {
		pages = append(pages, binary.BigEndian.Uint32(file[at:]))
	}
	return pages
}

func pageOf(file []byte, number uint32) []byte {
	return file[(number-1)*pageBytes : number*pageBytes]
}

// salvaged damages a copy of a file, salvages it, and returns what came of it.
func salvaged(t *testing.T, name string, file []byte, damage func([]byte) []byte) (Salvaged, map[string][]string) {
	t.Helper()
	dir := t.TempDir()
	damaged, into := filepath.Join(dir, "damaged.db"), filepath.Join(dir, "new.db")
	hurt := damage(slices.Clone(file))
	if err := os.WriteFile(damaged, hurt, 0o600); err != nil {
		t.Fatal(err)
	}
	done, err := Salvage(t.Context(), damaged, into, Options{})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return done, nil
	}
	if done.From != damaged {
		t.Errorf("%s: read from %s", name, done.From)
	}
	if after := must[[]byte](t)(os.ReadFile(damaged)); !bytes.Equal(after, hurt) {
		t.Errorf("%s: the damaged file was changed", name)
	}
	n := must[*Store](t)(Open(t.Context(), into, Options{}))
	recount(t, n)
	if wrong := must[[]string](t)(n.Check(t.Context())); len(wrong) > 0 {
		t.Errorf("%s: %s", name, wrong)
	}
	got := contents(t, into)
	if id := must[feed.SourceID](t)(n.AddSource(t.Context(), feed.Source{Name: "新的", URL: "http://new.example/"})); id <= 2 {
		t.Errorf("%s: a new source gets the number %d of one that was there", name, id)
	}
	if err := n.Close(); err != nil {
		t.Error(err)
	}
	return done, got
}

// TestSalvageWithoutTheSchema: nothing is lost with the pages that say what is where, in a cache and in a backup of it,
// which has its tables at other places.
func TestSalvageWithoutTheSchema(t *testing.T) {
	s := furnished(t, 400)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if err := s.checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s.Path())
	for _, path := range []string{s.Path(), backup} {
		file := must[[]byte](t)(os.ReadFile(path))
		leaves := schemaLeaves(t, file)
		cases := map[string]func([]byte) []byte{
			"first page random": func(b []byte) []byte { noise(b[:pageBytes]); return b },
			"first page zero":   func(b []byte) []byte { clear(b[:pageBytes]); return b },
			"header zero":       func(b []byte) []byte { clear(b[:headerBytes]); return b },
			"schema torn":       func(b []byte) []byte { clear(pageOf(b, leaves[1])[pageBytes/2:]); return b },
			"column renamed": func(b []byte) []byte {
				return bytes.Replace(b, []byte("breadcrumb  TEXT"), []byte("breadcrumc  TEXT"), 1)
			},
			"all of the schema": func(b []byte) []byte {
				for _, n := range append(leaves, 1) {
					noise(pageOf(b, n))
				}
				return b
			},
		}
		for i, n := range leaves {
			cases[fmt.Sprintf("schema leaf %d of %d", i, len(leaves))] = func(b []byte) []byte { noise(pageOf(b, n)); return b }
		}
		for name, damage := range cases {
			name = filepath.Base(path) + ", " + name
			done, got := salvaged(t, name, file, damage)
			if done.Lost > 0 || done.Articles != len(want["articles"]) || done.Sources != 2 {
				t.Errorf("%s: %+v", name, done)
			}
			sameContents(t, name, got, want)
		}
	}
}

// TestSalvageOfATruncatedFileWithoutTheFirstPage: what was in front of the cut is there.
func TestSalvageOfATruncatedFileWithoutTheFirstPage(t *testing.T) {
	s := furnished(t, 400)
	if err := s.checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s.Path())
	file := must[[]byte](t)(os.ReadFile(s.Path()))
	for _, c := range []struct{ percent, articles int }{{95, 390}, {80, 370}, {60, 350}} {
		name := fmt.Sprintf("%d %%", c.percent)
		done, got := salvaged(t, name, file, func(b []byte) []byte {
			noise(b[:pageBytes])
			return b[:len(b)*c.percent/100]
		})
		if done.Articles < c.articles {
			t.Errorf("%s: %+v", name, done)
		}
		for _, row := range got["articles"] {
			if !slices.Contains(want["articles"], row) {
				t.Errorf("%s: not in the cache that was damaged: %s", name, row)
			}
		}
	}
}

// TestSalvageWithALog: what is only in the log of a cache that was killed is there too, also when the file is damaged
// where SQLite begins to read.
func TestSalvageWithALog(t *testing.T) {
	s := furnished(t, 200)
	if err := s.checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := newCorpus(77, 40)
	late := c.articles(60)
	for i := range late {
		late[i].URL = fmt.Sprintf("http://news.example/late/%d", i)
	}
	save(t, s, Batch{Source: 1, Articles: late})
	want := contents(t, s.Path())
	file, log := must[[]byte](t)(os.ReadFile(s.Path())), must[[]byte](t)(os.ReadFile(s.Path()+"-wal"))
	leaves := schemaLeaves(t, file)
	for name, damage := range map[string]func([]byte){
		"first page":  func(b []byte) { noise(b[:pageBytes]) },
		"header":      func(b []byte) { clear(b[:headerBytes]) },
		"schema leaf": func(b []byte) { noise(pageOf(b, leaves[0])) },
	} {
		dir := t.TempDir()
		damaged, into := filepath.Join(dir, "damaged.db"), filepath.Join(dir, "new.db")
		hurt := slices.Clone(file)
		damage(hurt)
		for at, bytes := range map[string][]byte{damaged: hurt, damaged + "-wal": log} {
			if err := os.WriteFile(at, bytes, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		done, err := Salvage(t.Context(), damaged, into, Options{})
		if err != nil || done.Articles != len(want["articles"]) || done.From != damaged {
			t.Errorf("%s: %+v %v", name, done, err)
			continue
		}
		sameContents(t, name, contents(t, into), want)
		for at, before := range map[string][]byte{damaged: hurt, damaged + "-wal": log} {
			if after := must[[]byte](t)(os.ReadFile(at)); !bytes.Equal(after, before) {
				t.Errorf("%s: %s was changed", name, filepath.Base(at))
			}
		}
	}
}

// TestDamageIsSaidToBeDamage: a cache with a damaged schema is never an internal error, however it is opened.
func TestDamageIsSaidToBeDamage(t *testing.T) {
	s := furnished(t, 60)
	if err := s.checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	file := must[[]byte](t)(os.ReadFile(s.Path()))
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	try := func(name string, readOnly bool, hurt []byte) {
		if err := os.WriteFile(damaged, hurt, 0o600); err != nil {
			t.Fatal(err)
		}
		n, err := Open(t.Context(), damaged, Options{ReadOnly: readOnly})
		if err == nil {
			_, err = n.Headlines(t.Context(), feed.Query{Limit: 10})
			err = errors.Join(err, n.Close())
		}
		switch kind := feed.KindOf(err); {
		case err == nil, kind == feed.Corrupt, kind == feed.NewerSchema, kind == feed.Invalid && readOnly:
		default:
			t.Errorf("%s, read only %v: %s %v", name, readOnly, kind, err)
		}
		for _, beside := range must[[]string](t)(filepath.Glob(damaged + "*")) {
			if err := os.Remove(beside); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, readOnly := range []bool{true, false} {
		for at := range headerBytes + 12 {
			for _, flip := range []byte{0x01, 0x04, 0xff} {
				hurt := slices.Clone(file)
				hurt[at] ^= flip
				try(fmt.Sprintf("byte %d by %#x", at, flip), readOnly, hurt)
			}
		}
		for _, n := range append(schemaLeaves(t, file), 1) {
			hurt := slices.Clone(file)
			noise(pageOf(hurt, n))
			try(fmt.Sprintf("page %d", n), readOnly, hurt)
		}
	}
}

// TestSalvageWithoutTheBeginningsOfTables: leaves that nothing leads to any more are found by what is in them, and what
// was deleted stays so.
func TestSalvageWithoutTheBeginningsOfTables(t *testing.T) {
	s := furnished(t, 900)
	if err := s.checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s.Path())
	file := must[[]byte](t)(os.ReadFile(s.Path()))
	roots := map[string]uint32{}
	for _, r := range layoutAt(t, s.Path()) {
		roots[r.name] = r.page
	}
	n := must[node](t)(nodeAt(pageOf(file, roots["articles"]), roots["articles"]))
	if !n.inner() {
		t.Fatal("the table of articles is a single page")
	}
	zero := func(n int) func([]byte) []byte {
		return func(b []byte) []byte { clear(b[:n]); return b }
	}
	for name, c := range map[string]struct {
		damage   func([]byte) []byte
		all      bool
		articles int
	}{
		"root of articles": {func(b []byte) []byte { noise(pageOf(b, roots["articles"])); return b }, true, 896},
		"three roots and the first page": {func(b []byte) []byte {
			noise(pageOf(b, roots["articles"]))
			clear(pageOf(b, roots["texts"]))
			clear(b[:pageBytes])
			return b
		}, true, 896},
		"the first 48 KiB":  {zero(48 << 10), true, 896},
		"the first 256 KiB": {zero(256 << 10), false, 850},
		"the first 512 KiB": {zero(512 << 10), false, 550},
	} {
		done, got := salvaged(t, name, file, c.damage)
		if c.all {
			sameContents(t, name, got, map[string][]string{"articles": want["articles"], "texts": want["texts"]})
		}
		if done.Articles < c.articles {
			t.Errorf("%s: %+v", name, done)
		}
		for _, row := range got["texts"] {
			if !slices.Contains(want["texts"], row) {
				t.Errorf("%s: not in the cache that was damaged: %s", name, row)
			}
		}
	}
}
