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
	steps, err := s.SetStates(ctx, []string{story}, to, at)
	if err != nil {
		return news.Step{}, err
	}
	return steps[0], nil
}

// SetStates gives stories a state, a step of the log for each. All steps are one set, which undo takes back as one. The
// step of a story that has this state already has the ID 0.
func (s *Store) SetStates(ctx context.Context, stories []string, to news.State, at time.Time) ([]news.Step, error) {
	code, err := stateCode(to)
	if err != nil {
		return nil, fmt.Errorf("mark stories as %s: %w", to, err)
	}
	var steps []news.Step
	err = s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		bundle, err := w.bundle(ctx, len(stories))
		if err != nil {
			return err
		}
		for _, id := range stories {
			step := news.Step{At: fromMicros(micros(at)), Story: id, To: to}
			if err := w.setState(ctx, &step, code, bundle); err != nil {
				return fmt.Errorf("story %s: %w", id, err)
			}
			steps = append(steps, step)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("mark as %s: %w", to, err)
	}
	return steps, nil
}

// bundle is the name of a set of so many steps: the number of its first one; 0 for a step alone.
func (w *writer) bundle(ctx context.Context, steps int) (int64, error) {
	if steps < 2 {
		return 0, nil
	}
	var last int64
	_, err := w.one(ctx, "SELECT coalesce(max(id), 0) FROM step", nil, []any{&last})
	return last + 1, err
}

func (w *writer) setState(ctx context.Context, step *news.Step, code int, bundle int64) error {
	var n int64
	var from int
	found, err := w.one(ctx, "SELECT n, state FROM story WHERE n = "+presentStory, []any{step.Story}, []any{&n, &from})
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
	step.ID, err = w.logStep(ctx, entry{at: micros(step.At), story: n, before: from, after: code, bundle: bundle})
	return err
}

// remarkKinds are the deeds that write a remark, as a list in SQL.
const remarkKinds = "'note', 'owner', 'handover', 'snooze'"

// Undo takes back the last step of an officer's that has not been taken back, with the others of its set, and logs that as
// steps of their own; ok is false when there is none left. Whoever works at the file takes back the last step there is. The step tells the state that its story has now. A split, merge or move is
// taken back by Rearrange, and a region by SetRegion.
func (s *Store) Undo(ctx context.Context, at time.Time) (step news.Step, ok bool, err error) {
	err = s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		for set := int64(0); ; {
			next, found, err := w.undoOne(ctx, at, set)
			if err != nil || !found {
				return err
			}
			step, ok = next, true
			if set = next.Set; set == 0 {
				return nil
			}
		}
	})
	if err != nil {
		return news.Step{}, false, fmt.Errorf("take back the last step: %w", err)
	}
	return step, ok, nil
}

// undoOne takes back the last step, where it is of the given set; 0 stands for any.
func (w *writer) undoOne(ctx context.Context, at time.Time, set int64) (step news.Step, ok bool, err error) {
	top, err := w.topStep(ctx)
	if err != nil || top == 0 {
		return step, false, err
	}
	e := entry{at: micros(at), undoes: top}
	var kind news.Deed
	var value, former string
	ok, err = w.one(
		ctx, `SELECT story, before, after, bundle, coalesce(kind, ''), coalesce(other, ''), coalesce(former, '')
			FROM step LEFT JOIN deed ON deed.step = step.id
			WHERE step.id = ? AND (kind IS NULL OR kind IN (`+remarkKinds+"))",
		[]any{top}, []any{&e.story, &e.after, &e.before, &e.bundle, &kind, &value, &former},
	)
	if err != nil || !ok || set != 0 && e.bundle != set {
		return step, false, err
	}
	if kind == "" {
		err = w.asItStands(ctx, &e)
	}
	if err == nil {
		step.ID, err = w.insertStep(ctx, e)
	}
	if err == nil && kind != "" {
		err = w.takeRemarkBack(ctx, e, remark{kind, former, at})
	} else if err == nil {
		err = w.restate(ctx, e.story, top)
	}
	if err != nil {
		return step, false, err
	}
	now := e.after
	step = news.Step{ID: step.ID, At: fromMicros(e.at), From: stateOf(e.before), Undoes: top, Deed: kind, Other: value, Set: e.bundle}
	_, err = w.one(ctx, `WITH RECURSIVE now (n) AS (
			SELECT ? UNION ALL SELECT other FROM now CROSS JOIN lineage ON story = n AND ends = 1
		) SELECT id, state FROM now CROSS JOIN story ON story.n = now.n WHERE +state < 4`, []any{e.story}, []any{&step.Story, &now})
	step.To = stateOf(now)
	return step, true, err
}

// entry is a line of the log as it is stored.
type entry struct {
	at, story      int64
	before, after  int
	undoes, bundle int64
}

// stands is the condition that a step was not taken back and takes none back itself.
const stands = "step.undoes = 0 AND NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = step.id AND u.undoes > 0)"

// topOf asks for the step that undo would take back now: the last that stands of an officer who came to the file from
// elsewhere, and for whoever works at it the last that stands. What a watch did, which no officer signed with the rules, is
// everybody's.
func topOf(ctx context.Context) (question string, args []any) {
	const last = " AND " + stands + " ORDER BY id DESC LIMIT 1"
	if readBy(ctx) == "" {
		return "SELECT id FROM step WHERE true" + last, nil
	}
	who, _ := signatureOf(ctx)
	question = "SELECT max(id) AS id FROM (SELECT * FROM (SELECT id FROM step WHERE who = ?" + last +
		") UNION ALL SELECT * FROM (SELECT id FROM step WHERE rules = ''" + last + ")) HAVING max(id) IS NOT NULL"
	return question, []any{who}
}

// topStep is the step that undo would take back now, 0 when there is none.
func (w *writer) topStep(ctx context.Context) (int64, error) {
	var top int64
	question, args := topOf(ctx)
	_, err := w.one(ctx, question, args, []any{&top})
	return top, err
}

// logStep writes an entry and gives the story its state.
func (w *writer) logStep(ctx context.Context, e entry) (int64, error) {
	if err := w.exec(ctx, "UPDATE story SET state = ?, decided = ? WHERE n = ?", e.after, e.at, e.story); err != nil {
		return 0, err
	}
	return w.insertStep(ctx, e)
}

// Steps lists the triage log since a time, in the order in which the steps were taken.
func (s *Store) Steps(ctx context.Context, since time.Time) ([]news.Step, error) {
	var steps []news.Step
	question := `SELECT step.id, step.at, story.id, step.before, step.after, step.undoes, coalesce(deed.kind, ''), coalesce(deed.other, ''),
		step.who, step.signed, step.rules, step.bundle, story.title FROM step JOIN story ON story.n = step.story LEFT JOIN deed ON deed.step = iif(step.undoes, step.undoes, step.id)
		WHERE step.at >= ? ORDER BY step.id`
	err := s.each(ctx, question, []any{micros(since)}, func(rows *sql.Rows) error {
		var step news.Step
		var at int64
		var before, after int
		if err := rows.Scan(&step.ID, &at, &step.Story, &before, &after, &step.Undoes, &step.Deed, &step.Other,
			&step.Who, &step.Signed, &step.Rules, &step.Set, &step.Title); err != nil {
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
