//go:build !linux

package desk

// lowerThread does nothing where threads have no priority of their own that a program may set: there are still no more of
// them than processors.
func lowerThread() {}

// hurryThreads does nothing where threads cannot ask to go soon.
func hurryThreads() {}
