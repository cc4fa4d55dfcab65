package ui

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"harmattan/internal/desk"
)

// inventedSite serves a page that names a feed, and the feed.
func inventedSite(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>news</body></html>`)
	})
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<rss version="2.0"><channel><title>The Invented Courier</title><language>en</language>
			<item><title>A well is dug in Tessoum</title><link>https://courier.example/1</link><description>Two towns dug a well.</description></item>
			</channel></rss>`)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestAFeedIsLookedAtAddedEditedPausedAndTakenAway(t *testing.T) {
	o := atDesk(t)
	site := inventedSite(t)
	o.press("F", "a", "ctrl+u")
	o.typed(site)
	o.press("enter")
	o.sees("Found: "+site+"/feed.xml", "The Invented Courier", "A well is dug in Tessoum")
	o.press("ctrl+u")
	o.typed("Courier | en | ML | Z")
	o.press("enter")
	o.sees("no grade")
	o.press("a", "ctrl+u")
	o.typed(site)
	o.press("enter", "ctrl+u")
	o.typed("Courier | en | ML | B")
	o.press("enter")
	o.sees("kept: Courier", "en ML B", "added here")
	o.press("e", "ctrl+u")
	o.typed("Courier | en | NE | C")
	o.press("enter")
	o.sees("en NE C")
	o.press("p")
	o.sees("paused")
	report, err := o.d.Refresh(t.Context(), desk.Ask{Now: true})
	if err != nil || len(report.Feeds) != 0 {
		t.Errorf("a paused feed is asked: %v, %v", report.Feeds, err)
	}
	o.press("p")
	o.sees("is asked again")
	path := filepath.Join(t.TempDir(), "feeds.opml")
	o.press("E", "ctrl+u")
	o.typed(path)
	o.press("enter")
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), site+"/feed.xml") {
		t.Errorf("the list is written as %s, %v", text, err)
	}
	o.press("x")
	o.sees("is off the list")
	o.press("I")
	o.typed(path)
	o.press("enter")
	o.sees("1 feeds added", "Courier")
	o.press("I")
	o.typed(path + ".none")
	o.press("enter")
	o.sees("no such file")
	o.press("esc")
	o.standUp()
}
