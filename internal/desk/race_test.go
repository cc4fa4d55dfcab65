package desk

import (
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

// Programs on one desk get the same events at the same moments, each from another outlet, one event after the other: each
// finds one story, whoever is first, and stories of other events are stored at the same time.
func TestWritersMakeOneStoryOfOneEvent(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("a desk in a file is held by one program; .ci/postgres runs this on a server")
	}
	const together = 4 // events at the same moment
	events := 800
	if testing.Short() {
		events = 80
	}
	c, folder := newClock(), t.TempDir()
	outlets := []string{"soum", "liptako", "gourma", "azawagh"}
	var desks []*Desk
	for range outlets {
		desks = append(desks, openDesk(t, folder, c))
	}
	failed := make(chan error, len(desks)*events)
	for n := 0; n < events; n += together {
		var race sync.WaitGroup
		for i, d := range desks {
			var list []news.Article
			for k := range together {
				text := event(n + (i+k)%together) // each begins with another one
				list = append(list, article(c, outlets[i], text[:20], text))
			}
			race.Go(func() { failed <- d.Ingest(t.Context(), list) })
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
		if r.Articles != len(desks) || r.Outlets != len(desks) {
			t.Errorf("story %s %q has %d articles of %d outlets, want one of each writer", r.ID, r.Title, r.Articles, r.Outlets)
		}
	}
	whole(t, desks[0])
}
