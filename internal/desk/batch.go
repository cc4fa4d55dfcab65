package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// batch is articles that are taken in together: all find their stories first, then each story that gained or lost any is
// collapsed once, and then all is stored. It lives while d.weaving is held.
type batch struct {
	desk     *Desk
	at       time.Time // when its articles were first seen
	arrivals []*ready
	story    map[string]bool   // stories that gained or lost articles; true for those that began in this batch
	left     map[string]bool   // stored stories that stored articles left
	went     map[string]string // stories that went into another one as a whole
	named    map[string]bool   // names that stories had before
	dropped  map[string]string // articles that the index holds no more, and their stories
	untold   []string          // stories that are stored and that the listeners were not told of
	told     time.Time         // when they were last told
}

// tally counts what a batch changed.
type tally struct {
	feeds                      []feedTally // by ready.feed
	newStories, changedStories int
	alarms                     []alarm
}

type feedTally struct{ newArticles, changedArticles int }

// takeIn takes a batch of prepared articles in, and tells the listeners which stories changed. What several feeds brought
// of one article is taken in one after the other.
func (d *Desk) takeIn(ctx context.Context, list []*ready, feeds int) (tally, error) {
	count := tally{feeds: make([]feedTally, feeds)}
	byTime(list)
	for len(list) > 0 {
		var again []*ready
		var err error
		if again, err = d.takeBatch(ctx, list, &count); err != nil {
			return count, err
		}
		list = again
	}
	return count, nil
}

// takeBatch takes in the first of each article, and returns the others. The officer's own rearranging waits so long.
func (d *Desk) takeBatch(ctx context.Context, list []*ready, count *tally) (again []*ready, err error) {
	end, err := d.weave(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	if err := d.readWatches(ctx); err != nil {
		return nil, err
	}
	b := &batch{
		desk: d, at: d.now(), story: map[string]bool{}, left: map[string]bool{}, went: map[string]string{}, named: map[string]bool{}, dropped: map[string]string{},
	}
	d.arriving.Store(b.at.UnixMicro())
	defer d.arriving.Store(0)
	if again, err = b.admit(ctx, list); err != nil {
		return nil, err
	}
	if err := b.run(ctx, count); err != nil {
		d.loom = nil // it is ahead of the store, and is read anew when it is next needed
		return nil, err
	}
	return again, nil
}

// admit chooses what of the list comes into the batch: what is still new or changed, each article once.
func (b *batch) admit(ctx context.Context, list []*ready) (again []*ready, err error) {
	in := make(map[string]bool, len(list))
	var names []string
	for _, r := range list {
		id := r.id
		if in[id] {
			again = append(again, r)
			continue
		}
		if !r.isNew() || b.desk.loom.index.StoryOf(id) != "" {
			fresh, err := b.refresh(ctx, r)
			if err != nil {
				return nil, fmt.Errorf("look up article %s: %w", id, err)
			}
			if !fresh {
				continue
			}
		}
		if r.isNew() {
			names = append(names, storyID(r.id))
		}
		in[id] = true
		b.arrivals = append(b.arrivals, r)
	}
	taken, err := b.desk.store.TakenAmong(ctx, names)
	for _, name := range taken {
		b.named[name] = true
	}
	return again, err
}

// refresh looks again at what is stored of an article: that may have changed since its feed was asked. fresh is false
// where it says nothing new. Feeds of one outlet carry longer and shorter forms of one text, and each refresh would take
// the one for an edit of the other: the shorter one tells nothing.
func (b *batch) refresh(ctx context.Context, r *ready) (fresh bool, err error) {
	stored, err := b.desk.store.Known(ctx, []string{r.id})
	if err != nil {
		return false, err
	}
	former, ok := stored[r.id]
	r.former = former
	if !ok {
		return true, nil
	}
	came, err := r.unpack()
	if err != nil {
		return false, err
	}
	a := came.article
	if former.Hash == store.HashText(a.Title, a.Text) {
		return false, nil
	}
	old, err := b.desk.store.Article(ctx, r.id)
	if err != nil {
		return false, err
	}
	return old.FeedURL == a.FeedURL || old.LetGo.IsZero() && len(a.Text) > len(old.Text), nil
}

// run finds the stories of the batch and stores all.
func (b *batch) run(ctx context.Context, count *tally) error {
	for _, r := range b.arrivals {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("take articles in: %w", err)
		}
		if err := b.put(ctx, r); err != nil {
			return fmt.Errorf("take in article %s: %w", r.id, err)
		}
	}
	if len(b.arrivals) == 0 {
		return nil
	}
	moved, err := b.save(ctx)
	if err != nil {
		return err
	}
	if err := b.learn(count); err != nil {
		return err
	}
	count.alarms = append(count.alarms, b.desk.sound()...)
	return b.desk.rewatch(context.WithoutCancel(ctx), moved...)
}

// put finds an article's story or begins one, and repairs the story where that is due.
func (b *batch) put(ctx context.Context, r *ready) error {
	index := b.desk.loom.index
	vector, err := r.unpackVector()
	if err != nil {
		return err
	}
	var story string
	if r.isNew() {
		story, _ = index.Find(vector)
	} else if story = index.StoryOf(r.id); story == "" {
		story = b.now(r.former.Story)
	}
	if story == "" {
		name, err := b.freeName(ctx, []string{r.id})
		if err != nil {
			return err
		}
		story = name
		b.story[story] = true
	}
	index.Put(story, r.id, vector)
	b.touch(story)
	if err := b.mend(ctx, r.id); err != nil {
		return err
	}
	for index.Len() > b.desk.loom.most {
		story, article := index.DropOldest()
		b.dropped[article] = story
	}
	return nil
}

