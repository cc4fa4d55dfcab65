package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"harmattan/internal/news"
)

// SetRemark keeps a remark beside stories and writes that to the log, a step for each; with value "" it is taken away.
// Where a story has that remark already nothing is written. All steps are one set, which undo takes back as one.
func (s *Store) SetRemark(ctx context.Context, stories []string, kind news.Deed, value string, at time.Time) ([]news.Step, error) {
	var steps []news.Step
	err := s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		bundle, err := w.bundle(ctx, len(stories))
		if err != nil {
			return err
		}
		for _, id := range stories {
			step, err := w.remark(ctx, id, remark{kind, value, at}, bundle)
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

// remark is what an officer keeps beside a story; value "" takes it away.
type remark struct {
	kind  news.Deed
	value string
	at    time.Time
}

// remark writes one remark and its step; the step's ID is 0 where the story has that remark already.
func (w *writer) remark(ctx context.Context, story string, r remark, bundle int64) (news.Step, error) {
	step := news.Step{At: fromMicros(micros(r.at)), Deed: r.kind, Other: r.value}
	var t seat
	found, err := w.one(ctx, "SELECT n, id, state FROM story WHERE n = "+presentStory, []any{story}, []any{&t.n, &step.Story, &t.state})
	if err != nil {
		return step, err
	}
	if !found {
		return step, ErrNotFound
	}
	former := ""
	if _, err := w.one(ctx, "SELECT value FROM remark WHERE story = ? AND kind = ?", []any{t.n, string(r.kind)}, []any{&former}); err != nil {
		return step, err
	}
	if former == r.value {
		return step, nil
	}
	step.From, step.To = stateOf(t.state), stateOf(t.state)
	e := entry{at: micros(r.at), story: t.n, before: t.state, after: t.state, bundle: bundle}
	if step.ID, err = w.insertStep(ctx, e); err != nil {
		return step, err
	}
	if err := w.exec(ctx, "INSERT INTO deed VALUES (?, ?, ?, ?, '[]')", step.ID, string(r.kind), r.value, former); err != nil {
		return step, err
	}
	return step, w.putRemark(ctx, t.n, r)
}

func (w *writer) putRemark(ctx context.Context, story int64, r remark) error {
	if r.value == "" {
		return w.exec(ctx, "DELETE FROM remark WHERE story = ? AND kind = ?", story, string(r.kind))
	}
	if err := w.exec(ctx, "INSERT OR REPLACE INTO remark VALUES (?, ?, ?, ?)", story, string(r.kind), r.value, micros(r.at)); err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE story SET remarked = 1 WHERE n = ?", story)
}

// OwnNote is the note written beside a story itself, without those of stories that went into it.
func (s *Store) OwnNote(ctx context.Context, story string) (string, error) {
	note := ""
	err := s.one(
		ctx, "SELECT value FROM remark WHERE kind = 'note' AND story = "+presentStory, []any{story}, []any{&note},
	)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", fmt.Errorf("read the note of story %s: %w", story, err)
	}
	return note, nil
}

// addRemarks reads what is kept beside those rows that have anything.
func (s *Store) addRemarks(ctx context.Context, list []news.StoryRow) error {
	for i := range list {
		if !list[i].Remarked {
			continue
		}
		if err := s.readRemarks(ctx, &list[i]); err != nil {
			return fmt.Errorf("read the remarks of story %s: %w", list[i].ID, err)
		}
	}
	return nil
}

func (s *Store) readRemarks(ctx context.Context, row *news.StoryRow) error {
	question := `WITH RECURSIVE of (n) AS (
			SELECT n FROM story WHERE id = ? UNION SELECT story FROM of JOIN lineage ON other = of.n AND ends = 1
		) SELECT kind, value FROM of CROSS JOIN remark ON remark.story = of.n ORDER BY remark.at, of.n`
	return s.each(ctx, question, []any{row.ID}, func(rows *sql.Rows) error {
		var kind news.Deed
		var value string
		if err := rows.Scan(&kind, &value); err != nil {
			return err
		}
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
	})
}
