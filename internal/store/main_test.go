package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"harmattan/internal/news"
)

// The test binary is also the other program of these tests: with this variable set it does what the value says.
const otherProgram = "HARMATTAN_STORE_TEST"

func TestMain(m *testing.M) {
	var err error
	switch os.Getenv(otherProgram) {
	case "":
		code := m.Run()
		for _, a := range archives {
			_ = os.RemoveAll(a.folder) // what is left lies in the folder for passing things
		}
		os.Exit(code)
	case "hold":
		err = holdUntilStdinEnds(os.Args[1])
	case "read":
		err = readWithoutRights()
	case "write":
		err = writeUntilKilled(os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// other readies the other program to work on the file.
func other(t *testing.T, does, path string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, path)
	cmd.Env = append(os.Environ(), otherProgram+"="+does)
	cmd.Stderr = os.Stderr
	return cmd
}

// noon is a moment that tests count from.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func newStore(tb testing.TB) *Store {
	tb.Helper()
	return open(tb, filepath.Join(tb.TempDir(), "data", "harmattan.db"), Write)
}

func open(tb testing.TB, path string, m Mode) *Store {
	tb.Helper()
	s, err := Open(context.Background(), path, m)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { shut(tb, s) })
	return s
}

// shut closes a store, once.
func shut(tb testing.TB, s *Store) {
	tb.Helper()
	if s.readers == nil {
		return
	}
	if err := s.Close(); err != nil {
		tb.Error(err)
	}
	s.readers, s.writer, s.lock = nil, nil, nil
}

// change invents the article of a number, the only one of its story unless told otherwise.
func change(n int) Change {
	at := noon.Add(time.Duration(n) * time.Minute)
	a := news.Article{
		ID: fmt.Sprintf("%032x", n), FeedURL: "https://example.org/feed", GUID: fmt.Sprint("guid ", n), Outlet: "Radio Kidal",
		URL: fmt.Sprintf("https://example.org/%d", n), Title: fmt.Sprintf("Convoy %d reaches Ménaka", n), Author: "A. Touré",
		Lang: news.English, Home: "ML", Grade: "B", Published: at, Seen: at, Revised: at, Revision: 1,
		Text: fmt.Sprintf("Convoy number %d reached the town.\nNobody was hurt, the governor said.", n), Origin: "Radio Kidal",
	}
	p := news.Placement{
		Region: "central-sahel", Country: "ML", CountryName: "Mali", Area: "ML:Ménaka", Score: 2.5,
		Evidence: []news.Evidence{{Text: "Ménaka", Place: "ML:Ménaka", Weight: 2.1}, {Text: "governor", Place: "ML", Weight: 0.4}},
		Also:     []string{"NE"},
	}
	return Change{
		Article: a, Placement: p, Vector: []byte{1, 2, byte(n)},
		Story: news.StoryRow{
			ID: storyID(n), Title: a.Title, Lang: a.Lang, Placement: p, State: news.New, Outlets: 1, Origins: 1,
			Articles: 1, First: at, Last: at, Changed: at,
		},
	}
}

func storyID(n int) string { return fmt.Sprintf("s%016x", n) }

func save(tb testing.TB, s *Store, changes ...Change) {
	tb.Helper()
	for _, c := range changes {
		if err := s.SaveArticle(context.Background(), c); err != nil {
			tb.Fatal(err)
		}
	}
}

func whole(tb testing.TB, s *Store) {
	tb.Helper()
	if err := s.Check(context.Background()); err != nil {
		tb.Error(err)
	}
}
