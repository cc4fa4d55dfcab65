package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// File writes a page to a file that only its owner can read: whole or not at all, and never over another one.
func File(path string, p Page, f Format) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write %s: there is a file of this name already", path)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".harmattan-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(temp.Name()) //nolint:errcheck // gone already where the link succeeded
	if err := errors.Join(Write(temp, p, f), temp.Sync(), temp.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Link(temp.Name(), path); err != nil { // unlike a rename it never replaces a file made meanwhile
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("write %s: there is a file of this name already", path)
		}
		if err := os.Rename(temp.Name(), path); err != nil { // a file system without links
			return fmt.Errorf("write %s: %w", path, err)
		}
	}
	return nil
}
