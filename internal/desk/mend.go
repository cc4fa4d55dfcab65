package desk

import (
	"context"
	"fmt"
	"slices"

	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// mend repairs the story of an article that was just taken in: it may show that the story was two, or one with another.
// It returns the stories that changed.
func (d *Desk) mend(ctx context.Context, article string) ([]string, error) {
	var changed []string
	for range summarize.RepairsAtOnce {
		r, ok := d.loom.index.Mend(article)
		if !ok {
			break
		}
		err := d.flush(ctx)
		if err != nil {
			return changed, err
		}
		if r.Into == "" {
			r.Into, err = d.freeName(ctx, r.Articles)
		} else { // the index knows the recent articles only, and the story goes as a whole
			_, r.Articles, err = d.articlesOf(ctx, r.Story)
		}
		if err != nil {
			return changed, fmt.Errorf("repair story %s: %w", r.Story, err)
		}
		if slices.ContainsFunc(r.Articles, d.loom.index.Holds) {
			break
		}
		if _, err := d.rearrange(ctx, r, nil); err != nil {
			return changed, fmt.Errorf("repair story %s: %w", r.Story, err)
		}
		changed = append(changed, r.Story, r.Into)
	}
	return changed, nil
}

// freeName names a new story after the first of its articles that no story was ever named after.
func (d *Desk) freeName(ctx context.Context, articles []string) (string, error) {
	for n := 1; ; n++ {
		for _, id := range articles {
			name := storyID(news.Article{ID: id})
			if n > 1 {
				name = fmt.Sprintf("%s-%d", name, n)
			}
			taken, err := d.store.Taken(ctx, name)
			if err != nil || !taken {
				return name, err
			}
		}
	}
}

// rearrange moves articles from a story to another one, in the store, in the index and in memory. Its cost is that of
// the two stories.
func (d *Desk) rearrange(ctx context.Context, r summarize.Repair, hand *store.Hand) (news.Step, error) {
	from, err := d.thread(ctx, r.Story)
	if err != nil {
		return news.Step{}, err
	}
	into, err := d.loom.threadOrNew(ctx, d.store, r.Into)
	if err != nil {
		return news.Step{}, err
	}
	// What is in memory goes ahead of the store: where that fails, both are read again when they are next needed.
	d.loom.drop(r.Story)
	d.loom.drop(r.Into)
	rest, origins := from.without(r.Articles, d.placer, d.habits), map[string]string{}
	into.take(from, r.Articles, d.placer, origins)
	rest.name(origins)
	change := store.Rearrangement{From: rest.row, Into: into.row, Articles: r.Articles, Origins: origins, At: d.now(), Hand: hand}
	step, err := d.store.Rearrange(d.signed(ctx), change)
	if err != nil {
		return news.Step{}, err
	}
	d.loom.index.Move(r.Articles, r.Into)
	d.loom.keep(r.Into, into)
	if len(rest.articles) > 0 {
		d.loom.keep(r.Story, rest)
	}
	return step, d.rewatch(ctx, rest, into)
}

// without is the story as it is without some of its articles.
func (t *thread) without(ids []string, placer *regions.Placer, habits *summarize.Habits) *thread {
	rest := newThread(t.row.ID, habits)
	rest.row = t.row
	for _, a := range t.articles {
		if !slices.Contains(ids, a.ID) {
			rest.put(a, t.placements[a.ID])
		}
	}
	rest.row.Articles = len(rest.articles)
	if len(rest.articles) > 0 {
		rest.describe(rest.collapser.Briefing(), placer)
	}
	return rest
}

// take puts articles of another story into this one. What was new there is as new here; see store.ReadMark.
func (t *thread) take(from *thread, ids []string, placer *regions.Placer, origins map[string]string) {
	begins := len(t.articles) == 0
	for _, a := range from.articles {
		if slices.Contains(ids, a.ID) {
			t.put(a, from.placements[a.ID])
		}
	}
	t.sort()
	t.name(origins)
	t.describe(t.collapser.Briefing(), placer)
	if !begins {
		return
	}
	for _, a := range t.articles { // a story that begins changed last when its last article came
		if a.Revised.After(t.row.Changed) {
			t.row.Changed = a.Revised
		}
	}
	if from.row.Changed.Before(t.row.Changed) {
		t.row.Changed = from.row.Changed
	}
}

func (t *thread) put(a news.Article, p news.Placement) {
	t.articles = append(t.articles, a)
	t.placements[a.ID] = p
	t.collapser.Add(a)
}
