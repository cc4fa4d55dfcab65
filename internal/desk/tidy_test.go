package desk

import (
	"fmt"
	"testing"
	"time"

	"harmattan/internal/news"
)

func TestTidyingLetsGoOfWhatTheOfficerNoLongerKeeps(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	gone := article(c, "boats", "Two boats reach Mopti", "Two boats reached Mopti on Sunday.")
	kept := article(c, "rains", "Rains come early to Gao", "Rains came early to Gao this year.")
	ingest(t, d, gone, kept)
	story := storyID
	if _, err := d.SetState(t.Context(), story(gone.ID), news.Dismissed); err != nil {
		t.Fatal(err)
	}
	tidied := func() news.Article {
		t.Helper()
		for _, pass := range []time.Duration{90 * 24 * time.Hour, letGoEvery} {
			c.add(pass)
			for _, outlet := range []string{"wells", "herds"} {
				ingest(t, d, article(c, outlet, outlet+" at "+c.now().String(), "Of "+outlet+" and nothing else."))
			}
			tidy(t, d)
		}
		articles, err := d.StoryArticles(t.Context(), story(gone.ID))
		if err != nil || len(articles) != 1 {
			t.Fatal(articles, err)
		}
		return articles[0]
	}
	if a := tidied(); a.Text == "" || !a.LetGo.IsZero() {
		t.Errorf("texts are kept for ever, and one was let go on %s", a.LetGo)
	}
	d.keep = Keep{Dismissed: 60 * 24 * time.Hour}
	if a := tidied(); a.Text != "" || !a.LetGo.Equal(c.now()) {
		t.Errorf("an article of a dismissed story has the text %q and was let go on %s", a.Text, a.LetGo)
	}
	view, err := d.Story(t.Context(), story(gone.ID))
	if err != nil || view.Briefing.Articles[0].Title != gone.Title {
		t.Errorf("the story opens as %+v, %v", view.Briefing, err)
	}
	articles, err := d.StoryArticles(t.Context(), story(kept.ID))
	if err != nil || articles[0].Text == "" {
		t.Errorf("what nobody dismissed was let go: %+v, %v", articles, err)
	}
	ingest(t, d, gone) // its feed still carries it
	if a := tidied(); a.Revision != 1 {
		t.Errorf("a text that was let go came again as revision %d", a.Revision)
	}
}

func tidy(t *testing.T, d *Desk) {
	t.Helper()
	if err := d.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// A text that was let go cannot be had back: a clock that runs ahead must not take it. Whenever the desk looks, news have
// come that say when they were published; of one outlet they are dated in the future.
func TestAClockThatIsAheadLetsGoOfNothing(t *testing.T) {
	const day, year = 24 * time.Hour, 365 * 24 * time.Hour // a year passes on a wrong clock alone
	for _, test := range []struct {
		name string
		pass []time.Duration // between one look and the next
		kept bool
	}{
		{"at the first look of all", []time.Duration{year}, true},
		{"at the first look, then put right", []time.Duration{year, -year, day, day}, true},
		{"later", []time.Duration{day, day, year, -year, day, day}, true},
		{"twice, with the right time between", []time.Duration{day, year, -year, year, -year, day}, true},
		{"with several looks meanwhile", []time.Duration{day, year, time.Hour, time.Hour, -year, day}, true},
		{"for days, at every look", []time.Duration{day, year, 2 * day, 2 * day, 2 * day}, true},
		{"for days, then put right", []time.Duration{day, year, 2 * day, 2 * day, -year, day, day}, true},
		{"never: its time has come", []time.Duration{day, 61 * day, day}, false},
		{"never: looked at after a long leave", []time.Duration{day, 61 * day, 200 * day}, false},
		{"all the time, and its time has come", []time.Duration{year, 2 * day, 61 * day, 2 * day}, false},
	} {
		c := newClock()
		d := openDesk(t, t.TempDir(), c)
		d.keep = Keep{Dismissed: 60 * day}
		a := article(c, "boats", "Two boats reach Mopti", "Two boats reached Mopti on Sunday.")
		ingest(t, d, a)
		if _, err := d.SetState(t.Context(), storyID(a.ID), news.Dismissed); err != nil {
			t.Fatal(err)
		}
		truth := c.now()
		for i, pass := range test.pass {
			if c.add(pass); pass != year && pass != -year {
				truth = truth.Add(pass)
			}
			for outlet, at := range map[string]time.Time{"rains": truth, "wells": truth, "dreams": truth.Add(2 * year)} {
				a := article(c, outlet, fmt.Sprint(outlet, " of day ", i), "Of "+outlet+" and nothing else.")
				a.Published = at
				ingest(t, d, a)
			}
			tidy(t, d)
		}
		articles, err := d.StoryArticles(t.Context(), storyID(a.ID))
		if err != nil || len(articles) != 1 || (articles[0].Text != "") != test.kept {
			t.Errorf("ahead %s: %+v, %v; want its text kept: %v", test.name, articles, err, test.kept)
		}
	}
}
