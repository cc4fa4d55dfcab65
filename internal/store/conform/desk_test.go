package conform

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// noon is a moment that tests count from.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// desk is a desk under test, and what names it.
type desk struct {
	store.Keeper
	data    string
	closed  *sync.Once
	officer string // who reads, see as
}

// Close closes it, where that was not done before.
func (s desk) Close() (err error) {
	s.closed.Do(func() { err = s.Keeper.Close() })
	return err
}

// newDesk opens a desk that is closed with the test.
func newDesk(tb testing.TB, data string) desk {
	tb.Helper()
	return openDesk(tb, data, store.Write)
}

func openDesk(tb testing.TB, data string, m store.Mode) desk {
	tb.Helper()
	k, err := store.OpenDesk(context.Background(), data, m)
	if err != nil {
		tb.Fatal(err)
	}
	s := desk{k, data, new(sync.Once), ""}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// again closes the desk and opens it anew.
func (s desk) again(tb testing.TB) desk {
	tb.Helper()
	if err := s.Close(); err != nil {
		tb.Fatal(err)
	}
	opened := newDesk(tb, s.data)
	if s.officer != "" {
		return opened.as(s.officer)
	}
	return opened
}

// change invents the article of a number, the only one of its story unless told otherwise.
func change(n int) store.Change {
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
	return store.Change{
		Article: a, Placement: p, Vector: []byte{1, 2, byte(n)},
		Story: news.StoryRow{
			ID: storyID(n), Title: a.Title, Lang: a.Lang, Placement: p, State: news.New, Outlets: 1, Origins: 1,
			Articles: 1, First: at, Last: at, Changed: at,
		},
	}
}

func storyID(n int) string { return fmt.Sprintf("s%016x", n) }

func save(tb testing.TB, s desk, changes ...store.Change) {
	tb.Helper()
	for _, c := range changes {
		if err := s.SaveArticles(context.Background(), []store.Change{c}); err != nil {
			tb.Fatal(err)
		}
	}
}

func whole(tb testing.TB, s desk) {
	tb.Helper()
	if err := s.Check(context.Background()); err != nil {
		tb.Error(err)
	}
}
