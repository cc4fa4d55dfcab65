package desk

import (
	"context"
	"fmt"

	"harmattan/internal/store"
)

// savedTogether is about how many articles are stored in one transaction: an officer's step waits for no more than that.
const savedTogether = 256

// save stores a batch: what stored articles moved first, with all that came to those stories, then the other stories. A
// story is stored as a whole or not at all.
func (b *batch) save(ctx context.Context, g growth) error {
	moved := map[string]bool{}
	for _, t := range g.moved {
		moved[t.row.ID] = true
	}
	var chunk []store.Change
	for _, c := range g.changes {
		if moved[c.Story.ID] {
			chunk = append(chunk, c)
		}
	}
	if len(g.moves) > 0 {
		if err := b.desk.store.SaveMoved(ctx, g.moves, chunk); err != nil {
			return fmt.Errorf("store repaired stories: %w", err)
		}
	}
	chunk = nil
	for i, c := range g.changes {
		if moved[c.Story.ID] {
			continue
		}
		chunk = append(chunk, c)
		if len(chunk) >= savedTogether && (i+1 == len(g.changes) || g.changes[i+1].Story.ID != c.Story.ID) {
			if err := b.flush(ctx, chunk); err != nil {
				return err
			}
			chunk = nil
		}
	}
	return b.flush(ctx, chunk)
}

func (b *batch) flush(ctx context.Context, changes []store.Change) error {
	if len(changes) == 0 {
		return nil
	}
	if err := b.desk.store.SaveArticles(ctx, changes); err != nil {
		return fmt.Errorf("store %d articles: %w", len(changes), err)
	}
	return nil
}
