package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// durability says what a transaction must outlive.
type durability int

const (
	forCrash    durability = iota // the end of the program
	forPowerCut                   // the end of the machine's power, too: costs one wait for the disk
)

// writer is the one connection that writes, with its prepared statements. One transaction goes on at a time.
type writer struct {
	turn  chan struct{} // whoever could put something in writes
	shut  chan struct{} // closed with the store: nobody's turn comes any more
	db    *sql.DB
	conn  *sql.Conn
	raw   preparer // the driver's side of conn, while a transaction goes on; nil otherwise
	stmts map[string]*direct

	mu      sync.Mutex
	waiting []*pending // for a turn that is kept for a power cut

	sources   map[sourceKey]int64 // numbers of sources that were looked up
	often     *often              // what was frequent when the last piece was indexed
	finding   besidesBegun
	fresh     []indexed    // the articles that came last, as the search index reads them: see index_fresh.go
	unindexed atomic.Int64 // articles saved since it was looked whether the search index is due
}

func openWriter(ctx context.Context, path string) (*writer, error) {
	db, err := sql.Open("sqlite", address(path, "mode=rwc", writerPages, inMemory, waitForLock))
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	w := &writer{turn: make(chan struct{}, 1), shut: make(chan struct{}), db: db, conn: conn, stmts: map[string]*direct{}}
	w.sources = map[sourceKey]int64{}
	w.unindexed.Store(indexedTogether) // what another run left
	at, err := fileVersion(ctx, conn, path)
	if errors.Is(err, ErrNewer) { // before a setting changes its file
		return nil, errors.Join(err, w.close())
	}
	settings := writerSettings()
	if at == 0 {
		settings = append(newFileSettings(), settings...)
	}
	for _, setting := range settings {
		if _, err := conn.ExecContext(ctx, "PRAGMA "+setting); err != nil {
			return nil, errors.Join(fmt.Errorf("set %s: %w", setting, err), w.close())
		}
	}
	return w, nil
}

func (w *writer) close() error {
	select {
	case <-w.shut: // closing again does nothing
		return nil
	case w.turn <- struct{}{}: // a transaction under way ends first
	}
	close(w.shut)
	var errs []error
	for _, d := range w.stmts {
		errs = append(errs, d.stmt.Close())
	}
	return errors.Join(append(errs, w.conn.Close(), w.db.Close())...)
}

// errClosed is why a store that was closed writes nothing.
var errClosed = errors.New("it was closed before")

// transact runs work in one transaction: all of it is kept, or nothing. A context that ends before its turn comes
// writes nothing; a transaction that has begun runs to its end, which is a matter of milliseconds.
func (w *writer) transact(ctx context.Context, d durability, work func(context.Context) error) error {
	if d == forPowerCut {
		return w.together(ctx, work)
	}
	return w.alone(ctx, func(ctx context.Context) error { return w.begun(ctx, d, work) })
}

// alone runs work when its turn has come, outside of a transaction.
func (w *writer) alone(ctx context.Context, work func(context.Context) error) error {
	select {
	case w.turn <- struct{}{}:
	case <-w.shut:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-w.turn }()
	if err := ctx.Err(); err != nil {
		return err
	}
	return w.whole(func() error { return work(context.WithoutCancel(ctx)) })
}

// whole speaks to the driver itself for as long as work goes on. A panic of work passes, and leaves the connection whole.
func (w *writer) whole(work func() error) error {
	var broken any
	err := w.conn.Raw(func(driven any) error {
		defer func() { w.raw, broken = nil, recover() }()
		raw, ok := driven.(preparer)
		if !ok {
			return errNoContext
		}
		w.raw = raw
		return work()
	})
	if broken != nil {
		panic(broken)
	}
	return err
}

// begun is transact once it is our turn.
func (w *writer) begun(ctx context.Context, d durability, work func(context.Context) error) (err error) {
	if d == forPowerCut {
		if err := w.exec(ctx, "PRAGMA synchronous = full"); err != nil {
			return fmt.Errorf("prepare to write: %w", err)
		}
		defer func() {
			if back := w.exec(ctx, "PRAGMA synchronous = normal"); err == nil && back != nil {
				err = fmt.Errorf("finish writing: %w", back)
			}
		}()
	}
	if err := w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("begin to write: %w", err)
	}
	kept := false
	defer func() {
		if !kept { // also when work panics; where SQLite has rolled back by itself this does nothing
			_ = w.exec(ctx, "ROLLBACK")
			w.forget()
		}
	}()
	if err := work(ctx); err != nil {
		return err
	}
	if err := w.exec(ctx, "COMMIT"); err != nil {
		return fmt.Errorf("keep what was written: %w", err)
	}
	kept = true
	return nil
}

// forget lets go of what is known of rows that may have been taken back.
func (w *writer) forget() {
	clear(w.sources)
	w.often, w.finding, w.fresh = nil, besidesBegun{}, nil
}

// exec runs a statement that returns nothing.
func (w *writer) exec(ctx context.Context, statement string, args ...any) error {
	stmt, err := w.prepared(ctx, statement)
	if err != nil {
		return err
	}
	_, err = stmt.exec(ctx, args)
	return err
}

// insert runs a statement that adds a row, and returns its number; isNew is false where there was nothing to add.
func (w *writer) insert(ctx context.Context, statement string, args ...any) (n int64, isNew bool, err error) {
	stmt, err := w.prepared(ctx, statement)
	if err != nil {
		return 0, false, err
	}
	result, err := stmt.exec(ctx, args)
	if err != nil {
		return 0, false, err
	}
	rows, err := result.RowsAffected()
	if err != nil || rows == 0 {
		return 0, false, err
	}
	n, err = result.LastInsertId()
	return n, true, err
}

// script runs several statements that return nothing.
func (w *writer) script(ctx context.Context, statements string) error {
	_, err := w.raw.ExecContext(ctx, statements, nil)
	return err
}

// one runs a statement with one row for an answer; without a row found is false.
func (w *writer) one(ctx context.Context, statement string, args, into []any) (found bool, err error) {
	err = w.each(ctx, statement, args, func(scan scanner) error {
		found = true
		return scan(into...)
	})
	return found, err
}

// each runs a question within a transaction and calls row for each row of the answer.
func (w *writer) each(ctx context.Context, question string, args []any, row func(scanner) error) error {
	stmt, err := w.prepared(ctx, question)
	if err != nil {
		return err
	}
	return stmt.each(ctx, args, row)
}

func (w *writer) prepared(ctx context.Context, statement string) (*direct, error) {
	if stmt, ok := w.stmts[statement]; ok {
		return stmt, nil
	}
	stmt, err := w.raw.PrepareContext(ctx, statement)
	if err != nil {
		return nil, err
	}
	w.stmts[statement] = &direct{stmt: stmt}
	return w.stmts[statement], nil
}

// write runs work in one transaction, and says why nothing can be written where the file is open for reading only.
func (s *Store) write(ctx context.Context, d durability, work func(context.Context, *writer) error) error {
	if s.writer == nil {
		return &Error{
			Kind: ErrNoWriting, Says: s.path + " is open for reading only",
			Do: "close the other program that holds it, and start this one again",
		}
	}
	err := s.writer.transact(ctx, d, func(ctx context.Context) error { return work(ctx, s.writer) })
	return explain(s.path, err)
}
