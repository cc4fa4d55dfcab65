package conform

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// Stories that are read together are what each of them is by itself; one that went into another one is not among them.
func storiesComeWhole(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 4)
	for n := range 2 { // edited, and then moved
		c := change(n)
		first := c.Article.Text
		c.Article.Text = fmt.Sprintf("%s\nUpdate %d.", first, n)
		c.Article.Revised, c.Article.Seen = noon.Add(time.Minute), noon.Add(time.Minute)
		save(t, s, c)
	}
	rearrange(t, s, into(1, 0, nil))
	asked := []string{storyID(1), storyID(0), storyID(2), storyID(3), storyID(99)}
	list, err := s.Wholes(t.Context(), asked)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.StoriesByID(t.Context(), asked)
	if err != nil || len(list) != 3 || len(rows) != 3 {
		t.Fatalf("%d stories, of %d rows, come whole, %v; want 3", len(list), len(rows), err)
	}
	for i, w := range list {
		articles, err := s.StoryArticles(t.Context(), rows[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		places, err := s.StoryPlacements(t.Context(), rows[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(w.Row, rows[i]) || !reflect.DeepEqual(w.Articles, articles) || !reflect.DeepEqual(w.Placements, places) {
			t.Errorf("got  %+v\nwant %+v\n%+v\n%+v", w, rows[i], articles, places)
		}
		for _, a := range w.Articles {
			if want := a.Revision - 1; len(a.Prior) != want {
				t.Errorf("article %s has %d earlier texts, want %d", a.ID, len(a.Prior), want)
			}
		}
	}
	if none, err := s.Wholes(t.Context(), nil); err != nil || len(none) != 0 {
		t.Errorf("of no stories %d come, %v", len(none), err)
	}
}
