package desk

import (
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// lower is by how much the threads behind the reader are nicer: the system gives them a third of what it gives another that
// wants the processor too. Much less, and the collector, for which all threads stop, would wait for them on a busy machine.
const lower = 5

// brief is for how long at a time the reader's threads ask for the processor: the least that the system knows.
const brief = 100 * time.Microsecond

// hurryThreads has the threads of this program, and those that it makes later, go soon after they wake: since Linux 6.12 one
// that asks for the processor for a short while goes before others, and gets no more of it. Before, it asks in vain.
func hurryThreads() {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return
	}
	for _, t := range threads {
		if id, err := strconv.Atoi(t.Name()); err == nil {
			askFor(id, brief)
		}
	}
}

// lowerThread lowers the priority of the thread it runs on, for good: nobody but the superuser may raise it again. On Linux
// each thread has its own. It is in no hurry.
func lowerThread() {
	now, err := unix.Getpriority(unix.PRIO_PROCESS, 0) // 20 less what is called nice
	if err != nil {
		return
	}
	_ = unix.Setpriority(unix.PRIO_PROCESS, 0, 20-now+lower) // else it has the priority of the others
	askFor(0, 0)
}

// askFor says for how long at a time a thread wants the processor, 0 for as long as is usual; the thread 0 is the one it runs on.
func askFor(thread int, slice time.Duration) {
	now, err := unix.SchedGetAttr(thread, 0)
	if err != nil || now.Policy != unix.SCHED_NORMAL {
		return
	}
	now.Size, now.Runtime = unix.SizeofSchedAttr, uint64(slice)
	_ = unix.SchedSetAttr(thread, now, 0) // else it goes when it is its turn
}
