package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"harmattan/internal/news"
)

// noon is a moment that tests count from.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func newStore(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "data", "harmattan.db"), Write)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
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
			ID: fmt.Sprintf("s%016x", n), Title: a.Title, Lang: a.Lang, Placement: p, State: news.New, Outlets: 1, Origins: 1,
			Articles: 1, First: at, Last: at, Changed: at,
		},
	}
}

func save(t testing.TB, s *Store, changes ...Change) {
	t.Helper()
	for _, c := range changes {
		if err := s.SaveArticle(context.Background(), c); err != nil {
			t.Fatal(err)
		}
	}
}
