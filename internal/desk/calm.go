package desk

import (
	"context"
	"math"
	"sync/atomic"
	"time"
)

// calm lets the work behind a reader rest while its officer types: a refresh has all processors at work, and a key that is
// pressed meanwhile would wait for its turn at each step of its way. Work rests between two articles or two transactions,
// never within one: what the officer decides is not to wait for the typing to end.
type calm struct {
	last  atomic.Int64 // when the last key came, in nanoseconds since 1970; 0 for never
	first atomic.Int64 // when the typing began that it belongs to: keys within calmFor of each other
	close atomic.Int64 // the same for keys within calmBriefly of each other
}

const (
	// calmFor is how long after a key the work rests: who goes through a list presses the next one sooner.
	calmFor = 700 * time.Millisecond

	// calmAtMost is how long it rests for one typing. After that it rests calmBriefly after each key, and once keys have come
	// closer than that for as long, every other while.
	calmAtMost  = 10 * time.Second
	calmBriefly = 300 * time.Millisecond
	calmOften   = 200 * time.Millisecond

	// calmStep is how often whoever rests looks whether the typing is over.
	calmStep = 25 * time.Millisecond

	// aloneFor is how long after a key all that is done behind the reader is done on one processor: the others are there for the
	// next key.
	aloneFor = 2 * time.Second
)

// Pressed says that the officer pressed a key: what works behind the reader rests until some time after the last one.
func (d *Desk) Pressed() { d.calm.pressed(time.Now()) }

// Rest waits while the officer types. Typing that goes on and on does not hold work up for ever: see calmAtMost.
func (d *Desk) Rest(ctx context.Context) { d.calm.wait(d.calm.rests, ctx.Done()) }

// wait returns once it is not so any more, or what asks has ended.
func (c *calm) wait(isSo func(clock func() time.Time) bool, ended <-chan struct{}) {
	for isSo(time.Now) {
		select {
		case <-ended:
			return
		case <-time.After(calmStep):
		}
	}
}

func (c *calm) pressed(now time.Time) {
	at := now.UnixNano()
	since := at - c.last.Load()
	if since > int64(calmFor) {
		c.first.Store(at)
	}
	if since > int64(calmBriefly) {
		c.close.Store(at)
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
	now, since := c.since(clock)
	switch {
	case since <= calmFor && now-c.first.Load() < int64(calmAtMost):
		return true
	case since > calmBriefly:
		return false
	}
	typing := now - c.close.Load()
	return typing < int64(calmAtMost) || typing/int64(calmOften)%2 == 0
}

// alone tells whether one processor is to do all that is done behind the reader.
func (c *calm) alone(clock func() time.Time) bool {
	_, since := c.since(clock)
	return since <= aloneFor
}

// since is the time now, and how long ago the last key came: for ever where nobody reads, and where the clock was set back,
// which is no reason to rest.
func (c *calm) since(clock func() time.Time) (now int64, since time.Duration) {
	last := c.last.Load()
	if last == 0 {
		return 0, math.MaxInt64
	}
	now = clock().UnixNano()
	if now < last {
		return now, math.MaxInt64
	}
	return now, time.Duration(now - last)
}
