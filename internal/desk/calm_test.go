package desk

import (
	"testing"
	"time"
)

func TestWorkRestsWhileTheOfficerTypesAndNotForEver(t *testing.T) {
	t.Parallel()
	var c calm
	rests := func(at time.Time) bool { return c.rests(func() time.Time { return at }) }
	at := time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)
	if rests(at) {
		t.Error("work rests where nobody has pressed a key")
	}
	c.pressed(at)
	if !rests(at.Add(calmFor / 2)) {
		t.Error("work goes on just after a key")
	}
	if rests(at.Add(2 * calmFor)) {
		t.Error("work still rests though nobody types")
	}
	if rests(at.Add(-time.Hour)) {
		t.Error("work rests for a key of a time to come")
	}
	worked, rested := 0, 0
	for end := at.Add(3 * calmAtMost); at.Before(end); at = at.Add(30 * time.Millisecond) {
		c.pressed(at)
		if rests(at) {
			rested++
		} else {
			worked++
		}
	}
	if worked*5 < rested || rested < worked {
		t.Errorf("of keys without end and without a pause, work rests at %d and goes on at %d", rested, worked)
	}
}

// Keys that come slower than calmBriefly have work rest until the next one, and once they have come for long only just after each.
func TestWorkRestsBetweenKeysForSomeSeconds(t *testing.T) {
	t.Parallel()
	const every = 600 * time.Millisecond
	for typed, want := range map[time.Duration]bool{0: true, calmAtMost - time.Second: true, calmAtMost + time.Second: false, 3 * calmAtMost: false} {
		var c calm
		at := time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)
		c.pressed(at)
		for end := at.Add(typed); at.Before(end); c.pressed(at) {
			at = at.Add(every)
		}
		for after, want := range map[time.Duration]bool{calmBriefly / 2: true, every: want} {
			if got := c.rests(func() time.Time { return at.Add(after) }); got != want {
				t.Errorf("%v after the last key of %v it is %v that work rests", after, typed, got)
			}
		}
	}
}

func TestOneThreadWorksBehindJustAfterAKey(t *testing.T) {
	t.Parallel()
	var c calm
	alone := func(at time.Time) bool { return c.alone(func() time.Time { return at }) }
	at := time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)
	if alone(at) {
		t.Error("one thread is to do it all where nobody has pressed a key")
	}
	c.pressed(at)
	for after, want := range map[time.Duration]bool{0: true, aloneFor / 2: true, 2 * aloneFor: false, -time.Hour: false} {
		if alone(at.Add(after)) != want {
			t.Errorf("%v after a key it is %v that one thread is to do it all", after, !want)
		}
	}
}
