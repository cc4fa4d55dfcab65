package desk

import "runtime/debug"

// seldom is by how many percent the heap grows between two collections while there is much to do: at 200 a first refresh of ten
// thousand articles takes a tenth less of the processor than at the usual 100, for 40 MB more; the bound of memory in main.go
// still holds. A reader at rest has collections come sooner, for the memory.
const seldom = 200

// collectSeldom keeps the collector from taking what a refresh needs, until back.
func collectSeldom() (back func()) {
	usual := debug.SetGCPercent(seldom)
	if usual > seldom || usual < 0 {
		debug.SetGCPercent(usual)
	}
	return func() { debug.SetGCPercent(usual) }
}
