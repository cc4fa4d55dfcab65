package desk

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// withThreads is a desk behind which so many threads work, and what ends them.
func withThreads(t *testing.T, threads int) (*Desk, context.CancelFunc) {
	t.Helper()
	d := &Desk{readers: &readers{most: threads}}
	ctx, end := context.WithCancel(t.Context())
	d.startBehind(ctx)
	return d, end
}

func TestNoMoreWorkGoesOnBehindThanThereAreThreads(t *testing.T) {
	d, end := withThreads(t, 2)
	defer end()
	var now, most, done atomic.Int64
	var all sync.WaitGroup
	for i := range 40 {
		ask := d.behind
		if i%2 == 0 {
			ask = d.behindAll
		}
		all.Go(func() {
			_ = ask(func() error {
				for n := now.Add(1); n > most.Load(); {
					most.Store(n)
				}
				for range 1000 {
					done.Load()
				}
				now.Add(-1)
				done.Add(1)
				return nil
			})
		})
	}
	all.Wait()
	if most.Load() > 2 || done.Load() != 40 {
		t.Errorf("%d at once, %d done", most.Load(), done.Load())
	}
}

func TestAllThreadsButOneStandAsideAfterAKey(t *testing.T) {
	d, end := withThreads(t, 2)
	defer end()
	var in, all sync.WaitGroup
	hold := func(until <-chan struct{}) { // both threads
		in.Add(2)
		for range 2 {
			all.Go(func() {
				_ = d.behind(func() error {
					in.Done()
					<-until
					return nil
				})
			})
		}
		in.Wait()
	}
	pressed := make(chan struct{})
	hold(pressed)
	d.Pressed()
	close(pressed)
	var now atomic.Int64
	for range 8 {
		all.Go(func() {
			_ = d.behind(func() error {
				if n := now.Add(1); n > 1 {
					t.Errorf("%d pieces at once just after a key", n)
				}
				for range 1_000_000 {
					now.Load()
				}
				now.Add(-1)
				return nil
			})
		})
	}
	all.Wait()
	d.calm.last.Store(time.Now().Add(-2 * aloneFor).UnixNano())
	hold(pressed)
	all.Wait()
}

func TestWhatIsPutOffLetsTheOthersGoFirst(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	defer end()
	w := &behind{calm: &calm{}, first: make(chan func(), 2), begun: make(chan func(), 2), late: make(chan func(), 2), ended: ctx.Done()}
	var order []string
	piece := func(name string) func() {
		return func() {
			if order = append(order, name); len(order) == 6 {
				end()
			}
		}
	}
	for range 2 {
		w.late <- piece("late")
		w.begun <- piece("begun")
		w.first <- piece("first")
	}
	w.work(0)
	if want := []string{"first", "first", "begun", "begun", "late", "late"}; !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
}

func TestWhatIsPutOffWaitsWhileTheFirstStoriesGoAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, end := withThreads(t, 2)
		defer end()
		back := d.goAlone()
		var late, begun atomic.Bool
		go func() { _ = d.behindAll(func() error { late.Store(true); return nil }) }()
		go func() { _ = d.behindBegun(func() error { begun.Store(true); return nil }) }()
		synctest.Wait()
		if first := false; d.behind(func() error { first = true; return nil }) != nil || !first || late.Load() || begun.Load() {
			t.Errorf("first %v, what was put off %v and %v", first, late.Load(), begun.Load())
		}
		back()
		synctest.Wait()
		if !late.Load() || !begun.Load() {
			t.Errorf("what was put off is done %v and %v", late.Load(), begun.Load())
		}
	})
}

func TestWhatWorkBehindEndsWithComesBackToWhoeverAsked(t *testing.T) {
	d, end := withThreads(t, 1)
	defer end()
	wrong := errors.New("wrong")
	if err := d.behind(func() error { return wrong }); !errors.Is(err, wrong) {
		t.Errorf("%v", err)
	}
	func() {
		defer func() {
			if got := recover(); got != "broken" {
				t.Errorf("it panicked with %v", got)
			}
		}()
		_ = d.behind(func() error { panic("broken") })
	}()
	if err := d.behind(func() error { return nil }); err != nil {
		t.Errorf("after a panic: %v", err)
	}
}

func TestWithoutThreadsWorkIsDoneWhereItIsAskedFor(t *testing.T) {
	ended, end := withThreads(t, 1)
	end()
	for name, d := range map[string]*Desk{"where nobody reads": {}, "where nobody reads any more": ended} {
		done := false
		if err := d.behind(func() error { done = true; return nil }); err != nil || !done {
			t.Errorf("%s: %v, %v", name, done, err)
		}
	}
}

func TestBesideWorkCollectorAndNetworkAPlaceIsTheReaders(t *testing.T) {
	for threads := 1; threads <= 64; threads++ {
		places := placesBeside(threads)
		if collector := (places + 2) / 4; threads+collector+1 >= places {
			t.Errorf("of %d places %d threads, %d of the collector and the network leave none", places, threads, collector)
		}
	}
}

func TestPlacesAreMadeForARefreshBehindAReaderAlone(t *testing.T) {
	t.Setenv("GOMAXPROCS", "")
	before := runtime.GOMAXPROCS(0)
	back := (&Desk{readers: &readers{most: before}}).makeRoom()
	if now := runtime.GOMAXPROCS(0); now != before {
		t.Errorf("%d places where nobody reads, %d before", now, before)
	}
	back()
	d, end := withThreads(t, before)
	defer end()
	back = d.makeRoom()
	if now := runtime.GOMAXPROCS(0); now != placesBeside(before) {
		t.Errorf("%d places while it goes on, want %d", now, placesBeside(before))
	}
	back()
	if now := runtime.GOMAXPROCS(0); now != before {
		t.Errorf("%d places after it, %d before", now, before)
	}
}
