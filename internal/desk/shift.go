package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// ErrNothingHanded says that there is no hand-over to somebody that they have not acknowledged yet.
var ErrNothingHanded = errors.New("nothing is handed over to you that you have not acknowledged")

// ErrNobody says that a shift cannot be handed over to somebody.
var ErrNobody = errors.New("a shift is handed over to somebody else, by name")

const (
	// longestShift is how long an officer is on who neither hands over nor goes off.
	longestShift = 12 * time.Hour

	// handedFor is how long a hand-over waits to be acknowledged.
	handedFor = 7 * 24 * time.Hour
)

// Shift is who is on, and what waits to be acknowledged.
type Shift struct {
	On     []news.Duty // by which each came on, with Since when they are; in that order
	Handed []news.Duty // hand-overs that are not acknowledged, the oldest first
}

// Since is when an officer came on; ok is false where they are not on.
func (s Shift) Since(who string) (since time.Time, ok bool) {
	for _, on := range s.On {
		if on.Who == who {
			return on.Since, true
		}
	}
	return time.Time{}, false
}

// Begins is when the hand-over begins that an officer reads: where the shift began that was handed to them, or else their own;
// before where neither did.
func (s Shift) Begins(who string, before time.Time) time.Time {
	if mine := s.To(who); len(mine) > 0 {
		return mine[0].Since
	}
	if since, on := s.Since(who); on {
		return since
	}
	return before
}

// To lists what is handed over to an officer.
func (s Shift) To(who string) []news.Duty {
	return slices.DeleteFunc(slices.Clone(s.Handed), func(h news.Duty) bool { return h.Whom != who })
}

// Shared tells whether the desk is on a server, where several may have opened it. Officers who come to a file by SSH have
// a context of their own; see As.
func (d *Desk) Shared() bool { return d.shared }

// Shift tells who is on, and what waits to be acknowledged.
func (d *Desk) Shift(ctx context.Context) (Shift, error) {
	now := d.now()
	log, err := d.duties(ctx, now.Add(-handedFor))
	if err != nil {
		return Shift{}, fmt.Errorf("tell who is on: %w", err)
	}
	return shiftOf(log, now), nil
}

// duties lists what officers did about their shifts since a time, with what waits for a server that is away. While it is, the
// list is the one that was read last.
func (d *Desk) duties(ctx context.Context, since time.Time) ([]news.Duty, error) {
	log, err := d.store.Duties(ctx, since)
	d.later.mu.Lock()
	defer d.later.mu.Unlock()
	switch {
	case err == nil && d.shared:
		d.later.duties = log
	case err != nil && d.shared && isAway(err) && ctx.Err() == nil:
		log, err = d.later.duties, nil
	}
	log = slices.DeleteFunc(slices.Clone(log), func(entry news.Duty) bool { return entry.At.Before(since) })
	for _, s := range d.later.list {
		if s.Do == noteDuty {
			log = append(log, *s.Duty)
		}
	}
	return log, err
}

func shiftOf(log []news.Duty, now time.Time) (s Shift) {
	gone := func(who string) { s.On = slices.DeleteFunc(s.On, func(on news.Duty) bool { return on.Who == who }) }
	for _, d := range log {
		switch d.Deed {
		case news.CameOn, news.Taken:
			s.Handed = slices.DeleteFunc(s.Handed, func(h news.Duty) bool { return h.ID == d.About })
			if since, on := s.Since(d.Who); on && d.At.Before(since.Add(longestShift)) {
				continue
			}
			gone(d.Who)
			d.Since = d.At
			s.On = append(s.On, d)
		case news.Handed:
			s.Handed = append(s.Handed, d)
			gone(d.Who)
		case news.WentOff:
			gone(d.Who)
		case news.Renamed:
			s.rename(d.Whom, d.Name)
		}
	}
	s.On = slices.DeleteFunc(s.On, func(on news.Duty) bool { return !now.Before(on.Since.Add(longestShift)) })
	return s
}

