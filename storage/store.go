package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"zonewire/feed"
)

// Options says how a cache is opened. The zero value is right for the reader.
type Options struct {
	ReadOnly bool             // nothing is written, not even beside the file, and a missing file is an error
	Now      func() time.Time // time.Now when nil

	// Names makes the names that rules may use out of the cache's zones and sources. Nil: rules know no names.
	Names func([]feed.Zone, []feed.Source, time.Time) feed.Names
}

// Store is an open cache, safe for concurrent use. Close it.
type Store struct {
	path    string
	now     func() time.Time
	names   func([]feed.Zone, []feed.Source, time.Time) feed.Names // may be nil
	pool    *sql.DB                                                // query-only connections
	writer  *writer                                                // nil when read-only
	folder  func() *folder
	warming sync.WaitGroup // the pool's first connections are being opened
	past    history
}

// readers is the size of the reading pool: the screen, a search running behind it and a sync.
const readers = 4

// Path is the file that the cache is in.
func (s *Store) Path() string { return s.path }

// Close ends all use of the cache. What has been committed stays.
func (s *Store) Close() error {
	s.warming.Wait()
	err := s.pool.Close()
	if s.writer != nil {
		err = errors.Join(err, s.writer.close())
	}
	return failed("close", s.path, err)
}

// Changes is a number that grows with every stored change that a reader can see, whichever process made it.
func (s *Store) Changes(ctx context.Context) (int64, error) {
	var n int64
	err := s.pool.QueryRowContext(ctx, `SELECT revision FROM totals`).Scan(&n)
	return n, failed("read changes of", s.path, err)
}

// writer is the one connection that writes, with its statements kept prepared.
type writer struct {
	db    *sql.DB
	conn  *sql.Conn
	turn  chan struct{} // holds one token while a transaction runs
	stmts map[string]*sql.Stmt

	waiting waiting
}

func newWriter(ctx context.Context, db *sql.DB) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &writer{db: db, conn: conn, turn: make(chan struct{}, 1), stmts: map[string]*sql.Stmt{}}, nil
}

func (w *writer) close() error {
	w.turn <- struct{}{}
	for _, stmt := range w.stmts {
		_ = stmt.Close()
	}
	return errors.Join(w.conn.Close(), w.db.Close())
}

// Waiting for another process: SQLite waits busyTimeout for the lock, and a transaction begins busyTries times.
const (
	busyTimeout = 5 * time.Second
	busyTries   = 4
)

// write runs do in one transaction and counts it as a change that readers see. op and subject are for the error.
func (s *Store) write(ctx context.Context, op, subject string, do func(*tx) error) error {
	return s.writeQuietly(ctx, op, subject, noted(do))
}

// noted is do, counted as a change that readers see.
func noted(do func(*tx) error) func(*tx) error {
	return func(t *tx) error {
		if err := do(t); err != nil {
			return err
		}
		_, err := t.exec(`UPDATE totals SET revision = revision + 1`)
		return err
	}
}

// writeQuietly is write for what no reader sees, such as the index.
func (s *Store) writeQuietly(ctx context.Context, op, subject string, do func(*tx) error) error {
	if s.writer == nil {
		return &feed.Error{Kind: feed.ReadOnly, Op: op, Subject: subject, Err: errors.New("the cache is open for reading only")}
	}
	select {
	case s.writer.turn <- struct{}{}:
		defer func() { <-s.writer.turn }()
	case <-ctx.Done():
		return failed(op, subject, ctx.Err())
	}
	return failed(op, subject, s.writer.transactPatiently(ctx, do))
}

// transactPatiently is transact, and begins again while another process writes.
func (w *writer) transactPatiently(ctx context.Context, do func(*tx) error) (err error) {
	for range busyTries {
		if err = w.transact(ctx, do); kindOf(err) != feed.Busy {
			break
		}
	}
	return err
}

// transact runs do between BEGIN IMMEDIATE and COMMIT, and rolls back when anything fails or panics.
func (w *writer) transact(ctx context.Context, do func(*tx) error) (err error) {
	t := &tx{ctx: ctx, alive: ctx, w: w}
	if _, err := t.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	// The driver watches a context that can end with a goroutine for each statement, which takes longer than most of them.
	t.ctx, t.alive = context.WithoutCancel(ctx), ctx
	done := false
	defer func() {
		if !done {
			// The context may be what failed; SQLite may have rolled back by itself.
			_, _ = w.conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
		}
	}()
	if err := do(t); err != nil {
		return err
	}
	if _, err := t.exec(`COMMIT`); err != nil {
		return err
	}
	done = true
	return nil
}

// tx is a running write transaction.
type tx struct {
	ctx   context.Context // never ends
	alive context.Context // asked between statements
	w     *writer
	zones map[feed.Zone]feed.ZoneID // met in this transaction
}

// prepared is the statement for a query whose text is constant.
func (t *tx) prepared(query string) (*sql.Stmt, error) {
	if err := t.alive.Err(); err != nil {
		return nil, err
	}
	if stmt, ok := t.w.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := t.w.conn.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	t.w.stmts[query] = stmt
	return stmt, nil
}

// exec runs a query of constant text and returns how many rows it changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	stmt, err := t.prepared(query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// insert runs an INSERT of constant text and returns the new row's id.
func (t *tx) insert(query string, args ...any) (int64, error) {
	stmt, err := t.prepared(query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// get reads the one row of a query of constant text into dest and reports whether there is one.
func (t *tx) get(query string, args []any, dest ...any) (bool, error) {
	stmt, err := t.prepared(query)
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(t.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// eachRows calls scan for every row of a query, be it on the reading pool or within a transaction.
type eachRows func(query string, args []any, scan func(*sql.Rows) error) error

// each calls scan for every row of a query, whose text may vary.
func (t *tx) each(query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := t.w.conn.QueryContext(t.alive, query, args...)
	return eachRow(rows, err, scan)
}

// reading is each with a context.
func (s *Store) reading(ctx context.Context) eachRows {
	return func(query string, args []any, scan func(*sql.Rows) error) error {
		return s.each(ctx, query, args, scan)
	}
}

// each calls scan for every row of a query on the reading pool.
func (s *Store) each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := s.pool.QueryContext(ctx, query, args...)
	return eachRow(rows, err, scan)
}

func eachRow(rows *sql.Rows, err error, scan func(*sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// millis and fromMillis carry times; the zero time is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

func lazily[T any](f func() T) func() T { return sync.OnceValue(f) }
