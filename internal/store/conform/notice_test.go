package conform

import (
	"net/url"
	"slices"
	"testing"

	"harmattan/internal/store"
)

// next waits for a notice that is wanted; a test that waits in vain ends with its own time.
func next(t *testing.T, notices <-chan store.Notice, wanted func(store.Notice) bool) {
	t.Helper()
	for {
		select {
		case n := <-notices:
			if wanted(n) {
				return
			}
		case <-t.Context().Done():
			t.Fatal("no notice came")
		}
	}
}

func TestWhatAProgramDoesIsToldToTheOthers(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	notices := make(chan store.Notice, 1000)
	go one.Follow(t.Context(), func(n store.Notice) {
		if !n.Begun {
			notices <- n
		}
	})

	n := 0
	for len(notices) == 0 { // until it listens
		save(t, two, change(n))
		n++
	}
	if _, err := one.SetState(t.Context(), storyID(0), "watching", noon); err != nil { // its own step
		t.Fatal(err)
	}
	many := make([]store.Change, 900) // more than one notice carries
	for i := range many {
		many[i] = change(n + i)
	}
	if err := two.SaveArticles(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	next(t, notices, func(n store.Notice) bool {
		if len(n.Stories) == 0 {
			t.Error("told of its own step")
		}
		for _, story := range n.Stories {
			told[story] = true
		}
		return slices.Contains(n.Stories, many[len(many)-1].Story.ID)
	})
	for _, c := range many {
		if !told[c.Story.ID] {
			t.Errorf("not told of story %s", c.Story.ID)
		}
	}
	if _, err := two.SetState(t.Context(), storyID(0), "cited", noon); err != nil {
		t.Fatal(err)
	}
	next(t, notices, func(n store.Notice) bool { return len(n.Stories) == 0 })

	u, err := url.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	ask(t, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND application_name = $1",
		u.Query().Get("application_name"))
	next(t, notices, func(n store.Notice) bool { return n.Away })
	next(t, notices, func(n store.Notice) bool { return len(n.Stories) == 0 && !n.Away }) // something may have been missed
	save(t, two, change(5000))
	next(t, notices, func(n store.Notice) bool { return slices.Contains(n.Stories, storyID(5000)) })
}
