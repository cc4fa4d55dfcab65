package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"harmattan/internal/store"
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
// kept in mind at most, the last that came: of two hundred feeds three weeks. A batch of more than mostPast reads months from
// end to end, as the first refresh of many feeds is: of more than so many none is kept that is older than joinable.
const (
	joinable     = 21 * 24 * time.Hour
	mostJoinable = 60_000
	mostPast     = 15_000
)

// loom is the working memory of grouping: the index of recent articles.
type loom struct {
	index *summarize.Index
	most  int   // articles that are kept in mind
	past  int   // the same in a batch of more, of those that were published too long ago to be joined
	stint int64 // the last stint of which it knows all, see store.Stint
}

// isFull tells whether the article that came first is to leave, once one of so many of a batch has come, which was published
// at a time. After a smaller batch others may come that are as old as those it has.
func (l *loom) isFull(batch int, at time.Time) bool {
	held := l.index.Len()
	return held > l.most || min(held, batch) > l.past && l.index.Oldest() < at.Add(-joinable).Unix()
}

// weave begins to put articles into stories: nobody else does so, in this program or another one on the same desk, until
// end is called, and the working memory knows what all others did before.
func (d *Desk) weave(ctx context.Context) (end func(), err error) {
	d.weaving.Lock()
	stint, err := d.store.TakeStint(ctx)
	if err != nil {
		d.weaving.Unlock()
		return nil, err
	}
	d.stint = stint
	end = func() {
		stint.End()
		d.weaving.Unlock()
	}
	if err := d.recall(ctx, stint); err != nil {
		end()
		return nil, err
	}
	return end, nil
}

// recall brings the working memory of grouping up to date: on first use with all recent articles, then with what came
// between the last stint and this one.
func (d *Desk) recall(ctx context.Context, stint store.Stint) error {
	if d.loom == nil {
		l, err := d.readLoom(ctx)
		if err != nil {
			return err
		}
		d.loom = l
	} else if stint.Number > d.loom.stint+1 {
		if err := d.follow(ctx, d.loom); err != nil {
			d.loom = nil
			return err
		}
	}
	d.loom.stint = stint.Number
	d.recalled.Store(true)
	return nil
}

// recallEarly reads the working memory before the first stint: on a full desk it is seconds, for which others would wait. The stint
// adds what came since. What fails here is tried again there.
func (d *Desk) recallEarly(ctx context.Context) {
	d.weaving.Lock()
	defer d.weaving.Unlock()
	if d.loom != nil {
		return
	}
	last, err := d.store.LastStint(ctx)
	if err != nil {
		return
	}
	if l, err := d.readLoom(ctx); err == nil {
		l.stint = last - 1 // the last one may not have ended
		d.loom = l
	}
}

// follow takes in what others put into stories since.
func (d *Desk) follow(ctx context.Context, l *loom) error {
	d.watches.forget()
	return d.thicken(ctx, l, func(each func(story, article string, vector []byte) error) error {
		return d.store.VectorsSince(ctx, l.stint, each)
	})
}

// readLoom reads the recent articles' vectors from the store.
func (d *Desk) readLoom(ctx context.Context) (*loom, error) {
	since := d.now().Add(-joinable)
	if err := d.store.RecallVectors(ctx, since); err != nil {
		return nil, err
	}
	l := &loom{index: summarize.NewIndex(), most: mostJoinable, past: mostPast}
	if d.shared {
		l.past = l.most // other programs' batches may be as old as those of this one
	}
	return l, d.thicken(ctx, l, func(each func(story, article string, vector []byte) error) error {
		return d.store.Vectors(ctx, since, mostJoinable, each)
	})
}

// thicken puts articles into the index as the store has them, and what the officer arranged by hand.
func (d *Desk) thicken(ctx context.Context, l *loom, read func(each func(story, article string, vector []byte) error) error) error {
	stale := map[string]string{} // articles whose vectors another version of the program made, and their stories
	err := read(func(story, article string, vector []byte) error {
		d.Rest(ctx)
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
		d.Rest(ctx)
		a, err := d.store.Article(ctx, id)
		if err != nil {
			return fmt.Errorf("read the recent article %s: %w", id, err)
		}
		l.index.Put(stale[id], id, d.vector(a))
	}
	return d.pin(ctx, l)
}