// rename lets an officer have another name from an entry on.
func (s *Shift) rename(from, to string) {
	for _, list := range [][]news.Duty{s.On, s.Handed} {
		for i := range list {
			if list[i].Who == from {
				list[i].Who = to
			}
			if list[i].Whom == from {
				list[i].Whom = to
			}
		}
	}
}

// Duties lists what officers did about their shifts since a time, the oldest first.
func (d *Desk) Duties(ctx context.Context, since time.Time) ([]news.Duty, error) {
	return d.store.Duties(ctx, since)
}

// ComeOn begins the officer's shift at a time, where they are not on already. Of a reader that is when it was opened, as
// keys may have come before the desk is told, and what they did belongs to the shift.
func (d *Desk) ComeOn(ctx context.Context, at time.Time) error {
	s, err := d.Shift(ctx)
	if err != nil {
		return err
	}
	if _, on := s.Since(d.Officer(ctx)); on {
		return nil
	}
	_, err = d.duty(ctx, news.Duty{Deed: news.CameOn, At: at})
	return err
}

// GoOff ends the officer's shift without handing it over.
func (d *Desk) GoOff(ctx context.Context) error {
	_, err := d.duty(ctx, news.Duty{Deed: news.WentOff, At: d.now()})
	return err
}

// HandOver hands the officer's shift over to another one, and ends it. The name is that of an officer who was on before,
// however it is written, or else as it is given.
func (d *Desk) HandOver(ctx context.Context, to string) (news.Duty, error) {
	s, err := d.Shift(ctx)
	if err != nil {
		return news.Duty{}, err
	}
	if to, err = d.officerNamed(ctx, to); err != nil {
		return news.Duty{}, err
	}
	who := d.Officer(ctx)
	if to == "" || to == who {
		return news.Duty{}, ErrNobody
	}
	since, on := s.Since(who)
	if !on {
		since = ShiftStart(d.now())
	}
	return d.duty(ctx, news.Duty{Deed: news.Handed, At: d.now(), Whom: to, Since: since})
}

// officerNamed is the officer of the log whom a name means, or else the name.
func (d *Desk) officerNamed(ctx context.Context, name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	log, err := d.duties(ctx, time.Time{})
	if err != nil {
		return "", fmt.Errorf("find %s: %w", name, err)
	}
	if who, ok := named(log, name); ok {
		return who, nil
	}
	return name, nil
}

// TakeOver acknowledges what was handed over to the officer, the oldest first, and begins their shift. It returns the
// hand-over; the error is ErrNothingHanded where there is none, or somebody in their name was quicker.
func (d *Desk) TakeOver(ctx context.Context) (news.Duty, error) {
	s, err := d.Shift(ctx)
	if err != nil {
		return news.Duty{}, err
	}
	mine := s.To(d.Officer(ctx))
	if len(mine) == 0 {
		return news.Duty{}, ErrNothingHanded
	}
	h := mine[0]
	if _, err := d.duty(ctx, news.Duty{Deed: news.Taken, At: d.now(), Whom: h.Who, Since: h.Since, About: h.ID}); err != nil {
		return news.Duty{}, err
	}
	return h, nil
}

// duty writes an entry about shifts in the officer's name, and tells the listeners; on a desk whose server is away it is written
// once that is back.
func (d *Desk) duty(ctx context.Context, entry news.Duty) (news.Duty, error) {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return entry, err
	}
	entry.Who = d.Officer(ctx)
	if _, _, err := d.do(ctx, deferred{Do: noteDuty, Duty: &entry, At: entry.At}); err != nil {
		return entry, err
	}
	d.broker.publish(Event{Kind: ShiftChanged, Who: entry.Who})
	return entry, nil
}

// takeDuty writes an entry about shifts.
func (d *Desk) takeDuty(ctx context.Context, entry news.Duty) error {
	ok, err := d.store.AddDuty(ctx, entry)
	if err == nil && !ok {
		err = ErrNothingHanded
	}
	return err
}

// isShared tells whether a desk is kept where several programs may open it.
func isShared(data string) bool { return store.IsAddress(data) }
