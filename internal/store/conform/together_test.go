package conform

import (
	"fmt"
	"sync"
	"testing"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// A refresh writes, an officer decides, and three panes read, all at once: nobody gets an error, and nobody sees half of
// a change.
func writingDecidingAndReadingAtOnce(t *testing.T, s desk) {
	t.Helper()
	const articles = 60
	save(t, s, change(0))
	errs := make(chan error, 5*articles)
	var work sync.WaitGroup
	work.Go(func() {
		for n := 1; n < articles; n++ {
			c := change(n)
			c.Story.ID, c.Story.Articles = storyID(0), n+1
			errs <- s.SaveArticles(t.Context(), []store.Change{c})
		}
	})
	work.Go(func() {
		for n := range articles {
			_, err := s.SetState(t.Context(), storyID(0), allStates()[n%3], noon)
			errs <- err
		}
	})
	for range 3 {
		work.Go(func() {
			for range articles {
				errs <- readAll(t, s)
			}
		})
	}
	work.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	whole(t, s)
}

// readAll reads what panes read. The list is read before the story: it may have grown in between, never shrunk.
func readAll(t *testing.T, s desk) error {
	t.Helper()
	list, err := s.Stories(t.Context(), store.Filter{Regions: []string{"central-sahel"}, Limit: 5})
	if err != nil {
		return err
	}
	articles, err := s.StoryArticles(t.Context(), storyID(0))
	if err != nil {
		return err
	}
	if len(list) != 1 || len(articles) < list[0].Articles || list[0].State == news.Dismissed {
		return fmt.Errorf("the list is %+v, and the story has %d articles", list, len(articles))
	}
	hits, err := s.Search(t.Context(), store.Question{Terms: find.Terms("convoy")}, 0)
	if err == nil && len(hits) < len(articles) {
		err = fmt.Errorf("%d hits of %d articles", len(hits), len(articles))
	}
	return err
}
