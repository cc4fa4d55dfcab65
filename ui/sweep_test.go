package ui

import (
	"context"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatFramesLeaveIsCollectedInAPause(t *testing.T) {
	t.Parallel()
	const mega = 1 << 20
	for _, c := range []struct {
		name        string
		live, since uint64
		frames      int
		apart       time.Duration // from one frame to the next
		collected   int
	}{
		{"much, once nothing is drawn any more", 5 * mega, 2 * mega, 10, 10 * time.Millisecond, 1},
		{"much, between two keys of one that is held down", 5 * mega, 2 * mega, 10, 33 * time.Millisecond, 10},
		{"little, never", 5 * mega, mega, 10, 33 * time.Millisecond, 0},
		{"what a refresh has in use, never", 60 * mega, 20 * mega, 10, 33 * time.Millisecond, 0},
		{"without a frame, never", 5 * mega, 2 * mega, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				collected := 0
				s := newSweep()
				s.left = func() (live, since uint64) { return c.live, c.since }
				s.collect = func() { collected++ }
				ctx, stop := context.WithCancel(t.Context())
				go s.run(ctx)
				for range c.frames {
					s.frame()
					<-time.After(c.apart)
				}
				<-time.After(time.Second)
				stop()
				synctest.Wait()
				if collected != c.collected {
					t.Errorf("collected %d times, not %d", collected, c.collected)
				}
			})
		})
	}
}

// TestTheHeapTellsWhatWasMadeSinceTheLastCollection asks that what is swept by is told by this version of Go.
func TestTheHeapTellsWhatWasMadeSinceTheLastCollection(t *testing.T) {
	made := make([]byte, 32<<20)
	live, since := heap()
	if live+since < 32<<20 {
		t.Errorf("%d bytes in use and %d made since, where there are 32 MiB", live, since)
	}
	runtime.KeepAlive(made)
}
