package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// What a feed puts under all its articles is folded in every briefing, also in one that was read before it was learned,
// and after the program was started again.
func TestARecurringLineIsFoldedEverywhere(t *testing.T) {
	const line = "The Wadi Post reads the news for you."
	folder, c := t.TempDir(), newClock()
	d := openDesk(t, folder, c)
	reports := [][2]string{
		{"Locusts strip fields near Tahoua", "Locusts stripped nine villages of their millet near Tahoua on Sunday."},
		{"Nurses end strike in Zinder", "Nurses in Zinder went back to work after the ministry paid their March salaries."},
		{"Ferry resumes at Bourem", "The ferry at Bourem carries lorries again after its engine was replaced."},
		{"Cholera vaccines reach Diffa", "Forty thousand doses of cholera vaccine were flown to Diffa on Monday."},
	}
	for _, r := range reports {
		ingest(t, d, article(c, "wadi", r[0], r[1]+"\n"+line))
	}
	folded := func(d *Desk) int {
		t.Helper()
		rows, err := d.Stories(t.Context(), Query{AnyState: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != len(reports) {
			t.Fatalf("%d stories, want %d", len(rows), len(reports))
		}
		n := 0
		for _, row := range rows {
			view, err := d.Story(t.Context(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range view.Briefing.Asides {
				if a.Kind == news.AsideBoilerplate && a.Why == "stands in 4 articles of its feed" {
					n++
				}
			}
		}
		return n
	}
	if n := folded(d); n != len(reports) {
		t.Errorf("folded in %d briefings, want all %d", n, len(reports))
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if n := folded(openDesk(t, folder, c)); n != len(reports) {
		t.Errorf("after a restart folded in %d briefings, want all %d", n, len(reports))
	}
}

// Once the articles of a feed are stored, what was learned of it is stored too and rests; the next refresh goes on from it.
func TestAFeedsHabitRestsBetweenRefreshes(t *testing.T) {
	const line = "The Wadi Post reads the news for you every day."
	c, items := newClock(), 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Wadi</title>`)
		for i := range items {
			fmt.Fprintf(w, `<item><title>Well %d of district %d opens</title><link>https://wadi.example/%d</link><description>`+
				`Well %d was dug in zo%dka.&lt;br/&gt;%s</description></item>`, i, i*i, i, i, i, line)
		}
		fmt.Fprint(w, `</channel></rss>`)
	}))
	t.Cleanup(s.Close)
	d := openDesk(t, t.TempDir(), c, news.Feed{URL: s.URL, Lang: news.English})
	for _, items = range []int{2, 4, 7} {
		c.add(time.Hour)
		if _, err := d.Refresh(t.Context(), Ask{Now: true}); err != nil {
			t.Fatal(err)
		}
		stored, err := d.store.Habit(t.Context(), s.URL)
		if err != nil {
			t.Fatal(err)
		}
		if len(stored) == 0 || d.habits.Learns(s.URL) || len(d.learned) > 0 {
			t.Errorf("after %d articles: %d bytes stored, learning goes on: %v, of %d feeds", items, len(stored), d.habits.Learns(s.URL), len(d.learned))
		}
		want := items
		if items < 3 {
			want = 0
		}
		again := summarize.NewHabits()
		again.Decode(s.URL, stored)
		for name, h := range map[string]*summarize.Habits{"in memory": d.habits, "stored": again} {
			if n := h.Carries(s.URL, line); n != want {
				t.Errorf("%s: %d of %d articles carry the line, want %d", name, n, items, want)
			}
		}
	}
}

// A program that runs for days, as serve does, folds what workers learned of a feed since it began.
func TestWhatFeedsCarryIsReadAgainAMinuteAfterOthersStored(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	a := article(c, "wadi", "A well is repaired", "The well was repaired.")
	for _, step := range []struct {
		stories []string
		after   time.Duration
		knows   bool
	}{
		{[]string{"s1"}, 0, false},
		{[]string{"s1"}, habitsFor / 2, true},
		{nil, habitsFor, true},
		{[]string{"s1"}, habitsFor, false},
	} {
		if err := d.readHabits(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		d.othersStored(step.stories, c.now().Add(step.after))
		if d.habits.Knows(a.FeedURL) != step.knows {
			t.Errorf("%d stories, %s later: known %v, want %v", len(step.stories), step.after, !step.knows, step.knows)
		}
	}
}
