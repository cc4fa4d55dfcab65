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

	"harmattan/internal/disk"
)

// Backup copies the file of data, as it stands at one moment, into a new file, also while another program writes to it.
// The copy is looked through before it gets its name. Where there is such a file the error is disk.ErrExists.
func Backup(ctx context.Context, from, to string) error {
	err := disk.New(to, func(copied *os.File) error {
		s, err := Open(ctx, from, ReadOnly)
		if err != nil {
			return err
		}
		_, err = s.readers.ExecContext(ctx, "VACUUM INTO ?", copied.Name()) // which fills an empty file
		if err := errors.Join(explain(to, err), s.Close()); err != nil {
			return err
		}
		return lookThrough(ctx, copied.Name(), ReadOnly)
	})
	if errors.Is(err, disk.ErrExists) {
		return &Error{Kind: disk.ErrExists, Says: to + " is there already", Do: "name a new file; a backup never overwrites another one"}
	}
	return explain(to, err)
}

// Restore puts a backup in the place of the file of data, which is kept beside it under the name that is returned; ""
// when there was none. A reader that holds the file makes way for it. A backup of an older version is brought up to date.
func Restore(ctx context.Context, backup, path string, at time.Time) (former string, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return "", fmt.Errorf("find %s: %w", path, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fmt.Errorf("make the data folder: %w", err)
	}
	turn, err := seize(ctx, path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, turn.leave()) }()
	err = disk.Replace(path, func(copied *os.File) error {
		if err := pour(backup, copied); err != nil {
			return explain(backup, err)
		}
		if err := lookThrough(ctx, copied.Name(), Write); err != nil {
			return fmt.Errorf("look through %s: %w", backup, err)
		}
		former, err = keepBeside(ctx, path, at)
		return err
	})
	return former, explain(path, err)
}

// lookThrough opens a file and checks that it is whole; for writing it is brought up to date as well.
func lookThrough(ctx context.Context, path string, m Mode) error {
	s, err := Open(ctx, path, m)
	if err == nil {
		err = errors.Join(s.Check(ctx), s.Close())
	}
	return errors.Join(err, removeBeside(path))
}

// keepBeside gives the file a second name, under which it is kept when the first one goes to another file. What only its
// log holds is brought into it before, where it is whole enough; otherwise the log goes with it.
func keepBeside(ctx context.Context, path string, at time.Time) (former string, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if w, err := openWriter(ctx, path); err == nil {
		_ = w.close() // a file that is damaged is kept as it is
	}
	former = path + ".before-" + at.UTC().Format("20060102-150405")
	return former, setAside(path, former)
}

// pour copies a file into an open one.
func pour(from string, to io.Writer) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	if _, err = io.Copy(to, in); err != nil {
		return fmt.Errorf("copy %s: %w", from, err)
	}
	return nil
}

// removeBeside removes what an unfinished file had beside it while it was open.
func removeBeside(path string) error {
	var errs []error
	for _, end := range []string{"-wal", "-shm", ".lock", ".wanted"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
