package storage

import (
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// mend gives tables whose tree of pages is broken a new one over all of their leaves that are in the file. A leaf is
// known by the columns of its records. Those that the broken tree still leads to come first; others are taken where
// they fill a gap and the file's own list of what each page is for does not say otherwise, because pages that are no
// longer used keep what they held.
func mend(f *os.File, roots []root) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	pages := uint32(min(info.Size()/pageBytes, 1<<32-2))
	broken := map[int]*tree{}
	for i, r := range roots {
		if !r.rowid || !r.typed() {
			continue
		}
		t := &tree{f: f, root: r, seen: map[uint32]bool{}}
		if t.walk(r.page, 0); t.broken {
			broken[i] = t
		}
	}
	if len(broken) == 0 {
		return nil
	}
	if err := findLeaves(f, pages, broken); err != nil {
		return err
	}
	b := builder{f: f, next: pages + 1}
	for i := range roots {
		if t := broken[i]; t != nil && len(t.leaves) > 0 {
			if err := b.build(t.root.page, t.leaves); err != nil {
				return err
			}
		}
	}
	front := make(page, pageBytes)
	if _, err := f.ReadAt(front, 0); err != nil {
		return err
	}
	setCount(front, b.next-1)
	_, err = f.WriteAt(front, 0)
	return err
}

// leaf is a page of a table with the numbers of its first and last record.
type leaf struct {
	page        uint32
	first, last int64
}

// tree is a table's pages as far as its root leads to them.
type tree struct {
	f      io.ReaderAt
	root   root
	seen   map[uint32]bool
	leaves []leaf
	broken bool
}

func (t *tree) walk(number uint32, depth int) {
	p := make(page, pageBytes)
	n, err := readNode(t.f, p, number)
	if err != nil || t.seen[number] || depth > deepest {
		t.broken = true
		return
	}
	t.seen[number] = true
	if n.kind != tableInner {
		l, err := leafOf(n, t.root)
		switch {
		case n.kind == tableLeaf && n.cells == 0 && depth == 0:
		case err != nil:
			t.broken = true
		default:
			t.leaves = append(t.leaves, l)
		}
		return
	}
	places, err := n.children()
	if err != nil {
		t.broken = true
		return
	}
	for _, at := range places {
		t.walk(binary.BigEndian.Uint32(p[at:]), depth+1)
	}
}

// leafOf is a leaf all of whose records can be ones of a table.
func leafOf(n node, r root) (leaf, error) {
	l := leaf{page: n.number}
	if n.kind != tableLeaf || n.cells == 0 {
		return l, errPage
	}
	for i := range n.cells {
		c, err := n.content(i)
		if err != nil || !r.holds(columnTypes(c.here)) || i > 0 && c.rowid <= l.last {
			return l, errPage
		}
		if i == 0 {
			l.first = c.rowid
		}
		l.last = c.rowid
	}
	return l, nil
}

// findLeaves looks through the whole file for leaves that broken trees do not lead to.
func findLeaves(f io.ReaderAt, pages uint32, broken map[int]*tree) error {
	uses := useMap{f: f, own: make(page, pageBytes)}
	p := make(page, pageBytes)
	for number := uint32(2); number <= pages; number++ {
		n, err := readNode(f, p, number)
		if errors.Is(err, errPage) || err == nil && n.kind != tableLeaf {
			continue
		}
		if err != nil {
			return err
		}
		for _, t := range broken {
			if t.seen[number] || number == t.root.page {
				continue
			}
			if l, err := leafOf(n, t.root); err == nil && uses.hangs(number) {
				t.leaves = append(t.leaves, l)
			}
		}
	}
	for _, t := range broken {
		t.leaves = disjoint(t.leaves)
	}
	return nil
}

// disjoint leaves out those that overlap with earlier ones, and sorts the rest.
func disjoint(leaves []leaf) []leaf {
	order := make([]int, len(leaves))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(leaves[a].first, leaves[b].first) })
	var kept []int
	for _, i := range order {
		// One that came earlier into the list drives out all later ones that it overlaps with.
		for len(kept) > 0 && leaves[kept[len(kept)-1]].last >= leaves[i].first && kept[len(kept)-1] > i {
			kept = kept[:len(kept)-1]
		}
		if len(kept) == 0 || leaves[kept[len(kept)-1]].last < leaves[i].first {
			kept = append(kept, i)
		}
	}
	sorted := make([]leaf, len(kept))
	for i, k := range kept {
		sorted[i] = leaves[k]
	}
	return sorted
}

// useMap reads the pages in which a file that can be cut in steps says what each of its pages is for: SQLite file
// format, 1.8.
type useMap struct {
	f   io.ReaderAt
	at  uint32 // the page that was read last
	own page
}

// Entries have five bytes; one page of them is in front of the pages that they speak of.
const (
	useBytes = 5
	useRun   = pageBytes/useBytes + 1
)

// hangs tells whether a page is below another in a tree, as far as can be read.
func (u *useMap) hangs(number uint32) bool {
	at := (number-2)/useRun*useRun + 2
	if number == at || at == lockPage {
		return number != at // it is moved by one there, which is not worth following
	}
	if u.at != at {
		if _, err := u.f.ReadAt(u.own, (int64(at)-1)*pageBytes); err != nil {
			return false
		}
		u.at = at
	}
	const root, free, long, longer = 1, 2, 3, 4 // the last two: parts of long records
	switch u.own[useBytes*(number-at-1)] {
	case root, free, long, longer:
		return false
	}
	return true
}

// builder writes trees over leaves, with new pages at the end of the file.
type builder struct {
	f    *os.File
	next uint32
}

// fanOut is how many pages hang below one of a new tree at most: 15 bytes each are enough.
const fanOut = 250

func (b *builder) build(root uint32, leaves []leaf) error {
	for len(leaves) > fanOut {
		var above []leaf
		groups := (len(leaves) + fanOut - 1) / fanOut
		for g := range groups {
			group := leaves[g*len(leaves)/groups : (g+1)*len(leaves)/groups]
			if b.next == lockPage {
				b.next++
			}
			above = append(above, leaf{page: b.next, first: group[0].first, last: group[len(group)-1].last})
			if err := b.write(b.next, group); err != nil {
				return err
			}
			b.next++
		}
		leaves = above
	}
	return b.write(root, leaves)
}

// write makes a page with these below it. SQLite takes no root with a single page below it: it is copied.
func (b *builder) write(number uint32, below []leaf) error {
	p := make(page, pageBytes)
	if len(below) == 1 {
		if _, err := b.f.ReadAt(p, (int64(below[0].page)-1)*pageBytes); err != nil {
			return err
		}
		_, err := b.f.WriteAt(p, (int64(number)-1)*pageBytes)
		return err
	}
	p[0] = byte(tableInner)
	end := pageBytes
	for i, l := range below[:len(below)-1] {
		cell := appendUvarint(binary.BigEndian.AppendUint32(nil, l.page), uint64(l.last))
		end -= len(cell)
		copy(p[end:], cell)
		binary.BigEndian.PutUint16(p[12+2*i:], uint16(end))
	}
	binary.BigEndian.PutUint16(p[3:], uint16(len(below)-1))
	binary.BigEndian.PutUint16(p[5:], uint16(end))
	binary.BigEndian.PutUint32(p[8:], below[len(below)-1].page)
	_, err := b.f.WriteAt(p, (int64(number)-1)*pageBytes)
	return err
}
