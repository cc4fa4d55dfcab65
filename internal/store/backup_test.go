package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"harmattan/internal/disk"
	"harmattan/internal/news"
)

func TestABackupIsMadeWhileAnotherProgramWritesAndRestored(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "data", "harmattan.db"), filepath.Join(folder, "backup.db")
	s := open(t, path, Write)
	for n := range 5 {
		save(t, s, change(n))
	}
	if _, err := s.SetState(t.Context(), storyID(2), news.Cited, noon); err != nil {
		t.Fatal(err)
	}
	if err := Backup(t.Context(), path, backup); err != nil {
		t.Fatal(err)
	}
	save(t, s, change(7))
	if _, err := Restore(untilWanted(t, s), backup, path, noon); !errors.Is(err, ErrBusy) {
		t.Errorf("restored under a program that writes and does not make way: %v", err)
	}
	shut(t, s)

	former, err := Restore(t.Context(), backup, path, noon)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{path: 5, former: 6, backup: 5} {
		s := open(t, name, ReadOnly)
		articles, _, _, err := s.Counts(t.Context())
		if err != nil || articles != want {
			t.Errorf("%s holds %d articles, %v; want %d", name, articles, err, want)
		}
		if row, err := s.Story(t.Context(), storyID(2)); err != nil || row.State != news.Cited {
			t.Errorf("%s: the story is %s, %v", name, row.State, err)
		}
		whole(t, s)
		shut(t, s)
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the rights %v, %v", name, info.Mode(), err)
		}
	}
	left, err := filepath.Glob(filepath.Join(folder, "*", ".harmattan-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestABackupThatCannotBeUsedChangesNothing(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "harmattan.db"), filepath.Join(folder, "backup.db")
	s := open(t, path, Write)
	save(t, s, change(1))
	shut(t, s)
	if err := Backup(t.Context(), path, backup); err != nil {
		t.Fatal(err)
	}
	if err := Backup(t.Context(), path, backup); !errors.Is(err, disk.ErrExists) {
		t.Errorf("a backup was overwritten: %v", err)
	}
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"text": []byte("not a file of data"), "cut": whole[:len(whole)/2], "torn": append(append([]byte{}, whole[:4096]...), make([]byte, len(whole)-4096)...),
	} {
		bad := filepath.Join(folder, name)
		write(t, bad, content)
		if former, err := Restore(t.Context(), bad, path, noon); err == nil || former != "" {
			t.Errorf("%s was restored, the former file is %q", name, former)
		}
	}
	if _, err := Restore(t.Context(), filepath.Join(folder, "none"), path, noon); err == nil {
		t.Error("nothing was restored")
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := Backup(stopped, path, filepath.Join(folder, "stopped.db")); err == nil {
		t.Error("a backup was finished after its end")
	}
	s = open(t, path, ReadOnly)
	if articles, _, _, err := s.Counts(t.Context()); err != nil || articles != 1 {
		t.Errorf("the file holds %d articles, %v", articles, err)
	}
	if left, err := filepath.Glob(filepath.Join(folder, ".harmattan-*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
