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
		t.Errorf("of a typing without end, work rests at %d keys and goes on at %d", rested, worked)
	}
}
