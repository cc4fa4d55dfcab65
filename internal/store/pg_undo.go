package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// Undo takes back the last step that has not been taken back, with the others of its set; see Store.Undo.
func (p *Postgres) Undo(ctx context.Context, at time.Time) (step news.Step, ok bool, err error) {
	err = p.log(ctx, func(ctx context.Context, w pgWriter) error {
		step, ok = news.Step{}, false
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
func (w pgWriter) undoOne(ctx context.Context, at time.Time, set int64) (step news.Step, ok bool, err error) {
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
			WHERE step.id = $1 AND (kind IS NULL OR kind IN (`+remarkKinds+"))",
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
			SELECT $1::bigint UNION ALL SELECT other FROM now JOIN lineage ON lineage.story = now.n AND ends
		) SELECT id, state FROM now JOIN story ON story.n = now.n WHERE state < 4`, []any{e.story}, []any{&step.Story, &now})
	step.To = stateOf(now)
	return step, true, err
}

// asItStands lets the entry that takes a state back say what becomes of the story where a colleague has decided since: it
// stays as it is.
func (w pgWriter) asItStands(ctx context.Context, e *entry) error {
	var now int
	found, err := w.one(
		ctx, `SELECT state FROM story WHERE n = $1 AND state < 4 AND EXISTS (SELECT FROM step WHERE story = $1 AND id > $2
			AND NOT EXISTS (SELECT FROM deed WHERE deed.step = step.id) AND `+stands+")", []any{e.story, e.undoes}, []any{&now},
	)
	if found {
		e.before, e.after = now, now
	}
	return err
}

// takeRemarkBack gives a story the remark back that it had before a step. Where a colleague has written another one since,
// that stays, and has the one from before the step below it.
func (w pgWriter) takeRemarkBack(ctx context.Context, e entry, r remark) error {
	var later int64
	found, err := w.one(
		ctx, `SELECT step.id FROM step JOIN deed ON deed.step = step.id WHERE step.story = $1 AND step.id > $2 AND deed.kind = $3
			AND `+stands+" ORDER BY step.id LIMIT 1", []any{e.story, e.undoes, string(r.kind)}, []any{&later},
	)
	if err != nil {
		return err
	}
	if found {
		return w.exec(ctx, "UPDATE deed SET former = $1 WHERE step = $2", r.value, later)
	}
	return w.putRemark(ctx, e.story, r)
}

// LastDeed is the step that undo would take back now, where that is a deed; see Store.LastDeed. The error is ErrGoneOn where
// another officer has rearranged one of its stories since.
func (p *Postgres) LastDeed(ctx context.Context) (d Deed, ok bool, err error) {
	var articles string
	var goneOn bool
	who, _ := signatureOf(ctx)
	err = p.one(
		ctx, "WITH top (id) AS ("+myTop+`) SELECT EXISTS (
				SELECT FROM step later JOIN deed o ON o.step = later.id JOIN story ls ON ls.n = later.story
				WHERE later.id > top.id AND later.undoes = 0 AND later.id NOT IN (SELECT undoes FROM step WHERE undoes > 0)
					AND o.kind NOT IN (`+remarkKinds+`) AND (ls.id IN (story.id, deed.other) OR o.other IN (story.id, deed.other))
			), step.id, deed.kind, story.id, deed.other, deed.former, deed.articles, EXISTS (SELECT 1 FROM lineage l
			JOIN story o ON o.n = l.other WHERE l.ends AND l.story = step.story AND o.id = deed.other)
		FROM top JOIN step USING (id) JOIN deed ON deed.step = step.id JOIN story ON story.n = step.story
		WHERE deed.kind NOT IN (`+remarkKinds+")",
		[]any{plain(who)}, []any{&goneOn, &d.Step, &d.Kind, &d.Story, &d.Other, &d.Former, &articles, &d.Revives},
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
