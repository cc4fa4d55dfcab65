package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"harmattan/internal/store"
)

// Where several programs share a desk, a batch goes in two parts. In the stint, while no other program does so, the stories
// of its articles are found, and what others have to know is kept: which stories articles moved between, and where each
// arrival is placed. After the stint the stories grow, some at a time, each while nobody else stores in it.

const (
	// grownTogether is about how many articles are stored in one transaction on a shared desk, in no more stories: each takes
	// a lock, of which a server has so many for a connection.
	grownTogether = 128

	// growers is how many such transactions go on at once, each on a connection.
	growers = 3

	// mostPlacings bounds how often what was arranged meanwhile is looked at again.
	mostPlacings = 100
)

// isShared tells whether other programs may put articles into stories too.
func (b *batch) isShared() bool { return b.desk.stint.Number > 0 }

// runShared finds the stories of a batch and stores all.
func (b *batch) runShared(ctx context.Context) error {
	for _, r := range b.arrivals {
		if err := b.findOne(ctx, r); err != nil {
			return err
		}
	}
	rest := b.rest()
	if len(b.left) > 0 {
		whole := context.WithoutCancel(ctx)
		moved, others, err := b.moveShared(whole, rest)
		if err != nil {
			return err
		}
		if err := b.desk.rewatch(whole, moved...); err != nil {
			return err
		}
		rest = others
	}
	var arrivals []*ready
	for _, s := range rest {
		arrivals = append(arrivals, s.arrivals...)
	}
	if err := b.place(ctx, arrivals); err != nil {
		return err
	}
	b.desk.stint.End()
	where := make(map[string]string, len(arrivals))
	for _, r := range arrivals {
		where[r.id] = b.storyOf(r)
	}
	return b.growPlaced(ctx, arrivals, where)
}

// takePlaced stores what a worker that is gone had placed, and returns the rest. It needs no stint, nor the working memory of
// grouping, which on a full desk takes seconds to read: workers that live no longer than that go on with each other's work all the same.
func (d *Desk) takePlaced(ctx context.Context, list []*ready, count *tally) (rest []*ready, err error) {
	if !d.shared || d.recalled.Load() {
		return list, nil
	}
	b := d.newBatch()
	if b.where, err = d.store.Placed(ctx, readyIDs(list)); err != nil || len(b.where) == 0 {
		return list, err
	}
	in := map[string]bool{}
	for _, r := range list {
		if r.isNew() && b.where[r.id] != "" && !in[r.id] {
			in[r.id] = true
			b.arrivals = append(b.arrivals, r)
		} else {
			rest = append(rest, r)
		}
	}
	if len(b.arrivals) == 0 {
		return list, nil
	}
	if err := d.readWatches(ctx); err != nil {
		return nil, err
	}
	d.arriving.Store(b.at.UnixMicro())
	defer d.arriving.Store(0)
	if err := b.growPlaced(ctx, slices.Clone(b.arrivals), b.where); err != nil {
		return nil, err
	}
	rest = append(rest, b.unplaced...)
	byTime(rest)
	return rest, b.tally(count)
}

// moveShared stores the stories that stored articles left or came into, with what came to them, and moves what others have
// placed there along. Nobody else stores anything in these stories meanwhile. It returns the stories that are left.
func (b *batch) moveShared(ctx context.Context, rest []due) (moved []*thread, others []due, err error) {
	var first []due
	var kept []string // from others
	for again := true; again; {
		m, err := b.moving(ctx)
		if err != nil {
			return nil, nil, err
		}
		kept = m.with(kept)
		err = b.regrow(ctx, kept, func(ctx context.Context) error {
			m, err := b.moving(ctx)
			if again = len(m.with(kept)) > len(kept); err != nil || again { // something came to them since
				return err
			}
			if err := b.movePlaced(ctx); err != nil {
				return err
			}
			first, others = m.part(rest)
			moved, err = b.moveAll(ctx, first, m)
			return err
		})
		if err != nil {
			return nil, nil, fmt.Errorf("store repaired stories: %w", err)
		}
	}
	b.saved(first)
	return moved, others, nil
}

