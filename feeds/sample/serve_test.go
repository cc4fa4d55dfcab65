package sample

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// get asks for an address as a feed reader does, with the ETag it knows.
func get(t *testing.T, address, etag string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// serve serves the sample until the end of the test.
func serve(t *testing.T, now time.Time) *Sample {
	t.Helper()
	s, err := Serve(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestEveryFeedIsReadWithAllItsArticles(t *testing.T) {
	now := time.Now()
	s := serve(t, now)
	outlets, articles := all(t)
	perOutlet := map[string]int{}
	for _, a := range articles {
		perOutlet[outlets[a.Outlet].Name]++
	}
	for _, f := range s.Feeds {
		resp, body := get(t, f.URL, "")
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", f.Outlet, resp.Status)
		}
		feed, err := gofeed.NewParser().ParseString(body)
		if err != nil {
			t.Errorf("%s: %v", f.Outlet, err)
			continue
		}
		if len(feed.Items) != perOutlet[f.Outlet] || len(feed.Items) == 0 {
			t.Errorf("%s: %d articles, want %d", f.Outlet, len(feed.Items), perOutlet[f.Outlet])
		}
		if !strings.Contains(feed.Title, "Invented sample") {
			t.Errorf("%s is titled %q", f.Outlet, feed.Title)
		}
		for _, i := range feed.Items {
			checkItem(t, f.Outlet, i, now)
		}
	}
}

func checkItem(t *testing.T, outlet string, i *gofeed.Item, now time.Time) {
	t.Helper()
	if i.Title == "" || i.GUID == "" && i.Link == "" || !strings.HasPrefix(i.Content+i.Description, "<p>") {
		t.Errorf("%s: %q is not whole", outlet, i.Title)
	}
	if i.PublishedParsed == nil {
		t.Errorf("%s: %q has no date", outlet, i.Title)
		return
	}
	if age := now.Sub(*i.PublishedParsed); age < 0 || age > 41*time.Hour {
		t.Errorf("%s: %q is %s old", outlet, i.Title, age)
	}
}

func TestAKnownFeedIsNotSentAgain(t *testing.T) {
	s := serve(t, time.Now())
	for _, f := range s.Feeds {
		get(t, f.URL, "")
		later, _ := get(t, f.URL, "")
		resp, body := get(t, f.URL, later.Header.Get("ETag"))
		if resp.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("%s: %s with %d bytes", f.Outlet, resp.Status, len(body))
		}
	}
}

func TestTheSecondRequestSeesTheEdits(t *testing.T) {
	s := serve(t, time.Now())
	_, articles := all(t)
	outlets, err := Outlets()
	if err != nil {
		t.Fatal(err)
	}
	for n, f := range s.Feeds {
		edits := 0
		first, before := get(t, f.URL, "")
		second, after := get(t, f.URL, first.Header.Get("ETag"))
		for _, a := range articles {
			if a.Outlet != outlets[n].ID || !a.Edited {
				continue
			}
			edits++
			if !strings.Contains(before, a.Title) || strings.Contains(before, a.EditedTitle) {
				t.Errorf("%s: the first request does not see %q", f.Outlet, a.Title)
			}
			if !strings.Contains(after, a.EditedTitle) {
				t.Errorf("%s: the second request does not see %q", f.Outlet, a.EditedTitle)
			}
		}
		if edited := second.StatusCode == http.StatusOK; edited != (edits > 0) {
			t.Errorf("%s with %d edits: %s to the second request", f.Outlet, edits, second.Status)
		}
	}
}

func TestTheOldEncodingIsWhatItSays(t *testing.T) {
	s := serve(t, time.Now())
	outlets, err := Outlets()
	if err != nil {
		t.Fatal(err)
	}
	for n, o := range outlets {
		if o.Encoding == "" {
			continue
		}
		resp, body := get(t, s.Feeds[n].URL, "")
		if !strings.Contains(resp.Header.Get("Content-Type"), o.Encoding) || !strings.Contains(body, `encoding="`+o.Encoding+`"`) {
			t.Errorf("%s does not say that it is %s", o.Name, o.Encoding)
		}
		if strings.Contains(body, "é") || !strings.Contains(body, "\xe9") {
			t.Errorf("%s is not written in %s", o.Name, o.Encoding)
		}
	}
}

func TestAnUnknownAddressIsNotFound(t *testing.T) {
	s := serve(t, time.Now())
	if resp, _ := get(t, s.Feeds[0].URL+"/none", ""); resp.StatusCode != http.StatusNotFound {
		t.Errorf("got %s", resp.Status)
	}
}

func BenchmarkServe(b *testing.B) {
	for b.Loop() {
		s, err := Serve(b.Context(), time.Now())
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
