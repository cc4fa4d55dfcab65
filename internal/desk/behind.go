package desk

import (
	"context"
	"os"
	"runtime"
	"sync/atomic"
)

// behind is the threads that do what is done behind a reader: as many as there are processors, each of lower priority than
// those on which the reader answers its officer. So a key waits neither for a place among Go's goroutines, of which a refresh
// has a hundred, nor for a processor. Just after a key all but one stand aside. A piece of work that is put off lets all others
// go first.
type behind struct {
	calm               *calm
	first, begun, late chan func()
	ended              <-chan struct{}               // what is to be done then is done where it is asked for
	free               atomic.Pointer[chan struct{}] // until it is closed nothing is put off any more; nil where nobody is to go alone
}

// startBehind starts the threads, which end with ctx.
func (d *Desk) startBehind(ctx context.Context) {
	w := &behind{calm: &d.calm, first: make(chan func()), begun: make(chan func()), late: make(chan func()), ended: ctx.Done()}
	hurryThreads()
	for n := range d.readers.most {
		go w.work(n)
	}
	d.backs.Store(w)
}

// makeRoom lets Go run as many goroutines at a time as work behind the reader, as the collector takes, a quarter of all, and two
// more, for the network and for the reader: one that becomes ready while all places are taken waits up to 10 ms for one. At rest so many
// would only be in each other's way. GOMAXPROCS in the environment says otherwise. What it returns takes that back.
func (d *Desk) makeRoom() (back func()) {
	usual := runtime.GOMAXPROCS(0)
	if d.backs.Load() == nil || os.Getenv("GOMAXPROCS") != "" {
		return func() {}
	}
	runtime.GOMAXPROCS(max(usual, placesBeside(d.readers.most)))
	return func() { runtime.GOMAXPROCS(usual) }
}

// placesBeside is how many places Go is to have where so many threads work behind the reader.
func placesBeside(threads int) int { return threads + threads/3 + 3 }

// work does one piece after the other. Its thread is its own, the nth from 0 on, and ends with it.
func (w *behind) work(n int) {
	runtime.LockOSThread()
	lowerThread()
	for {
		if n > 0 { // all but one stand aside just after a key
			w.calm.wait(w.calm.alone, w.ended)
		}
		piece := w.waiting()
		if piece == nil {
			select {
			case piece = <-w.first:
			case piece = <-w.begun:
			case piece = <-w.late:
			case <-w.ended:
				return
			}
		}
		piece()
	}
}

// waiting is the piece that goes before the others that wait; nil where none does.
func (w *behind) waiting() func() {
	for _, queue := range []chan func(){w.first, w.begun, w.late} {
		select {
		case piece := <-queue:
			return piece
		default:
		}
	}
	return nil
}

// behind does a piece of work and returns its error: on a thread that lets keys go first where somebody reads, else at once. A
// piece neither asks for another, nor waits for whoever does.
func (d *Desk) behind(piece func() error) error {
	w := d.backs.Load()
	if w == nil {
		return piece()
	}
	return w.do(w.first, piece)
}

// behindAll is behind for what is fetched and not yet looked at: what has its story is to be seen soon.
func (d *Desk) behindAll(piece func() error) error {
	w := d.backs.Load()
	if w == nil {
		return piece()
	}
	return w.putOff(w.late, piece)
}

// behindBegun is behindAll for a feed that is being looked at: it is done with before the next one is begun, so that the first
// stories do not wait until the documents of all feeds are read.
func (d *Desk) behindBegun(piece func() error) error {
	w := d.backs.Load()
	if w == nil {
		return piece()
	}
	return w.putOff(w.begun, piece)
}

// putOff hands a piece over once nobody is to go alone.
func (w *behind) putOff(queue chan<- func(), piece func() error) error {
	if free := w.free.Load(); free != nil {
		select {
		case <-*free:
		case <-w.ended:
		}
	}
	return w.do(queue, piece)
}

// goAlone has what is put off wait before it is begun, until back: the first stories are to be seen before all feeds are read.
func (d *Desk) goAlone() (back func()) {
	w := d.backs.Load()
	if w == nil {
		return func() {}
	}
	free := make(chan struct{})
	w.free.Store(&free)
	return func() {
		w.free.Store(nil)
		close(free)
	}
}

// do hands a piece over and waits for it. What it panics with goes to whoever asked for it: the terminal is put in order there.
func (w *behind) do(queue chan<- func(), piece func() error) (err error) {
	done := make(chan any, 1)
	handed := func() {
		defer func() { done <- recover() }()
		err = piece()
	}
	select {
	case queue <- handed:
	case <-w.ended:
		return piece()
	}
	if broken := <-done; broken != nil {
		panic(broken)
	}
	return err
}
