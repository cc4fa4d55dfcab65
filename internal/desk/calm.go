package desk

import (
	"context"
	"sync/atomic"
	"time"
)

// calm lets the work behind a reader rest while its officer types: a refresh has all processors at work, and a key that is
// pressed meanwhile would wait for its turn at each step of its way. Work rests between two articles or two transactions,
// never within one: what the officer decides is not to wait for the typing to end.
type calm struct {
	first, last atomic.Int64 // when the first and the last key of this typing came, in nanoseconds since 1970; 0 for never
}

const (
	// calmFor is how long after a key the work rests: who types presses the next one sooner.
	calmFor = 300 * time.Millisecond

	// calmAtMost is how long it rests for one typing. After that it works every other while, however long that goes on.
	calmAtMost = 10 * time.Second
	calmOften  = 200 * time.Millisecond

	// calmStep is how often whoever rests looks whether the typing is over.
	calmStep = 25 * time.Millisecond
)

// Pressed says that the officer pressed a key: what works behind the reader rests until some time after the last one.
func (d *Desk) Pressed() { d.calm.pressed(time.Now()) }

// Rest waits while the officer types. Typing that goes on and on does not hold work up for ever: see calmAtMost.
func (d *Desk) Rest(ctx context.Context) {
	for d.calm.rests(time.Now) {
		select {
		case <-ctx.Done():
			return
		case <-time.After(calmStep):
		}
	}
}

func (c *calm) pressed(now time.Time) {
	at := now.UnixNano()
	if at-c.last.Load() > int64(calmFor) {
		c.first.Store(at)
	}
	c.last.Store(at)
}

// readBehind reads a fetched document behind the officer's keys.
func (d *Desk) readBehind(ctx context.Context, read func() error) error {
	return d.behindAll(func() error {
		d.Rest(ctx)
		return read()
	})
}

// rests tells whether work is to rest now.
func (c *calm) rests(clock func() time.Time) bool {
	last := c.last.Load()
	if last == 0 { // nobody types where nobody reads
		return false
	}
	now := clock().UnixNano()
	since, typing := now-last, now-c.first.Load()
	if since < 0 || since > int64(calmFor) { // a clock that was set back is no reason to rest
		return false
	}
	return typing < int64(calmAtMost) || typing/int64(calmOften)%2 == 0
}
