package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"harmattan/internal/news"
)

// readHabits makes known what was learned of the feeds of some articles.
func (d *Desk) readHabits(ctx context.Context, articles ...news.Article) error {
	for _, a := range articles {
		if d.habits.Knows(a.FeedURL) {
			continue
		}
		if err := d.readHabit(ctx, a.FeedURL); err != nil {
			return err
		}
	}
	return nil
}

// wakeHabit makes known all that was learned of a feed, for more to be learned.
func (d *Desk) wakeHabit(ctx context.Context, feed string) error {
	if d.habits.Learns(feed) {
		return nil
	}
	return d.readHabit(ctx, feed)
}

func (d *Desk) readHabit(ctx context.Context, feed string) error {
	b, err := d.store.Habit(ctx, feed)
	if err != nil {
		return fmt.Errorf("read what the feed carries: %w", err)
	}
	d.habits.Decode(feed, b)
	return nil
}

// restHabit keeps what was learned of a feed whose articles are all stored, and lets go of what the next refresh reads again:
// of a thousand feeds 20 MB. It needs d.refreshing.
func (d *Desk) restHabit(ctx context.Context, feed string) error {
	switch {
	case d.learned[feed] && d.shared:
		return d.addHabit(ctx, feed)
	case d.learned[feed]:
		b := d.habits.Rest(feed)
		if err := d.store.SaveHabit(ctx, feed, b); err != nil {
			d.habits.Decode(feed, b)
			return fmt.Errorf("keep what the feed carries: %w", err)
		}
		delete(d.learned, feed)
	case d.shared && d.habits.Learns(feed): // others learn more of it before it is read again
		d.habits.Rest(feed)
	}
	return nil
}

// addHabit adds what was learned of a feed to what is kept of it by now: on a shared desk others learn of it too.
func (d *Desk) addHabit(ctx context.Context, feed string) error {
	var now []byte
	var articles int
	err := d.store.ChangeHabit(ctx, feed, func(kept []byte) []byte {
		now, articles = d.habits.AddTo(feed, kept)
		return now
	})
	if err != nil {
		return fmt.Errorf("keep what the feed carries: %w", err)
	}
	d.habits.Added(feed, now, articles)
	delete(d.learned, feed)
	return nil
}

// saveHabits keeps what was learned since it was last kept, at the end of a refresh and of the program. It is counted
// from the articles, so what a crash before this loses is only how often a line was met. It needs d.refreshing.
func (d *Desk) saveHabits(ctx context.Context) error {
	for _, feed := range slices.Sorted(maps.Keys(d.learned)) {
		if err := d.saveHabit(ctx, feed); err != nil {
			return err
		}
	}
	d.learned = nil
	return nil
}

func (d *Desk) saveHabit(ctx context.Context, feed string) error {
	if d.shared {
		return d.addHabit(ctx, feed)
	}
	if err := d.store.SaveHabit(ctx, feed, d.habits.Encode(feed)); err != nil {
		return fmt.Errorf("keep what the feed carries: %w", err)
	}
	return nil
}

// habitsFor is how long what was read of feeds is gone by while others store articles: to read it again is one question for
// each feed of a story.
const habitsFor = time.Minute

// othersStored has what feeds carry read again, as other programs that store articles have learned more of it.
func (d *Desk) othersStored(stories []string, now time.Time) {
	if len(stories) == 0 || now.Sub(d.outdated) < habitsFor {
		return
	}
	d.outdated = now
	d.habits.Outdate()
}
