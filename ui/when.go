package ui

import (
	"fmt"
	"time"
)

// clock writes times as the officer reads them: in their zone, against now.
type clock struct {
	now   func() time.Time
	zone  *time.Location
	texts *texts
}

// today writes the date and time of the header: "Mon 23 Nov 08:42".
func (c clock) today() string {
	return c.day(c.now()) + " " + c.hour(c.now())
}

// day writes "Mon 23 Nov".
func (c clock) day(t time.Time) string {
	t = t.In(c.zone)
	return fmt.Sprintf("%s %d %s", c.texts.days[t.Weekday()], t.Day(), c.texts.months[t.Month()-1])
}

// date writes "23 Nov 2026".
func (c clock) date(t time.Time) string {
	t = t.In(c.zone)
	return fmt.Sprintf("%d %s %d", t.Day(), c.texts.months[t.Month()-1], t.Year())
}

// hour writes "08:42".
func (c clock) hour(t time.Time) string { return t.In(c.zone).Format("15:04") }

// moment writes the hour, with the day before it where that is not today.
func (c clock) moment(t time.Time) string {
	if t.IsZero() {
		return c.texts.screens.feedNever
	}
	if c.sameDay(t, c.now()) {
		return c.hour(t)
	}
	return c.day(t) + " " + c.hour(t)
}

// period writes "05:12 to 08:31", with days where they are not today's.
func (c clock) period(first, last time.Time) string {
	from, to := c.moment(first), c.moment(last)
	if from == to {
		return from
	}
	if c.sameDay(first, last) {
		to = c.hour(last)
	}
	return from + " " + c.texts.words.to + " " + to
}

func (c clock) sameDay(a, b time.Time) bool {
	ya, ma, da := a.In(c.zone).Date()
	yb, mb, db := b.In(c.zone).Date()
	return ya == yb && ma == mb && da == db
}

// age writes how long ago: "35m", "2h", "3d".
func (c clock) age(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	d := c.now().Sub(t)
	switch {
	case d < time.Minute:
		return c.texts.words.now
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%dh", int(d.Hours()))
	default:
		return fmt.Sprintf("%dd", int(d.Hours()/24))
	}
}
