package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// Pins is what the officer arranged by hand and the program leaves alone.
type Pins struct {
	Held  []string    // articles that stay in their story
	Apart [][2]string // stories that do not go together, by their ids
}

// Pins reads what the officer arranged by hand.
func (s *Store) Pins(ctx context.Context) (Pins, error) {
	var p Pins
	err := s.each(ctx, "SELECT article.id FROM held JOIN article ON article.n = held.article ORDER BY article.n", nil, func(rows *sql.Rows) error {
		var key any
		if err := rows.Scan(&key); err != nil {
			return err
		}
		p.Held = append(p.Held, articleID(key))
		return nil
	})
	if err != nil {
		return Pins{}, fmt.Errorf("read which articles are held: %w", err)
	}
	question := "SELECT DISTINCT a.id, b.id FROM apart JOIN story a ON a.n = apart.story JOIN story b ON b.n = apart.other ORDER BY 1, 2"
	err = s.each(ctx, question, nil, func(rows *sql.Rows) error {
		var pair [2]string
		if err := rows.Scan(&pair[0], &pair[1]); err != nil {
			return err
		}
		p.Apart = append(p.Apart, pair)
		return nil
	})
	if err != nil {
		return Pins{}, fmt.Errorf("read which stories are kept apart: %w", err)
	}
	return p, nil
}

// ReadMark is how far an article was read in the story that it came from.
type ReadMark struct {
	At   time.Time // when it came into its present story
	Read time.Time
}

// ReadMarks are those of a story's articles that came from other stories, by article id.
func (s *Store) ReadMarks(ctx context.Context, story string) (map[string]ReadMark, error) {
	marks := map[string]ReadMark{}
	reader, err := s.reader(ctx)
	question := "SELECT a.id, moved.at, moved.read FROM article a JOIN moved ON moved.article = a.n WHERE a.story = " + presentStory
	args := []any{story}
	if reader != deskReader {
		question = `SELECT a.id, moved.at, coalesce(own.read, ` + neverRead + `) FROM article a JOIN moved ON moved.article = a.n
			LEFT JOIN reading_moved own ON own.article = a.n AND own.reader = ? WHERE a.story = ` + presentStory
		args = []any{reader, story}
	}
	if err == nil {
		err = s.each(ctx, question, args, func(rows *sql.Rows) error {
			var key any
			var at, read int64
			if err := rows.Scan(&key, &at, &read); err != nil {
				return err
			}
			marks[articleID(key)] = ReadMark{At: fromMicros(at), Read: fromMicros(read)}
			return nil
		})
	}
	if err != nil {
		return nil, fmt.Errorf("read how far story %s was read: %w", story, err)
	}
	return marks, nil
}

// RegionChoice puts a story into a region.
type RegionChoice struct {
	Story  string
	Region string // "" where the program is to choose again
	Chosen string // the region that the program chooses
	At     time.Time
	Undoes int64 // the step that this takes back, 0 for a step of its own
}

// SetRegion puts a story into a region for good and writes that to the log.
func (s *Store) SetRegion(ctx context.Context, choice RegionChoice) (news.Step, error) {
	step := news.Step{At: fromMicros(micros(choice.At)), Deed: news.DeedRegion, Other: choice.Region, Undoes: choice.Undoes}
	err := s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		var t seat
		var former string
		found, err := w.one(ctx, `SELECT story.n, story.id, story.state, coalesce(by_hand.region, '') FROM story
			LEFT JOIN region_by_hand by_hand ON by_hand.story = story.n WHERE story.n = `+presentStory,
			[]any{choice.Story}, []any{&t.n, &step.Story, &t.state, &former})
		if err != nil {
			return err
		}
		if !found {
			return ErrNotFound
		}
		step.From, step.To = stateOf(t.state), stateOf(t.state)
		if err := w.putRegion(ctx, t.n, choice.Region, choice.Chosen); err != nil {
			return err
		}
		return w.logRegion(ctx, t, former, &step)
	})
	if err != nil {
		return news.Step{}, fmt.Errorf("move story %s to region %s: %w", choice.Story, choice.Region, err)
	}
	return step, nil
}

// putRegion keeps the officer's region of a story, or forgets it.
func (w *writer) putRegion(ctx context.Context, story int64, region, chosen string) error {
	if region == "" {
		if err := w.exec(ctx, "DELETE FROM region_by_hand WHERE story = ?", story); err != nil {
			return err
		}
		return w.exec(ctx, "UPDATE story SET region = ? WHERE n = ?", chosen, story)
	}
	if err := w.exec(ctx, "INSERT OR REPLACE INTO region_by_hand VALUES (?, ?)", story, region); err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE story SET region = ? WHERE n = ?", region, story)
}

func (w *writer) logRegion(ctx context.Context, t seat, former string, step *news.Step) error {
	e := entry{at: micros(step.At), story: t.n, before: t.state, after: t.state, undoes: step.Undoes}
	var err error
	if step.ID, err = w.insertStep(ctx, e); err != nil || step.Undoes != 0 {
		return err
	}
	return w.exec(ctx, "INSERT INTO deed VALUES (?, ?, ?, ?, '[]')", step.ID, string(news.DeedRegion), step.Other, former)
}
