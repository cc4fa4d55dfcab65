package ui

import "time"

// pace is how long what follows a key waits. A story takes a processor, and some of the collector, for longer than a key is
// to take: the frame of the key goes first, and of the stories that the cursor passes while keys come fast none is read.
type pace struct {
	keyed time.Time     // when the last key came
	rest  time.Duration // how long a story waits before it is asked for
}

const (
	// oneFrame is how long the story waits for the frame of a key that was pressed by itself.
	oneFrame = 8 * time.Millisecond

	// passing is how long the cursor rests on a story before it is asked for, while keys come fast and where it has left one
	// that was still awaited.
	passing = 60 * time.Millisecond

	// fast is how close two keys are that belong to one movement: a key held down comes some thirty times a second.
	fast = 120 * time.Millisecond
)

// key notes that a key came.
func (p *pace) key(now time.Time) {
	p.rest = oneFrame
	if now.Sub(p.keyed) < fast {
		p.rest = passing
	}
	p.keyed = now
}
