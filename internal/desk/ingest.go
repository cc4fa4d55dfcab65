package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"harmattan/summarize"
)

// forget lets go of the articles that are too long past for others to join them.
func (d *Desk) forget(ctx context.Context) error {
	d.weaving.Lock()
	defer d.weaving.Unlock()
	if d.loom != nil {
		d.loom.index.Keep(d.loom.most)
	}
	return d.store.ForgetVectors(ctx, d.now().Add(-joinable))
}

// storyID names a story after the article that began it, so that the same first article gives the same name.
func storyID(article string) string { return nameAfter(article, 1) }

// nameAfter is the n-th name of a story that is named after an article.
func nameAfter(article string, n int) string {
	name := "s" + article[:min(len(article), 16)]
	if n > 1 {
		name = fmt.Sprintf("%s-%d", name, n)
	}
	return name
}

// joinable is how long a story stays open to new articles after its last one came, and mostJoinable how many articles are
// kept in mind at most, the last that came: of three thousand feeds three weeks.
const (
	joinable     = 21 * 24 * time.Hour
	mostJoinable = 60_000
)

// loom is the working memory of grouping: the index of recent articles.
type loom struct {
	index *summarize.Index
	most  int // articles that are kept in mind
}

// weave readies the working memory of grouping: on first use it reads the recent articles' vectors from the store.
func (d *Desk) weave(ctx context.Context) error {
	if d.loom != nil {
		return nil
	}
	l := &loom{index: summarize.NewIndex(), most: mostJoinable}
	if err := d.store.RecallVectors(ctx, d.now().Add(-joinable)); err != nil {
		return err
	}
	stale := map[string]string{} // articles whose vectors an earlier version of the program made, and their stories
	err := d.store.Vectors(ctx, d.now().Add(-joinable), mostJoinable, func(story, article string, vector []byte) error {
		if v, err := summarize.DecodeVector(vector); err == nil {
			l.index.Put(story, article, v)
		} else {
			stale[article] = story
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the recent articles: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(stale)) {
		a, err := d.store.Article(ctx, id)
		if err != nil {
			return fmt.Errorf("read the recent article %s: %w", id, err)
		}
		l.index.Put(stale[id], id, d.vector(a))
	}
	if err := d.pin(ctx, l); err != nil {
		return err
	}
	d.loom = l
	return nil
}
