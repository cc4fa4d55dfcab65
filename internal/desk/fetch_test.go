package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"harmattan/internal/news"
)

// The first stories of a refresh are not kept waiting by all that its first feed has.
func TestTheFirstStoriesOfARefreshAreFew(t *testing.T) {
	const items = 3 * readFirst
	c := newClock()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Oasis</title>`)
		for n := range items {
			fmt.Fprintf(w, `<item><title>%s</title><link>https://oasis.example/%d</link><pubDate>%s</pubDate><description>%s</description></item>`,
				event(n), n, c.now().UTC().Format(http.TimeFormat), event(n))
		}
		fmt.Fprint(w, `</channel></rss>`)
	}))
	t.Cleanup(server.Close)
	d := openDesk(t, t.TempDir(), c, news.Feed{URL: server.URL, Outlet: "Oasis", Lang: news.English})
	told, stop := d.Listen()
	defer stop()
	report, err := d.Refresh(t.Context(), Ask{})
	if err != nil || report.NewArticles != items {
		t.Fatalf("%d new articles of %d, %v", report.NewArticles, items, err)
	}
	for e := range told {
		if e.Kind != StoryChanged {
			continue
		}
		if len(e.Stories) > readFirst {
			t.Errorf("the first are %d stories, want %d at most", len(e.Stories), readFirst)
		}
		return
	}
}
