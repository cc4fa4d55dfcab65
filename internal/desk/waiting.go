package desk

import (
	"fmt"
	"os"
	"slices"
	"sync"
)

// heldWaiting is how many bytes of articles that wait for their stories are held in memory: about four thousand articles of
// the usual length. What is more lies in a file meanwhile: it costs little to read, and the garbage collector leaves as much
// again unused for what is held.
const heldWaiting = 4 << 20

// waitingName is the name of that file in the data folder, while it has one.
const waitingName = "waiting"

// waiting keeps the parcels of a refresh until their articles are stored: in memory, and beyond some megabytes in a file
// that is of no use to anybody after the refresh, however that ends.
type waiting struct {
	path string

	mu    sync.Mutex
	held  int // bytes in memory
	file  *os.File
	lying int      // parcels in the file
	end   int64    // of what lies in it
	spare [][]byte // memory of parcels that lie in the file
}

// parcel is what one part of a feed brought, packed: a piece of memory, which the garbage collector need not look into, or
// of the file.
type parcel struct {
	packed []byte // nil where it lies in the file
	in     *waiting
	at     int64 // in the file
	size   int
}

// section says where something lies in a parcel.
type section struct{ from, to int32 }

// mostSpare is how many pieces of memory are kept for further parcels.
const mostSpare = 4

// parcel begins a parcel of at most about size bytes. A nil waiting begins one that waits for nothing.
func (w *waiting) parcel(size int) *parcel {
	if w != nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		if n := len(w.spare); n > 0 {
			room := w.spare[n-1]
			w.spare = w.spare[:n-1]
			if cap(room) >= size {
				return &parcel{packed: room[:0]}
			}
		}
	}
	return &parcel{packed: make([]byte, 0, size)}
}

// take keeps a parcel. Where the file cannot be written it stays in memory.
func (w *waiting) take(p *parcel) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p.in, p.size = w, len(p.packed)
	if w.held+p.size <= heldWaiting || !w.write(p) {
		w.held += p.size
	}
}

func (w *waiting) write(p *parcel) bool {
	if w.file == nil {
		_ = os.Remove(w.path) // of a program that was stopped, or that has it open and needs no name for it
		f, err := os.OpenFile(w.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return false
		}
		w.file = f
		_ = os.Remove(w.path) // an open file needs no name; where the system wants one it is removed at the end
	}
	if _, err := w.file.WriteAt(p.packed, w.end); err != nil {
		return false
	}
	if len(w.spare) < mostSpare {
		w.spare = append(w.spare, p.packed)
	}
	p.at, p.packed = w.end, nil
	w.end += int64(p.size)
	w.lying++
	return true
}

// of reads a section of a parcel.
func (p *parcel) of(s section) ([]byte, error) { return p.into(nil, s) }

// into is of in the given memory, where it needs any and that is large enough.
func (p *parcel) into(room []byte, s section) ([]byte, error) {
	if p.packed != nil {
		return p.packed[s.from:s.to], nil
	}
	b := slices.Grow(room[:0], int(s.to-s.from))[:s.to-s.from]
	if _, err := p.in.file.ReadAt(b, p.at+int64(s.from)); err != nil {
		return nil, fmt.Errorf("read what waits for its story: %w", err)
	}
	return b, nil
}

// release lets go of a parcel whose articles are stored.
func (p *parcel) release() {
	w := p.in
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if p.packed != nil {
		w.held -= p.size
		return
	}
	w.lying--
	if w.lying == 0 {
		w.end = 0
	}
}

// close removes the file.
func (w *waiting) close() {
	w.spare = nil
	if w.file != nil {
		_ = w.file.Close() // nothing in it is wanted
		_ = os.Remove(w.path)
	}
}
