package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"harmattan/internal/news"
)

// SetRemark keeps a remark beside stories and writes that to the log; see Store.SetRemark.
func (p *Postgres) SetRemark(ctx context.Context, stories []string, kind news.Deed, value string, at time.Time) ([]news.Step, error) {
	var steps []news.Step
	err := p.log(ctx, func(ctx context.Context, w pgWriter) error {
		steps = nil
		bundle, err := w.bundle(ctx, len(stories))
		if err != nil {
			return err
		}
		for _, id := range stories {
			step, err := w.remark(ctx, id, remark{kind, plain(value), at}, bundle)
			if err != nil {
				return fmt.Errorf("story %s: %w", id, err)
			}
			if step.ID != 0 {
				steps = append(steps, step)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("keep a %s: %w", kind, err)
	}
	return steps, nil
}

// remark writes one remark and its step; the step's ID is 0 where the story has that remark already.
func (w pgWriter) remark(ctx context.Context, story string, r remark, bundle int64) (news.Step, error) {
	step := news.Step{At: fromMicros(micros(r.at)), Deed: r.kind, Other: r.value}
	var t seat
	former := ""
	found, err := w.one(
		ctx, `SELECT story.n, story.id, story.state, coalesce(remark.value, '') FROM story
			LEFT JOIN remark ON remark.story = story.n AND remark.kind = $2 WHERE story.n = `+pgPresent+" FOR UPDATE OF story",
		[]any{plain(story), string(r.kind)}, []any{&t.n, &step.Story, &t.state, &former},
	)
	if err != nil {
		return step, err
	}
	if !found {
		return step, ErrNotFound
	}
	if former == r.value {
		return step, nil
	}
	step.From, step.To = stateOf(t.state), stateOf(t.state)
	e := entry{at: micros(r.at), story: t.n, before: t.state, after: t.state, bundle: bundle}
	if step.ID, err = w.insertStep(ctx, e); err != nil {
		return step, err
	}
	if err := w.exec(ctx, "INSERT INTO deed VALUES ($1, $2, $3, $4, '[]')", step.ID, string(r.kind), r.value, former); err != nil {
		return step, err
	}
	return step, w.putRemark(ctx, t.n, r)
}

func (w pgWriter) putRemark(ctx context.Context, story int64, r remark) error {
	if r.value == "" {
		return w.exec(ctx, "DELETE FROM remark WHERE story = $1 AND kind = $2", story, string(r.kind))
	}
	err := w.exec(
		ctx, `INSERT INTO remark VALUES ($1, $2, $3, $4)
		ON CONFLICT (story, kind) DO UPDATE SET value = excluded.value, at = excluded.at`, story, string(r.kind), r.value, micros(r.at),
	)
	if err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE story SET remarked = true WHERE n = $1", story)
}

// OwnNote is the note written beside a story itself, without those of stories that went into it.
func (p *Postgres) OwnNote(ctx context.Context, story string) (string, error) {
	note := ""
	err := p.one(ctx, "SELECT value FROM remark WHERE kind = 'note' AND story = "+pgPresent, []any{plain(story)}, []any{&note})
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", fmt.Errorf("read the note of story %s: %w", story, err)
	}
	return note, nil
}

// addRemarks reads what is kept beside those rows that have anything, in one question for all of them.
func (p *Postgres) addRemarks(ctx context.Context, list []news.StoryRow) error {
	at := map[string]int{}
	var ids []string
	for i, r := range list {
		if r.Remarked {
			at[r.ID] = i
			ids = append(ids, r.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	question := `WITH RECURSIVE part (id, n) AS (
			SELECT id, n FROM story WHERE id = ANY($1)
			UNION SELECT part.id, lineage.story FROM part JOIN lineage ON lineage.other = part.n AND ends
		) SELECT part.id, kind, value FROM part JOIN remark ON remark.story = part.n ORDER BY remark.at, part.n`
	err := p.each(ctx, question, []any{ids}, func(scan scanner) error {
		var id, value string
		var kind news.Deed
		if err := scan(&id, &kind, &value); err != nil {
			return err
		}
		return readRemark(&list[at[id]], kind, value)
	})
	if err != nil {
		return fmt.Errorf("read the remarks of stories: %w", err)
	}
	return nil
}

// readRemark adds a remark to its story's row.
func readRemark(row *news.StoryRow, kind news.Deed, value string) error {
	switch kind {
	case news.DeedNote:
		if row.Note != "" {
			row.Note += "\n"
		}
		row.Note += value
	case news.DeedOwner:
		row.Owner = value
	case news.DeedHandover:
		row.Handover = true
	case news.DeedSnooze:
		until, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return err
		}
		row.Snoozed = fromMicros(until)
	}
	return nil
}
