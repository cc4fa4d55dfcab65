package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrExists is the error of New where the name is taken.
var ErrExists = errors.New("there is a file of this name already")

// New writes a file, and never over another one.
func New(path string, write func(f *os.File) error) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write %s: %w", path, ErrExists)
	}
	return through(path, write, func(temp string) error {
		err := os.Link(temp, path) // unlike a rename it never replaces a file made meanwhile
		switch {
		case errors.Is(err, fs.ErrExist):
			return ErrExists
		case err != nil:
			return os.Rename(temp, path) // a file system without links
		}
		return nil
	})
}

// Replace writes a file, in the place of the one that is there.
func Replace(path string, write func(f *os.File) error) error {
	return through(path, write, func(temp string) error { return os.Rename(temp, path) })
}

// through writes a file under another name beside it, brings it to the disk and then gives it its name.
func through(path string, write func(f *os.File) error, settle func(temp string) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".harmattan-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone already where it has its name
	err = errors.Join(write(f), f.Sync(), f.Close())
	if err == nil {
		err = settle(f.Name())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if folder, err := os.Open(filepath.Dir(path)); err == nil { // the name too; not every system can
		_ = errors.Join(folder.Sync(), folder.Close())
	}
	return nil
}
