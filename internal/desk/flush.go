package desk

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"harmattan/internal/store"
)

// savedTogether is about how many articles are stored in one transaction: an officer's step waits for no more than that.
const savedTogether = 256

// muchNews is from how many articles on a batch takes longer than it takes to have pages back.
const muchNews = 5_000

// run finds the stories of the batch and stores all, each story as a whole: most of them part by part while others are found,
// grown or stored; then those that stored articles left or came into, all together; then those that changed again after they
// were stored. Where ctx ends, what is left is not stored: its feeds bring it again.
func (b *batch) run(ctx context.Context, count *tally) error {
	if len(b.arrivals) == 0 {
		return nil
	}
	if len(b.arrivals) > muchNews {
		leavePages() // those that reading the feeds took: a small machine has none to spare
	}
	if b.isShared() {
		if err := b.runShared(ctx); err != nil {
			return err
		}
		return b.tally(count)
	}
	parts := make(chan []due, 1)
	work, working := errgroup.WithContext(ctx)
	work.Go(func() error {
		defer close(parts)
		return b.find(working, parts)
	})
	work.Go(func() error { return b.saveParts(working, parts) })
	if err := work.Wait(); err != nil {
		return err
	}
	moved, err := b.saveRest(ctx)
	if err != nil {
		return err
	}
	return b.desk.behind(func() error {
		return errors.Join(b.tally(count), b.desk.rewatch(context.WithoutCancel(ctx), moved...))
	})
}

// tally counts what was stored, and learns and tells what follows from it.
func (b *batch) tally(count *tally) error {
	if err := b.learn(count); err != nil {
		return err
	}
	count.alarms = append(count.alarms, b.desk.sound()...)
	return nil
}

// saveRest grows and stores what is left when all that could be stored is. It returns the stories that articles were moved
// from or into.
func (b *batch) saveRest(ctx context.Context) (moved []*thread, err error) {
	var m moving
	err = b.desk.behind(func() (err error) {
		m, err = b.moving(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	first, others := m.part(b.rest())
	if moved, err = b.saveMoved(ctx, first, m); err != nil {
		return nil, err
	}
	parts := make(chan []due)
	work, working := errgroup.WithContext(ctx)
	work.Go(func() error {
		defer close(parts)
		return hand(working, parts, inParts(others, b.desk.together))
	})
	work.Go(func() error { return b.saveParts(working, parts) })
	return moved, work.Wait()
}

// hand hands parts over, one after the other.
func hand(ctx context.Context, to chan<- []due, parts [][]due) error {
	for _, part := range parts {
		select {
		case to <- part:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// saveMoved grows and stores the stories that stored articles left or came into.
func (b *batch) saveMoved(ctx context.Context, list []due, m moving) ([]*thread, error) {
	if len(list) == 0 {
		return nil, nil
	}
	ctx = context.WithoutCancel(ctx)
	done, err := b.grow(ctx, list, m)
	if err != nil {
		return nil, err
	}
	err = b.desk.behind(func() error { return b.desk.store.SaveMoved(ctx, b.moves(done, m), b.changes(done)) })
	if err != nil {
		return nil, fmt.Errorf("store repaired stories: %w", err)
	}
	moved := make([]*thread, len(done))
	for i, g := range done {
		moved[i] = g.thread
	}
	b.saved(list)
	return moved, nil
}

// part is stories that were grown together.
type part struct {
	stories []due
	changes []store.Change
}

// grownAhead is how many parts are grown, or wait to be stored, at most.
const grownAhead = 3

// saveParts grows and stores stories that nothing but arrivals changed. Each part is grown on one core, and several at once,
// so that no core waits for the largest story of a part; they are stored in their order.
func (b *batch) saveParts(ctx context.Context, parts <-chan []due) error {
	grown := make(chan chan part, grownAhead)
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error {
		defer close(grown)
		for stories := range parts {
			done := make(chan part, 1)
			select {
			case grown <- done:
			case <-ctx.Done():
				return ctx.Err()
			}
			work.Go(func() error { return b.growPart(ctx, stories, done) })
		}
		return nil
	})
	work.Go(func() error {
		for done := range grown {
			select {
			case p := <-done:
				b.desk.Rest(ctx)
				err := b.desk.behind(func() error { return b.desk.store.SaveArticles(ctx, p.changes) })
				if err != nil {
					return fmt.Errorf("store %d articles: %w", len(p.changes), err)
				}
				b.saved(p.stories)
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return work.Wait()
}

// growPart grows the stories of a part one after the other.
func (b *batch) growPart(ctx context.Context, stories []due, done chan<- part) error {
	all := make([]*grown, len(stories))
	for i, s := range stories {
		b.desk.Rest(ctx)
		if err := ctx.Err(); err != nil {
			return err
		}
		err := b.desk.behind(func() (err error) {
			all[i], err = b.growStory(ctx, s, moving{})
			return err
		})
		if err != nil {
			return fmt.Errorf("read story %s: %w", s.name, err)
		}
	}
	done <- part{stories, b.changes(all)}
	return nil
}
