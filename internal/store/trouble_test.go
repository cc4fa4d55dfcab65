package store

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"harmattan/internal/news"
)

func hasHint(err error) bool {
	var hint interface{ Hint() string }
	return errors.As(err, &hint) && hint.Hint() != ""
}

// SQLite is told that there is no room for more pages, as it is told by a disk that is full.
func TestAFullDiskStopsWritingAndLosesNothing(t *testing.T) {
	s := newStore(t)
	save(t, s, change(0))
	var pages int
	if err := s.writer.conn.QueryRowContext(t.Context(), "PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	onWriter(t, s, fmt.Sprintf("PRAGMA max_page_count = %d", pages+4))
	kept := 1
	var err error
	for ; err == nil && kept < 1000; kept++ {
		err = s.SaveArticle(t.Context(), change(kept))
	}
	kept-- // the last one was refused
	if !errors.Is(err, ErrFull) || !hasHint(err) {
		t.Fatalf("after %d articles: %v", kept, err)
	}
	if _, err := s.SetRemark(t.Context(), []string{storyID(0)}, news.DeedNote, string(make([]byte, 64<<10)), noon); !errors.Is(err, ErrFull) {
		t.Errorf("a note without room for it: %v", err)
	}
	whole(t, s)
	articles, _, _, err := s.Counts(t.Context())
	if err != nil || articles != kept {
		t.Errorf("%d articles are kept, %v; want %d", articles, err, kept)
	}
	onWriter(t, s, "PRAGMA max_page_count = 100000")
	save(t, s, change(kept))
	if _, err := s.SetState(t.Context(), storyID(kept), news.Cited, noon); err != nil {
		t.Errorf("with room again: %v", err)
	}
	whole(t, s)
}

func TestAFileThatAnotherProgramLocksIsWaitedForAndThenNamed(t *testing.T) {
	s := newStore(t)
	save(t, s, change(0))
	onWriter(t, s, "PRAGMA busy_timeout = 20")
	other, err := sql.Open("sqlite", filepath.Clean(s.path))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveArticle(t.Context(), change(1)); !errors.Is(err, ErrBusy) || !hasHint(err) {
		t.Errorf("a locked file: %v", err)
	}
	if _, err := s.Article(t.Context(), change(0).Article.ID); err != nil {
		t.Errorf("reading a file that another program writes to: %v", err)
	}
	if _, err := other.ExecContext(t.Context(), "COMMIT"); err != nil {
		t.Fatal(err)
	}
	save(t, s, change(1))
	whole(t, s)
}

// A backup that is made in the middle of writing holds the first so many steps, and no half of one; what is restored from
// it is the same.
func TestABackupInTheMiddleOfWritingIsOneMoment(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "data", "harmattan.db")
	s := open(t, path, Write)
	const articles = 150
	save(t, s, change(0))
	written := make(chan error, 1)
	go func() {
		for n := 1; n < articles; n++ {
			err := s.SaveArticle(t.Context(), change(n))
			if err == nil {
				_, err = s.SetState(t.Context(), storyID(n), news.Cited, noon)
			}
			if err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	for n := range 3 {
		backup := filepath.Join(folder, fmt.Sprint(n, ".db"))
		if err := Backup(t.Context(), path, backup); err != nil {
			t.Fatal(err)
		}
		restored := filepath.Join(folder, fmt.Sprint(n), "harmattan.db")
		if _, err := Restore(t.Context(), backup, restored, noon); err != nil {
			t.Fatal(err)
		}
		if a, b := momentOf(t, backup), momentOf(t, restored); a != b {
			t.Errorf("the backup holds %s, what is restored from it %s", a, b)
		}
	}
	if err := <-written; err != nil {
		t.Fatal(err)
	}
}

// momentOf tells how far a file goes, by counts and a sum of all texts, and that nothing before is missing.
func momentOf(t *testing.T, path string) string {
	t.Helper()
	s := open(t, path, ReadOnly)
	defer shut(t, s)
	whole(t, s)
	count, _, _, err := s.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var sum Hash
	cited := 0
	for n := range count {
		a, err := s.Article(t.Context(), change(n).Article.ID)
		if err != nil {
			t.Fatalf("of %d articles the one of number %d is missing: %v", count, n, err)
		}
		row, err := s.Story(t.Context(), storyID(n))
		if err != nil {
			t.Fatal(err)
		}
		if row.State == news.Cited {
			cited++
		}
		sum = HashText(string(sum[:]), a.Title+a.Text+string(row.State))
	}
	if cited < count-2 { // all but the first, and the last may not be decided yet
		t.Errorf("%d of %d stories are cited", cited, count)
	}
	return fmt.Sprintf("%d articles, %d cited, %x", count, cited, sum)
}
