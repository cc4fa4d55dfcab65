package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// batch is articles that are taken in together: all find their stories, one after the other; a story that gained or lost any is
// collapsed and stored once that is unlikely to go on, see settled, or else when all are found. It lives while d.weaving is held.
type batch struct {
	desk     *Desk
	at       time.Time // when its articles were first seen
	arrivals []*ready
	found    int                // how many of them have found their stories
	waiting  []*ready           // those of them whose stories are not on their way to the store, and some that are
	looked   int                // of waiting, how many settled has looked at since it began anew
	story    map[string]*change // stories that gained or lost articles
	left     map[string]bool    // stored stories that stored articles left
	went     map[string]string  // stories that went into another one as a whole
	named    map[string]bool    // names that stories had before
	dropped  map[string]string  // articles that the index holds no more, and their stories
	where    map[string]string  // where its articles were placed before; nil where it finds their stories itself
	unplaced []*ready           // arrivals that have to find their stories again
	room     vectorRoom         // for the vector of the article that finds its story
	untold   []string           // stories that are stored and that the listeners were not told of
	told     time.Time          // when they were last told
}

// change is what a batch knows of a story that gained or lost articles.
type change struct {
	began bool // in this batch
	sent  bool // it was handed over to be grown and stored
	due   bool // it changed since
	mixed bool // stored articles came into it, or may have
	left  bool // stored articles left it
	moved bool // articles of any kind left it or came into it
	taken bool // it is being picked
	last  int  // how many articles had found their stories when it changed last

	head, tail *ready // its arrivals that found it, whether sent or not, each with the next; of no use where any moved
}

// found notes an arrival that found the story.
func (c *change) found(r *ready) {
	r.in = c
	if c.tail == nil {
		c.head = r
	} else {
		c.tail.next = r
	}
	c.tail = r
}

// stored tells whether there is something of the story in the store, or on its way there.
func (c *change) stored() bool { return c.sent || !c.began }

// independent tells whether the story is not on its way to the store, and has to do with no stored articles but its own.
func (c *change) independent() bool { return !c.sent && !c.mixed && !c.left }

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
	list, err := d.takePlaced(ctx, list, &count)
	if err != nil {
		return count, err
	}
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
	var end func()
	err = d.behind(func() (err error) {
		end, err = d.weave(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	defer end()
	if err := d.readWatches(ctx); err != nil {
		return nil, err
	}
	b := d.newBatch()
	d.arriving.Store(b.at.UnixMicro())
	defer d.arriving.Store(0)
	err = d.behind(func() (err error) {
		again, err = b.admit(ctx, list)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := b.run(ctx, count); err != nil {
		d.loom = nil // it is ahead of the store, and is read anew when it is next needed
		return nil, err
	}
	if len(b.unplaced) > 0 {
		d.loom = nil // it knows of placings that are no more
	}
	return append(again, b.unplaced...), nil
}

func (d *Desk) newBatch() *batch {
	return &batch{
		desk: d, at: d.now(), story: map[string]*change{}, left: map[string]bool{}, went: map[string]string{}, named: map[string]bool{}, dropped: map[string]string{},
	}
}

// admit chooses what of the list comes into the batch: what is still new or changed, each article once.
func (b *batch) admit(ctx context.Context, list []*ready) (again []*ready, err error) {
	stored, err := b.lookUpAgain(ctx, list)
	if err != nil {
		return nil, err
	}
	in := make(map[string]bool, len(list))
	var names []string
	for _, r := range list {
		id := r.id
		if in[id] {
			again = append(again, r)
			continue
		}
		if b.mayBeStored(r) {
			fresh, err := b.refresh(ctx, r, stored)
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

// mayBeStored tells whether there may be something of an article in the store, or be placed, that is not what its feed was
// compared with.
func (b *batch) mayBeStored(r *ready) bool {
	return !r.isNew() || b.desk.loom.index.StoryOf(r.id) != ""
}

// lookUpAgain looks up together what may be stored of a list since: where a worker was killed it is thousands of articles.
func (b *batch) lookUpAgain(ctx context.Context, list []*ready) (map[string]known, error) {
	var ids []string
	for _, r := range list {
		if b.mayBeStored(r) {
			ids = append(ids, r.id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	slices.Sort(ids)
	return b.desk.known(ctx, slices.Compact(ids))
}

// refresh looks again at what is stored of an article: that may have changed since its feed was asked. fresh is false
// where it says nothing new. Feeds of one outlet carry longer and shorter forms of one text, and each refresh would take
// the one for an edit of the other: the shorter one tells nothing.
func (b *batch) refresh(ctx context.Context, r *ready, stored map[string]known) (fresh bool, err error) {
	r.former = formerOf(stored, r.id)
	if r.former == nil {
		return true, nil
	}
	came, err := r.unpack()
	if err != nil {
		return false, err
	}
	a := came.article
	if r.former.Hash == store.HashText(a.Title, a.Text) {
		return false, nil
	}
	old, err := b.desk.store.Article(ctx, r.id)
	if err != nil {
		return false, err
	}
	return old.FeedURL == a.FeedURL || old.LetGo.IsZero() && len(a.Text) > len(old.Text), nil
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
		d.habits.JoinedRead(news.Article{ID: r.id, FeedURL: r.feedURL}, text, b.storyOf(r))
		if d.learned == nil {
			d.learned = map[string]bool{}
		}
		d.learned[r.feedURL] = true
	}
	for story, c := range b.story {
		switch {
		case c.began && b.went[story] != "": // it began and went in one batch
		case c.began:
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
func (b *batch) saved(stories []due) {
	for _, s := range stories {
		b.untold = append(b.untold, s.name)
	}
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
	if err := d.refreshing.Acquire(ctx, 1); err != nil {
		return fmt.Errorf("wait for the refresh: %w", err)
	}
	defer d.refreshing.Release(1)
	stored, err := d.known(ctx, idsOf(articles))
	if err != nil {
		return err
	}
	list, _, err := d.prepare(ctx, changed(articles, stored), stored, nil)
	if err != nil {
		return err
	}
	count, err := d.takeIn(ctx, list, 1)
	return errors.Join(err, d.runCommands(ctx, count.alarms))
}
