package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"harmattan/internal/news"
	"harmattan/internal/safe"
	"harmattan/internal/store"
)

// Why an officer is not given another name.
var (
	ErrNoName    = errors.New("that cannot be an officer's name")
	ErrSameName  = errors.New("that is the name already")
	ErrStepsWait = errors.New("steps wait for the server, some perhaps under the old name")
)

// Renamed is what went with a name.
type Renamed = store.Renamed

// RenameOfficer gives an officer another name: what they have read, what is theirs and the undo of their steps go with it. The log
// tells of it, and shows each step with the name that it was signed with. Steps that wait on another machine meanwhile are
// taken as they were written, under the old name.
func (d *Desk) RenameOfficer(ctx context.Context, from, to string) (Renamed, error) {
	if err := d.writable(ctx, news.RoleEditor); err != nil {
		return Renamed{}, err
	}
	switch {
	case !safe.IsName(to):
		return Renamed{}, fmt.Errorf("%w: %q", ErrNoName, safe.Line(to))
	case from == to:
		return Renamed{}, ErrSameName
	case d.Outage().Waits > 0:
		return Renamed{}, ErrStepsWait
	}
	done, err := d.store.RenameOfficer(ctx, store.Renaming{From: from, To: to, By: d.Officer(ctx), At: d.now(), Own: isOwn})
	if err != nil {
		return done, err
	}
	d.broker.publish(Event{Kind: ShiftChanged, Who: d.Officer(ctx)})
	d.broker.publish(Event{Kind: DeskChanged})
	return done, nil
}

// nameSince is the name that an officer of the log has in the end.
func nameSince(log []news.Duty, name string) string {
	for _, entry := range log {
		if entry.Deed == news.Renamed && entry.Whom == name {
			name = entry.Name
		}
	}
	return name
}

// named is who in the log a name means, however it is written; ok is false where nobody is called so. The last who was has it.
func named(log []news.Duty, name string) (who string, ok bool) {
	for i := len(log) - 1; i >= 0; i-- {
		entry := log[i]
		switch {
		case entry.Deed == news.Renamed && strings.EqualFold(entry.Name, name):
			return nameSince(log[i+1:], entry.Name), true
		case entry.Deed == news.Renamed && strings.EqualFold(entry.Whom, name):
			return nameSince(log[i:], entry.Whom), true
		case entry.Deed != news.Renamed && strings.EqualFold(entry.Who, name):
			return nameSince(log[i+1:], entry.Who), true
		}
	}
	return "", false
}

// backAs is the context in which a step is taken back that was kept before the server went: it is that of whoever has the name of
// its officer since.
func (d *Desk) backAs(ctx context.Context, s deferred) (context.Context, error) {
	if s.path == "" || s.Back != "" {
		return ctx, nil
	}
	log, err := d.store.Duties(ctx, s.At)
	if err != nil {
		return ctx, fmt.Errorf("find out whose step it is: %w", err)
	}
	name := nameSince(log, s.Signed)
	if name == s.Signed {
		return ctx, nil
	}
	if s.Who != "" {
		ctx = As(ctx, name)
	}
	return store.Signed(ctx, name, s.Rules), nil
}
