package desk

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"harmattan/feeds"
	"harmattan/internal/news"
	"harmattan/internal/regions"
)

// soakHours is the variable that says how many hours are simulated, where the usual number is not enough.
const soakHours = "HARMATTAN_SOAK_HOURS"

// moody are feeds as they are over a day: each has its turn to fail, to be slow beyond the time-out, to move and to come
// back, to break off, to send no feed at all, to ask for rest; the others change or stay as they are.
func moody(w http.ResponseWriter, r *http.Request, feed, round int) bool {
	switch (feed + round) % 16 {
	case 3:
		http.Error(w, "out of order", http.StatusInternalServerError)
	case 5:
		<-r.Context().Done() // until the client has had enough
	case 7:
		http.Redirect(w, r, fmt.Sprintf("/%d?moved", feed), http.StatusMovedPermanently)
		return r.URL.RawQuery == ""
	case 9:
		w.Header().Set("Content-Length", "100000")
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Inv`)
	case 11:
		fmt.Fprint(w, "<html><body>Down for maintenance</body></html>")
	case 13:
		w.Header().Set("Retry-After", "900")
		w.WriteHeader(http.StatusServiceUnavailable)
	case 14:
		if r.Header.Get("If-None-Match") == "" {
			w.Header().Set("ETag", `"same"`)
			return false
		}
		w.WriteHeader(http.StatusNotModified)
	default:
		return false
	}
	return true
}

// held is what a program holds of its machine.
type held struct {
	heap    uint64 // bytes in use after the garbage is collected
	routine int
	files   int // -1 where the system does not tell
}

func holding() held {
	runtime.GC()
	runtime.GC() // what finalizers freed
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files := -1
	if list, err := os.ReadDir("/proc/self/fd"); err == nil {
		files = len(list)
	}
	return held{m.HeapAlloc, runtime.NumGoroutine(), files}
}

// TestHoursOfRefreshingHoldNoMoreThanTheFirst refreshes every five minutes of a clock that is moved by hand. What the
// program holds after a quarter of the time is compared with what it holds at the end: articles have come in between, and
// are allowed the few kilobytes that an article costs in memory; files and goroutines only what idle connections take.
func TestHoursOfRefreshingHoldNoMoreThanTheFirst(t *testing.T) {
	hours := 8
	if testing.Short() {
		hours = 2
	}
	if asked := os.Getenv(soakHours); asked != "" {
		var err error
		if hours, err = strconv.Atoi(asked); err != nil {
			t.Fatal(err)
		}
	}
	const idle = 48                               // connections of 16 feeds that are kept for a while, with both their ends in this program
	const every, aHead = 5 * time.Minute, 4 << 10 // bytes an article may cost in memory
	c := newClock()
	w := newWire(c.now())
	defer w.close(t)
	var mood atomic.Int64
	w.odd = func(w http.ResponseWriter, r *http.Request, feed, _ int) bool {
		return moody(w, r, feed, int(mood.Load()))
	}
	taxonomy, err := regions.Default()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), Options{
		Data: t.TempDir(), Feeds: wireFeeds(w.server.URL, 16), Regions: taxonomy, Lang: news.English, Now: c.now,
		Fetch: feeds.Options{PrivateAddresses: true, Now: c.now, Timeout: 150 * time.Millisecond, Every: 15 * time.Minute},
	})
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[news.FetchStatus]int{}
	rounds := hours * int(time.Hour/every)
	var warm held
	var early int
	for round := range rounds {
		if round%6 == 0 { // an event begins, and for a while nothing else does
			w.turn()
		}
		mood.Store(int64(round))
		soakRound(t, d, statuses)
		if round == rounds/4 {
			warm = holding()
			if early, _, _, err = d.Counts(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		c.add(every)
	}
	end := holding()
	articles, stories, _, err := d.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d hours, %d articles in %d stories, %v; after a quarter %+v with %d articles, at the end %+v", hours, articles, stories, statuses, warm, early, end)
	if allowed := warm.heap + warm.heap/10 + uint64(articles-early)*aHead; end.heap > allowed {
		t.Errorf("memory grew from %d to %d bytes", warm.heap, end.heap)
	}
	if end.routine > warm.routine+idle || end.files > warm.files+idle {
		t.Errorf("goroutines and files grew from %+v to %+v", warm, end)
	}
	for _, status := range []news.FetchStatus{news.FetchOK, news.FetchUnchanged, news.FetchFailed, news.FetchWaiting} {
		if statuses[status] == 0 {
			t.Errorf("no feed was ever %s: the test tests little", status)
		}
	}
	if err := d.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// soakRound refreshes what is due, reads and decides on what came.
func soakRound(t *testing.T, d *Desk, statuses map[news.FetchStatus]int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	report, err := d.Refresh(ctx, Ask{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Feeds {
		statuses[f.Status]++
	}
	rows, err := d.Stories(ctx, Query{Unread: true, Limit: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		view, err := d.Story(ctx, row.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.MarkRead(ctx, row.ID, view.At); err != nil {
			t.Fatal(err)
		}
		if _, err := d.SetState(ctx, row.ID, news.Dismissed); err != nil {
			t.Fatal(err)
		}
	}
}
