package desk

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// TestAStoryIsTheSameReadAhead asks that reading beside comparing changes nothing, and that who does not wait gets nothing.
func TestAStoryIsTheSameReadAhead(t *testing.T) {
	d := openDesk(t, t.TempDir(), newClock())
	var articles []news.Article
	for i := range 3 * aheadInStory {
		articles = append(articles, news.Article{
			ID: fmt.Sprintf("a%d", i), Lang: news.English, Title: "Ferry sinks near Mopti",
			Text: fmt.Sprintf("A ferry carrying grain sank near Mopti on Monday. Boat %d brought %d people ashore.", i%7, i+2),
		})
	}
	got, err := d.collapse(t.Context(), articles)
	if err != nil || !reflect.DeepEqual(got, summarize.BriefWith(d.habits, articles)) {
		t.Errorf("read ahead, the briefing is another one; error %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if b, err := d.collapse(ctx, articles); !errors.Is(err, context.Canceled) || len(b.Articles) > 0 {
		t.Errorf("given up, the briefing has %d articles; error %v", len(b.Articles), err)
	}
}

// TestAStoryHasOneTitle lets an article come before one that was published earlier: a list is written as the story grows,
// a briefing made from its beginning, and both go by the first of two articles that say the same.
func TestAStoryHasOneTitle(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	late := article(c, "Le Puits", "Ferry sinks near Mopti", "A ferry carrying grain sank near Mopti on Monday, the harbour master said.")
	early := article(c, "La Rive", "Ferry lost near Mopti", late.Text)
	early.Published = late.Published.Add(-time.Hour)
	ingest(t, d, late)
	ingest(t, d, early)
	row := onlyStory(t, d)
	v, err := d.Story(t.Context(), row.ID)
	if err != nil {
		t.Fatal(err)
	}
	if row.Title != v.Briefing.Title || row.Title != late.Title {
		t.Errorf("the list says %q, the briefing %q", row.Title, v.Briefing.Title)
	}
}
