package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// ErrRole says that somebody's role does not allow what they asked for.
var ErrRole = errors.New("your role on this desk does not allow that")

type (
	officerKey struct{}
	roleKey    struct{}
)

// As returns a context whose steps are written to the log under an officer's name, and whose reading is theirs, where several
// share the desk.
func As(ctx context.Context, officer string) context.Context {
	return store.ReadBy(context.WithValue(ctx, officerKey{}, officer), officer)
}

// In returns a context in which no more is done than a role may. Without it everything is: the desk is the caller's own.
func In(ctx context.Context, role news.Role) context.Context {
	return context.WithValue(ctx, roleKey{}, role)
}

// Officer is the name under which steps go to the log.
func (d *Desk) Officer(ctx context.Context) string {
	if who, ok := ctx.Value(officerKey{}).(string); ok {
		return who
	}
	return d.officer
}

// own is the name of a fact that each of the officers who share a desk has for themselves.
func own(ctx context.Context, fact string) string {
	if who, ok := ctx.Value(officerKey{}).(string); ok {
		return store.OwnFact(fact, who)
	}
	return fact
}

// isOwn tells whether a fact is one that each officer has for themselves. No story's id has a space in it.
func isOwn(fact string) bool {
	story, unfinished := strings.CutPrefix(fact, unfinished)
	return fact == lastCommands || unfinished && story != "" && !strings.Contains(story, " ")
}

// May says why a role may not do what is left to another one and those above it; nil where it may.
func (d *Desk) May(ctx context.Context, least news.Role) error {
	if role, ok := ctx.Value(roleKey{}).(news.Role); ok && !role.May(least) {
		return fmt.Errorf("%w: you are its %s, and this is for its %s", ErrRole, role, least)
	}
	return nil
}

// writable says why somebody cannot take a step that is left to a role and those above it, nil where they can.
func (d *Desk) writable(ctx context.Context, least news.Role) error {
	if err := d.May(ctx, least); err != nil {
		return err
	}
	if d.busy != nil {
		return fmt.Errorf("this desk can only be read: %w", d.busy)
	}
	return nil
}
