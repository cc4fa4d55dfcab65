package desk

import (
	"context"
	"fmt"
	"slices"

	"harmattan/internal/store"
)

// savedTogether is how many articles are stored in one transaction: thirty together take a third of the time they would
// take one by one, and the search index is joined thirty times less often.
const savedTogether = 32

// flush stores what was taken in and is not stored yet. Where that fails the working memory is ahead of the store, and is
// read anew when it is next needed. It needs d.weaving.
func (d *Desk) flush(ctx context.Context) error {
	if d.loom == nil || len(d.loom.unsaved) == 0 {
		return nil
	}
	changes := d.loom.unsaved
	d.loom.unsaved = nil
	if err := d.store.SaveArticles(ctx, changes); err != nil {
		d.loom = nil
		return fmt.Errorf("store %d articles: %w", len(changes), err)
	}
	return nil
}

// flushArticle stores what is not stored yet where an article is part of it: of an article that is edited, the store must
// have the former text.
func (d *Desk) flushArticle(ctx context.Context, article string) error {
	if !slices.ContainsFunc(d.loom.unsaved, func(c store.Change) bool { return c.Article.ID == article }) {
		return nil
	}
	return d.flush(ctx)
}

// thread is a story ready to be added to. What is not in memory is read from the store, which must know all by then.
func (d *Desk) thread(ctx context.Context, story string) (*thread, error) {
	if t, ok := d.loom.threads[story]; ok {
		d.loom.touch(story)
		return t, nil
	}
	if err := d.flush(ctx); err != nil {
		return nil, err
	}
	return d.loom.thread(ctx, d.store, story)
}
