package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// known is what the store says of an article that it has.
type known = store.Digest

// tally counts what a batch of articles changed.
type tally struct {
	newArticles, changedArticles, newStories, changedStories int

	alarms  []alarm
	stories map[string]bool // those that changed; true for one that began
}

func (t *tally) touch(story string, begun bool) {
	if t.stories == nil {
		t.stories = map[string]bool{}
	}
	t.stories[story] = t.stories[story] || begun
}

// known looks up which of these articles are stored; one query for a whole feed, so that an unchanged feed costs little.
func (d *Desk) known(ctx context.Context, articles []news.Article) (map[string]known, error) {
	ids := make([]string, len(articles))
	for i, a := range articles {
		ids[i] = a.ID
	}
	stored, err := d.store.Known(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("look up stored articles: %w", err)
	}
	return stored, nil
}

// Ingest takes articles in by the way every fetched article goes: places, story, collapse, store.
func (d *Desk) Ingest(ctx context.Context, articles []news.Article) error {
	if err := d.writable(); err != nil {
		return err
	}
	d.refreshing.Lock()
	defer d.refreshing.Unlock()
	stored, err := d.known(ctx, articles)
	if err != nil {
		return err
	}
	count, err := d.ingest(ctx, articles, stored)
	return errors.Join(err, d.runCommands(ctx, count.alarms))
}

// ingest takes a batch of articles in, oldest first. An article is stored together with its story, a few articles in one
// transaction.
func (d *Desk) ingest(ctx context.Context, articles []news.Article, stored map[string]known) (tally, error) {
	var count tally
	var todo []news.Article
	for _, a := range articles {
		if old, ok := stored[a.ID]; !ok || old.Hash != store.HashText(a.Title, a.Text) {
			todo = append(todo, a)
		}
	}
	if len(todo) == 0 {
		return count, nil
	}
	slices.SortStableFunc(todo, func(a, b news.Article) int { return a.Published.Compare(b.Published) })
	err := d.takeAll(ctx, todo, stored, &count)
	return count, errors.Join(err, d.settle(context.WithoutCancel(ctx), &count))
}

// takeAll takes articles in one after the other.
func (d *Desk) takeAll(ctx context.Context, todo []news.Article, stored map[string]known, count *tally) error {
	for _, a := range todo {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("take articles in: %w", err)
		}
		old, isOld := stored[a.ID]
		story, isNew, mended, err := d.weaveIn(ctx, a, old)
		if err != nil {
			return fmt.Errorf("take in article %q of %s: %w", a.Title, a.Outlet, err)
		}
		if story == "" {
			continue
		}
		for _, id := range mended {
			count.touch(id, false)
		}
		if isOld {
			count.changedArticles++
		} else {
			count.newArticles++
			stored = withKnown(stored, a, story)
			d.learn(a, story)
		}
		count.touch(story, isNew)
	}
	return nil
}

// settle stores what is still to be stored of a batch, and tells which stories it changed.
func (d *Desk) settle(ctx context.Context, count *tally) error {
	d.weaving.Lock()
	defer d.weaving.Unlock()
	if err := d.flush(ctx); err != nil {
		return err
	}
	count.alarms = append(count.alarms, d.sound()...)
	for story, begun := range count.stories {
		if begun {
			count.newStories++
		} else {
			count.changedStories++
		}
		d.broker.publish(Event{Kind: StoryChanged, Story: story})
	}
	return nil
}

// withKnown remembers an article of this batch: the same one may stand in it twice.
func withKnown(stored map[string]known, a news.Article, story string) map[string]known {
	if stored == nil {
		stored = map[string]known{}
	}
	stored[a.ID] = known{Hash: store.HashText(a.Title, a.Text), Revision: 1, Story: story}
	return stored
}

// toldBefore tells whether an article that another feed of its outlet carries says no more there: feeds of one outlet
// carry longer and shorter forms of one text, and each refresh would take the one for an edit of the other.
func (d *Desk) toldBefore(ctx context.Context, story string, a news.Article) (bool, error) {
	t, err := d.thread(ctx, story)
	if err != nil {
		return false, err
	}
	for _, old := range t.articles {
		if old.ID == a.ID {
			return old.FeedURL != a.FeedURL && len(a.Text) <= len(old.Text), nil
		}
	}
	return false, nil
}

