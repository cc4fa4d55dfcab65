package desk

import (
	"testing"
	"testing/synctest"
	"time"
)

// A batch waits for what is being read, and while articles come about as fast as they can be read; it does not wait for slow hosts.
func TestABatchIsWaitedForWhileMuchComes(t *testing.T) {
	const every = 100 * time.Millisecond
	for name, tc := range map[string]struct {
		after    time.Duration // the first part comes, and the others one after the other
		parts    int
		articles int // of each part
		read     bool
		want     int // parts, with the one that was there
	}{
		"what is being read":                 {3 * time.Second, 1, 1, true, 2},
		"what is still on its way":           {3 * time.Second, 1, 1, false, 1},
		"as fast as they can be read":        {every, 200, streaming / 5, false, 201},
		"in a long while, of slow hosts":     {every, 200, streaming / 20, false, 100},
		"more than are taken in at one time": {every, 200, takenTogether / 50, false, 51},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &refresh{took: time.Second}
				if tc.read {
					r.reading.Add(1)
				}
				results := make(chan fetched, unstored)
				sent := make(chan struct{})
				go func() {
					defer close(sent)
					<-time.After(tc.after - every + time.Millisecond) // of the bubble's clock
					for range tc.parts {
						<-time.After(every)
						results <- fetched{ready: make([]*ready, tc.articles)}
					}
					r.reading.Store(0)
				}()
				if got := len(r.gather(t.Context(), fetched{}, results)); got != tc.want {
					t.Errorf("%d parts are taken together, want %d", got, tc.want)
				}
				<-sent
			})
		})
	}
}
