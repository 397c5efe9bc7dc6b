package storage

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestPagesReadAsSQLiteWroteThem finds the records of a cache in its pages.
func TestPagesReadAsSQLiteWroteThem(t *testing.T) {
	s := furnished(t, 150)
	if err := s.checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	file := must[[]byte](t)(os.ReadFile(s.Path()))
	for _, r := range layoutAt(t, s.Path()) {
		if r.name != "articles" && r.name != "texts" && r.name != "statuses" {
			continue
		}
		var want, got, long int
		if err := s.pool.QueryRowContext(t.Context(), `SELECT count(*) FROM `+r.name).Scan(&want); err != nil {
			t.Fatal(err)
		}
		var walk func(uint32)
		walk = func(number uint32) {
			n := must[node](t)(nodeAt(pageOf(file, number), number))
			if n.inner() {
				for _, at := range must[[]int](t)(n.children()) {
					walk(binary.BigEndian.Uint32(n.page[at:]))
				}
				if n.kind == indexInner {
					got += n.cells
				}
				return
			}
			for i := range n.cells {
				c := must[content](t)(n.content(i))
				if len(columnTypes(c.here)) != r.width {
					t.Errorf("%s: page %d, cell %d: %d columns", r.name, number, i, len(columnTypes(c.here)))
				}
				if c.overflow > 0 {
					long++
				}
				got++
			}
		}
		walk(r.page)
		if got != want || (long > 0) != (r.name == "texts") {
			t.Errorf("%s: %d rows of %d, %d of them long", r.name, got, want, long)
		}
	}
}

// record has the columns of an article: the number, which takes no room, texts of a character, and ones.
func record() []byte {
	return append([]byte{20, 0, 15, 15, 9, 9, 15, 15, 15, 15, 9, 15, 15, 9, 9, 9, 9, 9, 9, 9}, "abcdefgh"...)
}

// leavesOf is a file with a first page, one that says nothing, a root that leads nowhere, and leaves of a table of
// articles.
func leavesOf(leaves byte) []byte {
	file := append([]byte(emptyFront()), make([]byte, 2*pageBytes)...)
	for id := range leaves {
		p := make(page, pageBytes)
		copy(p, []byte{byte(tableLeaf), 0, 0, 0, 1, 15, 0, 0, 15, 0})
		copy(p[15<<8:], append([]byte{byte(len(record())), id + 1}, record()...))
		file = append(file, p...)
	}
	return file
}

func TestNumbersReadAsTheyAreWritten(t *testing.T) {
	for shift := range 64 {
		for _, n := range []uint64{1 << shift, 1<<shift - 1, ^uint64(0) >> shift, ^uint64(0) << shift} {
			b := appendUvarint(nil, n)
			if got, read := uvarint(b); got != n || read != len(b) || read > 9 {
				t.Errorf("%#x comes back as %#x from %x", n, got, b)
			}
		}
	}
}

// TestMendBuildsTreesOfSeveralLevels hangs more leaves below a root than one page can lead to.
func TestMendBuildsTreesOfSeveralLevels(t *testing.T) {
	const leaves = 3*fanOut + 1
	file := append([]byte(emptyFront()), make([]byte, 2*pageBytes)...)
	one := leavesOf(1)[3*pageBytes:]
	for id := range leaves {
		number := appendUvarint(nil, uint64(id)*100+128)
		copy(one[15<<8+1:], append(number, record()...))
		file = append(file, one...)
	}
	at := filepath.Join(t.TempDir(), "leaves.db")
	if err := os.WriteFile(at, file, 0o600); err != nil {
		t.Fatal(err)
	}
	articles := root{"articles", 3, true, 19, "pttiittttittiiiiii?"}
	if err := mendFile(at, []root{articles}); err != nil {
		t.Fatal(err)
	}
	built := tree{f: bytes.NewReader(must[[]byte](t)(os.ReadFile(at))), root: articles, seen: map[uint32]bool{}}
	built.walk(articles.page, 0)
	if built.broken || len(built.leaves) != leaves || len(built.seen) != leaves+1+4 {
		t.Errorf("broken: %v, %d leaves, %d pages", built.broken, len(built.leaves), len(built.seen))
	}
	for i, l := range built.leaves {
		if l.first != int64(i)*100+128 {
			t.Fatalf("leaf %d begins with %d", i, l.first)
		}
	}
}

// FuzzPages takes bytes for a file, and for a schema to transplant.
func FuzzPages(f *testing.F) {
	roots := []root{
		{"articles", 3, true, 19, "pttiittttittiiiiii?"},
		{"zones", 4, true, 6, "pttttt"},
		{"statuses", 5, false, 3, "tii"},
	}
	folder := f.TempDir()
	f.Add(leavesOf(0))
	f.Add(leavesOf(1))
	f.Add(leavesOf(3))
	f.Fuzz(func(t *testing.T, file []byte) {
		fit(bytes.NewReader(file), roots)
		m := moving{from: file, next: lockPage - 1}
		if front, err := m.tree(1, 0); err == nil && len(front) != pageBytes {
			t.Errorf("a page of %d bytes", len(front))
		}
		for number, p := range m.moved {
			if number == lockPage || len(p) != pageBytes {
				t.Errorf("page %d of %d bytes", number, len(p))
			}
		}
		at := filepath.Join(folder, fmt.Sprint(os.Getpid(), ".db"))
		if err := os.WriteFile(at, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := mendFile(at, roots); err != nil && len(file) >= pageBytes {
			t.Error(err)
		}
		for number := 1; number*pageBytes <= len(file); number++ {
			n, err := nodeAt(pageOf(file, uint32(number)), uint32(number))
			if err != nil {
				continue
			}
			for i := range n.cells {
				if c, err := n.content(i); err == nil && len(columnTypes(c.here)) > len(c.here) {
					t.Errorf("%d columns in %d bytes", len(columnTypes(c.here)), len(c.here))
				}
			}
		}
	})
}
