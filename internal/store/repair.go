package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"harmattan/internal/disk"
)

// Recovered is what Repair could read of a damaged file.
type Recovered struct {
	Articles, Stories, Steps int

	Lost   map[string]int // by table, how often something could not be read; "text" counts texts that are not what they were
	Former string         // where the damaged file is kept
}

// Repair reads what can be read of a damaged file into a new one, which takes its place; the damaged one is kept beside
// it as it is. Steps of triage, remarks and briefs come first. What they refer to and is lost gets a row that says so, so
// that no decision goes with the article it was about. A reader that holds the file makes way for it. Where the file is
// whole, or nothing at all can be read of it, nothing is changed; Former is "" then.
func Repair(ctx context.Context, path string, at time.Time) (r Recovered, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return r, fmt.Errorf("find %s: %w", path, err)
	}
	if _, err := os.Stat(path); err != nil {
		return r, fmt.Errorf("repair: %w", err)
	}
	if err := wholeAt(ctx, path); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrForeign) {
		return r, err
	}
	turn, err := seize(ctx, path)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, turn.leave()) }()
	err = disk.Replace(path, func(f *os.File) error {
		if r, err = recoverInto(ctx, path, f.Name()); err != nil {
			return errors.Join(err, removeBeside(f.Name()))
		}
		if err := indexAnew(ctx, f.Name()); err != nil {
			return errors.Join(fmt.Errorf("index what was read: %w", err), removeBeside(f.Name()))
		}
		if err := lookThrough(ctx, f.Name(), Write); err != nil {
			return fmt.Errorf("look through what was read: %w", err)
		}
		r.Former = path + ".damaged-" + at.UTC().Format("20060102-150405")
		return setAside(path, r.Former)
	})
	return r, explain(path, err)
}

// wholeAt says what is wrong with a file. A damaged one is only read; one of an older version is brought up to date first.
func wholeAt(ctx context.Context, path string) error {
	s, err := Open(ctx, path, ReadOnly)
	if errors.Is(err, ErrOlder) {
		s, err = Open(ctx, path, Write)
	}
	if err != nil {
		return err
	}
	return errors.Join(s.Check(ctx), s.Close())
}

// recoverInto fills an empty file with what can be read of another.
func recoverInto(ctx context.Context, from, to string) (r Recovered, err error) {
	fresh, err := Open(ctx, to, Write)
	if err != nil {
		return r, err
	}
	if err := fresh.Close(); err != nil {
		return r, err
	}
	old, size, err := openDamaged(ctx, from, to+"-old")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, old.Close(), removeScratch(to+"-old")) }()
	db, err := sql.Open("sqlite", address(to, "mode=rw", writerPages, inMemory))
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil) // without foreign_keys: rows come before what they refer to
	if err != nil {
		return r, err
	}
	defer tx.Rollback() //nolint:errcheck // does nothing once it is kept
	s := &salvage{from: old, into: tx, lost: map[string]int{}, texts: &packer{}, most: size / smallestRow}
	if err := s.run(ctx); err != nil {
		return r, err
	}
	r.Lost = s.lost
	err = tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM story WHERE state < 4), (SELECT count(*) FROM step)").
		Scan(&r.Articles, &r.Stories, &r.Steps)
	if err == nil && r.Articles+r.Steps == 0 {
		err = nothingLeft(from, errors.New("no article and no step is left"))
	}
	return r, errors.Join(err, tx.Commit())
}

func (s *salvage) run(ctx context.Context) error {
	tables, err := s.tables(ctx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := s.copyTable(ctx, t); err != nil {
			return fmt.Errorf("copy the table %s: %w", t.name, err)
		}
	}
	for _, statement := range wholeAgain() {
		if _, err := s.into.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("make the file whole: %w", err)
		}
	}
	return nil
}

// indexAnew makes the search index of a file from its articles.
func indexAnew(ctx context.Context, path string) error {
	s, err := Open(ctx, path, Write)
	if err != nil {
		return err
	}
	return errors.Join(s.Index(ctx), s.Close())
}

// setAside gives a file another name beside its own, under which it is kept with its log.
func setAside(path, former string) error {
	if err := os.Link(path, former); err != nil { // never over another file
		return fmt.Errorf("keep %s: %w", path, err)
	}
	for _, log := range []string{"-wal", "-shm"} {
		if err := os.Rename(path+log, former+log); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("keep %s: %w", path+log, err)
		}
	}
	return nil
}
