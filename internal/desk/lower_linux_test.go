package desk

import (
	"runtime"
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

func TestTheReadersThreadsAskForShortSlicesAndThoseBehindDoNot(t *testing.T) {
	slice := func() uint64 {
		runtime.LockOSThread() // for the two calls that follow
		defer runtime.UnlockOSThread()
		now, err := unix.SchedGetAttr(0, 0)
		if err != nil {
			t.Error(err)
			return 0
		}
		return now.Runtime
	}
	usual := slice()
	d, end := withThreads(t, 2)
	defer end()
	here := slice()
	if here == usual && here != uint64(brief) {
		t.Skip("this system has no slices to ask for")
	}
	var behind uint64
	_ = d.behind(func() error {
		behind = slice()
		return nil
	})
	if here != uint64(brief) || behind <= here {
		t.Errorf("%d ns here, %d ns behind, %d ns before", here, behind, usual)
	}
}
