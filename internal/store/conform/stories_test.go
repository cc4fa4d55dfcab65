package conform

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// manyStories saves stories of every kind and returns their rows.
func manyStories(t *testing.T, s desk, count int) []news.StoryRow {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 11))
	regions := []string{"central-sahel", "lake-chad", "coastal", news.Unplaced}
	states := []news.State{news.New, news.New, news.Watching, news.Cited, news.Dismissed}
	var rows []news.StoryRow
	for n := range count {
		c := change(n)
		c.Story.Placement.Region = regions[r.IntN(len(regions))]
		c.Story.Placement.Country = []string{"ML", "TD", ""}[n%3]
		c.Story.State = states[r.IntN(len(states))]
		c.Story.Origins = 1 + r.IntN(3)
		c.Story.Last = noon.Add(time.Duration(r.IntN(10)) * time.Hour)
		c.Story.Changed = noon.Add(time.Duration(r.IntN(10)) * time.Hour)
		c.Story.Read = noon.Add(time.Duration(r.IntN(10)) * time.Hour)
		save(t, s, c)
		rows = append(rows, c.Story)
	}
	return rows
}

// naive is what Stories promises, said as plainly as can be.
func naive(rows []news.StoryRow, f store.Filter) []news.StoryRow {
	var out []news.StoryRow
	for _, r := range rows {
		inState := f.AnyState || r.State == f.State || f.State == "" && r.State != news.Dismissed
		inRegion := len(f.Regions) == 0 || slices.Contains(f.Regions, r.Placement.Region)
		inCountry := f.Country == "" || r.Placement.Country == f.Country
		if inState && inRegion && inCountry && (r.Unread() || !f.Unread) && !r.Changed.Before(f.Since) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b news.StoryRow) int {
		if a.Unread() != b.Unread() {
			return map[bool]int{true: -1, false: 1}[a.Unread()]
		}
		if first := a.Unread() && a.State == news.Watching; first != (b.Unread() && b.State == news.Watching) {
			return map[bool]int{true: -1, false: 1}[first]
		}
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), b.Last.Compare(a.Last), cmp.Compare(a.ID, b.ID))
	})
	if f.Limit > 0 {
		out = out[:min(f.Limit, len(out))]
	}
	return out
}

func storiesAreFilteredAndInOrder(t *testing.T, s desk) {
	t.Helper()
	rows := manyStories(t, s, 120)
	filters := []store.Filter{
		{},
		{Limit: 10},
		{AnyState: true, Limit: 50},
		{Unread: true, Limit: 7},
		{Regions: []string{"lake-chad"}, Limit: 5},
		{Regions: []string{"lake-chad", "coastal"}, Limit: 20},
		{Regions: []string{"lake-chad", "coastal", "nowhere"}, State: news.Cited},
		{Regions: []string{news.Unplaced}, AnyState: true, Unread: true, Since: noon.Add(3 * time.Hour)},
		{Since: noon.Add(5 * time.Hour), Limit: 12},
		{State: news.Dismissed},
		{State: news.Watching, Unread: true},
		{Regions: []string{"nowhere"}},
		{Country: "TD"},
		{Country: "ML", Regions: []string{"coastal"}, Unread: true, Limit: 4},
		{Country: "QQ"},
	}
	for _, f := range filters {
		t.Run(fmt.Sprintf("%+v", f), func(t *testing.T) {
			got, err := s.Stories(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			want := naive(rows, f)
			if len(got) != len(want) {
				t.Fatalf("%d stories, want %d", len(got), len(want))
			}
			for i := range got {
				if !reflect.DeepEqual(got[i], want[i]) {
					t.Fatalf("place %d: got  %+v\nwant %+v", i, got[i], want[i])
				}
			}
		})
	}
	if _, err := s.Stories(t.Context(), store.Filter{State: "lost"}); err == nil {
		t.Error("a state that does not exist is no error")
	}
}

func countsFollowEveryChange(t *testing.T, s desk) {
	t.Helper()
	rows := manyStories(t, s, 60)
	r := rand.New(rand.NewPCG(3, 5))
	for range 80 {
		i := r.IntN(len(rows))
		switch row := &rows[i]; r.IntN(3) {
		case 0:
			row.State = []news.State{news.New, news.Watching, news.Cited, news.Dismissed}[r.IntN(4)]
			if _, err := s.SetState(t.Context(), row.ID, row.State, noon); err != nil {
				t.Fatal(err)
			}
		case 1:
			row.Read = row.Read.Add(time.Hour)
			if err := s.MarkRead(t.Context(), row.ID, row.Read); err != nil {
				t.Fatal(err)
			}
		case 2:
			c := change(i)
			row.Changed = row.Changed.Add(8 * time.Hour)
			row.Placement.Region = []string{"central-sahel", "coastal"}[r.IntN(2)]
			c.Story = *row
			save(t, s, c)
		}
	}
	want := map[string]store.Count{}
	unread := 0
	for _, row := range rows {
		if row.State == news.Dismissed {
			continue
		}
		c := want[row.Placement.Region]
		c.Total++
		if row.Unread() {
			unread++
			if row.State == news.New {
				c.Left++
			}
		}
		want[row.Placement.Region] = c
	}
	got, err := s.RegionCounts(t.Context())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	articles, stories, left, err := s.Counts(t.Context())
	if err != nil || articles != 60 || stories != 60 || left != unread {
		t.Errorf("counts are %d, %d, %d, %v; want 60, 60, %d", articles, stories, left, err, unread)
	}
	whole(t, s)
}

func anEmptyDeskHasNothing(t *testing.T, s desk) {
	t.Helper()
	list, err := s.Stories(t.Context(), store.Filter{Limit: 10})
	if err != nil || len(list) != 0 {
		t.Errorf("stories: %v, %v", list, err)
	}
	articles, stories, unread, err := s.Counts(t.Context())
	if err != nil || articles+stories+unread != 0 {
		t.Errorf("counts: %d, %d, %d, %v", articles, stories, unread, err)
	}
	if _, err := s.Story(t.Context(), "s1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("error is %v, want ErrNotFound", err)
	}
	if _, err := s.Article(t.Context(), "00"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("error is %v, want ErrNotFound", err)
	}
	hits, err := s.Search(t.Context(), store.Question{Terms: find.Terms("gao")}, 10)
	if err != nil || len(hits) != 0 {
		t.Errorf("hits: %v, %v", hits, err)
	}
	if _, ok, err := s.Undo(t.Context(), noon); ok || err != nil {
		t.Errorf("undo: %v, %v", ok, err)
	}
	whole(t, s)
}

func countriesAreCounted(t *testing.T, s desk) {
	t.Helper()
	want := map[string]store.Count{}
	for _, r := range manyStories(t, s, 60) {
		c := want[r.Placement.Country]
		if r.State != news.Dismissed {
			c.Total++
		}
		if r.State == news.New && r.Unread() {
			c.Left++
		}
		want[r.Placement.Country] = c
	}
	got, err := s.CountryCounts(t.Context())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

func regionsWithStoriesAreListed(t *testing.T, s desk) {
	t.Helper()
	rows := manyStories(t, s, 60)
	want := map[string]bool{}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i], want[r.Placement.Region] = r.ID, true
	}
	if _, err := s.SetStates(t.Context(), ids, news.Dismissed, noon); err != nil { // they count all the same
		t.Fatal(err)
	}
	list, err := s.RegionsWithStories(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, id := range list {
		got[id] = true
	}
	if len(list) != len(want) || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", list, want)
	}
}
