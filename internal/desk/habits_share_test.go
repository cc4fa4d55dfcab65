package desk

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

const wadiLine = "The Wadi Post reads the news for you every day."

// lent is a store that another desk closes.
type lent struct{ store.Keeper }

func (lent) Close() error { return nil }

// twoDesks are two programs' desks on one store: on a server, or on a file that both write.
func twoDesks(t *testing.T, c *clock, feeds ...news.Feed) (one, two *Desk) {
	t.Helper()
	folder := t.TempDir()
	one = openDesk(t, folder, c, feeds...)
	if one.shared {
		return one, openDesk(t, folder, c, feeds...)
	}
	two = openDesk(t, t.TempDir(), c, feeds...)
	must(t, two.store.Close())
	share(two, lent{one.store})
	share(one, one.store)
	return one, two
}

// learns takes in articles of the Wadi Post, and keeps what was learned of it.
func learns(t *testing.T, d *Desk, c *clock, numbers ...int) {
	t.Helper()
	for _, n := range numbers {
		ingest(t, d, wadiArticle(c, n))
	}
	keepsHabits(t, d)
}

// wadiArticle is an article of the Wadi Post, of which no two are about the same.
func wadiArticle(c *clock, n int) news.Article {
	reports := []string{
		"Locusts stripped nine villages of their millet near Tahoua.", "Nurses in Zinder went back to work after their salaries came.",
		"The ferry at Bourem carries lorries again.", "Cholera vaccine was flown to Diffa in forty boxes.", "A court in Lomé freed seven journalists.",
		"Cotton prices fell at the market of Sikasso.", "Engineers began to mend the dam above Kaya.", "Wrestlers from Dosso won the national cup.",
		"The railway to Parakou closes for repairs.", "Teachers of Abéché ask for chalk and benches.", "Customs at Gaya seized smuggled petrol.",
		"Solar lamps light the maternity ward of Mopti.", "Herders and farmers signed a pact in Birnin Konni.",
	}
	return article(c, "wadi", reports[n], reports[n]+"\n"+wadiLine)
}

func keepsHabits(t *testing.T, d *Desk) {
	t.Helper()
	_ = d.refreshing.Acquire(t.Context(), 1)
	defer d.refreshing.Release(1)
	must(t, d.saveHabits(t.Context()))
}

// kept is in how many articles the line stands, as it is kept of a feed.
func kept(t *testing.T, d *Desk, feed string) int {
	t.Helper()
	b, err := d.store.Habit(t.Context(), feed)
	must(t, err)
	h := summarize.NewHabits()
	h.Decode(feed, b)
	return h.Carries(feed, wadiLine)
}

// What one program learned of a feed since the other last read it is not overwritten.
func TestWhatTwoLearnOfAFeedByTurnsAddsUp(t *testing.T) {
	c := newClock()
	one, two := twoDesks(t, c)
	feed := wadiArticle(c, 0).FeedURL
	for round, d := range []*Desk{one, two, one, two, two, one} {
		learns(t, d, c, 2*round, 2*round+1)
		if n, want := kept(t, one, feed), 2*(round+1); want > 2 && n != want {
			t.Errorf("after round %d the line stands in %d articles, want %d", round, n, want)
		}
	}
	if n := two.habits.Carries(feed, wadiLine); n != 10 { // as it was when it last learned
		t.Errorf("the other program has it in %d articles, want 10", n)
	}
	ingest(t, two, wadiArticle(c, 12))
	if n := two.habits.Carries(feed, wadiLine); n != 13 {
		t.Errorf("once it learns more it has it in %d articles, want 13", n)
	}
}

func TestWhatTwoLearnOfAFeedAtOnceAddsUp(t *testing.T) {
	c := newClock()
	one, two := twoDesks(t, c)
	feed := wadiArticle(c, 0).FeedURL
	for n, d := range []*Desk{one, two, one, two, one, two} { // both have read it before the first keeps anything
		ingest(t, d, wadiArticle(c, n))
	}
	var work sync.WaitGroup
	for _, d := range []*Desk{one, two} {
		work.Go(func() { keepsHabits(t, d) })
	}
	work.Wait()
	if n := kept(t, one, feed); n != 6 {
		t.Errorf("the line stands in %d articles, want 6", n)
	}
	keepsHabits(t, one) // nothing is new
	if n := kept(t, one, feed); n != 6 {
		t.Errorf("kept again the line stands in %d articles, want 6", n)
	}
}

// deaf is a store that keeps nothing of what is learned while it is away.
type deaf struct {
	store.Keeper
	away bool
}

func (s *deaf) ChangeHabit(ctx context.Context, feed string, change func(kept []byte) []byte) error {
	if s.away {
		_ = change(nil) // it had begun
		return errAway()
	}
	return s.Keeper.ChangeHabit(ctx, feed, change)
}

// What cannot be kept is kept with what is learned next.
func TestWhatIsLearnedOutlivesAServerThatIsAway(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	server := &deaf{Keeper: d.store}
	share(d, server)
	feed := wadiArticle(c, 0).FeedURL
	for n := range 3 {
		ingest(t, d, wadiArticle(c, n))
	}
	server.away = true
	_ = d.refreshing.Acquire(t.Context(), 1)
	err := d.restHabit(t.Context(), feed)
	d.refreshing.Release(1)
	if err == nil {
		t.Fatal("it is kept by a server that is away")
	}
	server.away = false
	learns(t, d, c, 3)
	if n := kept(t, d, feed); n != 4 {
		t.Errorf("the line stands in %d articles, want 4", n)
	}
}

// Two programs that ask one feed at the same time store each article once, and count it once.
func TestAnArticleThatTwoReadAtOnceIsCountedOnce(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("a desk in a file is held by one program; .ci/postgres runs this on a server")
	}
	const items = 40
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Wadi</title>`)
		for i := range items {
			fmt.Fprintf(w, `<item><title>Well %d of district %d opens</title><link>https://wadi.example/%d</link><description>`+
				`Well %d was dug in zo%dka.&lt;br/&gt;%s</description></item>`, i, i*i, i, i, i, wadiLine)
		}
		fmt.Fprint(w, `</channel></rss>`)
	}))
	t.Cleanup(s.Close)
	c := newClock()
	one, two := twoDesks(t, c, news.Feed{URL: s.URL, Lang: news.English})
	c.add(time.Hour)
	var work sync.WaitGroup
	for _, d := range []*Desk{one, two} {
		work.Go(func() {
			if _, err := d.Refresh(t.Context(), Ask{Now: true}); err != nil {
				t.Error(err)
			}
		})
	}
	work.Wait()
	if n := kept(t, one, s.URL); n != items {
		t.Errorf("the line stands in %d articles, want %d", n, items)
	}
}
