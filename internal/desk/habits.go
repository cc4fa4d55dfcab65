package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"harmattan/internal/news"
)

// readHabits makes known what was learned of the feeds of some articles.
func (d *Desk) readHabits(ctx context.Context, articles ...news.Article) error {
	for _, a := range articles {
		if d.habits.Knows(a.FeedURL) {
			continue
		}
		b, err := d.store.Habit(ctx, a.FeedURL)
		if err != nil {
			return fmt.Errorf("read what the feed carries: %w", err)
		}
		d.habits.Decode(a.FeedURL, b)
	}
	return nil
}

// saveHabits keeps what was learned since it was last kept, at the end of a refresh and of the program. It is counted
// from the articles, so what a crash before this loses is only how often a line was met. It needs d.refreshing.
func (d *Desk) saveHabits(ctx context.Context) error {
	for _, feed := range slices.Sorted(maps.Keys(d.learned)) {
		if err := d.store.SaveHabit(ctx, feed, d.habits.Encode(feed)); err != nil {
			return fmt.Errorf("keep what the feed carries: %w", err)
		}
	}
	d.learned = nil
	return nil
}