// regrow keeps stories from others while work stores in them; where they are many, all stories.
func (b *batch) regrow(ctx context.Context, stories []string, work func(context.Context) error) error {
	if len(stories) > grownTogether {
		return b.desk.store.RegrowAll(ctx, work)
	}
	return b.desk.store.Regrow(ctx, stories, work)
}

// moveAll grows and stores stories that articles move between.
func (b *batch) moveAll(ctx context.Context, list []due, m moving) ([]*thread, error) {
	if err := b.lookUp(ctx, list); err != nil {
		return nil, err
	}
	done, err := b.grow(ctx, list, m)
	if err != nil {
		return nil, err
	}
	moved := make([]*thread, len(done))
	for i, g := range done {
		moved[i] = g.thread
	}
	return moved, b.desk.store.SaveMoved(ctx, b.moves(done, m), b.changes(done))
}

// touches tells whether stored articles leave a story or come into it.
func (m moving) touches(story string) bool { return len(m.from[story]) > 0 || len(m.to[story]) > 0 }

// with adds the stories that stored articles may leave or come into to a list of names, each once.
func (m moving) with(names []string) []string {
	names = slices.Concat(names, slices.Collect(maps.Keys(m.to)), slices.Collect(maps.Keys(m.from)))
	slices.Sort(names)
	return slices.Compact(names)
}

// part lists the stories that stored articles leave or come into, and the others.
func (m moving) part(list []due) (moved, others []due) {
	for _, s := range list {
		if m.touches(s.name) {
			moved = append(moved, s)
		} else {
			others = append(others, s)
		}
	}
	return moved, others
}

// lookUp reads the stories of which there is something in the store: another program may have begun one that this one named, or
// not have stored one that this one knows of.
func (b *batch) lookUp(ctx context.Context, list []due) error {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = s.name
	}
	wholes, err := b.desk.store.Wholes(ctx, names)
	if err != nil {
		return err
	}
	stored := make(map[string]*thread, len(wholes))
	for _, w := range wholes {
		if stored[w.Row.ID], err = b.desk.threadOf(ctx, w); err != nil {
			return err
		}
	}
	for i := range list {
		list[i].own = stored[list[i].name]
		list[i].stored = list[i].own != nil
	}
	return nil
}

// movePlaced lets what others have placed in stories that articles left go where the articles are now.
func (b *batch) movePlaced(ctx context.Context) error {
	placed, err := b.desk.store.PlacedIn(ctx, slices.Sorted(maps.Keys(b.left)))
	if err != nil {
		return err
	}
	to := map[string]string{}
	for id, story := range placed {
		now := b.desk.loom.index.StoryOf(id)
		if now == "" {
			now = b.now(story)
		}
		if now != story {
			to[id] = now
		}
	}
	return b.desk.store.Replace(ctx, to)
}

// place tells the other programs which stories the arrivals go into.
func (b *batch) place(ctx context.Context, arrivals []*ready) error {
	list := make([]store.Placing, len(arrivals))
	for i, r := range arrivals {
		vector, err := r.parcel.of(r.vector)
		if err != nil {
			return err
		}
		list[i] = store.Placing{Article: r.id, Story: b.storyOf(r), Vector: vector, Seen: b.at.UnixMicro()}
	}
	return b.desk.store.Place(ctx, list)
}

// growPlaced stores what was placed, where it says so, some stories at a time. What was put into another story meanwhile, by hand or by another
// program, is taken there.
func (b *batch) growPlaced(ctx context.Context, arrivals []*ready, where map[string]string) error {
	b.arrivals = slices.DeleteFunc(b.arrivals, func(r *ready) bool { return where[r.id] != "" })
	for range mostPlacings {
		var outcomes outcomes
		work, until := errgroup.WithContext(ctx) // until ends with the work, and what follows it goes on
		work.SetLimit(growers)
		for _, plot := range plots(arrivals, where) {
			work.Go(func() error { return b.growPlot(until, plot, where, &outcomes) })
		}
		err := work.Wait()
		b.arrivals = append(b.arrivals, outcomes.stored...)
		b.unplaced = append(b.unplaced, outcomes.unplaced...)
		if arrivals = outcomes.elsewhere; err != nil || len(arrivals) == 0 {
			return err
		}
		placed, err := b.desk.store.Placed(ctx, readyIDs(arrivals))
		if err != nil {
			return err
		}
		maps.Copy(where, placed)
	}
	return fmt.Errorf("store %d articles: others rearrange their stories again and again", len(arrivals))
}

