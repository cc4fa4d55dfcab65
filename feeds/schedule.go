package feeds

import (
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"harmattan/internal/news"
)

const (
	floor   = 15 * time.Minute // no feed is asked more often on its own
	ceiling = 24 * time.Hour   // none is left alone for longer
	jitter  = 0.1              // how far feeds that would fall due together are spread, as a share of the wait

	firstRetry   = floor     // after the first failure; it doubles with each further one
	unreachedMax = time.Hour // the longest wait where no host answered: mostly it is the officer's own network
)

// wait is how long a feed rests after it was read: the longest of what the officer, the answer's header and the
// document ask for, between floor and ceiling.
func wait(every time.Duration, header http.Header, wish time.Duration, now time.Time) time.Duration {
	longest := max(every, fresh(header, now), wish)
	return min(max(longest, floor), ceiling)
}

// due is when a feed with this wait is asked next. The spread comes from its address, so that it is the same each time.
func due(now time.Time, url string, wait time.Duration) time.Time {
	spread := time.Duration(float64(wait) * jitter * share(url))
	return now.Add(min(wait+spread, ceiling)).Truncate(time.Second)
}

// share is a number from 0 to 1 that belongs to an address.
func share(url string) float64 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(url)) // a hash never fails
	return float64(h.Sum32()) / math.MaxUint32
}

// lastWait is how long the feed rested before this answer, without the spread. An answer that brings no document says
// nothing of the publisher's wish: it stands in the last wait.
func lastWait(s news.FeedState) time.Duration {
	if s.Failures > 0 || s.Fetched.IsZero() || !s.Next.After(s.Fetched) {
		return 0
	}
	return time.Duration(float64(s.Next.Sub(s.Fetched)) / (1 + jitter*share(s.URL)))
}

// fresh is how long the answer says that it holds: Cache-Control, else Expires (RFC 9111). No store and no cache ask for
// nothing.
func fresh(header http.Header, now time.Time) time.Duration {
	for _, directive := range splitList(header.Values("Cache-Control")) {
		name, value, _ := strings.Cut(directive, "=")
		if directive == "no-cache" || directive == "no-store" {
			return 0
		}
		if name != "max-age" {
			continue
		}
		seconds, err := strconv.ParseInt(strings.Trim(value, `" `), 10, 64)
		if err != nil || seconds < 0 {
			return 0
		}
		return inSeconds(seconds) - age(header)
	}
	expires, err := http.ParseTime(header.Get("Expires"))
	if err != nil {
		return 0
	}
	if sent, err := http.ParseTime(header.Get("Date")); err == nil {
		return expires.Sub(sent)
	}
	return expires.Sub(now)
}

// age is how long a cache on the way has had the answer.
func age(header http.Header) time.Duration {
	seconds, err := strconv.ParseInt(strings.TrimSpace(header.Get("Age")), 10, 64)
	if err != nil || seconds < 0 {
		return 0
	}
	return inSeconds(seconds)
}

// inSeconds makes a duration of a number of seconds that may be absurd.
func inSeconds(n int64) time.Duration {
	return time.Duration(min(n, int64(ceiling/time.Second)*2)) * time.Second
}

// retryAfter is when the host may be asked again by its own wish, in seconds or as a date; the zero time when it has
// none. Longer than the ceiling nobody is left alone: a slip of a server's pen must not retire a feed.
func retryAfter(header http.Header, now time.Time) time.Time {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if value == "" {
		return time.Time{}
	}
	var until time.Time
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		if math.IsNaN(seconds) || seconds < 0 {
			return time.Time{}
		}
		until = now.Add(inSeconds(int64(math.Ceil(min(seconds, math.MaxInt32)))))
	} else if until, err = http.ParseTime(value); err != nil {
		return time.Time{}
	}
	if until.After(now.Add(ceiling)) {
		return now.Add(ceiling)
	}
	if !until.After(now) {
		return time.Time{}
	}
	return until
}

// backoff is how long a feed rests after so many failures in a row. reached tells whether its host answered at all.
func backoff(failures, code int, every time.Duration) time.Duration {
	longest := ceiling
	if code == 0 {
		longest = unreachedMax
	}
	rest := firstRetry << min(max(failures-1, 0), 10)
	return min(max(rest, min(every, longest), floor), longest)
}
