package feeds

import (
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"harmattan/internal/news"
)

func TestAClockThatWasSetBackSilencesNoFeed(t *testing.T) {
	for name, back := range map[string]time.Duration{"an hour": time.Hour, "a year": 365 * 24 * time.Hour} {
		var requests atomic.Int32
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			requests.Add(1)
			send(w, rssOf(twoItems))
		})
		now := newClock()
		state := client(Options{Now: now.now}).Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due).State
		now.pass(-back)
		c := client(Options{Now: now.now})
		state = c.Fetch(t.Context(), feedAt(s.URL), state, Due).State
		if requests.Load() != 2 || !state.Fetched.Equal(now.now()) || state.Next.After(now.now().Add(ceiling)) {
			t.Errorf("set back by %s: %d requests, the next one at %s", name, requests.Load(), state.Next)
		}
		if c.Fetch(t.Context(), feedAt(s.URL), state, Due); requests.Load() != 2 {
			t.Errorf("set back by %s: asked again before it is due", name)
		}
	}
}

func TestARetryAfterIsKeptAsFarAsItCanBeTrue(t *testing.T) {
	for _, test := range []struct {
		back time.Duration
		want news.FetchStatus
	}{{10 * time.Minute, news.FetchWaiting}, {20 * time.Hour, news.FetchWaiting}, {365 * 24 * time.Hour, news.FetchFailed}} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		now := newClock()
		c := client(Options{Now: now.now})
		state := c.Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due).State
		now.pass(-test.back)
		restarted := client(Options{Now: now.now})
		restarted.Remember(map[string]news.FeedState{s.URL: state})
		for name, c := range map[string]*Client{"the same run": c, "after a restart": restarted} {
			if got := c.Fetch(t.Context(), feedAt(s.URL), state, AskNow).State.Status; got != test.want {
				t.Errorf("set back by %s, %s: %s, want %s", test.back, name, got, test.want)
			}
		}
	}
}
