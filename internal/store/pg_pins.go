package store

import (
	"context"
	"encoding/binary"
	"fmt"

	"harmattan/internal/news"
)

// Pins reads what officers arranged by hand.
func (p *Postgres) Pins(ctx context.Context) (Pins, error) {
	var pins Pins
	err := p.each(ctx, "SELECT article.id FROM held JOIN article ON article.n = held.article ORDER BY article.n", nil, func(scan scanner) error {
		var id string
		err := scan(&id)
		pins.Held = append(pins.Held, id)
		return err
	})
	if err != nil {
		return Pins{}, fmt.Errorf("read which articles are held: %w", err)
	}
	question := "SELECT DISTINCT a.id, b.id FROM apart JOIN story a ON a.n = apart.story JOIN story b ON b.n = apart.other ORDER BY 1, 2"
	err = p.each(ctx, question, nil, func(scan scanner) error {
		var pair [2]string
		err := scan(&pair[0], &pair[1])
		pins.Apart = append(pins.Apart, pair)
		return err
	})
	if err != nil {
		return Pins{}, fmt.Errorf("read which stories are kept apart: %w", err)
	}
	return pins, nil
}

// ReadMarks are those of a story's articles that came from other stories, by article id.
func (p *Postgres) ReadMarks(ctx context.Context, story string) (map[string]ReadMark, error) {
	marks := map[string]ReadMark{}
	reader, err := p.reader(ctx)
	if err == nil {
		question, more := pgReadMarks(reader)
		err = p.each(ctx, question, append([]any{plain(story)}, more...), func(scan scanner) error {
			var id string
			var at, read int64
			err := scan(&id, &at, &read)
			marks[id] = ReadMark{At: fromMicros(at), Read: fromMicros(read)}
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("read how far story %s was read: %w", story, err)
	}
	return marks, nil
}

// putUnseen replaces what is noted of a story's articles.
func (w pgWriter) putUnseen(ctx context.Context, story int64, unseen []news.Mark) error {
	if err := w.exec(ctx, "DELETE FROM unseen WHERE article IN (SELECT n FROM article WHERE story = $1)", story); err != nil {
		return err
	}
	for article, packed := range packMarks(unseen) {
		err := w.exec(ctx, "INSERT INTO unseen SELECT n, $1 FROM article WHERE id = $2 AND story = $3", packed, plain(article), story)
		if err != nil {
			return err
		}
	}
	return nil
}

// Unseen lists the statements of a story that were not on the screen when the officer left it.
func (p *Postgres) Unseen(ctx context.Context, story string) (map[news.Mark]bool, error) {
	out := map[news.Mark]bool{}
	reader, err := p.reader(ctx)
	if err == nil {
		question, more := pgUnseen(reader)
		err = p.each(ctx, question, append([]any{plain(story)}, more...), func(scan scanner) error {
			var id string
			var packed []byte
			if err := scan(&id, &packed); err != nil {
				return err
			}
			for ; len(packed) >= markBytes; packed = packed[markBytes:] {
				out[news.Mark{Article: id, Words: binary.BigEndian.Uint64(packed)}] = true
			}
			return nil
		})
	}
	if err != nil {
		return nil, fmt.Errorf("read what of story %s was not seen: %w", story, err)
	}
	return out, nil
}

// SetRegion puts a story into a region for good and writes that to the log.
func (p *Postgres) SetRegion(ctx context.Context, choice RegionChoice) (news.Step, error) {
	var step news.Step
	err := p.log(ctx, func(ctx context.Context, w pgWriter) error {
		step = news.Step{At: fromMicros(micros(choice.At)), Deed: news.DeedRegion, Other: choice.Region, Undoes: choice.Undoes}
		var t seat
		var former string
		found, err := w.one(
			ctx, `SELECT story.n, story.id, story.state, coalesce(by_hand.region, '') FROM story
				LEFT JOIN region_by_hand by_hand ON by_hand.story = story.n WHERE story.n = `+pgPresent+" FOR UPDATE OF story",
			[]any{plain(choice.Story)}, []any{&t.n, &step.Story, &t.state, &former},
		)
		if err == nil && !found {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		step.From, step.To = stateOf(t.state), stateOf(t.state)
		if err := w.putRegion(ctx, t.n, plain(choice.Region), plain(choice.Chosen)); err != nil {
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
func (w pgWriter) putRegion(ctx context.Context, story int64, region, chosen string) error {
	if region == "" {
		if err := w.exec(ctx, "DELETE FROM region_by_hand WHERE story = $1", story); err != nil {
			return err
		}
		return w.exec(ctx, "UPDATE story SET region = $1 WHERE n = $2", chosen, story)
	}
	err := w.exec(ctx, "INSERT INTO region_by_hand VALUES ($1, $2) ON CONFLICT (story) DO UPDATE SET region = excluded.region", story, region)
	if err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE story SET region = $1 WHERE n = $2", region, story)
}

func (w pgWriter) logRegion(ctx context.Context, t seat, former string, step *news.Step) error {
	e := entry{at: micros(step.At), story: t.n, before: t.state, after: t.state, undoes: step.Undoes}
	var err error
	if step.ID, err = w.insertStep(ctx, e); err != nil || step.Undoes != 0 {
		return err
	}
	return w.exec(ctx, "INSERT INTO deed VALUES ($1, $2, $3, $4, '[]')", step.ID, string(news.DeedRegion), plain(step.Other), former)
}
