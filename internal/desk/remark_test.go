package desk

import (
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

func TestWhatOfficersKeepBesideAStoryFollowsIt(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ids := ingestTwo(t, d, c)
	ctx := As(t.Context(), "Aïssa")
	if _, err := d.SetNote(ctx, ids[:1], "  ask the prefect  "); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetOwner(ctx, ids[:1], "Issa  Diallo"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.MarkHandover(ctx, ids[1:]); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Merge(ctx, ids[0], ids[1]); err != nil {
		t.Fatal(err)
	}
	v, err := d.Story(ctx, ids[0])
	if err != nil {
		t.Fatal(err)
	}
	if r := v.Row; r.Note != "ask the prefect" || r.Owner != "Issa Diallo" || !r.Handover {
		t.Errorf("after the merge: %+v", r)
	}
	for range 4 {
		if _, ok, err := d.Undo(ctx); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if r, err := d.Story(ctx, ids[0]); err != nil || r.Row.Note != "" || r.Row.Owner != "" {
		t.Errorf("after all was taken back: %+v, %v", r.Row, err)
	}
	steps, err := d.Steps(ctx, time.Time{})
	if err != nil || len(steps) != 8 {
		t.Fatalf("%d steps, %v", len(steps), err)
	}
	for _, s := range steps {
		if s.Who != "Aïssa" || s.Rules != Rules {
			t.Errorf("step %+v is not signed", s)
		}
	}
}

func TestASnoozedStoryComesBack(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ids := ingestTwo(t, d, c)
	if _, err := d.Snooze(t.Context(), ids[:1], c.now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	count := func(q Query) int {
		rows, err := d.Stories(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return len(rows)
	}
	if all, awake, asleep := count(Query{}), count(Query{Awake: true}), count(Query{Asleep: true}); all != 2 || awake != 1 || asleep != 1 {
		t.Errorf("%d stories, %d awake, %d asleep", all, awake, asleep)
	}
	c.add(time.Hour)
	if awake := count(Query{Awake: true}); awake != 2 {
		t.Errorf("%d awake after an hour", awake)
	}
	if v, err := d.Story(t.Context(), ids[0]); err != nil || !v.Row.Woke(c.now()) {
		t.Errorf("it does not show that it woke: %+v, %v", v.Row, err)
	}
}

func TestADismissedStoryThatGainsAFactShowsIt(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ids := ingestTwo(t, d, c)
	c.add(time.Minute)
	if _, err := d.SetStates(t.Context(), ids, news.Dismissed); err != nil {
		t.Fatal(err)
	}
	rows, err := d.Stories(t.Context(), Query{State: news.Dismissed})
	if err != nil || len(rows) != 2 || rows[0].Gained() || rows[1].Gained() {
		t.Fatalf("%+v, %v", rows, err)
	}
	c.add(time.Hour)
	a := rainArticle(c)
	a.ID, a.Outlet, a.Text = strings.Repeat("f", 32), "Autre", a.Text+" Two bridges were washed away at Tassara."
	if err := d.Ingest(t.Context(), []news.Article{a}); err != nil {
		t.Fatal(err)
	}
	gained := 0
	if rows, err = d.Stories(t.Context(), Query{State: news.Dismissed}); err != nil || len(rows) != 2 {
		t.Fatalf("%+v, %v", rows, err)
	}
	for _, r := range rows {
		if r.Gained() {
			gained++
		}
	}
	if inbox, err := d.Stories(t.Context(), Query{}); gained != 1 || len(inbox) != 0 || err != nil {
		t.Errorf("%d gained, %d in the inbox, %v", gained, len(inbox), err)
	}
}

// rainArticle and marketArticle are two events that share nothing.
func rainArticle(c *clock) news.Article {
	return news.Article{
		ID: strings.Repeat("a", 32), FeedURL: "https://wadi.example/feed", Outlet: "Wadi", URL: "https://wadi.example/1", Lang: "en",
		Title: "Storm floods the pastures of Tassara", Published: c.now(),
		Text: "A storm flooded the pastures of Tassara on Sunday night. Herders lost 400 goats and the road to Tchintabaraden is cut.",
	}
}

func marketArticle(c *clock) news.Article {
	return news.Article{
		ID: strings.Repeat("b", 32), FeedURL: "https://mil.example/feed", Outlet: "Mil", URL: "https://mil.example/1", Lang: "en",
		Title: "Millet prices fall in Sikasso", Published: c.now(),
		Text: "The price of millet fell by a tenth at the market of Sikasso. Traders speak of a good harvest in the south of Mali.",
	}
}

func ingestTwo(t *testing.T, d *Desk, c *clock) []string {
	t.Helper()
	if err := d.Ingest(t.Context(), []news.Article{rainArticle(c), marketArticle(c)}); err != nil {
		t.Fatal(err)
	}
	rows, err := d.Stories(t.Context(), Query{})
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d stories, %v; want two", len(rows), err)
	}
	return []string{rows[0].ID, rows[1].ID}
}
