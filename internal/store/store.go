package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"
)

// Mode says what a program wants of the file.
type Mode int

// Modes of opening.
const (
	Write    Mode = iota // the one program that writes; makes the file when there is none
	ReadOnly             // any number of programs, also beside the one that writes
)

// Store is the open file of data. Its methods may be called from several goroutines; reading goes on while one writes.
type Store struct {
	path    string
	was     os.FileInfo  // the file when it was opened, nil where that could not be told
	lock    *flock.Flock // nil when only reading
	writer  *writer      // nil when only reading
	where   string       // how readers reach the file
	readers *sql.DB
	texts   packer

	gatherers sync.Pool // of *gatherer: pieces of the search index are made one after the other

	mu    sync.Mutex
	reads map[string]*sql.Stmt // what has been asked before, prepared

	officer string           // who opened it, see ReadBy; guarded by mu
	numbers map[string]int64 // of officers who read, by their names; guarded by mu

	pieceWords openPieces // of the search index
}

// Open opens the file of data at path. With Write it makes the file and its folder where there are none, brings an
// older file up to date, and keeps every other program from writing until Close: where another one holds the file the
// error is ErrBusy and says which process that is. The other errors to tell apart are ErrNewer, ErrForeign, ErrDamaged
// and ErrNoWriting; all have a Hint.
func Open(ctx context.Context, path string, m Mode) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", path, err)
	}
	s := &Store{
		path: path, reads: map[string]*sql.Stmt{}, officer: readBy(ctx), numbers: map[string]int64{},
	}
	if m == Write {
		err = s.openForWriting(ctx)
	} else {
		err = s.openForReading(ctx)
	}
	if err != nil {
		_ = s.Close() // the error that counts is why it could not be opened
		return nil, explain(path, err)
	}
	s.was, _ = os.Stat(s.path) //nolint:gosec // the officer's own path; without it a file in its place is not noticed
	return s, nil
}

func (s *Store) openForWriting(ctx context.Context) error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	var err error
	if s.lock, err = hold(s.path); err != nil {
		return err
	}
	if err := makePrivate(s.path); err != nil {
		return fmt.Errorf("make %s: %w", s.path, err)
	}
	s.where = readersBeside(s.path)
	s.readers = openReaders(s.where)
	ready := s.readyReader(ctx)
	defer ready()
	if s.writer, err = openWriter(ctx, s.path); err != nil {
		return fmt.Errorf("open %s: %w", s.path, err)
	}
	return migrate(ctx, s.writer, s.path)
}

// readyReader opens the first connection that reads and has it read what tables there are, beside what the caller does; the
// function it returns waits for that. A file that is still empty is left to the writer.
func (s *Store) readyReader(ctx context.Context) (wait func()) {
	if info, err := os.Stat(s.path); err != nil || info.Size() == 0 {
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		var tables int
		_ = s.readers.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables) // who asks in earnest hears of it
	}()
	return func() { <-done }
}

// makePrivate makes the file, for the officer's eyes only; SQLite would make it readable for all. A file that is there
// is not touched: closing a second handle on it would free SQLite's locks.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func (s *Store) openForReading(ctx context.Context) error {
	if _, err := os.Stat(s.path); err != nil {
		return fmt.Errorf("open for reading: %w", err)
	}
	s.where = readersAlone(s.path)
	s.readers = openReaders(s.where)
	err := checkVersion(ctx, s.readers, s.path)
	if errors.Is(explain(s.path, err), ErrNoWriting) && !hasLog(s.path) {
		// In a folder that cannot be written, beside no other program, the file is read as the still thing it is.
		_ = s.readers.Close()
		s.where = readersOfStill(s.path)
		s.readers = openReaders(s.where)
		err = checkVersion(ctx, s.readers, s.path)
	}
	return err
}

// hasLog tells whether there are transactions that are not yet in the file itself.
func hasLog(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// Close ends all reading and writing and frees the file for other programs.
func (s *Store) Close() error {
	var errs []error
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close %s: %w", s.path, err)
	}
	return nil
}

// each runs a question and calls row for each row of the answer, until row fails.
func (s *Store) each(ctx context.Context, question string, args []any, row func(*sql.Rows) error) error {
	stmt, err := s.prepared(ctx, question)
	if err != nil {
		return explain(s.path, err)
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return explain(s.path, err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return explain(s.path, rows.Err())
}

// one runs a question with one row for an answer; without a row the error is ErrNotFound.
func (s *Store) one(ctx context.Context, question string, args, into []any) error {
	stmt, err := s.prepared(ctx, question)
	if err != nil {
		return explain(s.path, err)
	}
	err = stmt.QueryRowContext(ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return explain(s.path, err)
}

func (s *Store) prepared(ctx context.Context, question string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt, ok := s.reads[question]; ok {
		return stmt, nil
	}
	stmt, err := s.readers.PrepareContext(ctx, question)
	if err != nil {
		return nil, err
	}
	s.reads[question] = stmt
	return stmt, nil
}
