//go:build unix

package ui

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// nothingCame waits for something to read, and tells whether there was nothing. Where the system does not tell of a terminal,
// as some do not, it says that there was.
func nothingCame(in *os.File, wait time.Duration) bool {
	until := time.Now().Add(wait)
	for {
		left := max(0, time.Until(until)+time.Millisecond-1) // in whole milliseconds, and none too few
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(in.Fd()), Events: unix.POLLIN}}, int(left/time.Millisecond))
		if !errors.Is(err, unix.EINTR) {
			return err == nil && n == 0
		}
	}
}
