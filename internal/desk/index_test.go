package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// What an older version left out of the search index is taken in beside the first refresh: here its one feed answers only
// once that is done.
func TestASearchAfterAnUpgradeDoesNotWaitForTheFirstRefresh(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") != "" {
		t.Skip("on a server an article is in the index once it is stored")
	}
	c := newClock()
	folder := t.TempDir()
	unindexedDesk(t, folder, c)
	var d *Desk
	asked, ready := make(chan struct{}), make(chan struct{})
	late := false
	var once sync.Once
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-ready
		for deadline := time.After(10 * time.Second); !late; {
			waiting, err := d.store.Unindexed(r.Context())
			if err == nil && waiting == 0 {
				break
			}
			select {
			case <-deadline:
				late = true
			case <-time.After(time.Millisecond):
			}
		}
		once.Do(func() { close(asked) })
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(server.Close)
	d = openDesk(t, folder, c, news.Feed{URL: server.URL, Outlet: "The Boatman", Lang: news.English})
	if waiting, err := d.store.Unindexed(t.Context()); err != nil || waiting == 0 {
		t.Fatalf("%d articles are not indexed, %v: the test tests nothing", waiting, err)
	}
	close(ready)
	var kept sync.WaitGroup
	kept.Go(func() { d.Keep(t.Context()) })
	<-asked
	if late {
		t.Error("the search index waits for the end of the first refresh")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	kept.Wait()
}

// unindexedDesk makes a desk of articles that are in no piece of the search index.
func unindexedDesk(t *testing.T, folder string, c *clock) {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(folder, FileName), store.Write)
	if err != nil {
		t.Fatal(err)
	}
	next := 0
	for _, count := range []int{500, 250} { // each too few to be indexed on the way
		var some []store.Change
		for range count {
			next++
			a := article(c, fmt.Sprint("outlet", next), "Boats", "Boats reached Mopti.")
			a.ID = fmt.Sprintf("%032x", next)
			a.Seen = c.now()
			some = append(some, store.Change{Article: a, Story: news.StoryRow{
				ID: fmt.Sprint("s", a.ID), Title: a.Title, Lang: a.Lang, Articles: 1, First: a.Published, Last: a.Published, Changed: c.now(),
				Placement: news.Placement{Region: news.Unplaced},
			}, Placement: news.Placement{Region: news.Unplaced}})
		}
		if err := s.SaveArticles(t.Context(), some); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
