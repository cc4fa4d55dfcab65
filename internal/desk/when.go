package desk

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// morning is the hour that a day without an hour means.
const morning = 7

// ParseWhen reads a time to come as an officer types it: "2h", "90m", "3d", "18:00", "tomorrow", "fri 07:00", "demain 6h30",
// "2026-12-01", "2026-12-01 08:00". A clock time that is past today is tomorrow's, and a day of the week the next one.
func ParseWhen(text string, now time.Time) (time.Time, error) {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 || len(words) > 2 {
		return time.Time{}, unreadable(text)
	}
	if len(words) == 1 {
		if span, ok := parseSpan(words[0]); ok {
			return now.Add(span), nil
		}
		if hour, minute, ok := parseClock(words[0]); ok {
			at := on(now, 0, hour, minute)
			if !at.After(now) {
				at = on(now, 1, hour, minute)
			}
			return at, nil
		}
	}
	hour, minute := morning, 0
	if len(words) == 2 {
		var ok bool
		if hour, minute, ok = parseClock(words[1]); !ok {
			return time.Time{}, unreadable(text)
		}
	}
	if day, err := time.ParseInLocation(time.DateOnly, words[0], now.Location()); err == nil {
		return toCome(on(day, 0, hour, minute), text, now)
	}
	days, ok := daysAhead(words[0], now)
	if !ok {
		return time.Time{}, unreadable(text)
	}
	return toCome(on(now, days, hour, minute), text, now)
}

func toCome(at time.Time, text string, now time.Time) (time.Time, error) {
	if !at.After(now) {
		return time.Time{}, fmt.Errorf("%q: %w", text, ErrPast)
	}
	return at, nil
}

func unreadable(text string) error {
	return fmt.Errorf("%w in %q: write 2h, 18:00, tomorrow, fri 07:00 or 2026-12-01", ErrNoTime, text)
}

// on is a clock time so many days after a day, as the clock on the wall shows it.
func on(day time.Time, after, hour, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+after, hour, minute, 0, 0, day.Location())
}

// mostDays bounds how far ahead a time may lie.
const mostDays = 36500

// parseSpan reads "90m", "2h", "3d", "1w".
func parseSpan(word string) (time.Duration, bool) {
	if len(word) < 2 {
		return 0, false
	}
	n, err := strconv.Atoi(word[:len(word)-1])
	if err != nil || n <= 0 {
		return 0, false
	}
	units := map[byte]time.Duration{'m': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'j': 24 * time.Hour, 'w': 7 * 24 * time.Hour}
	unit := units[word[len(word)-1]]
	if unit == 0 || n > int(mostDays*24*time.Hour/unit) {
		return 0, false
	}
	return time.Duration(n) * unit, true
}

// parseClock reads "18:00", "7:30", "18h00", "6h30".
func parseClock(word string) (hour, minute int, ok bool) {
	h, m, found := strings.Cut(strings.Replace(word, "h", ":", 1), ":")
	if !found {
		return 0, 0, false
	}
	hour, err := strconv.Atoi(h)
	if err != nil || hour < 0 || hour > 23 || len(m) != 2 {
		return 0, 0, false
	}
	minute, err = strconv.Atoi(m)
	return hour, minute, err == nil && minute >= 0 && minute < 60
}

// daysAhead is how many days ahead a named day is.
func daysAhead(word string, now time.Time) (int, bool) {
	switch word {
	case "today", "aujourd'hui", "aujourdhui":
		return 0, true
	case "tomorrow", "demain":
		return 1, true
	}
	days := map[string]time.Weekday{
		"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6,
		"dim": 0, "lun": 1, "mar": 2, "mer": 3, "jeu": 4, "ven": 5, "sam": 6,
	}
	if len(word) < 3 {
		return 0, false
	}
	day, ok := days[word[:3]]
	if !ok || len(word) > 3 && !isDayName(word) {
		return 0, false
	}
	return (int(day-now.Weekday())+6)%7 + 1, true
}

func isDayName(word string) bool {
	switch word {
	case "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
		"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi":
		return true
	}
	return false
}
