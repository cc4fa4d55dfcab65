package desk

import (
	"context"
	"time"

	"harmattan/internal/store"
)

// Copied is a table as it was copied.
type Copied = store.Copied

// Copy copies a desk from a folder or a server into one where there is none, and compares the two; see store.Copy.
func Copy(ctx context.Context, from, to string, told func(Copied)) error {
	return store.Copy(ctx, from, to, told)
}

// Backup copies the desk in a folder into a new file, also while a program works on it.
func Backup(ctx context.Context, folder, file string) error {
	path, err := store.FileOf(folder)
	if err != nil {
		return err
	}
	return store.Backup(ctx, path, file)
}

// Restore puts a backup in the place of the desk in a folder. What was there is kept under the name that is returned, ""
// when there was nothing.
func Restore(ctx context.Context, file, folder string, at time.Time) (former string, err error) {
	path, err := store.FileOf(folder)
	if err != nil {
		return "", err
	}
	return store.Restore(ctx, file, path, at)
}

// wayPause is how often a desk looks whether it is to make way.
const wayPause = time.Second

// MakeWay waits until another program wants the desk's file, to put a backup or what was repaired in its place, or has done
// so: the desk is to be closed then, and opened again after AwaitTurn. It returns false when ctx ends first.
func (d *Desk) MakeWay(ctx context.Context) bool {
	look := time.NewTicker(wayPause)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-look.C:
			if d.store.Wanted() {
				return true
			}
		}
	}
}

// AwaitTurn waits until the desk in a folder may be opened again after MakeWay, or ctx ends.
func AwaitTurn(ctx context.Context, folder string) error {
	path, err := store.FileOf(folder)
	if err != nil {
		return nil //nolint:nilerr // what is on a server is never replaced
	}
	return store.AwaitTurn(ctx, path)
}

// Recovered is what Repair could read of a damaged desk.
type Recovered = store.Recovered

// Repair reads what can be read of the damaged desk in a folder into a new file, and keeps the damaged one beside it.
func Repair(ctx context.Context, folder string, at time.Time) (Recovered, error) {
	path, err := store.FileOf(folder)
	if err != nil {
		return Recovered{}, err
	}
	return store.Repair(ctx, path, at)
}
