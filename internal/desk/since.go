package desk

import (
	"fmt"
	"strings"
	"time"
)

// ParseSince reads a time that is past, as an officer types it: "24h", "3d", "2w", "07:10", "today", "yesterday", "shift",
// "fri", "vendredi", "fri 18:00", "2026-11-20", RFC 3339. A clock time that is still to come today is yesterday's, and a
// day of the week the last one; a day without an hour begins at midnight.
func ParseSince(text string, now time.Time) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 || len(words) > 2 {
		return time.Time{}, noSuchTime(text)
	}
	if len(words) == 1 {
		if span, ok := parseSpan(words[0]); ok {
			return now.Add(-span), nil
		}
		if span, err := time.ParseDuration(words[0]); err == nil && span >= 0 {
			return now.Add(-span), nil
		}
		if words[0] == "0d" || words[0] == "0h" {
			return now, nil
		}
		if words[0] == "shift" || words[0] == "service" {
			return ShiftStart(now), nil
		}
		if hour, minute, ok := parseClock(words[0]); ok {
			at := on(now, 0, hour, minute)
			if at.After(now) {
				at = on(now, -1, hour, minute)
			}
			return at, nil
		}
	}
	hour, minute := 0, 0
	if len(words) == 2 {
		var ok bool
		if hour, minute, ok = parseClock(words[1]); !ok {
			return time.Time{}, noSuchTime(text)
		}
	}
	if day, err := time.ParseInLocation(time.DateOnly, words[0], now.Location()); err == nil {
		return on(day, 0, hour, minute), nil
	}
	days, ok := daysBack(words[0], now)
	if !ok {
		return time.Time{}, noSuchTime(text)
	}
	return on(now, -days, hour, minute), nil
}

func noSuchTime(text string) error {
	return fmt.Errorf("%w in %q: write 24h, 3d, yesterday, fri or 2026-11-20", ErrNoTime, text)
}

// daysBack is how many days ago a named day was; a day of the week that is today's is today.
func daysBack(word string, now time.Time) (int, bool) {
	switch word {
	case "today", "aujourd'hui", "aujourdhui":
		return 0, true
	case "yesterday", "hier":
		return 1, true
	case "tomorrow", "demain":
		return 0, false
	}
	ahead, ok := daysAhead(word, now)
	return (7 - ahead) % 7, ok
}
