package store

import (
	"path/filepath"
	"testing"
	"time"
)

// The same stories lie on other days where the clock on the wall shows another time, and none is lost, or counted twice,
// on a day of 23 or 25 hours.
func TestDaysAreThoseOfThePlace(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "harmattan.db"), Write)
	for n, began := range []string{"2026-10-23T22:00:00Z", "2026-10-24T21:59:00Z", "2026-10-24T22:00:00Z", "2026-10-25T22:30:00Z", "2026-10-25T23:00:00Z"} {
		c := change(n)
		c.Story.First, _ = time.Parse(time.RFC3339, began)
		save(t, s, c)
	}
	for _, test := range []struct {
		place string
		days  [4]int // from the 23rd on
	}{
		{"Africa/Bamako", [4]int{1, 2, 2, 0}},
		{"Africa/Niamey", [4]int{1, 2, 1, 1}},
		{"Europe/Paris", [4]int{0, 2, 2, 1}}, // the 25th had 25 hours
		{"Asia/Kolkata", [4]int{0, 1, 2, 2}},
	} {
		place, err := time.LoadLocation(test.place)
		if err != nil {
			t.Fatal(err)
		}
		byRegion, err := s.StoriesByDay(t.Context(), time.Date(2026, 10, 23, 0, 0, 0, 0, place), len(test.days))
		if err != nil {
			t.Fatal(err)
		}
		var got [4]int
		for _, list := range byRegion {
			for day, n := range list {
				got[day] += n
			}
		}
		if got != test.days {
			t.Errorf("in %s the days have %v stories, want %v", test.place, got, test.days)
		}
	}
}
