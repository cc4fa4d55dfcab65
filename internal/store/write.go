package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
	stmts map[string]*sql.Stmt
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
	w := &writer{turn: make(chan struct{}, 1), shut: make(chan struct{}), db: db, conn: conn, stmts: map[string]*sql.Stmt{}}
	for _, setting := range writerSettings() {
		if _, err := conn.ExecContext(ctx, "PRAGMA "+setting); err != nil {
			return nil, errors.Join(fmt.Errorf("set %s: %w", setting, err), w.close())
		}
	}
	return w, nil
}

func (w *writer) close() error {
	w.turn <- struct{}{} // a transaction under way ends first
	close(w.shut)
	return errors.Join(w.conn.Close(), w.db.Close())
}

// errClosed is why a store that was closed writes nothing.
var errClosed = errors.New("it was closed before")

// transact runs work in one transaction: all of it is kept, or nothing. A context that ends before its turn comes
// writes nothing; a transaction that has begun runs to its end, which is a matter of milliseconds.
func (w *writer) transact(ctx context.Context, d durability, work func(context.Context) error) (err error) {
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
	ctx = context.WithoutCancel(ctx)
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

// exec runs a statement that returns nothing.
func (w *writer) exec(ctx context.Context, statement string, args ...any) error {
	stmt, err := w.prepared(ctx, statement)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return err
}

// one runs a statement with one row for an answer; without a row found is false.
func (w *writer) one(ctx context.Context, statement string, args, into []any) (found bool, err error) {
	stmt, err := w.prepared(ctx, statement)
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (w *writer) prepared(ctx context.Context, statement string) (*sql.Stmt, error) {
	if stmt, ok := w.stmts[statement]; ok {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(ctx, statement)
	if err != nil {
		return nil, err
	}
	w.stmts[statement] = stmt
	return stmt, nil
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
