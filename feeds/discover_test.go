package feeds

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFeedsOfAPageAreFound(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed/", "/news/rss":
			send(w, rssOf(twoItems))
		case "/named":
			send(w, `<html lang="fr"><head><link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">
				<link rel="alternate" type="application/rss+xml" title="À la une" href="rss"><link rel="stylesheet" type="text/css" href="x.css">
				<link rel="alternate" type="application/atom+xml" href="/atom"><link rel="alternate" type="application/rss+xml" href="rss">
				<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1"></head><body></body></html>`)
		case "/unnamed":
			send(w, "<html><body>News</body></html>")
		default:
			http.NotFound(w, r)
		}
	})
	c := client(Options{})
	for path, want := range map[string]string{
		"/news/rss": s.URL + "/news/rss Sahel Post ",
		"/named":    s.URL + "/rss À la une fr|" + s.URL + "/atom  fr",
		"/unnamed":  s.URL + "/feed/ Sahel Post ",
	} {
		found, err := c.Discover(t.Context(), s.URL+path)
		var list []string
		for _, f := range found {
			list = append(list, f.URL+" "+f.Outlet+" "+string(f.Lang))
		}
		if got := strings.Join(list, "|"); err != nil || got != want {
			t.Errorf("%s: %v, %q, want %q", path, err, got, want)
		}
	}
	if _, err := c.Discover(t.Context(), s.URL+"/missing"); err == nil {
		t.Error("a missing page has feeds")
	}
}

func TestNoFeedIsNoError(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		_, _ = io.WriteString(w, "<html><body>News</body></html>")
	})
	if found, err := client(Options{}).Discover(t.Context(), s.URL); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", err, found)
	}
}

func TestACheckTellsWhatWasFound(t *testing.T) {
	body := rssOf(`<item><title>Bridge reopened</title><link>/1</link><pubDate>Sat, 28 Feb 2026 10:00:00 WAT</pubDate><author>A</author></item><item><title>B</title></item>`)
	path := filepath.Join(t.TempDir(), "feed.xml")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			http.Error(w, "no", http.StatusGone)
			return
		}
		send(w, body)
	})
	c := client(Options{})
	for _, source := range []string{path, s.URL + "/feed"} {
		r, err := c.Check(t.Context(), source)
		if err != nil || r.Format != "rss 2.0" || len(r.Items) != 2 || r.Items[0].Published != "2026-02-28T09:00:00Z" || r.Items[1].Published != "" || len(r.Warnings) == 0 {
			t.Errorf("%s: %v, %+v", source, err, r)
		}
		if link := r.Items[0].Link; strings.HasPrefix(source, "http") && link != s.URL+"/1" {
			t.Errorf("link %q", link)
		}
	}
	for source, want := range map[string]string{s.URL + "/gone": "410 Gone", filepath.Join(t.TempDir(), "none.xml"): "no such file"} {
		r, err := c.Check(t.Context(), source)
		if err == nil || !strings.Contains(r.Error, want) || r.Source != source {
			t.Errorf("%s: %v, %+v", source, err, r)
		}
		if out, err := json.Marshal(r); err != nil || !strings.Contains(string(out), `"items":[],"warnings":[]`) {
			t.Errorf("lists that are not there are empty, not null: %v, %s", err, out)
		}
	}
}
