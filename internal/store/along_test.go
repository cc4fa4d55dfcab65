package store

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"runtime"
	"sync"
	"testing"

	"harmattan/internal/news"
)

// Officers who decide while the disk is waited for wait for it once more, all together.
func TestStepsThatWaitAreKeptTogether(t *testing.T) {
	const officers = 20
	s := newStore(t)
	for n := range officers {
		save(t, s, change(n))
	}
	before := commits(t, s)
	withdrawn, withdraw := context.WithCancel(t.Context())
	errs := make([]error, officers)
	var gone, broke error
	var work sync.WaitGroup
	hold := s.writer.alone(t.Context(), func(context.Context) error {
		for n := range officers {
			story := storyID(n)
			if n == officers-1 {
				story = storyID(99) // which there is not
			}
			work.Go(func() { _, errs[n] = s.SetState(t.Context(), story, news.Watching, noon) })
		}
		work.Go(func() { _, gone = s.SetState(withdrawn, storyID(1), news.Cited, noon) })
		work.Go(func() {
			defer func() {
				if recover() != nil {
					broke = errBroken
				}
			}()
			_ = s.write(t.Context(), forPowerCut, func(ctx context.Context, w *writer) error {
				_ = w.exec(ctx, "DELETE FROM step")
				panic("a defect")
			})
		})
		for waiting(s) < officers+2 {
			runtime.Gosched()
		}
		withdraw()
		for waiting(s) > officers+1 {
			runtime.Gosched()
		}
		return nil
	})
	work.Wait()
	if hold != nil || !errors.Is(gone, context.Canceled) || broke == nil {
		t.Errorf("%v, what was given up ended with %v, what panicked with %v", hold, gone, broke)
	}
	for n, err := range errs {
		if last := n == officers-1; errors.Is(err, ErrNotFound) != last || !last && err != nil {
			t.Errorf("step %d: %v", n, err)
		}
	}
	steps, err := s.Steps(t.Context(), noon)
	if err != nil || len(steps) != officers-1 {
		t.Errorf("%d steps are kept, %v; want %d", len(steps), err, officers-1)
	}
	if kept := commits(t, s) - before; kept > 3 { // whoever broke or failed may have come first
		t.Errorf("%d waits for the disk for %d steps that waited together", kept, officers)
	}
	whole(t, s)
}

func waiting(s *Store) int {
	s.writer.mu.Lock()
	defer s.writer.mu.Unlock()
	return len(s.writer.waiting)
}

// commits counts the transactions in the log of a file.
func commits(t *testing.T, s *Store) (count int) {
	t.Helper()
	wal, err := os.ReadFile(s.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	const head, frame = 32, 24 + 4096
	for at := head; at+frame <= len(wal); at += frame {
		if binary.BigEndian.Uint32(wal[at+4:]) != 0 {
			count++
		}
	}
	return count
}
