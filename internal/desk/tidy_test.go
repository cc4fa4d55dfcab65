package desk

import (
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
	story := func(a news.Article) string { return storyID(a) }
	if _, err := d.SetState(t.Context(), story(gone), news.Dismissed); err != nil {
		t.Fatal(err)
	}
	tidied := func() news.Article {
		t.Helper()
		c.add(90 * 24 * time.Hour)
		if err := d.Tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
		articles, err := d.StoryArticles(t.Context(), story(gone))
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
	view, err := d.Story(t.Context(), story(gone))
	if err != nil || view.Briefing.Articles[0].Title != gone.Title {
		t.Errorf("the story opens as %+v, %v", view.Briefing, err)
	}
	articles, err := d.StoryArticles(t.Context(), story(kept))
	if err != nil || articles[0].Text == "" {
		t.Errorf("what nobody dismissed was let go: %+v, %v", articles, err)
	}
	ingest(t, d, gone) // its feed still carries it
	if a := tidied(); a.Revision != 1 {
		t.Errorf("a text that was let go came again as revision %d", a.Revision)
	}
}
