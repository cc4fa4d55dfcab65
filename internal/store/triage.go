package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// SetState gives a story a state and writes that to the log. Where the story has this state already nothing is written
// and the step's ID is 0: there is nothing that undo could take back.
func (s *Store) SetState(ctx context.Context, story string, to news.State, at time.Time) (news.Step, error) {
	step := news.Step{At: fromMicros(micros(at)), Story: story, To: to}
	code, err := stateCode(to)
	if err != nil {
		return news.Step{}, fmt.Errorf("mark story %s: %w", story, err)
	}
	err = s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		var n int64
		var from int
		found, err := w.one(ctx, "SELECT n, state FROM story WHERE n = "+presentStory, []any{story}, []any{&n, &from})
		if err != nil {
			return err
		}
		if !found {
			return ErrNotFound
		}
		step.From = stateOf(from)
		if from == code {
			return nil
		}
		top, err := w.topStep(ctx)
		if err != nil {
			return err
		}
		e := entry{at: micros(at), story: n, before: from, after: code, below: top}
		step.ID, err = w.logStep(ctx, e)
		return err
	})
	if err != nil {
		return news.Step{}, fmt.Errorf("mark story %s as %s: %w", story, to, err)
	}
	return step, nil
}

// Undo takes back the last step that has not been taken back, and logs that as a step of its own; ok is false when
// there is none left. The step tells the state that its story has now. A deed is taken back by Rearrange or SetRegion.
func (s *Store) Undo(ctx context.Context, at time.Time) (step news.Step, ok bool, err error) {
	err = s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		top, err := w.topStep(ctx)
		if err != nil || top == 0 {
			return err
		}
		e := entry{at: micros(at), undoes: top}
		ok, err = w.one(ctx, `SELECT story, before, after, below FROM step WHERE id = ? AND id NOT IN (SELECT step FROM deed)`,
			[]any{top}, []any{&e.story, &e.after, &e.before, &e.below})
		if err != nil || !ok {
			return err
		}
		if step.ID, err = w.insertStep(ctx, e); err != nil {
			return err
		}
		if err := w.restate(ctx, e.story, e.below); err != nil {
			return err
		}
		now := e.after
		step = news.Step{ID: step.ID, At: fromMicros(e.at), From: stateOf(e.before), Undoes: top}
		_, err = w.one(ctx, `WITH RECURSIVE now (n) AS (
				SELECT ? UNION ALL SELECT other FROM now CROSS JOIN lineage ON story = n AND ends = 1
			) SELECT id, state FROM now CROSS JOIN story ON story.n = now.n WHERE +state < 4`, []any{e.story}, []any{&step.Story, &now})
		step.To = stateOf(now)
		return err
	})
	if err != nil {
		return news.Step{}, false, fmt.Errorf("take back the last step: %w", err)
	}
	return step, ok, nil
}

// entry is a line of the log as it is stored.
type entry struct {
	at, story     int64
	before, after int
	undoes, below int64
}

// topStep is the step that undo would take back now, 0 when there is none. The last entry of the log tells: an ordinary
// step is the one itself, and a step that took one back names the one below that.
func (w *writer) topStep(ctx context.Context) (int64, error) {
	var top int64
	_, err := w.one(ctx, `SELECT CASE undoes WHEN 0 THEN id ELSE below END FROM step ORDER BY id DESC LIMIT 1`,
		nil, []any{&top})
	return top, err
}

// logStep writes an entry and gives the story its state.
func (w *writer) logStep(ctx context.Context, e entry) (int64, error) {
	if err := w.exec(ctx, "UPDATE story SET state = ? WHERE n = ?", e.after, e.story); err != nil {
		return 0, err
	}
	return w.insertStep(ctx, e)
}

// Steps lists the triage log since a time, in the order in which the steps were taken.
func (s *Store) Steps(ctx context.Context, since time.Time) ([]news.Step, error) {
	var steps []news.Step
	question := `SELECT step.id, step.at, story.id, step.before, step.after, step.undoes, coalesce(deed.kind, ''), coalesce(deed.other, '')
		FROM step JOIN story ON story.n = step.story LEFT JOIN deed ON deed.step = iif(step.undoes, step.undoes, step.id)
		WHERE step.at >= ? ORDER BY step.id`
	err := s.each(ctx, question, []any{micros(since)}, func(rows *sql.Rows) error {
		var step news.Step
		var at int64
		var before, after int
		if err := rows.Scan(&step.ID, &at, &step.Story, &before, &after, &step.Undoes, &step.Deed, &step.Other); err != nil {
			return err
		}
		step.At, step.From, step.To = fromMicros(at), stateOf(before), stateOf(after)
		steps = append(steps, step)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the triage log: %w", err)
	}
	return steps, nil
}

// MarkRead notes that the officer has read the story as it stood at the given time: what came later stays unread. An
// earlier time than one noted before changes nothing.
func (s *Store) MarkRead(ctx context.Context, story string, at time.Time) error {
	err := s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		var n int64
		found, err := w.one(
			ctx, "UPDATE story SET read = max(read, ?), unread = max(read, ?) < changed WHERE n = "+presentStory+" RETURNING n",
			[]any{micros(at), micros(at), story}, []any{&n},
		)
		if err == nil && !found {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("mark story %s as read: %w", story, err)
	}
	return nil
}
