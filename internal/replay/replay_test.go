package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const kept = `<?xml version="1.0" encoding="UTF-8"?><rss><channel><title>Invented</title>
<item><title>First day</title><pubDate>Thu, 27 Jul 2023 23:59:59 +0000</pubDate></item>
<item><title>Second day</title><pubDate>Fri, 28 Jul 2023 00:00:00 +0000</pubDate></item>
<item><title>No day</title></item></channel></rss>`

func TestEntriesOfLaterDaysAreLeftOut(t *testing.T) {
	got, err := cut([]byte(kept), time.Date(2023, 7, 28, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	text := string(got)
	if !strings.Contains(text, "First day") || strings.Contains(text, "Second day") || strings.Contains(text, "No day") {
		t.Errorf("the feed is %s", text)
	}
	if !strings.HasSuffix(text, "</channel></rss>") {
		t.Errorf("the end is missing: %s", text)
	}
}

func TestTurningTheDayBringsItsEntries(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "one.xml"), []byte(kept), 0o600); err != nil {
		t.Fatal(err)
	}
	d := &days{folder: folder}
	if err := d.turn("2023-07-27"); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(d.routes())
	defer s.Close()
	if list := ask(t, http.MethodGet, s.URL+"/feeds.opml"); !strings.Contains(list, s.URL+"/one.xml") {
		t.Errorf("the list is %s", list)
	}
	if feed := ask(t, http.MethodGet, s.URL+"/one.xml"); strings.Contains(feed, "Second day") {
		t.Error("the second day is served on the first")
	}
	ask(t, http.MethodPut, s.URL+"/until/2023-07-28")
	if feed := ask(t, http.MethodGet, s.URL+"/one.xml"); !strings.Contains(feed, "Second day") {
		t.Error("the second day is not served")
	}
}

func ask(t *testing.T, method, url string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %d %s %v", method, url, answer.StatusCode, body, err)
	}
	return string(body)
}
