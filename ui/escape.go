package ui

import (
	"os"
	"time"
)

const (
	// loneEscape is how long after an escape nothing more has to come for it to be a key of its own. A terminal sends the bytes
	// of a key at once; between this one and the terminal are only the system's own buffers.
	loneEscape = 10 * time.Millisecond

	escape = "\x1b"

	// escapeKey is the key in a form that begins no other: who reads it waits for nothing.
	escapeKey = "\x1b[27u"
)

// isNear tells whether what the terminal sends comes from this machine: over a network the bytes of a key may come apart, and
// the library's longer wait for them is right.
func isNear(env func(string) string) bool {
	return env("SSH_CONNECTION") == "" && env("SSH_CLIENT") == "" && env("SSH_TTY") == ""
}

// staysSilent returns what tells whether a lone escape stays alone; nil where nobody is to wait for that.
func staysSilent(terminal *os.File, env func(string) string) func() bool {
	if !isNear(env) {
		return nil
	}
	return func() bool { return nothingCame(terminal, loneEscape) }
}
