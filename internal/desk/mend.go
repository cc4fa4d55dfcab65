package desk

import (
	"context"
	"fmt"
	"slices"

	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// freeName names a new story after the first of its articles that no story was ever named after.
func (d *Desk) freeName(ctx context.Context, articles []string) (string, error) {
	for n := 1; ; n++ {
		for _, id := range articles {
			name := nameAfter(id, n)
			taken, err := d.store.Taken(ctx, name)
			if err != nil || !taken {
				return name, err
			}
		}
	}
}

// home is the story that a stored article is in.
func (d *Desk) home(ctx context.Context, article string) (string, error) {
	if story := d.loom.index.StoryOf(article); story != "" {
		return story, nil
	}
	stored, err := d.store.Known(ctx, []string{article})
	if err != nil {
		return "", fmt.Errorf("look up its story: %w", err)
	}
	return stored[article].Story, nil
}

// rearrange moves articles from a story to another one, in the store and in the index, as a step that is signed. Its cost is that of the two
// stories.
func (d *Desk) rearrange(ctx context.Context, r summarize.Repair, hand *store.Hand) (news.Step, error) {
	from, err := d.thread(ctx, r.Story)
	if err != nil {
		return news.Step{}, err
	}
	into, begins, err := d.threadOrNew(ctx, r.Into)
	if err != nil {
		return news.Step{}, err
	}
	reader := d.readers.borrow()
	defer d.readers.giveBack(reader)
	gone := func(id string) bool { return slices.Contains(r.Articles, id) }
	origins := map[string]string{}
	rest := newThread(r.Story, d.habits)
	rest.row = from.row
	rest.put(from, func(id string) bool { return !gone(id) })
	rest.settle(origins, reader, d.placer)
	into.put(from, gone)
	if begins {
		into.beginsFrom(from)
	}
	into.settle(origins, reader, d.placer)
	change := store.Rearrangement{From: rest.row, Into: into.row, Articles: r.Articles, Origins: origins, At: d.now(), Hand: hand}
	step, err := d.store.Rearrange(ctx, change)
	if err != nil {
		return news.Step{}, err
	}
	d.loom.index.Move(r.Articles, r.Into)
	return step, d.rewatch(ctx, rest, into)
}
