package desk

import "runtime/debug"

// seldom is by how many percent the heap grows between two collections while there is much to do, as Go has it by itself. A
// reader at rest has them come sooner, for the memory.
const seldom = 100

// collectSeldom keeps the collector from taking what a refresh needs, until back.
func collectSeldom() (back func()) {
	usual := debug.SetGCPercent(seldom)
	if usual > seldom || usual < 0 {
		debug.SetGCPercent(usual)
	}
	return func() { debug.SetGCPercent(usual) }
}
