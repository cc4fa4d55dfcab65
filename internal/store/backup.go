package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// ErrExists is the error of a backup to a file that is there already: it may be the last one that is whole.
var ErrExists = errors.New("there is such a file already")

// Backup copies the file of data, as it stands at one moment, into a new file, also while another program writes to it.
// The copy is looked through before it gets its name.
func Backup(ctx context.Context, from, to string) (err error) {
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return &Error{Kind: ErrExists, Says: to + " is there already", Do: "name a new file; a backup never overwrites another one"}
	}
	part := to + ".part"
	defer func() { err = errors.Join(err, forgetFile(part)) }()
	if err := makePrivate(part); err != nil { // SQLite fills an empty file, and leaves its rights as they are
		return explain(to, fmt.Errorf("make %s: %w", part, err))
	}
	s, err := Open(ctx, from, ReadOnly)
	if err != nil {
		return err
	}
	_, err = s.readers.ExecContext(ctx, "VACUUM INTO ?", part)
	if err = errors.Join(explain(part, err), s.Close()); err != nil {
		return fmt.Errorf("copy %s: %w", from, err)
	}
	if err := lookThrough(ctx, part, ReadOnly); err != nil {
		return err
	}
	return settle(part, to)
}

// Restore puts a backup in the place of the file of data, which is kept beside it under the name that is returned; ""
// when there was none. It needs that no other program holds the file. A backup of an older version is brought up to date.
func Restore(ctx context.Context, backup, path string, at time.Time) (former string, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return "", fmt.Errorf("find %s: %w", path, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fmt.Errorf("make the data folder: %w", err)
	}
	lock, err := hold(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	part := path + ".part"
	defer func() { err = errors.Join(err, forgetFile(part)) }()
	if err := copyFile(backup, part); err != nil {
		return "", explain(backup, fmt.Errorf("copy %s: %w", backup, err))
	}
	if err := lookThrough(ctx, part, Write); err != nil {
		return "", fmt.Errorf("look through %s: %w", backup, err)
	}
	if former, err = putAside(path, at); err != nil {
		return "", explain(path, err)
	}
	return former, settle(part, path)
}

// lookThrough opens a file and checks that it is whole; for writing it is brought up to date as well.
func lookThrough(ctx context.Context, path string, m Mode) error {
	s, err := Open(ctx, path, m)
	if err != nil {
		return err
	}
	return errors.Join(s.Check(ctx), s.Close())
}

// putAside gives the file, with what belongs to it, the name under which it is kept.
func putAside(path string, at time.Time) (former string, err error) {
	former = path + ".before-" + at.UTC().Format("20060102-150405")
	if _, err := os.Lstat(former); !errors.Is(err, fs.ErrNotExist) {
		return "", &Error{Kind: ErrExists, Says: former + " is there already", Do: "wait a second, then restore again"}
	}
	if err := os.Rename(path, former); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", fmt.Errorf("put %s aside: %w", path, err)
	}
	for _, beside := range []string{"-wal", "-shm"} { // the last transactions may stand there only
		if err := os.Rename(path+beside, former+beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("put %s aside: %w", path+beside, err)
		}
	}
	return former, nil
}

// copyFile copies a file into a new one, for the officer's eyes only.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// settle gives a finished file its name. It is on the disk before and after: a power cut leaves the old state or the new.
func settle(part, name string) error {
	if err := syncFile(part); err != nil {
		return explain(name, fmt.Errorf("write %s: %w", name, err))
	}
	if err := os.Rename(part, name); err != nil {
		return explain(name, fmt.Errorf("write %s: %w", name, err))
	}
	_ = syncFile(filepath.Dir(name)) // not every system can; the file itself is safe
	return nil
}

func syncFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// forgetFile removes an unfinished file and what SQLite put beside it.
func forgetFile(part string) error {
	var errs []error
	for _, end := range []string{"", "-wal", "-shm", "-journal", ".lock"} {
		if err := os.Remove(part + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
