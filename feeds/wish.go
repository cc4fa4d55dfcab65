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

// quietTimes are the hours and days on which a document asks to be left alone, in UTC.
type quietTimes struct {
	hours [24]bool
	days  [7]bool
}

// quiet reads skipHours and skipDays. A document that skips every hour or every day skips none.
func quiet(feed *gofeed.Feed) quietTimes {
	var q quietTimes
	original, ok := feed.OriginalFeed().(*rss.Feed)
	if !ok {
		return q
	}
	for _, text := range original.SkipHours {
		if hour, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && hour >= 0 && hour <= 24 {
			q.hours[hour%24] = true
		}
	}
	for _, text := range original.SkipDays {
		for day := range q.days {
			q.days[day] = q.days[day] || strings.EqualFold(strings.TrimSpace(text), time.Weekday(day).String())
		}
	}
	return q
}

// after is the first time from at on that is not quiet, no more than the ceiling later.
func (q quietTimes) after(at time.Time) time.Time {
	for next := at.UTC(); next.Sub(at) <= ceiling; next = next.Add(time.Hour) {
		if !q.hours[next.Hour()] && !q.days[next.Weekday()] {
			return next
		}
	}
	return at
}
