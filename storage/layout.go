package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// layout is where the tables and indexes of a cache begin. SQLite puts the beginnings to the front of a file that can
// be cut in steps, in the order in which they are made, so a cache's layout follows from its migrations and from the
// last time it was written anew, which a backup does and which puts tables before indexes. What the cache holds and how
// large it is changes nothing.
type layout struct {
	roots []root
	file  []byte // a cache with this layout and nothing in it
}

// root is the first page of a table or an index.
type root struct {
	name  string
	page  uint32
	rowid bool   // records have numbers: a table, but for those without rowid
	width int    // columns of a record
	types string // of a table's columns, a letter each: p the record's number, i integer, t text, ? anything
}

// typed tells whether the types of a table's columns say enough to know its records by: one without names for its
// records, or of few columns, can be mistaken for another.
func (r root) typed() bool { return len(r.types) >= 4 && r.types[0] == 'p' }

// holds tells whether a record with these types of columns can be one of the table.
func (r root) holds(types []uint64) bool {
	if len(types) != len(r.types) {
		return false
	}
	for i, t := range types {
		ok := true
		switch r.types[i] {
		case 'p':
			ok = t == 0
		case 'i':
			ok = 1 <= t && t <= 9 && t != 7
		case 't':
			ok = t >= 12 // a blob too
		}
		if !ok {
			return false
		}
	}
	return true
}

// recipe is how a cache came to its layout: written anew at one version of its schema, or never (0), and brought to
// another.
type recipe struct {
	rewritten, version int
}

// recipes are all that a cache can come from, the likely ones first.
func recipes() []recipe {
	var all []recipe
	for version := latest(); version > 0; version-- {
		all = append(all, recipe{0, version})
		for rewritten := version; rewritten > 0; rewritten-- {
			all = append(all, recipe{rewritten, version})
		}
	}
	return all
}

// newLayout makes the layout of a recipe by following it, with a file in folder.
func newLayout(ctx context.Context, folder string, r recipe) (layout, error) {
	path := filepath.Join(folder, fmt.Sprintf("layout-%d-%d.db", r.rewritten, r.version))
	db, err := sql.Open("sqlite", dsn(path, "_pragma", "synchronous(OFF)", "_pragma", "auto_vacuum(INCREMENTAL)"))
	if err != nil {
		return layout{}, err
	}
	db.SetMaxOpenConns(1)
	var l layout
	err = follow(ctx, db, r)
	if err == nil {
		l.roots, err = rootsOf(ctx, db)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return layout{}, err
	}
	l.file, err = os.ReadFile(path)
	return l, errors.Join(err, os.Remove(path))
}

func follow(ctx context.Context, db *sql.DB, r recipe) error {
	all, err := steps()
	if err != nil {
		return err
	}
	for i, text := range all[:r.version] {
		_, err := db.ExecContext(ctx, "BEGIN;"+text+stamp(i+1)+"COMMIT")
		if err == nil && i+1 == r.rewritten {
			_, err = db.ExecContext(ctx, `VACUUM`)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func rootsOf(ctx context.Context, db *sql.DB) ([]root, error) {
	var roots []root
	rows, err := db.QueryContext(ctx, `SELECT s.name, s.rootpage, s.type = 'table' AND NOT l.wr, CASE s.type
		WHEN 'table' THEN (SELECT count(*) FROM pragma_table_xinfo(s.name))
		ELSE (SELECT count(*) FROM pragma_index_xinfo(s.name)) END, CASE s.type
		WHEN 'table' THEN (SELECT group_concat(CASE WHEN pk = 1 AND type = 'INTEGER' THEN 'p' WHEN "notnull" = 0 THEN '?'
			WHEN type = 'INTEGER' THEN 'i' WHEN type = 'TEXT' THEN 't' ELSE '?' END, '' ORDER BY cid) FROM pragma_table_xinfo(s.name))
		ELSE '' END
		FROM sqlite_schema s JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.tbl_name
		WHERE s.rootpage > 0 ORDER BY s.rootpage`)
	err = eachRow(rows, err, func(rows *sql.Rows) error {
		var r root
		err := rows.Scan(&r.name, &r.page, &r.rowid, &r.width, &r.types)
		roots = append(roots, r)
		return err
	})
	return roots, err
}
