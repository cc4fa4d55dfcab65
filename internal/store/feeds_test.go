package store

import (
	"reflect"
	"testing"
	"time"

	"harmattan/internal/news"
)

func TestAFeedsStateComesBackAsItWasKept(t *testing.T) {
	s := newStore(t)
	const url = "https://example.org/feed"
	got, err := s.FeedState(t.Context(), url)
	if err != nil || got != (news.FeedState{URL: url}) {
		t.Errorf("an unknown feed: %+v, %v", got, err)
	}
	state := news.FeedState{
		URL: url, ETag: "W/\"\xff\x00é\"", LastModified: "Mon, 23 Nov 2026 05:12:00 GMT", BodyHash: "ab", Status: news.FetchFailed,
		Code: 503, Error: "busy", Failures: 3, Fetched: noon, Succeeded: noon.Add(-time.Hour), Next: noon.Add(time.Hour),
		RetryAfter: noon.Add(2 * time.Hour), MovedTo: "https://example.org/new", Items: 20,
	}
	for range 2 {
		if err := s.SaveFeedStates(t.Context(), state); err != nil {
			t.Fatal(err)
		}
		if got, err := s.FeedState(t.Context(), url); err != nil || got != state {
			t.Errorf("got  %+v, %v\nwant %+v", got, err, state)
		}
		state.Status, state.Error, state.Failures = news.FetchOK, "", 0
	}
	state.Status, state.Error, state.Failures = news.FetchOK, "", 0
	all, err := s.FeedStates(t.Context())
	if err != nil || !reflect.DeepEqual(all, map[string]news.FeedState{url: state}) {
		t.Errorf("got %+v, %v; want %+v", all, err, state)
	}
}
