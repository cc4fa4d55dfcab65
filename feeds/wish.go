package feeds

import (
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
)

// wish is how long a document asks to be left alone: the longer of ttl (minutes) and the syndication module's period.
func wish(feed *gofeed.Feed) time.Duration {
	var longest time.Duration
	if original, ok := feed.OriginalFeed().(*rss.Feed); ok {
		if minutes, err := strconv.Atoi(strings.TrimSpace(original.TTL)); err == nil && minutes > 0 {
			longest = min(time.Duration(min(minutes, 1<<20))*time.Minute, ceiling)
		}
	}
	return max(longest, syndication(feed))
}

// syndication reads sy:updatePeriod and sy:updateFrequency: so often in a period.
func syndication(feed *gofeed.Feed) time.Duration {
	sy := feed.Extensions["sy"]
	if len(sy["updatePeriod"]) == 0 {
		return 0
	}
	var period time.Duration
	switch strings.ToLower(strings.TrimSpace(sy["updatePeriod"][0].Value)) {
	case "hourly":
		period = time.Hour
	case "daily":
		period = 24 * time.Hour
	case "weekly", "monthly", "yearly":
		return ceiling
	}
	times := 1
	if len(sy["updateFrequency"]) > 0 {
		if n, err := strconv.Atoi(strings.TrimSpace(sy["updateFrequency"][0].Value)); err == nil && n > 0 {
			times = n
		}
	}
	return period / time.Duration(times)
}
