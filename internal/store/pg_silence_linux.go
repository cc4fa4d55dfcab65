package store

import (
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// longestSilence is how long, in milliseconds, what was sent may go unheard before a connection is given up: the system alone
// would try for a quarter of an hour.
const longestSilence = 25_000

// limitSilence bounds how long a connection goes on to send what nobody hears.
func limitSilence(network, _ string, raw syscall.RawConn) error {
	if !strings.HasPrefix(network, "tcp") {
		return nil
	}
	return raw.Control(func(fd uintptr) {
		_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, longestSilence) // without it the system's own bound holds
	})
}
