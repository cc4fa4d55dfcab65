package store

import (
	"context"
	"math"
)

// restate gives a story, and those it has to do with, the states that follow from the steps that stand, but for one that is
// being taken back; see writer.restate.
func (w pgWriter) restate(ctx context.Context, story, but int64) error {
	l := &ledger{steps: map[int64][]given{}, began: map[int64]lineage{}, ended: map[int64][]lineage{}}
	family, err := w.family(ctx, story, l)
	if err != nil {
		return err
	}
	err = w.each(ctx, `SELECT step.id, step.at, step.story, step.after FROM step WHERE step.story = ANY($2) AND step.id <> $1
			AND NOT EXISTS (SELECT FROM deed WHERE deed.step = step.id) AND `+stands+" ORDER BY step.id",
		[]any{but, family}, func(scan scanner) error {
			var g given
			var of int64
			if err := scan(&g.step, &g.at, &of, &g.state); err != nil {
				return err
			}
			l.steps[of] = append(l.steps[of], g)
			return nil
		})
	if err != nil {
		return err
	}
	for _, n := range family {
		state := l.state(n, math.MaxInt64, math.MaxInt64)
		decided := int64(0)
		if list := l.steps[n]; len(list) > 0 {
			decided = list[len(list)-1].at
		}
		if err := w.exec(ctx, "UPDATE story SET state = $1, decided = $2 WHERE n = $3 AND state < 4", state, decided, n); err != nil {
			return err
		}
	}
	return nil
}

// family lists a story with all that it began as, went into, and so on, and reads their lineage.
func (w pgWriter) family(ctx context.Context, story int64, l *ledger) ([]int64, error) {
	var family []int64
	err := w.each(ctx, `WITH RECURSIVE family (n) AS (
			SELECT $1::bigint UNION SELECT CASE lineage.story WHEN family.n THEN lineage.other ELSE lineage.story END
			FROM family JOIN lineage ON family.n IN (lineage.story, lineage.other)
		) SELECT n FROM family`, []any{story}, func(scan scanner) error {
		var n int64
		err := scan(&n)
		family = append(family, n)
		return err
	})
	if err != nil {
		return nil, err
	}
	question := "SELECT seq, ends, story, other, mark FROM lineage WHERE story = ANY($1) OR other = ANY($1) ORDER BY seq"
	return family, w.each(ctx, question, []any{family}, func(scan scanner) error {
		var g lineage
		if err := scan(&g.seq, &g.ends, &g.story, &g.other, &g.mark); err != nil {
			return err
		}
		if g.ends {
			l.ended[g.other] = append(l.ended[g.other], g)
		} else {
			l.began[g.story] = g
		}
		return nil
	})
}
