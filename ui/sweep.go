package ui

import (
	"context"
	"runtime"
	"runtime/metrics"
	"time"
)

// sweep collects what frames leave behind in the pauses between them. The collector by itself begins when memory is asked
// for, which is while a key is answered: one key of twelve waited for it.
type sweep struct {
	drawn   chan struct{}               // a frame was asked for
	left    func() (live, since uint64) // bytes that the last collection found in use, and bytes made since
	collect func()
}

const (
	// sweepAfter is how long nothing was drawn before it is swept: a key held down comes every 33 ms, and is answered in 3.
	sweepAfter = 20 * time.Millisecond

	// sweepFrom is from how many bytes on it is worth a collection: what some eight keys leave.
	sweepFrom = 3 << 19

	// sweepUpTo is how many bytes are in use at most: where a refresh is under way there are more, and to look through them
	// takes longer than a pause.
	sweepUpTo = 24 << 20
)

func newSweep() *sweep {
	return &sweep{drawn: make(chan struct{}, 1), left: heap, collect: runtime.GC}
}

// frame notes that something is drawn; nil notes nothing.
func (s *sweep) frame() {
	if s == nil {
		return
	}
	select {
	case s.drawn <- struct{}{}:
	default: // the frame before has not been seen yet
	}
}

// run sweeps until the reader ends.
func (s *sweep) run(ctx context.Context) {
	for s.pause(ctx) {
		live, since := s.left()
		if since >= sweepFrom && live <= sweepUpTo {
			s.collect()
		}
	}
}

// pause waits until something was drawn and then nothing for a while; false when the reader ends.
func (s *sweep) pause(ctx context.Context) bool {
	var over <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false
		case <-s.drawn:
			over = time.After(sweepAfter)
		case <-over:
			return true
		}
	}
}

// heap tells of the memory that is collected.
func heap() (live, since uint64) {
	of := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(of)
	live, now := of[0].Value.Uint64(), of[1].Value.Uint64()
	return live, now - min(live, now)
}