// outcome is what became of arrivals.
type outcome struct {
	stored    []*ready
	elsewhere []*ready // they belong into stories that were not kept from others
	unplaced  []*ready // neither placed nor stored any more
}

// outcomes gathers those of several plots.
type outcomes struct {
	mu sync.Mutex
	outcome
}

func (s *outcome) add(o outcome) {
	s.stored = append(s.stored, o.stored...)
	s.elsewhere = append(s.elsewhere, o.elsewhere...)
	s.unplaced = append(s.unplaced, o.unplaced...)
}

// growPlot grows and stores some stories while nobody else stores in them.
func (b *batch) growPlot(ctx context.Context, plot []*ready, where map[string]string, all *outcomes) error {
	names := map[string]bool{}
	for _, r := range plot {
		names[where[r.id]] = true
	}
	var o outcome
	var list []due
	err := b.desk.store.Grow(ctx, slices.Sorted(maps.Keys(names)), func(ctx context.Context) error {
		var err error
		if o, list, err = b.lookAgain(ctx, plot, where, names); err != nil {
			return err
		}
		grown := make([]*grown, len(list))
		for i, s := range list {
			if grown[i], err = b.growStory(ctx, s, moving{}); err != nil {
				return fmt.Errorf("read story %s: %w", s.name, err)
			}
		}
		return b.desk.store.SaveArticles(ctx, b.changes(grown))
	})
	if err != nil {
		return fmt.Errorf("store %d articles: %w", len(plot), err)
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	all.add(o)
	b.saved(list)
	return nil
}

// lookAgain looks what has become of arrivals since they were placed, and lists those that are to be stored by their stories.
func (b *batch) lookAgain(ctx context.Context, plot []*ready, where map[string]string, names map[string]bool) (o outcome, list []due, err error) {
	placed, err := b.placed(ctx, plot, where)
	if err != nil {
		return o, nil, err
	}
	stored, err := b.desk.known(ctx, readyIDs(plot))
	if err != nil {
		return o, nil, err
	}
	p, changes := picked{at: map[string]int{}}, map[string]*change{}
	for _, r := range plot {
		story := placed[r.id]
		if story == "" {
			r.in, r.sent = nil, false
			o.unplaced = append(o.unplaced, r)
			continue
		}
		if !names[story] {
			o.elsewhere = append(o.elsewhere, r)
			continue
		}
		if now, isStored := stored[r.id]; isStored && (r.former == nil || now != *r.former) { // by another program, since
			fresh, err := b.refresh(ctx, r, stored)
			if err != nil {
				return o, nil, err
			}
			if !fresh {
				continue
			}
		}
		o.stored = append(o.stored, r)
		if changes[story] == nil {
			changes[story] = &change{}
		}
		p.add(story, changes[story], r)
	}
	return o, p.list, b.lookUp(ctx, p.list)
}

// placed says where arrivals that were placed somewhere are placed now. While their stories are kept from others that changes only
// in a stint, which nobody may have taken since this batch's, where it has one.
func (b *batch) placed(ctx context.Context, plot []*ready, where map[string]string) (map[string]string, error) {
	if b.where == nil {
		last, err := b.desk.store.LastStint(ctx)
		if err != nil || last == b.desk.stint.Number {
			return where, err
		}
	}
	return b.desk.store.Placed(ctx, readyIDs(plot))
}

func readyIDs(list []*ready) []string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = r.id
	}
	return out
}

// plots cuts what is to be stored into parts, each story's articles in one of them.
func plots(arrivals []*ready, where map[string]string) (parts [][]*ready) {
	var names []string
	of := map[string][]*ready{}
	for _, r := range arrivals {
		name := where[r.id]
		if of[name] == nil {
			names = append(names, name)
		}
		of[name] = append(of[name], r)
	}
	n := grownTogether
	for _, name := range names {
		if n >= grownTogether {
			parts, n = append(parts, nil), 0
		}
		last := len(parts) - 1
		parts[last] = append(parts[last], of[name]...)
		n += len(of[name])
	}
	return parts
}
