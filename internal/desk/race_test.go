package desk

import (
	"math/rand/v2"
	"os"
	"slices"
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

// What another program puts into another story between its placing and its storing is stored there, with the rest of its batch.
func TestWhatIsRearrangedBeforeItIsStoredIsStoredWhereItBelongs(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("nothing comes between on a desk in a file; .ci/postgres runs this on a server")
	}
	c, ctx := newClock(), t.Context()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", event(1)[:20], event(1)))
	rows, err := d.Stories(ctx, Query{AnyState: true})
	must(t, err)
	arrivals := []news.Article{article(c, "liptako", event(2)[:20], event(2)), article(c, "gourma", event(3)[:20], event(3))}
	list, _, err := d.prepare(ctx, arrivals, nil, nil)
	must(t, err)
	end, err := d.weave(ctx)
	must(t, err)
	defer end()
	b := d.newBatch()
	_, err = b.admit(ctx, list)
	must(t, err)
	for _, r := range b.arrivals {
		must(t, b.findOne(ctx, r))
	}
	must(t, b.place(ctx, b.arrivals))
	d.stint.End()
	other, err := d.store.TakeStint(ctx)
	must(t, err)
	must(t, d.store.Replace(ctx, map[string]string{b.arrivals[0].id: rows[0].ID}))
	other.End()
	where := map[string]string{}
	for _, r := range b.arrivals {
		where[r.id] = b.storyOf(r)
	}
	must(t, b.growPlaced(ctx, slices.Clone(b.arrivals), where))
	rows, err = d.Stories(ctx, Query{AnyState: true})
	must(t, err)
	got := map[string]int{}
	for _, r := range rows {
		got[r.Title] = r.Articles
	}
	if got[event(1)[:20]]+got[event(2)[:20]] != 2 || got[event(3)[:20]] != 1 || len(rows) != 2 {
		t.Errorf("the stories are %v, want two of the first with what was put to it, and one", got)
	}
}
