package storage

import (
	"bytes"
	"encoding/binary"
	"os"
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

// FuzzPages takes bytes for a file, and for a schema to transplant.
func FuzzPages(f *testing.F) {
	sound, err := newLayout(f.Context(), f.TempDir(), recipe{0, latest()})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sound.file)
	f.Add(sound.file[:pageBytes])
	f.Add(append([]byte(emptyFront()), sound.file[pageBytes:]...))
	f.Fuzz(func(t *testing.T, file []byte) {
		fit(bytes.NewReader(file), sound.roots)
		m := moving{from: file, next: lockPage - 1}
		if front, err := m.tree(1, 0); err == nil && len(front) != pageBytes {
			t.Errorf("a page of %d bytes", len(front))
		}
		for number, p := range m.moved {
			if number == lockPage || len(p) != pageBytes {
				t.Errorf("page %d of %d bytes", number, len(p))
			}
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
