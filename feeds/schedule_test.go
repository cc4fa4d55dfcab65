package feeds

import (
	"net/http"
	"testing"
	"time"

	"harmattan/internal/news"
)

func header(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i+1 < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

func TestTheLongestWishCounts(t *testing.T) {
	now := sight()
	for name, c := range map[string]struct {
		every  time.Duration
		header http.Header
		wish   time.Duration
		want   time.Duration
	}{
		"the officer's interval":           {time.Hour, header(), 0, time.Hour},
		"never below the floor":            {time.Minute, header(), 0, floor},
		"the document's ttl":               {30 * time.Minute, header(), 2 * time.Hour, 2 * time.Hour},
		"Cache-Control":                    {30 * time.Minute, header("Cache-Control", "public, max-age=5400"), 0, 90 * time.Minute},
		"Cache-Control less what is spent": {30 * time.Minute, header("Cache-Control", "max-age=5400", "Age", "1800"), 0, time.Hour},
		"no-cache asks for nothing":        {30 * time.Minute, header("Cache-Control", "no-cache", "Expires", now.Add(9*time.Hour).Format(http.TimeFormat)), 0, 30 * time.Minute},
		"Expires beside a word that says nothing of time": {30 * time.Minute, header("Cache-Control", "public",
			"Expires", now.Add(3*time.Hour).Format(http.TimeFormat)), 0, 3 * time.Hour},
		"Expires": {30 * time.Minute, header("Expires", now.Add(3*time.Hour).Format(http.TimeFormat)), 0, 3 * time.Hour},
		"Expires by the server's clock": {30 * time.Minute, header("Date", now.Add(-time.Hour).Format(http.TimeFormat),
			"Expires", now.Add(time.Hour).Format(http.TimeFormat)), 0, 2 * time.Hour},
		"Expires in the past":     {30 * time.Minute, header("Expires", "0"), 0, 30 * time.Minute},
		"never above the ceiling": {30 * time.Minute, header("Cache-Control", "max-age=99999999999999"), 0, ceiling},
	} {
		if got := wait(c.every, c.header, c.wish, now); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestFeedsThatFallDueTogetherAreSpread(t *testing.T) {
	now := sight()
	a, b := due(now, "https://a.example/", time.Hour), due(now, "https://b.example/", time.Hour)
	if a.Equal(b) || !due(now, "https://a.example/", time.Hour).Equal(a) {
		t.Errorf("%s, %s", a, b)
	}
	for _, at := range []time.Time{a, b} {
		if at.Before(now.Add(time.Hour)) || at.After(now.Add(66*time.Minute)) {
			t.Errorf("due %s after %s", at, now)
		}
	}
	if at := due(now, "https://b.example/", ceiling); at.After(now.Add(ceiling)) {
		t.Errorf("the spread passes the ceiling: %s", at.Sub(now))
	}
}

func TestAnAnswerWithoutADocumentKeepsTheLastWish(t *testing.T) {
	now := sight()
	s := news.FeedState{URL: "https://a.example/", Fetched: now, Next: due(now, "https://a.example/", 3*time.Hour)}
	if got := lastWait(s); (got - 3*time.Hour).Abs() > time.Minute {
		t.Errorf("%s", got)
	}
	s.Failures = 1
	if got := lastWait(s); got != 0 {
		t.Errorf("after a failure: %s", got)
	}
}

func TestRetryAfterIsReadAsSecondsAndAsADate(t *testing.T) {
	now := sight()
	for value, want := range map[string]time.Time{
		"120": now.Add(2 * time.Minute),
		"1.5": now.Add(2 * time.Second),
		now.Add(time.Hour).Format(http.TimeFormat): now.Add(time.Hour),
		"99999999999":                   now.Add(ceiling),
		"Fri, 01 Jan 2100 00:00:00 GMT": now.Add(ceiling),
		"0":                             {},
		"-5":                            {},
		"NaN":                           {},
		"soon":                          {},
		"":                              {},
		"Sat, 01 Jan 2000 00:00:00 GMT": {},
	} {
		if got := retryAfter(header("Retry-After", value), now); !got.Equal(want) {
			t.Errorf("Retry-After %q: %s, want %s", value, got, want)
		}
	}
}

func TestFailuresWaitLongerAndLonger(t *testing.T) {
	for _, c := range []struct {
		failures, code int
		want           time.Duration
	}{
		{1, 500, 30 * time.Minute},
		{2, 500, 30 * time.Minute},
		{3, 500, time.Hour},
		{5, 500, 4 * time.Hour},
		{50, 500, ceiling},
		{1, 0, 30 * time.Minute},
		{50, 0, unreachedMax},
	} {
		if got := backoff(c.failures, c.code, 30*time.Minute); got != c.want {
			t.Errorf("after %d failures with %d: %s, want %s", c.failures, c.code, got, c.want)
		}
	}
}

func TestADocumentSaysHowOftenItChanges(t *testing.T) {
	for body, want := range map[string]time.Duration{
		rssOf(""):               0,
		rssOf("<ttl>90</ttl>"):  90 * time.Minute,
		rssOf("<ttl>-1</ttl>"):  0,
		rssOf("<ttl>9e9</ttl>"): 0,
		rssOf(`<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>`): time.Hour,
		rssOf(`<x xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"/>` +
			`<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">daily</sy:updatePeriod>` +
			`<sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>`): 6 * time.Hour,
		rssOf(`<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">yearly</sy:updatePeriod>`): ceiling,
	} {
		if got := parsed(t, body).wish; got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

func TestQuietHoursAndDaysAreKept(t *testing.T) {
	q := parsed(t, rssOf("<skipHours><hour>8</hour><hour>9</hour><hour>x</hour></skipHours><skipDays><day>Sunday</day></skipDays>")).quiet
	for at, want := range map[time.Time]time.Time{
		time.Date(2026, 3, 2, 7, 30, 0, 0, time.UTC):  time.Date(2026, 3, 2, 7, 30, 0, 0, time.UTC),
		time.Date(2026, 3, 2, 8, 30, 0, 0, time.UTC):  time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC),
		time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC): time.Date(2026, 3, 2, 0, 30, 0, 0, time.UTC),
	} {
		if got := q.after(at); !got.Equal(want) {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
	var always quietTimes
	for i := range always.hours {
		always.hours[i] = true
	}
	if at := sight(); !always.after(at).Equal(at) {
		t.Error("a document that is always quiet is never asked")
	}
}
