package desk

import (
	"context"
	"fmt"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// Keep says how long articles keep their texts; 0 is for ever.
type Keep struct {
	Dismissed time.Duration // after their story was dismissed
	Read      time.Duration // after their story was read to its end
}

const (
	// letGoEvery is how long after a walk through all stories for old texts the next one begins.
	letGoEvery = 24 * time.Hour

	// betweenSteps is how long nothing is tidied after each step, so that a key never waits for more than one.
	betweenSteps = 40 * time.Millisecond
)

// lastLetGo is the key of the fact when all stories were last gone through for old texts.
const lastLetGo = "desk: texts let go"

// Tidy lets go of the texts that the officer no longer keeps, and makes the file smaller, in steps of a few milliseconds,
// until there is nothing left to do or ctx ends; what is left is taken up from there. It rests while a refresh is under
// way.
func (d *Desk) Tidy(ctx context.Context) error {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return err
	}
	d.tidying.Lock()
	defer d.tidying.Unlock()
	if err := d.letGo(ctx); err != nil {
		return fmt.Errorf("tidy up: %w", err)
	}
	err := d.stepwise(ctx, func() (done bool, err error) {
		more, err := d.store.Compact(ctx)
		return !more, err
	})
	if err != nil {
		return fmt.Errorf("tidy up: %w", err)
	}
	return nil
}

// indexWaiting lets the search index take in what an older version left, beside the first refresh: until then every search
// reads it all. It rests between its steps, so that neither a key nor the refresh waits for more than one.
func (d *Desk) indexWaiting(ctx context.Context) error {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return err
	}
	waiting, err := d.store.Unindexed(ctx)
	if err != nil || waiting == 0 {
		return err
	}
	for {
		d.Rest(ctx)
		var more bool
		err := d.behind(func() (err error) {
			more, err = d.store.IndexStep(ctx)
			return err
		})
		if !more || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(betweenSteps):
		}
	}
}

// letGo goes through all stories once a day, and lets go of what was due the time before already: what is let go cannot be
// had back, and a clock that was ahead for a moment was not also ahead a day before. After such a moment, and the first time
// of all, it only notes what time it is. A clock that stays ahead is known by the news: nothing goes that was not yet due
// when the newest of them was published.
func (d *Desk) letGo(ctx context.Context) error {
	if d.keep == (Keep{}) {
		return nil
	}
	now := d.now()
	noted, err := d.store.Meta(ctx, lastLetGo)
	if err != nil {
		return err
	}
	last, err := time.Parse(time.RFC3339, noted)
	if err != nil || now.Before(last) {
		d.letGoAt = store.Place{}
		return d.store.SetMeta(ctx, lastLetGo, now.Format(time.RFC3339))
	}
	if now.Sub(last) < letGoEvery {
		return nil
	}
	known, err := d.store.TimeOfNews(ctx)
	if err != nil {
		return err
	}
	if known.Before(last) {
		last = known
	}
	k := store.Keeping{At: now}
	if d.keep.Dismissed > 0 {
		k.Dismissed = last.Add(-d.keep.Dismissed)
	}
	if d.keep.Read > 0 {
		k.Read = last.Add(-d.keep.Read)
	}
	err = d.stepwise(ctx, func() (done bool, err error) {
		d.letGoAt, done, err = d.store.LetGo(ctx, k, d.letGoAt)
		return done, err
	})
	if err != nil {
		return err
	}
	d.letGoAt = store.Place{}
	return d.store.SetMeta(ctx, lastLetGo, now.Format(time.RFC3339))
}

// stepwise takes steps with pauses, none while a refresh is under way, until one says it was the last.
func (d *Desk) stepwise(ctx context.Context, step func() (done bool, err error)) error {
	for {
		if d.Rest(ctx); !d.atRefresh.Load() {
			var done bool
			err := d.behind(func() (err error) {
				done, err = step()
				return err
			})
			if done || err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(betweenSteps):
		}
	}
}
