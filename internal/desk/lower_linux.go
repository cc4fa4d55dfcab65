package desk

import "golang.org/x/sys/unix"

// lower is by how much the threads behind the reader are nicer: the system gives them a third of what it gives another that
// wants the processor too. Much less, and the collector, for which all threads stop, would wait for them on a busy machine.
const lower = 5

// lowerThread lowers the priority of the thread it runs on, for good: nobody but the superuser may raise it again. On Linux
// each thread has its own.
func lowerThread() {
	now, err := unix.Getpriority(unix.PRIO_PROCESS, 0) // 20 less what is called nice
	if err != nil {
		return
	}
	_ = unix.Setpriority(unix.PRIO_PROCESS, 0, 20-now+lower) // else it has the priority of the others
}
