package commands

import (
	"os"
	"runtime/debug"
)

// allowMemory raises the bound of main.go, from which on memory is taken back at once, by so many bytes for a command that does the work
// of many readers. GOMEMLIMIT in the environment says otherwise.
func allowMemory(more int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(debug.SetMemoryLimit(-1) + more)
	}
}
