package desk

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"harmattan/internal/store"
)

// growth is what a batch makes of the stories: what is to be stored of it.
type growth struct {
	moves   []store.Rearrangement
	changes []store.Change // by story
	moved   []*thread      // stories that stored articles left or came into
}

// grown is one story after the batch.
type grown struct {
	thread   *thread
	origins  map[string]string // of its stored articles, those that changed
	arrivals []*ready
}

// moving says which stored articles go where.
type moving struct {
	to   map[string]map[string]string // stored story -> article -> the story it is in now
	from map[string][]string          // story -> the stored stories that articles come from
}

// grow collapses each story that gained or lost articles, once, on all cores.
func (b *batch) grow(ctx context.Context) (growth, error) {
	m, err := b.moving(ctx)
	if err != nil {
		return growth{}, err
	}
	arrivals := map[string][]*ready{}
	for _, r := range b.arrivals {
		story := b.desk.loom.index.StoryOf(r.article.ID)
		arrivals[story] = append(arrivals[story], r)
	}
	names := b.byArrival()
	done := make([]*grown, len(names))
	work, workCtx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		work.Go(func() error {
			g, err := b.growStory(workCtx, name, arrivals[name], m)
			if err != nil {
				return fmt.Errorf("read story %s: %w", name, err)
			}
			done[i] = g
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return growth{}, err
	}
	return b.gather(names, done, m), nil
}

// byArrival lists the stories of the batch in the order in which their first articles came, those without any last: what
// is stored comes in that order.
func (b *batch) byArrival() []string {
	var names []string
	listed := map[string]bool{}
	add := func(story string) {
		if !listed[story] {
			listed[story] = true
			names = append(names, story)
		}
	}
	for _, r := range b.arrivals {
		add(b.desk.loom.index.StoryOf(r.article.ID))
	}
	for _, story := range slices.Sorted(maps.Keys(b.story)) {
		add(story)
	}
	return names
}

// moving lists the stored articles that are in another story now than the one they are stored in.
func (b *batch) moving(ctx context.Context) (moving, error) {
	m := moving{to: map[string]map[string]string{}, from: map[string][]string{}}
	for story := range b.left {
		ids, err := b.desk.store.StoryArticleIDs(ctx, story)
		if err != nil {
			return m, fmt.Errorf("list the articles of story %s: %w", story, err)
		}
		to := map[string]string{}
		for _, id := range ids {
			now := b.desk.loom.index.StoryOf(id)
			if now == "" {
				now = b.now(story)
			}
			if now == story {
				continue
			}
			to[id] = now
			if !slices.Contains(m.from[now], story) {
				m.from[now] = append(m.from[now], story)
			}
		}
		m.to[story] = to
	}
	return m, nil
}

// growStory reads what is stored of a story, adds what came, and brings its row up to date. A story without articles
// is one that went into others.
func (b *batch) growStory(ctx context.Context, name string, arrivals []*ready, m moving) (*grown, error) {
	d := b.desk
	g := &grown{thread: newThread(name, d.habits), origins: map[string]string{}, arrivals: arrivals}
	t := g.thread
	if !b.story[name] {
		own, err := d.thread(ctx, name)
		if err != nil {
			return nil, err
		}
		t.row = own.row
		t.put(own, func(id string) bool { return m.to[name][id] == "" })
	}
	began := b.story[name] && len(m.from[name]) > 0
	for _, from := range m.from[name] {
		other, err := d.thread(ctx, from)
		if err != nil {
			return nil, err
		}
		t.put(other, func(id string) bool { return m.to[from][id] == name })
		if began {
			t.beginsFrom(other)
		}
	}
	reader := d.readers.borrow()
	defer d.readers.giveBack(reader)
	defer t.rest()
	if len(arrivals) == 0 {
		t.settle(g.origins, reader, d.placer)
		return g, nil
	}
	if len(t.articles) > 0 {
		t.collapse(reader)
	}
	for _, r := range arrivals {
		r.article = t.revise(r.article)
		t.placements[r.article.ID], t.texts[r.article.ID] = r.placement, reader.ReadOn(r.article, r.text)
	}
	t.name(g.origins)
	t.grow(b.at, arrivals, d.placer)
	return g, nil
}

// gather puts together what is to be stored.
func (b *batch) gather(names []string, done []*grown, m moving) growth {
	var out growth
	byName := make(map[string]*grown, len(names))
	for i, name := range names {
		byName[name] = done[i]
	}
	for _, from := range slices.Sorted(maps.Keys(m.to)) {
		out.moves = append(out.moves, b.movesFrom(byName, from, m.to[from])...)
	}
	for i, name := range names {
		g := done[i]
		if len(m.from[name]) > 0 || len(m.to[name]) > 0 {
			out.moved = append(out.moved, g.thread)
		}
		for n, r := range g.arrivals {
			out.changes = append(out.changes, b.change(g, r, n == 0))
		}
	}
	return out
}

// movesFrom are the moves of stored articles out of one story, the largest last: what is left without articles leads to
// that one from then on.
func (b *batch) movesFrom(byName map[string]*grown, from string, to map[string]string) []store.Rearrangement {
	into := map[string][]string{}
	for _, id := range slices.Sorted(maps.Keys(to)) {
		into[to[id]] = append(into[to[id]], id)
	}
	var out []store.Rearrangement
	for _, name := range slices.Sorted(maps.Keys(into)) {
		origins := maps.Clone(byName[name].origins)
		maps.Copy(origins, byName[from].origins)
		out = append(out, store.Rearrangement{
			From: byName[from].thread.row, Into: byName[name].thread.row, Articles: into[name], Origins: origins, At: b.at,
		})
	}
	slices.SortStableFunc(out, func(x, y store.Rearrangement) int { return len(x.Articles) - len(y.Articles) })
	for i := range len(out) - 1 { // it has some left until the last move
		out[i].From.Articles = max(out[i].From.Articles, 1)
	}
	return out
}

// change is what is to be stored of an arrival and its story. The first one of a story has the story's other origins too.
func (b *batch) change(g *grown, r *ready, first bool) store.Change {
	t := g.thread
	a := t.article(r.article.ID)
	c := store.Change{Article: a, Placement: r.placement, Story: t.row, Vector: r.vector.Encode()}
	if first {
		for _, other := range g.arrivals {
			delete(g.origins, other.article.ID)
		}
		c.Origins = g.origins
	}
	c.Watches, c.Revived = b.desk.watchFor(t, a, t.before)
	return c
}
