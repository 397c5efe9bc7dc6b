package storage

import (
	"encoding/binary"
	"errors"
)

// pageBytes is SQLite's page size, which no cache of ours changes.
const pageBytes = 4096

// page is the bytes of a page of an SQLite file as they are on the disk, pageBytes of them. Nothing in it is trusted.
// The numbers in this file are those of the SQLite file format, https://sqlite.org/fileformat2.html, 1.3 and 1.6.
type page []byte

// pageKind is the first byte of a page that holds a part of a table or an index.
type pageKind byte

// The kinds of pages, index pages being those of tables without rowid too.
const (
	indexInner pageKind = 2
	tableInner pageKind = 5
	indexLeaf  pageKind = 10
	tableLeaf  pageKind = 13
)

// headerBytes is the size of the file's header, after which the first page begins.
const headerBytes = 100

// node is a page with its place, which says where its parts begin.
type node struct {
	page
	number uint32
	kind   pageKind
	cells  int
}

var errPage = errors.New("not a page of a table or an index")

// nodeAt reads the head of a page of a table or an index.
func nodeAt(p page, number uint32) (node, error) {
	n := node{page: p, number: number}
	if len(p) != pageBytes {
		return n, errPage
	}
	n.kind = pageKind(p[n.begin()])
	switch n.kind {
	case indexInner, tableInner, indexLeaf, tableLeaf:
	default:
		return n, errPage
	}
	n.cells = int(binary.BigEndian.Uint16(p[n.begin()+3:]))
	if n.pointers()+2*n.cells > pageBytes {
		return n, errPage
	}
	return n, nil
}

func (n node) begin() int {
	if n.number == 1 {
		return headerBytes
	}
	return 0
}

// inner tells whether other pages hang below this one.
func (n node) inner() bool { return n.kind == indexInner || n.kind == tableInner }

// pointers is where the list of the places of cells begins.
func (n node) pointers() int {
	if n.inner() {
		return n.begin() + 12
	}
	return n.begin() + 8
}

// cell is where the cell number i begins, with at least 4 bytes behind it.
func (n node) cell(i int) (int, error) {
	at := int(binary.BigEndian.Uint16(n.page[n.pointers()+2*i:]))
	if at < n.pointers()+2*n.cells || at+4 > pageBytes {
		return 0, errPage
	}
	return at, nil
}

// children are the places in an inner page that hold the numbers of the pages below it, in their order.
func (n node) children() ([]int, error) {
	places := make([]int, 0, n.cells+1)
	for i := range n.cells {
		at, err := n.cell(i)
		if err != nil {
			return nil, err
		}
		places = append(places, at)
	}
	return append(places, n.begin()+8), nil
}

// content is what a cell of a leaf holds: how long the record is, its number in a table, and the part of it that is in
// this page; overflow is where the number of the page with the rest stands, 0 when there is none.
type content struct {
	size     uint64
	rowid    int64
	here     []byte
	overflow int
}

func (n node) content(i int) (content, error) {
	at, err := n.cell(i)
	if err != nil || n.inner() {
		return content{}, errPage
	}
	var c content
	size, read := uvarint(n.page[at:])
	if read == 0 {
		return content{}, errPage
	}
	c.size, at = size, at+read
	if n.kind == tableLeaf {
		rowid, read := uvarint(n.page[at:])
		if read == 0 {
			return content{}, errPage
		}
		c.rowid, at = int64(rowid), at+read
	}
	here := n.local(size)
	if at+here > pageBytes {
		return content{}, errPage
	}
	c.here = n.page[at : at+here]
	if uint64(here) < size {
		c.overflow = at + here
		if c.overflow+4 > pageBytes {
			return content{}, errPage
		}
	}
	return c, nil
}

// local is how many bytes of a record of that size are in the page of a leaf itself.
func (n node) local(size uint64) int {
	most := uint64(pageBytes - 35)
	if n.kind == indexLeaf {
		most = (pageBytes-12)*64/255 - 23
	}
	if size <= most {
		return int(size)
	}
	const least = (pageBytes-12)*32/255 - 23
	if here := least + (size-least)%(pageBytes-4); here <= most {
		return int(here)
	}
	return least
}

// columnTypes are the types of the columns of a record, as SQLite numbers them. Where the list of them goes on in
// another page, or is none, there are none.
func columnTypes(record []byte) []uint64 {
	size, at := uvarint(record)
	if at == 0 || size > uint64(len(record)) {
		return nil
	}
	var types []uint64
	for list := record[:size]; at < len(list); {
		t, read := uvarint(list[at:])
		if read == 0 {
			return nil
		}
		types = append(types, t)
		at += read
	}
	return types
}

// uvarint reads a number as SQLite writes it: up to eight bytes with seven bits each, and a ninth with eight. read is
// 0 when b ends before the number does.
func uvarint(b []byte) (value uint64, read int) {
	for i, x := range b {
		if i == 8 {
			return value<<8 | uint64(x), 9
		}
		value = value<<7 | uint64(x&0x7f)
		if x < 0x80 {
			return value, i + 1
		}
	}
	return 0, 0
}

// appendUvarint writes a number as uvarint reads it.
func appendUvarint(b []byte, value uint64) []byte {
	if value>>56 != 0 {
		for shift := 57; shift > 7; shift -= 7 { // 57, 50, …, 8
			b = append(b, byte(value>>shift)|0x80)
		}
		return append(b, byte(value))
	}
	started := false
	for shift := 49; shift >= 0; shift -= 7 {
		part := byte(value>>shift) & 0x7f
		if started = started || part != 0 || shift == 0; !started {
			continue
		}
		if shift > 0 {
			part |= 0x80
		}
		b = append(b, part)
	}
	return b
}
