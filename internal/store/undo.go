package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"harmattan/internal/news"
)

// Deed is a step by hand as the log keeps it, with what is needed to take it back.
type Deed struct {
	Step     int64
	Kind     news.Deed
	Story    string   // the story it was done to
	Other    string   // the other story, or the region
	Former   string   // the region before, "" when the program had chosen it
	Articles []string // those that moved
	Revives  bool     // Story went into Other by it, and has only to come back
}

// LastDeed is the step that undo would take back now, where that is a deed; ok is false where it is not, or there is none.
func (s *Store) LastDeed(ctx context.Context) (d Deed, ok bool, err error) {
	var articles string
	err = s.one(
		ctx, `WITH top (id) AS (SELECT CASE undoes WHEN 0 THEN id ELSE below END FROM (SELECT * FROM step ORDER BY id DESC LIMIT 1))
		SELECT step.id, deed.kind, story.id, deed.other, deed.former, deed.articles, EXISTS (SELECT 1 FROM lineage l
			JOIN story o ON o.n = l.other WHERE l.ends = 1 AND l.story = step.story AND o.id = deed.other)
		FROM top JOIN step USING (id) JOIN deed ON deed.step = step.id JOIN story ON story.n = step.story
		WHERE deed.kind NOT IN (`+remarkKinds+")",
		nil, []any{&d.Step, &d.Kind, &d.Story, &d.Other, &d.Former, &articles, &d.Revives},
	)
	if errors.Is(err, ErrNotFound) {
		return Deed{}, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(articles), &d.Articles)
	}
	if err != nil {
		return Deed{}, false, fmt.Errorf("read the last step: %w", err)
	}
	return d, true, nil
}

// takeBack writes the entry that takes a deed back, and forgets what the deed pinned.
func (m *move) takeBack(ctx context.Context, w *writer, step *news.Step) error {
	top, err := w.topStep(ctx)
	if err != nil {
		return err
	}
	if top != m.Hand.Undoes {
		return fmt.Errorf("step %d is not the last one: %w", m.Hand.Undoes, ErrNotFound)
	}
	e := entry{at: micros(m.At), story: m.into.n, undoes: top}
	found, err := w.one(ctx, "SELECT below FROM step WHERE id = ?", []any{top}, []any{&e.below})
	if err != nil {
		return err
	}
	if !found {
		return ErrNotFound
	}
	if err := w.unpin(ctx, top); err != nil {
		return err
	}
	for _, n := range []int64{m.into.n, m.from.n} {
		if err := w.restate(ctx, n, e.below); err != nil {
			return err
		}
	}
	if _, err := w.one(ctx, "SELECT state FROM story WHERE n = ?", []any{m.into.n}, []any{&e.before}); err != nil {
		return err
	}
	e.after = e.before
	step.Story, step.Other = m.Into.ID, m.From.ID
	step.From, step.To = stateOf(e.before), stateOf(e.after)
	step.ID, err = w.insertStep(ctx, e)
	return err
}

// unpin forgets what a step pinned.
func (w *writer) unpin(ctx context.Context, step int64) error {
	if err := w.exec(ctx, "DELETE FROM held WHERE step = ?", step); err != nil {
		return err
	}
	return w.exec(ctx, "DELETE FROM apart WHERE step = ?", step)
}

// insertStep writes an entry to the log.
func (w *writer) insertStep(ctx context.Context, e entry) (int64, error) {
	var id int64
	who, rules := signatureOf(ctx)
	_, err := w.one(
		ctx, `INSERT INTO step (at, story, before, after, undoes, below, who, rules, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		RETURNING id`, []any{e.at, e.story, e.before, e.after, e.undoes, e.below, who, rules, e.bundle}, []any{&id},
	)
	return id, err
}
