package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// Watches lists the watches that officers made in the reader.
func (p *Postgres) Watches(ctx context.Context) ([]news.Watch, error) {
	var list []news.Watch
	err := p.each(ctx, "SELECT name, body FROM watch ORDER BY name", nil, func(scan scanner) error {
		var name, body string
		if err := scan(&name, &body); err != nil {
			return err
		}
		var w news.Watch
		if err := json.Unmarshal([]byte(body), &w); err != nil {
			return fmt.Errorf("watch %q: %w", name, err)
		}
		w.Name = name
		list = append(list, w)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the watches: %w", err)
	}
	return list, nil
}

// SaveWatch keeps a watch; one of the same name is replaced.
func (p *Postgres) SaveWatch(ctx context.Context, watch news.Watch) error {
	body, err := json.Marshal(watch)
	if err != nil {
		return fmt.Errorf("keep the watch %q: %w", watch.Name, err)
	}
	return p.keep(ctx, "INSERT INTO watch VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET body = excluded.body", plain(watch.Name), plain(string(body)))
}

// DropWatch takes a watch away; what it matched is not shown any more.
func (p *Postgres) DropWatch(ctx context.Context, name string) error {
	return p.keep(ctx, "DELETE FROM watch WHERE name = $1", plain(name))
}

// Searches lists the searches that officers kept in the reader.
func (p *Postgres) Searches(ctx context.Context) ([]news.Search, error) {
	var list []news.Search
	err := p.each(ctx, "SELECT name, query FROM saved_search ORDER BY name", nil, func(scan scanner) error {
		var k news.Search
		err := scan(&k.Name, &k.Query)
		list = append(list, k)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the kept searches: %w", err)
	}
	return list, nil
}

// SaveSearch keeps a search; one of the same name is replaced.
func (p *Postgres) SaveSearch(ctx context.Context, k news.Search) error {
	return p.keep(
		ctx, "INSERT INTO saved_search VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET query = excluded.query", plain(k.Name), plain(k.Query),
	)
}

// DropSearch takes a kept search away.
func (p *Postgres) DropSearch(ctx context.Context, name string) error {
	return p.keep(ctx, "DELETE FROM saved_search WHERE name = $1", plain(name))
}

// keep runs one statement in a transaction of its own.
func (p *Postgres) keep(ctx context.Context, statement string, args ...any) error {
	return p.tell(ctx, func(ctx context.Context, w pgWriter) error { return w.exec(ctx, statement, args...) })
}

// note is keep for what other programs need not hear of.
func (p *Postgres) note(ctx context.Context, statement string, args ...any) error {
	return p.write(ctx, func(ctx context.Context, w pgWriter) error { return w.exec(ctx, statement, args...) })
}

// WatchedStories lists what the watches matched; see Store.WatchedStories.
func (p *Postgres) WatchedStories(ctx context.Context) (map[string][]string, error) {
	out := map[string][]string{}
	question := "SELECT watched.watch, story.id FROM watched JOIN story ON story.n = watched.story WHERE story.state < 4 ORDER BY 1, watched.story"
	err := p.each(ctx, question, nil, func(scan scanner) error {
		var watch, story string
		err := scan(&watch, &story)
		out[watch] = append(out[watch], story)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the watched stories: %w", err)
	}
	return out, nil
}

// pgWatched notes that a watch matched the story that an id leads to now.
const pgWatched = "INSERT INTO watched SELECT $2, n, $3 FROM story WHERE n = " + pgPresent + " ON CONFLICT DO NOTHING"

// SetWatched says which stories a watch matches, in place of what it matched before; see Store.SetWatched.
func (p *Postgres) SetWatched(ctx context.Context, watch, reading string, stories []string, at time.Time) error {
	return p.tell(ctx, func(ctx context.Context, w pgWriter) error {
		if err := w.exec(ctx, "DELETE FROM watched WHERE watch = $1", plain(watch)); err != nil {
			return err
		}
		for _, id := range stories {
			if err := w.exec(ctx, pgWatched, plain(id), plain(watch), micros(at)); err != nil {
				return err
			}
		}
		return w.exec(ctx, pgSetMeta, plain("watch "+watch), plain(reading))
	})
}

// WatchReading is as what a watch was read when it was last held against the archive, "" when it never was.
func (p *Postgres) WatchReading(ctx context.Context, watch string) (string, error) {
	return p.Meta(ctx, "watch "+watch)
}

// SetStoryWatches says which watches match one story, in place of those before.
func (p *Postgres) SetStoryWatches(ctx context.Context, story string, watches []string, at time.Time) error {
	return p.tell(ctx, func(ctx context.Context, w pgWriter) error {
		if err := w.exec(ctx, "DELETE FROM watched WHERE story = "+pgPresent, plain(story)); err != nil {
			return err
		}
		for _, name := range watches {
			if err := w.exec(ctx, pgWatched, plain(story), plain(name), micros(at)); err != nil {
				return err
			}
		}
		return nil
	})
}

// revive gives a dismissed story back to the officers because a watch matched, and logs that as the watch's step.
func (w pgWriter) revive(ctx context.Context, c Change) error {
	if c.Revived == "" {
		return nil
	}
	step := news.Step{At: c.Article.Revised, Story: c.Story.ID, To: news.New}
	var state int
	found, err := w.one(ctx, "SELECT state FROM story WHERE id = $1", []any{plain(c.Story.ID)}, []any{&state})
	if err != nil || !found || stateOf(state) != news.Dismissed {
		return err
	}
	if err := w.setState(Signed(ctx, c.Revived, ""), &step, 0, 0); err != nil {
		return fmt.Errorf("bring story %s back: %w", c.Story.ID, err)
	}
	return nil
}

// EachWith visits the newest articles that have one of these terms, at most limit.
func (p *Postgres) EachWith(ctx context.Context, terms []find.Term, limit int, visit func(Candidate)) error {
	words := askOne(terms)
	if len(words) == 0 {
		return nil
	}
	newest, err := newestWith(ctx, p, words, limit)
	if err != nil {
		return fmt.Errorf("look for watched words: %w", err)
	}
	question := "SELECT story.id, story.region, a.title, a.text" + pgWanted + pgIts + " ORDER BY a.n DESC"
	err = p.each(ctx, question, []any{newest}, func(scan scanner) error {
		var c Candidate
		err := scan(&c.Story, &c.Region, &c.Title, &c.Text)
		if err == nil {
			visit(c)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("look for watched words: %w", err)
	}
	return nil
}
