package store

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

// TestAProgramThatHoldsTheFileIsAskedToMakeWay restores under a program that looks whether it is wanted, as the reader does.
func TestAProgramThatHoldsTheFileIsAskedToMakeWay(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "harmattan.db"), filepath.Join(folder, "backup.db")
	s := open(t, path, Write)
	save(t, s, change(1))
	if err := Backup(t.Context(), path, backup); err != nil {
		t.Fatal(err)
	}
	save(t, s, change(2))
	beside := open(t, path, ReadOnly)
	if s.Wanted() || beside.Wanted() {
		t.Fatal("nobody wants the file yet")
	}
	restored := make(chan error, 1)
	go func() {
		_, err := Restore(t.Context(), backup, path, noon)
		restored <- err
	}()
	<-untilWanted(t, s).Done()
	save(t, s, change(3)) // what was under way is finished first
	shut(t, s)
	if err := AwaitTurn(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	back := open(t, path, Write)
	if err := <-restored; err != nil {
		t.Fatal(err)
	}
	if n, _, _, err := back.Counts(t.Context()); err != nil || n != 1 {
		t.Errorf("what came back holds %d articles, %v; want 1", n, err)
	}
	if back.Wanted() {
		t.Error("who came back is sent away again")
	}
	if !beside.Wanted() {
		t.Error("who only reads goes on with a file that is there no more")
	}
	shut(t, beside)
	shut(t, back)
}

func TestWhoAsksForTheFileAndIsGoneSendsNobodyAway(t *testing.T) {
	path := filepath.Join(t.TempDir(), "harmattan.db")
	s := open(t, path, Write)
	if _, err := seize(untilWanted(t, s), path); !errors.Is(err, ErrBusy) {
		t.Fatal(err)
	}
	if s.Wanted() {
		t.Error("the file is wanted by nobody any more")
	}
	shut(t, s)
}

// untilWanted ends once another program asks for the file of a store.
func untilWanted(t *testing.T, s *Store) context.Context {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	go func() {
		defer end()
		for look := time.NewTicker(turnPause); !s.Wanted() && ctx.Err() == nil; {
			<-look.C
		}
	}()
	return ctx
}
