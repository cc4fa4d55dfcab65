package report

import (
	"os"

	"harmattan/internal/disk"
)

// File writes a page to a file that only its owner can read: whole or not at all, and never over another one.
func File(path string, p Page, f Format) error {
	return disk.New(path, func(out *os.File) error { return Write(out, p, f) })
}
