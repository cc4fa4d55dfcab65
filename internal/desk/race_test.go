package desk

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"

	"harmattan/internal/news"
)

// event is a text about something that no other event has a word in common with.
func event(n int) string {
	words := rand.New(rand.NewPCG(uint64(n), 8)) // the same words at every run
	const vowels, consonants = "aeiou", "bdfgklmnprstvz"
	var b strings.Builder
	for range 4 {
		for i := range 9 {
			if i > 0 {
				b.WriteByte(' ')
			}
			for range 4 {
				b.WriteByte(consonants[words.IntN(len(consonants))])
				b.WriteByte(vowels[words.IntN(len(vowels))])
			}
		}
		b.WriteString(". ")
	}
	return b.String()
}

// Two programs on one desk get the same event at the same moment, each from another outlet, again and again: one story
// results every time.
func TestTwoWritersMakeOneStoryOfOneEvent(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("a desk in a file is held by one program; .ci/postgres runs this on a server")
	}
	events := 1000
	if testing.Short() {
		events = 100
	}
	c, folder := newClock(), t.TempDir()
	desks := []*Desk{openDesk(t, folder, c), openDesk(t, folder, c)}
	outlets := []string{"soum", "liptako"}
	failed := make(chan error, 2*events)
	for n := range events {
		text := event(n)
		var race sync.WaitGroup
		for i, d := range desks {
			a := article(c, outlets[i], fmt.Sprintf("%s %d", text[:20], n), text)
			race.Go(func() { failed <- d.Ingest(t.Context(), []news.Article{a}) })
		}
		race.Wait()
	}
	close(failed)
	for err := range failed {
		if err != nil {
			t.Fatal(err)
		}
	}
	rows, err := desks[0].Stories(t.Context(), Query{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != events {
		t.Errorf("%d stories of %d events", len(rows), events)
	}
	for _, r := range rows {
		if r.Articles != 2 || r.Outlets != 2 {
			t.Errorf("story %s %q has %d articles of %d outlets, want one of each writer", r.ID, r.Title, r.Articles, r.Outlets)
		}
	}
}
