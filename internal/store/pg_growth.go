package store

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// Finding the stories of articles takes a stint, see TakeStint; storing them does not. In between they are placed: another
// program's next stint knows of them, and whoever stores in their stories waits only for who stores in the same ones.
//
// What is decided in a stint and has not been stored when a program ends stays placed. Its feed was not marked as read, so
// the article comes again, to any program, and is stored where it was placed.

// longestGrowth is how long stories may be kept from others.
const longestGrowth = 5 * time.Minute

// growing is the key of the transaction in which stories grow, in the context of what stores them.
type growing struct{ p *Postgres }

// growth is that transaction. What is read meanwhile is read in it, one question after the other: it sees what others had
// stored when its locks were there, and takes no further connection.
type growth struct {
	mu    sync.Mutex
	w     pgWriter
	stint int64 // in which it was begun; 0 where it stores what was placed before
}

func (g *growth) each(ctx context.Context, question string, args []any, row func(scanner) error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.w.each(ctx, question, args, row)
}

func (g *growth) one(ctx context.Context, question string, args, into []any) (found bool, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.w.one(ctx, question, args, into)
}

// Grow calls work while no other program changes the articles of these stories. All that work stores with the context it
// is given is kept in one transaction, which holds the locks: a program that the server has lost sight of stores nothing.
//
// The end of it does not wait for the disk. A server that loses power loses what was written last, and nothing before it: the
// states of feeds, officers' steps and the numbers of stints are waited for, so with any of those all that it stands on is kept,
// and what is lost has a feed that is asked again.
func (p *Postgres) Grow(ctx context.Context, stories []string, work func(context.Context) error) error {
	return p.grow(ctx, 0, work, p.lockStories(stories))
}

// Regrow is Grow in this program's stint: articles also move between these stories.
func (p *Postgres) Regrow(ctx context.Context, stories []string, work func(context.Context) error) error {
	return p.grow(ctx, p.stint.Load(), work, p.lockStories(stories))
}

// RegrowAll is Regrow for all stories.
func (p *Postgres) RegrowAll(ctx context.Context, work func(context.Context) error) error {
	return p.grow(ctx, p.stint.Load(), work, func(ctx context.Context, w pgWriter) error { return w.lock(ctx, lockStories) })
}

func (p *Postgres) lockStories(stories []string) func(context.Context, pgWriter) error {
	return func(ctx context.Context, w pgWriter) error {
		var b pgx.Batch
		b.Queue("SELECT pg_advisory_xact_lock_shared($1, "+ourHash+")", locksOurs+lockStories)
		b.Queue("SELECT pg_advisory_xact_lock(k) FROM unnest($1::bigint[]) k", p.storyLocks(stories))
		return w.send(ctx, &b)
	}
}

func (p *Postgres) grow(
	ctx context.Context, stint int64, work func(context.Context) error, lock func(context.Context, pgWriter) error,
) error {
	err := p.writeFor(ctx, beginUnwaited, longestGrowth, func(ctx context.Context, w pgWriter) error {
		if err := lock(ctx, w); err != nil {
			return fmt.Errorf("keep stories from others: %w", err)
		}
		return work(context.WithValue(ctx, growing{p}, &growth{w: w, stint: stint}))
	})
	if err == nil {
		p.indexDue(ctx, 0)
	}
	return err
}

// storyLocks are the numbers of the locks of stories, each once and in one order for all: so nobody waits for one who waits
// for them.
func (p *Postgres) storyLocks(stories []string) []int64 {
	locks := make([]int64, len(stories))
	for i, story := range stories {
		h := fnv.New64a()
		h.Write([]byte(p.schema + "\n" + story))
		locks[i] = int64(h.Sum64())
	}
	slices.Sort(locks)
	return slices.Compact(locks)
}

