package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"harmattan/internal/news"
)

// An officer who asks while a refresh is running, which may ask only what is due, is answered by one of their own after it; who
// asks for the same meanwhile shares that.
func TestWhatAnOfficerAsksForIsAskedAfterTheRefreshThatRuns(t *testing.T) {
	asked, answer := make(chan int), make(chan struct{})
	times := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		times++
		asked <- times
		<-answer
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Oasis</title><item><title>%s</title><link>https://oasis.example/%d</link></item></channel></rss>`,
			event(times), times)
	}))
	t.Cleanup(server.Close)
	d := openDesk(t, t.TempDir(), newClock(), news.Feed{URL: server.URL, Outlet: "Oasis", Lang: news.English})
	ended := make(chan error)
	refresh := func(with func() (Report, error)) {
		go func() {
			_, err := with()
			ended <- err
		}()
	}
	refresh(func() (Report, error) { return d.Refresh(t.Context(), Ask{}) })
	<-asked
	if _, err := d.Refresh(t.Context(), Ask{}); !errors.Is(err, ErrRefreshing) {
		t.Errorf("a second refresh of what is due says %v, want %v", err, ErrRefreshing)
	}
	refresh(func() (Report, error) { return d.RefreshNow(t.Context(), nil) })
	answer <- struct{}{}
	must(t, <-ended)
	if n := <-asked; n != 2 {
		t.Fatalf("the feed is asked for the %dth time, want the second", n)
	}
	leaves, leave := context.WithCancel(t.Context())
	refresh(func() (Report, error) { return d.RefreshNow(leaves, nil) })
	leave()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("who shares a refresh and leaves is told %v", err)
	}
	answer <- struct{}{}
	must(t, <-ended)
	if rows := len(rowsByArticles(t, d)); rows != 2 || times != 2 {
		t.Errorf("%d stories of a feed that was asked %d times, want two of two", rows, times)
	}
}
