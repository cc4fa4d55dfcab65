package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// How long a program that holds the file is waited for once it was asked to make way, and how often it is looked at again.
const (
	turnWait  = 20 * time.Second
	turnPause = 50 * time.Millisecond
)

// turn is the hold of a program that puts another file in the place of the data.
type turn struct {
	lock   *flock.Flock
	wanted *flock.Flock // what asks a program that holds the file to make way, and says that it is not to come back yet
}

// seize takes the lock of the file. A program that has it is asked to make way, and waited for.
func seize(ctx context.Context, path string) (*turn, error) {
	ctx, cancel := context.WithTimeout(ctx, turnWait)
	defer cancel()
	t := &turn{wanted: flock.New(wantedName(path), flock.SetPermissions(0o600))}
	if ok, err := t.wanted.TryLockContext(ctx, turnPause); !ok {
		return nil, explain(path, fmt.Errorf("lock %s: %w", wantedName(path), err))
	}
	for {
		var err error
		if t.lock, err = hold(path); err == nil {
			return t, nil
		}
		if !errors.Is(err, ErrBusy) {
			return nil, errors.Join(err, t.wanted.Unlock())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(err, t.wanted.Unlock())
		case <-time.After(turnPause):
		}
	}
}

// leave lets other programs have the file again.
func (t *turn) leave() error { return errors.Join(t.lock.Unlock(), t.wanted.Unlock()) }

// wantedName is the file that a program locks while it waits to put another file in the place of the data. It stays, as the
// lock does: to remove it could take it from a program that has just locked it.
func wantedName(path string) string { return path + ".wanted" }

// Wanted tells whether this program is to make way: another one waits to put a file in the place of this one, or has done so.
func (s *Store) Wanted() bool {
	now, err := os.Stat(s.path)
	if err == nil && s.was != nil && !os.SameFile(s.was, now) {
		return true
	}
	return isWanted(s.path)
}

// isWanted tells whether another program has asked for the file and is not done.
func isWanted(path string) bool {
	name := wantedName(path)
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return false
	}
	lock := flock.New(name)
	ok, err := lock.TryRLock()
	if err != nil {
		return false // it cannot be told: what is held is kept
	}
	if ok {
		_ = lock.Unlock() // nothing was changed
	}
	return !ok
}

// AwaitTurn waits until no other program wants the file any more, or ctx ends.
func AwaitTurn(ctx context.Context, path string) error {
	for isWanted(path) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(turnPause):
		}
	}
	return nil
}