// Place keeps, in a stint, which stories articles will be stored in.
func (p *Postgres) Place(ctx context.Context, list []Placing) error {
	if len(list) == 0 {
		return nil
	}
	articles, stories, vectors, seen := make([]string, len(list)), make([]string, len(list)), make([][]byte, len(list)), make([]int64, len(list))
	for i, x := range list {
		articles[i], stories[i], vectors[i], seen[i] = plain(x.Article), plain(x.Story), x.Vector, x.Seen
	}
	err := p.inStint(ctx, func(ctx context.Context, w pgWriter) error {
		return w.exec(ctx, `INSERT INTO placed (article, story, vector, seen, stint)
			SELECT *, $5::bigint FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bigint[])
			ON CONFLICT (article) DO UPDATE SET story = excluded.story, vector = excluded.vector, seen = excluded.seen, stint = excluded.stint`,
			articles, stories, vectors, seen, w.stint)
	})
	if err != nil {
		return fmt.Errorf("place %d articles: %w", len(list), err)
	}
	return nil
}

// pgPlacedStory is the story that the story of a placing p leads to now.
const pgPlacedStory = `CASE WHEN EXISTS (SELECT FROM story JOIN lineage ON lineage.story = story.n AND ends WHERE story.id = p.story)
	THEN coalesce((WITH RECURSIVE now (n) AS (
		SELECT n FROM story WHERE id = p.story UNION ALL SELECT other FROM now JOIN lineage ON lineage.story = now.n AND ends
	) SELECT o.id FROM now JOIN story o ON o.n = now.n WHERE o.state < 4 LIMIT 1), p.story) ELSE p.story END`

// Placed says where articles are to be stored now: in the story that they are stored in, or are placed in. Those that are
// not named are to be placed anew.
func (p *Postgres) Placed(ctx context.Context, articles []string) (map[string]string, error) {
	question := `SELECT i.id, coalesce(
			(SELECT story.id FROM article a JOIN story ON story.n = a.story WHERE a.id = i.id),
			(SELECT ` + pgPlacedStory + ` FROM placed p WHERE p.article = i.id), '')
		FROM unnest($1::text[]) i (id)`
	placed, err := p.pairs(ctx, question, plains(articles))
	if err != nil {
		return nil, fmt.Errorf("look up where articles are placed: %w", err)
	}
	maps.DeleteFunc(placed, func(_, story string) bool { return story == "" })
	return placed, nil
}

// PlacedIn lists the articles that are placed in some stories and not stored yet, with their stories.
func (p *Postgres) PlacedIn(ctx context.Context, stories []string) (map[string]string, error) {
	placed, err := p.pairs(ctx, "SELECT article, story FROM placed WHERE story = ANY($1)", plains(stories))
	if err != nil {
		return nil, fmt.Errorf("look up what is placed in stories: %w", err)
	}
	return placed, nil
}

func (p *Postgres) pairs(ctx context.Context, question string, arg any) (map[string]string, error) {
	all := map[string]string{}
	err := p.each(ctx, question, []any{arg}, func(scan scanner) error {
		var one, other string
		err := scan(&one, &other)
		all[one] = other
		return err
	})
	return all, err
}

// Replace says, in a stint, in which other stories articles are placed.
func (p *Postgres) Replace(ctx context.Context, to map[string]string) error {
	if len(to) == 0 {
		return nil
	}
	var articles, stories []string
	for _, id := range slices.Sorted(maps.Keys(to)) {
		articles, stories = append(articles, plain(id)), append(stories, plain(to[id]))
	}
	err := p.inStint(ctx, func(ctx context.Context, w pgWriter) error {
		return w.exec(ctx, `UPDATE placed SET story = t.story, stint = $3
			FROM unnest($1::text[], $2::text[]) t (article, story) WHERE placed.article = t.article`, articles, stories, w.stint)
	})
	if err != nil {
		return fmt.Errorf("place %d articles elsewhere: %w", len(to), err)
	}
	return nil
}

// settled forgets the placings of articles that are stored.
func (w pgWriter) settled(ctx context.Context, changes []Change) error {
	ids := make([]string, len(changes))
	for i, c := range changes {
		ids[i] = plain(c.Article.ID)
	}
	return w.exec(ctx, "DELETE FROM placed WHERE article = ANY($1)", ids)
}
