package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"harmattan/summarize"
)

// find finds the stories of the batch, one article after the other, and hands over what can be grown: on the way, where a core
// has nothing else to do, the stories that are settled, and in the end all others that depend on none on its way to the store.
func (b *batch) find(ctx context.Context, parts chan<- []due) error {
	look := 0
	for some := range slices.Chunk(b.arrivals, foundTogether) {
		err := b.desk.behind(func() (err error) {
			look, err = b.findSome(ctx, some, look, parts)
			return err
		})
		if err != nil {
			return err
		}
	}
	return hand(ctx, parts, inParts(b.plain(), b.desk.together))
}

// foundTogether is how many articles find their stories in one piece of work: some milliseconds.
const foundTogether = 16

// findSome finds the stories of some articles. It looks for settled stories once look articles have found theirs, and returns
// how many have to before it looks again.
func (b *batch) findSome(ctx context.Context, list []*ready, look int, parts chan<- []due) (int, error) {
	for _, r := range list {
		b.desk.Rest(ctx)
		if err := b.findOne(ctx, r); err != nil {
			return look, err
		}
		if b.found >= look && len(parts) < cap(parts) && b.desk.readers.atRest() {
			if part := b.settled(); part != nil {
				parts <- part // there is room: nobody else sends
				look = b.found + max(1, b.desk.together/4)
			} else {
				look = b.found + max(1, b.desk.together/4, b.found/16)
			}
		}
	}
	return look, nil
}

// findOne finds the story of the next article, which then waits to be grown.
func (b *batch) findOne(ctx context.Context, r *ready) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("take articles in: %w", err)
	}
	if err := b.put(ctx, r); err != nil {
		return fmt.Errorf("take in article %s: %w", r.id, err)
	}
	b.found++
	b.waiting = append(b.waiting, r)
	return nil
}

// put finds an article's story or begins one, and repairs the story where that is due.
func (b *batch) put(ctx context.Context, r *ready) error {
	index := b.desk.loom.index
	vector, err := r.unpackVector(&b.room)
	if err != nil {
		return err
	}
	var story string
	if r.isNew() {
		if story = index.StoryOf(r.id); story == "" { // else another program has placed it, and may not have stored it
			story, _ = index.Find(vector)
		}
	} else if story = index.StoryOf(r.id); story == "" {
		story = b.now(r.former.Story)
	}
	if story == "" {
		name, err := b.freeName(ctx, []string{r.id})
		if err != nil {
			return err
		}
		story = name
		b.story[story] = &change{began: true}
	}
	index.Put(story, r.id, vector)
	b.touch(story).found(r)
	if err := b.mend(ctx, r.id); err != nil {
		return err
	}
	for b.desk.loom.isFull(len(b.arrivals), time.UnixMicro(r.published)) {
		story, article := index.DropOldest()
		b.dropped[article] = story
	}
	return nil
}

// storyOf is the story that an article of the batch is in now.
func (b *batch) storyOf(r *ready) string {
	if b.where != nil {
		return b.where[r.id]
	}
	if story := b.desk.loom.index.StoryOf(r.id); story != "" {
		return story
	}
	return b.now(b.dropped[r.id])
}

// touch notes that a story changes.
func (b *batch) touch(story string) *change {
	c := b.story[story]
	if c == nil {
		c = &change{}
		b.story[story] = c
	}
	c.due, c.last = true, b.found
	return c
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
		if c := b.story[r.Story]; r.Into != "" && (c == nil || !c.began) {
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
		} else {
			name, err := b.freeName(ctx, r.Articles)
			if err != nil {
				return fmt.Errorf("repair story %s: %w", r.Story, err)
			}
			r.Into = name
			b.story[name] = &change{began: true}
		}
		b.move(r)
	}
	return nil
}

// move notes that articles go from one story into another.
func (b *batch) move(r summarize.Repair) {
	from, into := b.touch(r.Story), b.touch(r.Into)
	from.moved, into.moved = true, true
	if from.stored() {
		from.left = true
		b.left[r.Story] = true
	}
	into.mixed = into.mixed || from.mixed || from.stored()
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
