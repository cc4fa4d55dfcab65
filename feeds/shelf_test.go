package feeds

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"harmattan/internal/news"
)

const bridgeTeaser = "The bridge over the Niger at Gao was opened again on Sunday…"

func TestAPageIsAskedForOnce(t *testing.T) {
	var pages, rules atomic.Int32
	now := newClock()
	options := Options{Now: now.now, Cache: t.TempDir()}
	c := client(options)
	s := onPublicGround(t, c, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			rules.Add(1)
			http.NotFound(w, r)
			return
		}
		pages.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		send(w, pageOf(story()...))
	})
	a := news.Article{URL: s.URL + "/1", Text: bridgeTeaser, Title: "Bridge reopened in Gao"}
	var wg sync.WaitGroup
	for range 8 { // the feeds of an outlet's sections name the same articles
		wg.Go(func() {
			if text, err := c.FullText(t.Context(), a); err != nil || text != strings.Join(story(), "\n") {
				t.Errorf("%v, %q", err, text)
			}
		})
	}
	wg.Wait()
	restarted := client(options)
	restarted.guarded = restarted.open
	if text, err := restarted.FullText(t.Context(), a); err != nil || text != strings.Join(story(), "\n") {
		t.Errorf("after a restart: %v, %q", err, text)
	}
	if pages.Load() != 1 || rules.Load() != 1 {
		t.Errorf("%d requests for the page, %d for robots.txt", pages.Load(), rules.Load())
	}
	now.pass(keepPages + time.Hour)
	if _, err := restarted.FullText(t.Context(), a); err != nil || pages.Load() != 2 || rules.Load() != 2 {
		t.Errorf("after it is stale: %v, %d and %d requests", err, pages.Load(), rules.Load())
	}
}

func TestAWallIsRememberedForAWhile(t *testing.T) {
	var pages atomic.Int32
	now := newClock()
	c := client(Options{Now: now.now, Cache: t.TempDir()})
	s := onPublicGround(t, c, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		pages.Add(1)
		w.Header().Set("Cf-Mitigated", "challenge")
		w.WriteHeader(http.StatusForbidden)
	})
	a := news.Article{URL: s.URL + "/1", Text: bridgeTeaser}
	for range 2 {
		if _, err := c.FullText(t.Context(), a); err == nil || !strings.Contains(err.Error(), "proof of a browser") {
			t.Errorf("the wall is not named: %v", err)
		}
	}
	if pages.Load() != 1 {
		t.Errorf("%d requests", pages.Load())
	}
	now.pass(keepWalls + time.Minute)
	if _, _ = c.FullText(t.Context(), a); pages.Load() != 2 {
		t.Error("a wall is never looked at again")
	}
}

// TestWhatAnOwnFeedMayReadIsNotForOthers: a page in the officer's network that was read for a feed there must not come
// out of the cache for a publisher who names it.
func TestWhatAnOwnFeedMayReadIsNotForOthers(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		send(w, pageOf(story()...))
	})
	c := client(Options{Cache: t.TempDir()})
	a := news.Article{FeedURL: s.URL + "/feed", URL: s.URL + "/1", Text: bridgeTeaser}
	if _, err := c.FullText(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	a.FeedURL = "https://post.example/feed"
	if text, err := c.FullText(t.Context(), a); err == nil {
		t.Errorf("it came: %q", text)
	}
}

func TestLinesThatRecurAreRememberedBetweenRuns(t *testing.T) {
	folder := t.TempDir()
	for i, page := range []string{"/1", "/1", "/2", "/3", "/4"} {
		got := newRecurring(folder).withoutRecurring("post.example", page, []block{{text: "Join our channel"}, {text: "News of " + page}})
		if want := map[bool]int{true: 1, false: 2}[i >= 3]; len(got) != want {
			t.Errorf("run %d: %v", i, got)
		}
	}
	if got := newRecurring(folder).withoutRecurring("other.example", "/9", []block{{text: "Join our channel"}}); len(got) != 1 {
		t.Error("the lines of one site are taken for those of another")
	}
}

func TestTheFileOfLinesStaysShort(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "lines")
	if err := os.WriteFile(path, make([]byte, (maxRecurring+5)*sightingSize+3), 0o600); err != nil {
		t.Fatal(err)
	}
	newRecurring(folder).withoutRecurring("post.example", "/1", []block{{text: "Join our channel"}})
	if about, err := os.Stat(path); err != nil || about.Size() != (maxRecurring/2+1)*sightingSize {
		t.Errorf("%v, %v", about.Size(), err)
	}
}

func TestAShelfThatCannotBeWrittenCostsNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := &shelf{folder: filepath.Join(file, "below"), now: sight}
	s.put("name", "what", time.Hour)
	var got string
	if s.get("name", &got) {
		t.Error("it came back")
	}
	s = &shelf{folder: t.TempDir(), now: sight}
	if err := os.WriteFile(filepath.Join(s.folder, "broken"), []byte(`{"until":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if s.get("broken", &got) {
		t.Error("half a file came back")
	}
}