// storyOf is the story that an article of the batch is in now.
func (b *batch) storyOf(r *ready) string {
	if story := b.desk.loom.index.StoryOf(r.id); story != "" {
		return story
	}
	return b.now(b.dropped[r.id])
}

// touch notes that a story changes.
func (b *batch) touch(story string) {
	if _, known := b.story[story]; !known {
		b.story[story] = false
	}
}

// now is the story that a stored story went into in this batch, or the story itself.
func (b *batch) now(story string) string {
	for b.went[story] != "" {
		story = b.went[story]
	}
	return story
}

// mend repairs the story of an article that was just put in: it may show that the story was two, or one with another.
func (b *batch) mend(ctx context.Context, article string) error {
	index := b.desk.loom.index
	for range summarize.RepairsAtOnce {
		r, ok := index.Mend(article)
		if !ok {
			return nil
		}
		if r.Into != "" && !b.story[r.Story] {
			// The index knows the recent articles only, and the story goes as a whole.
			held, err := b.holds(ctx, r.Story)
			if err != nil {
				return fmt.Errorf("repair story %s: %w", r.Story, err)
			}
			if held {
				return nil
			}
		}
		if slices.ContainsFunc(r.Articles, index.Holds) {
			return nil
		}
		if r.Into != "" {
			b.went[r.Story] = r.Into
		}
		if r.Into == "" {
			name, err := b.freeName(ctx, r.Articles)
			if err != nil {
				return fmt.Errorf("repair story %s: %w", r.Story, err)
			}
			r.Into = name
			b.story[name] = true
		}
		b.move(r)
	}
	return nil
}

// move notes that articles go from one story into another.
func (b *batch) move(r summarize.Repair) {
	if !b.story[r.Story] {
		b.left[r.Story] = true
	}
	b.touch(r.Story)
	b.touch(r.Into)
	b.desk.loom.index.Move(r.Articles, r.Into)
}

// holds tells whether the officer holds any article of a stored story where it is.
func (b *batch) holds(ctx context.Context, story string) (bool, error) {
	ids, err := b.desk.store.StoryArticleIDs(ctx, story)
	return slices.ContainsFunc(ids, b.desk.loom.index.Holds), err
}

// freeName names a new story after the first of its articles that no story was ever named after, and no other of this
// batch.
func (b *batch) freeName(ctx context.Context, articles []string) (string, error) {
	arrive := func(id string) bool { return b.desk.loom.index.StoryOf(id) == "" }
	for n := 1; ; n++ {
		for _, id := range articles {
			name := nameAfter(id, n)
			_, now := b.story[name]
			if now || b.named[name] {
				continue
			}
			b.named[name] = true
			if n == 1 && arrive(id) { // admit has asked for these
				return name, nil
			}
			if taken, err := b.desk.store.Taken(ctx, name); err != nil || !taken {
				return name, err
			}
		}
	}
}

// learn counts what the batch brought, and takes in what feeds put around the new articles.
func (b *batch) learn(count *tally) error {
	d := b.desk
	for _, r := range b.arrivals {
		if !r.isNew() {
			count.feeds[r.feed].changedArticles++
			continue
		}
		count.feeds[r.feed].newArticles++
		text, err := r.unpackText()
		if err != nil {
			return err
		}
		d.habits.JoinedRead(news.Article{FeedURL: r.feedURL}, text, b.storyOf(r))
		if d.learned == nil {
			d.learned = map[string]bool{}
		}
		d.learned[r.feedURL] = true
	}
	for story, began := range b.story {
		switch {
		case began && b.went[story] != "": // it began and went in one batch
		case began:
			count.newStories++
		default:
			count.changedStories++
		}
	}
	b.tell()
	return nil
}

// tellEvery is how often the listeners are told which stories of a batch are stored: they read their lists again each time.
const tellEvery = 500 * time.Millisecond

// saved tells the listeners of stories that are stored, now or with the next ones.
func (b *batch) saved(stories ...string) {
	b.untold = append(b.untold, stories...)
	if time.Since(b.told) >= tellEvery {
		b.tell()
	}
}

func (b *batch) tell() {
	if len(b.untold) > 0 {
		slices.Sort(b.untold)
		b.desk.broker.publish(Event{Kind: StoryChanged, Stories: b.untold})
	}
	b.untold, b.told = nil, time.Now()
}

// Ingest takes articles in by the way every fetched article goes: places, story, collapse, store.
func (d *Desk) Ingest(ctx context.Context, articles []news.Article) error {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return err
	}
	d.refreshing.Lock()
	defer d.refreshing.Unlock()
	stored, err := d.known(ctx, articles)
	if err != nil {
		return err
	}
	list, _, err := d.prepare(ctx, changed(articles, stored), stored)
	if err != nil {
		return err
	}
	count, err := d.takeIn(ctx, list, 1)
	return errors.Join(err, d.runCommands(ctx, count.alarms))
}
