package storage

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// graft makes of a cache whose schema cannot be read a file in folder that has the schema of a new cache and the rest
// of the damaged one, and where that schema says that tables begin.
func graft(ctx context.Context, path, folder string) (string, []root, error) {
	grafted := filepath.Join(folder, "grafted.db")
	if err := copyWithLog(ctx, path, grafted, emptyFront()); err != nil {
		return "", nil, err
	}
	f, err := os.OpenFile(grafted, os.O_RDWR, 0)
	if err != nil {
		return "", nil, err
	}
	best, err := bestLayout(ctx, f, folder)
	if err == nil {
		err = transplant(f, best)
	}
	return grafted, best.roots, errors.Join(err, f.Close())
}

// copyWithLog copies a cache and has SQLite bring what its log holds into the copy. For that, SQLite must find a first
// page that it can read: if there is a front, it gets that, which the log replaces if it holds that page. Logs are only
// brought in as far as their checksums are right.
func copyWithLog(ctx context.Context, path, to string, front page) error {
	if _, err := copyFile(path, to); err != nil {
		return err
	}
	_, err := copyFile(path+"-wal", to+"-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if front != nil {
		if err := overwriteFront(to, front); err != nil {
			return err
		}
	}
	db, err := sql.Open("sqlite", dsn(to))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	// It fails when the log has a first page that leads to damaged ones. SQLite has opened the log then all the same,
	// and brings it in when it is closed.
	_, _ = db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	err = db.Close()
	for _, rest := range []string{"-wal", "-shm"} {
		if gone := os.Remove(to + rest); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}

// emptyFront is the first page of a cache with no tables, in a file that is written through a log.
func emptyFront() page {
	p := make(page, pageBytes)
	copy(p, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(p[16:], pageBytes)
	copy(p[18:], []byte{2, 2, 0, 64, 32, 32}) // log for writing, for reading; parts of pages that cells may take
	p[headerBytes] = byte(tableLeaf)
	return p
}

// bestLayout is the layout that a damaged file has most likely, that of a new cache where nothing of it is left.
func bestLayout(ctx context.Context, f io.ReaderAt, folder string) (layout, error) {
	var best layout
	most := 0
	for i, r := range recipes() {
		l, err := newLayout(ctx, folder, r)
		if err != nil {
			return best, err
		}
		if n := fit(f, l.roots); i == 0 || n > most {
			best, most = l, n
		}
		if most == len(l.roots) {
			break
		}
	}
	return best, nil
}

// fit counts the tables and indexes that begin where a layout says, less those places where something else begins.
func fit(f io.ReaderAt, roots []root) int {
	n := 0
	for _, r := range roots {
		n += fits(f, r)
	}
	return n
}

// deepest is how many pages there can be from the root of a table to a leaf: SQLite's own limit.
const deepest = 20

// fits is 1 when a table or an index such as r begins at its page, -1 when another does, and 0 when that cannot be read.
func fits(f io.ReaderAt, r root) int {
	p := make(page, pageBytes)
	at := r.page
	for range deepest {
		n, err := readNode(f, p, at)
		if err != nil {
			return 0
		}
		if (n.kind == tableInner || n.kind == tableLeaf) != r.rowid {
			return -1
		}
		if n.inner() {
			places, err := n.children()
			if err != nil {
				return 0
			}
			at = binary.BigEndian.Uint32(p[places[0]:])
			continue
		}
		if n.cells == 0 {
			return 1
		}
		c, err := n.content(0)
		if err != nil {
			return 0
		}
		if len(columnTypes(c.here)) != r.width {
			return -1
		}
		return 1
	}
	return 0
}

// readNode reads a page into p.
func readNode(f io.ReaderAt, p page, number uint32) (node, error) {
	if number == 0 {
		return node{}, errPage
	}
	if _, err := f.ReadAt(p, (int64(number)-1)*pageBytes); err != nil {
		return node{}, err
	}
	return nodeAt(p, number)
}

// transplant gives a damaged file the schema of a layout: the first page takes its place, those that hang below it are
// appended.
func transplant(f *os.File, l layout) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	m := moving{from: l.file, next: uint32(info.Size()/pageBytes) + 1}
	for _, r := range l.roots {
		m.next = max(m.next, r.page+1) // SQLite refuses a schema that speaks of pages behind the end
	}
	if err := f.Truncate(int64(m.next-1) * pageBytes); err != nil {
		return err
	}
	front, err := m.tree(1, 0)
	if err != nil {
		return err
	}
	setCount(front, m.next-1)
	for number, p := range m.moved {
		if _, err := f.WriteAt(p, (int64(number)-1)*pageBytes); err != nil {
			return err
		}
	}
	_, err = f.WriteAt(front, 0)
	return err
}

// setCount makes a first page say how many pages the file has, and that none of them is free.
func setCount(front page, pages uint32) {
	binary.BigEndian.PutUint32(front[28:], pages)
	copy(front[92:96], front[24:28]) // the count is of the file's last change
	clear(front[32:40])
}

// lockPage is the page that holds the byte at 1 GiB, which SQLite never uses: locks are taken on it.
const lockPage = 1<<30/pageBytes + 1

// moving gives pages of a tree new numbers, from next on.
type moving struct {
	from  []byte
	next  uint32
	moved map[uint32]page
}

func (m *moving) take(number uint32) (page, error) {
	if number == 0 || int64(number)*pageBytes > int64(len(m.from)) || len(m.moved)*pageBytes > len(m.from) {
		return nil, errPage // the last: pages that lead to each other
	}
	return append(page(nil), m.from[(int64(number)-1)*pageBytes:int64(number)*pageBytes]...), nil
}

func (m *moving) place(p page) uint32 {
	if m.next == lockPage {
		m.next++
	}
	if m.moved == nil {
		m.moved = map[uint32]page{}
	}
	number := m.next
	m.moved[number] = p
	m.next++
	return number
}

// tree returns a copy of a page of a table, with all that it points to placed anew.
func (m *moving) tree(number uint32, depth int) (page, error) {
	p, err := m.take(number)
	if err != nil {
		return nil, err
	}
	n, err := nodeAt(p, number)
	if err != nil || depth > deepest {
		return nil, errPage
	}
	if n.inner() {
		places, err := n.children()
		if err != nil {
			return nil, err
		}
		for _, at := range places {
			below, err := m.tree(binary.BigEndian.Uint32(p[at:]), depth+1)
			if err != nil {
				return nil, err
			}
			binary.BigEndian.PutUint32(p[at:], m.place(below))
		}
		return p, nil
	}
	for i := range n.cells {
		c, err := n.content(i)
		if err != nil {
			return nil, err
		}
		if c.overflow == 0 {
			continue
		}
		if err := m.chain(p[c.overflow:]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// chain places the pages of a long record anew; at holds the number of the first one.
func (m *moving) chain(at page) error {
	for number := binary.BigEndian.Uint32(at); number != 0; number = binary.BigEndian.Uint32(at) {
		p, err := m.take(number)
		if err != nil {
			return err
		}
		binary.BigEndian.PutUint32(at, m.place(p))
		at = p
	}
	return nil
}
