package desk

import (
	"sync"

	"harmattan/summarize"
)

// readers lends the readers of articles, one for each core. Together they remember the words they have met. Whoever prepares what was
// just fetched lets all others go first: what has its story is to be seen soon, and there are more fetchers than readers.
type readers struct {
	most   int // of them, as there are cores
	mu     sync.Mutex
	made   int
	shared *summarize.Reader // that all others share their words with
	free   []*summarize.Reader
	first  []chan *summarize.Reader // those who wait
	late   []chan *summarize.Reader // those who wait, and let the others go first
}

// borrow waits for a reader.
func (r *readers) borrow() *summarize.Reader { return r.from(&r.first) }

// borrowLate waits for a reader that nobody else waits for.
func (r *readers) borrowLate() *summarize.Reader { return r.from(&r.late) }

func (r *readers) from(queue *[]chan *summarize.Reader) *summarize.Reader {
	r.mu.Lock()
	if n := len(r.free); n > 0 {
		one := r.free[n-1]
		r.free = r.free[:n-1]
		r.mu.Unlock()
		return one
	}
	if r.made < r.most {
		defer r.mu.Unlock()
		r.made++
		if r.shared == nil {
			r.shared = summarize.NewReader()
		}
		return r.shared.Another()
	}
	turn := make(chan *summarize.Reader, 1)
	*queue = append(*queue, turn)
	r.mu.Unlock()
	return <-turn
}

// atRest tells whether fewer than half of the cores read: another one that reads delays none.
func (r *readers) atRest() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return 2*(r.made-len(r.free)) < r.most
}

func (r *readers) giveBack(one *summarize.Reader) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, queue := range []*[]chan *summarize.Reader{&r.first, &r.late} {
		if len(*queue) > 0 {
			(*queue)[0] <- one
			*queue = (*queue)[1:]
			return
		}
	}
	r.free = append(r.free, one)
}
