package desk

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"harmattan/internal/news"
)

// What an intake has gathered is asked for again where the program is killed: it is taken in before that is much, for as long as
// the program has run.
func TestAnIntakeGathersForAWhileOnly(t *testing.T) {
	for name, tc := range map[string]struct {
		every  time.Duration // a feed comes
		flying int64         // feeds that are asked, with the first
		age    time.Duration // of the intake
		want   int           // feeds taken together
	}{
		"all that were asked":                {shortestPause, 5, 0, 5},
		"until nothing came":                 {2 * longestPause, 5, 0, 1},
		"while one comes on another":         {shortestPause, 500, 0, int(intakeShortest/shortestPause) + 1},
		"for longer in one that has lived":   {shortestPause, 500, 12 * time.Second, int(12*time.Second/intakePart/shortestPause) + 1},
		"for not too long in one that lives": {shortestPause, 500, time.Hour, int(intakeLongest/shortestPause) + 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				i := &Intake{began: time.Now().Add(-tc.age), refresh: &refresh{took: longestPause}, parts: make(chan fetched, unstored)}
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

// A worker that ends asks no further feed: whoever takes the feed on asks it at once.
func TestAnIntakeThatEndsAsksNoFeedThatWaits(t *testing.T) {
	i := &Intake{asking: make(chan struct{}, 1), parts: make(chan fetched, unstored)}
	i.asking <- struct{}{} // another feed is being asked
	stop := make(chan struct{})
	answered := make(chan error, 1)
	go func() {
		_, err := i.Feed(t.Context(), stop, news.Feed{URL: "http://example.org/feed"})
		answered <- err
	}()
	close(stop)
	if err := <-answered; !errors.Is(err, ErrNotAsked) {
		t.Errorf("a feed that waits is answered with %v, want %v", err, ErrNotAsked)
	}
	if flying := i.flying.Load(); flying != 0 {
		t.Errorf("%d feeds are on their way, want none", flying)
	}
}

// Of feeds that are read at the same time none is done with when the program is killed soon.
func TestAnIntakeAsksFewFeedsAtFirst(t *testing.T) {
	for _, c := range []struct{ places, atFirst, later, last int }{{100, 16, 58, 100}, {16, 16, 16, 16}, {4, 4, 4, 4}} {
		synctest.Test(t, func(t *testing.T) {
			i := &Intake{began: time.Now(), asking: make(chan struct{}, c.places)}
			free := func() int {
				synctest.Wait()
				return cap(i.asking) - len(i.asking)
			}
			go i.askMore(t.Context(), i.askFew())
			if n := free(); n != c.atFirst {
				t.Errorf("of %d places %d are free at first, want %d", c.places, n, c.atFirst)
			}
			<-time.After(askedGrow / 2)
			if n := free(); n != c.later {
				t.Errorf("of %d places %d are free after a while, want %d", c.places, n, c.later)
			}
			<-time.After(askedGrow)
			if n := free(); n != c.last {
				t.Errorf("of %d places %d are free in the end, want %d", c.places, n, c.last)
			}
		})
	}
}
