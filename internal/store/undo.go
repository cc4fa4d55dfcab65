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

// LastDeed is the step that undo would take back now, where that is a deed; ok is false where it is not, or there is none. The
// error is ErrGoneOn where another officer has rearranged one of its stories since.
func (s *Store) LastDeed(ctx context.Context) (d Deed, ok bool, err error) {
	var articles string
	var goneOn bool
	top, args := topOf(ctx)
	err = s.one(
		ctx, "WITH top (id) AS ("+top+`) SELECT EXISTS (
				SELECT 1 FROM step later JOIN deed o ON o.step = later.id JOIN story ls ON ls.n = later.story
				WHERE later.id > top.id AND later.undoes = 0 AND later.id NOT IN (SELECT undoes FROM step WHERE undoes > 0)
					AND o.kind NOT IN (`+remarkKinds+`) AND (ls.id IN (story.id, deed.other) OR o.other IN (story.id, deed.other))
			), step.id, deed.kind, story.id, deed.other, deed.former, deed.articles, EXISTS (SELECT 1 FROM lineage l
			JOIN story o ON o.n = l.other WHERE l.ends = 1 AND l.story = step.story AND o.id = deed.other)
		FROM top JOIN step USING (id) JOIN deed ON deed.step = step.id JOIN story ON story.n = step.story
		WHERE deed.kind NOT IN (`+remarkKinds+")",
		args, []any{&goneOn, &d.Step, &d.Kind, &d.Story, &d.Other, &d.Former, &articles, &d.Revives},
	)
	if errors.Is(err, ErrNotFound) {
		return Deed{}, false, nil
	}
	if err == nil && goneOn {
		err = errGoneOn()
	}
	if err == nil {
		err = json.Unmarshal([]byte(articles), &d.Articles)
	}
	if err != nil {
		return Deed{}, false, fmt.Errorf("read the last step: %w", err)
	}
	return d, true, nil
}

// ErrGoneOn is the error of taking back what a colleague has built on since.
var ErrGoneOn = errors.New("a colleague has gone on from there")

func errGoneOn() error {
	return &Error{
		Kind: ErrGoneOn, Says: "a colleague has rearranged the story since",
		Do: "ask the colleague to take that back first, or arrange the story anew",
	}
}

// asItStands lets the entry that takes a state back say what becomes of the story where a colleague has decided since: it
// stays as it is.
func (w *writer) asItStands(ctx context.Context, e *entry) error {
	var now int
	found, err := w.one(
		ctx, `SELECT state FROM story WHERE n = ?1 AND state < 4 AND EXISTS (SELECT 1 FROM step WHERE story = ?1 AND id > ?2
			AND NOT EXISTS (SELECT 1 FROM deed WHERE deed.step = step.id) AND `+stands+")", []any{e.story, e.undoes}, []any{&now},
	)
	if found {
		e.before, e.after = now, now
	}
	return err
}

// takeRemarkBack gives a story the remark back that it had before a step. Where a colleague has written another one since,
// that stays, and has the one from before the step below it.
func (w *writer) takeRemarkBack(ctx context.Context, e entry, r remark) error {
	var later int64
	found, err := w.one(
		ctx, `SELECT step.id FROM step JOIN deed ON deed.step = step.id WHERE step.story = ? AND step.id > ? AND deed.kind = ?
			AND `+stands+" ORDER BY step.id LIMIT 1", []any{e.story, e.undoes, string(r.kind)}, []any{&later},
	)
	if err != nil {
		return err
	}
	if found {
		return w.exec(ctx, "UPDATE deed SET former = ? WHERE step = ?", r.value, later)
	}
	return w.putRemark(ctx, e.story, r)
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
	if err := w.unpin(ctx, top); err != nil {
		return err
	}
	for _, n := range []int64{m.into.n, m.from.n} {
		if err := w.restate(ctx, n, top); err != nil {
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
		ctx, `INSERT INTO step (at, story, before, after, undoes, below, who, rules, bundle) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)
		RETURNING id`, []any{e.at, e.story, e.before, e.after, e.undoes, who, rules, e.bundle}, []any{&id},
	)
	return id, err
}
