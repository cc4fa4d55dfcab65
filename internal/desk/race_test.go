package desk

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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

// placedBatch places articles of events that are new, in a stint that goes on until end is called, and stores nothing of them.
func placedBatch(t *testing.T, d *Desk, arrivals ...news.Article) (b *batch, end func()) {
	t.Helper()
	ctx := t.Context()
	list, _, err := d.prepare(ctx, arrivals, nil, nil)
	must(t, err)
	end, err = d.weave(ctx)
	must(t, err)
	b = d.newBatch()
	_, err = b.admit(ctx, list)
	must(t, err)
	for _, r := range b.arrivals {
		must(t, b.findOne(ctx, r))
	}
	must(t, b.place(ctx, b.arrivals))
	return b, sync.OnceFunc(end)
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
	b, end := placedBatch(t, d, article(c, "liptako", event(2)[:20], event(2)), article(c, "gourma", event(3)[:20], event(3)))
	defer end()
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

// What a program that is gone had placed is stored by one that has just begun, also while a third one has its stint.
func TestWhatWasPlacedIsStoredWithoutAStint(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("nothing is placed on a desk in a file; .ci/postgres runs this on a server")
	}
	c, folder := newClock(), t.TempDir()
	gone, begins := openDesk(t, folder, c), openDesk(t, folder, c)
	came := []news.Article{article(c, "liptako", event(2)[:20], event(2)), article(c, "gourma", event(3)[:20], event(3))}
	_, end := placedBatch(t, gone, came...)
	defer end()
	ctx, late := context.WithTimeout(t.Context(), 10*time.Second)
	defer late()
	if err := begins.Ingest(ctx, came); err != nil {
		t.Fatalf("it waits for the stint: %v", err)
	}
	rows, err := begins.Stories(t.Context(), Query{AnyState: true})
	must(t, err)
	if len(rows) != 2 || rows[0].Articles != 1 || rows[1].Articles != 1 {
		t.Errorf("%d stories are stored of two articles that were placed", len(rows))
	}
	end()
	whole(t, begins)
}
