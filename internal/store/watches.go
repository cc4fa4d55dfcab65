package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// Watches lists the watches that the officer made in the reader.
func (s *Store) Watches(ctx context.Context) ([]news.Watch, error) {
	var list []news.Watch
	err := s.each(ctx, "SELECT name, body FROM watch ORDER BY name", nil, func(rows *sql.Rows) error {
		var name, body string
		if err := rows.Scan(&name, &body); err != nil {
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
func (s *Store) SaveWatch(ctx context.Context, watch news.Watch) error {
	body, err := json.Marshal(watch)
	if err != nil {
		return fmt.Errorf("keep the watch %q: %w", watch.Name, err)
	}
	return s.keep(ctx, "INSERT OR REPLACE INTO watch VALUES (?, ?)", watch.Name, string(body))
}

// DropWatch takes a watch away; what it matched is not shown any more.
func (s *Store) DropWatch(ctx context.Context, name string) error {
	return s.keep(ctx, "DELETE FROM watch WHERE name = ?", name)
}

// Searches lists the searches that the officer kept in the reader.
func (s *Store) Searches(ctx context.Context) ([]news.Search, error) {
	var list []news.Search
	err := s.each(ctx, "SELECT name, query FROM saved_search ORDER BY name", nil, func(rows *sql.Rows) error {
		var k news.Search
		err := rows.Scan(&k.Name, &k.Query)
		list = append(list, k)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the kept searches: %w", err)
	}
	return list, nil
}

// SaveSearch keeps a search; one of the same name is replaced.
func (s *Store) SaveSearch(ctx context.Context, k news.Search) error {
	return s.keep(ctx, "INSERT OR REPLACE INTO saved_search VALUES (?, ?)", k.Name, k.Query)
}

// DropSearch takes a kept search away.
func (s *Store) DropSearch(ctx context.Context, name string) error {
	return s.keep(ctx, "DELETE FROM saved_search WHERE name = ?", name)
}

func (s *Store) keep(ctx context.Context, statement string, args ...any) error {
	return s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error { return w.exec(ctx, statement, args...) })
}

// WatchedStories lists what the watches matched: for each watch the stories' ids. Stories that went into another one stand
// under that.
func (s *Store) WatchedStories(ctx context.Context) (map[string][]string, error) {
	out := map[string][]string{}
	question := "SELECT watched.watch, story.id FROM watched JOIN story ON story.n = watched.story WHERE story.state < 4"
	err := s.each(ctx, question, nil, func(rows *sql.Rows) error {
		var watch, story string
		err := rows.Scan(&watch, &story)
		out[watch] = append(out[watch], story)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the watched stories: %w", err)
	}
	return out, nil
}

// SetWatched says which stories a watch matches, in place of what it matched before, and as what the watch was read then.
func (s *Store) SetWatched(ctx context.Context, watch, reading string, stories []string, at time.Time) error {
	return s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		if err := w.exec(ctx, "DELETE FROM watched WHERE watch = ?", watch); err != nil {
			return err
		}
		for _, id := range stories {
			if err := w.watched(ctx, watch, id, at); err != nil {
				return err
			}
		}
		return w.exec(ctx, "INSERT OR REPLACE INTO meta VALUES (?, ?)", "watch "+watch, reading)
	})
}

// WatchReading is as what a watch was read when it was last held against the archive, "" when it never was.
func (s *Store) WatchReading(ctx context.Context, watch string) (string, error) {
	return s.Meta(ctx, "watch "+watch)
}

// SetStoryWatches says which watches match one story, in place of those before.
func (s *Store) SetStoryWatches(ctx context.Context, story string, watches []string, at time.Time) error {
	return s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		if err := w.exec(ctx, "DELETE FROM watched WHERE story = "+presentStory, story); err != nil {
			return err
		}
		for _, name := range watches {
			if err := w.watched(ctx, name, story, at); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *writer) watched(ctx context.Context, watch, story string, at time.Time) error {
	return w.exec(
		ctx, "INSERT OR IGNORE INTO watched SELECT ?, n, ? FROM story WHERE n = "+presentStory, watch, micros(at), story,
	)
}

// revive gives a dismissed story back to the officer because a watch matched, and logs that as the watch's step.
func (w *writer) revive(ctx context.Context, c Change) error {
	if c.Revived == "" {
		return nil
	}
	step := news.Step{At: c.Article.Revised, Story: c.Story.ID, To: news.New}
	var state int
	found, err := w.one(ctx, "SELECT state FROM story WHERE id = ?", []any{c.Story.ID}, []any{&state})
	if err != nil || !found || stateOf(state) != news.Dismissed {
		return err
	}
	if err := w.setState(Signed(ctx, c.Revived, ""), &step, 0, 0); err != nil {
		return fmt.Errorf("bring story %s back: %w", c.Story.ID, err)
	}
	return nil
}

// Candidate is an article that may match a watch.
type Candidate struct {
	Story, Title, Text string
	Region             string // of its story
}

// EachWith visits the newest articles that have one of these terms, at most limit.
func (s *Store) EachWith(ctx context.Context, terms []find.Term, limit int, visit func(Candidate)) error {
	words := askOne(terms)
	if len(words) == 0 {
		return nil
	}
	numbers, err := newestWith(ctx, s, words, limit)
	if err == nil {
		err = s.visitCandidates(ctx, numbers, visit)
	}
	if err != nil {
		return fmt.Errorf("look for watched words: %w", err)
	}
	return nil
}

// newestWith are the newest articles that have what is asked for, at most limit.
func newestWith(ctx context.Context, in shelves, words asked, limit int) (numbers []int64, err error) {
	err = steadily(func() error {
		from := candidates{in: in, ask: words, since: math.MinInt64, until: math.MaxInt64}
		for numbers = nil; len(numbers) < limit; {
			some, err := from.next(ctx)
			if err != nil || len(some) == 0 {
				return err
			}
			numbers = append(numbers, some[:min(len(some), limit-len(numbers))]...)
		}
		return nil
	})
	return numbers, err
}

func (s *Store) visitCandidates(ctx context.Context, numbers []int64, visit func(Candidate)) error {
	question := `SELECT story.id, story.region, a.title, a.text FROM json_each(?) wanted CROSS JOIN article a ON a.n = wanted.value
		JOIN story ON story.n = a.story`
	for some := range slices.Chunk(numbers, lookedAtOnce) {
		list, err := json.Marshal(some)
		if err != nil {
			return err
		}
		err = s.each(ctx, question, []any{string(list)}, func(rows *sql.Rows) error {
			var c Candidate
			var packed any
			err := rows.Scan(&c.Story, &c.Region, &c.Title, &packed)
			if err != nil {
				return err
			}
			if _, c.Text, err = s.texts.unpackLinked(c.Title, "", packed); err == nil {
				visit(c)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
