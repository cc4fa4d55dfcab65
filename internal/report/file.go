package report

import (
	"os"

	"harmattan/internal/disk"
)

// ErrExists is the error of a file that would be written over.
var ErrExists = disk.ErrExists

// File writes a page to a file that only its owner can read: whole or not at all, and never over another one.
func File(path string, p Page, f Format) error {
	return disk.New(path, func(out *os.File) error { return Write(out, p, f) })
}

// LogFile writes a log to a new file that only its owner can read, as JSON Lines.
func LogFile(path string, log []LogEntry) error {
	return disk.New(path, func(out *os.File) error {
		for _, e := range log {
			if err := e.Line(out); err != nil {
				return err
			}
		}
		return nil
	})
}
