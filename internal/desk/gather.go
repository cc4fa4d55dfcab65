package desk

import (
	"context"
	"time"
)

// How a batch is waited for, but the first: until for a while nothing came and nothing that came is being read, as long as the
// batch before took, within these bounds, and no longer than the last; but for as long as so many articles come in each second
// more, they come about as fast as they can be read, and nothing is gained by taking some of them in first.
const (
	shortestPause    = 100 * time.Millisecond
	longestPause     = time.Second
	longestGathering = 10 * time.Second
	streaming        = 1_000
)

// gather takes with one feed's part those that are there already, and waits for further ones: a story that is collapsed in
// each of many batches costs more than the wait.
func (r *refresh) gather(ctx context.Context, got fetched, results <-chan fetched) []fetched {
	list, n := []fetched{got}, len(got.ready)
	if r.took == 0 { // something is to be seen soon
		return list
	}
	patience := min(max(r.took, shortestPause), longestPause)
	pause, whole := time.NewTimer(patience), time.NewTimer(longestGathering)
	defer pause.Stop()
	defer whole.Stop()
	due := streaming * int(longestGathering/time.Second) // so many when whole ends, and it goes on for another second
	for n < takenTogether {
		select {
		case next, ok := <-results:
			if !ok {
				return list
			}
			list, n = append(list, next), n+len(next.ready)
			if len(next.ready) > 0 {
				pause.Reset(patience)
			}
			continue
		case <-whole.C:
			if n >= due {
				due = n + streaming
				whole.Reset(time.Second)
				continue
			}
		case <-pause.C:
			if r.reading.Load() > 0 {
				pause.Reset(patience)
				continue
			}
		case <-ctx.Done():
		}
		break
	}
	return r.gatherThere(list, n, results)
}

// gatherThere adds what is there.
func (r *refresh) gatherThere(list []fetched, n int, results <-chan fetched) []fetched {
	for n < takenTogether {
		select {
		case next, ok := <-results:
			if !ok {
				return list
			}
			list, n = append(list, next), n+len(next.ready)
		default:
			return list
		}
	}
	return list
}
