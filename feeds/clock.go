package feeds

import (
	"time"

	"harmattan/internal/news"
)

// trusted is a feed's state without the times that the clock cannot have meant: nobody is left alone for longer than the
// ceiling, and no feed was asked in the time to come. Such times were written down while the clock was ahead, and waiting
// for them could take years. How long a host wished to be left alone is kept as far as it can be true.
func trusted(s news.FeedState, now time.Time) news.FeedState {
	if s.Fetched.After(now.Add(floor)) || s.Next.After(now.Add(ceiling)) {
		s.Next = time.Time{}
	}
	if s.RetryAfter.After(now.Add(ceiling)) {
		s.RetryAfter = time.Time{}
	}
	return s
}
