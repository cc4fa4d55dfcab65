package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"harmattan/internal/store"
	"harmattan/summarize"
)

// grown is one story after the batch.
type grown struct {
	thread   *thread
	origins  map[string]string // of its stored articles, those that changed
	arrivals []arrival
}

// moving says which stored articles go where.
type moving struct {
	to   map[string]map[string]string // stored story -> article -> the story it is in now
	from map[string][]string          // story -> the stored stories that articles come from
}

// grow collapses stories that gained or lost articles, on all cores.
func (b *batch) grow(ctx context.Context, list []due, m moving) ([]*grown, error) {
	done := make([]*grown, len(list))
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(b.desk.readers.most)
	for i, s := range list {
		work.Go(func() error {
			err := b.desk.behind(func() (err error) {
				done[i], err = b.growStory(ctx, s, m)
				return err
			})
			if err != nil {
				return fmt.Errorf("read story %s: %w", s.name, err)
			}
			return nil
		})
	}
	return done, work.Wait()
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
func (b *batch) growStory(ctx context.Context, s due, m moving) (*grown, error) {
	d, name, arrivals := b.desk, s.name, s.arrivals
	g := &grown{thread: newThread(name, d.habits), origins: map[string]string{}, arrivals: make([]arrival, len(arrivals))}
	t := g.thread
	if s.stored {
		own := s.own
		if own == nil {
			var err error
			if own, err = d.thread(ctx, name); err != nil {
				return nil, err
			}
		}
		t.row = own.row
		t.put(own, func(id string) bool { return m.to[name][id] == "" })
	}
	for _, from := range m.from[name] {
		other, err := d.thread(ctx, from)
		if err != nil {
			return nil, err
		}
		t.put(other, func(id string) bool { return m.to[from][id] == name })
		if !s.stored {
			t.beginsFrom(other)
		}
	}
	reader := d.readers.borrow()
	defer d.readers.giveBack(reader)
	reader.EnterRoom()
	defer reader.LeaveRoom()
	defer t.rest()
	if len(arrivals) == 0 {
		t.settle(g.origins, reader, d.placer)
		return g, nil
	}
	if len(t.articles) > 0 {
		t.collapse(reader)
	}
	alone, err := b.readArrivals(ctx, t, arrivals, g.arrivals, reader)
	if err != nil {
		return nil, err
	}
	t.name(g.origins)
	if alone {
		t.begin(b.at, d.placer)
		return g, nil
	}
	t.grow(b.at, g.arrivals, reader, d.placer)
	return g, nil
}

// readArrivals unpacks what came to a story, gives it its place there, and reads it. alone tells of a story that begins with one
// article of one statement, see begin: of that only the credit is read.
func (b *batch) readArrivals(ctx context.Context, t *thread, packed []*ready, into []arrival, reader *summarize.Reader) (alone bool, err error) {
	alone = len(t.articles) == 0 && len(packed) == 1
	for i, p := range packed {
		b.desk.Rest(ctx)
		r := &into[i]
		if *r, err = p.unpack(); err != nil {
			return false, err
		}
		r.article.Seen = b.at
		r.article = t.revise(r.article)
		t.placements[p.id] = r.placement
		if alone = alone && r.article.Title != "" && r.text.Statements() < 2; alone {
			t.texts[p.id] = summarize.ReadCredit(r.article, r.text)
		} else {
			t.texts[p.id] = reader.ReadOn(r.article, r.text)
		}
	}
	return alone, nil
}

// moves are the moves of all stored articles between stories, which have grown.
func (b *batch) moves(done []*grown, m moving) []store.Rearrangement {
	byName := make(map[string]*grown, len(done))
	for _, g := range done {
		byName[g.thread.row.ID] = g
	}
	var out []store.Rearrangement
	for _, from := range slices.Sorted(maps.Keys(m.to)) {
		out = append(out, b.movesFrom(byName, from, m.to[from])...)
	}
	return out
}

// changes are what is to be stored of what came to stories.
func (b *batch) changes(done []*grown) []store.Change {
	n := 0
	for _, g := range done {
		n += len(g.arrivals)
	}
	out := make([]store.Change, 0, n)
	for _, g := range done {
		for i := range g.arrivals {
			c := b.change(g, &g.arrivals[i])
			if i == 0 {
				c.Origins = g.others()
			}
			out = append(out, c)
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

// others are the origins that changed of the story's articles but the arrivals, which bring theirs.
func (g *grown) others() map[string]string {
	for _, r := range g.arrivals {
		delete(g.origins, r.article.ID)
	}
	return g.origins
}

// change is what is to be stored of an arrival and its story.
func (b *batch) change(g *grown, r *arrival) store.Change {
	t := g.thread
	a := t.article(r.article.ID)
	c := store.Change{Article: a, Placement: r.placement, Story: t.row, Vector: r.vector}
	c.Watches, c.Revived = b.desk.watchFor(t, a, t.before)
	return c
}
