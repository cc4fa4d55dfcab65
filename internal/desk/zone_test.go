package desk

import (
	"testing"
	"time"
)

// What an officer types means the clock on the wall of the place where the program runs; a span is so many hours whatever
// the clocks there do.
func TestTimesThatAreTypedAreThoseOfThePlace(t *testing.T) {
	for _, test := range []struct {
		now, place string
		want       map[string]string
	}{
		{"2026-11-23T00:30:00Z", "Africa/Bamako", map[string]string{
			"today": "2026-11-23T00:00:00Z", "shift": "2026-11-22T22:00:00Z", "sun": "2026-11-22T00:00:00Z", "23:50": "2026-11-22T23:50:00Z",
		}},
		{"2026-11-23T00:30:00Z", "Africa/Niamey", map[string]string{ // one hour on: flown from Bamako
			"today": "2026-11-22T23:00:00Z", "shift": "2026-11-22T21:00:00Z", "sun": "2026-11-21T23:00:00Z", "23:50": "2026-11-22T22:50:00Z",
		}},
		{"2026-11-23T00:30:00Z", "America/New_York", map[string]string{ // there it is Sunday still
			"today": "2026-11-22T05:00:00Z", "shift": "2026-11-22T19:00:00Z", "yesterday": "2026-11-21T05:00:00Z", "sun": "2026-11-22T05:00:00Z",
		}},
		{"2026-03-29T10:00:00Z", "Europe/Paris", map[string]string{ // the clocks were put forward that night
			"today": "2026-03-28T23:00:00Z", "24h": "2026-03-28T10:00:00Z", "07:10": "2026-03-29T05:10:00Z", "yesterday 07:10": "2026-03-28T06:10:00Z",
			"shift": "2026-03-29T04:00:00Z", "2026-03-30": "2026-03-29T22:00:00Z",
		}},
		{"2026-10-25T02:00:00Z", "Europe/Paris", map[string]string{ // and back, an hour ago
			"today": "2026-10-24T22:00:00Z", "24h": "2026-10-24T02:00:00Z", "shift": "2026-10-24T20:00:00Z", "1d": "2026-10-24T02:00:00Z",
		}},
	} {
		place, err := time.LoadLocation(test.place)
		if err != nil {
			t.Fatal(err)
		}
		now, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range test.want {
			got, err := ParseSince(text, now.In(place))
			if err != nil || got.UTC().Format(time.RFC3339) != want {
				t.Errorf("%q in %s at %s is %s, %v; want %s", text, test.place, test.now, got.UTC(), err, want)
			}
		}
	}
}
