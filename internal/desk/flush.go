package desk

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"harmattan/internal/store"
)

// savedTogether is about how many articles are stored in one transaction: an officer's step waits for no more than that.
const savedTogether = 256

// save grows the stories of a batch and stores them, each as a whole: first those that stored articles left or came into,
// all together, then the others part by part. While one part is stored the next one grows. It returns the first. Where ctx
// ends, what is left is not stored: its feeds bring it again.
func (b *batch) save(ctx context.Context) (moved []*thread, err error) {
	m, err := b.moving(ctx)
	if err != nil {
		return nil, err
	}
	names, arrivals := b.byStory()
	var first []string
	var parts [][]string
	n := savedTogether
	for _, name := range names {
		if len(m.from[name]) > 0 || len(m.to[name]) > 0 {
			first = append(first, name)
			continue
		}
		if n >= savedTogether {
			parts, n = append(parts, nil), 0
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], name)
		n += len(arrivals[name])
	}
	if moved, err = b.saveMoved(ctx, first, arrivals, m); err != nil {
		return nil, err
	}
	return moved, b.saveParts(ctx, parts, arrivals)
}

// saveMoved grows and stores the stories that stored articles left or came into.
func (b *batch) saveMoved(ctx context.Context, names []string, arrivals map[string][]*ready, m moving) ([]*thread, error) {
	if len(names) == 0 {
		return nil, nil
	}
	ctx = context.WithoutCancel(ctx)
	done, err := b.grow(ctx, names, arrivals, m)
	if err != nil {
		return nil, err
	}
	if err := b.desk.store.SaveMoved(ctx, b.moves(done, m), b.changes(done)); err != nil {
		return nil, fmt.Errorf("store repaired stories: %w", err)
	}
	moved := make([]*thread, len(done))
	for i, g := range done {
		moved[i] = g.thread
	}
	b.saved(names...)
	return moved, nil
}

// part is stories that were grown together.
type part struct {
	names   []string
	changes []store.Change
}

// grownAhead is how many parts are grown, or wait to be stored, at most.
const grownAhead = 3

// saveParts grows and stores stories that nothing but arrivals changed. Each part is grown on one core, and several at once,
// so that no core waits for the largest story of a part; they are stored in their order.
func (b *batch) saveParts(ctx context.Context, parts [][]string, arrivals map[string][]*ready) error {
	grown := make(chan chan part, grownAhead)
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error {
		defer close(grown)
		for _, names := range parts {
			done := make(chan part, 1)
			select {
			case grown <- done:
			case <-ctx.Done():
				return ctx.Err()
			}
			work.Go(func() error { return b.growPart(ctx, names, arrivals, done) })
		}
		return nil
	})
	work.Go(func() error {
		for done := range grown {
			select {
			case p := <-done:
				if err := b.desk.store.SaveArticles(ctx, p.changes); err != nil {
					return fmt.Errorf("store %d articles: %w", len(p.changes), err)
				}
				b.saved(p.names...)
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return work.Wait()
}

// growPart grows the stories of a part one after the other.
func (b *batch) growPart(ctx context.Context, names []string, arrivals map[string][]*ready, done chan<- part) error {
	all := make([]*grown, len(names))
	for i, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		g, err := b.growStory(ctx, name, arrivals[name], moving{})
		if err != nil {
			return fmt.Errorf("read story %s: %w", name, err)
		}
		all[i] = g
	}
	done <- part{names, b.changes(all)}
	return nil
}
