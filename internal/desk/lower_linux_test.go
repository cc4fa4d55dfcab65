package desk

import (
	"testing"

	"golang.org/x/sys/unix"
)

func TestWhatWorksBehindAReaderIsLessUrgentThanTheReader(t *testing.T) {
	d, end := withThreads(t, 2)
	defer end()
	urgency := func() int {
		n, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
		if err != nil {
			t.Error(err)
		}
		return n
	}
	var behind int
	_ = d.behind(func() error {
		behind = urgency()
		return nil
	})
	if here := urgency(); behind >= here && here > 1 {
		t.Errorf("%d behind, %d here", behind, here)
	}
}
