package conform

import (
	"errors"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

func aFeedsStateComesBackAsItWasKept(t *testing.T, s desk) {
	t.Helper()
	const url = "https://example.org/feed"
	state := news.FeedState{
		URL: url, ETag: "W/\"\xff\x00é\"", LastModified: "Mon, 23 Nov 2026 05:12:00 GMT", BodyHash: "ab", Status: news.FetchFailed,
		Code: 503, Error: "busy", Failures: 3, Fetched: noon, Succeeded: noon.Add(-time.Hour), Next: noon.Add(time.Hour),
		RetryAfter: noon.Add(2 * time.Hour), MovedTo: "https://example.org/new", Items: 20,
	}
	for range 2 {
		if err := s.SaveFeedStates(t.Context(), state); err != nil {
			t.Fatal(err)
		}
		if got, err := s.FeedStates(t.Context()); err != nil || got[url] != state {
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

func addedFeedsStandInTheOrderTheyWereAdded(t *testing.T, s desk) {
	t.Helper()
	feeds := []news.Feed{
		{URL: "https://example.org/z", Outlet: "Z", Lang: news.French, Country: "NE", Grade: "C", FullText: true, Every: time.Hour},
		{URL: "https://example.org/a"},
		{URL: "https://example.org/m", Outlet: "M"},
	}
	for _, f := range feeds {
		if err := s.AddFeed(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	feeds[0].Grade = "B"
	if err := s.AddFeed(t.Context(), feeds[0]); err != nil {
		t.Fatal(err)
	}
	got, err := s.Feeds(t.Context())
	if err != nil || !reflect.DeepEqual(got, feeds) {
		t.Errorf("got %+v, %v; want %+v", got, err, feeds)
	}
	if err := s.RemoveFeed(t.Context(), feeds[1].URL); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveFeed(t.Context(), feeds[1].URL); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removed twice: %v, want ErrNotFound", err)
	}
	got, err = s.Feeds(t.Context())
	if want := []news.Feed{feeds[0], feeds[2]}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func articlesAreCountedPerFeed(t *testing.T, s desk) {
	t.Helper()
	for n := range 5 {
		c := change(n)
		if n > 2 {
			c.Article.FeedURL = "https://example.org/other"
		}
		save(t, s, c)
	}
	regraded := change(0)
	regraded.Article.Grade = "A" // the officer thinks better of the source: the article is counted once all the same
	save(t, s, regraded)
	got, err := s.ArticlesPerFeed(t.Context())
	want := map[string]int{"https://example.org/feed": 3, "https://example.org/other": 2}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	whole(t, s)
}

func smallFactsAreKept(t *testing.T, s desk) {
	t.Helper()
	for _, value := range []string{"", "06:00", "14:00"} {
		if got, err := s.Meta(t.Context(), "shift"); err != nil || value == "" && got != "" {
			t.Errorf("got %q, %v", got, err)
		}
		if err := s.SetMeta(t.Context(), "shift", value); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Meta(t.Context(), "shift"); err != nil || got != value {
			t.Errorf("got %q, %v; want %q", got, err, value)
		}
	}
}

// Programs that change what is kept of a feed do so one after the other, also where nothing was kept before.
func habitsAreChangedOneAfterTheOther(t *testing.T, s desk) {
	t.Helper()
	const feed, writers, times = "https://example.org/feed", 4, 10
	var work sync.WaitGroup
	for range writers {
		work.Go(func() {
			for range times {
				err := s.ChangeHabit(t.Context(), feed, func(kept []byte) []byte { return append(slices.Clone(kept), 'x') })
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	work.Wait()
	if got, err := s.Habit(t.Context(), feed); err != nil || len(got) != writers*times {
		t.Errorf("%d changes are kept, %v; want %d", len(got), err, writers*times)
	}
	if err := s.SaveHabit(t.Context(), feed, []byte("y")); err != nil {
		t.Fatal(err)
	}
	err := s.ChangeHabit(t.Context(), feed, func(kept []byte) []byte { return append(slices.Clone(kept), 'z') })
	if got, missing := s.Habit(t.Context(), feed); err != nil || missing != nil || string(got) != "yz" {
		t.Errorf("it is %q, %v, %v", got, err, missing)
	}
}
