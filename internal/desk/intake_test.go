package desk

import (
	"testing"
	"testing/synctest"
	"time"
)

// What an intake has gathered is asked for again where the program is killed: it is taken in before that is much.
func TestAnIntakeGathersForAWhileOnly(t *testing.T) {
	for name, tc := range map[string]struct {
		every  time.Duration // a feed comes
		flying int64         // feeds that are asked, with the first
		want   int           // feeds taken together
	}{
		"all that were asked":        {shortestPause, 5, 5},
		"until nothing came":         {2 * longestPause, 5, 1},
		"while one comes on another": {shortestPause, 500, int(intakeLongest/shortestPause) + 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				i := &Intake{refresh: &refresh{took: longestPause}, parts: make(chan fetched, unstored)}
				i.flying.Store(tc.flying)
				begun := time.Now()
				go func() {
					for n := range tc.flying - 1 {
						at := time.NewTimer(time.Until(begun.Add(time.Duration(n+1)*tc.every - time.Millisecond)))
						select {
						case <-at.C:
							i.parts <- fetched{last: true}
						case <-t.Context().Done():
							return
						}
					}
				}()
				if got := len(i.gather(t.Context(), fetched{last: true})); got != tc.want {
					t.Errorf("%d feeds are taken in together, want %d", got, tc.want)
				}
			})
		})
	}
}
