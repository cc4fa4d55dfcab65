package store

import (
	"context"
	"encoding/json"
	"math"
)

// ledger is what states follow from: the steps that stand, and how stories began as parts of others or went into them.
type ledger struct {
	steps map[int64][]given // by story, in their order
	began map[int64]lineage // by the story that began
	ended map[int64][]lineage
}

type given struct {
	step, at int64
	state    int
}

type lineage struct {
	seq, story, other, mark int64
	ends                    bool
}

// state is a story's state after a step and before a change of lineage: what it was given last, or had from the story
// that it was part of, and since then the strongest of what went into it.
func (l *ledger) state(story, step, seq int64) int {
	since, state := int64(0), 0
	if b, ok := l.began[story]; ok && b.seq < seq {
		state = l.state(b.other, b.mark, b.seq)
	}
	for _, g := range l.steps[story] {
		if g.step <= step {
			since, state = g.step, g.state
		}
	}
	for _, e := range l.ended[story] {
		if e.seq < seq && e.mark >= since && e.mark <= step {
			state = stronger(state, l.state(e.story, e.mark, e.seq))
		}
	}
	return state
}

// restate gives a story, and those it has to do with, the states that follow from the steps that stand, but for one that is
// being taken back.
func (w *writer) restate(ctx context.Context, story, but int64) error {
	l := &ledger{steps: map[int64][]given{}, began: map[int64]lineage{}, ended: map[int64][]lineage{}}
	family, err := w.family(ctx, story, l)
	if err != nil {
		return err
	}
	list, err := json.Marshal(family)
	if err != nil {
		return err
	}
	err = w.each(ctx, `SELECT step.id, step.at, step.story, step.after FROM step WHERE step.story IN (SELECT value FROM json_each(?))
			AND step.id <> ? AND NOT EXISTS (SELECT 1 FROM deed WHERE deed.step = step.id) AND `+stands+" ORDER BY step.id",
		[]any{string(list), but}, func(scan scanner) error {
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
		if err := w.exec(ctx, "UPDATE story SET state = ?, decided = ? WHERE n = ? AND state < 4", state, decided, n); err != nil {
			return err
		}
	}
	return nil
}

// family lists a story with all that it began as, went into, and so on, and reads their lineage.
func (w *writer) family(ctx context.Context, story int64, l *ledger) ([]int64, error) {
	family, seen, read := []int64{story}, map[int64]bool{story: true}, map[int64]bool{}
	for i := 0; i < len(family); i++ {
		err := w.each(
			ctx, "SELECT seq, ends, story, other, mark FROM lineage WHERE story = ?1 OR other = ?1 ORDER BY seq", []any{family[i]},
			func(scan scanner) error {
				var g lineage
				if err := scan(&g.seq, &g.ends, &g.story, &g.other, &g.mark); err != nil {
					return err
				}
				if read[g.seq] {
					return nil
				}
				read[g.seq] = true
				if g.ends {
					l.ended[g.other] = append(l.ended[g.other], g)
				} else {
					l.began[g.story] = g
				}
				for _, n := range []int64{g.story, g.other} {
					if !seen[n] {
						seen[n] = true
						family = append(family, n)
					}
				}
				return nil
			})
		if err != nil {
			return nil, err
		}
	}
	return family, nil
}

// scanner reads the columns of a row.
type scanner func(into ...any) error
