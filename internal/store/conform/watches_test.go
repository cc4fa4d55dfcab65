package conform

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

func watchesAndSearchesAreKeptByName(t *testing.T, s desk) {
	t.Helper()
	b := news.Watch{Name: "b", Any: []string{"fuel", "Ménaka"}, Not: []string{"Formula 1"}, Region: "coastal", Quiet: 48 * time.Hour}
	for _, w := range []news.Watch{{Name: "b", All: []string{"old"}}, {Name: "A", All: []string{"x"}}, b} {
		if err := s.SaveWatch(t.Context(), w); err != nil {
			t.Fatal(err)
		}
	}
	watches, err := s.Watches(t.Context())
	if want := []news.Watch{{Name: "A", All: []string{"x"}}, b}; err != nil || !reflect.DeepEqual(watches, want) {
		t.Errorf("got %+v, %v; want %+v", watches, err, want)
	}
	for _, k := range []news.Search{{Name: "b", Query: "old"}, {Name: "é", Query: "gao"}, {Name: "b", Query: "new"}} {
		if err := s.SaveSearch(t.Context(), k); err != nil {
			t.Fatal(err)
		}
	}
	searches, err := s.Searches(t.Context())
	if want := []news.Search{{Name: "b", Query: "new"}, {Name: "é", Query: "gao"}}; err != nil || !reflect.DeepEqual(searches, want) {
		t.Errorf("got %+v, %v; want %+v", searches, err, want)
	}
	if err := errors.Join(s.DropWatch(t.Context(), "b"), s.DropSearch(t.Context(), "b"), s.DropWatch(t.Context(), "none")); err != nil {
		t.Fatal(err)
	}
	watches, err = s.Watches(t.Context())
	if err != nil || len(watches) != 1 {
		t.Errorf("left %+v, %v", watches, err)
	}
	searches, err = s.Searches(t.Context())
	if err != nil || len(searches) != 1 {
		t.Errorf("left %+v, %v", searches, err)
	}
}

func watchedNow(t *testing.T, s desk) map[string][]string {
	t.Helper()
	got, err := s.WatchedStories(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, ids := range got {
		slices.Sort(ids)
	}
	return got
}

func watchesHaveTheStoriesThatTheyMatch(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 2)
	c := change(2)
	c.Watches = []string{"fuel", "convoys"}
	save(t, s, c, c)
	if err := s.SetWatched(t.Context(), "fuel", "any fuel", []string{storyID(0), storyID(2), "nothing"}, noon); err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"fuel": {storyID(0), storyID(2)}, "convoys": {storyID(2)}}
	if got := watchedNow(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for watch, want := range map[string]string{"fuel": "any fuel", "convoys": ""} {
		if got, err := s.WatchReading(t.Context(), watch); err != nil || got != want {
			t.Errorf("%s was read as %q, %v; want %q", watch, got, err, want)
		}
	}
	if err := s.SetStoryWatches(t.Context(), storyID(2), []string{"new"}, noon); err != nil {
		t.Fatal(err)
	}
	want = map[string][]string{"fuel": {storyID(0)}, "new": {storyID(2)}}
	if got := watchedNow(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	rearrange(t, s, into(2, 1, nil)) // an id that leads elsewhere now
	if err := s.SetStoryWatches(t.Context(), storyID(2), []string{"late"}, noon); err != nil {
		t.Fatal(err)
	}
	want = map[string][]string{"fuel": {storyID(0)}, "late": {storyID(1)}}
	if got := watchedNow(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func aWatchBringsADismissedStoryBack(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 2)
	set(t, s, 0, news.Dismissed)
	set(t, s, 1, news.Cited)
	for n := range 2 {
		c := change(n)
		c.Revived = "fuel"
		save(t, s, c)
	}
	for n, want := range []news.State{news.New, news.Cited} {
		if got := storyNow(t, s, storyID(n)).State; got != want {
			t.Errorf("story %d is %s, want %s", n, got, want)
		}
	}
	steps, err := s.Steps(t.Context(), time.Time{})
	if err != nil || len(steps) != 3 || steps[2].Who != "fuel" || steps[2].To != news.New {
		t.Errorf("the log is %+v, %v", steps, err)
	}
	takeBack(t, s)
	if got := storyNow(t, s, storyID(0)).State; got != news.Dismissed {
		t.Errorf("taken back it is %s", got)
	}
}

func watchedWordsAreLookedFor(t *testing.T, s desk) {
	t.Helper()
	archive(
		t, s, "One | Forty tankers burned near Kayes.", "Two | The gaol of Bamako.", "Three | A tanker, and fuel.",
		"أربعة | المدينة وكيدال والشمال", "Five | the fuel convoy", "Six | nothing",
	)
	tests := []struct {
		any   []string
		limit int
		want  []string
	}{
		{[]string{"tanker"}, 10, []string{"Three", "One"}},
		{[]string{"tanker", "fuel convoy"}, 10, []string{"Five", "Three", "One"}},
		{[]string{"tanker", "fuel"}, 2, []string{"Five", "Three"}},
		{[]string{"كيدال"}, 10, []string{"أربعة"}},
		{[]string{"camel"}, 10, nil},
		{nil, 10, nil},
	}
	for _, test := range tests {
		var got []string
		choices := find.NewMatcher(test.any, nil, nil, nil).Choices()
		err := s.EachWith(t.Context(), choices, test.limit, func(c store.Candidate) {
			got = append(got, c.Title)
			if c.Story == "" || c.Text == "" || c.Region != "central-sahel" {
				t.Errorf("%+v", c)
			}
		})
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%v: got %q, %v; want %q", test.any, got, err, test.want)
		}
	}
}

func briefsStayAsTheyWereWritten(t *testing.T, s desk) {
	t.Helper()
	content := []byte{0, 1, 0xff, 'x'}
	var ids []int64
	for n := range 3 {
		b := news.WrittenBrief{At: noon.Add(time.Duration(n) * time.Hour), Title: "Morning", Stories: []string{storyID(n), "gone"}}
		id, err := s.SaveBrief(store.Signed(t.Context(), "Aïssa", "7"), b, content)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	list, err := s.Briefs(t.Context(), noon.Add(time.Hour))
	if err != nil || len(list) != 2 || list[0].ID != ids[2] || list[1].ID != ids[1] {
		t.Fatalf("%+v, %v", list, err)
	}
	want := news.WrittenBrief{ID: ids[1], At: noon.Add(time.Hour), Who: "Aïssa", Title: "Morning", Stories: []string{storyID(1), "gone"}}
	if !reflect.DeepEqual(list[1], want) {
		t.Errorf("got %+v, want %+v", list[1], want)
	}
	if got, err := s.Brief(t.Context(), ids[0]); err != nil || !slices.Equal(got, content) {
		t.Errorf("its content is %q, %v", got, err)
	}
	if _, err := s.Brief(t.Context(), 999); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("error is %v, want ErrNotFound", err)
	}
}

func habitsAreKept(t *testing.T, s desk) {
	t.Helper()
	for _, carried := range [][]byte{nil, {0, 1, 2}, {9}} {
		if carried != nil {
			if err := s.SaveHabit(t.Context(), "https://example.org/feed", carried); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.Habit(t.Context(), "https://example.org/feed"); err != nil || !slices.Equal(got, carried) {
			t.Errorf("got %v, %v; want %v", got, err, carried)
		}
	}
}
