package summarize

import "math/bits"

// lists keeps many short lists of numbers in a few large arrays. A list lies in a block whose room is the power of two
// that it just fits into; a block that a list has left is given to another one.
type lists struct {
	chunks [][]int32
	used   int       // how much of the last chunk is taken
	blocks [][]int32 // by the power of two: where free blocks are
}

// list is where a list lies, and how long it is. The zero list is empty.
type list struct{ at, n int32 }

// chunkBits is the length of a chunk, as a power of two. A longer list has a chunk of its own.
const chunkBits = 16

// of is what a list holds; it is good until a list grows or shrinks.
func (l *lists) of(h list) []int32 {
	if h.n == 0 {
		return nil
	}
	start := h.at & (1<<chunkBits - 1)
	return l.chunks[h.at>>chunkBits][start : start+h.n]
}

// push puts a number to the end of a list.
func (l *lists) push(h *list, number int32) {
	if h.n&(h.n-1) == 0 { // it is empty, or fills its block
		l.move(h, h.n, h.n+1)
	}
	h.n++
	l.of(*h)[h.n-1] = number
}

// cut takes the numbers from one place to before another out of a list; the others keep their order.
func (l *lists) cut(h *list, from, to int32) {
	all := l.of(*h)
	copy(all[from:], all[to:])
	rest := h.n - (to - from)
	if rest == 0 || power(rest) != power(h.n) {
		l.move(h, rest, rest)
	}
	h.n = rest
}

// free lets go of a list.
func (l *lists) free(h *list) {
	if h.n > 0 {
		l.cut(h, 0, h.n)
	}
}

// move gives a list a block for so many numbers, and keeps those of its numbers that it is told to.
func (l *lists) move(h *list, keep, room int32) {
	old := *h
	if room > 0 {
		h.at = l.block(power(room))
		copy(l.of(list{h.at, room}), l.of(list{old.at, keep}))
	}
	if old.n > 0 {
		p := power(old.n)
		l.blocks[p] = append(l.blocks[p], old.at)
	}
}

// power is the power of two that the block of a list of n numbers has.
func power(n int32) int { return bits.Len32(uint32(n - 1)) }

// block finds a block that is free.
func (l *lists) block(power int) int32 {
	for len(l.blocks) <= power {
		l.blocks = append(l.blocks, nil)
	}
	if free := l.blocks[power]; len(free) > 0 {
		l.blocks[power] = free[:len(free)-1]
		return free[len(free)-1]
	}
	room := 1 << power
	if len(l.chunks) == 0 || l.used+room > len(l.chunks[len(l.chunks)-1]) {
		l.chunks = append(l.chunks, make([]int32, max(room, 1<<chunkBits)))
		l.used = 0
	}
	at := int32(len(l.chunks)-1)<<chunkBits | int32(l.used)
	l.used += room
	return at
}