// weaveIn takes one article in and repairs its story where that is due; story is "" where there was nothing new in it.
// The officer's own rearranging waits so long, and no longer.
func (d *Desk) weaveIn(ctx context.Context, a news.Article, old known) (story string, isNew bool, mended []string, err error) {
	d.weaving.Lock()
	defer d.weaving.Unlock()
	if err := d.weave(ctx); err != nil {
		return "", false, nil, err
	}
	if err := d.readWatches(ctx); err != nil {
		return "", false, nil, err
	}
	home := ""
	if old.Story != "" { // not where it was when the feed was asked: its story may have been repaired since
		if err := d.flushArticle(ctx, a.ID); err != nil {
			return "", false, nil, err
		}
		if home, err = d.home(ctx, a.ID); err != nil {
			return "", false, nil, err
		}
		if known, err := d.toldBefore(ctx, home, a); err != nil || known {
			return "", false, nil, err
		}
	}
	if story, isNew, err = d.takeIn(ctx, a, home); err != nil {
		return "", false, nil, err
	}
	mended, err = d.mend(ctx, a.ID)
	return story, isNew, mended, err
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

// takeIn places one article, finds its story or starts one, and puts both to what is stored next. home is the story of
// the article's former revision, which an edited article stays in.
func (d *Desk) takeIn(ctx context.Context, a news.Article, home string) (story string, isNew bool, err error) {
	a.Seen = d.now()
	if err := d.readHabits(ctx, a); err != nil {
		return "", false, err
	}
	a.Lang = summarize.Detect(a.Title+"\n"+a.Text, a.Lang)
	placement := d.placer.Place(regions.Text{Title: a.Title, Body: a.Text, Lang: a.Lang, Home: a.Home})
	vector := d.vector(d.loom, a)
	story = home
	if story == "" {
		story, _ = d.loom.index.Find(vector)
	}
	isNew = story == ""
	thread, err := d.threadFor(ctx, a, story)
	if err != nil {
		return "", false, err
	}
	story = thread.row.ID
	before := thread.row.Changed
	change := thread.add(a, placement, d.placer)
	change.Watches, change.Revived = d.watchFor(thread, a, before)
	change.Vector = vector.Encode()
	d.loom.index.Put(story, a.ID, vector)
	d.loom.unsaved = append(d.loom.unsaved, change)
	if len(d.loom.unsaved) >= savedTogether {
		if err := d.flush(ctx); err != nil {
			return "", false, err
		}
	}
	return story, isNew, nil
}

// forget lets go of the articles that are too long past for others to join them.
func (d *Desk) forget(ctx context.Context) error {
	d.weaving.Lock()
	defer d.weaving.Unlock()
	if d.loom != nil {
		d.loom.index.Keep(mostJoinable)
	}
	return d.store.ForgetVectors(ctx, d.now().Add(-joinable))
}

// threadFor is the story that an article goes into, a new one where story is "".
func (d *Desk) threadFor(ctx context.Context, a news.Article, story string) (*thread, error) {
	if story != "" {
		return d.thread(ctx, story)
	}
	name, err := d.freeName(ctx, []string{a.ID})
	if err != nil {
		return nil, err
	}
	t := newThread(name, d.habits)
	d.loom.keep(name, t)
	return t, nil
}

// storyID names a story after the article that began it, so that the same first article gives the same name.
func storyID(a news.Article) string { return "s" + a.ID[:min(len(a.ID), 16)] }

// joinable is how long a story stays open to new articles after its last one came, and mostJoinable how many articles are
// kept in mind at most, the last that came: of three thousand feeds three weeks.
const (
	joinable     = 21 * 24 * time.Hour
	mostJoinable = 60_000
)

// weave readies the working memory of grouping: on first use it reads the recent articles' vectors from the store.
func (d *Desk) weave(ctx context.Context) error {
	if d.loom != nil {
		return nil
	}
	l := newLoom(d.habits)
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
		l.index.Put(stale[id], id, d.vector(l, a))
	}
	if err := d.pin(ctx, l); err != nil {
		return err
	}
	d.loom = l
	return nil
}

// vector reads an article for grouping, without what its feed puts under many articles.
func (d *Desk) vector(l *loom, a news.Article) summarize.Vector {
	about := l.habits.Without(a)
	return summarize.NewVector(about, d.placer.Places(about.Title+"\n"+about.Text))
}
